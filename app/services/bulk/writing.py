"""Writes what was decided for many accesses at once: the rows that the verbs of one access write."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import sqlalchemy as sa

from app.domain import contract as d
from app.domain.ids import ClientId
from app.domain.schedule import Schedule
from app.models import Access, Suspension
from app.services.audit import Entry
from app.services.decisions import suspension_columns
from app.services.schedules import reach, write_differences
from app.services.unit_of_work import UnitOfWork

_ACCESS = cast(sa.Table, Access.__table__)
_SUSPENSION = cast(sa.Table, Suspension.__table__)
_ACCESS_ENDS = (
    sa.update(_ACCESS)
    .where(_ACCESS.c.id == sa.bindparam("access"))
    .values(
        version=_ACCESS.c.version + 1,
        next_sequence=_ACCESS.c.next_sequence + 1,
        current_last=sa.bindparam("last"),
        end_open=sa.bindparam("open"),
        stored_to=sa.bindparam("reach"),
    )
)


@dataclass(frozen=True, slots=True)
class Settled:
    """One access as it was and as it becomes. `suspension` is new, stopped, or (None) cancelled."""

    access: Access
    suspension: d.Suspension | None
    before: Schedule
    after: Schedule
    entry: Entry

    @property
    def client(self) -> ClientId:
        """Whose access it is."""
        return ClientId(self.access.client_id)


def write_suspensions(work: UnitOfWork[Any], settled: Sequence[Settled]) -> None:
    """New suspensions with all that follows from them."""
    entered = {"version": 1, "entered_by": work.desk.operator.name, "entered_at": work.desk.now()}
    rows = [
        {
            "id": each.suspension.id,
            "access_id": each.access.id,
            "cancelled": False,
            **entered,
            **suspension_columns(each.suspension),
        }
        for each in settled
        if each.suspension is not None
    ]
    if rows:
        work.session.connection().execute(sa.insert(_SUSPENSION), rows)
    _write_rest(work, settled)


def write_stops(work: UnitOfWork[Any], settled: Sequence[tuple[int, Settled]], return_day: date) -> None:
    """Stopped suspensions, by id, with all that follows from them."""
    connection = work.session.connection()
    stopped = [
        {"row": row, "day": return_day, **_named(suspension_columns(each.suspension))}
        for row, each in settled
        if each.suspension is not None
    ]
    gone = [{"row": row, "day": return_day} for row, each in settled if each.suspension is None]
    if stopped:
        connection.execute(_STOPPED, stopped)
    if gone:
        connection.execute(_CANCELLED, gone)
    _write_rest(work, [each for _, each in settled])


def _named(columns: dict[str, Any]) -> dict[str, Any]:
    """Column values under names that a bound update may have."""
    return {f"new_{name}": value for name, value in columns.items()}


_STOP = sa.update(_SUSPENSION).where(_SUSPENSION.c.id == sa.bindparam("row"))
_CANCELLED = _STOP.values(version=_SUSPENSION.c.version + 1, cancelled=True, stopped_on=sa.bindparam("day"))
_STOPPED = _STOP.values(
    version=_SUSPENSION.c.version + 1,
    stopped_on=sa.bindparam("day"),
    **{
        name: sa.bindparam(f"new_{name}")
        for name in (
            "sequence", "first_day", "last_day", "first_rank", "last_rank", "open_ranks", "maintenance",
            "postpones", "replaces_manual", "returned", "has_returned", "cause",
        )
    },
)  # fmt: skip


def _write_rest(work: UnitOfWork[Any], settled: Sequence[Settled]) -> None:
    """Where the accesses end, their stored schedules, summaries and history."""
    if not settled:
        return
    today = work.desk.today()
    ends, schedules = [], []
    for each in settled:
        access, made = each.access, each.after
        stored_to = reach(made, today, access.stored_to)
        ends.append(
            {"access": access.id, "last": made.access_last, "open": made.end_open, "reach": stored_to}
        )
        stored = each.before.instalments(access.stored_to)
        schedules.append((access.id, stored, made.instalments(stored_to)))
        work.tell(each.entry)
        work.summarise(each.client)
    work.session.connection().execute(_ACCESS_ENDS, ends)
    write_differences(work.session, schedules)
