"""Decides suspensions and their modifications: what they do, or every reason why not (spec 2.2, 2.5)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from app.domain.cautions import AboveNormal, Caution, DeletedLeft, FactLeft, ManualKept, ManualReplaced
from app.domain.cents import Cents
from app.domain.comparison import Comparison, compare
from app.domain.contract import (
    FACT_STATES,
    Contract,
    InstalmentState,
    RankRange,
    Suspension,
)
from app.domain.cover import has_rank
from app.domain.ids import SuspensionId
from app.domain.instalments import Instalment
from app.domain.manual import changes_by_rank
from app.domain.periods import contains
from app.domain.prices import PriceTable
from app.domain.proposal import without
from app.domain.refusals import Refusal, Refused, SuspensionEnded, SuspensionUnknown, refuse_if_any
from app.domain.rights import Rights
from app.domain.rules import ClubRules
from app.domain.schedule import Schedule, schedule
from app.domain.suspension_checks import SuspensionTerms, suspension_refusals

__all__ = [
    "SettledSuspension",
    "SuspensionDecision",
    "SuspensionTerms",
    "check_suspension",
    "decide_modification",
    "decide_suspension",
    "next_sequence",
    "settle_suspension",
    "suspension_of",
]


@dataclass(frozen=True, slots=True)
class SuspensionDecision:
    """What a suspension does: the contract before and after it, and what a person should see.

    `left`: instalments in its ranks or its days that stay as they are because they are facts.
    """

    suspension: Suspension
    before: Contract
    after: Contract
    left: tuple[Instalment, ...]
    cautions: tuple[Caution, ...]
    comparison: Comparison
    schedule_after: Schedule


@dataclass(frozen=True, slots=True)
class SettledSuspension:
    """A suspension that is not refused, and both schedules, without the side by side of a preview."""

    suspension: Suspension
    after: Contract
    schedule_before: Schedule
    schedule_after: Schedule
    left: tuple[Instalment, ...]
    cautions: tuple[Caution, ...]


def next_sequence(contract: Contract) -> int:
    """The number that the next suspension or change by hand of this contract gets."""
    made = [each.sequence for each in contract.suspensions]
    made += [each.sequence for each in contract.manual]
    made += [each.sequence for each in contract.price_changes]
    return max(made, default=0) + 1


def suspension_of(contract: Contract, suspension: SuspensionId) -> Suspension:
    """The suspension with this id; refuses one that the access does not have."""
    found = next((each for each in contract.suspensions if each.id == suspension), None)
    if found is None:
        raise Refused(SuspensionUnknown(suspension))
    return found


def check_suspension(
    contract: Contract,
    terms: SuspensionTerms,
    *,
    today: date,
    rules: ClubRules,
    rights: Rights,
    replacing: SuspensionId | None = None,
) -> tuple[Refusal, ...]:
    """Every reason why these terms would be refused now, without raising; for a window that follows typing.

    `replacing`: the suspension that is being modified.
    """
    old = None if replacing is None else suspension_of(contract, replacing)
    base = without(contract, replacing)
    return suspension_refusals(base, terms, old, today=today, rules=rules, rights=rights)


def decide_suspension(
    contract: Contract,
    terms: SuspensionTerms,
    *,
    suspension: SuspensionId,
    sequence: int,
    today: date,
    rules: ClubRules,
    rights: Rights,
) -> SuspensionDecision:
    """A new suspension (spec 2.2). Refuses with every reason of spec 2.5 that applies, all at once.

    40 €/month, 12 instalments from 05/01/2011, 60 days from 10/03, ranks 4–5 at 5 € → ranks 13
    and 14 are added at 40 €, and the access ends on 29/02/2012 instead of 31/12/2011.
    """
    refuse_if_any(suspension_refusals(contract, terms, None, today=today, rules=rules, rights=rights))
    made = _suspension(terms, suspension, sequence)
    return _decision(contract, contract, made, today, rules)


def settle_suspension(
    contract: Contract,
    terms: SuspensionTerms,
    *,
    suspension: SuspensionId,
    sequence: int,
    today: date,
    rules: ClubRules,
    rights: Rights,
    plan: Schedule | None = None,
) -> SettledSuspension:
    """What `decide_suspension` decides, without comparing the schedules: for thousands at once.

    The same refusals, the same suspension and the same contract after it (spec 2.2, 2.5). `plan`:
    the schedule of the contract, where it is known already.
    """
    old = plan or schedule(contract)
    refuse_if_any(
        suspension_refusals(contract, terms, None, today=today, rules=rules, rights=rights, plan=old)
    )
    return _settled(contract, contract, _suspension(terms, suspension, sequence), old)


def decide_modification(
    contract: Contract,
    suspension: SuspensionId,
    terms: SuspensionTerms,
    *,
    sequence: int,
    today: date,
    rules: ClubRules,
    rights: Rights,
) -> SuspensionDecision:
    """A suspension that has not ended, changed as if it had been made so; facts stay (spec 1.5, 2.4).

    It keeps its place in time, unless the replacement of amounts set by hand since is confirmed.
    Refuses one that has ended, and for every reason of spec 2.5.
    """
    old = suspension_of(contract, suspension)
    if old.days.last is not None and old.days.last < today:
        raise Refused(SuspensionEnded(old.days.last))
    base = without(contract, suspension)
    refuse_if_any(suspension_refusals(base, terms, old, today=today, rules=rules, rights=rights))
    made = _suspension(terms, suspension, sequence if terms.replaces_manual else old.sequence)
    if old.replaces_manual and not made.replaces_manual:
        made = replace(made, replaces_manual=True)
    if made.ranks == old.ranks:
        made = replace(made, returned=old.returned)
    return _decision(contract, base, made, today, rules)


def _suspension(terms: SuspensionTerms, suspension: SuspensionId, sequence: int) -> Suspension:
    return Suspension(
        id=suspension,
        days=terms.days,
        ranks=terms.ranks,
        maintenance=terms.maintenance if terms.ranks is not None else None,
        sequence=sequence,
        postpones=terms.postpones,
        replaces_manual=terms.replaces_manual,
        cause=terms.cause.strip(),
    )


def _settled(before: Contract, base: Contract, made: Suspension, old: Schedule) -> SettledSuspension:
    after = replace(base, suspensions=(*base.suspensions, made))
    new = schedule(after)
    left = _left(old, made, bool(before.facts))
    cautions: list[Caution] = [FactLeft(each.rank, each.due, each.state, each.amount) for each in left]
    cautions += _rank_cautions(base, old, made)
    return SettledSuspension(made, after, old, new, left, tuple(cautions))


def _decision(
    before: Contract, base: Contract, made: Suspension, today: date, rules: ClubRules
) -> SuspensionDecision:
    settled = _settled(before, base, made, schedule(before))
    days = rules.prenotification_days
    comparison = compare(settled.schedule_before, settled.schedule_after, today, days)
    cautions = (*settled.cautions, *comparison.cautions(days))
    return SuspensionDecision(
        made, before, settled.after, settled.left, cautions, comparison, settled.schedule_after
    )


def _left(plan: Schedule, made: Suspension, has_facts: bool) -> tuple[Instalment, ...]:
    """Facts in its ranks, or due on its days, that it would have changed."""
    if not has_facts:
        return ()
    found = []
    for each in plan.head:
        in_ranks = made.ranks is not None and has_rank(made.ranks, each.rank)
        touched = in_ranks or contains(made.days, each.due)
        own = each.suspension == made.id and each.amount == made.maintenance
        if each.rank > 0 and each.state in FACT_STATES and touched and not own:
            found.append(each)
    return tuple(found)


def _rank_cautions(base: Contract, old: Schedule, made: Suspension) -> Iterator[Caution]:
    """Deleted ranks, amounts set by hand, and a maintenance amount above the normal one."""
    if made.ranks is None or base.terms is None:
        return
    by_hand = changes_by_rank(base.manual)
    for each in old.head if by_hand else ():
        if each.rank < 0 or each.state in FACT_STATES or not has_rank(made.ranks, each.rank):
            continue
        hand = by_hand.get(each.rank)
        if each.state is InstalmentState.DELETED:
            yield DeletedLeft(each.rank, each.due)
        elif hand is not None and hand.amount is not None:
            replaced = made.replaces_manual and hand.amount_sequence < made.sequence
            kind = ManualReplaced if replaced else ManualKept
            yield kind(each.rank, each.due, hand.amount)
    normal = normal_amount(base, made.ranks)
    if made.maintenance is not None and made.maintenance > normal:
        yield AboveNormal(made.maintenance, normal)


def normal_amount(contract: Contract, ranks: RankRange) -> Cents:
    """The lowest normal amount of these ranks, in cents; 0 where there are no debits."""
    if contract.terms is None:
        return Cents(0)
    return PriceTable(contract.terms, contract.price_changes).lowest_normal(ranks.first, ranks.last)
