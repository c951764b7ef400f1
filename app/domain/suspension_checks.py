"""Every reason why a suspension is refused, found at once so that the desk sees all (spec 2.5)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.cents import LARGEST, Cents
from app.domain.contract import Contract, DayRange, RankRange, Suspension
from app.domain.cover import shares_rank
from app.domain.dues import first_rank_due_from, last_rank_in_calendar
from app.domain.ids import Rank
from app.domain.limits import limit_refusals
from app.domain.periods import day_after, distinct_days, overlaps, plausible_until
from app.domain.prices import PriceTable
from app.domain.refusals import (
    CauseMissing,
    CauseTooLong,
    CauseUnreadable,
    EndBeforeStart,
    FirstDayImplausible,
    FirstRankUnknown,
    LastDayImplausible,
    LastRankMissing,
    LastRankUnknown,
    MaintenanceAboveNormal,
    MaintenanceMissing,
    MaintenanceNotPositive,
    MaintenanceTooLarge,
    NoDebits,
    NoRunningAccess,
    NoticeTooShort,
    RanksReversed,
    Refusal,
    Refused,
    StartAfterAccess,
    StartBackdated,
    StartBeforeAccess,
    SuspensionDaysOverlap,
    SuspensionRanksOverlap,
)
from app.domain.rights import Rights
from app.domain.rules import ClubRules
from app.domain.schedule import Schedule, access_end, schedule

LONGEST_CAUSE = 200


@dataclass(frozen=True, slots=True)
class SuspensionTerms:
    """What both steps of Report ask for (spec 1.5).

    `ranks` None: no debit changed. `maintenance` in cents. `postpones`: *Reporter les échéances en
    fin de contrat*. `replaces_manual`: the operator confirmed that amounts set by hand give way.
    """

    days: DayRange
    ranks: RankRange | None
    maintenance: Cents | None
    cause: str
    postpones: bool = True
    replaces_manual: bool = False


def suspension_refusals(
    base: Contract,
    terms: SuspensionTerms,
    old: Suspension | None,
    *,
    today: date,
    rules: ClubRules,
    rights: Rights,
    plan: Schedule | None = None,
) -> tuple[Refusal, ...]:
    """All reasons against these terms; `base` is without `old`, the suspension being modified.

    `plan`: the schedule of `base`, where it is known already.
    """
    days = terms.days
    if days.last is not None and days.last < days.first:
        return (EndBeforeStart(days.first, days.last), *_cause_refusals(terms.cause))
    return (
        *_access_refusals(base, days, today),
        *_start_refusals(days, old, today, rules, rights),
        *_overlap_refusals(base, terms),
        *limit_refusals(base, days, rules),
        *_end_refusals(base, days),
        *_cause_refusals(terms.cause),
        *_rank_refusals(base, terms, today, plan),
        *_maintenance_refusals(base, terms, rights),
    )


def _access_refusals(base: Contract, days: DayRange, today: date) -> Iterator[Refusal]:
    last, _ = access_end(base)
    if last is not None and last < today:
        yield NoRunningAccess(last)
    if days.first < base.access.first:
        yield StartBeforeAccess(base.access.first)
    if last is not None and days.first > last:
        yield StartAfterAccess(last)
    latest = plausible_until(today)
    if last is None and days.first > latest:
        yield FirstDayImplausible(base.access.first, latest)
    if days.last is not None and days.last > latest:
        yield LastDayImplausible(days.first, latest)


def _start_refusals(
    days: DayRange, old: Suspension | None, today: date, rules: ClubRules, rights: Rights
) -> Iterator[Refusal]:
    """A start in the past, moved out of it, or too soon; a role that may backdate is not bound."""
    if rights.may_backdate or (old is not None and old.days.first == days.first):
        return
    if days.first < today or (old is not None and old.days.first < today):
        yield StartBackdated(today)
    elif rules.notice_days > 0 and (days.first - today).days < rules.notice_days:
        yield NoticeTooShort(today + timedelta(days=rules.notice_days), rules.notice_days)


def _overlap_refusals(base: Contract, terms: SuspensionTerms) -> Iterator[Refusal]:
    for other in base.suspensions:
        if overlaps(other.days, terms.days):
            yield SuspensionDaysOverlap(other.id, other.days)
        if other.ranks is not None and terms.ranks is not None and shares_rank(other, terms.ranks):
            yield SuspensionRanksOverlap(other.id, other.ranks)


def _end_refusals(base: Contract, days: DayRange) -> Iterator[Refusal]:
    """An end of the access that the calendar does not have."""
    if base.access.last is None:
        return
    suspended = distinct_days([*(each.days for each in base.suspensions), days])
    try:
        day_after(base.access.last, suspended or 0)
    except Refused as refused:
        yield from refused.refusals


def _cause_refusals(cause: str) -> Iterator[Refusal]:
    kept = cause.strip()
    if not kept:
        yield CauseMissing()
    elif len(kept) > LONGEST_CAUSE:
        yield CauseTooLong(LONGEST_CAUSE)
    elif not kept.isprintable():
        yield CauseUnreadable()


def _rank_refusals(
    base: Contract, terms: SuspensionTerms, today: date, plan: Schedule | None
) -> Iterator[Refusal]:
    ranks = terms.ranks
    if ranks is None:
        return
    if base.terms is None:
        yield NoDebits()
        return
    plan = plan or schedule(base)
    highest = _highest_rank(plan, today)
    if not _is_contract_rank(plan, ranks.first, highest):
        yield FirstRankUnknown(ranks.first, highest)
    if ranks.last is None:
        if terms.days.last is not None:
            yield LastRankMissing()
    elif ranks.last < ranks.first:
        yield RanksReversed(ranks.first, ranks.last)
    elif not _is_contract_rank(plan, ranks.last, highest):
        yield LastRankUnknown(ranks.last, highest)


def _highest_rank(plan: Schedule, today: date) -> Rank:
    """The last rank; without end, the last that can be meant."""
    if plan.tail is None:
        return plan.last_rank or Rank(0)
    terms = plan.tail.terms
    return min(first_rank_due_from(terms, plausible_until(today)), last_rank_in_calendar(terms))


def _is_contract_rank(plan: Schedule, rank: Rank, highest: Rank) -> bool:
    return 0 < rank <= highest and plan.exists(rank)


def _maintenance_refusals(base: Contract, terms: SuspensionTerms, rights: Rights) -> Iterator[Refusal]:
    amount, ranks = terms.maintenance, terms.ranks
    if amount is None:
        if ranks is not None:
            yield MaintenanceMissing()
    elif amount <= 0:
        yield MaintenanceNotPositive(amount)
    elif amount > LARGEST:
        yield MaintenanceTooLarge(LARGEST)
    elif ranks is not None and base.terms is not None and not rights.may_exceed_normal_amount:
        normal = PriceTable(base.terms, base.price_changes).lowest_normal(ranks.first, ranks.last)
        if amount > normal:
            yield MaintenanceAboveNormal(amount, normal)
