"""Suspended days used and left in a contract year, and the club's limits on them (spec 2.5)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.contract import Contract, DayRange, Suspension
from app.domain.periods import add_months, common_days, contains, days_of, distinct_days
from app.domain.refusals import (
    DaysAboveMaximum,
    DaysBelowShortest,
    Refusal,
    Refused,
    YearDaysExceeded,
    YearSuspensionsExceeded,
)
from app.domain.rules import ClubRules


@dataclass(frozen=True, slots=True)
class Usage:
    """What the card shows of one contract year; `*_left` None: the club has no such limit."""

    year: DayRange
    days_used: int
    days_left: int | None
    suspensions_used: int
    suspensions_left: int | None


def contract_year(access_first: date, day: date) -> DayRange:
    """The contract year that holds `day`: from one anniversary of the access's start to the eve of the next."""
    years = max(0, day.year - access_first.year)
    if add_months(access_first, 12 * years) > day:
        years = max(0, years - 1)
    first = add_months(access_first, 12 * years)
    try:
        return DayRange(first, add_months(access_first, 12 * years + 12) - timedelta(days=1))
    except Refused:
        return DayRange(first, date.max)


def usage(contract: Contract, today: date, rules: ClubRules) -> Usage:
    """Days and suspensions used in today's contract year; an open suspension counts up to today."""
    year = contract_year(contract.access.first, today)
    known = [_until(each.days, today) for each in contract.suspensions]
    days = _days_in(year, [each for each in known if each is not None])
    begun = _begun_in(year, contract.suspensions)
    return Usage(
        year,
        days,
        None if rules.year_max_days is None else max(0, rules.year_max_days - days),
        begun,
        None if rules.year_max_suspensions is None else max(0, rules.year_max_suspensions - begun),
    )


def limit_refusals(contract: Contract, days: DayRange, rules: ClubRules) -> Iterator[Refusal]:
    """The limits that a further suspension of these days would break."""
    count = days_of(days)
    if rules.shortest_days is not None and count is not None and count < rules.shortest_days:
        yield DaysBelowShortest(count, rules.shortest_days)
    if rules.max_suspension_days is not None and (count is None or count > rules.max_suspension_days):
        yield DaysAboveMaximum(count, rules.max_suspension_days)
    if rules.year_max_days is not None or rules.year_max_suspensions is not None:
        yield from _year_refusals(contract, days, rules)


def _year_refusals(contract: Contract, days: DayRange, rules: ClubRules) -> Iterator[Refusal]:
    year = contract_year(contract.access.first, days.first)
    begun = _begun_in(year, contract.suspensions)
    if rules.year_max_suspensions is not None and begun >= rules.year_max_suspensions:
        yield YearSuspensionsExceeded(year, rules.year_max_suspensions)
    limit = rules.year_max_days
    if limit is None:
        return
    others = [each.days for each in contract.suspensions]
    while limit is not None:
        used = _days_in(year, others)
        if _days_in(year, [*others, days]) > limit:
            yield YearDaysExceeded(year, limit, used, days_of(days))
            return
        if year.last is None or year.last == date.max or days.last is None or days.last <= year.last:
            return
        year = contract_year(contract.access.first, year.last + timedelta(days=1))


def _days_in(year: DayRange, ranges: Iterable[DayRange]) -> int:
    common = [common_days(each, year) for each in ranges]
    return distinct_days(each for each in common if each is not None) or 0


def _begun_in(year: DayRange, suspensions: Iterable[Suspension]) -> int:
    return sum(contains(year, each.days.first) for each in suspensions)


def _until(days: DayRange, today: date) -> DayRange | None:
    if days.last is not None:
        return days
    return DayRange(days.first, today) if days.first <= today else None
