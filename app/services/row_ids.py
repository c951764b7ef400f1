"""Ids of new rows, known before the rows are written; one writer at a time makes that safe."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.models import Access, Invoice, Mandate, Payment, Reminder, Suspension

Numbered = type[Access] | type[Mandate] | type[Suspension] | type[Invoice] | type[Payment] | type[Reminder]


def reserve_ids(session: Session, kind: Numbered, count: int) -> range:
    """The ids that `count` new rows of this kind are to get, in a writing transaction."""
    if count == 0:
        return range(0)
    if session.get_bind().dialect.name == "sqlite":
        highest = session.execute(sa.select(sa.func.coalesce(sa.func.max(kind.id), 0))).scalar_one()
        return range(highest + 1, highest + 1 + count)
    sequence = sa.func.pg_get_serial_sequence(kind.__tablename__, "id")
    first = session.execute(sa.select(sa.func.nextval(sequence))).scalar_one()
    if count > 1:
        session.execute(sa.select(sa.func.setval(sequence, first + count - 1)))
    return range(first, first + count)
