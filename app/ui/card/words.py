"""What the head of the card says, in words: who, in what state, may she come in, what is debited next."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.i18n import current, day, instant, money, ntr, short_day, tr
from app.messages.words import type_words, word
from app.services.fields import PersonKind, PlanKind
from app.services.views import AccessState, ClientCard, ClientState, SuspensionRow
from app.ui.card.reading import main_access
from app.ui.kit.access_words import end_text, row_text
from app.ui.kit.state_chips import CLIENT_CHIPS


@dataclass(frozen=True, slots=True)
class Fact:
    """A key fact: the answer, one fact more, its tone and mark; `act`: somebody must act."""

    value: str
    more: str
    tone: str = "text"
    mark: str = ""
    act: str = ""


@dataclass(frozen=True, slots=True)
class Banner:
    """A banner: its kind, the bold line, the consequence, and the verb that leads out of it."""

    kind: str
    text: str
    detail: str
    way: str = ""


def full_name(card: ClientCard) -> str:
    """LEFÈVRE Jean-Noël, or the company."""
    fields = card.fields
    return f"{fields.surname.upper()} {fields.first_name}".strip() or fields.company


def state_words(card: ClientCard) -> tuple[str, str]:
    """Chip and words of the head: "Suspendu jusqu'au 04/09/2010"."""
    kind, suspension = CLIENT_CHIPS[card.state], card.suspension
    if card.state is ClientState.SUSPENDED and suspension is not None:
        if suspension.last_day is None:
            return kind, tr("Suspendu dès le {first}", first=day(suspension.first_day))
        return kind, tr("Suspendu jusqu'au {last}", last=day(suspension.last_day))
    return kind, word(card.state, current())


def who_line(card: ClientCard) -> str:
    """n° 348 · 34 ans, né(e) le 14/03/1976 · Particulier · Conseiller : Sarah."""
    fields = card.fields
    parts = [tr("n° {number}", number=card.number)]
    if card.age is not None and fields.birth_date is not None:
        parts.append(
            ntr("{n} an, né(e) le {born}", "{n} ans, né(e) le {born}", card.age, born=day(fields.birth_date))
        )
    parts.append(type_words(fields.client_type, current()) or word(fields.kind, current()))
    if fields.company and fields.kind is PersonKind.NATURAL:
        parts.append(fields.company)
    if fields.adviser:
        parts.append(tr("Conseiller : {name}", name=fields.adviser))
    return " · ".join(parts)


def contacts(card: ClientCard) -> list[tuple[str, str]]:
    """Icon and text of what the desk needs to reach the client: telephone, e-mail, card."""
    fields = card.fields
    listed = [
        ("phone", fields.mobile or fields.phone),
        ("mail", fields.email),
        ("card", tr("Carte {number}", number=fields.card_number) if fields.card_number else ""),
    ]
    return [(icon, text) for icon, text in listed if text]


def warnings(card: ClientCard) -> list[Banner]:
    """The banners, the gravest first: deactivated, blocked, suspended, a minor without representative."""
    found: list[Banner] = []
    if card.deactivated_on is not None:
        on, by = day(card.deactivated_on), card.deactivated_by
        found.append(
            Banner(
                "inactive",
                tr("Désactivé le {day} par {who}", day=on, who=by),
                tr("Aucune vente possible."),
                "relation",
            )
        )
    if card.block is not None:
        since, by = day(card.block.since), card.block.by
        text = tr("Bloqué depuis le {day} par {who}", day=since, who=by)
        reason = card.block.reason[:1].upper() + card.block.reason[1:].rstrip(".")
        detail = tr("{reason}. Aucun accès n'ouvre, aucune vente n'est possible.", reason=reason)
        found.append(Banner("blocked", text, detail, "unblock"))
    if card.suspension is not None and card.state is ClientState.SUSPENDED:
        found.append(_suspended(card.suspension))
    if card.is_minor_alone:
        found.append(
            Banner(
                "attention",
                tr("Mineur sans représentant légal"),
                tr("Indiquez le représentant légal dans l'onglet Identité."),
                "identity",
            )
        )
    return found


def _suspended(row: SuspensionRow) -> Banner:
    who = tr("Saisi par {who} le {at}.", who=row.entered_by, at=instant(row.entered_at))
    if row.last_day is None:
        opens = tr("La carte est bloquée jusqu'à la reprise.")
    else:
        back = day(row.last_day + timedelta(days=1))
        opens = tr("La carte est bloquée. Elle ouvre de nouveau le {day}.", day=back)
    return Banner("suspended", tr("Suspendu : {what}", what=_lower(row_text(row))), f"{opens} {who}", "stop")


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def may_enter(card: ClientCard, today: date) -> Fact:
    """Peut entrer aujourd'hui ? The door lets in exactly the active ones (spec 1.7)."""
    if card.state is ClientState.ACTIVE:
        return Fact(tr("Oui"), tr("la carte ouvre"), "active", "check-circle")
    return Fact(tr("Non"), _why_not(card, today), "blocked", "x-octagon")


def _why_not(card: ClientCard, today: date) -> str:
    if card.state is ClientState.DEACTIVATED:
        return tr("client désactivé")
    if card.state is ClientState.BLOCKED:
        return tr("client bloqué")
    if card.state is ClientState.SUSPENDED and card.suspension is not None:
        last = card.suspension.last_day
        if last is None:
            return tr("carte bloquée jusqu'à la reprise")
        left = (last - today).days + 1
        return ntr("carte bloquée encore {n} jour", "carte bloquée encore {n} jours", left)
    item = main_access(card.accesses)
    if item is None:
        return tr("aucun accès")
    if item.state is AccessState.UPCOMING:
        return tr("accès dès le {day}", day=day(item.first_day))
    return (
        tr("accès expiré le {day}", day=day(item.last_day)) if item.last_day else tr("aucun accès en cours")
    )


def access_fact(card: ClientCard) -> Fact:
    """Accès en cours: what runs, since when, until when."""
    item = main_access(card.accesses)
    if item is None:
        return Fact(tr("Aucun"), tr("rien d'acheté encore"), "muted")
    if item.state is AccessState.ENDED:
        return Fact(tr("Aucun"), tr("{plan} terminé", plan=item.plan_name), "muted")
    since = tr("depuis le {day}", day=day(item.first_day))
    if item.state is AccessState.UPCOMING:
        since = tr("dès le {day}", day=day(item.first_day))
    end = end_text(item.last_day, item.end_open)
    if item.last_day is not None:
        return Fact(tr("Jusqu'au {day}", day=end), tr("{plan}, {since}", plan=item.plan_name, since=since))
    value = tr("Illimité") if item.kind is PlanKind.UNLIMITED else item.plan_name
    return Fact(value, tr("{since}, {end}", since=since, end=end))


def debit_fact(card: ClientCard) -> Fact:
    """Prochain débit: how much, when, and what follows where the amount changes."""
    debit = card.next_debit
    if debit is None:
        return Fact(tr("Aucun"), tr("aucun débit prévu"), "muted")
    on = tr("le {day}", day=day(debit.due))
    if debit.then_from is not None and debit.then_amount is not None:
        on = tr(
            "le {day}, puis {amount} dès le {then}",
            day=day(debit.due),
            amount=money(debit.then_amount),
            then=short_day(debit.then_from),
        )
    return Fact(money(debit.amount), on, "suspended" if debit.is_maintenance else "text")


def overdue_fact(card: ClientCard) -> Fact:
    """Impayé: what is late; and all that is owed where that is more."""
    owed = tr("{balance} à payer en tout", balance=money(card.balance))
    if card.overdue > 0:
        return Fact(
            money(card.overdue), owed if card.balance > card.overdue else tr("à régler"), act="blocked"
        )
    if card.balance < 0:
        return Fact(money(0), tr("le club doit {amount}", amount=money(-card.balance)))
    return Fact(money(0), owed if card.balance > 0 else tr("rien en retard"))


def suspended_days(card: ClientCard) -> str:
    """Days used and left in the contract year, where the club limits them."""
    used = card.suspended_days_used
    text = ntr("{n} jour de report cette année", "{n} jours de report cette année", used)
    if card.suspended_days_left is None:
        return text if used else ""
    left = ntr("encore {n} possible", "encore {n} possibles", card.suspended_days_left)
    return tr("{used}, {left}", used=text, left=left)
