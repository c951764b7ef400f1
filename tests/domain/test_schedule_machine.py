"""Sells, presents, suspends, stops and changes in any order; what must always hold, holds (spec 2.6)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.domain import changes
from app.domain.card_state import is_card_blocked
from app.domain.cents import Cents
from app.domain.changes import ChangeDecision
from app.domain.contract import FACT_STATES, Contract, DayRange, InstalmentState, Origin, RankRange
from app.domain.cover import has_rank
from app.domain.explain import why
from app.domain.facts import collect, present, reject
from app.domain.ids import Rank
from app.domain.instalments import Instalment
from app.domain.proposal import propose_ranks
from app.domain.refusals import Refused
from app.domain.rules import ProposalRule
from app.domain.schedule import Schedule, schedule
from app.domain.stops import decide_cancellation
from app.domain.suspensions import SuspensionTerms, decide_modification, next_sequence
from tests.domain.plain_schedule import plain_schedule
from tests.domain.samples import ALL_RIGHTS, NO_LIMITS, at, stop, suspend
from tests.domain.strategies import AMOUNTS, MAINTENANCE, contracts
from tests.domain.test_schedule_properties import assert_apart, assert_lines_unfold

OFFSETS = st.integers(-40, 120)
LENGTHS = st.none() | st.integers(1, 120)
NEAR = st.integers(0, 6)
UPTO = 45


class Desk(RuleBasedStateMachine):
    """One access at the desk, from the day it is sold."""

    @initialize(sold=contracts())
    def sell(self, sold: Contract) -> None:
        self.sold = self.contract = sold
        self.today = sold.access.first
        self.facts: dict[int, Instalment] = {}
        self.full_price_is_due = True
        self.dates_by_hand = False

    @property
    def plan(self) -> Schedule:
        return schedule(self.contract)

    def near(self, choice: int) -> Rank:
        """A rank around today."""
        due = [each.rank for each in self.plan.until(self.today) if each.rank > 0]
        return Rank(max(1, len(due) + choice - 2))

    @rule(days=st.integers(1, 60))
    def time_passes(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule()
    def present_the_next(self) -> None:
        planned = [each for each in self.plan.instalments(UPTO) if each.state is InstalmentState.PLANNED]
        if planned:
            rank = min(each.rank for each in planned)
            self.contract = present(self.contract, rank)
            self.facts[rank] = self.plan.instalment(rank)

    @rule(collected=st.booleans(), choice=st.integers(0, 5))
    def the_bank_answers(self, collected: bool, choice: int) -> None:
        presented = [fact.rank for fact in self.contract.facts if fact.state is InstalmentState.PRESENTED]
        if presented:
            rank = presented[choice % len(presented)]
            answered = collect(self.contract, rank) if collected else reject(self.contract, rank)
            self.contract = answered
            self.facts[rank] = self.facts[rank]._replace(state=self.plan.instalment(rank).state)

    @rule(offset=OFFSETS, length=LENGTHS, maintenance=MAINTENANCE, confirmed=st.booleans())
    def suspend_as_proposed(self, offset: int, length: int | None, maintenance: int, confirmed: bool) -> None:
        days = self._days(offset, length)
        proposal = propose_ranks(self.contract, days, ProposalRule.BY_30_DAYS)
        ranks = None if proposal.first is None else RankRange(proposal.first, proposal.last)
        self._suspend(days, ranks, maintenance, postpones=True, confirmed=confirmed)

    @rule(
        offset=OFFSETS,
        length=LENGTHS,
        choice=NEAR,
        number=st.none() | st.integers(1, 4),
        maintenance=MAINTENANCE,
        ticked=st.booleans(),
        confirmed=st.booleans(),
    )
    def suspend_as_typed(
        self,
        offset: int,
        length: int | None,
        choice: int,
        number: int | None,
        maintenance: int,
        ticked: bool,
        confirmed: bool,
    ) -> None:
        first = self.near(choice)
        ranks = RankRange(first, None if number is None else Rank(first + number - 1))
        self._suspend(self._days(offset, length), ranks, maintenance, postpones=ticked, confirmed=confirmed)

    def _days(self, offset: int, length: int | None) -> DayRange:
        first = max(self.contract.access.first, self.today + timedelta(days=offset))
        return DayRange(first, None if length is None else first + timedelta(days=length - 1))

    def _suspend(
        self, days: DayRange, ranks: RankRange | None, maintenance: int, *, postpones: bool, confirmed: bool
    ) -> None:
        before = self.plan
        try:
            decision = suspend(
                self.contract,
                days,
                ranks,
                maintenance,
                postpones=postpones,
                replaces_manual=confirmed,
                today=self.today,
            )
        except Refused:
            return
        for each in before.instalments(UPTO):
            if ranks is None or not has_rank(ranks, each.rank):
                assert decision.schedule_after.instalment(each.rank)[:4] == each[:4]
        self._follow(decision.after)
        self.full_price_is_due = self.full_price_is_due and postpones

    @rule(
        choice=st.integers(0, 3),
        offset=OFFSETS,
        length=LENGTHS,
        first=NEAR,
        number=st.integers(1, 4),
        maintenance=MAINTENANCE,
        ticked=st.booleans(),
        confirmed=st.booleans(),
    )
    def modify(
        self,
        choice: int,
        offset: int,
        length: int | None,
        first: int,
        number: int,
        maintenance: int,
        ticked: bool,
        confirmed: bool,
    ) -> None:
        if not self.contract.suspensions:
            return
        chosen = self.contract.suspensions[choice % len(self.contract.suspensions)]
        start = self.near(first)
        ranks = RankRange(start, Rank(start + number - 1))
        days = self._days(offset, length)
        terms = SuspensionTerms(days, ranks, Cents(maintenance), "repos", ticked, confirmed)
        try:
            decision = decide_modification(
                self.contract,
                chosen.id,
                terms,
                sequence=next_sequence(self.contract),
                today=self.today,
                rules=NO_LIMITS,
                rights=ALL_RIGHTS,
            )
        except Refused:
            return
        self._follow(decision.after)
        self.full_price_is_due = self.full_price_is_due and ticked

    @rule(choice=st.integers(0, 3), offset=st.integers(-20, 90), amount=st.none() | AMOUNTS)
    def stop(self, choice: int, offset: int, amount: int | None) -> None:
        if not self.contract.suspensions:
            return
        chosen = self.contract.suspensions[choice % len(self.contract.suspensions)]
        day = max(chosen.days.first, self.today + timedelta(days=offset))
        try:
            decision = stop(self.contract, chosen.id, day, amount, today=self.today)
        except Refused:
            return
        assert decision.days == (day - chosen.days.first).days
        self._follow(decision.after)
        self.full_price_is_due = self.full_price_is_due and decision.price_change is None
        if decision.first_back is not None and amount is not None and decision.price_change is not None:
            shown = decision.schedule_after.instalment(decision.first_back)
            by_terms = (Origin.PRICE_CHANGE, Origin.POSTPONED)
            assert shown.amount == amount or shown.origin not in by_terms

    @rule(choice=st.integers(0, 3))
    def stop_on_the_first_day(self, choice: int) -> None:
        if self.contract.suspensions:
            chosen = self.contract.suspensions[choice % len(self.contract.suspensions)]
            kept = tuple(each for each in self.contract.suspensions if each is not chosen)
            try:
                decision = stop(self.contract, chosen.id, chosen.days.first, today=self.today)
            except Refused:
                return
            assert decision.after == replace(self.contract, suspensions=kept)
            self._follow(decision.after)

    @rule(choice=st.integers(0, 3))
    def cancel(self, choice: int) -> None:
        if self.contract.suspensions:
            chosen = self.contract.suspensions[choice % len(self.contract.suspensions)]
            try:
                decision = decide_cancellation(self.contract, chosen.id, today=self.today, rules=NO_LIMITS)
            except Refused:
                begun = chosen.days.first <= self.today
                assert begun or any(each.suspension == chosen.id for each in self.contract.facts)
                return
            self._follow(decision.after)

    @rule(choice=NEAR)
    def delete(self, choice: int) -> None:
        self._change(lambda: changes.delete_instalment(self.contract, self.near(choice), self._at()))

    @rule(choice=NEAR)
    def restore(self, choice: int) -> None:
        self._change(lambda: changes.restore_instalment(self.contract, self.near(choice), self._at()))

    @rule(choice=NEAR, amount=AMOUNTS)
    def change_amount(self, choice: int, amount: int) -> None:
        rank = self.near(choice)
        self._change(lambda: changes.change_amount(self.contract, rank, Cents(amount), self._at()))

    @rule(choice=NEAR, offset=st.integers(0, 60))
    def change_date(self, choice: int, offset: int) -> None:
        due = self.today + timedelta(days=offset)
        self._change(lambda: changes.change_date(self.contract, self.near(choice), due, self._at()))
        self.dates_by_hand = True

    @rule(choice=NEAR)
    def hold(self, choice: int) -> None:
        self._change(lambda: changes.hold_instalment(self.contract, self.near(choice), self._at()))

    @rule(choice=NEAR)
    def release(self, choice: int) -> None:
        self._change(lambda: changes.release_instalment(self.contract, self.near(choice), self._at()))

    @rule(offset=st.integers(0, 60), amount=AMOUNTS)
    def add(self, offset: int, amount: int) -> None:
        due = self.today + timedelta(days=offset)
        self._change(lambda: changes.add_instalment(self.contract, due, Cents(amount), self._at()))
        self.dates_by_hand = True

    def _at(self) -> changes.Circumstances:
        return at(self.contract, self.today)

    def _change(self, decide: Callable[[], ChangeDecision]) -> None:
        before = {each.rank: each for each in self.plan.instalments(UPTO)}
        try:
            decision = decide()
        except Refused:
            return
        self.full_price_is_due = False
        self._follow(decision.after)
        if decision.change.rank in before:
            assert decision.instalment.rank == decision.change.rank

    def _follow(self, after: Contract) -> None:
        self.contract = after

    @invariant()
    def facts_are_never_altered(self) -> None:
        for rank, fact in self.facts.items():
            now = self.plan.instalment(Rank(rank))
            assert (now.due, now.amount, now.state) == (fact.due, fact.amount, fact.state)
            assert now.state in FACT_STATES

    @invariant()
    def due_dates_increase_with_rank_unless_changed_by_hand(self) -> None:
        instalments = self.plan.instalments(UPTO)
        dues = [each.due for each in instalments]
        assert dues == sorted(dues)
        if not self.dates_by_hand:
            ranks = [each.rank for each in instalments]
            assert ranks == sorted(set(ranks))
            assert len(dues) == len(set(dues))

    @invariant()
    def the_full_price_is_collected(self) -> None:
        plan = self.plan
        if plan.tail is not None or self.sold.terms is None or self.sold.terms.count is None:
            return
        full = sorted(each.amount for each in plan.head if each.origin is not Origin.SUSPENSION)
        if self.full_price_is_due:
            assert full == sorted(each.amount for each in schedule(self.sold).head)

    @invariant()
    def the_end_moves_by_the_suspended_days(self) -> None:
        plan = self.plan
        if plan.original_last is None or plan.end_open:
            assert plan.access_last is None
            return
        suspended = sum(
            (each.days.last - each.days.first).days + 1
            for each in self.contract.suspensions
            if each.days.last is not None
        )
        assert plan.access_last == plan.original_last + timedelta(days=suspended)

    @invariant()
    def suspensions_stay_apart(self) -> None:
        assert_apart(self.contract)

    @invariant()
    def the_card_follows_the_suspensions(self) -> None:
        for offset in (-30, 0, 1, 45):
            day = self.today + timedelta(days=offset)
            held = [each.days for each in self.contract.suspensions]
            expected = any(days.first <= day <= (days.last or date.max) for days in held)
            assert is_card_blocked(self.contract, day) is expected

    @invariant()
    def the_schedule_is_that_of_the_plainest_reading(self) -> None:
        plain = plain_schedule(self.contract, UPTO)
        shown = {each.rank: each for each in self.plan.instalments(UPTO)}
        assert {rank: each[:4] for rank, each in shown.items()} == {
            rank: tuple(each) for rank, each in plain.items()
        }

    @invariant()
    def lines_unfold_to_the_instalments(self) -> None:
        assert_lines_unfold(self.plan)

    @invariant()
    def every_amount_has_a_reason(self) -> None:
        for each in self.plan.instalments(20):
            assert why(self.contract, each.rank)

    @invariant()
    def there_is_no_debit_of_nothing(self) -> None:
        assert all(each.amount > 0 for each in self.plan.instalments(UPTO))


TestDesk = Desk.TestCase
