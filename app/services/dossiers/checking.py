"""What of the dossiers does not hold together: shares that do not add up, amounts that are not quantity by price."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.invoicing import amount_of
from app.models import Activity, ActivityShare, DossierInvoice, Invoice
from app.services.dossiers.rows import line_of

_AT_ONCE = 1000


def dossier_problems(session: Session) -> Iterator[tuple[int, str]]:
    """Each activity or invoice with which something is wrong, and what; nothing where all is well.

    The shares of a billed activity add up to its amount, an unbilled one has none, and an invoice of a
    dossier comes to the shares that it bills (spec 3.3.6).
    """
    yield from _amounts(session)
    yield from _shares(session)
    yield from _invoices(session)


def _amounts(session: Session) -> Iterator[tuple[int, str]]:
    last = 0
    while True:
        query = sa.select(Activity).where(Activity.id > last).order_by(Activity.id).limit(_AT_ONCE)
        rows = session.scalars(query).all()
        for row in rows:
            if amount_of(line_of(row)) != row.amount:
                yield row.id, f"{amount_of(line_of(row))} != {row.amount}"
        if len(rows) < _AT_ONCE:
            return
        last = rows[-1].id
        session.expunge_all()


def _shares(session: Session) -> Iterator[tuple[int, str]]:
    total = sa.func.coalesce(sa.func.sum(ActivityShare.amount), 0)
    count = sa.func.count(ActivityShare.client_id)
    query = (
        sa.select(Activity.id, Activity.amount, total, count)
        .outerjoin(ActivityShare, ActivityShare.activity_id == Activity.id)
        .group_by(Activity.id, Activity.amount, Activity.billed_on)
        .having(
            sa.or_(
                sa.and_(Activity.billed_on.is_not(None), sa.or_(total != Activity.amount, count == 0)),
                sa.and_(Activity.billed_on.is_(None), count > 0),
            )
        )
        .order_by(Activity.id)
    )
    for activity, amount, shared, number in session.execute(query):
        yield activity, f"{int(shared)} != {amount} ({number})"


def _invoices(session: Session) -> Iterator[tuple[int, str]]:
    """Invoices whose gross is not what the shares say, or whose shares are of another dossier."""
    total = sa.func.coalesce(sa.func.sum(ActivityShare.amount), 0)
    strangers = sa.func.count(sa.case((Activity.dossier_id != DossierInvoice.dossier_id, 1)))
    query = (
        sa.select(Invoice.id, Invoice.gross, total, strangers)
        .join(DossierInvoice, DossierInvoice.invoice_id == Invoice.id)
        .outerjoin(ActivityShare, ActivityShare.invoice_id == Invoice.id)
        .outerjoin(Activity, Activity.id == ActivityShare.activity_id)
        .group_by(Invoice.id, Invoice.gross)
        .having(sa.or_(total != Invoice.gross, strangers > 0))
        .order_by(Invoice.id)
    )
    for invoice, gross, shared, _ in session.execute(query):
        yield invoice, f"{int(shared)} != {gross}"
