"""What a person at the desk asks about prospects: frozen values, amounts in cents (spec 3.2).

`command` is made once by the window; `version` is that of the row as it was shown (spec 5.2).
"""

from dataclasses import dataclass
from datetime import date, time

from app.domain.cents import Cents
from app.domain.ids import ClientId, CommandId, FollowUpId, OpportunityId, QuoteId, UserId
from app.domain.prospects import FollowUpKind, QuoteState, Stage
from app.domain.quote_lines import QuoteLine
from app.services.fields import MandateFields

NOTHING = Cents(0)
TITLE_LENGTH, LINE_LENGTH, NOTE_LENGTH, REASON_LENGTH = 120, 60, 2000, 200
"""The longest texts that are kept, in characters; a form gives its fields the same limits."""


@dataclass(frozen=True, slots=True)
class OpportunityFields:
    """What is noted of an opportunity. `expected_on`: when it is hoped to be won."""

    title: str
    expected_value: Cents = NOTHING
    expected_on: date | None = None
    source: str = ""
    adviser: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SaveOpportunity:
    """Create (`opportunity` None, in `stage`) or change an opportunity; its stage changes by MoveOpportunity."""

    command: CommandId
    opportunity: OpportunityId | None
    version: int
    client: ClientId
    fields: OpportunityFields
    stage: Stage = Stage.NEW


@dataclass(frozen=True, slots=True)
class MoveOpportunity:
    """Put an opportunity into another stage; `reason` is required for a loss."""

    command: CommandId
    opportunity: OpportunityId
    version: int
    stage: Stage
    reason: str = ""


@dataclass(frozen=True, slots=True)
class QuoteFields:
    """What a quote offers, until when, and what is printed below its lines."""

    lines: tuple[QuoteLine, ...]
    valid_until: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class SaveQuote:
    """Create (`quote` None) or change a draft."""

    command: CommandId
    quote: QuoteId | None
    version: int
    client: ClientId
    fields: QuoteFields
    opportunity: OpportunityId | None = None


@dataclass(frozen=True, slots=True)
class MoveQuote:
    """What became of a quote: sent, accepted, refused (with a reason, may be empty), or a draft again."""

    command: CommandId
    quote: QuoteId
    version: int
    state: QuoteState
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LineSale:
    """When the access of one plan line begins and is first debited; `position` counts from 1."""

    position: int
    start: date
    first_due: date | None = None
    anchor_day: int | None = None


@dataclass(frozen=True, slots=True)
class ConvertQuote:
    """Turn a quote into a sale. `sales`: one for each plan line; `mandate`: of those that are debited."""

    command: CommandId
    quote: QuoteId
    version: int
    sales: tuple[LineSale, ...] = ()
    mandate: MandateFields | None = None


@dataclass(frozen=True, slots=True)
class FollowUpFields:
    """What is to be done. `due_at` None: any time of the day; `assigned_to` None: whoever is at the desk."""

    kind: FollowUpKind
    subject: str
    due_on: date
    due_at: time | None = None
    assigned_to: UserId | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class SaveFollowUp:
    """Create (`follow_up` None) or change a follow-up that is still open."""

    command: CommandId
    follow_up: FollowUpId | None
    version: int
    client: ClientId
    fields: FollowUpFields
    opportunity: OpportunityId | None = None


@dataclass(frozen=True, slots=True)
class FinishFollowUp:
    """It was done, with this result; `next` is the follow-up that comes after it, None: none."""

    command: CommandId
    follow_up: FollowUpId
    version: int
    result: str
    next: FollowUpFields | None = None


@dataclass(frozen=True, slots=True)
class CancelFollowUp:
    """It is called off, for this reason, which may be empty."""

    command: CommandId
    follow_up: FollowUpId
    version: int
    reason: str = ""
