"""How the price of a plan is said, on the paper of a quote and in its windows (spec 3.2)."""

from app.domain.cents import Cents
from app.domain.contract import PeriodUnit
from app.domain.quote_lines import Offer
from app.domain.sales import SaleKind
from app.i18n import Texts


def price_told(amount: Cents, offer: Offer, spoken: Texts) -> str:
    """59,00 € par mois, 12 × 40,00 €, or 65,00 € au comptant."""
    if offer.kind is SaleKind.FIXED_AT_ONCE:
        return spoken.tr("{amount} au comptant", amount=spoken.money(amount))
    if offer.instalments is not None:
        return spoken.tr("{count} × {amount}", count=offer.instalments, amount=spoken.money(amount))
    return period_told(amount, offer, spoken)


def period_told(amount: Cents, offer: Offer, spoken: Texts) -> str:
    """59,00 € par mois, or every so many months or weeks."""
    count, said = offer.period.count, spoken.money(amount)
    if offer.period.unit is PeriodUnit.WEEK:
        return spoken.ntr("{amount} par semaine", "{amount} toutes les {n} semaines", count, amount=said)
    return spoken.ntr("{amount} par mois", "{amount} tous les {n} mois", count, amount=said)
