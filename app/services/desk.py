"""Who is at which desk, and what a verb answers: operator, rights, and the things it touched.

Free of SQLAlchemy, so that windows can import it before the first paint.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.ids import AccessId, ClientId, InvoiceId, UserId
from app.domain.refusals import NotAllowed, Refused
from app.domain.rights import Right, Rights, Role, rights_of, schedule_rights

if TYPE_CHECKING:
    from app.services.clock import Clock
    from app.services.store import Store


class TouchedKind(StrEnum):
    """What kind of thing a verb changed."""

    CLIENT = "client"
    ACCESS = "access"
    PLAN = "plan"
    USER = "user"
    SETTINGS = "settings"
    SEGMENT = "segment"
    INVOICE = "invoice"
    OPPORTUNITY = "opportunity"
    QUOTE = "quote"
    FOLLOW_UP = "follow_up"
    DOSSIER = "dossier"


@dataclass(frozen=True, slots=True)
class Touched:
    """One thing that a verb changed; views that show it refresh."""

    kind: TouchedKind
    id: int


MOST_TOUCHED = 1000
"""More changed things than this are told as none in particular: every view refreshes once."""


def touched_client(client: ClientId | int) -> Touched:
    """A client changed."""
    return Touched(TouchedKind.CLIENT, client)


def touched_access(access: AccessId | int) -> Touched:
    """An access changed."""
    return Touched(TouchedKind.ACCESS, access)


def touched_invoice(invoice: InvoiceId | int) -> Touched:
    """An invoice was issued, or what is kept about it changed."""
    return Touched(TouchedKind.INVOICE, invoice)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a verb did. `repeated`: the same command had been carried out before; this is its answer."""

    touched: frozenset[Touched] = field(default=frozenset())
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Operator:
    """The person signed in at a workstation."""

    user: UserId
    name: str
    role: Role
    workstation: str
    language: str = "fr"

    def may(self, right: Right) -> bool:
        """Whether the role of this person has this right (spec 1.1)."""
        return right in rights_of(self.role)


@dataclass(frozen=True, slots=True)
class Desk:
    """A workstation at work: its database, its clock, and who is signed in."""

    store: Store
    clock: Clock
    operator: Operator

    def today(self) -> date:
        """The day at the club."""
        return self.clock.today()

    def now(self) -> datetime:
        """The moment, in UTC."""
        return self.clock.now()

    @property
    def rights(self) -> Rights:
        """What this person may do to a schedule, as the domain's decisions ask it."""
        return schedule_rights(self.operator.role)

    def require(self, right: Right) -> None:
        """Refuse with `NotAllowed(right)` what this person may not do; every verb begins with it."""
        if not self.operator.may(right):
            raise Refused(NotAllowed(right))
