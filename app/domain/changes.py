"""Decides changes by hand: amount, date, delete, restore, hold, release, add (spec 2.4)."""

from dataclasses import dataclass, replace
from datetime import date

from app.domain.cautions import Caution, PostponementLost, SetAboveNormal
from app.domain.cents import LARGEST, Cents
from app.domain.comparison import Comparison, compare
from app.domain.contract import FACT_STATES, Contract, InstalmentState, ManualChange, ManualKind
from app.domain.ids import Rank
from app.domain.instalments import Instalment
from app.domain.prices import PriceTable
from app.domain.refusals import (
    AmountNotPositive,
    AmountTooLarge,
    DueImplausible,
    DueInPast,
    InstalmentAlreadyHeld,
    InstalmentDeleted,
    InstalmentIsFact,
    InstalmentNotDeleted,
    InstalmentNotHeld,
    NoDebits,
    NotAllowed,
    Refusal,
    Refused,
    refuse_if_any,
)
from app.domain.rights import Right, Rights
from app.domain.rules import ClubRules
from app.domain.schedule import Schedule, schedule

PLAUSIBLE_DAYS = 731
"""A date by hand lies at most two years outside the access, or after today: beyond, it is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class ChangeDecision:
    """What one change by hand does."""

    change: ManualChange
    before: Contract
    after: Contract
    instalment: Instalment
    cautions: tuple[Caution, ...]
    comparison: Comparison
    schedule_after: Schedule


@dataclass(frozen=True, slots=True)
class Circumstances:
    """When, by the rules of which club, and with which rights a change is made.

    `sequence` is the number that the change gets (see `next_sequence`).
    """

    sequence: int
    today: date
    rules: ClubRules
    rights: Rights


def change_amount(contract: Contract, rank: Rank, amount: Cents, at: Circumstances) -> ChangeDecision:
    """Another amount in cents for one instalment. Refuses a fact, a deleted one, and amounts ≤ 0."""
    refuse_if_any((*_closed(_open(contract, rank)), *_amount_refusals(amount)))
    return _decide(contract, ManualChange(rank, ManualKind.AMOUNT, at.sequence, amount=amount), at)


def change_date(contract: Contract, rank: Rank, due: date, at: Circumstances) -> ChangeDecision:
    """Another due date for one instalment. Refuses a fact, a deleted one, the past, an absurd date."""
    instalment = _open(contract, rank)
    refuse_if_any((*_closed(instalment), *_due_refusals(contract, due, instalment, at)))
    return _decide(contract, ManualChange(rank, ManualKind.DATE, at.sequence, due=due), at)


def delete_instalment(contract: Contract, rank: Rank, at: Circumstances) -> ChangeDecision:
    """The instalment is not debited; its rank stays, as *supprimée*. Refuses a role that may not."""
    if not at.rights.may_delete_instalment:
        raise Refused(NotAllowed(Right.DELETE_INSTALMENT))
    refuse_if_any(_closed(_open(contract, rank)))
    return _decide(contract, ManualChange(rank, ManualKind.DELETE, at.sequence), at)


def restore_instalment(contract: Contract, rank: Rank, at: Circumstances) -> ChangeDecision:
    """A deleted instalment is debited again; refuses one that is not deleted."""
    if _open(contract, rank).state is not InstalmentState.DELETED:
        raise Refused(InstalmentNotDeleted(rank))
    return _decide(contract, ManualChange(rank, ManualKind.RESTORE, at.sequence), at)


def hold_instalment(contract: Contract, rank: Rank, at: Circumstances) -> ChangeDecision:
    """The instalment waits (*en attente*) until it is released; refuses one that already does."""
    instalment = _open(contract, rank)
    refuse_if_any(_closed(instalment))
    if instalment.state is InstalmentState.ON_HOLD:
        raise Refused(InstalmentAlreadyHeld(rank))
    return _decide(contract, ManualChange(rank, ManualKind.HOLD, at.sequence), at)


def release_instalment(contract: Contract, rank: Rank, at: Circumstances) -> ChangeDecision:
    """An instalment on hold is planned again; refuses one that is not on hold."""
    if _open(contract, rank).state is not InstalmentState.ON_HOLD:
        raise Refused(InstalmentNotHeld(rank))
    return _decide(contract, ManualChange(rank, ManualKind.RELEASE, at.sequence), at)


def add_instalment(contract: Contract, due: date, amount: Cents, at: Circumstances) -> ChangeDecision:
    """A single debit of its own rank A1, A2 … (stored -1, -2 …); the contract's ranks keep their numbers."""
    if contract.terms is None:
        raise Refused(NoDebits())
    refuse_if_any((*_amount_refusals(amount), *_due_refusals(contract, due, None, at)))
    rank = Rank(min((each.rank for each in contract.manual), default=Rank(0)))
    change = ManualChange(Rank(min(rank, 0) - 1), ManualKind.ADD, at.sequence, amount, due)
    return _decide(contract, change, at)


def _open(contract: Contract, rank: Rank) -> Instalment:
    """The instalment, if it exists and is not at the bank yet."""
    instalment = schedule(contract).instalment(rank)
    if instalment.state in FACT_STATES:
        raise Refused(InstalmentIsFact(rank, instalment.state))
    return instalment


def _closed(instalment: Instalment) -> tuple[Refusal, ...]:
    deleted = instalment.state is InstalmentState.DELETED
    return (InstalmentDeleted(instalment.rank),) if deleted else ()


def _amount_refusals(amount: Cents) -> tuple[Refusal, ...]:
    if amount <= 0:
        return (AmountNotPositive(amount),)
    return (AmountTooLarge(LARGEST),) if amount > LARGEST else ()


def _due_refusals(
    contract: Contract, due: date, instalment: Instalment | None, at: Circumstances
) -> tuple[Refusal, ...]:
    if due < at.today and not at.rights.may_backdate:
        return (DueInPast(at.today),)
    end = contract.access.last
    known = [contract.access.first] if end is None else [contract.access.first, end]
    if instalment is not None:
        known += [instalment.due, instalment.contractual_due or instalment.due]
    earliest = _shifted(min(known), -PLAUSIBLE_DAYS)
    latest = _shifted(max(*known, at.today), PLAUSIBLE_DAYS)
    return () if earliest <= due <= latest else (DueImplausible(earliest, latest),)


def _shifted(day: date, days: int) -> date:
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def _decide(contract: Contract, change: ManualChange, at: Circumstances) -> ChangeDecision:
    after = replace(contract, manual=(*contract.manual, change))
    old, new = schedule(contract), schedule(after)
    comparison = compare(old, new, at.today, at.rules.prenotification_days)
    was = old.instalment(change.rank) if old.exists(change.rank) else None
    now = new.instalment(change.rank)
    cautions: list[Caution] = []
    if was is not None and was.postpones and not now.postpones:
        cautions.append(PostponementLost(now.rank, now.due, now.amount))
    if change.amount is not None and contract.terms is not None and change.rank > 0:
        normal = PriceTable(contract.terms, contract.price_changes).normal(change.rank).amount
        if change.amount > normal:
            cautions.append(SetAboveNormal(now.rank, now.due, change.amount, normal))
    cautions += comparison.cautions(at.rules.prenotification_days)
    return ChangeDecision(change, contract, after, now, tuple(cautions), comparison, new)
