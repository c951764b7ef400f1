"""Why a suspension, its days or its ranks are refused (spec 2.5)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.domain.contract import DayRange, RankRange
from app.domain.ids import Rank, SuspensionId
from app.domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class DaysBelowOne(Refusal):
    """Fewer than one day."""

    field: ClassVar[str] = "days"
    days: int


@dataclass(frozen=True, slots=True)
class DaysBeyondCalendar(Refusal):
    """So many days that the last would lie beyond the year 9999."""

    field: ClassVar[str] = "days"
    days: int


@dataclass(frozen=True, slots=True)
class DaysMissing(Refusal):
    """Neither a number of days, nor a last day, nor *illimité*."""

    field: ClassVar[str] = "days"


@dataclass(frozen=True, slots=True)
class DaysAboveMaximum(Refusal):
    """More days than the club allows in one suspension; `days` None: without end."""

    field: ClassVar[str] = "days"
    days: int | None
    maximum: int


@dataclass(frozen=True, slots=True)
class DaysBelowShortest(Refusal):
    """Fewer days than the club's shortest suspension."""

    field: ClassVar[str] = "days"
    days: int
    shortest: int


@dataclass(frozen=True, slots=True)
class YearDaysExceeded(Refusal):
    """More suspended days in this contract year than the club allows; `days` None: without end."""

    field: ClassVar[str] = "days"
    year: DayRange
    limit: int
    used: int
    days: int | None


@dataclass(frozen=True, slots=True)
class YearSuspensionsExceeded(Refusal):
    """More suspensions begun in this contract year than the club allows."""

    field: ClassVar[str] = "first_day"
    year: DayRange
    limit: int


@dataclass(frozen=True, slots=True)
class NoticeTooShort(Refusal):
    """The start is sooner than the club's notice allows."""

    field: ClassVar[str] = "first_day"
    earliest: date
    notice_days: int


@dataclass(frozen=True, slots=True)
class EndBeforeStart(Refusal):
    """The last day lies before the first."""

    field: ClassVar[str] = "last_day"
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class StartBeforeAccess(Refusal):
    """The suspension starts before the access begins."""

    field: ClassVar[str] = "first_day"
    access_first: date


@dataclass(frozen=True, slots=True)
class StartAfterAccess(Refusal):
    """The suspension starts after the access ends."""

    field: ClassVar[str] = "first_day"
    access_last: date


@dataclass(frozen=True, slots=True)
class FirstDayImplausible(Refusal):
    """A start that cannot be meant, as in the year 9999, of a suspension of an access without end."""

    field: ClassVar[str] = "first_day"
    earliest: date
    latest: date


@dataclass(frozen=True, slots=True)
class LastDayImplausible(Refusal):
    """A last day that cannot be meant, decades ahead."""

    field: ClassVar[str] = "last_day"
    earliest: date
    latest: date


@dataclass(frozen=True, slots=True)
class StartBackdated(Refusal):
    """A start before today, by a role that may not."""

    field: ClassVar[str] = "first_day"
    today: date


@dataclass(frozen=True, slots=True)
class SuspensionDaysOverlap(Refusal):
    """Another suspension of the access shares a day."""

    field: ClassVar[str] = "first_day"
    suspension: SuspensionId
    days: DayRange


@dataclass(frozen=True, slots=True)
class EndBeyondCalendar(Refusal):
    """The end of the access would lie beyond the year 9999."""

    field: ClassVar[str] = "last_day"


@dataclass(frozen=True, slots=True)
class CauseMissing(Refusal):
    """No cause was given."""

    field: ClassVar[str] = "cause"


@dataclass(frozen=True, slots=True)
class CauseTooLong(Refusal):
    """The cause has more characters than are kept."""

    field: ClassVar[str] = "cause"
    maximum: int


@dataclass(frozen=True, slots=True)
class CauseUnreadable(Refusal):
    """The cause holds control characters, such as pasted line ends."""

    field: ClassVar[str] = "cause"


@dataclass(frozen=True, slots=True)
class NoDebits(Refusal):
    """The access was paid at once: there are no instalments to change."""

    field: ClassVar[str] = "first_rank"


@dataclass(frozen=True, slots=True)
class FirstRankUnknown(Refusal):
    """Début is no rank of the access; `last` is its last one that can be meant."""

    field: ClassVar[str] = "first_rank"
    rank: Rank
    last: Rank | None


@dataclass(frozen=True, slots=True)
class LastRankUnknown(Refusal):
    """Fin is no rank of the access; `last` is its last one that can be meant."""

    field: ClassVar[str] = "last_rank"
    rank: Rank
    last: Rank | None


@dataclass(frozen=True, slots=True)
class RanksReversed(Refusal):
    """Fin < Début."""

    field: ClassVar[str] = "last_rank"
    first: Rank
    last: Rank


@dataclass(frozen=True, slots=True)
class LastRankMissing(Refusal):
    """Fin is open although the suspension has a last day."""

    field: ClassVar[str] = "last_rank"


@dataclass(frozen=True, slots=True)
class SuspensionRanksOverlap(Refusal):
    """Another suspension of the access shares a rank."""

    field: ClassVar[str] = "first_rank"
    suspension: SuspensionId
    ranks: RankRange
