"""What a client has left unpaid beyond its day, in cents: rejected debits and overdue invoices (spec 1.3)."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.cents import Cents
from app.domain.ids import ClientId
from app.models import Access, Fact, Invoice

_NOTHING = sa.literal_column("0", sa.BigInteger())
"""Written into the SQL as it stands: a bound zero would not find the partial indexes."""
HAS_BALANCE = Invoice.owed != _NOTHING
"""Something is left of it, on either side."""
OWED = (HAS_BALANCE, Invoice.owed > _NOTHING)
"""The client owes something of it, also where it is *en attente*."""
UNPAID = (Invoice.owed > _NOTHING, Invoice.on_hold_since.is_(None))
"""Open or overdue: the client owes something of it, and it is not *en attente*."""


def overdue_of(session: Session, client: ClientId | int, today: date) -> Cents:
    """The sum of it today; an invoice *en attente* is not counted (spec 3.2.2)."""
    rejected = (
        sa.select(sa.func.sum(Fact.amount))
        .join(Access, Access.id == Fact.access_id)
        .where(Access.client_id == client, Fact.state == "rejected")
    )
    late = sa.select(sa.func.sum(Invoice.owed)).where(
        Invoice.client_id == client, *UNPAID, Invoice.due < today
    )
    return Cents(int(session.scalar(rejected) or 0) + int(session.scalar(late) or 0))
