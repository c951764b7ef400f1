"""Whether a card is blocked, what state a client is in, and whether the door opens (spec 1.2, 1.7, 2.6.8, 3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.contract import Contract, DayRange, Suspension
from app.domain.ids import AccessId
from app.domain.periods import contains
from app.domain.schedule import access_days


def suspension_on(contract: Contract, day: date) -> Suspension | None:
    """The suspension of the access that holds this day."""
    return next((each for each in contract.suspensions if contains(each.days, day)), None)


def is_card_blocked(contract: Contract, day: date) -> bool:
    """Whether the card is blocked that day: some suspension has first ≤ day ≤ last (spec 2.6.8)."""
    return suspension_on(contract, day) is not None


class ClientState(StrEnum):
    """The one word a list shows; the gravest wins: deactivated, blocked, suspended, active, former, prospect."""

    PROSPECT = "prospect"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"
    FORMER = "former"


@dataclass(frozen=True, slots=True)
class HeldAccess:
    """One access of a client."""

    id: AccessId
    contract: Contract

    @property
    def ended_on(self) -> date | None:
        """The day it was ended early, from which it no longer holds."""
        return self.contract.ended_on


@dataclass(frozen=True, slots=True)
class ClientSituation:
    """All that decides about a client's state and the door; the four things of spec 3 kept apart."""

    accesses: tuple[HeldAccess, ...] = ()
    blocked: bool = False
    block_reason: str = ""
    deactivated: bool = False
    deactivated_on: date | None = None


@dataclass(frozen=True, slots=True)
class DoorReason:
    """Why the door stays closed; the gravest comes first."""


@dataclass(frozen=True, slots=True)
class DoorDeactivated(DoorReason):
    """The client is deactivated, since that day where it is known."""

    since: date | None


@dataclass(frozen=True, slots=True)
class DoorBlocked(DoorReason):
    """The club blocked the client, for this reason."""

    reason: str


@dataclass(frozen=True, slots=True)
class DoorSuspended(DoorReason):
    """The access is suspended on these days."""

    access: AccessId
    days: DayRange


@dataclass(frozen=True, slots=True)
class DoorNotStarted(DoorReason):
    """The access begins on that day."""

    access: AccessId
    first_day: date


@dataclass(frozen=True, slots=True)
class DoorExpired(DoorReason):
    """The access ended on that day, its last with access."""

    access: AccessId
    last_day: date


@dataclass(frozen=True, slots=True)
class DoorNoAccess(DoorReason):
    """The client has no access at all."""


@dataclass(frozen=True, slots=True)
class DoorUnknownCard(DoorReason):
    """Nobody has this card."""


@dataclass(frozen=True, slots=True)
class DoorDecision:
    """*Accès autorisé* by this access, or *Accès refusé* for these reasons."""

    access: AccessId | None
    reasons: tuple[DoorReason, ...]

    @property
    def is_open(self) -> bool:
        """Whether the client may enter."""
        return not self.reasons


def door_decision(client: ClientSituation | None, day: date) -> DoorDecision:
    """Whether the client may enter that day, and if not, every reason (spec 1.7, table of 3).

    A deactivation or a block closes the door for all accesses, a suspension for its own: another
    running access still opens. `client` None: an unknown card.
    """
    if client is None:
        return DoorDecision(None, (DoorUnknownCard(),))
    of_client = tuple(_client_reasons(client))
    closed = [(held, _access_reason(held, day)) for held in client.accesses]
    opening = next((held.id for held, reason in closed if reason is None), None)
    if opening is not None:
        return DoorDecision(None if of_client else opening, of_client)
    reasons = sorted((reason for _, reason in closed if reason is not None), key=_gravity)
    if not reasons:
        return DoorDecision(None, (*of_client, DoorNoAccess()))
    return DoorDecision(None, (*of_client, *reasons))


def client_state(
    *, deactivated: bool, blocked: bool, suspended: bool, has_access: bool, lasts: bool
) -> ClientState:
    """The one word for a client, the gravest of those that apply (spec 1.2).

    `suspended`: one access is, although another may run; `lasts`: one runs or is still to come.
    """
    if deactivated:
        return ClientState.DEACTIVATED
    if blocked:
        return ClientState.BLOCKED
    if suspended:
        return ClientState.SUSPENDED
    if not has_access:
        return ClientState.PROSPECT
    return ClientState.ACTIVE if lasts else ClientState.FORMER


def _client_reasons(client: ClientSituation) -> Iterator[DoorReason]:
    if client.deactivated:
        yield DoorDeactivated(client.deactivated_on)
    if client.blocked:
        yield DoorBlocked(client.block_reason)


def _access_reason(held: HeldAccess, day: date) -> DoorReason | None:
    """Why this access does not open that day; None: it does."""
    days = access_days(held.contract)
    ended = held.ended_on is not None and day >= held.ended_on
    if day < days.first and not ended:
        return DoorNotStarted(held.id, days.first)
    if days.last is not None and (ended or day > days.last):
        return DoorExpired(held.id, days.last)
    suspension = suspension_on(held.contract, day)
    return None if suspension is None else DoorSuspended(held.id, suspension.days)


def _gravity(reason: DoorReason) -> tuple[int, int]:
    """Suspended first, then the soonest to begin, then the last to have ended."""
    if isinstance(reason, DoorNotStarted):
        return (1, reason.first_day.toordinal())
    if isinstance(reason, DoorExpired):
        return (2, -reason.last_day.toordinal())
    return (0, 0)
