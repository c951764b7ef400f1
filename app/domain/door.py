"""What the desk is told of a door decision: each reason as plain values, and when the card opens again (spec 1.7)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.domain.card_state import (
    ClientSituation,
    DoorBlocked,
    DoorDeactivated,
    DoorExpired,
    DoorNoAccess,
    DoorNotStarted,
    DoorReason,
    DoorSuspended,
    DoorUnknownCard,
    HeldAccess,
    door_decision,
)
from app.domain.ids import AccessId
from app.domain.schedule import access_days


class ClosedBy(StrEnum):
    """What keeps the door closed, the gravest first (head table of spec 3)."""

    DEACTIVATED = "deactivated"
    BLOCKED = "blocked"
    SUSPENDED = "suspended"
    NOT_STARTED = "not_started"
    EXPIRED = "expired"
    NO_ACCESS = "no_access"
    UNKNOWN_CARD = "unknown_card"


@dataclass(frozen=True, slots=True)
class Closure:
    """One reason, as it is logged and put into words.

    `first` and `last`: the suspended days (`last` None: without end), the day an access begins
    (`first`) or ended (`last`), the day of a deactivation (`first`). `text`: why the client is blocked.
    """

    by: ClosedBy
    first: date | None = None
    last: date | None = None
    text: str = ""
    access: AccessId | None = None


def closure_of(reason: DoorReason) -> Closure:
    """The reason as plain values."""
    match reason:
        case DoorDeactivated(since):
            return Closure(ClosedBy.DEACTIVATED, first=since)
        case DoorBlocked(why):
            return Closure(ClosedBy.BLOCKED, text=why)
        case DoorSuspended(access, days):
            return Closure(ClosedBy.SUSPENDED, days.first, days.last, access=access)
        case DoorNotStarted(access, first):
            return Closure(ClosedBy.NOT_STARTED, first=first, access=access)
        case DoorExpired(access, last):
            return Closure(ClosedBy.EXPIRED, last=last, access=access)
        case DoorNoAccess():
            return Closure(ClosedBy.NO_ACCESS)
        case DoorUnknownCard():
            return Closure(ClosedBy.UNKNOWN_CARD)
    raise TypeError(type(reason).__name__)


def opens_again_on(client: ClientSituation, day: date) -> date | None:
    """The first day after `day` on which the card opens if nobody changes anything.

    None: it opens already, or nothing but a decision opens it (blocked, deactivated, suspended
    without end, ended).
    """
    if client.blocked or client.deactivated or door_decision(client, day).is_open:
        return None
    turns = sorted({turn for held in client.accesses for turn in _turns(held) if turn > day})
    return next((turn for turn in turns if door_decision(client, turn).is_open), None)


def _turns(held: HeldAccess) -> list[date]:
    """The days on which this access may begin to open."""
    ends = [each.days.last for each in held.contract.suspensions]
    return [
        access_days(held.contract).first,
        *(end + timedelta(days=1) for end in ends if end and end < date.max),
    ]
