"""Why a stop, a cancellation or a change by hand is refused, or the role may not (spec 2.3, 2.4)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.domain.contract import InstalmentState
from app.domain.ids import Rank, SuspensionId
from app.domain.refusal import Refusal
from app.domain.rights import Right


@dataclass(frozen=True, slots=True)
class NotAllowed(Refusal):
    """The role does not have this right (spec 1.1)."""

    right: Right


@dataclass(frozen=True, slots=True)
class NoRunningAccess(Refusal):
    """There is no running access to suspend; `ended` is the day it ended, where there was one."""

    ended: date | None = None


@dataclass(frozen=True, slots=True)
class SuspensionUnknown(Refusal):
    """The access has no such suspension (any more)."""

    suspension: SuspensionId


@dataclass(frozen=True, slots=True)
class SuspensionEnded(Refusal):
    """The suspension has already ended."""

    last_day: date


@dataclass(frozen=True, slots=True)
class ReturnBeforeStart(Refusal):
    """The return day lies before the suspension starts."""

    field: ClassVar[str] = "return_day"
    first_day: date


@dataclass(frozen=True, slots=True)
class ReturnImplausible(Refusal):
    """A return day that cannot be meant, decades ahead."""

    field: ClassVar[str] = "return_day"
    earliest: date
    latest: date


@dataclass(frozen=True, slots=True)
class ReturnAfterEnd(Refusal):
    """The return day lies later than the day after the suspension ends anyway."""

    field: ClassVar[str] = "return_day"
    latest: date


@dataclass(frozen=True, slots=True)
class CancellationAfterStart(Refusal):
    """The suspension has begun: it can be stopped, not cancelled."""

    first_day: date


@dataclass(frozen=True, slots=True)
class CancellationAfterPresentation(Refusal):
    """An instalment of the suspension is already at the bank: it can be stopped, not cancelled."""

    ranks: tuple[Rank, ...]


@dataclass(frozen=True, slots=True)
class InstalmentUnknown(Refusal):
    """The schedule has no such instalment."""

    field: ClassVar[str] = "rank"
    rank: Rank


@dataclass(frozen=True, slots=True)
class InstalmentIsFact(Refusal):
    """The instalment is already at the bank; nothing alters it (spec 2.4)."""

    field: ClassVar[str] = "rank"
    rank: Rank
    state: InstalmentState


@dataclass(frozen=True, slots=True)
class InstalmentDeleted(Refusal):
    """The instalment is deleted; restore it first."""

    field: ClassVar[str] = "rank"
    rank: Rank


@dataclass(frozen=True, slots=True)
class InstalmentNotDeleted(Refusal):
    """Only a deleted instalment can be restored."""

    field: ClassVar[str] = "rank"
    rank: Rank


@dataclass(frozen=True, slots=True)
class InstalmentAlreadyHeld(Refusal):
    """The instalment is on hold already."""

    field: ClassVar[str] = "rank"
    rank: Rank


@dataclass(frozen=True, slots=True)
class InstalmentNotHeld(Refusal):
    """Only an instalment on hold can be released."""

    field: ClassVar[str] = "rank"
    rank: Rank


@dataclass(frozen=True, slots=True)
class InstalmentNotPlanned(Refusal):
    """Only a planned instalment can be presented; only a presented one collected or rejected."""

    field: ClassVar[str] = "rank"
    rank: Rank
    state: InstalmentState


@dataclass(frozen=True, slots=True)
class DueInPast(Refusal):
    """A debit date before today, by a role that may not backdate."""

    field: ClassVar[str] = "due"
    today: date


@dataclass(frozen=True, slots=True)
class DueImplausible(Refusal):
    """A debit date that cannot be meant, too far from now or outside the access."""

    field: ClassVar[str] = "due"
    earliest: date
    latest: date


@dataclass(frozen=True, slots=True)
class DueBeyondCalendar(Refusal):
    """The debit of this rank would lie beyond the year 9999."""

    field: ClassVar[str] = "due"
    rank: Rank
