"""Why a request is refused: one type per reason, without a sentence (spec 2.5, 6.4).

The sentence of each stands once, in three languages, in `app/messages.py`; the fields of a
refusal are the data of its sentence. A refused request changes nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.domain.cents import Cents
from app.domain.contract import DayRange, InstalmentState, RankRange
from app.domain.ids import Rank, SuspensionId
from app.domain.rights import Right


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason. `beside` names the request's field it stands beside, or is empty."""

    field: ClassVar[str] = ""

    @property
    def beside(self) -> str:
        """The field of the request that this reason is shown beside; empty: the whole request."""
        return self.field


class Refused(Exception):
    """The request is refused for these reasons; nothing was changed."""

    def __init__(self, *refusals: Refusal) -> None:
        super().__init__(*refusals)
        self.refusals: Sequence[Refusal] = refusals


def refuse_if_any(refusals: Iterable[Refusal]) -> None:
    """Raise `Refused` with all of these reasons at once, if there is one."""
    found = tuple(refusals)
    if found:
        raise Refused(*found)


@dataclass(frozen=True, slots=True)
class NotAllowed(Refusal):
    """The role does not have this right (spec 1.1)."""

    right: Right


# Amounts


@dataclass(frozen=True, slots=True)
class BadAmount(Refusal):
    """What was typed is not an amount: letters, more than two decimals, hostile text."""

    field: ClassVar[str] = "amount"
    text: str


@dataclass(frozen=True, slots=True)
class AmountTooLarge(Refusal):
    """More than the largest amount a debit may have."""

    field: ClassVar[str] = "amount"
    maximum: Cents


@dataclass(frozen=True, slots=True)
class AmountNotPositive(Refusal):
    """Amount 0 is never a debit: delete the instalment instead (spec 2.4)."""

    field: ClassVar[str] = "amount"
    amount: Cents


@dataclass(frozen=True, slots=True)
class MaintenanceMissing(Refusal):
    """Ranks are replaced but no maintenance amount was given."""

    field: ClassVar[str] = "maintenance"


@dataclass(frozen=True, slots=True)
class MaintenanceNotPositive(Refusal):
    """Maintenance ≤ 0; what must not be debited is deleted by hand in the schedule (spec 1.5)."""

    field: ClassVar[str] = "maintenance"
    amount: Cents


@dataclass(frozen=True, slots=True)
class MaintenanceAboveNormal(Refusal):
    """Maintenance above the normal amount, which only a Responsable may confirm (spec 2.2)."""

    field: ClassVar[str] = "maintenance"
    amount: Cents
    normal: Cents


@dataclass(frozen=True, slots=True)
class MaintenanceTooLarge(Refusal):
    """More than the largest amount a debit may have."""

    field: ClassVar[str] = "maintenance"
    maximum: Cents


@dataclass(frozen=True, slots=True)
class RegistrationFeeNegative(Refusal):
    """A registration fee below 0."""

    field: ClassVar[str] = "registration_fee"
    amount: Cents


# Days of a suspension


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


# Ranks of a suspension


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


# Access, stop, cancellation


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


# Changes by hand


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


# Sale


@dataclass(frozen=True, slots=True)
class ClientBlocked(Refusal):
    """The client is blocked for this reason: no new sale (spec 3.1)."""

    reason: str


@dataclass(frozen=True, slots=True)
class ClientDeactivated(Refusal):
    """The client is deactivated: no new access (spec 3.2)."""

    since: date | None


@dataclass(frozen=True, slots=True)
class StartImplausible(Refusal):
    """A start of access that cannot be meant."""

    field: ClassVar[str] = "start"
    earliest: date
    latest: date


@dataclass(frozen=True, slots=True)
class FirstDebitImplausible(Refusal):
    """A first debit too far from the start of the access."""

    field: ClassVar[str] = "first_due"
    earliest: date
    latest: date


@dataclass(frozen=True, slots=True)
class DebitDayOutOfRange(Refusal):
    """The debit day is not 1…31."""

    field: ClassVar[str] = "anchor_day"
    day: int


@dataclass(frozen=True, slots=True)
class PeriodOutOfRange(Refusal):
    """A period of no months or weeks, or of too many."""

    field: ClassVar[str] = "period"
    count: int
    maximum: int


@dataclass(frozen=True, slots=True)
class CountOutOfRange(Refusal):
    """A number of instalments below 1 or above what is possible."""

    field: ClassVar[str] = "count"
    count: int
    maximum: int


@dataclass(frozen=True, slots=True)
class CountMissing(Refusal):
    """A fixed-length access by direct debit needs a number of instalments."""

    field: ClassVar[str] = "count"


@dataclass(frozen=True, slots=True)
class LengthMissing(Refusal):
    """A fixed-length access needs a number of months or of days, not both."""

    field: ClassVar[str] = "length"


@dataclass(frozen=True, slots=True)
class LengthOutOfRange(Refusal):
    """A length below 1 month or day, or beyond what is possible."""

    field: ClassVar[str] = "length"
    length: int
    maximum: int


@dataclass(frozen=True, slots=True)
class MandateMissing(Refusal):
    """A direct debit needs a mandate."""

    field: ClassVar[str] = "mandate_reference"


@dataclass(frozen=True, slots=True)
class IbanMissing(Refusal):
    """A mandate needs an account."""

    field: ClassVar[str] = "iban"


@dataclass(frozen=True, slots=True)
class MandateReferenceInvalid(Refusal):
    """A mandate reference with other characters than the scheme allows (spec 4.2)."""

    field: ClassVar[str] = "mandate_reference"
    reference: str


@dataclass(frozen=True, slots=True)
class MandateReferenceTooLong(Refusal):
    """A mandate reference of more than 35 characters."""

    field: ClassVar[str] = "mandate_reference"
    maximum: int


@dataclass(frozen=True, slots=True)
class MandateSlashes(Refusal):
    """A mandate reference that begins or ends with `/`, or holds `//` (spec 4.2)."""

    field: ClassVar[str] = "mandate_reference"
    reference: str


@dataclass(frozen=True, slots=True)
class MandateReferenceTaken(Refusal):
    """The mandate reference was used before, whatever the case."""

    field: ClassVar[str] = "mandate_reference"
    reference: str


@dataclass(frozen=True, slots=True)
class MandateSignatureMissing(Refusal):
    """The mandate has no signing date."""

    field: ClassVar[str] = "signed_on"


@dataclass(frozen=True, slots=True)
class MandateSignedInFuture(Refusal):
    """The mandate's signing date lies in the future."""

    field: ClassVar[str] = "signed_on"
    today: date


# Fields of the client card


@dataclass(frozen=True, slots=True)
class CardFieldRefusal(Refusal):
    """A reason beside one field of the card, named by `name`."""

    name: str

    @property
    def beside(self) -> str:
        """The field of the card."""
        return self.name


@dataclass(frozen=True, slots=True)
class FieldMissing(CardFieldRefusal):
    """A field that must be filled in is empty."""


@dataclass(frozen=True, slots=True)
class FieldTooLong(CardFieldRefusal):
    """More characters than are kept."""

    maximum: int


@dataclass(frozen=True, slots=True)
class FieldUnreadable(CardFieldRefusal):
    """Control or direction characters, such as pasted line ends, in a one-line field."""


@dataclass(frozen=True, slots=True)
class BirthDateImplausible(CardFieldRefusal):
    """A birth date in the future or more than 130 years ago."""

    earliest: date
    latest: date


@dataclass(frozen=True, slots=True)
class RateImplausible(CardFieldRefusal):
    """A percentage below 0 or above 100."""
