"""Decides the stop of a suspension, early or on a future day, and its cancellation (spec 2.3, 1.5)."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.domain.cautions import Caution, FactLeft
from app.domain.cents import LARGEST, Cents
from app.domain.comparison import Comparison, compare
from app.domain.contract import (
    FACT_STATES,
    Contract,
    DayRange,
    InstalmentState,
    PriceChange,
    RankRange,
    Suspension,
)
from app.domain.cover import covering, has_rank
from app.domain.ids import Rank, SuspensionId
from app.domain.instalments import Instalment
from app.domain.periods import plausible_until
from app.domain.prices import PriceTable
from app.domain.proposal import without
from app.domain.refusals import (
    AmountNotPositive,
    AmountTooLarge,
    CancellationAfterPresentation,
    CancellationAfterStart,
    Refused,
    ReturnAfterEnd,
    ReturnBeforeStart,
    ReturnImplausible,
    SuspensionEnded,
    refuse_if_any,
)
from app.domain.rules import ClubRules
from app.domain.schedule import Schedule, schedule
from app.domain.search import lowest_rank
from app.domain.suspensions import suspension_of


@dataclass(frozen=True, slots=True)
class StopDecision:
    """What a stop does.

    `days`: how many days the card was, or will have been, blocked. `suspension` is it as it stays;
    None: the return is on its first day, so that it never was (`cancelled`). `first_back`: the
    first instalment that is normal again. `price_change`: recorded where the amount given is not
    the contract's. `left`: debits already at the bank after the return, which stay.
    """

    days: int
    cancelled: bool
    suspension: Suspension | None
    before: Contract
    after: Contract
    first_back: Rank | None
    price_change: PriceChange | None
    left: tuple[Instalment, ...]
    cautions: tuple[Caution, ...]
    comparison: Comparison
    schedule_after: Schedule


@dataclass(frozen=True, slots=True)
class SettledStop:
    """A stop that is not refused, and both schedules, without the side by side of a preview.

    Its fields are those of `StopDecision`.
    """

    days: int
    suspension: Suspension | None
    after: Contract
    price_change: PriceChange | None
    left: tuple[Instalment, ...]
    schedule_before: Schedule
    schedule_after: Schedule


@dataclass(frozen=True, slots=True)
class CancellationDecision:
    """A suspension that never was, apart from the history."""

    suspension: Suspension
    before: Contract
    after: Contract
    comparison: Comparison
    schedule_after: Schedule


def decide_stop(
    contract: Contract,
    suspension: SuspensionId,
    *,
    return_day: date,
    amount: Cents | None,
    sequence: int,
    today: date,
    rules: ClubRules,
) -> StopDecision:
    """The member has access again from `return_day` on (spec 2.3).

    `amount` in cents for the next debits; None: what the contract says. Unlimited from 22/07/2010,
    return 28/12/2010 → 159 days, ranks 2–6 stay, 59 € again from 05/01/2011. Refuses a suspension
    already ended, a return before its first day or later than the day after its last, an amount
    ≤ 0 or too large.
    """
    settled = settle_stop(
        contract, suspension, return_day=return_day, amount=amount, sequence=sequence, today=today
    )
    plan, new, left = settled.schedule_before, settled.schedule_after, settled.left
    old = suspension_of(contract, suspension)
    comparison = compare(plan, new, today, rules.prenotification_days)
    cautions: list[Caution] = [FactLeft(each.rank, each.due, each.state, each.amount) for each in left]
    cautions += comparison.cautions(rules.prenotification_days)
    return StopDecision(
        days=settled.days,
        cancelled=settled.suspension is None,
        suspension=settled.suspension,
        before=contract,
        after=settled.after,
        first_back=_first_back(settled.after, old, settled.suspension, return_day),
        price_change=settled.price_change,
        left=left,
        cautions=tuple(cautions),
        comparison=comparison,
        schedule_after=new,
    )


def settle_stop(
    contract: Contract,
    suspension: SuspensionId,
    *,
    return_day: date,
    amount: Cents | None,
    sequence: int,
    today: date,
) -> SettledStop:
    """What `decide_stop` decides, without comparing the schedules: for thousands at once (spec 2.3)."""
    old = suspension_of(contract, suspension)
    _refuse_stop(old, return_day, amount, today)
    plan = schedule(contract)
    stopped = _stopped(contract, plan, old, return_day)
    after = _after(contract, suspension, stopped)
    change = None
    if amount is not None:
        change = _price_change(after, _first_back(after, old, stopped, return_day), amount, sequence)
    if change is not None:
        after = replace(after, price_changes=(*after.price_changes, change))
    facts = plan.head if contract.facts else ()
    return SettledStop(
        days=(return_day - old.days.first).days,
        suspension=stopped,
        after=after,
        price_change=change,
        left=tuple(each for each in facts if _is_left(each, old, return_day)),
        schedule_before=plan,
        schedule_after=schedule(after),
    )


def proposed_stop_amount(contract: Contract, suspension: SuspensionId, return_day: date) -> Cents | None:
    """The amount that the contract says for the next debits after a return that day, in cents.

    None: no debit follows. A return outside the suspension is taken as on its nearest day.
    """
    old = suspension_of(contract, suspension)
    day = max(return_day, old.days.first)
    stopped = _stopped(contract, schedule(contract), old, day)
    after = _after(contract, suspension, stopped)
    first_back = _first_back(after, old, stopped, day)
    return None if first_back is None else _contract_amount(after, first_back)


def decide_cancellation(
    contract: Contract, suspension: SuspensionId, *, today: date, rules: ClubRules
) -> CancellationDecision:
    """*Annuler*: only before its first day and before one of its instalments is at the bank (spec 1.5)."""
    old = suspension_of(contract, suspension)
    presented = tuple(sorted(each.rank for each in contract.facts if each.suspension == suspension))
    refusals = []
    if old.days.first <= today:
        refusals.append(CancellationAfterStart(old.days.first))
    if presented:
        raise Refused(*refusals, CancellationAfterPresentation(presented))
    refuse_if_any(refusals)
    after = without(contract, suspension)
    new = schedule(after)
    comparison = compare(schedule(contract), new, today, rules.prenotification_days)
    return CancellationDecision(old, contract, after, comparison, new)


def _refuse_stop(old: Suspension, return_day: date, amount: Cents | None, today: date) -> None:
    last = old.days.last
    if last is not None and last < today:
        raise Refused(SuspensionEnded(last))
    if return_day < old.days.first:
        raise Refused(ReturnBeforeStart(old.days.first))
    if last is not None and (return_day - last).days > 1:
        raise Refused(ReturnAfterEnd(last + timedelta(days=1)))
    latest = plausible_until(today)
    if last is None and return_day > max(latest, old.days.first):
        raise Refused(ReturnImplausible(old.days.first, latest))
    if amount is not None and amount <= 0:
        raise Refused(AmountNotPositive(amount))
    if amount is not None and amount > LARGEST:
        raise Refused(AmountTooLarge(LARGEST))


def _after(contract: Contract, suspension: SuspensionId, stopped: Suspension | None) -> Contract:
    """The contract with the suspension as it was stopped, or without it."""
    if stopped is None:
        return without(contract, suspension)
    changed = tuple(stopped if each.id == suspension else each for each in contract.suspensions)
    return replace(contract, suspensions=changed)


def _stopped(contract: Contract, plan: Schedule, old: Suspension, return_day: date) -> Suspension | None:
    """The suspension up to the eve of the return; None: it never was."""
    if return_day <= old.days.first:
        return None
    days = DayRange(old.days.first, return_day - timedelta(days=1))
    kept, back = _divided(contract, plan, old, return_day)
    if not kept:
        return replace(old, days=days, ranks=None, maintenance=None, returned=frozenset())
    ranks = RankRange(min(kept), max(kept))
    returned = frozenset(rank for rank in (*back, *old.returned) if has_rank(ranks, rank))
    return replace(old, days=days, ranks=ranks, returned=returned)


def _divided(
    contract: Contract, plan: Schedule, old: Suspension, return_day: date
) -> tuple[list[Rank], list[Rank]]:
    """Its ranks that stay as they are (due before the return, or at the bank), and those that go back."""
    kept: list[Rank] = []
    back: list[Rank] = []
    ranks = old.ranks
    if ranks is None:
        return kept, back
    own = {each.rank for each in contract.facts if each.suspension == old.id}
    facts = {each.rank for each in contract.facts}
    within = plan.until(return_day) if plan.tail is not None else ()
    for each in {one.rank: one for one in (*within, *plan.head)}.values():
        if each.rank < 0 or not has_rank(ranks, each.rank) or each.rank in old.returned:
            continue
        if each.rank in own or (each.rank not in facts and each.due < return_day):
            kept.append(each.rank)
        elif each.rank not in facts:
            back.append(each.rank)
    return kept, back


def _first_back(
    after: Contract, old: Suspension, stopped: Suspension | None, return_day: date
) -> Rank | None:
    """The first of its instalments that goes back; else the next debit that nothing replaces."""
    plan = schedule(after)

    def is_free(each: Instalment) -> bool:
        settled = each.state in FACT_STATES or each.state is InstalmentState.DELETED
        return not settled and covering(after.suspensions, each.rank) is None

    def goes_back(each: Instalment) -> bool:
        return is_free(each) and old.ranks is not None and has_rank(old.ranks, each.rank)

    found = lowest_rank(plan, return_day, goes_back)
    return found if found is not None else lowest_rank(plan, return_day, is_free)


def _price_change(
    after: Contract, first_back: Rank | None, amount: Cents | None, sequence: int
) -> PriceChange | None:
    if amount is None or first_back is None or amount == _contract_amount(after, first_back):
        return None
    return PriceChange(first_back, amount, sequence)


def _contract_amount(contract: Contract, rank: Rank) -> Cents:
    """What the contract asks at this rank, first amounts and changes by hand left aside."""
    if contract.terms is None:
        return Cents(0)
    count = contract.terms.count
    if count is not None and rank > count:
        by_terms = replace(contract, manual=tuple(each for each in contract.manual if each.rank != rank))
        return schedule(by_terms).instalment(rank).amount
    return PriceTable(contract.terms, contract.price_changes).normal(rank).amount


def _is_left(each: Instalment, old: Suspension, return_day: date) -> bool:
    """A maintenance debit of the suspension that is due after the return but already at the bank."""
    return each.suspension == old.id and each.state in FACT_STATES and each.due >= return_day
