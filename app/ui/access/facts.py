"""The facts of the tab Accès and of the list at the left, as label and value; no widget."""

from dataclasses import dataclass
from datetime import date

from app.domain.contract import PeriodUnit
from app.i18n import current, day, money, ntr, number, tr
from app.messages.words import word
from app.services.fields import PaymentMode
from app.services.views import AccessItem, AccessState, ClientCard
from app.ui.access.loaded import Shown
from app.ui.kit.access_words import days_of_access, days_text, end_text, period_text
from app.ui.kit.state_chips import ACCESS_CHIPS


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the tab: what, how much; `old` is struck before the value, `more` quiet behind it."""

    name: str
    label: str
    value: str
    old: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Facts under one title."""

    icon: str
    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class ListedAccess:
    """One access in the list at the left: name, period and state."""

    item: AccessItem
    title: str
    period: str
    chip: str
    state: str


def listed(item: AccessItem) -> ListedAccess:
    """Illimité mensuel · 05/07/2010, sans fin · En cours."""
    return ListedAccess(
        item, item.plan_name, days_of_access(item), ACCESS_CHIPS[item.state], state_word(item.state)
    )


def state_word(state: AccessState) -> str:
    """En cours, Suspendu, Terminé, À venir."""
    return word(state, current())


def head_state(item: AccessItem) -> tuple[str, str]:
    """Chip and words of the dialog's head: "Suspendu jusqu'au 04/09/2010"."""
    suspension = item.current_suspension
    chip = ACCESS_CHIPS[item.state]
    if item.state is AccessState.SUSPENDED and suspension is not None:
        if suspension.last_day is None:
            return chip, tr("Suspendu dès le {first}", first=day(suspension.first_day))
        return chip, tr("Suspendu jusqu'au {last}", last=day(suspension.last_day))
    if item.state is AccessState.ENDED and item.last_day is not None:
        return chip, tr("Terminé le {last}", last=day(item.last_day))
    if item.state is AccessState.UPCOMING:
        return chip, tr("Dès le {first}", first=day(item.first_day))
    return chip, state_word(item.state)


def person_name(card: ClientCard) -> str:
    """LEFÈVRE Jean-Noël, or the company."""
    fields = card.fields
    name = f"{fields.surname.upper()} {fields.first_name}".strip()
    return name or fields.company


def person_numbers(card: ClientCard) -> str:
    """n° 348 · 34 ans · carte 00348112."""
    known = [tr("n° {number}", number=number(card.number))]
    if card.age is not None:
        known.append(tr("{n} ans", n=card.age))
    if card.fields.card_number:
        known.append(tr("carte {number}", number=card.fields.card_number))
    return " · ".join(known)


def groups(shown: Shown) -> tuple[Group, ...]:
    """All facts of the tab Accès."""
    parts = [_access_group(shown)]
    if shown.view.item.payment is PaymentMode.DIRECT_DEBIT:
        parts += [_debit_group(shown), _mandate_group(shown)]
    else:
        parts.append(_at_once_group(shown))
    return (*parts, _usage_group(shown))


def _access_group(shown: Shown) -> Group:
    view, timetable = shown.view, shown.schedule
    last = timetable.access_last
    moved = timetable.original_last is not None and timetable.original_last != last
    old = day(timetable.original_last) if moved and timetable.original_last is not None else ""
    return Group(
        "card",
        tr("Accès"),
        (
            Fact("plan", tr("Formule"), view.item.plan_name),
            Fact("start", tr("Début"), day(view.item.first_day)),
            Fact(
                "end",
                tr("Fin"),
                end_text(last, timetable.end_open),
                old,
                _moved_by(timetable.original_last, last),
            ),
            Fact("sold", tr("Vendu le"), day(view.sold_on), more=tr("par {who}", who=view.sold_by)),
            Fact("fee", tr("Frais d'inscription"), money(view.registration_fee)),
        ),
    )


def _moved_by(original: date | None, last: date | None) -> str:
    if original is None or last is None or last == original:
        return ""
    return tr("+{days}", days=days_text((last - original).days))


def _debit_group(shown: Shown) -> Group:
    view, terms = shown.view, shown.contract.terms
    amount = money(view.normal_amount) if view.normal_amount is not None else tr("aucun")
    facts = [Fact("amount", tr("Montant"), amount)]
    if terms is not None:
        monthly = terms.period.unit is PeriodUnit.MONTH
        debit_day = tr("le {n}", n=terms.anchor_day) if monthly else ""
        count = tr("sans fin") if terms.count is None else ntr("{n} échéance", "{n} échéances", terms.count)
        facts += [
            Fact("period", tr("Périodicité"), period_text(terms.period), more=debit_day),
            Fact("first_due", tr("Premier débit"), day(terms.first_due)),
            Fact("count", tr("Nombre"), count),
        ]
    next_debit = view.item.next_debit
    if next_debit is not None:
        due = tr("le {day}", day=day(next_debit.due))
        facts.append(Fact("next_debit", tr("Prochain débit"), money(next_debit.amount), more=due))
    return Group("euro", tr("Prélèvement"), tuple(facts))


def _mandate_group(shown: Shown) -> Group:
    mandate = shown.view.mandate
    if mandate is None:
        return Group("bank", tr("Mandat"), (Fact("mandate", tr("Mandat"), tr("aucun")),))
    return Group(
        "bank",
        tr("Mandat"),
        (
            Fact("iban", tr("IBAN"), shown.view.iban_masked),
            Fact("bic", tr("BIC"), mandate.bic or tr("aucun")),
            Fact("mandate", tr("Référence unique"), mandate.reference),
            Fact("signed", tr("Signé le"), day(mandate.signed_on)),
        ),
    )


def _at_once_group(shown: Shown) -> Group:
    amount = shown.view.amount_at_once
    paid = money(amount) if amount is not None else tr("aucun")
    return Group(
        "euro",
        tr("Paiement"),
        (
            Fact("payment", tr("Mode"), word(PaymentMode.AT_ONCE, current())),
            Fact("amount", tr("Montant"), paid),
        ),
    )


def _usage_group(shown: Shown) -> Group:
    used = shown.usage
    year = used.year
    last = day(year.last) if year.last is not None else tr("sans fin")
    left = tr("sans limite") if used.days_left is None else days_text(used.days_left)
    number_left = tr("sans limite") if used.suspensions_left is None else str(used.suspensions_left)
    return Group(
        "pause-circle",
        tr("Reports de l'année de contrat"),
        (
            Fact("year", tr("Année"), tr("{first} – {last}", first=day(year.first), last=last)),
            Fact("days_used", tr("Jours utilisés"), days_text(used.days_used)),
            Fact("days_left", tr("Jours restants"), left),
            Fact("suspensions_used", tr("Reports"), str(used.suspensions_used)),
            Fact("suspensions_left", tr("Reports restants"), number_left),
        ),
    )
