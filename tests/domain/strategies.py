"""Contracts and requests as Hypothesis makes them: months and weeks, with and without an end."""

from datetime import date, timedelta

from hypothesis import strategies as st

from app.domain.cents import Cents
from app.domain.contract import Contract, DayRange, Period, PeriodUnit, PriceStep, RankRange, Terms
from app.domain.ids import Rank
from app.domain.periods import access_period

FIRST_DAYS = st.dates(date(2008, 1, 1), date(2012, 12, 31))
AMOUNTS = st.sampled_from([1000, 2500, 4000, 5900]).map(Cents)
MAINTENANCE = st.sampled_from([1, 200, 500]).map(Cents)
PERIODS = st.builds(Period, st.integers(1, 3), st.sampled_from(PeriodUnit))


@st.composite
def terms(draw: st.DrawFn, start: date, *, counted: bool, plain: bool = False) -> Terms:
    """Terms of an access that begins on `start`; `plain`: one price for all ranks."""
    first_due = start + timedelta(days=draw(st.integers(0, 30)))
    steps = [] if plain else draw(st.lists(st.tuples(st.integers(0, 700), AMOUNTS), max_size=2))
    first_amounts = [] if plain else draw(st.lists(AMOUNTS, max_size=2))
    return Terms(
        first_due=first_due,
        normal_amount=draw(AMOUNTS),
        anchor_day=draw(st.sampled_from([first_due.day, 31, 30, 5])),
        period=draw(PERIODS),
        count=draw(st.integers(1, 14)) if counted else None,
        first_amounts=tuple(first_amounts),
        price_steps=tuple(PriceStep(start + timedelta(days=days), amount) for days, amount in steps),
    )


@st.composite
def contracts(draw: st.DrawFn, *, counted: bool | None = None, plain: bool = False) -> Contract:
    """A contract as it was sold, without end or of a fixed length in months or days."""
    is_counted = draw(st.booleans()) if counted is None else counted
    start = draw(FIRST_DAYS)
    made = draw(terms(start, counted=is_counted, plain=plain))
    if not is_counted:
        return Contract(DayRange(start, None), made)
    if draw(st.booleans()):
        return Contract(access_period(start, months=draw(st.integers(1, 24))), made)
    return Contract(access_period(start, days=draw(st.integers(1, 800))), made)


@st.composite
def suspended_days(draw: st.DrawFn, contract: Contract) -> DayRange:
    """Days that begin in, or near, the access."""
    first = contract.access.first + timedelta(days=draw(st.integers(-3, 400)))
    length = draw(st.none() | st.integers(1, 120))
    return DayRange(first, None if length is None else first + timedelta(days=length - 1))


@st.composite
def rank_ranges(draw: st.DrawFn, *, open_end: bool) -> RankRange | None:
    """Ranks near the beginning, none at all, or without end where the days have none."""
    first = draw(st.none() | st.integers(1, 16))
    if first is None:
        return None
    length = draw(st.integers(1, 5) | st.none()) if open_end else draw(st.integers(1, 5))
    return RankRange(Rank(first), None if length is None else Rank(first + length - 1))
