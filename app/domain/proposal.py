"""Which instalments a suspension proposes to replace (spec 2.2)."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.domain.contract import FACT_STATES, Contract, DayRange, InstalmentState, Suspension
from app.domain.cover import covering
from app.domain.dues import last_rank_in_calendar
from app.domain.ids import Rank, SuspensionId
from app.domain.instalments import Instalment
from app.domain.periods import days_of
from app.domain.rules import ProposalRule
from app.domain.schedule import Schedule, schedule
from app.domain.search import lowest_rank, ranks_due


class SkipReason(StrEnum):
    """Why a rank is not proposed."""

    FACT = "fact"
    DELETED = "deleted"
    COVERED = "covered"


@dataclass(frozen=True, slots=True)
class SkippedRank:
    """A rank that was passed over, and what it is."""

    instalment: Instalment
    why: SkipReason

    @property
    def rank(self) -> Rank:
        """Its rank."""
        return self.instalment.rank


@dataclass(frozen=True, slots=True)
class Proposal:
    """Début and Fin, both None: "no debit changed".

    `last` None with a `first`: *Prélèvement illimité*. `count`: how many instalments, None:
    without end. `candidate` is the Début also where the number proposed is 0. `dues_inside`: the
    ranks due inside the suspended days; empty where these have no end.
    """

    first: Rank | None
    last: Rank | None
    count: int | None
    candidate: Rank | None
    dues_inside: tuple[Rank, ...]
    skipped: tuple[SkippedRank, ...]


def without(contract: Contract, suspension: SuspensionId | None) -> Contract:
    """The contract as if this suspension had never been."""
    kept = tuple(each for each in contract.suspensions if each.id != suspension)
    return contract if len(kept) == len(contract.suspensions) else replace(contract, suspensions=kept)


def propose_ranks(
    contract: Contract,
    days: DayRange,
    rule: ProposalRule,
    ignoring: SuspensionId | None = None,
    plan: Schedule | None = None,
) -> Proposal:
    """Début, Fin and number for a suspension of these days (spec 2.2); `ignoring`: the one being modified.

    `plan`: the schedule without that one, where it is known already.

    59 € from 05/07/2010 without end, 22/07/2010 for 45 days → Début 2, Fin 2.
    """
    base = without(contract, ignoring)
    plan = plan or schedule(base)
    candidate = lowest_rank(plan, days.first, lambda each: _skip_reason(each, base.suspensions) is None)
    inside = _dues_inside(plan, days)
    number = _number(days, rule, len(inside))
    skipped = _skipped(plan, base.suspensions, days, candidate)
    if candidate is None or number == 0:
        return Proposal(None, None, 0, candidate, inside, skipped)
    if number is None:
        return Proposal(candidate, None, None, candidate, inside, skipped)
    last = _at_most(candidate + number - 1, plan)
    return Proposal(candidate, last, last - candidate + 1, candidate, inside, skipped)


def _number(days: DayRange, rule: ProposalRule, inside: int) -> int | None:
    length = days_of(days)
    if length is None:
        return None
    return length // 30 if rule is ProposalRule.BY_30_DAYS else inside


def _at_most(rank: int, plan: Schedule) -> Rank:
    if plan.tail is not None:
        return Rank(min(rank, last_rank_in_calendar(plan.tail.terms)))
    return Rank(min(rank, plan.last_rank or 0))


def _dues_inside(plan: Schedule, days: DayRange) -> tuple[Rank, ...]:
    if days.last is None:
        return ()
    inside = ranks_due(plan, days.first, days.last)
    return tuple(rank for rank in inside if plan.instalment(rank).state is not InstalmentState.DELETED)


def _skip_reason(instalment: Instalment, suspensions: tuple[Suspension, ...]) -> SkipReason | None:
    if instalment.state in FACT_STATES:
        return SkipReason.FACT
    if instalment.state is InstalmentState.DELETED:
        return SkipReason.DELETED
    return SkipReason.COVERED if covering(suspensions, instalment.rank) else None


def _skipped(
    plan: Schedule, suspensions: tuple[Suspension, ...], days: DayRange, candidate: Rank | None
) -> tuple[SkippedRank, ...]:
    """What was passed over before Début, and what else inside the days cannot be replaced."""
    last = days.last or date.max
    found = []
    for each in plan.head:
        if each.rank < 0 or each.due < days.first:
            continue
        passed_over = candidate is None or each.rank < candidate
        reason = _skip_reason(each, suspensions) if passed_over or each.due <= last else None
        if reason is not None:
            found.append(SkippedRank(each, reason))
    return tuple(found)
