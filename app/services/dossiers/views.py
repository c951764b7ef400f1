"""What windows and papers show of dossiers: plain frozen rows, each button with why it is not allowed (spec 3.3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from app.domain.cents import Cents
from app.domain.dossiers import ClientPart, Share
from app.domain.ids import ActivityId, ClientId, DossierId, InvoiceId, UserId
from app.domain.refusal import Refusal
from app.services.views import ClientState


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A client of a dossier. `active` is of this dossier only, `state` the client's own.

    `unbilled` counts his own activities that are not billed: more than 0, and the button Actif warns
    (spec 3.3.3). `why_not_removed`: activities or invoices of his stand in the dossier. `stopped`: why
    nothing can be sold to him (blocked, deactivated), empty where all is well.
    """

    client: ClientId
    number: int
    name: str
    position: int
    active: bool
    weight: int
    state: ClientState
    unbilled: int
    unbilled_amount: Cents
    why_not_removed: Refusal | None = None
    stopped: tuple[Refusal, ...] = ()

    @property
    def warns(self) -> bool:
        """Attention : le dossier contient des activités non facturées liées à ce client."""
        return self.active and self.unbilled > 0


@dataclass(frozen=True, slots=True)
class BilledShare:
    """What one client was billed of an activity, frozen, and by which invoice."""

    client: ClientId
    client_name: str
    invoice: InvoiceId
    number: str
    amount: Cents


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """A prestation. `client` None: in common. `amount` in cents, VAT included.

    `is_waiting`: not billed, and its client is inactive. `why_not_changed`: why it can be neither
    changed nor deleted nor transferred.
    """

    id: ActivityId
    version: int
    dossier: DossierId
    client: ClientId | None
    client_name: str
    day: date
    description: str
    quantity: Decimal
    unit_price: Cents
    vat_rate: Decimal
    amount: Cents
    entered_by: str
    entered_at: datetime
    billed_on: date | None
    billed: tuple[BilledShare, ...]
    is_waiting: bool
    why_not_changed: Refusal | None

    @property
    def is_billed(self) -> bool:
        """Whether it stands on an invoice and never moves any more."""
        return self.billed_on is not None


@dataclass(frozen=True, slots=True)
class DivisionLine:
    """What one client is to pay of one activity: `amount` of `whole`, in cents."""

    activity: ActivityId
    day: date
    description: str
    amount: Cents
    whole: Cents
    is_common: bool


@dataclass(frozen=True, slots=True)
class ClientDivision:
    """Répartition: one active client, his own activities, his shares of the common ones, in cents.

    `part` and `told` (day and description of each activity) make its `lines` where they are looked at.
    """

    client: ClientId
    number: int
    name: str
    weight: int
    own: Cents
    common: Cents
    total: Cents
    part: ClientPart
    told: Mapping[ActivityId, tuple[date, str]]

    @property
    def lines(self) -> tuple[DivisionLine, ...]:
        """What he is to pay, activity by activity."""
        return tuple(
            DivisionLine(each.activity, *self.told[each.activity], each.amount, each.whole, each.is_common)
            for each in self.part.portions
        )

    @property
    def count(self) -> int:
        """How many lines there are."""
        return self.part.count


@dataclass(frozen=True, slots=True)
class Division:
    """Répartition clients: active clients only; the parts add up to `total` to the cent (spec 3.3.6).

    `common` is the sum of the common activities, `waiting` that of the own activities of inactive
    clients, which are in no part. The rule in words: `app.messages.dossiers.rule_told`.
    """

    parts: tuple[ClientDivision, ...]
    common: Cents
    total: Cents
    waiting: Cents
    is_weighted: bool

    @property
    def shares(self) -> tuple[Share, ...]:
        """What each active client is to pay in all."""
        return tuple(Share(part.client, part.total) for part in self.parts)


@dataclass(frozen=True, slots=True)
class DossierInvoice:
    """An invoice that was made of the dossier; `is_credited`: partly or wholly, by a credit note."""

    id: InvoiceId
    number: str
    client: ClientId
    client_name: str
    issued_on: date
    gross: Cents
    is_credited: bool


@dataclass(frozen=True, slots=True)
class Sharing:
    """How the dossier stands on the portal. `address`: the folder of its page, below the portal's.

    `is_due`: something changed that is not on the page yet, or the page could not be written. `url`: the
    whole public address, empty where the club has not said where its portal is. `file`: the page as a file,
    empty until it is written.
    """

    shared: bool
    address: str = ""
    since: date | None = None
    published_at: datetime | None = None
    is_due: bool = False
    folder: str = ""
    url: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Intervenant:
    """A user who enters activities in the dossier."""

    user: UserId
    name: str


@dataclass(frozen=True, slots=True)
class Buttons:
    """For each button of the dossier page, why it cannot be clicked; None: it can.

    `activity`: Nouvelle activité; `proforma`: Proforma dossier; `division`: Répartition client;
    `invoice`: Facturer; `parties`: Modifier les parties and Actif / Inactif.
    """

    activity: Refusal | None
    proforma: Refusal | None
    division: Refusal | None
    invoice: Refusal | None
    parties: Refusal | None
    transfer: Refusal | None
    share: Refusal | None
    intervenants: Refusal | None
    delete: Refusal | None


@dataclass(frozen=True, slots=True)
class DossierView:
    """All that the page of a dossier shows."""

    id: DossierId
    version: int
    name: str
    note: str
    created_on: date
    created_by: str
    parties: tuple[PartyRow, ...]
    activities: tuple[ActivityRow, ...]
    division: Division
    invoices: tuple[DossierInvoice, ...]
    intervenants: tuple[Intervenant, ...]
    sharing: Sharing
    buttons: Buttons

    @property
    def is_single(self) -> bool:
        """One client only: its button is Proforma, several have Répartition client."""
        return len(self.parties) == 1


@dataclass(frozen=True, slots=True)
class DossierRow:
    """A line of a list of dossiers. `clients`: the names of its parties in their order.

    `unbilled_here` counts the client's own unbilled activities: more than 0, and the button Actif warns.
    `why_no_activity` is what Nouvelle activité says for this desk, on a client's card including that
    he is inactive there (spec 3.3.7).
    """

    id: DossierId
    name: str
    clients: tuple[str, ...]
    active: int
    parties: int
    unbilled: int
    unbilled_amount: Cents
    shared: bool
    why_no_activity: Refusal | None
    is_active_here: bool | None = None
    unbilled_here: int = 0


@dataclass(frozen=True, slots=True)
class DossierKey:
    """Where the next page of a list begins."""

    name_key: str
    id: DossierId


@dataclass(frozen=True, slots=True)
class DossierPage:
    """One page of a list of dossiers; `next_key` None: nothing follows."""

    rows: tuple[DossierRow, ...]
    next_key: DossierKey | None


@dataclass(frozen=True, slots=True)
class OfferedDossier:
    """A dossier as the + of the top bar offers it for a new activity."""

    id: DossierId
    name: str
    clients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfferedParty:
    """An active client for whom an activity can be entered; `stopped`: blocked or deactivated, and why.

    `weight`: his part of what is common.
    """

    client: ClientId
    number: int
    name: str
    stopped: tuple[Refusal, ...]
    weight: int = 1


@dataclass(frozen=True, slots=True)
class ActivityForm:
    """What the window of a new activity begins with: the active clients, and why it cannot be opened."""

    dossier: DossierId
    dossier_name: str
    parties: tuple[OfferedParty, ...]
    why_not: Refusal | None


@dataclass(frozen=True, slots=True)
class UsualActivity:
    """What was entered lately, offered again while typing."""

    description: str
    unit_price: Cents
    vat_rate: Decimal
