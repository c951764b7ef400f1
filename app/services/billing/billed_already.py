"""Who was billed the same lines today already: a batch that is asked again bills nobody twice (docs/adr/0016)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.ids import ClientId
from app.domain.invoicing import InvoiceKind, InvoiceLine, tidied, totals
from app.models import BilledItem, Invoice
from app.services.billing.rows import line_of


def billed_already(
    session: Session, clients: Sequence[ClientId], lines: Sequence[InvoiceLine], day: date
) -> dict[ClientId, str]:
    """Those of these clients who have an invoice of exactly these lines of this day, and its number; one
    that was credited does not count."""
    query = sa.select(Invoice.id, Invoice.client_id, Invoice.number).where(
        Invoice.client_id.in_(clients),
        Invoice.issued_on == day,
        Invoice.kind == InvoiceKind.INVOICE.value,
        Invoice.gross == totals(lines).gross,
        Invoice.credited == 0,
    )
    issued = session.execute(query).all()
    billed = _lines(session, [row.id for row in issued])
    wanted = [tidied(line) for line in lines]
    return {ClientId(row.client_id): row.number for row in issued if billed[row.id] == wanted}


def _lines(session: Session, invoices: Sequence[int]) -> dict[int, list[InvoiceLine]]:
    found: dict[int, list[InvoiceLine]] = defaultdict(list)
    items = sa.select(BilledItem).where(BilledItem.invoice_id.in_(invoices))
    for item in session.scalars(items.order_by(BilledItem.invoice_id, BilledItem.position)):
        found[item.invoice_id].append(line_of(item))
    return found
