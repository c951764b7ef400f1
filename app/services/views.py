"""What windows and papers are shown: plain frozen rows made for reading, never mapped objects."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain.card_state import ClientState as ClientState
from app.domain.contract import Contract
from app.domain.ids import (
    AccessId,
    ClientId,
    DocumentId,
    PlanId,
    Rank,
    SegmentId,
    SuspensionId,
    UserId,
)
from app.domain.money import Cents
from app.domain.rights import Role
from app.services.criteria import Criteria, PageKey
from app.services.fields import ClientFields, MandateFields, PaymentMode, PersonKind, PlanFields, PlanKind


class AccessState(StrEnum):
    """How an access stands today."""

    UPCOMING = "upcoming"
    RUNNING = "running"
    SUSPENDED = "suspended"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class ClientRow:
    """A line of the search table. `access_last` None with `has_access`: without end, or open if `end_open`."""

    id: ClientId
    number: int
    surname: str
    first_name: str
    company: str
    birth_date: date | None
    phone: str
    town: str
    state: ClientState
    has_access: bool
    access_last: date | None
    end_open: bool
    balance: Cents
    kind: PersonKind


@dataclass(frozen=True, slots=True)
class ClientPage:
    """One page of a search; `next_key` None: nothing follows."""

    rows: tuple[ClientRow, ...]
    next_key: PageKey | None


@dataclass(frozen=True, slots=True)
class NextDebit:
    """The next debit, and what follows it when the amount changes."""

    due: date
    amount: Cents
    is_maintenance: bool
    then_from: date | None
    then_amount: Cents | None


@dataclass(frozen=True, slots=True)
class SuspensionRow:
    """One suspension as the tab Report shows it."""

    id: SuspensionId
    access: AccessId
    version: int
    first_day: date
    last_day: date | None
    days: int | None
    cause: str
    first_rank: Rank | None
    last_rank: Rank | None
    open_ranks: bool
    maintenance: Cents | None
    postpones: bool
    entered_by: str
    entered_at: datetime
    stopped_on: date | None
    cancelled: bool
    proofs: tuple["DocumentRow", ...]


@dataclass(frozen=True, slots=True)
class AccessItem:
    """An access in the list at the left of the Accès dialog and on the card; running first."""

    id: AccessId
    client: ClientId
    plan_name: str
    kind: PlanKind
    payment: PaymentMode
    first_day: date
    last_day: date | None
    end_open: bool
    state: AccessState
    current_suspension: SuspensionRow | None
    next_debit: NextDebit | None


@dataclass(frozen=True, slots=True)
class AccessView:
    """All that the Accès dialog shows of one access; the preview is computed from `contract`."""

    item: AccessItem
    version: int
    client_name: str
    client_number: int
    sold_on: date
    sold_by: str
    contract: Contract
    suspensions: tuple[SuspensionRow, ...]
    mandate: MandateFields | None
    iban_masked: str
    normal_amount: Cents | None
    proposed_maintenance: Cents
    amount_at_once: Cents | None
    registration_fee: Cents


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One entry of the history: `what` is a key of the message table, `facts` its fields (JSON values)."""

    id: int
    at: datetime
    operator: str
    workstation: str
    what: str
    facts: dict[str, object]
    before: dict[str, object]
    after: dict[str, object]
    reason: str


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A stored document."""

    id: DocumentId
    name: str
    media_type: str
    size: int
    added_at: datetime
    added_by: str


@dataclass(frozen=True, slots=True)
class Block:
    """Why and since when a client is blocked."""

    since: date
    by: str
    reason: str
    automatic: bool


@dataclass(frozen=True, slots=True)
class ClientCard:
    """The fiche: head, facts, accesses; tabs that cost more are read when they open.

    `balance`: all that is owed, in cents; `overdue`: what of it is late (spec 1.3).
    """

    id: ClientId
    number: int
    version: int
    fields: ClientFields
    photo: bytes | None
    state: ClientState
    age: int | None
    is_minor_alone: bool
    block: Block | None
    deactivated_on: date | None
    deactivated_by: str
    accesses: tuple[AccessItem, ...]
    suspension: SuspensionRow | None
    next_debit: NextDebit | None
    overdue: Cents
    access_last: date | None
    end_open: bool
    suspended_days_used: int
    suspended_days_left: int | None
    identity_visible: bool
    iban_visible: bool
    balance: Cents = Cents(0)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan in maintenance and in the sale."""

    id: PlanId
    version: int
    fields: PlanFields
    sold: int


@dataclass(frozen=True, slots=True)
class UserRow:
    """A user in maintenance."""

    id: UserId
    version: int
    name: str
    role: Role
    active: bool
    locked_until: datetime | None
    last_sign_in: datetime | None


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """A saved search."""

    id: SegmentId
    name: str
    criteria: Criteria
    saved_by: str


@dataclass(frozen=True, slots=True)
class SaleProposal:
    """What the plan proposes for a sale that starts on a day; everything can be changed."""

    plan: PlanId
    start: date
    last_day: date | None
    first_due: date | None
    anchor_day: int | None
    amount: Cents
    registration_fee: Cents
    instalments: int | None
    mandate: MandateFields | None
