"""A desk of its own process that suspends access after access until it is killed.

It takes every so many-th access, and writes each suspension's id only after `suspend` returned, which
is what "acknowledged" means.
"""

import os
from datetime import date
from pathlib import Path

import sqlalchemy as sa

from app.domain.cents import Cents
from app.domain.contract import RankRange
from app.domain.ids import AccessId, CommandId, Rank, UserId
from app.domain.rights import Role
from app.models import Access
from app.services.clock import FixedClock
from app.services.desk import Desk, Operator
from app.services.requests import SuspendAccess
from app.services.store import open_store
from app.services.suspensions import suspend

DAY = date(2010, 7, 20)


def suspend_many(acknowledged: Path, place: str, first: int, step: int, count: int | None = None) -> None:
    """Suspend every `step`-th access from `first` on, acknowledge, and go on; ends when all are suspended."""
    store = open_store(place)
    operator = Operator(UserId(1), "ADMIN", Role.ADMINISTRATOR, f"POSTE-{first}")
    desk = Desk(store, FixedClock(DAY), operator)
    with store.session(writes=False) as session:
        todo = session.execute(sa.select(Access.id, Access.version).order_by(Access.id)).all()[first::step]
    with acknowledged.open("a", encoding="ascii", buffering=1) as told:
        for access, version in todo[:count]:
            made = suspend(desk, _request(access, version))
            told.write(f"{access} {made.suspension}\n")
            os.fsync(told.fileno())
    store.close()


def _request(access: int, version: int) -> SuspendAccess:
    return SuspendAccess(
        command=CommandId(f"suspend-{access}"),
        access=AccessId(access),
        version=version,
        first_day=date(2010, 7, 22),
        days=45,
        cause="blessure",
        ranks=RankRange(Rank(2), Rank(2)),
        maintenance=Cents(200),
    )
