"""The jobs of the billing windows, run beside them: what is read, what is sent, which paper is made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.ids import ClientId, InvoiceId, PaymentId, ReminderId
from app.services.billing.requests import (
    CreditInvoice,
    HoldInvoices,
    IssueInvoice,
    PrepareInvoiceMail,
    PrepareReminderMails,
    RefundInvoice,
    ReleaseInvoices,
    ReversePayment,
    SendReminders,
    TakePayment,
    WaiveFees,
)
from app.services.billing.views import (
    Account,
    InvoiceFilter,
    InvoiceIssued,
    InvoiceRow,
    InvoiceSums,
    InvoiceView,
    LetterWays,
    MailsPrepared,
    PaymentTaken,
    ReminderRow,
    RemindersResult,
)
from app.services.bulk.views import Cancelled, Progress
from app.services.desk import Desk, Outcome
from app.services.documents.papers import PaperChoices, PrintedPaper
from app.services.fields import ClubSettings
from app.services.views import ClientCard, HistoryRow, SegmentRow

Change = CreditInvoice | HoldInvoices | ReleaseInvoices | ReversePayment | RefundInvoice | WaiveFees


@dataclass(frozen=True, slots=True)
class Opened:
    """Whose account it is, how it stands, and what the club decided."""

    today: date
    card: ClientCard
    account: Account
    settings: ClubSettings


def open_client(desk: Desk, client: ClientId) -> Opened:
    """Card, account and settings; refuses NotFound."""
    from app.services.billing.queries import account_of
    from app.services.club import club_settings
    from app.services.queries.card import client_card

    return Opened(desk.today(), client_card(desk, client), account_of(desk, client), club_settings(desk)[0])


@dataclass(frozen=True, slots=True)
class Till:
    """Whose account it is and how it stands; `seen`: the latest entry of the history by now, `news`: what
    was done since the entry that was known before, the latest first."""

    opened: Opened
    seen: int
    news: tuple[HistoryRow, ...]


def open_till(desk: Desk, client: ClientId, seen: int | None) -> Till:
    """The account, and what was done since `seen` (None: nothing is known yet); refuses NotFound."""
    from app.services.queries.history import history_of_client_since, newest_about_client

    newest = newest_about_client(desk, client)
    news = history_of_client_since(desk, client, seen) if seen is not None and newest > seen else ()
    return Till(open_client(desk, client), newest, news)


def read_account(desk: Desk, client: ClientId) -> Account:
    """How the account of a client stands."""
    from app.services.billing.queries import account_of

    return account_of(desk, client)


def read_settings(desk: Desk) -> ClubSettings:
    """What the club decided."""
    from app.services.club import club_settings

    return club_settings(desk)[0]


def read_invoice(desk: Desk, invoice: InvoiceId) -> InvoiceView:
    """One invoice whole; refuses NotFound."""
    from app.services.billing.queries import invoice_view

    return invoice_view(desk, invoice)


class InvoicePages:
    """The pages of one list of invoices, one after the other: the database says where the next one begins."""

    def __init__(self, desk: Desk, wanted: InvoiceFilter) -> None:
        self._desk, self._wanted = desk, wanted
        self._next: InvoiceId | None = None

    def read(self, after: object, limit: int) -> Sequence[InvoiceRow]:
        """The first page (`after` None) or the next one."""
        from app.services.billing.queries import invoice_page, with_names

        if after is None:
            self._wanted = with_names(self._desk, self._wanted)
        elif self._next is None:
            return ()
        page = invoice_page(self._desk, self._wanted, None if after is None else self._next, limit)
        self._next = page.after
        return page.rows


def read_sums(desk: Desk, wanted: InvoiceFilter) -> InvoiceSums:
    """How many they are and what is left to pay."""
    from app.services.billing.queries import invoice_sums, with_names

    return invoice_sums(desk, with_names(desk, wanted))


def read_segments(desk: Desk) -> tuple[SegmentRow, ...]:
    """The saved searches."""
    from app.services.segments import segments

    return tuple(segments(desk))


def issue(desk: Desk, request: IssueInvoice) -> InvoiceIssued:
    """Issue one invoice."""
    from app.services.billing.issuing import issue_invoice

    return issue_invoice(desk, request)


def take_payment(desk: Desk, request: TakePayment) -> PaymentTaken:
    """Take one payment."""
    from app.services.billing.paying import take_payment as take

    return take(desk, request)


def carry_out(desk: Desk, request: Change) -> Outcome:
    """Do what the request asks of invoices or payments that are there."""
    from app.services.billing import crediting, holding, paying

    match request:
        case CreditInvoice():
            return crediting.credit_invoice(desk, request)
        case HoldInvoices():
            return holding.hold_invoices(desk, request)
        case ReleaseInvoices():
            return holding.release_invoices(desk, request)
        case ReversePayment():
            return paying.reverse_payment(desk, request)
        case RefundInvoice():
            return paying.refund_invoice(desk, request)
        case WaiveFees():
            return crediting.waive_fees(desk, request)


def rehearse_reminders(desk: Desk) -> tuple[ReminderRow, ...]:
    """What would be sent today, and what not and why."""
    from app.services.billing.reminding import rehearse_reminders as rehearse

    return rehearse(desk, desk.today())


def send_reminders(
    desk: Desk, request: SendReminders, progress: Progress, cancelled: Cancelled
) -> RemindersResult:
    """Send the reminders that were chosen."""
    from app.services.billing.reminding_many import send_many_reminders

    return send_many_reminders(desk, request, progress, cancelled)


def invoice_paper(desk: Desk, invoice: InvoiceId, choices: PaperChoices) -> PrintedPaper:
    """The PDF of an invoice or a credit note."""
    from app.services.documents.invoice_paper import invoice_pdf

    return invoice_pdf(desk, invoice, choices)


def receipt_paper(desk: Desk, payment: PaymentId, choices: PaperChoices) -> PrintedPaper:
    """The receipt of a payment."""
    from app.services.documents.receipt_of_payment import receipt_pdf

    return receipt_pdf(desk, payment, choices)


def letters_paper(desk: Desk, letters: Sequence[ReminderId], choices: PaperChoices) -> PrintedPaper:
    """The letters of reminders that were sent, as one PDF."""
    from app.services.documents.reminder_paper import reminders_pdf

    return reminders_pdf(desk, letters, choices)


def letter_ways(desk: Desk, letters: Sequence[ReminderId]) -> LetterWays:
    """How these letters can reach their clients today."""
    from app.services.documents.mailing import letter_ways as ways

    return ways(desk, letters)


def mail_letters(
    desk: Desk, request: PrepareReminderMails, progress: Progress, cancelled: Cancelled
) -> MailsPrepared:
    """Write the e-mails of reminders into a folder."""
    from app.services.documents.mailing import prepare_reminder_mails

    return prepare_reminder_mails(desk, request, progress, cancelled)


def mail_invoice(desk: Desk, request: PrepareInvoiceMail) -> MailsPrepared:
    """Write the e-mail of an invoice or a credit note into a folder."""
    from app.services.documents.mailing import prepare_invoice_mail

    return prepare_invoice_mail(desk, request)
