"""One instalment, the endless rest of a schedule, and the lines a person reads (spec 1.5, 2.4)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, cast

from app.domain.cents import Cents
from app.domain.contract import InstalmentState, Origin, Period, Terms
from app.domain.dues import due_date, due_dates
from app.domain.ids import Rank, SuspensionId


class Instalment(NamedTuple):
    """One debit of the schedule.

    `due` is the contractual due date, or the one set by hand or by a fact; `contractual_due` is
    None only for an added instalment. `postpones`: its full price is owed after the last rank.
    `postponed_from`: the rank whose full price this is.
    """

    rank: Rank
    due: date
    amount: Cents
    state: InstalmentState = InstalmentState.PLANNED
    origin: Origin = Origin.CONTRACT
    suspension: SuspensionId | None = None
    contractual_due: date | None = None
    postpones: bool = False
    postponed_from: Rank | None = None


_made = cast(Callable[[type[Instalment], tuple[object, ...]], Instalment], tuple.__new__)
"""An instalment of all its values in their order: half the time of naming them, for thousands at once."""
_PLANNED = InstalmentState.PLANNED


class Pattern(NamedTuple):
    """What neighbouring ranks have in common."""

    amount: Cents
    state: InstalmentState
    origin: Origin
    suspension: SuspensionId | None
    postpones: bool


def planned(amount: Cents, origin: Origin) -> Pattern:
    """A plain planned debit of this amount."""
    return Pattern(amount, _PLANNED, origin, None, False)


def alike(first: int, dues: Iterable[date], pattern: Pattern) -> list[Instalment]:
    """The instalments from rank `first` on, one for each contractual due date, all of one pattern."""
    amount, state, origin, suspension, postpones = pattern
    return [
        _made(Instalment, (rank, due, amount, state, origin, suspension, due, postpones, None))
        for rank, due in enumerate(dues, first)
    ]


@dataclass(frozen=True, slots=True)
class Tail:
    """The rest of a schedule that repeats without end from `first_rank` on."""

    first_rank: Rank
    terms: Terms
    pattern: Pattern

    @property
    def period(self) -> Period:
        """How often it repeats."""
        return self.terms.period

    @property
    def amount(self) -> Cents:
        """Amount of each of its debits, in cents."""
        return self.pattern.amount

    @property
    def origin(self) -> Origin:
        """What made that amount."""
        return self.pattern.origin

    @property
    def suspension(self) -> SuspensionId | None:
        """The suspension that made it, if one did."""
        return self.pattern.suspension

    @property
    def first_due(self) -> date:
        """Due date of its first debit."""
        return due_date(self.terms, self.first_rank)

    def instalments(self, first: Rank, last: Rank) -> Iterable[Instalment]:
        """Its instalments `first`…`last`; refuses ranks beyond the year 9999."""
        return alike(first, due_dates(self.terms, first, last), self.pattern)


@dataclass(frozen=True, slots=True)
class Line:
    """Consecutive instalments of one amount and state (spec 1.5); `None` in `last_*` and `count`: illimité.

    `origin` and `suspension` are those of the first instalment; `mixed`: others of the line have
    another origin. `instalments` are those that are not of the endless tail.
    """

    amount: Cents
    state: InstalmentState
    origin: Origin
    first_rank: Rank
    last_rank: Rank | None
    first_due: date
    last_due: date | None
    count: int | None
    suspension: SuspensionId | None
    mixed: bool
    instalments: tuple[Instalment, ...]
