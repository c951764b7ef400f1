"""Periods of days and due dates at their edges: short months, leap years, years 1 and 9999."""

from datetime import date

import pytest

from app.domain.cents import Cents
from app.domain.contract import DayRange, PriceStep, Terms
from app.domain.dues import due_dates, first_rank_due_from, last_rank_in_calendar
from app.domain.ids import Rank
from app.domain.periods import access_period, common_days, contains, days_of, from_days, from_last, overlaps
from app.domain.refusals import InstalmentUnknown, Refused
from app.domain.schedule import schedule
from tests.domain.samples import day, days, every, told_lines, unlimited, with_terms


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        ("01/01/2011", 12, "31/12/2011"),
        ("15/03/2011", 1, "14/04/2011"),
        ("31/01/2011", 1, "28/02/2011"),
        ("30/01/2012", 1, "29/02/2012"),
        ("29/02/2012", 12, "28/02/2013"),
        ("01/02/2011", 1, "28/02/2011"),
    ],
)
def test_an_access_of_months_ends_on_the_eve_of_the_same_day(start: str, months: int, last: str) -> None:
    assert access_period(day(start), months=months) == days(start, last)


@pytest.mark.parametrize(("count", "last"), [(1, "01/01/2011"), (10, "10/01/2011"), (365, "31/12/2011")])
def test_an_access_of_days_counts_its_first_day(count: int, last: str) -> None:
    assert access_period(day("01/01/2011"), days=count) == days("01/01/2011", last)


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (("01/01/2011", "31/01/2011"), ("31/01/2011", "10/02/2011"), ("31/01/2011", "31/01/2011")),
        (("01/01/2011", "31/01/2011"), ("01/02/2011", None), None),
        (("01/01/2011", None), ("01/02/2011", None), ("01/02/2011", None)),
        (("01/01/2011", None), ("01/12/2010", "01/01/2011"), ("01/01/2011", "01/01/2011")),
    ],
)
def test_two_periods_share_days_or_not(
    one: tuple[str, str | None], other: tuple[str, str | None], shared: tuple[str, str | None] | None
) -> None:
    first, second = days(*one), days(*other)
    assert overlaps(first, second) is overlaps(second, first) is (shared is not None)
    assert common_days(first, second) == (None if shared is None else days(*shared))


def test_both_ends_of_a_period_are_inside() -> None:
    period = days("22/07/2010", "04/09/2010")
    assert contains(period, period.first)
    assert contains(period, day("04/09/2010"))
    assert not contains(period, day("05/09/2010"))
    assert contains(days("22/07/2010", None), date.max)


def test_a_period_without_end_has_no_number_of_days() -> None:
    assert days_of(from_last(day("22/07/2010"), None)) is None


def test_the_whole_calendar_is_a_period() -> None:
    assert from_days(date.min, date.max.toordinal()) == DayRange(date.min, date.max)


@pytest.mark.parametrize(
    ("first", "anchor", "expected"),
    [
        ("31/01/2011", 31, ["31/01", "28/02", "31/03", "30/04", "31/05"]),
        ("28/02/2011", 31, ["28/02", "31/03", "30/04", "31/05", "30/06"]),
        ("31/12/2011", 31, ["31/12", "31/01", "29/02", "31/03", "30/04"]),
        ("30/01/2012", 30, ["30/01", "29/02", "30/03", "30/04", "30/05"]),
        ("15/07/2010", 5, ["15/07", "05/08", "05/09", "05/10", "05/11"]),
    ],
)
def test_due_dates_are_counted_from_the_anchor_day(first: str, anchor: int, expected: list[str]) -> None:
    terms = Terms(day(first), Cents(5900), anchor)
    assert [f"{due:%d/%m}" for due in due_dates(terms, Rank(1), Rank(5))] == expected


def test_every_two_weeks_is_14_days_apart() -> None:
    contract = with_terms(unlimited(), period=every(2, "week"))
    dues = [f"{each.due:%d/%m}" for each in schedule(contract).instalments(4)]
    assert dues == ["05/07", "19/07", "02/08", "16/08"]


def test_every_three_months_keeps_the_anchor() -> None:
    contract = with_terms(unlimited(first_due="31/01/2011", start="01/01/2011"), period=every(3, "month"))
    dues = [f"{each.due:%d/%m}" for each in schedule(contract).instalments(4)]
    assert dues == ["31/01", "30/04", "31/07", "31/10"]


@pytest.mark.parametrize("first", [date(1, 1, 1), date(1989, 12, 31), date(2089, 12, 31), date(9990, 1, 31)])
def test_dates_are_the_same_outside_the_usual_century(first: date) -> None:
    terms = Terms(first, Cents(5900), 31)
    dues = due_dates(terms, Rank(1), Rank(13))
    assert dues[0] == first
    assert (dues[12].year, dues[12].month) == (first.year + 1, first.month)
    assert all(due.day >= 28 for due in dues[1:])


def test_a_schedule_without_end_ends_with_the_calendar() -> None:
    plan = schedule(unlimited(first_due="05/11/9999", start="01/11/9999"))
    assert [each.due for each in plan.instalments(50)] == [date(9999, 11, 5), date(9999, 12, 5)]
    assert [each.due for each in plan.until(date.max)] == [date(9999, 11, 5), date(9999, 12, 5)]
    assert plan.next_due(date(9999, 12, 6)) is None
    assert plan.lines(date(9999, 12, 6)) == ()
    with pytest.raises(Refused) as caught:
        plan.instalment(Rank(3))
    assert caught.value.refusals == (InstalmentUnknown(Rank(3)),)


def test_the_first_rank_from_a_day_may_lie_beyond_the_calendar() -> None:
    terms = Terms(date(9999, 11, 5), Cents(5900), 5)
    assert first_rank_due_from(terms, date.max) == last_rank_in_calendar(terms) + 1


def test_a_price_step_holds_from_its_date_on() -> None:
    steps = (PriceStep(day("05/01/2011"), Cents(6200)), PriceStep(day("06/01/2012"), Cents(6500)))
    contract = with_terms(unlimited(), price_steps=steps)
    assert told_lines(schedule(contract)) == [
        "59,00 € 05/07/2010 (6)",
        "62,00 € 05/01/2011 (13)",
        "65,00 € 05/02/2012 (illimité)",
    ]


def test_first_amounts_win_for_their_ranks() -> None:
    steps = (PriceStep(day("05/07/2010"), Cents(6200)),)
    contract = with_terms(unlimited(), first_amounts=(Cents(9900), Cents(3000)), price_steps=steps)
    assert [each.amount for each in schedule(contract).instalments(3)] == [9900, 3000, 6200]


def test_a_price_step_beyond_the_calendar_never_holds() -> None:
    contract = with_terms(unlimited(first_due="05/11/9999", start="01/11/9999"))
    stepped = with_terms(contract, price_steps=(PriceStep(date(9999, 12, 31), Cents(1)),))
    assert [each.amount for each in schedule(stepped).instalments(9)] == [5900, 5900]
