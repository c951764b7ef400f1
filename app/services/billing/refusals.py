"""Why the billing refuses: invoices, payments, reminders (spec 3.2). Types only, without sentences."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.domain.cents import Cents
from app.domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class ClockBehindInvoices(Refusal):
    """The last number was given on a later day than this desk's: numbers never go back in time."""

    last: date
    today: date


@dataclass(frozen=True, slots=True)
class TermImplausible(Refusal):
    """A due date before today, or more than some years ahead."""

    field: ClassVar[str] = "due"
    earliest: date
    latest: date


@dataclass(frozen=True, slots=True)
class TooManyAtOnce(Refusal):
    """More invoices than one batch takes."""

    maximum: int


@dataclass(frozen=True, slots=True)
class BilledAlready(Refusal):
    """The client has an invoice of the same lines of today: a batch that is asked again bills nobody twice."""

    number: str


@dataclass(frozen=True, slots=True)
class NothingChosen(Refusal):
    """No invoice, payment or reminder was chosen."""


@dataclass(frozen=True, slots=True)
class PaidByDebit(Refusal):
    """The bank collects this access: billing it too would ask for the money twice."""


@dataclass(frozen=True, slots=True)
class NotAnInvoice(Refusal):
    """A credit note can be neither paid, credited, held nor reminded."""

    number: str


@dataclass(frozen=True, slots=True)
class InvoiceAlreadyHeld(Refusal):
    """The invoice is *en attente* already."""

    number: str


@dataclass(frozen=True, slots=True)
class InvoiceNotHeld(Refusal):
    """Only an invoice *en attente* can be released."""

    number: str


@dataclass(frozen=True, slots=True)
class InvoiceNotOpen(Refusal):
    """Nothing is left to pay of this invoice."""

    number: str


@dataclass(frozen=True, slots=True)
class CreditAboveBilled(Refusal):
    """More would be credited than was billed and not yet credited, of a line or of the whole."""

    field: ClassVar[str] = "lines"
    number: str
    left: Cents


@dataclass(frozen=True, slots=True)
class CreditNotPositive(Refusal):
    """A credit note of nothing, or with an amount below zero."""

    field: ClassVar[str] = "lines"


@dataclass(frozen=True, slots=True)
class LineNotBilled(Refusal):
    """The invoice has no such line, or the line was named twice."""

    field: ClassVar[str] = "lines"
    line: int


@dataclass(frozen=True, slots=True)
class PartNotPositive(Refusal):
    """A payment of nothing, or below zero."""

    field: ClassVar[str] = "parts"


@dataclass(frozen=True, slots=True)
class PartUnclear(Refusal):
    """A part that names neither an invoice nor a debit, or both, or what another part names."""

    field: ClassVar[str] = "parts"


@dataclass(frozen=True, slots=True)
class PaymentAboveLeft(Refusal):
    """More would be paid than is left of this invoice."""

    field: ClassVar[str] = "parts"
    number: str
    left: Cents


@dataclass(frozen=True, slots=True)
class OtherClientsDebt(Refusal):
    """The invoice or the debit is another client's."""

    field: ClassVar[str] = "parts"


@dataclass(frozen=True, slots=True)
class DebitNotRejected(Refusal):
    """Only a rejected debit can be paid at the desk."""

    field: ClassVar[str] = "parts"
    due: date


@dataclass(frozen=True, slots=True)
class DebitMovedOn(Refusal):
    """The debit that the payment paid went its own way at the bank since: the payment stays."""

    due: date


@dataclass(frozen=True, slots=True)
class DebitPaidInPart(Refusal):
    """A rejected debit is paid whole."""

    field: ClassVar[str] = "parts"
    due: date
    amount: Cents


@dataclass(frozen=True, slots=True)
class ReceivedTooLittle(Refusal):
    """Less was handed over than is to be paid."""

    field: ClassVar[str] = "received"
    amount: Cents


@dataclass(frozen=True, slots=True)
class ReceivedTooMuch(Refusal):
    """More was handed over than anybody carries."""

    field: ClassVar[str] = "received"
    maximum: Cents


@dataclass(frozen=True, slots=True)
class ChangeOnlyInCash(Refusal):
    """Change is given for cash only; another method brings exactly the amount."""

    field: ClassVar[str] = "received"
    amount: Cents


@dataclass(frozen=True, slots=True)
class PaymentAlreadyReversed(Refusal):
    """The payment was undone before, by the counter entry of this number."""

    number: str


@dataclass(frozen=True, slots=True)
class CounterEntryStays(Refusal):
    """What undoes a payment, and what gives money back, is not undone itself."""

    number: str


@dataclass(frozen=True, slots=True)
class RefundAboveOwed(Refusal):
    """More would be given back than the club owes for this invoice."""

    field: ClassVar[str] = "amount"
    number: str
    owed: Cents


@dataclass(frozen=True, slots=True)
class NoFeesToWaive(Refusal):
    """No reminder fee is owed for this invoice."""

    number: str


@dataclass(frozen=True, slots=True)
class ReminderOnHold(Refusal):
    """The invoice is *en attente*: no reminders (spec 3.2.2)."""

    number: str


@dataclass(frozen=True, slots=True)
class ReminderTooEarly(Refusal):
    """The next level may be sent from this day on."""

    number: str
    on: date


@dataclass(frozen=True, slots=True)
class LastReminderSent(Refusal):
    """The last level was sent already."""

    number: str


@dataclass(frozen=True, slots=True)
class RemindersNotSet(Refusal):
    """The club has no reminder levels in its settings."""


@dataclass(frozen=True, slots=True)
class NoMailAddress(Refusal):
    """The client's card has no e-mail address that could be written to."""

    name: str


@dataclass(frozen=True, slots=True)
class NobodyToMail(Refusal):
    """No client of these letters has an e-mail address."""
