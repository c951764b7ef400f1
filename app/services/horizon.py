"""Keep the stored schedules of endless accesses at least 24 debits ahead of today.

Run by the program itself at start and on a new day, with the summaries of clients that change
by the day alone.
"""

from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.ids import AccessId
from app.domain.schedule import schedule
from app.models import Access
from app.services.automatic_blocks import review_overdue
from app.services.client_summary import refresh_summaries
from app.services.clock import FixedClock
from app.services.door.logbook import forget_old_passages
from app.services.schedules import PERIODS_AHEAD, contracts_of, reach, rows_of, write_rows
from app.services.store import Store
from app.services.unit_of_work import upkeep

AT_ONCE = 200


def extend_schedules(store: Store, today: date) -> int:
    """Store more of every endless schedule that ends too soon; how many were extended.

    Each batch is a transaction of its own, so that desks can save in between. Adds rows only:
    no version changes, and nothing that was stored.
    """
    extended, last = 0, 0
    while True:
        with upkeep(store) as session:
            batch = session.scalars(
                sa.select(Access)
                .where(Access.id > last, Access.stored_to.is_not(None))
                .order_by(Access.id)
                .limit(AT_ONCE)
            ).all()
            extended += _extend(session, batch, today)
            session.commit()
        if len(batch) < AT_ONCE:
            return extended
        last = batch[-1].id


def _extend(session: Session, batch: Sequence[Access], today: date) -> int:
    contracts = contracts_of(session, batch)
    extended = 0
    for access in batch:
        made = schedule(contracts[AccessId(access.id)])
        needed = reach(made, today, None, PERIODS_AHEAD)
        if needed is None or (access.stored_to or 0) >= needed:
            continue
        stored_to = reach(made, today, access.stored_to)
        session.execute(sa.update(Access).where(Access.id == access.id).values(stored_to=stored_to))
        write_rows(session, access.id, rows_of(made, stored_to))
        extended += 1
    return extended


def begin_day(store: Store, today: date, now: datetime | None = None) -> None:
    """What the program does at its start and when a new day comes: summaries, the log of the door,
    overdue amounts, horizons.

    `now` dates what is told of it in the history; without it, the noon of that day.
    """
    with upkeep(store) as session:
        refresh_summaries(session, today)
        forget_old_passages(session, today)
        session.commit()
    review_overdue(store, today, now or FixedClock(today).now())
    extend_schedules(store, today)
