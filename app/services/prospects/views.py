"""Prospects as plain frozen rows for tables, dialogs and papers; amounts in cents (spec 3.2)."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from app.domain.cents import Cents
from app.domain.ids import ClientId, FollowUpId, InvoiceId, OpportunityId, PlanId, QuoteId, UserId
from app.domain.invoicing import Totals
from app.domain.prospects import FollowUpKind, FollowUpState, QuoteState, Stage
from app.domain.quote_lines import Offer, QuoteLine, QuoteTotals
from app.domain.refusals import Refusal
from app.services.fields import MandateFields
from app.services.views import ClientState

MOST = 10_000
"""No list of one client shows more."""


@dataclass(frozen=True, slots=True)
class Someone:
    """The client that a row is about, and where to reach them."""

    id: ClientId
    name: str
    number: int
    state: ClientState
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class OpportunityRow:
    """One opportunity. `next_due`: the day of its first open follow-up; `is_sold`: a sale came out of it."""

    id: OpportunityId
    version: int
    client: Someone
    title: str
    stage: Stage
    expected_value: Cents
    expected_on: date | None
    source: str
    adviser: str
    note: str
    lost_reason: str
    closed_on: date | None
    created_on: date
    created_by: str
    is_sold: bool = False
    next_due: date | None = None


@dataclass(frozen=True, slots=True)
class StageSum:
    """What stands in one stage: how many opportunities, and what they are worth together."""

    stage: Stage
    count: int
    value: Cents


class PipelineSort(StrEnum):
    """The columns by which the pipeline is read."""

    EXPECTED = "expected"
    VALUE = "value"
    TITLE = "title"
    STAGE = "stage"


@dataclass(frozen=True, slots=True)
class PipelineFilter:
    """Which opportunities: `stage` None: all that are open; `client` None: of everybody."""

    stage: Stage | None = None
    client: ClientId | None = None
    sort: PipelineSort = PipelineSort.EXPECTED
    descending: bool = False


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """One quote of a list. `billed`: at the sale; `first_year`: that and the debits of twelve months."""

    id: QuoteId
    version: int
    number: str
    client: Someone
    opportunity: OpportunityId | None
    state: QuoteState
    issued_on: date
    valid_until: date
    billed: Cents
    first_year: Cents
    created_by: str


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A quote whole. `invoice`: what was issued when it became a sale, with its number."""

    row: QuoteRow
    lines: tuple[QuoteLine, ...]
    totals: QuoteTotals
    note: str
    reason: str
    sent_on: date | None
    answered_on: date | None
    converted_on: date | None
    invoice: InvoiceId | None = None
    invoice_number: str = ""


@dataclass(frozen=True, slots=True)
class PlanChoice:
    """A plan that a line can offer: its name, its price, its terms."""

    id: PlanId
    name: str
    amount: Cents
    offer: Offer


@dataclass(frozen=True, slots=True)
class ProposedSale:
    """The access that one plan line would sell, as its plan proposes it from `start` on."""

    position: int
    description: str
    offer: Offer
    amount: Cents
    start: date
    last_day: date | None
    first_due: date | None
    anchor_day: int | None
    months: int | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Conversion:
    """What *Transformer en vente* will do, before it does it. `stops`: why it would be refused now.

    `billed` None: nothing is left to bill; `mandate` None: no plan is debited.
    """

    view: QuoteView
    sales: tuple[ProposedSale, ...]
    billed: Totals | None
    mandate: MandateFields | None
    stops: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """One follow-up. `assignee` is empty where it is for whoever is at the desk."""

    id: FollowUpId
    version: int
    client: Someone
    opportunity: OpportunityId | None
    kind: FollowUpKind
    subject: str
    due_on: date
    due_at: time | None
    assigned_to: UserId | None
    assignee: str
    note: str
    state: FollowUpState
    result: str
    closed_on: date | None
    closed_by: str
    created_by: str


class FollowUpList(StrEnum):
    """Which follow-ups of the whole club are listed."""

    OPEN = "open"
    MINE = "mine"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody to whom a follow-up can be assigned."""

    id: UserId
    name: str


@dataclass(frozen=True, slots=True)
class ClientProspects:
    """Everything of one client for the tab *Suivi* of the card, the open things first."""

    client: Someone
    opportunities: tuple[OpportunityRow, ...]
    quotes: tuple[QuoteRow, ...]
    follow_ups: tuple[FollowUpRow, ...]
