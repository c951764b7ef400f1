"""What an invoice is worth, how it is called, and in which state it is (spec 3.2).

Prices include VAT, as a club says them; per rate, net and VAT add up to the gross to the cent.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from app.domain.cents import LARGEST, Cents
from app.domain.invoicing_refusals import (
    LineDescriptionMissing,
    LineDescriptionTooLong,
    LineDescriptionUnreadable,
    LineRateImplausible,
    LinesMissing,
    PriceImplausible,
    QuantityImplausible,
    TooManyBilledLines,
    TotalTooLarge,
)
from app.domain.refusal import Refusal

MOST_LINES = 200
DESCRIPTION_LENGTH = 200
LARGEST_QUANTITY = Decimal(99_999)
WHOLE_RATE = Decimal(100)


class InvoiceKind(StrEnum):
    """An invoice, or the credit note that takes one back in whole or in part."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"


class Series(StrEnum):
    """What is numbered without a gap, a series for each year."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    PAYMENT = "payment"


class InvoiceState(StrEnum):
    """OVERDUE follows from the due date; ON_HOLD is *en attente*: no reminders (spec 3.2.2)."""

    OPEN = "open"
    OVERDUE = "overdue"
    ON_HOLD = "on_hold"
    PAID = "paid"
    CREDITED = "credited"


class PaymentMethod(StrEnum):
    """How money came in at the desk or at the bank."""

    CASH = "cash"
    CARD = "card"
    CHEQUE = "cheque"
    TRANSFER = "transfer"


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """One thing that is billed. `quantity` up to three decimals (1.5 hours), `unit_price` in cents with
    VAT (may be 0), `vat_rate` in percent (21, 5.5)."""

    description: str
    quantity: Decimal
    unit_price: Cents
    vat_rate: Decimal


@dataclass(frozen=True, slots=True)
class VatPart:
    """What is billed at one rate, in cents; net and VAT add up to gross."""

    rate: Decimal
    net: Cents
    vat: Cents
    gross: Cents


@dataclass(frozen=True, slots=True)
class Totals:
    """What the lines add up to, in cents, and the same per rate, highest rate first."""

    net: Cents
    vat: Cents
    gross: Cents
    parts: tuple[VatPart, ...]


def tidied(line: InvoiceLine) -> InvoiceLine:
    """The line as it is kept: its description on one line, with single spaces."""
    return replace(line, description=" ".join(line.description.split()))


def amount_of(line: InvoiceLine) -> Cents:
    """Quantity by unit price, halves of a cent rounded up: 1.5 × 3,33 € → 5,00 €."""
    return Cents(int((line.quantity * line.unit_price).quantize(Decimal(1), ROUND_HALF_UP)))


def totals(lines: Sequence[InvoiceLine]) -> Totals:
    """What the lines add up to. The VAT is taken out of the gross of each rate at once, halves rounded up.

    121,00 € at 21 % → 100,00 € net and 21,00 € VAT.
    """
    by_rate: dict[Decimal, int] = defaultdict(int)
    for line in lines:
        by_rate[line.vat_rate] += amount_of(line)
    parts = tuple(_part(rate, by_rate[rate]) for rate in sorted(by_rate, reverse=True))
    return Totals(
        Cents(sum(part.net for part in parts)),
        Cents(sum(part.vat for part in parts)),
        Cents(sum(part.gross for part in parts)),
        parts,
    )


def vat_within(gross: Cents, rate: Decimal) -> Cents:
    """The VAT that a gross amount holds at a rate, halves of a cent rounded up: 100,00 € at 21 % → 17,36 €."""
    return Cents(int((gross * rate / (WHOLE_RATE + rate)).quantize(Decimal(1), ROUND_HALF_UP)))


def _part(rate: Decimal, gross: int) -> VatPart:
    vat = vat_within(Cents(gross), rate)
    return VatPart(rate, Cents(gross - vat), vat, Cents(gross))


def why_not_billed(lines: Sequence[InvoiceLine]) -> tuple[Refusal, ...]:
    """Everything for which these lines cannot be billed or offered, line by line; empty: they can."""
    if not lines:
        return (LinesMissing(),)
    if len(lines) > MOST_LINES:
        return (TooManyBilledLines(MOST_LINES),)
    wrong = tuple(refusal for at, line in enumerate(lines, 1) for refusal in _why_no_line(at, line))
    if not wrong and sum(amount_of(line) for line in lines) > LARGEST:
        return (TotalTooLarge(LARGEST),)
    return wrong


def _why_no_line(at: int, line: InvoiceLine) -> Iterator[Refusal]:
    description = tidied(line).description
    if not description:
        yield LineDescriptionMissing(at)
    elif len(description) > DESCRIPTION_LENGTH:
        yield LineDescriptionTooLong(at, DESCRIPTION_LENGTH)
    elif not description.isprintable():
        yield LineDescriptionUnreadable(at)
    if not _lies_in(line.quantity, LARGEST_QUANTITY, decimals=3) or not line.quantity:
        yield QuantityImplausible(at)
    if not 0 <= line.unit_price <= LARGEST:
        yield PriceImplausible(at, LARGEST)
    if not _lies_in(line.vat_rate, WHOLE_RATE, decimals=2):
        yield LineRateImplausible(at)


def _lies_in(value: Decimal, most: Decimal, decimals: int) -> bool:
    """Whether a number lies from 0 to `most` and has no more decimals than that."""
    if not value.is_finite() or not 0 <= value <= most:
        return False
    return value == value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def left_of(gross: int, fees: int, credited: int, paid: int) -> Cents:
    """What is left to pay of an invoice: its gross and the reminder fees, less credits and payments.

    Below zero: it was credited after it had been paid, and the club owes the client.
    """
    return Cents(gross + fees - credited - paid)


def state_of(
    kind: InvoiceKind, *, gross: int, credited: int, left: int, due: date, held: bool, today: date
) -> InvoiceState:
    """The state of an invoice on a day; a credit note is always CREDITED (spec 3.2.2).

    An invoice whose term ends today is still open; it is overdue from tomorrow on. One that was credited
    whole and is owed again, since the payment that was given back was undone, is open as any other.
    """
    if kind is InvoiceKind.CREDIT_NOTE:
        return InvoiceState.CREDITED
    if left <= 0:
        return InvoiceState.CREDITED if 0 < gross <= credited else InvoiceState.PAID
    if held:
        return InvoiceState.ON_HOLD
    return InvoiceState.OVERDUE if due < today else InvoiceState.OPEN


_PREFIXES = {Series.INVOICE: "", Series.CREDIT_NOTE: "NC", Series.PAYMENT: "P"}


def number_of(series: Series, year: int, sequence: int) -> str:
    """The number as it is printed: 2026-000123, NC2026-000012 for a credit note, P2026-000345 for a payment."""
    return f"{_PREFIXES[series]}{year:04}-{sequence:06}"


def structured_communication(year: int, sequence: int) -> str:
    """The Belgian structured communication of an invoice: ten digits and their rest by 97 (97 for none).

    Invoice 2026-000123 → +++202/6000/12320+++.
    """
    base = (year % 10_000) * 1_000_000 + sequence % 1_000_000
    digits = f"{base:010}{base % 97 or 97:02}"
    return f"+++{digits[:3]}/{digits[3:7]}/{digits[7:]}+++"
