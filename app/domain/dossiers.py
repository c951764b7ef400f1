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
class Divided:
    """One activity and what of it each active client pays, in their order, in cents; nobody but its own
    client pays of an activity that is not common. Whole numbers only: 300 clients with 500 activities
    share 150 000 amounts, which must not be as many objects."""

    activity: ActivityId
    whole: Cents
    is_common: bool
    amounts: tuple[int, ...]
    place: int = 0

    def portion(self, place: int) -> Portion | None:
        """What the client at this place pays of it; None: nothing is asked of him."""
        if self.is_common:
            return Portion(self.activity, Cents(self.amounts[place]), self.whole, True)
        return Portion(self.activity, self.whole, self.whole, False) if place == self.place else None


@dataclass(frozen=True, slots=True)
class ClientPart:
    """What one active client, at his place among them, is to pay of the activities that are `divided`."""

    client: ClientId
    place: int
    divided: tuple[Divided, ...]

    @property
    def portions(self) -> tuple[Portion, ...]:
        """Activity by activity, in their order."""
        made = (each.portion(self.place) for each in self.divided)
        return tuple(portion for portion in made if portion is not None)

    @property
    def count(self) -> int:
        """How many activities he is asked to pay of."""
        return sum(each.is_common or each.place == self.place for each in self.divided)

    @property
    def own(self) -> Cents:
        """His own activities."""
        place = self.place
        return Cents(sum(each.whole for each in self.divided if not each.is_common and each.place == place))

    @property
    def common(self) -> Cents:
        """His shares of the common activities."""
        return Cents(sum(each.amounts[self.place] for each in self.divided if each.is_common))

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
    amounts = _divided(total, [each.weight for each in active])
    return tuple(Share(each.client, Cents(amount)) for each, amount in zip(active, amounts, strict=True))


def _divided(total: Cents, weights: Sequence[int]) -> list[int]:
    """The rule of `shares`, amounts only."""
    sign, whole, all_weights = (-1 if total < 0 else 1), abs(total), sum(weights)
    cents = [whole * weight // all_weights for weight in weights]
    fractions = [whole * weight % all_weights for weight in weights]
    largest = sorted(range(len(weights)), key=fractions.__getitem__, reverse=True)  # ties keep their order
    for at in largest[: whole - sum(cents)]:
        cents[at] += 1
    return [sign * amount for amount in cents]


def allocation(activities: Sequence[Unbilled], parties: Sequence[Party]) -> Allocation:
    """Who pays what of the unbilled activities: own ones whole, common ones by shares (spec 3.3.6).

    An inactive client appears nowhere; his own activities wait until he is active again. It depends on
    who is active now, never on who was when an activity was entered.
    """
    active = active_parties(parties)
    weights = [each.weight for each in active]
    places = {each.client: at for at, each in enumerate(active)}
    divided: list[Divided] = []
    waiting: list[ActivityId] = []
    for activity in activities:
        if activity.client is None and active:
            amounts = tuple(_divided(activity.amount, weights))
            divided.append(Divided(activity.id, activity.amount, True, amounts))
        elif activity.client is not None and activity.client in places:
            place = places[activity.client]
            divided.append(Divided(activity.id, activity.amount, False, (), place))
        else:
            waiting.append(activity.id)
    kept = tuple(divided)
    return Allocation(
        tuple(ClientPart(client, place, kept) for client, place in places.items()), tuple(waiting)
    )


def paid_by(payer: ClientId, divided: Allocation) -> Allocation:
    """The same activities, all of them paid by one client: each whole, in the order they first appear."""
    wholes: dict[ActivityId, Divided] = {}
    for part in divided.parts:
        for each in part.divided:
            if each.is_common or each.place == part.place:
                amounts = (int(each.whole),) if each.is_common else ()
                wholes.setdefault(each.activity, Divided(each.activity, each.whole, each.is_common, amounts))
    return Allocation((ClientPart(payer, 0, tuple(wholes.values())),), divided.waiting)


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
