"""Dossiers: who takes part, who pays which share of what, and why something cannot be entered (spec 3.3).

Shares are derived each time from the parties as they are, so that a client who becomes active again
takes part in all common activities that are not billed; nothing here knows of billed ones.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.domain.cents import Cents
from app.domain.dossier_refusals import AllPartiesInactive, DossierWithoutParties, OnlyPartyInactive
from app.domain.ids import ActivityId, ClientId
from app.domain.refusal import Refusal, Refused

MOST_PARTIES = 500
LARGEST_WEIGHT = 1000


@dataclass(frozen=True, slots=True)
class Party:
    """A client of a dossier. `active` belongs to that dossier only; `weight` is his part of what is common."""

    client: ClientId
    position: int
    active: bool = True
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Share:
    """What one client pays of a total, in cents."""

    client: ClientId
    amount: Cents


@dataclass(frozen=True, slots=True)
class Unbilled:
    """An activity that is not billed; `client` None: in common. `amount` in cents, VAT included."""

    id: ActivityId
    client: ClientId | None
    amount: Cents


@dataclass(frozen=True, slots=True)
class Portion:
    """What one client is to pay of one activity, and how much the activity costs in all."""

    activity: ActivityId
    amount: Cents
    whole: Cents
    is_common: bool


@dataclass(frozen=True, slots=True)
class ClientPart:
    """What one active client is to pay, activity by activity in their order."""

    client: ClientId
    portions: tuple[Portion, ...]

    @property
    def own(self) -> Cents:
        """His own activities."""
        return Cents(sum(each.amount for each in self.portions if not each.is_common))

    @property
    def common(self) -> Cents:
        """His shares of the common activities."""
        return Cents(sum(each.amount for each in self.portions if each.is_common))

    @property
    def total(self) -> Cents:
        """Both."""
        return Cents(self.own + self.common)


@dataclass(frozen=True, slots=True)
class Allocation:
    """Who pays what. `waiting`: activities of inactive clients, or of nobody who is active."""

    parts: tuple[ClientPart, ...]
    waiting: tuple[ActivityId, ...]

    @property
    def total(self) -> Cents:
        """What all active clients are to pay."""
        return Cents(sum(part.total for part in self.parts))

    @property
    def shares(self) -> tuple[Share, ...]:
        """What each active client is to pay in all."""
        return tuple(Share(part.client, part.total) for part in self.parts)


def active_parties(parties: Iterable[Party]) -> tuple[Party, ...]:
    """Those who take part, in their order."""
    return tuple(sorted((each for each in parties if each.active), key=lambda each: each.position))


def why_no_activity(parties: Sequence[Party]) -> Refusal | None:
    """Why nothing new can be entered in a dossier of these parties, nor billed or divided (spec 3.3.4, 3.3.5)."""
    if any(each.active for each in parties):
        return None
    if not parties:
        return DossierWithoutParties()
    return OnlyPartyInactive() if len(parties) == 1 else AllPartiesInactive()


def shares(total: Cents, parties: Sequence[Party]) -> tuple[Share, ...]:
    """The total divided among the active parties by weight, to the cent, by the largest remainder.

    Each first gets the whole cents of his part; the cents that are left go to the largest fractions,
    to the first party among equal ones: 10,00 among three is 3,34, 3,33 and 3,33. A credit is divided
    as the same charge would be. Refuses what `why_no_activity` says.
    """
    reason = why_no_activity(parties)
    if reason is not None:
        raise Refused(reason)
    active = active_parties(parties)
    weights = sum(each.weight for each in active)
    sign, whole = (-1, -total) if total < 0 else (1, int(total))
    cents = [whole * each.weight // weights for each in active]
    fractions = [whole * each.weight % weights for each in active]
    first = sorted(range(len(active)), key=lambda at: (-fractions[at], at))
    for at in first[: whole - sum(cents)]:
        cents[at] += 1
    return tuple(Share(each.client, Cents(sign * amount)) for each, amount in zip(active, cents, strict=True))


def allocation(activities: Sequence[Unbilled], parties: Sequence[Party]) -> Allocation:
    """Who pays what of the unbilled activities: own ones whole, common ones by shares (spec 3.3.6).

    An inactive client appears nowhere; his own activities wait until he is active again. It depends on
    who is active now, never on who was when an activity was entered.
    """
    active = active_parties(parties)
    portions: dict[ClientId, list[Portion]] = {each.client: [] for each in active}
    waiting: list[ActivityId] = []
    for activity in activities:
        if activity.client is None and active:
            for share in shares(activity.amount, active):
                portions[share.client].append(Portion(activity.id, share.amount, activity.amount, True))
        elif activity.client is not None and activity.client in portions:
            own = Portion(activity.id, activity.amount, activity.amount, False)
            portions[activity.client].append(own)
        else:
            waiting.append(activity.id)
    return Allocation(
        tuple(ClientPart(client, tuple(each)) for client, each in portions.items()), tuple(waiting)
    )


def paid_by(payer: ClientId, divided: Allocation) -> Allocation:
    """The same activities, all of them paid by one client: each whole, in the order they first appear."""
    wholes: dict[ActivityId, Portion] = {}
    for part in divided.parts:
        for each in part.portions:
            wholes.setdefault(each.activity, Portion(each.activity, each.whole, each.whole, each.is_common))
    return Allocation((ClientPart(payer, tuple(wholes.values())),), divided.waiting)


def transferred_to(
    clients: Mapping[ActivityId, ClientId | None], target: Sequence[Party]
) -> dict[ActivityId, ClientId | None]:
    """For whom activities are in the dossier they are transferred to (spec 3.3.8).

    They go to active clients only: an activity of an active client of that dossier stays his, any other
    becomes common to its active clients. Refuses a dossier whose only client, or all of whose clients,
    are inactive.
    """
    reason = why_no_activity(target)
    if reason is not None:
        raise Refused(reason)
    active = {each.client for each in target if each.active}
    return {activity: client if client in active else None for activity, client in clients.items()}
