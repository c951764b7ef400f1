"""What must always hold of a schedule (spec 2.6), checked on contracts that Hypothesis makes."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Protocol, TypeVar

from hypothesis import given
from hypothesis import strategies as st

from app.domain.card_state import is_card_blocked
from app.domain.cents import Cents
from app.domain.contract import Contract, DayRange, InstalmentState, Origin, PriceChange
from app.domain.cover import has_rank
from app.domain.dues import due_date, due_dates, first_rank_due_from, last_rank_in_calendar
from app.domain.ids import Rank
from app.domain.periods import distinct_days
from app.domain.refusals import Refused
from app.domain.schedule import Schedule, schedule
from tests.domain.plain_schedule import plain_due, plain_schedule
from tests.domain.samples import stop, suspend
from tests.domain.strategies import FIRST_DAYS, MAINTENANCE, contracts, rank_ranges, suspended_days, terms

T = TypeVar("T")
UPTO = 40


class Draw(Protocol):
    """Draws a value, inside a strategy or a test."""

    def __call__(self, strategy: st.SearchStrategy[T], /) -> T: ...


@st.composite
def suspended_contracts(draw: st.DrawFn, *, counted: bool | None = None, plain: bool = False) -> Contract:
    """A contract with up to three suspensions that the desk accepted."""
    contract = draw(contracts(counted=counted, plain=plain))
    for _ in range(draw(st.integers(0, 3))):
        contract = try_to_suspend(draw, contract)
    return contract


def try_to_suspend(draw: Draw, contract: Contract, *, postpones: bool | None = None) -> Contract:
    """The contract with one more suspension, or as it was where it is refused."""
    period = draw(suspended_days(contract))
    replaced = draw(rank_ranges(open_end=period.last is None))
    ticked = draw(st.booleans()) if postpones is None else postpones
    try:
        return suspend(contract, period, replaced, draw(MAINTENANCE), postpones=ticked).after
    except Refused:
        return contract


def faces(plan: Schedule, upto: int = UPTO) -> dict[int, tuple[date, int, InstalmentState]]:
    return {each.rank: (each.due, each.amount, each.state) for each in plan.instalments(upto)}


@given(st.data())
def test_due_dates_are_those_of_relativedelta(data: st.DataObject) -> None:
    made = data.draw(terms(data.draw(FIRST_DAYS), counted=False))
    first = data.draw(st.integers(1, 30))
    expected = [plain_due(made, rank) for rank in range(first, first + 12)]
    assert due_dates(made, Rank(first), Rank(first + 11)) == expected
    assert due_date(made, Rank(first)) == expected[0]


@given(st.data())
def test_the_first_rank_due_from_a_day_is_the_lowest_one(data: st.DataObject) -> None:
    made = data.draw(terms(data.draw(FIRST_DAYS), counted=False))
    day = data.draw(st.dates(date(2007, 1, 1), date(2016, 1, 1)))
    rank = first_rank_due_from(made, day)
    assert plain_due(made, rank) >= day
    assert rank == 1 or plain_due(made, rank - 1) < day


@given(st.data())
def test_the_last_rank_of_the_calendar_is_the_last_that_has_a_date(data: st.DataObject) -> None:
    made = data.draw(terms(data.draw(FIRST_DAYS), counted=False))
    last = last_rank_in_calendar(made)
    assert due_date(made, last).year >= 9998
    try:
        due_date(made, Rank(last + 1))
    except Refused:
        return
    raise AssertionError("the calendar has no later rank")


@given(suspended_contracts())
def test_2_due_dates_strictly_increase_with_the_rank(contract: Contract) -> None:
    dues = [each.due for each in schedule(contract).instalments(UPTO)]
    assert all(earlier < later for earlier, later in pairwise(dues))


@given(st.data())
def test_3_ranks_outside_the_suspension_have_the_amount_they_had_before(data: st.DataObject) -> None:
    before = data.draw(suspended_contracts())
    after = try_to_suspend(data.draw, before)
    if after is before:
        return
    replaced = after.suspensions[-1].ranks
    new = faces(schedule(after))
    for rank, face in faces(schedule(before)).items():
        if replaced is None or not has_rank(replaced, rank):
            assert new[rank] == face


@given(st.data())
def test_4_suspended_and_stopped_on_the_first_day_is_as_before(data: st.DataObject) -> None:
    before = data.draw(suspended_contracts())
    after = try_to_suspend(data.draw, before)
    if after is before:
        return
    made = after.suspensions[-1]
    stopped = stop(after, made.id, made.days.first)
    assert stopped.schedule_after == schedule(before)
    assert stopped.cancelled


@given(st.data())
def test_5_a_fixed_length_access_collects_its_full_price_instalments(data: st.DataObject) -> None:
    contract = sold = data.draw(contracts(counted=True))
    for _ in range(data.draw(st.integers(1, 4))):
        contract = try_to_suspend(data.draw, contract, postpones=True)
    running = next((each for each in contract.suspensions if each.days.last is None), None)
    if running is not None:
        later = data.draw(st.integers(0, 400))
        day = date.fromordinal(running.days.first.toordinal() + later)
        contract = stop(contract, running.id, day).after
    plan = schedule(contract)
    full = [each.amount for each in plan.head if each.origin is not Origin.SUSPENSION]
    asked = [each.amount for each in schedule(sold).head]
    assert plan.tail is None
    assert (len(full), sum(full)) == (len(asked), sum(asked))
    assert sorted(full) == sorted(asked)


@given(suspended_contracts(counted=True))
def test_6_the_end_moves_by_the_distinct_suspended_days(contract: Contract) -> None:
    plan = schedule(contract)
    suspended: set[date] = set()
    for each in contract.suspensions:
        if each.days.last is None:
            assert plan.end_open
            assert plan.access_last is None
            return
        ordinals = range(each.days.first.toordinal(), each.days.last.toordinal() + 1)
        suspended |= {date.fromordinal(ordinal) for ordinal in ordinals}
    assert plan.access_last is not None
    assert plan.original_last is not None
    assert (plan.access_last - plan.original_last).days == len(suspended)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30)), max_size=6))
def test_days_that_two_periods_share_count_once(spans: list[tuple[int, int]]) -> None:
    base = date(2011, 1, 1).toordinal()
    ranges = [
        DayRange(date.fromordinal(base + first), date.fromordinal(base + first + length))
        for first, length in spans
    ]
    days = {base + first + each for first, length in spans for each in range(length + 1)}
    assert distinct_days(ranges) == len(days)


@given(suspended_contracts())
def test_7_suspensions_of_one_access_share_no_day_and_no_rank(contract: Contract) -> None:
    assert_apart(contract)


def assert_apart(contract: Contract) -> None:
    """No two suspensions share a day or a rank."""
    blocked: set[int] = set()
    claimed: set[int] = set()
    for each in contract.suspensions:
        first = each.days.first.toordinal()
        last = each.days.last.toordinal() if each.days.last else first + 2000
        days = set(range(first, last + 1))
        assert not blocked & days
        blocked |= days
        if each.ranks is not None:
            own = set(range(each.ranks.first, (each.ranks.last or 200) + 1)) - each.returned
            assert not claimed & own
            claimed |= own


@given(suspended_contracts(), st.dates(date(2007, 12, 1), date(2015, 1, 1)))
def test_8_the_card_is_blocked_on_the_suspended_days_and_no_other(contract: Contract, day: date) -> None:
    suspended = any(
        each.days.first <= day and (each.days.last is None or day <= each.days.last)
        for each in contract.suspensions
    )
    assert is_card_blocked(contract, day) is suspended


@given(suspended_contracts())
def test_9_the_order_in_which_suspensions_are_stored_does_not_matter(contract: Contract) -> None:
    shuffled = replace(contract, suspensions=tuple(reversed(contract.suspensions)))
    assert schedule(shuffled) == schedule(contract)


@given(suspended_contracts(), st.integers(1, 20), st.sampled_from([3000, 5900, 7000]))
def test_9_the_schedule_is_that_of_the_plainest_reading_of_the_rules(
    contract: Contract, from_rank: int, amount: int
) -> None:
    changed = replace(contract, price_changes=(PriceChange(Rank(from_rank), Cents(amount), 99),))
    for each in (contract, changed):
        plain = {one.rank: (one.due, one.amount, one.state) for one in plain_schedule(each, UPTO).values()}
        assert faces(schedule(each)) == plain


@given(suspended_contracts())
def test_10_lines_unfolded_are_the_instalments_and_neighbours_differ(contract: Contract) -> None:
    assert_lines_unfold(schedule(contract))


def assert_lines_unfold(plan: Schedule) -> None:
    """Lines, unfolded, are the instalments; neighbouring lines always differ."""
    lines = plan.lines()
    expected = plan.instalments(plan.tail.first_rank + 11 if plan.tail else None)
    unfolded = [one for line in lines for one in plan.unfold(line, len(expected))]
    assert unfolded[: len(expected)] == list(expected)
    assert all((one.amount, one.state) != (next_.amount, next_.state) for one, next_ in pairwise(lines))
    for line in lines:
        own = plan.unfold(line, 200)
        assert {(each.amount, each.state) for each in own} == {(line.amount, line.state)}
        assert (own[0].rank, own[0].due) == (line.first_rank, line.first_due)
        if line.count is not None:
            assert (len(own), own[-1].rank, own[-1].due) == (line.count, line.last_rank, line.last_due)
        assert (line.count is None) == (plan.tail is not None and line is lines[-1])


@given(suspended_contracts(), st.dates(date(2008, 1, 1), date(2014, 1, 1)))
def test_lines_since_a_day_leave_out_what_was_due_before(contract: Contract, since: date) -> None:
    plan = schedule(contract)
    lines = plan.lines(since)
    first = next(plan.from_day(since), None)
    assert [line.first_due for line in lines[:1]] == ([] if first is None else [first.due])
    finite = sum(line.count for line in lines if line.count is not None)
    if plan.tail is None:
        assert finite == sum(each.due >= since for each in plan.head)


@given(suspended_contracts(), st.dates(date(2008, 1, 1), date(2014, 1, 1)))
def test_until_a_day_and_from_the_next_are_the_whole_schedule(contract: Contract, day: date) -> None:
    plan = schedule(contract)
    until = plan.until(day)
    assert all(each.due <= day for each in until)
    following = next((each for each in plan.from_day(day) if each.due > day), None)
    whole = plan.instalments(len(until) + 1)
    assert list(until) == list(whole[: len(until)])
    assert (whole[len(until)] if len(whole) > len(until) else None) == following
