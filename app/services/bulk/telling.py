"""The history of a run: the entry that the verb of one access writes, and one for the whole."""

from datetime import date

from app.domain import contract as d
from app.domain.periods import days_of, from_days
from app.domain.stops import SettledStop
from app.domain.suspensions import SettledSuspension
from app.services.audit import Entry
from app.services.bulk.requests import BulkRequest, BulkSuspend
from app.services.bulk.views import BulkLine
from app.services.history_facts import told_suspension


def suspension_entry(line: BulkLine, made: SettledSuspension) -> Entry:
    """The entry of `suspensions.suspend`."""
    return Entry(
        "suspended",
        client=line.client,
        access=line.access,
        facts={
            "left": [each.rank for each in made.left],
            "end_before": made.schedule_before.access_last,
            "end_after": made.schedule_after.access_last,
        },
        after=told_suspension(made.suspension),
        reason=made.suspension.cause,
    )


def stop_entry(line: BulkLine, made: SettledStop, old: d.Suspension, return_day: date) -> Entry:
    """The entry of `suspensions.stop_suspension`."""
    return Entry(
        "suspension_stopped",
        client=line.client,
        access=line.access,
        facts={
            "return_day": return_day,
            "days": made.days,
            "cancelled": made.suspension is None,
            "amount": None,
            "price_from_rank": None,
            "left": [each.rank for each in made.left],
        },
        before=told_suspension(old),
        after=told_suspension(made.suspension) if made.suspension else {},
        reason=old.cause,
    )


def whole_entry(request: BulkRequest, done: int, refused: int) -> Entry:
    """That a whole selection was suspended or stopped, and how many accesses it was."""
    facts: dict[str, object] = {"done": done, "refused": refused}
    if not isinstance(request, BulkSuspend):
        facts |= {"return_day": request.return_day, "cause": request.cause or ""}
        return Entry("selection_stopped", facts=facts)
    first = request.first_day
    days = d.DayRange(first, None) if request.days is None else from_days(first, request.days)
    after = {"first_day": days.first, "last_day": days.last, "days": days_of(days), "cause": request.cause}
    return Entry("selection_suspended", facts=facts, after=after, reason=request.cause)
