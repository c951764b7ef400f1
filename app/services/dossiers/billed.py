"""By which invoices activities were billed, and what each client was billed of them (spec 3.3.6)."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.cents import Cents
from app.domain.ids import ActivityId, ClientId, InvoiceId
from app.models import ActivityShare, Invoice
from app.services.dossiers.rows import names_of
from app.services.dossiers.views import BilledShare

_AT_ONCE = 900


def shares_of(session: Session, activities: Sequence[int]) -> dict[ActivityId, tuple[BilledShare, ...]]:
    """The frozen shares of these activities, in the order of the invoices."""
    rows: list[sa.Row[int, int, int, int, str]] = []
    for at in range(0, len(activities), _AT_ONCE):
        query = (
            sa.select(
                ActivityShare.activity_id,
                ActivityShare.client_id,
                ActivityShare.invoice_id,
                ActivityShare.amount,
                Invoice.number,
            )
            .join(Invoice, Invoice.id == ActivityShare.invoice_id)
            .where(ActivityShare.activity_id.in_(activities[at : at + _AT_ONCE]))
            .order_by(ActivityShare.activity_id, ActivityShare.invoice_id)
        )
        rows.extend(session.execute(query).all())
    names = names_of(session, [row.client_id for row in rows])
    found: dict[ActivityId, list[BilledShare]] = {ActivityId(each): [] for each in activities}
    for row in rows:
        client = ClientId(row.client_id)
        share = BilledShare(
            client, names[client].name, InvoiceId(row.invoice_id), row.number, Cents(row.amount)
        )
        found[ActivityId(row.activity_id)].append(share)
    return {activity: tuple(each) for activity, each in found.items()}


def numbers_of(session: Session, activities: Sequence[int]) -> dict[ActivityId, tuple[str, ...]]:
    """The numbers of the invoices of each of these activities."""
    return {
        activity: tuple(dict.fromkeys(share.number for share in each))
        for activity, each in shares_of(session, activities).items()
    }
