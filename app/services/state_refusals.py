"""Why a client is not deactivated, reactivated or deleted, and why an ended access stays as it is (spec 3)."""

from dataclasses import dataclass
from datetime import date

from app.domain.refusals import Refusal


@dataclass(frozen=True, slots=True)
class AccessEndedForGood(Refusal):
    """The access was ended for good on this day; nothing changes it any more."""

    ended_on: date


@dataclass(frozen=True, slots=True)
class AlreadyDeactivated(Refusal):
    """Somebody deactivated this client before, on this day."""

    since: date


@dataclass(frozen=True, slots=True)
class NotDeactivated(Refusal):
    """The client is not deactivated (any more)."""


@dataclass(frozen=True, slots=True)
class Uses:
    """What refers to a client: the kind of thing (its table) and how many there are."""

    listed: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ClientInUse(Refusal):
    """Something refers to the client, who can be deactivated but not deleted."""

    uses: Uses


@dataclass(frozen=True, slots=True)
class EndingNotConfirmed(Refusal):
    """Ending accesses cannot be undone, and was not confirmed; how many would end."""

    accesses: int


@dataclass(frozen=True, slots=True)
class LinkedMeanwhile(Refusal):
    """Other accesses, invoices or persons are linked to the client than were shown when this was decided."""
