"""What a person at the desk asks of the billing: frozen values, amounts in cents (spec 3.2)."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.domain.cents import Cents
from app.domain.ids import AccessId, ClientId, CommandId, InvoiceId, PaymentId, Rank, ReminderId
from app.domain.invoicing import InvoiceLine, PaymentMethod
from app.services.billing.views import ReminderRow


@dataclass(frozen=True, slots=True)
class IssueInvoice:
    """Issue an invoice. `due` None: the term of the client's card, else the club's, from
    today; `note` is printed below the lines."""

    command: CommandId
    client: ClientId
    lines: tuple[InvoiceLine, ...]
    due: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class CreditLine:
    """So much of one line of the invoice is taken back, in cents with VAT; lines count from 1."""

    position: int
    amount: Cents


@dataclass(frozen=True, slots=True)
class CreditInvoice:
    """Take an invoice back by a credit note. `lines` None: all that was not yet credited."""

    command: CommandId
    invoice: InvoiceId
    lines: tuple[CreditLine, ...] | None
    reason: str


@dataclass(frozen=True, slots=True)
class HoldInvoices:
    """Put these open invoices *en attente*: no reminders until each is released (spec 3.2.2)."""

    command: CommandId
    invoices: tuple[InvoiceId, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReleaseInvoices:
    """Release these invoices *en attente*, one or several at once (spec 3.2.4)."""

    command: CommandId
    invoices: tuple[InvoiceId, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PaymentPart:
    """What of a payment is for which debt: an invoice (also partly), or the whole of a rejected debit."""

    invoice: InvoiceId | None
    access: AccessId | None
    rank: Rank | None
    amount: Cents


@dataclass(frozen=True, slots=True)
class TakePayment:
    """Take money of a client. `received`: what was handed over in cash, change is given; None: exactly
    the sum of the parts. `reference`: of the cheque or the transfer, may be empty."""

    command: CommandId
    client: ClientId
    method: PaymentMethod
    parts: tuple[PaymentPart, ...]
    received: Cents | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True)
class ReversePayment:
    """Undo a payment by a counter entry: an uncovered cheque, a mistake at the till."""

    command: CommandId
    payment: PaymentId
    reason: str


@dataclass(frozen=True, slots=True)
class RefundInvoice:
    """Give back what was paid of an invoice that was credited afterwards; `amount` in cents."""

    command: CommandId
    invoice: InvoiceId
    method: PaymentMethod
    amount: Cents
    reason: str


@dataclass(frozen=True, slots=True)
class WaiveFees:
    """Renounce the reminder fees of an invoice."""

    command: CommandId
    invoice: InvoiceId
    reason: str


@dataclass(frozen=True, slots=True)
class SendReminders:
    """Send the reminders of these rows of the rehearsal, as they were shown."""

    command: CommandId
    chosen: tuple[ReminderRow, ...]


@dataclass(frozen=True, slots=True)
class PrepareReminderMails:
    """Prepare one e-mail per letter in this folder; letters without an address are left out."""

    command: CommandId
    letters: tuple[ReminderId, ...]
    folder: Path


@dataclass(frozen=True, slots=True)
class PrepareInvoiceMail:
    """Prepare the e-mail of an invoice or a credit note in this folder."""

    command: CommandId
    invoice: InvoiceId
    folder: Path
