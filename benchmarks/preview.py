"""What is computed at each keystroke of step 2, beside a bare schedule of 24 dates (spec 5.1).

Rows are (what was done, seconds of ours, seconds of the floor, seconds allowed). Ours is all that
the preview shows: the proposal, the decision, and both schedules side by side.
"""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from statistics import median
from time import perf_counter

from app.domain.cents import Cents
from app.domain.contract import Contract, RankRange, Terms
from app.domain.ids import SuspensionId
from app.domain.periods import access_period, from_days
from app.domain.proposal import propose_ranks
from app.domain.rights import Rights
from app.domain.rules import ClubRules, ProposalRule
from app.domain.suspension_checks import SuspensionTerms
from app.domain.suspensions import decide_suspension

Row = tuple[str, float, float, float]
_KEYSTROKES = 500
_RANKS = 24
_TODAY = date(2011, 3, 1)
_ALLOWED = 0.016


def rows() -> list[Row]:
    """An access of 24 instalments and one without end, with another number of days at each keystroke."""
    terms = Terms(date(2011, 1, 5), Cents(4000), 5, count=_RANKS)
    fixed = Contract(access_period(date(2011, 1, 1), months=_RANKS), terms)
    endless = Contract(replace(fixed.access, last=None), replace(terms, count=None))
    floor = median(_taken(lambda _days: _bare(terms)))
    return [
        _row("preview of a suspension, 24 instalments, p99", fixed, floor),
        _row("preview of a suspension, without end, p99", endless, floor),
    ]


def _row(name: str, contract: Contract, floor: float) -> Row:
    taken = sorted(_taken(lambda days: _preview(contract, days)))
    return (name, taken[int(len(taken) * 0.99)], floor, _ALLOWED)


def _taken(work: Callable[[int], object]) -> list[float]:
    taken = []
    for keystroke in range(_KEYSTROKES):
        begin = perf_counter()
        work(30 + keystroke % 150)
        taken.append(perf_counter() - begin)
    return taken


def _preview(contract: Contract, days: int) -> object:
    suspended = from_days(date(2011, 3, 10), days)
    proposed = propose_ranks(contract, suspended, ProposalRule.BY_30_DAYS)
    assert proposed.first is not None
    terms = SuspensionTerms(suspended, RankRange(proposed.first, proposed.last), Cents(500), "blessure")
    decision = decide_suspension(
        contract,
        terms,
        suspension=SuspensionId(1),
        sequence=1,
        today=_TODAY,
        rules=ClubRules(),
        rights=Rights(),
    )
    return decision.comparison


def _bare(terms: Terms) -> object:
    """24 plain dates with rank and amount."""
    year, month = terms.first_due.year, terms.first_due.month
    made = []
    for rank in range(1, _RANKS + 1):
        made.append((rank, date(year, month, min(terms.anchor_day, monthrange(year, month)[1])), 4000))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return made
