"""Why an opportunity, a quote or a follow-up does not become what is asked (spec 3.2)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from app.domain.card_refusals import CardFieldRefusal
from app.domain.cents import Cents
from app.domain.invoicing_refusals import LineRefusal
from app.domain.refusal import Refusal


class Stage(StrEnum):
    """Where an opportunity stands in the pipeline, in the order in which it is walked."""

    NEW = "new"
    CONTACTED = "contacted"
    VISIT = "visit"
    QUOTED = "quoted"
    WON = "won"
    LOST = "lost"


class QuoteState(StrEnum):
    """What became of a quote. EXPIRED is never stored: it follows from the day until which it is valid."""

    DRAFT = "draft"
    SENT = "sent"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    EXPIRED = "expired"
    CONVERTED = "converted"


class FollowUpState(StrEnum):
    """A follow-up is to be done, was done, or is called off."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class StageMoveNotAllowed(Refusal):
    """An opportunity of this stage does not go to that one."""

    field: ClassVar[str] = "stage"
    stage: Stage
    to: Stage


@dataclass(frozen=True, slots=True)
class LossReasonMissing(Refusal):
    """A lost opportunity says why it was lost."""

    field: ClassVar[str] = "reason"


@dataclass(frozen=True, slots=True)
class OpportunitySold(Refusal):
    """A quote of the opportunity became a sale: it stays won."""

    field: ClassVar[str] = "stage"


@dataclass(frozen=True, slots=True)
class QuoteMoveNotAllowed(Refusal):
    """A quote of this state does not become that one."""

    state: QuoteState
    to: QuoteState


@dataclass(frozen=True, slots=True)
class QuoteNotDraft(Refusal):
    """Only a draft is changed; what a client holds in hands stays as it was given."""

    state: QuoteState


@dataclass(frozen=True, slots=True)
class QuoteExpired(Refusal):
    """The quote was valid until this day."""

    valid_until: date


@dataclass(frozen=True, slots=True)
class ValidUntilPast(Refusal):
    """A quote is valid until today at the earliest."""

    field: ClassVar[str] = "valid_until"
    today: date


@dataclass(frozen=True, slots=True)
class PlanChanged(Refusal):
    """The plan of a line is sold on other terms now than those that were offered."""

    field: ClassVar[str] = "lines"
    plan: str


@dataclass(frozen=True, slots=True)
class FollowUpClosed(Refusal):
    """The follow-up was done or called off before."""

    state: FollowUpState


@dataclass(frozen=True, slots=True)
class DayImplausible(CardFieldRefusal):
    """A day that cannot be meant."""

    earliest: date
    latest: date


@dataclass(frozen=True, slots=True)
class FeeImplausible(LineRefusal):
    """A registration fee below zero, or beyond the largest amount."""

    maximum: Cents
