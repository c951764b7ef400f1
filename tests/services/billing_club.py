"""What a desk does with invoices, for tests: bill, pay, credit, hold, remind."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from app.domain.cents import Cents
from app.domain.ids import AccessId, ClientId, InvoiceId, PaymentId, Rank
from app.domain.invoicing import InvoiceLine, PaymentMethod
from app.domain.refusals import Refused
from app.models import Payment
from app.services.bank_facts import record_presented, record_rejected
from app.services.billing.crediting import credit_invoice, waive_fees
from app.services.billing.holding import hold_invoices, release_invoices
from app.services.billing.issuing import issue_invoice
from app.services.billing.paying import refund_invoice, reverse_payment, take_payment
from app.services.billing.queries import invoice_view
from app.services.billing.reminding import rehearse_reminders, send_reminders
from app.services.billing.requests import (
    CreditInvoice,
    CreditLine,
    HoldInvoices,
    IssueInvoice,
    PaymentPart,
    RefundInvoice,
    ReleaseInvoices,
    ReversePayment,
    SendReminders,
    TakePayment,
    WaiveFees,
)
from app.services.billing.rows import PAYMENTS, payment_rows
from app.services.billing.views import InvoiceRow, PaymentRow, PaymentTaken, ReminderRow, RemindersSent
from app.services.clock import FixedClock
from app.services.club import club_settings, save_club_settings
from app.services.desk import Desk
from app.services.requests import SaveClubSettings
from app.services.unit_of_work import reading
from tests.services.club import Club, new_command

COACHING = InvoiceLine("Coaching", Decimal(2), Cents(3500), Decimal(21))
DRINK = InvoiceLine("Boisson", Decimal(3), Cents(250), Decimal(6))


def refused_with(call: Callable[[], object]) -> Sequence[object]:
    """Why a call is refused."""
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.refusals


def payment_row(desk: Desk, payment: PaymentId) -> PaymentRow:
    """One payment as lists show it."""
    with reading(desk) as session:
        (row,) = payment_rows(session, PAYMENTS.where(Payment.id == payment))
    return row


def for_invoice(invoice: InvoiceId, amount: int) -> PaymentPart:
    """So much of a payment is for this invoice."""
    return PaymentPart(invoice, None, None, Cents(amount))


def for_debit(access: AccessId, rank: int, amount: int) -> PaymentPart:
    """So much of a payment is for this rejected debit."""
    return PaymentPart(None, access, Rank(rank), Cents(amount))


def rejected(club: Club, client: ClientId, rank: int = 1) -> AccessId:
    """An access of this client whose debit of 59,00 € the bank rejected."""
    access = club.sold(client=client)
    for record in (record_presented, record_rejected):
        record(club.desk, new_command(), access, Rank(rank), club.desk.today())
    return access


@dataclass
class Books:
    """A desk that bills; each method is one thing a person does."""

    desk: Desk

    def on(self, day: date) -> "Books":
        """The same desk on another day."""
        return Books(replace(self.desk, clock=FixedClock(day)))

    def later(self, days: int) -> "Books":
        """The same desk so many days later."""
        return self.on(self.desk.today() + timedelta(days=days))

    def settings(self, **changed: Any) -> None:
        """Change settings of the club."""
        settings, version = club_settings(self.desk)
        named = {"name": settings.name or "Club Horizon", **changed}
        save_club_settings(self.desk, SaveClubSettings(new_command(), version, replace(settings, **named)))

    def billed(self, client: ClientId, *lines: InvoiceLine, due: date | None = None) -> InvoiceId:
        """An invoice of these lines, by default 70,00 € of coaching."""
        return issue_invoice(
            self.desk, IssueInvoice(new_command(), client, lines or (COACHING,), due)
        ).invoice

    def row(self, invoice: InvoiceId) -> InvoiceRow:
        """The invoice as lists show it."""
        return invoice_view(self.desk, invoice).row

    def payment(
        self,
        client: ClientId,
        *parts: PaymentPart,
        method: PaymentMethod = PaymentMethod.CARD,
        received: int | None = None,
        reference: str = "",
    ) -> PaymentTaken:
        """Take a payment."""
        handed = Cents(received) if received is not None else None
        return take_payment(self.desk, TakePayment(new_command(), client, method, parts, handed, reference))

    def paid(self, invoice: InvoiceId, amount: int | None = None) -> PaymentId:
        """Pay an invoice by card, whole or so much of it."""
        row = self.row(invoice)
        return self.payment(row.client, for_invoice(invoice, amount or row.left)).payment

    def undone(self, payment: PaymentId, reason: str = "chèque sans provision") -> PaymentTaken:
        """Undo a payment."""
        return reverse_payment(self.desk, ReversePayment(new_command(), payment, reason))

    def credited(self, invoice: InvoiceId, *lines: tuple[int, int], reason: str = "erreur") -> InvoiceId:
        """Credit an invoice, whole or so much (cents) of each line (position)."""
        named = tuple(CreditLine(position, Cents(amount)) for position, amount in lines) or None
        return credit_invoice(self.desk, CreditInvoice(new_command(), invoice, named, reason)).invoice

    def held(self, *invoices: InvoiceId, reason: str = "") -> None:
        """Put invoices on hold."""
        hold_invoices(self.desk, HoldInvoices(new_command(), invoices, reason))

    def released(self, *invoices: InvoiceId, reason: str = "") -> None:
        """Release invoices."""
        release_invoices(self.desk, ReleaseInvoices(new_command(), invoices, reason))

    def refunded(self, invoice: InvoiceId, amount: int, reason: str = "crédit") -> PaymentTaken:
        """Give back in cash what the club owes for an invoice."""
        asked = RefundInvoice(new_command(), invoice, PaymentMethod.CASH, Cents(amount), reason)
        return refund_invoice(self.desk, asked)

    def fees_waived(self, invoice: InvoiceId, reason: str = "geste commercial") -> None:
        """Renounce the reminder fees of an invoice."""
        waive_fees(self.desk, WaiveFees(new_command(), invoice, reason))

    def rehearsed(self) -> tuple[ReminderRow, ...]:
        """The reminders of today, as the window shows them."""
        return rehearse_reminders(self.desk, self.desk.today())

    def reminded(self) -> RemindersSent:
        """Send every reminder that is due today."""
        sent = self.reminded_or_none()
        assert sent is not None
        return sent

    def reminded_or_none(self) -> RemindersSent | None:
        """Send every reminder that is due today, if there is one."""
        chosen = tuple(row for row in self.rehearsed() if row.level)
        return send_reminders(self.desk, SendReminders(new_command(), chosen)) if chosen else None
