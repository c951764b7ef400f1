"""Why something is not done in a dossier: its clients are inactive, its activities are billed (spec 3.3)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.domain.cents import Cents
from app.domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class DossierWithoutParties(Refusal):
    """The dossier has no client yet."""


@dataclass(frozen=True, slots=True)
class OnlyPartyInactive(Refusal):
    """The only client of the dossier is inactive in it (spec 3.3.4)."""


@dataclass(frozen=True, slots=True)
class AllPartiesInactive(Refusal):
    """All clients of the dossier are inactive in it (spec 3.3.5)."""


@dataclass(frozen=True, slots=True)
class PartyInactive(Refusal):
    """This client is inactive in the dossier: nothing new is entered for him there (spec 3.3.7)."""

    field: ClassVar[str] = "client"
    name: str


@dataclass(frozen=True, slots=True)
class NotAParty(Refusal):
    """This client is none of the dossier's (any more)."""

    field: ClassVar[str] = "client"


@dataclass(frozen=True, slots=True)
class PartyTwice(Refusal):
    """The same client stands twice among the parties."""

    field: ClassVar[str] = "parties"
    name: str


@dataclass(frozen=True, slots=True)
class PartyMissing(Refusal):
    """A dossier has at least one client."""

    field: ClassVar[str] = "parties"


@dataclass(frozen=True, slots=True)
class TooManyParties(Refusal):
    """More clients than one dossier holds."""

    field: ClassVar[str] = "parties"
    maximum: int


@dataclass(frozen=True, slots=True)
class PartyWeightImplausible(Refusal):
    """The weight by which common activities are divided is a whole number of 1 or more."""

    field: ClassVar[str] = "parties"
    maximum: int


@dataclass(frozen=True, slots=True)
class PartyInUse(Refusal):
    """The dossier has activities or invoices of this client, who can be made inactive but not removed."""

    field: ClassVar[str] = "parties"
    name: str
    activities: int


@dataclass(frozen=True, slots=True)
class PartyBlocked(Refusal):
    """One of the clients concerned is blocked, and why (spec 3.1)."""

    field: ClassVar[str] = "parties"
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class PartyDeactivated(Refusal):
    """One of the clients concerned is deactivated (spec 3.2.6)."""

    field: ClassVar[str] = "parties"
    name: str
    since: date


@dataclass(frozen=True, slots=True)
class PayerNotActive(Refusal):
    """Who is to pay for all is no active client of the dossier."""

    field: ClassVar[str] = "payer"


@dataclass(frozen=True, slots=True)
class ActivityBilled(Refusal):
    """The activity is billed, by these invoices; billed activities never move (spec 3.3.6)."""

    invoices: str


@dataclass(frozen=True, slots=True)
class ActivityDayImplausible(Refusal):
    """The day of an activity lies too far back or ahead."""

    field: ClassVar[str] = "day"
    earliest: date
    latest: date


@dataclass(frozen=True, slots=True)
class ActivityQuantityImplausible(Refusal):
    """A quantity is above 0, has three decimals at most, and is no larger than this."""

    field: ClassVar[str] = "quantity"
    maximum: int


@dataclass(frozen=True, slots=True)
class DivisionChanged(Refusal):
    """Another desk entered, changed or billed something since, or made a client inactive: what each client
    pays is no longer what was shown. `total`: of all."""

    total: Cents


@dataclass(frozen=True, slots=True)
class NothingToBill(Refusal):
    """The active clients of the dossier have no activity that is not billed."""


@dataclass(frozen=True, slots=True)
class NothingChosen(Refusal):
    """None was chosen of the activities or dossiers that something was to be done with."""


@dataclass(frozen=True, slots=True)
class SameDossier(Refusal):
    """The activities are in this dossier already."""

    field: ClassVar[str] = "target"


@dataclass(frozen=True, slots=True)
class NotAnIntervenant(Refusal):
    """Only these people, and managers, enter activities in this dossier (spec 3.3.11)."""

    names: str


@dataclass(frozen=True, slots=True)
class DossierInUse(Refusal):
    """The dossier has activities or invoices: how many, and which, the latest activities first (spec 3.3.10)."""

    activities: int
    invoices: int
    numbers: str
    named: str


@dataclass(frozen=True, slots=True)
class AlreadyShared(Refusal):
    """The dossier is shared on the portal already."""


@dataclass(frozen=True, slots=True)
class NotShared(Refusal):
    """The dossier is not shared on the portal (any more)."""


@dataclass(frozen=True, slots=True)
class PortalFolderUnusable(Refusal):
    """The portal's pages cannot be put there: not a full path."""

    field: ClassVar[str] = "portal_folder"
    path: str


@dataclass(frozen=True, slots=True)
class PortalAddressUnusable(Refusal):
    """The portal cannot be reached there: not a whole address that begins with https://."""

    field: ClassVar[str] = "portal_address"
    address: str


@dataclass(frozen=True, slots=True)
class PortalFolderMissing(Refusal):
    """Several desks share the database: the club has to say where the portal's pages are put."""
