"""What the billing shows: plain rows for tables, dialogs and papers; amounts in cents (spec 3.2)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from app.domain.cents import Cents
from app.domain.ids import AccessId, ClientId, InvoiceId, PaymentId, Rank, ReminderId
from app.domain.invoicing import InvoiceKind, InvoiceLine, InvoiceState, PaymentMethod, Totals
from app.domain.refusal import Refusal
from app.services.bulk.portions import Portioned
from app.services.desk import Outcome

NONE = Cents(0)


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """One invoice or credit note of a list. `gross` of a credit note is below zero, its `left` 0.

    `left` counts the reminder fees (`fees`) too; below zero: the club owes it. `reminder_level`: the
    last level that was sent, 0 none. `credits`: the number of the invoice that a credit note takes back.
    """

    id: InvoiceId
    number: str
    kind: InvoiceKind
    client: ClientId
    client_name: str
    issued_on: date
    due: date
    gross: Cents
    paid: Cents
    left: Cents
    state: InvoiceState
    on_hold_since: date | None
    reminder_level: int
    version: int
    fees: Cents = NONE
    credited: Cents = NONE
    credits: str = ""


@dataclass(frozen=True, slots=True)
class BilledLine:
    """One line as it was issued. `position` from 1; `credited`: what credit notes took back of it."""

    position: int
    line: InvoiceLine
    amount: Cents
    credited: Cents = NONE


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """One payment or what undid it (`amount` below zero). `reversed_by`: the counter entry's number."""

    id: PaymentId
    number: str
    client: ClientId
    client_name: str
    taken_on: date
    taken_by: str
    method: PaymentMethod
    amount: Cents
    received: Cents
    change: Cents
    reference: str
    reason: str
    settles: tuple[str, ...]
    reversed_by: str = ""
    reverses: str = ""


@dataclass(frozen=True, slots=True)
class SentReminder:
    """One reminder that named an invoice; `waived`: its fee was renounced."""

    id: ReminderId
    level: int
    sent_on: date
    sent_by: str
    fee: Cents
    waived: bool


@dataclass(frozen=True, slots=True)
class InvoicePart:
    """What a payment brought to this invoice."""

    payment: PaymentId
    number: str
    taken_on: date
    method: PaymentMethod
    amount: Cents


@dataclass(frozen=True, slots=True)
class Party:
    """Seller or customer as frozen on the invoice: name, address lines, VAT number; IBAN of the seller."""

    name: str
    lines: tuple[str, ...] = ()
    vat_number: str = ""
    iban: str = ""
    bic: str = ""
    number: int = 0
    town: str = ""


@dataclass(frozen=True, slots=True)
class InvoiceView:
    """One invoice whole: its lines, VAT per rate, parties as issued, payments, credits and reminders."""

    row: InvoiceRow
    lines: tuple[BilledLine, ...]
    totals: Totals
    seller: Party
    customer: Party
    communication: str
    note: str
    language: str
    issued_by: str
    issued_at: datetime
    on_hold_by: str
    on_hold_reason: str
    payments: tuple[InvoicePart, ...]
    credit_notes: tuple[InvoiceRow, ...]
    reminders: tuple[SentReminder, ...]


@dataclass(frozen=True, slots=True)
class RejectedDebit:
    """A debit that the bank rejected and nobody has paid; it is paid whole."""

    access: AccessId
    rank: Rank
    plan: str
    due: date
    rejected_on: date
    amount: Cents


@dataclass(frozen=True, slots=True)
class Account:
    """What a client owes, in cents: `balance` is all of it; `overdue` (past due, not on hold, and rejected
    debits) and `on_hold` are parts of it. A balance below zero is owed by the club."""

    balance: Cents
    overdue: Cents
    on_hold: Cents
    invoices: tuple[InvoiceRow, ...]
    payments: tuple[PaymentRow, ...]
    debits: tuple[RejectedDebit, ...]


@dataclass(frozen=True, slots=True)
class InvoiceFilter:
    """Which invoices a list shows. `state` None: all; `text`: a number or its beginning; `client` None: of all;
    `first`/`last`: days of issue, both included; `kind` None: both; `named`: clients who are called as
    `text` says, whose invoices are found too."""

    state: InvoiceState | None = None
    text: str = ""
    client: ClientId | None = None
    first: date | None = None
    last: date | None = None
    kind: InvoiceKind | None = None
    named: tuple[ClientId, ...] = ()


@dataclass(frozen=True, slots=True)
class InvoicePage:
    """Some rows, newest first; `after` is passed on for the next ones, None: there are no more."""

    rows: tuple[InvoiceRow, ...]
    after: InvoiceId | None


@dataclass(frozen=True, slots=True)
class InvoiceSums:
    """How many invoices a filter finds and what is left to pay of them, in cents."""

    count: int
    left: Cents


@dataclass(frozen=True, slots=True)
class ReminderItem:
    """One unpaid invoice in a rehearsal: the level it would get, or (0) why it gets none."""

    invoice: InvoiceId
    number: str
    due: date
    left: Cents
    level: int
    why_not: Refusal | None = None


@dataclass(frozen=True, slots=True)
class ReminderRow:
    """One client of a rehearsal: one letter of the highest level among the invoices, at its fee.

    `level` 0: nothing is sent, the items say why. `total`: what the letter asks for, its fee included.
    """

    client: ClientId
    client_number: int
    client_name: str
    language: str
    level: int
    fee: Cents
    total: Cents
    items: tuple[ReminderItem, ...]


@dataclass(frozen=True, slots=True)
class Issued:
    """An invoice that was issued inside another verb's transaction."""

    id: InvoiceId
    number: str
    gross: Cents


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceIssued(Outcome):
    """The invoice or credit note that was issued."""

    invoice: InvoiceId
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoicesIssued(Outcome):
    """The invoices of a batch, in the order of the requests."""

    invoices: tuple[InvoiceId, ...]
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentTaken(Outcome):
    """The payment or counter entry, and what is given back in cash."""

    payment: PaymentId
    number: str
    change: Cents = NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindersSent(Outcome):
    """The letters that were sent; `left_out`: clients whose debts changed since the rehearsal."""

    letters: tuple[ReminderId, ...] = field(default=())
    left_out: tuple[ClientId, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindersResult(Portioned[ReminderRow]):
    """What became of many reminders: `sent` have their `letters`, `left_out` owe something else by now."""

    letters: tuple[ReminderId, ...] = field(default=())
    sent: tuple[ReminderRow, ...] = field(default=())
    left_out: tuple[ReminderRow, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class LetterWays:
    """Which letters can go by e-mail; the others, whose clients have no address, only on paper."""

    by_mail: tuple[ReminderId, ...]
    on_paper: tuple[ReminderId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MailsPrepared(Outcome):
    """The names of the e-mails that were written into the folder. `cancelled`: nothing was written."""

    files: tuple[str, ...] = field(default=())
    cancelled: bool = False


def rate_of(hundredths: int) -> Decimal:
    """A stored VAT rate in percent: 2100 → 21."""
    return Decimal(hundredths) / 100
