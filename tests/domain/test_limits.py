"""Suspended days used and left in a contract year (spec 2.5)."""

from datetime import date

import pytest

from app.domain.limits import contract_year, usage
from app.domain.refusals import Refused, YearDaysExceeded, YearSuspensionsExceeded
from app.domain.rules import ClubRules
from tests.domain.samples import NO_LIMITS, day, days, suspend, unlimited

LIMITS = ClubRules(year_max_days=60, year_max_suspensions=2)


@pytest.mark.parametrize(
    ("access_first", "on", "year"),
    [
        ("01/07/2010", "30/06/2011", ("01/07/2010", "30/06/2011")),
        ("01/07/2010", "01/07/2011", ("01/07/2011", "30/06/2012")),
        ("01/07/2010", "01/01/2010", ("01/07/2010", "30/06/2011")),
        ("29/02/2012", "28/02/2013", ("28/02/2013", "27/02/2014")),
    ],
)
def test_a_contract_year_runs_from_anniversary_to_its_eve(
    access_first: str, on: str, year: tuple[str, str]
) -> None:
    assert contract_year(day(access_first), day(on)) == days(*year)


def test_the_last_contract_year_ends_with_the_calendar() -> None:
    assert contract_year(date(9998, 7, 1), date.max).last == date.max


def test_days_and_suspensions_used_and_left_are_shown() -> None:
    contract = suspend(unlimited(), days("01/08/2010", "20/08/2010"), None, None).after
    contract = suspend(contract, days("20/06/2011", "10/07/2011"), None, None).after
    shown = usage(contract, day("01/09/2010"), LIMITS)
    assert (shown.days_used, shown.days_left) == (31, 29)
    assert (shown.suspensions_used, shown.suspensions_left) == (2, 0)
    following = usage(contract, day("01/09/2011"), LIMITS)
    assert (following.days_used, following.suspensions_used) == (10, 0)


def test_an_open_suspension_counts_up_to_today() -> None:
    contract = suspend(unlimited(), days("01/08/2010", None), None, None).after
    assert usage(contract, day("31/07/2010"), LIMITS).days_used == 0
    assert usage(contract, day("10/08/2010"), LIMITS).days_used == 10


def test_without_limits_nothing_is_said_to_be_left() -> None:
    shown = usage(unlimited(), day("01/09/2010"), NO_LIMITS)
    assert (shown.days_left, shown.suspensions_left) == (None, None)


def test_the_days_of_a_year_may_be_used_up_but_not_more() -> None:
    contract = suspend(unlimited(), days("01/08/2010", "29/09/2010"), None, None, rules=LIMITS).after
    assert usage(contract, day("01/08/2010"), LIMITS).days_left == 0
    with pytest.raises(Refused) as caught:
        suspend(unlimited(), days("01/08/2010", "30/09/2010"), None, None, rules=LIMITS)
    year = days("01/07/2010", "30/06/2011")
    assert caught.value.refusals == (YearDaysExceeded(year, 60, 0, 61),)


def test_each_contract_year_has_its_own_limit() -> None:
    contract = suspend(unlimited(), days("02/05/2011", "29/08/2011"), None, None, rules=LIMITS).after
    assert usage(contract, day("01/07/2011"), LIMITS).days_left == 0
    with pytest.raises(Refused):
        suspend(unlimited(), days("02/05/2011", "30/08/2011"), None, None, rules=LIMITS)


def test_suspensions_are_counted_in_the_year_they_begin() -> None:
    rules = ClubRules(year_max_suspensions=1)
    contract = suspend(unlimited(), days("01/08/2010", "20/08/2010"), None, None).after
    assert suspend(contract, days("01/07/2011", "02/07/2011"), None, None, rules=rules).suspension.id == 2
    with pytest.raises(Refused) as caught:
        suspend(contract, days("30/06/2011", "02/07/2011"), None, None, rules=rules)
    assert caught.value.refusals == (YearSuspensionsExceeded(days("01/07/2010", "30/06/2011"), 1),)
