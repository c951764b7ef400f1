"""Periods of days, first and last included: made, counted, compared (spec 1.5, 2.2)."""

from collections.abc import Iterable
from datetime import date, timedelta
from operator import attrgetter

from app.domain.contract import DayRange
from app.domain.refusals import (
    DaysBelowOne,
    DaysBeyondCalendar,
    EndBeforeStart,
    EndBeyondCalendar,
    LengthMissing,
    LengthOutOfRange,
    Refused,
)

_LAST_ORDINAL = date.max.toordinal()
_PLAUSIBLE_YEARS = 50
_LAST_MONTH = 9999 * 12 + 11
_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def month_length(year: int, month: int) -> int:
    """Days of a month: February 2012 → 29."""
    if month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
        return 29
    return _MONTH_LENGTHS[month - 1]


def from_days(first: date, days: int) -> DayRange:
    """`days` days from `first` on: 22/07/2010 for 45 days ends on 04/09/2010.

    Refuses fewer than one day, and a last day beyond the year 9999.
    """
    if days < 1:
        raise Refused(DaysBelowOne(days))
    if days > _LAST_ORDINAL - first.toordinal() + 1:
        raise Refused(DaysBeyondCalendar(days))
    return DayRange(first, first + timedelta(days=days - 1))


def from_last(first: date, last: date | None) -> DayRange:
    """From `first` to `last`, both included; `last` None: without end. Refuses an end before the start."""
    if last is not None and last < first:
        raise Refused(EndBeforeStart(first, last))
    return DayRange(first, last)


def days_of(days: DayRange) -> int | None:
    """How many days; None: without end."""
    return None if days.last is None else days.last.toordinal() - days.first.toordinal() + 1


def contains(days: DayRange, day: date) -> bool:
    """Whether `day` is one of them."""
    return days.first <= day and (days.last is None or day <= days.last)


def overlaps(one: DayRange, other: DayRange) -> bool:
    """Whether the two share a day."""
    return (one.last is None or other.first <= one.last) and (other.last is None or one.first <= other.last)


def common_days(one: DayRange, other: DayRange) -> DayRange | None:
    """The days that both have; None: none."""
    if not overlaps(one, other):
        return None
    lasts = [last for last in (one.last, other.last) if last is not None]
    return DayRange(max(one.first, other.first), min(lasts) if lasts else None)


def distinct_days(ranges: Iterable[DayRange]) -> int | None:
    """Number of distinct days in all of them together (spec 2.6.6); None: without end."""
    total, covered = 0, 0
    for days in sorted(ranges, key=attrgetter("first")):
        if days.last is None:
            return None
        first, last = max(days.first.toordinal(), covered + 1), days.last.toordinal()
        if last >= first:
            total += last - first + 1
            covered = last
    return total


def day_after(day: date, days: int) -> date:
    """`day` plus a number of days; refuses beyond the year 9999."""
    if days > _LAST_ORDINAL - day.toordinal():
        raise Refused(EndBeyondCalendar())
    return day + timedelta(days=days)


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later, or the last of a shorter month; refuses beyond 9999."""
    index = day.year * 12 + day.month - 1 + months
    if not 12 <= index <= _LAST_MONTH:
        raise Refused(EndBeyondCalendar())
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, month_length(year, month + 1)))


def plausible_until(today: date) -> date:
    """The last day that a suspension, a return or a rank can be meant for: 50 years ahead."""
    try:
        return add_months(today, 12 * _PLAUSIBLE_YEARS)
    except Refused:
        return date.max


def access_period(start: date, *, months: int | None = None, days: int | None = None) -> DayRange:
    """The period of an access of N months or N days: 01/01/2011 + 12 months → 31/12/2011 (spec 1.4).

    It ends on the eve of the same day of the month; where the last month has no such day, on its
    last day (31/01 + 1 month → 28/02). Refuses neither or both lengths, a length below 1, and an
    end beyond the year 9999.
    """
    length = months if months is not None else days
    if length is None or (months is not None and days is not None):
        raise Refused(LengthMissing())
    largest = 9999 * 12 if months is not None else _LAST_ORDINAL
    if not 1 <= length <= largest:
        raise Refused(LengthOutOfRange(length, largest))
    if months is None:
        return from_days(start, length)
    same_day = add_months(start, months)
    return DayRange(start, same_day - timedelta(days=1) if same_day.day == start.day else same_day)
