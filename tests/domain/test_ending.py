"""An access ended for good: nothing planned from that day on, everything before it as it was (spec 3.2.2)."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.contract import FACT_STATES, Contract
from app.domain.ending import days_held, end_access, lasts
from app.domain.facts import present, reject
from app.domain.ids import Rank
from app.domain.schedule import access_end, schedule
from tests.domain.samples import amounts, day, days, ranks, suspend, twelve_months, unlimited
from tests.domain.test_schedule_properties import suspended_contracts

A_YEAR = timedelta(days=366)


@st.composite
def lived(draw: st.DrawFn) -> Contract:
    """A contract with suspensions, some of whose first debits are at the bank."""
    contract = draw(suspended_contracts())
    for each in schedule(contract).until(contract.access.first + A_YEAR)[: draw(st.integers(0, 5))]:
        contract = present(contract, each.rank)
        if draw(st.booleans()):
            contract = reject(contract, each.rank)
    return contract


@given(lived(), st.integers(-30, 500))
def test_3_2_2_ending_keeps_what_was_due_and_what_is_at_the_bank_and_nothing_else(
    contract: Contract, later: int
) -> None:
    on = contract.access.first + timedelta(days=later)
    before, after = schedule(contract), schedule(replace(contract, ended_on=on))
    kept = before.until(on - timedelta(days=1))
    facts = [each for each in before.head if each.due >= on and each.state in FACT_STATES]
    assert list(after.instalments()) == [*kept, *facts]
    assert after.tail is None
    assert {fact.rank for fact in contract.facts} <= {each.rank for each in after.head}


@given(lived(), st.integers(-30, 500))
def test_3_2_2_an_ended_access_holds_up_to_the_day_before_and_never_longer(
    contract: Contract, later: int
) -> None:
    on = contract.access.first + timedelta(days=later)
    ended = end_access(contract, on)
    last, end_open = access_end(ended)
    assert not lasts(ended, on)
    if lasts(contract, on):
        assert (last, end_open) == (on - timedelta(days=1), False)
    else:
        assert ended == contract
    assert end_access(ended, on + timedelta(days=1)) == ended


def test_3_2_2_the_endless_member_of_the_example_ends() -> None:
    suspended = suspend(unlimited(), days("22/07/2010", None), ranks(2, None)).after
    ended = schedule(end_access(present(suspended, Rank(1)), day("10/09/2010")))
    assert [(each.rank, each.amount) for each in ended.head] == [(1, 5900), (2, 200), (3, 200)]
    assert (ended.access_last, ended.end_open, ended.last_rank) == (day("09/09/2010"), False, 3)


def test_3_2_2_a_debit_due_on_the_day_itself_is_planned_no_longer() -> None:
    assert amounts(end_access(unlimited(), day("05/09/2010")), 40) == [5900, 5900]


def test_3_2_2_an_access_that_is_over_stays_as_it_ended() -> None:
    over = twelve_months()
    assert over.access.last is not None
    assert end_access(over, over.access.last + timedelta(days=1)) == over
    assert not lasts(over, over.access.last + timedelta(days=1))
    assert lasts(over, date(2000, 1, 1))


def test_3_2_2_days_after_the_end_are_held_no_longer() -> None:
    ended = end_access(unlimited(), day("10/09/2010"))
    assert days_held(unlimited(), days("22/07/2010", None)) == days("22/07/2010", None)
    assert days_held(ended, days("22/07/2010", None)) == days("22/07/2010", "09/09/2010")
    assert days_held(ended, days("22/07/2010", "04/09/2010")) == days("22/07/2010", "04/09/2010")
    assert days_held(ended, days("10/09/2010", "30/09/2010")) is None
