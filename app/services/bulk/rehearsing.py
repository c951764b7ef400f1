"""The dry run: what a request would change at each access of a selection, without writing anything."""

from collections.abc import Callable
from dataclasses import replace

import sqlalchemy as sa

from app.domain import contract as d
from app.domain.cents import Cents
from app.domain.ids import SuspensionId
from app.domain.refusals import Refused
from app.domain.rights import Right
from app.domain.schedule import schedule
from app.models import Suspension
from app.services.bulk.deciding import (
    UNSAVED,
    Ground,
    change_of_stop,
    change_of_suspension,
    days_asked,
    ground_for,
    refuse_request,
    settled_stop,
    settled_suspension,
    suspension_to_stop,
    terms_of,
)
from app.services.bulk.members import Held, clients_of, held_by, not_ended, slices, suspended
from app.services.bulk.pace import collecting_rarely
from app.services.bulk.requests import BulkRequest, BulkStop, BulkSuspend
from app.services.bulk.views import BulkChange, BulkLine, Cancelled, Progress, Rehearsal
from app.services.club_rules import club_rules
from app.services.desk import Desk
from app.services.unit_of_work import reading

Judge = Callable[[Held], BulkLine | None]
"""The line of an access; None: it is not concerned."""


def ground_of(desk: Desk) -> Ground:
    """What is decided on at this desk today."""
    with reading(desk) as session:
        return ground_for(desk.today(), club_rules(session), desk.rights)


def rehearse_suspension(
    desk: Desk, request: BulkSuspend, progress: Progress, cancelled: Cancelled
) -> Rehearsal:
    """What suspending every running or coming access of a selection would change, and what is refused.

    Ranks are those that the club's rule proposes to each access, full prices are postponed. Told
    (clients looked at, clients in all). Refuses the whole request: NotAllowed(BULK_SUSPEND), days,
    cause and amount that no access could take.
    """
    desk.require(Right.BULK_SUSPEND)
    ground = ground_of(desk)
    refuse_request(request, ground)
    days = days_asked(request)

    def judge(held: Held) -> BulkLine:
        contract, plan = held.contract, schedule(held.contract)
        terms = terms_of(contract, plan, Cents(held.row.maintenance), request, days, ground.rules)
        return _line(
            held.line,
            lambda: change_of_suspension(settled_suspension(contract, terms, UNSAVED, ground, plan)),
        )

    return _rehearsal(desk, request, not_ended(ground.today), judge, progress, cancelled)


def rehearse_stop(desk: Desk, request: BulkStop, progress: Progress, cancelled: Cancelled) -> Rehearsal:
    """What the stop of the suspensions that run in a selection would change, and what is refused.

    Each access goes back to the amount of its contract. Refuses the whole request:
    NotAllowed(BULK_SUSPEND).
    """
    desk.require(Right.BULK_SUSPEND)
    today = desk.today()

    def judge(held: Held) -> BulkLine | None:
        old = suspension_to_stop(held.contract, request, today)
        return None if old is None else _stop_line(held, old)

    def _stop_line(held: Held, old: d.Suspension) -> BulkLine:
        day = request.return_day
        return _line(
            held.line,
            lambda: change_of_stop(settled_stop(held.contract, old.id, day, today), old, day),
            suspension=old.id,
        )

    return _rehearsal(desk, request, suspended(today), judge, progress, cancelled)


def running_causes(desk: Desk) -> tuple[str, ...]:
    """The causes of the suspensions that have not ended: those a stop can be narrowed to."""
    desk.require(Right.BULK_SUSPEND)
    runs = sa.or_(Suspension.last_day.is_(None), Suspension.last_day >= desk.today())
    query = sa.select(Suspension.cause).where(sa.not_(Suspension.cancelled), runs).distinct()
    with reading(desk) as session:
        return tuple(sorted(session.scalars(query)))


def _line(
    line: BulkLine, decide: Callable[[], BulkChange], suspension: SuspensionId | None = None
) -> BulkLine:
    try:
        return replace(line, suspension=suspension, change=decide())
    except Refused as refused:
        return replace(line, suspension=suspension, refusals=tuple(refused.refusals))


def _rehearsal(
    desk: Desk,
    request: BulkRequest,
    wanted: sa.ColumnElement[bool],
    judge: Judge,
    progress: Progress,
    cancelled: Cancelled,
) -> Rehearsal:
    clients = clients_of(desk, request.members, cancelled)
    lines: list[BulkLine] = []
    done = without = 0
    progress(0, len(clients))
    with reading(desk) as session, collecting_rarely():
        for some in slices(clients):
            if cancelled():
                return Rehearsal(request, tuple(lines), without, cancelled=True)
            found = [line for held in held_by(session, some, wanted) if (line := judge(held)) is not None]
            without += len({client.id for client in some} - {line.client for line in found})
            lines += found
            done += len(some)
            progress(done, len(clients))
    return Rehearsal(request, tuple(lines), without, cancelled())
