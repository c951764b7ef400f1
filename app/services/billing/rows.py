"""Reads rows of invoices and payments as lists show them, inside a transaction that is open."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from app.domain.cents import Cents
from app.domain.ids import AccessId, ClientId, InvoiceId, PaymentId, Rank
from app.domain.invoicing import (
    InvoiceKind,
    InvoiceLine,
    InvoiceState,
    PaymentMethod,
    Totals,
    VatPart,
    state_of,
)
from app.models import Access, BilledItem, Client, Fact, Invoice, PaidPart, Payment
from app.services.billing.views import BilledLine, InvoiceRow, PaymentRow, RejectedDebit, rate_of

_Credited = aliased(Invoice)
_Undone = aliased(Payment)
_Counter = aliased(Payment)

INVOICES = (
    sa.select(
        Invoice.id,
        Invoice.number,
        Invoice.kind,
        Invoice.client_id,
        Invoice.issued_on,
        Invoice.due,
        Invoice.gross,
        Invoice.paid,
        Invoice.credited,
        Invoice.fees,
        Invoice.owed,
        Invoice.on_hold_since,
        Invoice.reminder_level,
        Invoice.version,
        Client.surname,
        Client.first_name,
        Client.company,
        _Credited.number.label("credits"),
    )
    .join(Client, Client.id == Invoice.client_id)
    .outerjoin(_Credited, _Credited.id == Invoice.credits_id)
)
"""Every column that a row of a list needs."""

PAYMENTS = (
    sa.select(Payment, Client.surname, Client.first_name, Client.company, _Undone.number, _Counter.number)
    .join(Client, Client.id == Payment.client_id)
    .outerjoin(_Undone, _Undone.id == Payment.reverses_id)
    .outerjoin(_Counter, _Counter.reverses_id == Payment.id)
)


def name_of_client(surname: str, first_name: str, company: str) -> str:
    """How a list calls the client, as everywhere in the program."""
    return " ".join(word for word in (surname, first_name) if word) or company


def invoice_row(row: Any, today: date) -> InvoiceRow:
    """One row of `INVOICES`, in its state of today. A credit note counts below zero."""
    kind = InvoiceKind(row.kind)
    state = state_of(
        kind,
        gross=row.gross,
        credited=row.credited,
        left=row.owed,
        due=row.due,
        held=row.on_hold_since is not None,
        today=today,
    )
    return InvoiceRow(
        id=InvoiceId(row.id),
        number=row.number,
        kind=kind,
        client=ClientId(row.client_id),
        client_name=name_of_client(row.surname, row.first_name, row.company),
        issued_on=row.issued_on,
        due=row.due,
        gross=Cents(-row.gross if kind is InvoiceKind.CREDIT_NOTE else row.gross),
        paid=Cents(row.paid),
        left=Cents(row.owed),
        state=state,
        on_hold_since=row.on_hold_since if state is InvoiceState.ON_HOLD else None,
        reminder_level=row.reminder_level,
        version=row.version,
        fees=Cents(row.fees),
        credited=Cents(row.credited),
        credits=row.credits or "",
    )


def invoice_rows(session: Session, wanted: sa.Executable, today: date) -> tuple[InvoiceRow, ...]:
    """The rows of a selection made from `INVOICES`."""
    return tuple(invoice_row(row, today) for row in session.execute(wanted))


def billed_lines(session: Session, invoice: InvoiceId | int) -> tuple[BilledLine, ...]:
    """The lines of an invoice, and what credit notes took back of each."""
    back = (
        sa.select(BilledItem.credits_position, sa.func.sum(BilledItem.amount))
        .join(Invoice, Invoice.id == BilledItem.invoice_id)
        .where(Invoice.credits_id == invoice)
        .group_by(BilledItem.credits_position)
    )
    credited = {position: int(amount) for position, amount in session.execute(back)}
    items = sa.select(BilledItem).where(BilledItem.invoice_id == invoice).order_by(BilledItem.position)
    return tuple(
        BilledLine(item.position, line_of(item), Cents(item.amount), Cents(credited.get(item.position, 0)))
        for item in session.scalars(items)
    )


def line_of(item: BilledItem) -> InvoiceLine:
    """A stored line as the domain knows it."""
    quantity = Decimal(item.quantity) / 1000
    return InvoiceLine(item.description, quantity, Cents(item.unit_price), rate_of(item.vat_rate))


def totals_of(row: Invoice) -> Totals:
    """The VAT per rate as it was issued."""
    parts = tuple(
        VatPart(rate_of(rate), Cents(net), Cents(vat), Cents(gross))
        for rate, net, vat, gross in row.vat_parts
    )
    return Totals(Cents(row.net), Cents(row.vat), Cents(row.gross), parts)


def payment_rows(session: Session, wanted: sa.Executable) -> tuple[PaymentRow, ...]:
    """The rows of a selection made from `PAYMENTS`, with what each was for."""
    rows = session.execute(wanted).all()
    settled = _settled(session, [row[0].id for row in rows])
    return tuple(
        _payment_row(payment, name_of_client(*name), settled[payment.id], undone or "", counter or "")
        for payment, *name, undone, counter in rows
    )


def _payment_row(
    payment: Payment, name: str, settles: Sequence[str], undone: str, counter: str
) -> PaymentRow:
    return PaymentRow(
        id=PaymentId(payment.id),
        number=payment.number,
        client=ClientId(payment.client_id),
        client_name=name,
        taken_on=payment.taken_on,
        taken_by=payment.taken_by,
        method=PaymentMethod(payment.method),
        amount=Cents(payment.amount),
        received=Cents(payment.received),
        change=Cents(payment.given_back),
        reference=payment.reference,
        reason=payment.reason,
        settles=tuple(settles),
        reversed_by=counter,
        reverses=undone,
    )


def _settled(session: Session, payments: Iterable[int]) -> dict[int, list[str]]:
    """What each payment was for: numbers of invoices, ISO due dates of debits."""
    parts = (
        sa.select(PaidPart.payment_id, Invoice.number, PaidPart.due)
        .outerjoin(Invoice, Invoice.id == PaidPart.invoice_id)
        .where(PaidPart.payment_id.in_(list(payments)))
        .order_by(PaidPart.payment_id, PaidPart.position)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for payment, number, due in session.execute(parts):
        found[payment].append(due.isoformat() if due is not None else number)
    return found


def rejected_debits(session: Session, client: ClientId) -> tuple[RejectedDebit, ...]:
    """The debits that the bank rejected and that nobody has paid, oldest first."""
    rows = session.execute(
        sa.select(Fact.access_id, Fact.rank, Access.plan_name, Fact.due, Fact.rejected_on, Fact.amount)
        .join(Access, Access.id == Fact.access_id)
        .where(Access.client_id == client, Fact.state == "rejected")
        .order_by(Fact.due, Fact.access_id, Fact.rank)
    )
    return tuple(
        RejectedDebit(
            AccessId(row.access_id),
            Rank(row.rank),
            row.plan_name,
            row.due,
            row.rejected_on,
            Cents(row.amount),
        )
        for row in rows
    )
