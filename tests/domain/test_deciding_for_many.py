"""What is decided for thousands at once is what is decided at the desk, figure for figure (spec 2.2, 2.3)."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.domain.cents import Cents
from app.domain.comparison import Balance, Comparison, balance
from app.domain.contract import Contract
from app.domain.ids import SuspensionId
from app.domain.refusals import Refused
from app.domain.schedule import schedule
from app.domain.stops import SettledStop, StopDecision, decide_stop, settle_stop
from app.domain.suspensions import (
    SettledSuspension,
    SuspensionDecision,
    SuspensionTerms,
    decide_suspension,
    next_sequence,
    settle_suspension,
)
from tests.domain.samples import ALL_RIGHTS, NO_LIMITS
from tests.domain.strategies import MAINTENANCE, contracts, rank_ranges, suspended_days


def figures(comparison: Comparison) -> Balance:
    changed = len(comparison.changed)
    return Balance(changed, comparison.without_end, comparison.less, comparison.less_each, comparison.more)


def suspended(contract: Contract, terms: SuspensionTerms, today: date) -> SuspensionDecision | Refused:
    try:
        return decide_suspension(
            contract, terms, suspension=SuspensionId(7), sequence=next_sequence(contract), today=today,
            rules=NO_LIMITS, rights=ALL_RIGHTS,
        )  # fmt: skip
    except Refused as refused:
        return refused


def settled(contract: Contract, terms: SuspensionTerms, today: date) -> SettledSuspension | Refused:
    try:
        return settle_suspension(
            contract, terms, suspension=SuspensionId(7), sequence=next_sequence(contract), today=today,
            rules=NO_LIMITS, rights=ALL_RIGHTS,
        )  # fmt: skip
    except Refused as refused:
        return refused


@given(st.data())
def test_a_suspension_for_many_is_the_one_of_the_desk(data: st.DataObject) -> None:
    contract = data.draw(contracts())
    days = data.draw(suspended_days(contract))
    ranks = data.draw(rank_ranges(open_end=days.last is None))
    terms = SuspensionTerms(days, ranks, data.draw(MAINTENANCE) if ranks else None, "travaux")
    today = contract.access.first
    one, many = suspended(contract, terms, today), settled(contract, terms, today)
    if isinstance(one, Refused) or isinstance(many, Refused):
        assert isinstance(one, Refused)
        assert isinstance(many, Refused)
        assert one.refusals == many.refusals
        return
    assert (many.suspension, many.after, many.left) == (one.suspension, one.after, one.left)
    assert many.schedule_before == schedule(contract)
    assert many.schedule_after == one.schedule_after
    assert set(many.cautions) <= set(one.cautions)
    _same_figures(balance(many.schedule_before, many.schedule_after), figures(one.comparison))


@given(st.data())
def test_a_stop_for_many_is_the_one_of_the_desk(data: st.DataObject) -> None:
    contract = data.draw(contracts())
    days = data.draw(suspended_days(contract))
    ranks = data.draw(rank_ranges(open_end=days.last is None))
    terms = SuspensionTerms(days, ranks, data.draw(MAINTENANCE) if ranks else None, "travaux")
    begun = suspended(contract, terms, contract.access.first)
    if isinstance(begun, Refused):
        return
    day = data.draw(st.dates(days.first, date(days.first.year + 1, 12, 28)))
    amount = data.draw(st.none() | st.just(Cents(4500)))
    one, many = _stopped(begun.after, day, amount), _settled_stop(begun.after, day, amount)
    if isinstance(one, Refused) or isinstance(many, Refused):
        assert isinstance(one, Refused)
        assert isinstance(many, Refused)
        assert one.refusals == many.refusals
        return
    assert (many.days, many.suspension, many.after) == (one.days, one.suspension, one.after)
    assert (many.price_change, many.left) == (one.price_change, one.left)
    _same_figures(balance(many.schedule_before, many.schedule_after), figures(one.comparison))


def _stopped(contract: Contract, day: date, amount: Cents | None) -> StopDecision | Refused:
    try:
        return decide_stop(
            contract, SuspensionId(7), return_day=day, amount=amount, sequence=next_sequence(contract),
            today=contract.access.first, rules=NO_LIMITS,
        )  # fmt: skip
    except Refused as refused:
        return refused


def _settled_stop(contract: Contract, day: date, amount: Cents | None) -> SettledStop | Refused:
    try:
        return settle_stop(
            contract, SuspensionId(7), return_day=day, amount=amount, sequence=next_sequence(contract),
            today=contract.access.first,
        )  # fmt: skip
    except Refused as refused:
        return refused


def _same_figures(ours: Balance, theirs: Balance) -> None:
    """Where the change has no end, each counts as many of its debits as it looks at."""
    if theirs.without_end:
        assert ours.changed > 0
        ours = Balance(theirs.changed, ours.without_end, ours.less, ours.less_each, ours.more)
    assert ours == theirs
