"""Decides one access of a selection by the rules that decide it at the desk (spec 2.2, 2.3, 2.5)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.domain import contract as d
from app.domain.cautions import Caution, FactLeft
from app.domain.cents import LARGEST, Cents
from app.domain.comparison import balance
from app.domain.ids import Rank, SuspensionId
from app.domain.instalments import Instalment
from app.domain.periods import contains, from_days
from app.domain.proposal import propose_ranks
from app.domain.refusals import refuse_if_any
from app.domain.rights import Rights
from app.domain.rules import ClubRules
from app.domain.schedule import Schedule
from app.domain.stops import SettledStop, settle_stop
from app.domain.suspensions import (
    SettledSuspension,
    SuspensionTerms,
    check_suspension,
    next_sequence,
    settle_suspension,
)
from app.services.bulk.requests import BulkStop, BulkSuspend, Maintenance
from app.services.bulk.views import BulkChange
from app.services.name_keys import name_key

UNSAVED = SuspensionId(0)


@dataclass(frozen=True, slots=True)
class Ground:
    """What every access of one run is decided on.

    `rights` are those of the person, `bulk_rights` those that hold in a run: more than the normal
    amount is confirmed by a person, access by access, and never here.
    """

    today: date
    rules: ClubRules
    rights: Rights
    bulk_rights: Rights


def ground_for(today: date, rules: ClubRules, rights: Rights) -> Ground:
    """What is decided on by a person with these rights."""
    return Ground(today, rules, rights, replace(rights, may_exceed_normal_amount=False))


def days_asked(request: BulkSuspend) -> d.DayRange:
    """The suspended days. Refuses: DaysBelowOne, DaysBeyondCalendar."""
    if request.days is None:
        return d.DayRange(request.first_day, None)
    return from_days(request.first_day, request.days)


def refuse_request(request: BulkSuspend, ground: Ground) -> None:
    """Refuse what no access could take: days, cause and amount, whatever the contract (spec 2.5)."""
    first = request.first_day
    terms = d.Terms(first_due=first, normal_amount=LARGEST, anchor_day=first.day)
    contract = d.Contract(access=d.DayRange(min(first, ground.today), None), terms=terms)
    one = d.RankRange(Rank(1), Rank(1) if request.days is not None else None)
    ranks = None if request.maintenance is Maintenance.UNTOUCHED else one
    amount = request.amount if request.maintenance is Maintenance.GIVEN else Cents(1)
    asked = SuspensionTerms(days_asked(request), ranks, amount if ranks else None, request.cause)
    refuse_if_any(
        check_suspension(contract, asked, today=ground.today, rules=ground.rules, rights=ground.rights)
    )


def terms_of(
    contract: d.Contract,
    plan: Schedule,
    of_plan: Cents,
    request: BulkSuspend,
    days: d.DayRange,
    rules: ClubRules,
) -> SuspensionTerms:
    """What the club's rule proposes to this access; `of_plan`: the maintenance amount of what was sold, in cents."""
    ranks = None
    if request.maintenance is not Maintenance.UNTOUCHED and contract.terms is not None:
        proposal = propose_ranks(contract, days, rules.proposal, plan=plan)
        ranks = None if proposal.first is None else d.RankRange(proposal.first, proposal.last)
    given = request.amount if request.maintenance is Maintenance.GIVEN else of_plan or rules.maintenance
    return SuspensionTerms(days, ranks, given if ranks else None, request.cause)


def settled_suspension(
    contract: d.Contract,
    terms: SuspensionTerms,
    suspension: SuspensionId,
    ground: Ground,
    plan: Schedule | None = None,
) -> SettledSuspension:
    """The suspension of one access. Refuses everything of spec 2.5 at once."""
    return settle_suspension(
        contract,
        terms,
        suspension=suspension,
        sequence=next_sequence(contract),
        today=ground.today,
        rules=ground.rules,
        rights=ground.bulk_rights,
        plan=plan,
    )


def suspension_to_stop(contract: d.Contract, request: BulkStop, today: date) -> d.Suspension | None:
    """The suspension that a return that day is about; None: nothing runs that the request names.

    The one that covers the return day, else the one that ended the day before, else the one that
    began and runs today.
    """
    day, eve = request.return_day, request.return_day - timedelta(days=1)
    key = None if request.cause is None else name_key(request.cause)
    running = [
        each
        for each in contract.suspensions
        if (each.days.last is None or each.days.last >= today)
        and each.days.first <= max(day, today)
        and (key is None or name_key(each.cause) == key)
    ]
    choices: tuple[Callable[[d.Suspension], bool], ...] = (
        lambda each: contains(each.days, day),
        lambda each: each.days.last == eve,
        lambda each: True,
    )
    return next((each for fits in choices for each in running if fits(each)), None)


def settled_stop(
    contract: d.Contract, suspension: SuspensionId, return_day: date, today: date
) -> SettledStop:
    """The stop of one suspension, back to the contract's amount. Refuses as spec 2.3 says."""
    return settle_stop(
        contract,
        suspension,
        return_day=return_day,
        amount=None,
        sequence=next_sequence(contract),
        today=today,
    )


def change_of_suspension(settled: SettledSuspension) -> BulkChange:
    """What the dry run shows of a suspension."""
    before, after = settled.schedule_before, settled.schedule_after
    return _change(settled.suspension, before, after, settled.left, settled.cautions)


def change_of_stop(settled: SettledStop, old: d.Suspension, return_day: date) -> BulkChange:
    """What the dry run shows of a stop."""
    stopped = settled.suspension
    shown = stopped or replace(old, days=d.DayRange(old.days.first, return_day), ranks=None, maintenance=None)
    cautions = tuple(FactLeft(each.rank, each.due, each.state, each.amount) for each in settled.left)
    before, after = settled.schedule_before, settled.schedule_after
    return _change(shown, before, after, settled.left, cautions, cancelled=stopped is None)


def _change(
    made: d.Suspension,
    before: Schedule,
    after: Schedule,
    left: tuple[Instalment, ...],
    cautions: tuple[Caution, ...],
    *,
    cancelled: bool = False,
) -> BulkChange:
    figures = balance(before, after)
    return BulkChange(
        days=made.days,
        ranks=made.ranks,
        maintenance=made.maintenance,
        end_before=before.access_last,
        end_after=after.access_last,
        end_open_after=after.end_open,
        debits=figures.changed,
        without_end=figures.without_end,
        less=figures.less,
        less_each=figures.less_each,
        more=figures.more,
        left=tuple(each.rank for each in left),
        cautions=cautions,
        cancelled=cancelled,
    )
