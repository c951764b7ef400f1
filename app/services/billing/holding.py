"""Put invoices *en attente* and release them: no reminders, no automatic block meanwhile (spec 3.2.2, 3.2.4)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.ids import ClientId, InvoiceId
from app.domain.refusals import Refusal, Refused, refuse_if_any
from app.domain.rights import Right
from app.models import Invoice
from app.services.audit import Entry
from app.services.billing.keeping import open_invoice, told_reason, touched_by
from app.services.billing.refusals import (
    InvoiceAlreadyHeld,
    InvoiceNotHeld,
    InvoiceNotOpen,
    NothingChosen,
)
from app.services.billing.requests import HoldInvoices, ReleaseInvoices
from app.services.billing.rows import INVOICES, invoice_rows
from app.services.billing.views import InvoiceRow
from app.services.desk import Desk, Outcome
from app.services.overdue import OWED, UNPAID
from app.services.unit_of_work import UnitOfWork, writing


def open_invoices(session: Session, client: ClientId, today: date) -> tuple[InvoiceRow, ...]:
    """What a deactivation would put *en attente*: open and overdue invoices, oldest first (spec 3.2.2)."""
    open_ones = INVOICES.where(Invoice.client_id == client, *UNPAID)
    return invoice_rows(session, open_ones.order_by(Invoice.id), today)


def held_invoices(session: Session, client: ClientId, today: date) -> tuple[InvoiceRow, ...]:
    """What is *en attente* and stays so when a client comes back, oldest first (spec 3.2.4)."""
    held = INVOICES.where(Invoice.client_id == client, *OWED, Invoice.on_hold_since.is_not(None))
    return invoice_rows(session, held.order_by(Invoice.id), today)


def hold_in(work: UnitOfWork[Any], client: ClientId, reason: str = "") -> tuple[InvoiceId, ...]:
    """Put all open invoices of a client *en attente*, inside another verb's transaction; which they are."""
    rows = work.session.scalars(
        sa.select(Invoice).where(Invoice.client_id == client, *UNPAID).order_by(Invoice.id)
    ).all()
    for row in rows:
        _hold(work, row, reason)
    return tuple(InvoiceId(row.id) for row in rows)


def hold_invoices(desk: Desk, request: HoldInvoices) -> Outcome:
    """Put these invoices *en attente*, all or none; no reminders until each is released (spec 3.2.2).

    Refuses: InvoiceAlreadyHeld, InvoiceNotOpen, NotAnInvoice, NothingChosen, NotFound.
    """
    desk.require(Right.HOLD_INVOICE)
    reason = told_reason(request.reason)
    with writing(desk, request.command, Outcome) as work:
        if work.earlier is not None:
            return work.earlier
        rows = _chosen(work.session, request.invoices)
        refuse_if_any(refusal for row in rows for refusal in _why_not_held(row))
        for row in rows:
            _hold(work, row, reason)
        return work.commit(Outcome(_touched(rows)))


def release_invoices(desk: Desk, request: ReleaseInvoices) -> Outcome:
    """Release these invoices *en attente*, one or several at once, all or none (spec 3.2.4).

    Refuses: InvoiceNotHeld, NotAnInvoice, NothingChosen, NotFound.
    """
    desk.require(Right.HOLD_INVOICE)
    reason = told_reason(request.reason)
    with writing(desk, request.command, Outcome) as work:
        if work.earlier is not None:
            return work.earlier
        rows = _chosen(work.session, request.invoices)
        refuse_if_any(InvoiceNotHeld(row.number) for row in rows if row.on_hold_since is None)
        for row in rows:
            row.on_hold_since, row.on_hold_by, row.on_hold_reason = None, "", ""
            work.tell(_entry("invoice_released", row, reason))
        return work.commit(Outcome(_touched(rows)))


def _chosen(session: Session, invoices: Sequence[InvoiceId]) -> list[Invoice]:
    if not invoices:
        raise Refused(NothingChosen())
    return [open_invoice(session, invoice) for invoice in dict.fromkeys(invoices)]


def _why_not_held(row: Invoice) -> tuple[Refusal, ...]:
    if row.on_hold_since is not None:
        return (InvoiceAlreadyHeld(row.number),)
    return (InvoiceNotOpen(row.number),) if row.owed <= 0 else ()


def _hold(work: UnitOfWork[Any], row: Invoice, reason: str) -> None:
    row.on_hold_since, row.on_hold_by = work.desk.today(), work.desk.operator.name
    row.on_hold_reason = reason
    work.tell(_entry("invoice_held", row, reason))


def _entry(what: str, row: Invoice, reason: str) -> Entry:
    return Entry(
        f"{what}_because" if reason else what,
        client=ClientId(row.client_id),
        facts={"invoice": row.id, "number": row.number, "total": row.owed},
        reason=reason,
    )


def _touched(rows: Sequence[Invoice]) -> frozenset[Any]:
    return frozenset().union(*(touched_by(row.client_id, row.id) for row in rows))
