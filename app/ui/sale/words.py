"""What the sale says of plans, prices and debits, in words; no widget."""

from app.domain.contract import PeriodUnit
from app.domain.schedule import Schedule
from app.i18n import day, money, ntr, tr
from app.services.fields import PaymentMode, PlanFields, PlanKind
from app.services.views import ClientCard


def length_words(plan: PlanFields) -> str:
    """Illimité, 12 mois, 30 jours."""
    if plan.kind is PlanKind.UNLIMITED or plan.length is None:
        return tr("Illimité")
    if plan.kind is PlanKind.MONTHS:
        return ntr("{n} mois", "{n} mois", plan.length)
    return ntr("{n} jour", "{n} jours", plan.length)


def rhythm_words(plan: PlanFields) -> str:
    """How it is paid: au comptant, 12 débits, un débit chaque mois."""
    if plan.payment is PaymentMode.AT_ONCE:
        return tr("au comptant")
    if plan.kind is not PlanKind.UNLIMITED and plan.instalments is not None:
        return ntr("{n} débit", "{n} débits", plan.instalments)
    if plan.period_unit is PeriodUnit.MONTH:
        return ntr("débit chaque mois", "débit tous les {n} mois", plan.period_count)
    return ntr("débit chaque semaine", "débit toutes les {n} semaines", plan.period_count)


def endless_words(plan: PlanFields, cents: int) -> str:
    """59,00 € par mois: what goes on without end."""
    amount = money(cents)
    if plan.period_unit is PeriodUnit.MONTH:
        return ntr("{amount} par mois", "{amount} tous les {n} mois", plan.period_count, amount=amount)
    return ntr("{amount} par semaine", "{amount} toutes les {n} semaines", plan.period_count, amount=amount)


def access_words(plan: Schedule, first: str) -> str:
    """Accès du 05/07/2010 au 04/07/2011 inclus, or from a day without end."""
    if plan.access_last is None:
        return tr("Accès dès le {first}, sans fin", first=first)
    return tr("Accès du {first} au {last} inclus", first=first, last=day(plan.access_last))


def client_words(card: ClientCard) -> tuple[str, str]:
    """Who buys: the name, and number, age and card below it."""
    fields = card.fields
    name = f"{fields.surname.upper()} {fields.first_name}".strip() or fields.company
    known = [tr("n° {number}", number=card.number)]
    if card.age is not None:
        known.append(ntr("{n} an", "{n} ans", card.age))
    if fields.card_number:
        known.append(tr("carte {number}", number=fields.card_number))
    return name, " · ".join(known)
