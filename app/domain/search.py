"""Finds ranks in a schedule that may never end (spec 2.2)."""

from collections.abc import Callable
from datetime import date
from operator import attrgetter

from app.domain.dues import first_rank_due_from, last_rank_in_calendar
from app.domain.ids import Rank
from app.domain.instalments import Instalment
from app.domain.schedule import Schedule


def lowest_rank(schedule: Schedule, day: date, eligible: Callable[[Instalment], bool]) -> Rank | None:
    """The lowest contract rank due on or after `day` that is eligible; the tail is eligible as a whole."""
    within = [each for each in schedule.head if each.rank > 0 and each.due >= day]
    lowest = next(filter(eligible, sorted(within, key=attrgetter("rank"))), None)
    if lowest is not None:
        return lowest.rank
    tail = schedule.tail
    if tail is None:
        return None
    first = Rank(max(tail.first_rank, first_rank_due_from(tail.terms, day)))
    if first > last_rank_in_calendar(tail.terms):
        return None
    return first if eligible(schedule.instalment(first)) else None


def ranks_due(schedule: Schedule, first: date, last: date) -> tuple[Rank, ...]:
    """The contract ranks due from `first` to `last`, both included, in the order of their dates."""
    within = tuple(each.rank for each in schedule.head if each.rank > 0 and first <= each.due <= last)
    tail = schedule.tail
    if tail is None:
        return within
    start = max(tail.first_rank, first_rank_due_from(tail.terms, first))
    end = min(first_rank_due_from(tail.terms, last), last_rank_in_calendar(tail.terms))
    if start <= end and schedule.instalment(Rank(end)).due > last:
        end = Rank(end - 1)
    return (*within, *(Rank(rank) for rank in range(start, end + 1)))
