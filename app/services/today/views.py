"""The page of the day as plain frozen rows; each line of a client opens that client's card (spec 1.8).

A line of the days ahead opens the debits of its day, and each of these its card.
"""

from dataclasses import dataclass
from datetime import date, datetime

from app.domain.cents import Cents
from app.domain.ids import AccessId, ClientId, Rank, SuspensionId
from app.services.prospects.views import FollowUpRow


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a line is about."""

    client: ClientId
    name: str
    number: int


@dataclass(frozen=True, slots=True)
class SuspensionTurn:
    """A suspension that begins today, or whose last day is today. `days` None: without end."""

    person: Person
    begins: bool
    cause: str
    days: int | None


@dataclass(frozen=True, slots=True)
class ComingBack:
    """A member whose card opens again on that day, and the first debit from then on."""

    person: Person
    on: date
    next_due: date | None
    next_amount: Cents | None


@dataclass(frozen=True, slots=True)
class ToReview:
    """An open-ended suspension that nobody looked at for so many days; `since`: its first day."""

    person: Person
    suspension: SuspensionId
    version: int
    access: AccessId
    since: date
    cause: str
    days: int


@dataclass(frozen=True, slots=True)
class RejectedDebit:
    """A debit that the bank returned and that is still owed."""

    person: Person
    access: AccessId
    rank: Rank
    due: date
    amount: Cents
    rejected_on: date | None


@dataclass(frozen=True, slots=True)
class CameBlocked:
    """A member blocked now who passed the card these last days; `at`: the last time."""

    person: Person
    reason: str
    at: datetime
    owed: Cents


@dataclass(frozen=True, slots=True)
class DebitDay:
    """The debits that fall due on one day; `maintenance` of them are those of suspended accesses."""

    due: date
    count: int
    maintenance: int
    total: Cents


@dataclass(frozen=True, slots=True)
class DueDebit:
    """One debit of a day; `name_key` is what it is listed by."""

    person: Person
    access: AccessId
    rank: Rank
    plan: str
    amount: Cents
    is_maintenance: bool
    name_key: str


@dataclass(frozen=True, slots=True)
class Today:
    """The whole page, as of `at`. Lists hold at most `queries.LISTED` lines; the counts count all.

    `next_debits` None: no debit is planned. `days`: the next seven days that have debits. `follow_ups`:
    those of today and the overdue ones.
    """

    day: date
    at: datetime
    next_debits: DebitDay | None
    rejected_count: int
    rejected_total: Cents
    suspended_count: int
    suspended_open: int
    review_after: int
    turns: tuple[SuspensionTurn, ...]
    turns_count: int
    coming_back: tuple[ComingBack, ...]
    coming_back_count: int
    coming_back_until: date
    to_review: tuple[ToReview, ...]
    to_review_count: int
    rejected: tuple[RejectedDebit, ...]
    came_blocked: tuple[CameBlocked, ...]
    came_blocked_count: int
    days: tuple[DebitDay, ...]
    follow_ups: tuple[FollowUpRow, ...]
    follow_ups_count: int

    @property
    def days_total(self) -> Cents:
        """What falls due in these seven days, in cents."""
        return Cents(sum(each.total for each in self.days))


@dataclass(frozen=True, slots=True)
class Listed:
    """One list in words, for paper: each line says who, a detail, and a fact; `count` counts all."""

    title: str
    count: int
    lines: tuple[tuple[str, str, str], ...]
