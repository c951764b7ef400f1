"""What a dry run found, line by line, and what became of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from app.domain.cautions import Caution
from app.domain.cents import Cents
from app.domain.contract import DayRange, RankRange
from app.domain.ids import AccessId, ClientId, Rank, SuspensionId
from app.domain.refusals import Refusal
from app.services.bulk.requests import BulkRequest
from app.services.desk import Outcome

Progress = Callable[[int, int], None]
"""Told (done, in all)."""
Cancelled = Callable[[], bool]
"""Asked now and then; True ends the work."""


@dataclass(frozen=True, slots=True)
class BulkChange:
    """What would change at one access: its suspension as it would stand, and what follows, in cents.

    `ranks` None: no debit is changed by the suspension. `cancelled`: stopped on its first day, it
    never was. `end_*` None: without end, or, where `end_open_after`, known at the return. `debits`:
    how many differ; `less` None: unknown as long as it lasts, then `less_each` a debit.
    """

    days: DayRange
    ranks: RankRange | None
    maintenance: Cents | None
    end_before: date | None
    end_after: date | None
    end_open_after: bool
    debits: int
    without_end: bool
    less: Cents | None
    less_each: Cents
    more: Cents
    left: tuple[Rank, ...] = ()
    cautions: tuple[Caution, ...] = ()
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class BulkLine:
    """One access of the selection: what would change, or every reason why not.

    `suspension` is the one to be stopped. `version` is that of the access when it was looked at.
    """

    client: ClientId
    number: int
    name: str
    access: AccessId
    version: int
    plan: str
    suspension: SuspensionId | None = None
    change: BulkChange | None = None
    refusals: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A dry run. `without_access`: clients with nothing to change; `cancelled`: not all were looked at."""

    request: BulkRequest
    lines: tuple[BulkLine, ...]
    without_access: int = 0
    cancelled: bool = False

    @property
    def accepted(self) -> tuple[BulkLine, ...]:
        """The accesses that would be changed."""
        return tuple(line for line in self.lines if line.change is not None)

    @property
    def refused(self) -> tuple[BulkLine, ...]:
        """The accesses that would be left alone."""
        return tuple(line for line in self.lines if line.change is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkResult(Outcome):
    """What became of a dry run: whole accesses only.

    `refused` holds those refused in the dry run and those refused since, `left` those not reached
    before it was cancelled; the same command goes on with them.
    """

    request: BulkRequest
    done: tuple[BulkLine, ...] = field(default=())
    refused: tuple[BulkLine, ...] = field(default=())
    left: tuple[BulkLine, ...] = field(default=())
    without_access: int = 0

    @property
    def cancelled(self) -> bool:
        """Whether it ended before all were reached."""
        return bool(self.left)
