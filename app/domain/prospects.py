"""The rules of prospects: the stages of an opportunity, the states of a quote, when to call again (spec 3.2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from app.domain.prospect_refusals import (
    DayImplausible,
    FollowUpClosed,
    FollowUpState,
    LossReasonMissing,
    OpportunitySold,
    QuoteExpired,
    QuoteMoveNotAllowed,
    QuoteNotDraft,
    QuoteState,
    Stage,
    StageMoveNotAllowed,
    ValidUntilPast,
)
from app.domain.refusal import Refusal

__all__ = ["FollowUpKind", "FollowUpState", "QuoteState", "Stage"]

OPEN_STAGES = (Stage.NEW, Stage.CONTACTED, Stage.VISIT, Stage.QUOTED)
"""The stages in which something is still to be won, in the order in which they are walked."""
CLOSED_STAGES = (Stage.WON, Stage.LOST)
STORED_QUOTE_STATES = tuple(state for state in QuoteState if state is not QuoteState.EXPIRED)
_FARTHEST = timedelta(days=3 * 366)
_LONG_AGO = timedelta(days=366)
_SUNDAY = 7


class FollowUpKind(StrEnum):
    """What is done about a client: a call, a task at the desk, a visit, an e-mail."""

    CALL = "call"
    TASK = "task"
    VISIT = "visit"
    EMAIL = "email"


# Opportunities


def stage_moves(stage: Stage, *, is_sold: bool = False) -> tuple[Stage, ...]:
    """The stages an opportunity may go to from this one, in their order.

    An open one goes to any other stage, forwards or back. A won or lost one is taken up again in any
    open stage, so that a wrong click is mended; one that a sale came out of (`is_sold`) stays won.
    """
    if stage in OPEN_STAGES:
        return tuple(each for each in Stage if each is not stage)
    return () if is_sold else OPEN_STAGES


def move_refusals(stage: Stage, to: Stage, reason: str, *, is_sold: bool = False) -> tuple[Refusal, ...]:
    """Why an opportunity does not go from one stage to another; a loss needs its reason."""
    if to not in stage_moves(stage, is_sold=is_sold):
        return (OpportunitySold(),) if is_sold and stage is Stage.WON else (StageMoveNotAllowed(stage, to),)
    return (LossReasonMissing(),) if to is Stage.LOST and not reason.strip() else ()


# Quotes

_QUOTE_MOVES: Mapping[QuoteState, tuple[QuoteState, ...]] = MappingProxyType(
    {
        QuoteState.DRAFT: (QuoteState.SENT, QuoteState.ACCEPTED, QuoteState.REFUSED),
        QuoteState.SENT: (QuoteState.ACCEPTED, QuoteState.REFUSED, QuoteState.DRAFT),
        QuoteState.ACCEPTED: (QuoteState.REFUSED, QuoteState.DRAFT),
        QuoteState.REFUSED: (QuoteState.DRAFT,),
        QuoteState.EXPIRED: (QuoteState.REFUSED, QuoteState.DRAFT),
        QuoteState.CONVERTED: (),
    }
)
_SELLABLE = (QuoteState.DRAFT, QuoteState.SENT, QuoteState.ACCEPTED)


def quote_state(stored: QuoteState, valid_until: date, today: date) -> QuoteState:
    """The state as it is today: what waits for an answer has expired on the day after `valid_until`.

    A quote accepted in time stays accepted, and a draft is nobody's yet.
    """
    is_late = stored is QuoteState.SENT and valid_until < today
    return QuoteState.EXPIRED if is_late else stored


def quote_moves(state: QuoteState) -> tuple[QuoteState, ...]:
    """What a quote may become by hand; CONVERTED only by a sale."""
    return _QUOTE_MOVES[state]


def quote_move_refusals(
    state: QuoteState, to: QuoteState, valid_until: date, today: date
) -> tuple[Refusal, ...]:
    """Why a quote does not become that; what is sent or accepted today is valid today."""
    if state is QuoteState.EXPIRED and to is QuoteState.ACCEPTED:
        return (QuoteExpired(valid_until),)
    if to not in quote_moves(state):
        return (QuoteMoveNotAllowed(state, to),)
    is_given = to in (QuoteState.SENT, QuoteState.ACCEPTED)
    return (ValidUntilPast(today),) if is_given and valid_until < today else ()


def conversion_refusals(state: QuoteState, valid_until: date, today: date) -> tuple[Refusal, ...]:
    """Why a quote does not become a sale: one that is refused, expired or sold already does not.

    An accepted one is sold on its terms also after `valid_until`: it was accepted in time.
    """
    is_late = state is QuoteState.DRAFT and valid_until < today
    if state is QuoteState.EXPIRED or is_late:
        return (QuoteExpired(valid_until),)
    return () if state in _SELLABLE else (QuoteMoveNotAllowed(state, QuoteState.CONVERTED),)


def change_refusals(state: QuoteState) -> tuple[Refusal, ...]:
    """Why the lines of a quote are not changed: only a draft's are."""
    return () if state is QuoteState.DRAFT else (QuoteNotDraft(state),)


def quote_number(year: int, sequence: int) -> str:
    """D2026-0001; the series begins anew each year and has no gaps."""
    return f"D{year}-{sequence:04d}"


# Days


def day_refusals(name: str, day: date | None, today: date) -> tuple[Refusal, ...]:
    """A day more than a year ago or three years ahead is a slip of the keyboard; beside the field `name`."""
    earliest, latest = today - _LONG_AGO, today + _FARTHEST
    return () if day is None or earliest <= day <= latest else (DayImplausible(name, earliest, latest),)


# Follow-ups


@dataclass(frozen=True, slots=True)
class NextStep:
    """What is proposed after a follow-up was done."""

    kind: FollowUpKind
    due: date


_AFTER: Mapping[FollowUpKind, tuple[FollowUpKind, int]] = MappingProxyType(
    {
        FollowUpKind.CALL: (FollowUpKind.CALL, 7),
        FollowUpKind.EMAIL: (FollowUpKind.CALL, 3),
        FollowUpKind.VISIT: (FollowUpKind.CALL, 2),
        FollowUpKind.TASK: (FollowUpKind.TASK, 7),
    }
)


def next_step(done: FollowUpKind, on: date) -> NextStep:
    """What is proposed next, never on a Sunday: e-mail of Thursday 22/07/2010 → call on Monday 26/07/2010."""
    kind, days = _AFTER[done]
    due = on + timedelta(days=days)
    return NextStep(kind, due + timedelta(days=1) if due.isoweekday() == _SUNDAY else due)


def closing_refusals(state: FollowUpState) -> tuple[Refusal, ...]:
    """Why a follow-up is not changed, done or called off: it is no longer open."""
    return () if state is FollowUpState.OPEN else (FollowUpClosed(state),)
