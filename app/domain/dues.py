"""Due dates: of a rank, counted from the anchor day and never from the date before (spec 2.1)."""

from datetime import date
from functools import cache

from app.domain.contract import PeriodUnit, Terms
from app.domain.ids import Rank
from app.domain.periods import month_length
from app.domain.refusals import DueBeyondCalendar, Refused

_MONTH = PeriodUnit.MONTH
_LAST_MONTH = 9999 * 12 + 11
_LAST_ORDINAL = date.max.toordinal()
_TABLE_FROM, _TABLE_TO = 1990 * 12, 2090 * 12


def _first_month(terms: Terms) -> int:
    return terms.first_due.year * 12 + terms.first_due.month - 1


def last_rank_in_calendar(terms: Terms) -> Rank:
    """The last rank whose due date the calendar still has (31/12/9999)."""
    if terms.period.unit is PeriodUnit.WEEK:
        return Rank((_LAST_ORDINAL - terms.first_due.toordinal()) // (7 * terms.period.count) + 1)
    return Rank((_LAST_MONTH - _first_month(terms)) // terms.period.count + 1)


def due_date(terms: Terms, rank: Rank) -> date:
    """Due date of a rank from 1: anchor 31 gives 31/01, 28/02, 31/03 (spec 2.1).

    Rank 1 is due on the first due date itself, also when that is not the anchor day. Refuses a
    date beyond the year 9999 (`DueBeyondCalendar`).
    """
    return due_dates(terms, rank, rank)[0]


def due_dates(terms: Terms, first: Rank, last: Rank) -> list[date]:
    """Due dates of the ranks `first`…`last`, both included; refuses beyond the year 9999."""
    if terms.period.unit is _MONTH:
        dates = _monthly_dates(terms, first, last)
        if first == 1 and dates:
            dates[0] = terms.first_due
        return dates
    _refuse_beyond_calendar(terms, last)
    step = 7 * terms.period.count
    start = terms.first_due.toordinal() - step
    from_ordinal = date.fromordinal
    return [from_ordinal(start + step * rank) for rank in range(first, last + 1)]


def _refuse_beyond_calendar(terms: Terms, last: Rank) -> None:
    if last > last_rank_in_calendar(terms):
        raise Refused(DueBeyondCalendar(last))


def _monthly_dates(terms: Terms, first: Rank, last: Rank) -> list[date]:
    step, anchor = terms.period.count, terms.anchor_day
    start = _first_month(terms) + (first - 1) * step
    end = start + (last - first) * step + 1
    if start >= _TABLE_FROM and end <= _TABLE_TO:
        return _table(anchor)[start - _TABLE_FROM : end - _TABLE_FROM : step]
    _refuse_beyond_calendar(terms, last)
    return [_day_of_month(month, anchor) for month in range(start, end, step)]


@cache
def _table(anchor: int) -> list[date]:
    """The debit day of every month of a century, made once: contracts share these dates."""
    return [_day_of_month(month, anchor) for month in range(_TABLE_FROM, _TABLE_TO)]


def _day_of_month(month: int, anchor: int) -> date:
    year, before = divmod(month, 12)
    return date(year, before + 1, anchor if anchor <= 28 else min(anchor, month_length(year, before + 1)))


def first_rank_due_from(terms: Terms, day: date) -> Rank:
    """The lowest rank that is due on or after `day`; it may lie beyond the calendar."""
    if day <= terms.first_due:
        return Rank(1)
    if terms.period.unit is PeriodUnit.WEEK:
        behind = day.toordinal() - terms.first_due.toordinal()
        return Rank(-(-behind // (7 * terms.period.count)) + 1)
    months = day.year * 12 + day.month - 1 - _first_month(terms)
    periods = max(1, -(-months // terms.period.count))
    if periods * terms.period.count == months and day.day > min(
        terms.anchor_day, month_length(day.year, day.month)
    ):
        periods += 1
    return Rank(periods + 1)
