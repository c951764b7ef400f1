"""The schedule engine beside plain `date` arithmetic: 100 000 schedules of 24 (spec 5.1).

Rows are (what was done, seconds of ours, seconds of the floor, seconds allowed). The floor is
that of the specification: the same 24 dates of each contract by `date` and `monthrange`, with rank
and amount, and no rule at all (12 µs a schedule). Both do the same contracts, in turns, and the
best of three turns counts.
"""

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from time import perf_counter

from app.domain.cents import Cents
from app.domain.contract import Contract, RankRange, Suspension, Terms
from app.domain.ids import Rank, SuspensionId
from app.domain.periods import access_period, from_days
from app.domain.schedule import schedule

Row = tuple[str, float, float, float]
_CONTRACTS = 100_000
_RANKS = 24
_DIFFERENT = 500
_TURNS = 3
_ALLOWED = 2.0
"""Times the floor."""


def rows(contracts: int = _CONTRACTS) -> list[Row]:
    """Plain contracts with and without an end, and suspended ones of 24 + 2 instalments."""
    plain = [_plain(number) for number in range(_DIFFERENT)]
    endless = [replace(each, terms=replace(_terms(each), count=None)) for each in plain]
    suspended = [_suspended(each) for each in plain]
    return [
        _row("schedule engine, 100 000 × 24", plain, contracts, _whole),
        _row("schedule engine, 100 000 × 24 without end", endless, contracts, _first_two_years),
        _row("schedule engine, 100 000 × 24, suspended and postponed", suspended, contracts, _whole),
    ]


def _plain(number: int) -> Contract:
    """24 monthly instalments; debit days 1…31, first months over six years."""
    first = date(2020 + number % 6, number % 12 + 1, 1)
    anchor = number % 31 + 1
    due = first.replace(day=min(anchor, monthrange(first.year, first.month)[1]))
    terms = Terms(due, Cents(4000 + number), anchor, count=_RANKS)
    return Contract(access_period(first, months=_RANKS), terms)


def _suspended(contract: Contract) -> Contract:
    days = from_days(contract.access.first, 60)
    suspension = Suspension(SuspensionId(1), days, RankRange(Rank(4), Rank(5)), Cents(500), 1)
    return replace(contract, suspensions=(suspension,))


def _terms(contract: Contract) -> Terms:
    assert contract.terms is not None
    return contract.terms


def _whole(contract: Contract) -> object:
    return schedule(contract).head


def _first_two_years(contract: Contract) -> object:
    return schedule(contract).instalments(_RANKS)


def _row(name: str, contracts: Sequence[Contract], count: int, ours: Callable[[Contract], object]) -> Row:
    of_ours, of_floor = [], []
    for _ in range(_TURNS):
        of_ours.append(_seconds(contracts, count, ours))
        of_floor.append(_seconds(contracts, count, _floor))
    floor = min(of_floor)
    return (name, min(of_ours), floor, _ALLOWED * floor)


def _seconds(contracts: Sequence[Contract], count: int, work: Callable[[Contract], object]) -> float:
    begin = perf_counter()
    for _ in range(count // len(contracts)):
        for contract in contracts:
            work(contract)
    return perf_counter() - begin


def _floor(contract: Contract) -> object:
    """24 plain dates with rank and amount, in the way a person would write it."""
    terms = _terms(contract)
    year, month, anchor, amount = (
        terms.first_due.year,
        terms.first_due.month,
        terms.anchor_day,
        terms.normal_amount,
    )
    made = []
    for rank in range(1, _RANKS + 1):
        made.append((rank, date(year, month, min(anchor, monthrange(year, month)[1])), amount))
        month += 1
        if month > 12:
            year, month = year + 1, 1
    return made
