"""What the windows read of the billing: lists, one invoice whole, a client's account (spec 3.2)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.cents import Cents
from app.domain.ids import ClientId, InvoiceId, PaymentId, ReminderId
from app.domain.invoicing import InvoiceKind, InvoiceState, PaymentMethod
from app.domain.rights import Right
from app.models import Invoice, PaidPart, Payment, RemindedInvoice, Reminder
from app.services.billing.parties import party_of
from app.services.billing.rows import (
    INVOICES,
    PAYMENTS,
    billed_lines,
    invoice_rows,
    payment_rows,
    rejected_debits,
    totals_of,
)
from app.services.billing.views import (
    Account,
    InvoiceFilter,
    InvoicePage,
    InvoicePart,
    InvoiceRow,
    InvoiceSums,
    InvoiceView,
    SentReminder,
)
from app.services.criteria import Criteria, Sort
from app.services.desk import Desk
from app.services.overdue import OWED
from app.services.queries.search import search_clients
from app.services.stale import found
from app.services.unit_of_work import reading

LONGEST_SEQUENCE = 9
MOST_NAMED = 300
"""So many clients of one name are looked up; more are told apart by more letters."""
MOST_PAYMENTS = 500
"""So many payments of an account are listed, the latest."""


def invoices_of(desk: Desk, client: ClientId) -> tuple[InvoiceRow, ...]:
    """The invoices and credit notes of a client, the latest first."""
    desk.require(Right.SEE_CARD)
    with reading(desk) as session:
        return _invoices_of(session, client, desk.today())


def _invoices_of(session: Session, client: ClientId, today: date) -> tuple[InvoiceRow, ...]:
    return invoice_rows(
        session, INVOICES.where(Invoice.client_id == client).order_by(Invoice.id.desc()), today
    )


def account_of(desk: Desk, client: ClientId) -> Account:
    """What a client owes and has paid. Its `balance` is that of the client's row in every list."""
    desk.require(Right.SEE_CARD)
    with reading(desk) as session:
        invoices = _invoices_of(session, client, desk.today())
        debits = rejected_debits(session, client)
        paid = PAYMENTS.where(Payment.client_id == client).order_by(Payment.id.desc())
        payments = payment_rows(session, paid.limit(MOST_PAYMENTS))
    rejected = sum(debit.amount for debit in debits)

    def left(state: InvoiceState) -> int:
        return sum(row.left for row in invoices if row.state is state)

    return Account(
        balance=Cents(rejected + sum(row.left for row in invoices)),
        overdue=Cents(rejected + left(InvoiceState.OVERDUE)),
        on_hold=Cents(left(InvoiceState.ON_HOLD)),
        invoices=invoices,
        payments=payments,
        debits=debits,
    )


def invoice_view(desk: Desk, invoice: InvoiceId) -> InvoiceView:
    """One invoice whole. Refuses: NotFound("invoice")."""
    desk.require(Right.SEE_CARD)
    with reading(desk) as session:
        return view_of(session, invoice, desk.today())


def view_of(session: Session, invoice: InvoiceId, today: date) -> InvoiceView:
    """One invoice whole, inside a transaction that is open. Refuses: NotFound("invoice")."""
    row = found(session, Invoice, invoice, "invoice")
    (listed,) = invoice_rows(session, INVOICES.where(Invoice.id == invoice), today)
    notes = INVOICES.where(Invoice.credits_id == invoice).order_by(Invoice.id)
    return InvoiceView(
        row=listed,
        lines=billed_lines(session, invoice),
        totals=totals_of(row),
        seller=party_of(row.seller),
        customer=party_of(row.customer),
        communication=row.communication,
        note=row.note,
        language=row.language,
        issued_by=row.issued_by,
        issued_at=row.issued_at,
        on_hold_by=row.on_hold_by,
        on_hold_reason=row.on_hold_reason,
        payments=_parts(session, invoice),
        credit_notes=invoice_rows(session, notes, today),
        reminders=_reminders(session, invoice),
    )


def _parts(session: Session, invoice: InvoiceId) -> tuple[InvoicePart, ...]:
    """What payments brought to an invoice or took back, oldest first."""
    rows = session.execute(
        sa.select(Payment.id, Payment.number, Payment.taken_on, Payment.method, PaidPart.amount)
        .join(Payment, Payment.id == PaidPart.payment_id)
        .where(PaidPart.invoice_id == invoice)
        .order_by(Payment.id, PaidPart.position)
    )
    return tuple(
        InvoicePart(PaymentId(row.id), row.number, row.taken_on, PaymentMethod(row.method), Cents(row.amount))
        for row in rows
    )


def _reminders(session: Session, invoice: InvoiceId) -> tuple[SentReminder, ...]:
    """The letters that named an invoice; the fee of one counts for the invoice that bears it."""
    rows = session.execute(
        sa.select(Reminder, RemindedInvoice.level)
        .join(RemindedInvoice, RemindedInvoice.reminder_id == Reminder.id)
        .where(RemindedInvoice.invoice_id == invoice)
        .order_by(Reminder.id)
    )
    return tuple(
        SentReminder(
            ReminderId(row.id),
            level,
            row.sent_on,
            row.sent_by,
            Cents(row.fee if row.fee_invoice_id == invoice else 0),
            row.waived_on is not None,
        )
        for row, level in rows
    )


def invoice_page(
    desk: Desk, wanted: InvoiceFilter, after: InvoiceId | None = None, limit: int = 100
) -> InvoicePage:
    """The invoices of a filter, the latest first, from the one after `after` on."""
    desk.require(Right.SEE_CARD)
    query = INVOICES.where(*_conditions(wanted, desk.today())).order_by(Invoice.id.desc()).limit(limit + 1)
    if after is not None:
        query = query.where(Invoice.id < after)
    with reading(desk) as session:
        rows = invoice_rows(session, query, desk.today())
    more = len(rows) > limit
    return InvoicePage(rows[:limit], rows[limit - 1].id if more else None)


def with_names(desk: Desk, wanted: InvoiceFilter) -> InvoiceFilter:
    """The same filter with the clients who are called as its text says; refuses BadCondition."""
    desk.require(Right.SEE_CARD)
    if not wanted.text.strip():
        return wanted
    page = search_clients(desk, Criteria(anything=wanted.text), Sort(), None, MOST_NAMED)
    return replace(wanted, named=tuple(row.id for row in page.rows))


def invoice_sums(desk: Desk, wanted: InvoiceFilter) -> InvoiceSums:
    """How many invoices a filter finds, and what is left to pay of them."""
    desk.require(Right.SEE_CARD)
    summed = sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(Invoice.owed), 0)).select_from(Invoice)
    with reading(desk) as session:
        count, left = session.execute(summed.where(*_conditions(wanted, desk.today()))).one()
    return InvoiceSums(count, Cents(int(left)))


def _conditions(wanted: InvoiceFilter, today: date) -> list[sa.ColumnElement[bool]]:
    """What a filter asks of the columns of an invoice."""
    asked: list[sa.ColumnElement[bool]] = []
    if wanted.state is not None:
        asked += _in_state(wanted.state, today)
    if wanted.kind is not None:
        asked.append(Invoice.kind == wanted.kind.value)
    if wanted.client is not None:
        asked.append(Invoice.client_id == wanted.client)
    if wanted.first is not None:
        asked.append(Invoice.issued_on >= wanted.first)
    if wanted.last is not None:
        asked.append(Invoice.issued_on <= wanted.last)
    if wanted.text.strip():
        asked.append(_called(wanted.text.strip().upper(), wanted.named))
    return asked


def _called(typed: str, named: Sequence[ClientId]) -> sa.ColumnElement[bool]:
    """A number or its beginning, its place in the year, the structured communication, or these clients."""
    found_by = [Invoice.number.startswith(typed, autoescape=True), Invoice.communication == typed]
    if typed.isascii() and typed.isdigit() and len(typed) <= LONGEST_SEQUENCE:
        found_by.append(Invoice.sequence == int(typed))
    if named:
        found_by.append(Invoice.client_id.in_(named))
    return sa.or_(*found_by)


def _in_state(state: InvoiceState, today: date) -> list[sa.ColumnElement[bool]]:
    """The same states as `state_of` gives, asked of the columns."""
    credited = sa.and_(Invoice.gross > 0, Invoice.credited >= Invoice.gross, Invoice.owed <= 0)
    is_invoice = Invoice.kind == InvoiceKind.INVOICE.value
    if state is InvoiceState.CREDITED:
        return [sa.or_(sa.not_(is_invoice), credited)]
    if state is InvoiceState.PAID:
        return [is_invoice, sa.not_(credited), Invoice.owed <= 0]
    unpaid = [is_invoice, *OWED]
    if state is InvoiceState.ON_HOLD:
        return [*unpaid, Invoice.on_hold_since.is_not(None)]
    late = Invoice.due < today if state is InvoiceState.OVERDUE else Invoice.due >= today
    return [*unpaid, Invoice.on_hold_since.is_(None), late]
