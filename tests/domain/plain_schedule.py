"""A second schedule, made rank by rank in the plainest way, to compare the engine with.

Nothing of the engine is used but its value types: dates come from relativedelta, and every rule
of spec 2 is asked anew for each rank.
"""

from datetime import date, timedelta
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from app.domain.contract import (
    Contract,
    InstalmentState,
    ManualChange,
    ManualKind,
    PeriodUnit,
    Suspension,
    Terms,
)


class Plain(NamedTuple):
    """What a member sees of an instalment."""

    rank: int
    due: date
    amount: int
    state: InstalmentState


def plain_schedule(contract: Contract, upto: int) -> dict[int, Plain]:
    """Every instalment of the ranks up to `upto`, and the added ones, by rank."""
    if contract.terms is None:
        return {}
    found: dict[int, Plain] = {}
    owed: list[tuple[int, int, int]] = []
    for rank in range(1, upto + 1):
        if contract.terms.count is None or rank <= contract.terms.count:
            _contract_rank(contract, contract.terms, rank, found, owed)
        else:
            _appended_rank(contract, contract.terms, rank, found, owed)
    for change in contract.manual:
        if change.kind is ManualKind.ADD:
            _added(contract, change, found)
    return found


def plain_due(terms: Terms, rank: int) -> date:
    """Due date of a rank, one relativedelta at a time."""
    if rank == 1:
        return terms.first_due
    if terms.period.unit is PeriodUnit.WEEK:
        return terms.first_due + timedelta(weeks=terms.period.count * (rank - 1))
    month = terms.first_due.replace(day=1)
    due: date = month + relativedelta(months=terms.period.count * (rank - 1), day=terms.anchor_day)
    return due


def _price(contract: Contract, terms: Terms, rank: int) -> tuple[int, bool]:
    """Normal amount, and whether a price recorded at a stop made it."""
    due = plain_due(terms, rank)
    steps = [
        (step.from_due, 0, place, step.amount)
        for place, step in enumerate(terms.price_steps)
        if step.from_due <= due
    ]
    steps += [
        (plain_due(terms, change.from_rank), 1, change.sequence, change.amount)
        for change in contract.price_changes
        if change.from_rank <= rank
    ]
    if not steps:
        return terms.normal_amount, False
    _, kind, _, amount = max(steps)
    return amount, kind == 1


def _contract_amount(contract: Contract, terms: Terms, rank: int) -> int:
    if rank <= len(terms.first_amounts):
        return terms.first_amounts[rank - 1]
    return _price(contract, terms, rank)[0]


def _covering(contract: Contract, rank: int) -> Suspension | None:
    for each in contract.suspensions:
        if each.ranks is None or rank < each.ranks.first or rank in each.returned:
            continue
        if each.ranks.last is None or rank <= each.ranks.last:
            return each
    return None


def _of_rank(contract: Contract, rank: int) -> list[ManualChange]:
    changes = [each for each in contract.manual if each.rank == rank]
    return sorted(changes, key=lambda each: each.sequence)


def _state(changes: list[ManualChange]) -> tuple[InstalmentState, int]:
    deleted = [each for each in changes if each.kind in (ManualKind.DELETE, ManualKind.RESTORE)]
    if deleted and deleted[-1].kind is ManualKind.DELETE:
        return InstalmentState.DELETED, deleted[-1].sequence
    held = [each for each in changes if each.kind in (ManualKind.HOLD, ManualKind.RELEASE)]
    if held and held[-1].kind is ManualKind.HOLD:
        return InstalmentState.ON_HOLD, 0
    return InstalmentState.PLANNED, 0


def _resolve(contract: Contract, terms: Terms, rank: int, full: int) -> tuple[Plain, Suspension | None]:
    """The rank as it stands, and the suspension that replaces its amount, if one does."""
    changes = _of_rank(contract, rank)
    state, deleted_at = _state(changes)
    moved = [each.due for each in changes if each.kind is ManualKind.DATE and each.due is not None]
    due = moved[-1] if moved else plain_due(terms, rank)
    by_hand = [each for each in changes if each.kind is ManualKind.AMOUNT]
    cover = _covering(contract, rank)
    if cover is not None and state is InstalmentState.DELETED and deleted_at < cover.sequence:
        cover = None
    if cover is not None and by_hand:
        gives_way = cover.replaces_manual and by_hand[-1].sequence < cover.sequence
        cover = cover if gives_way else None
    amount = full
    if cover is not None and cover.maintenance is not None:
        amount = cover.maintenance
    elif by_hand and by_hand[-1].amount is not None:
        amount = by_hand[-1].amount
    return Plain(rank, due, amount, state), cover


def _contract_rank(
    contract: Contract, terms: Terms, rank: int, found: dict[int, Plain], owed: list[tuple[int, int, int]]
) -> None:
    full = _contract_amount(contract, terms, rank)
    fact = next((each for each in contract.facts if each.rank == rank), None)
    if fact is not None:
        found[rank] = Plain(rank, fact.due, fact.amount, fact.state)
        if fact.postpones:
            owed.append((_sequence(contract, fact.suspension), rank, full))
        return
    found[rank], cover = _resolve(contract, terms, rank, full)
    deleted = found[rank].state is InstalmentState.DELETED
    if cover is not None and cover.postpones and terms.count is not None and not deleted:
        owed.append((cover.sequence, rank, full))


def _appended_rank(
    contract: Contract, terms: Terms, rank: int, found: dict[int, Plain], owed: list[tuple[int, int, int]]
) -> None:
    fact = next((each for each in contract.facts if each.rank == rank), None)
    cover = _covering(contract, rank)
    endless = cover is not None and cover.postpones and cover.ranks is not None and cover.ranks.last is None
    if not owed and fact is None and not endless:
        return
    full = cover.maintenance if cover is not None and cover.maintenance is not None else 0
    owed.sort()
    taken = owed.pop(0) if owed else None
    if taken is not None:
        recorded, is_recorded = _price(contract, terms, rank)
        full = recorded if is_recorded else taken[2]
    if fact is not None:
        found[rank] = Plain(rank, fact.due, fact.amount, fact.state)
        if fact.postpones and taken is not None:
            owed.append((_sequence(contract, fact.suspension), rank, full))
        return
    found[rank], replacing = _resolve(contract, terms, rank, full)
    if replacing is not None and replacing.postpones and taken is not None:
        owed.append((replacing.sequence, rank, full))


def _sequence(contract: Contract, suspension: int | None) -> int:
    return next((each.sequence for each in contract.suspensions if each.id == suspension), 0)


def _added(contract: Contract, added: ManualChange, found: dict[int, Plain]) -> None:
    fact = next((each for each in contract.facts if each.rank == added.rank), None)
    if fact is not None:
        found[added.rank] = Plain(added.rank, fact.due, fact.amount, fact.state)
        return
    changes = _of_rank(contract, added.rank)
    dues = [each.due for each in changes if each.due is not None]
    amounts = [each.amount for each in changes if each.amount is not None]
    found[added.rank] = Plain(added.rank, dues[-1], amounts[-1], _state(changes)[0])
