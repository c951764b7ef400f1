"""What a desk asks of dossiers: frozen requests, checked by the verbs that carry them out (spec 3.3)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.domain.cents import Cents
from app.domain.dossiers import Share
from app.domain.ids import ActivityId, ClientId, CommandId, DossierId, UserId


@dataclass(frozen=True, slots=True)
class PartyFields:
    """A client of a dossier as the step "Parties" shows him; their order is that of the step.

    `weight`: his part of what is common, 1 for equal parts.
    """

    client: ClientId
    active: bool = True
    weight: int = 1


@dataclass(frozen=True, slots=True)
class SaveDossier:
    """Create a dossier (`dossier` None, `version` 0), or change its name, note and parties."""

    command: CommandId
    dossier: DossierId | None
    version: int
    name: str
    parties: tuple[PartyFields, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class SetPartyActive:
    """The one click on Actif / Inactif; asking for the state that stands already changes nothing."""

    command: CommandId
    dossier: DossierId
    client: ClientId
    active: bool


@dataclass(frozen=True, slots=True)
class NameIntervenants:
    """Who enters activities in the dossier; nobody named: everybody who may enter any."""

    command: CommandId
    dossier: DossierId
    version: int
    users: tuple[UserId, ...]


@dataclass(frozen=True, slots=True)
class ActivityFields:
    """A prestation. `client` None: in common. `unit_price` in cents, VAT included; `vat_rate` in percent."""

    client: ClientId | None
    day: date
    description: str
    quantity: Decimal
    unit_price: Cents
    vat_rate: Decimal


@dataclass(frozen=True, slots=True)
class EnterActivity:
    """Enter an activity. `card`: the client from whose card it is entered, if from one (spec 3.3.7)."""

    command: CommandId
    dossier: DossierId
    fields: ActivityFields
    card: ClientId | None = None


@dataclass(frozen=True, slots=True)
class ChangeActivity:
    """Change an activity that is not billed."""

    command: CommandId
    activity: ActivityId
    version: int
    fields: ActivityFields


@dataclass(frozen=True, slots=True)
class DeleteActivity:
    """Delete an activity that is not billed, such as one entered twice."""

    command: CommandId
    activity: ActivityId
    version: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TransferActivities:
    """Actions groupées → Transférer vers un autre dossier: all of them, or none (spec 3.3.8)."""

    command: CommandId
    activities: tuple[ActivityId, ...]
    target: DossierId


@dataclass(frozen=True, slots=True)
class InvoiceDossier:
    """Bill everything unbilled of the active clients: one invoice each, or all to one `payer`.

    `shown`: what each client was shown to pay, before one pays for all; anything else, because another desk
    entered or billed something since or made a client inactive, is refused. None: whatever it is.
    """

    command: CommandId
    dossier: DossierId
    payer: ClientId | None = None
    due: date | None = None
    note: str = ""
    shown: tuple[Share, ...] | None = None


@dataclass(frozen=True, slots=True)
class ShareDossier:
    """Switch the sharing of a dossier on the portal on or off (spec 3.3.9)."""

    command: CommandId
    dossier: DossierId
    shared: bool


@dataclass(frozen=True, slots=True)
class DeleteDossier:
    """Delete a dossier without activities and invoices, as it was shown."""

    command: CommandId
    dossier: DossierId
    version: int


@dataclass(frozen=True, slots=True)
class DossierFilter:
    """Which dossiers a list shows: those whose name or client begins with each typed word."""

    text: str = ""
    client: ClientId | None = None
    only_unbilled: bool = False
    only_shared: bool = False
