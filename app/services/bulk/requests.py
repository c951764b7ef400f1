"""What is asked of a whole selection: a suspension for all, or the stop of the ones that run."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.cents import Cents
from app.domain.ids import ClientId
from app.services.criteria import Criteria

Members = Criteria | tuple[ClientId, ...]
"""The clients that a search finds, or these clients."""


class Maintenance(StrEnum):
    """What the debits that the club's rule proposes become meanwhile."""

    PLAN = "plan"  # the amount of each access's plan, or the club's
    GIVEN = "given"  # one amount for all
    UNTOUCHED = "untouched"  # no debit is changed


@dataclass(frozen=True, slots=True)
class BulkSuspend:
    """Suspend every access of these clients. `days` None: unlimited; `amount` in cents with GIVEN."""

    members: Members
    first_day: date
    days: int | None
    cause: str
    maintenance: Maintenance = Maintenance.PLAN
    amount: Cents | None = None


@dataclass(frozen=True, slots=True)
class BulkStop:
    """These clients are back on `return_day`, at their contract's amount.

    `cause`: only suspensions made for it are stopped; None: all that run.
    """

    members: Members
    return_day: date
    cause: str | None = None


BulkRequest = BulkSuspend | BulkStop
