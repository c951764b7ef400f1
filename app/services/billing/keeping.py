"""What is kept about an invoice beside what was issued: paid, credited, fees, and what that leaves."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.cents import Cents
from app.domain.ids import ClientId, InvoiceId
from app.domain.invoicing import InvoiceKind, left_of
from app.domain.refusals import Refused
from app.models import Invoice, Reminder
from app.services.billing.refusals import NotAnInvoice
from app.services.client_fields import plain_text_verdict
from app.services.desk import Touched, touched_client, touched_invoice
from app.services.stale import found
from app.services.unit_of_work import UnitOfWork

REASON_LENGTH = 200


def open_invoice(session: Session, invoice: InvoiceId) -> Invoice:
    """An invoice to change what is kept about it. Refuses: NotFound("invoice"), NotAnInvoice."""
    row = found(session, Invoice, invoice, "invoice")
    if row.kind != InvoiceKind.INVOICE.value:
        raise Refused(NotAnInvoice(row.number))
    return row


def settle(row: Invoice, *, paid: int = 0, credited: int = 0, fees: int = 0) -> None:
    """Add to what was paid, credited or charged for reminders; what is left follows."""
    row.paid += paid
    row.credited += credited
    row.fees += fees
    row.owed = left_of(row.gross, row.fees, row.credited, row.paid)


def waive_fees_of(work: UnitOfWork[Any], row: Invoice) -> Cents:
    """Renounce the reminder fees that this invoice bears; what they were, in cents."""
    letters = work.session.scalars(
        sa.select(Reminder).where(Reminder.fee_invoice_id == row.id, Reminder.waived_on.is_(None))
    )
    for letter in letters:
        letter.waived_on = work.desk.today()
    waived = Cents(row.fees)
    settle(row, fees=-waived)
    return waived


def told_reason(typed: str) -> str:
    """A reason of one line, trimmed; may be empty. Refuses: FieldTooLong, FieldUnreadable, StrangeSign."""
    verdict = plain_text_verdict("reason", typed, REASON_LENGTH)
    if verdict.refusal is not None:
        raise Refused(verdict.refusal)
    return verdict.text


def touched_by(client: ClientId | int, *invoices: InvoiceId | int) -> frozenset[Touched]:
    """What views refresh after a change of these invoices of a client."""
    return frozenset({touched_client(client), *(touched_invoice(invoice) for invoice in invoices)})
