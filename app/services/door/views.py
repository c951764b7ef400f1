"""What a passage asks and what the desk is shown of it: plain frozen values."""

from dataclasses import dataclass
from datetime import date, datetime

from app.domain.contract import DayRange
from app.domain.door import Closure
from app.domain.ids import AccessId, ClientId, CommandId

LONGEST_CARD = 64
"""Digits beyond this many are no card number."""


@dataclass(frozen=True, slots=True)
class PassCard:
    """A card was passed, or its number typed."""

    command: CommandId
    typed: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the card, as the desk sees at the door; `remark` is empty unless it is to be shown.

    `access` is the one that opens or, where none does, the one that the first reason is about.
    """

    client: ClientId
    number: int
    name: str
    age: int | None
    photo: bytes | None
    remark: str
    access: AccessId | None
    access_name: str
    access_last: date | None
    end_open: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """What was decided about one card. `card` is empty where no card number could be read.

    `opens_again_on`: the day on which the card opens by itself; None: it is open, or somebody must act.
    """

    id: int
    at: datetime
    card: str
    is_open: bool
    closures: tuple[Closure, ...]
    opens_again_on: date | None
    holder: Holder | None
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A line of *Derniers passages*; `closure` None: the door opened by `access_name`."""

    id: int
    at: datetime
    card: str
    client: ClientId | None
    name: str
    is_open: bool
    closure: Closure | None
    access_name: str
    access_last: date | None
    end_open: bool


@dataclass(frozen=True, slots=True)
class PassageCounts:
    """How many cards were passed on a day, and how many were refused."""

    total: int
    refused: int


@dataclass(frozen=True, slots=True)
class AccessFacts:
    """One access as it stood when a passage was decided."""

    access: AccessId
    name: str
    first_day: date
    last_day: date | None
    end_open: bool
    ended_on: date | None
    suspensions: tuple[DayRange, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What a passage was decided from, kept in the log as JSON."""

    day: date
    closures: tuple[Closure, ...] = ()
    opens_again_on: date | None = None
    access: AccessId | None = None
    blocked_on: date | None = None
    deactivated_on: date | None = None
    accesses: tuple[AccessFacts, ...] = ()
