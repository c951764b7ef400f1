"""The lines of a quote: what they bill when the quote becomes a sale, and what they come to (spec 3.2)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.domain.cents import LARGEST, Cents
from app.domain.contract import MONTHLY, Period, PeriodUnit
from app.domain.ids import PlanId
from app.domain.invoicing import InvoiceLine, Totals, amount_of, totals, why_not_billed
from app.domain.prospect_refusals import FeeImplausible
from app.domain.refusal import Refusal
from app.domain.sales import SaleKind

ONE = Decimal(1)
NO_FEE = Cents(0)
_MONTHS, _WEEKS = 12, 52


class LineKind(StrEnum):
    """A line sells a plan, or it is written freely."""

    PLAN = "plan"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Offer:
    """The terms of a plan as they are offered. `length`: months or days, None without end; `instalments`:
    number of debits of a fixed length."""

    plan: PlanId
    kind: SaleKind
    registration_fee: Cents = NO_FEE
    length: int | None = None
    instalments: int | None = None
    period: Period = MONTHLY

    @property
    def is_debited(self) -> bool:
        """Whether the bank collects it, so that nothing of it is billed."""
        return self.kind is not SaleKind.FIXED_AT_ONCE


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """One line. `unit_price` in cents with VAT: of a plan, one debit or the whole. `offer` None: a free line."""

    description: str
    unit_price: Cents
    vat_rate: Decimal
    quantity: Decimal = ONE
    offer: Offer | None = None

    @property
    def kind(self) -> LineKind:
        """What kind of line it is."""
        return LineKind.FREE if self.offer is None else LineKind.PLAN


@dataclass(frozen=True, slots=True)
class QuoteTotals:
    """What a quote comes to, in cents. `billed`: at the sale, by invoice; `first_year`: that and the debits
    of the first twelve months; `debits`: whether there are any."""

    billed: Totals
    first_year: Cents
    debits: bool


def billed_lines(lines: Sequence[QuoteLine], fee_of: Callable[[str], str]) -> tuple[InvoiceLine, ...]:
    """What is billed when the quote becomes a sale: free lines, and plans that are paid at once.

    `fee_of` names the registration fee of a plan; the fee of a plan by direct debit goes with its
    first debit.
    """
    billed: list[InvoiceLine] = []
    for line in lines:
        if line.offer is None or not line.offer.is_debited:
            billed.append(InvoiceLine(line.description, line.quantity, line.unit_price, line.vat_rate))
        if line.offer is not None and not line.offer.is_debited and line.offer.registration_fee:
            fee = line.offer.registration_fee
            billed.append(InvoiceLine(fee_of(line.description), ONE, fee, line.vat_rate))
    return tuple(billed)


def quote_totals(lines: Sequence[QuoteLine]) -> QuoteTotals:
    """What these lines come to: 59,00 € a month without end and a towel of 20,00 € → billed 20,00 €,
    first year 728,00 €."""
    billed = totals(billed_lines(lines, str))
    debited = sum(debits_of_first_year(line) for line in lines)
    has_debits = any(line.offer is not None and line.offer.is_debited for line in lines)
    return QuoteTotals(billed, Cents(billed.gross + debited), has_debits)


def debits_of_first_year(line: QuoteLine) -> Cents:
    """What the bank collects for a line within twelve months, its registration fee included, in cents."""
    offer = line.offer
    if offer is None or not offer.is_debited:
        return Cents(0)
    in_a_year = _MONTHS if offer.period.unit is PeriodUnit.MONTH else _WEEKS
    debits = -(-in_a_year // offer.period.count)
    if offer.instalments is not None:
        debits = min(debits, offer.instalments)
    return Cents(line.unit_price * debits + offer.registration_fee)


def amount_shown(line: QuoteLine) -> Cents:
    """The amount at the right of a line: quantity by price; of a plan, one debit or the whole."""
    return amount_of(InvoiceLine(line.description, line.quantity, line.unit_price, line.vat_rate))


def why_not_offered(lines: Sequence[QuoteLine]) -> tuple[Refusal, ...]:
    """Everything for which these lines cannot be offered, beside `lines.1`, `lines.2` …; empty: they can."""
    plain = [InvoiceLine(each.description, each.quantity, each.unit_price, each.vat_rate) for each in lines]
    fees = (
        FeeImplausible(at, LARGEST)
        for at, line in enumerate(lines, 1)
        if line.offer is not None and not 0 <= line.offer.registration_fee <= LARGEST
    )
    return (*why_not_billed(plain), *fees)


def same_terms(offered: Offer, sold: Offer) -> bool:
    """Whether a plan is still sold on the terms that were offered; its price is that of the quote."""
    return (offered.kind, offered.length, offered.instalments, offered.period) == (
        sold.kind,
        sold.length,
        sold.instalments,
        sold.period,
    )
