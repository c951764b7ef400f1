"""The values the schedule is made from: terms, suspensions, manual changes, facts (spec 2)."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.domain.cents import Cents
from app.domain.ids import Rank, SuspensionId


class PeriodUnit(StrEnum):
    """What a period of debits is counted in."""

    MONTH = "month"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Period:
    """Every N months or every N weeks; `count` ≥ 1."""

    count: int = 1
    unit: PeriodUnit = PeriodUnit.MONTH


MONTHLY = Period()
"""One month, the period of most contracts."""


@dataclass(frozen=True, slots=True)
class DayRange:
    """First and last day, both included; `last` None means without end."""

    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class RankRange:
    """First and last rank, both included; `last` None means without end."""

    first: Rank
    last: Rank | None


@dataclass(frozen=True, slots=True)
class PriceStep:
    """From this contractual due date on, the normal amount is this one (yearly increase)."""

    from_due: date
    amount: Cents


@dataclass(frozen=True, slots=True)
class PriceChange:
    """A price change recorded from a rank on, as at a stop with another amount (spec 2.3)."""

    from_rank: Rank
    amount: Cents
    sequence: int


@dataclass(frozen=True, slots=True)
class Terms:
    """What the contract says of its debits.

    `anchor_day` 1…31 is the debit day of the contract, from which every due date is counted
    (months only). `first_amounts` are other amounts for ranks 1, 2 … (prorata, fee).
    `count` None: without end.
    """

    first_due: date
    normal_amount: Cents
    anchor_day: int
    period: Period = MONTHLY
    count: int | None = None
    first_amounts: tuple[Cents, ...] = ()
    price_steps: tuple[PriceStep, ...] = ()


@dataclass(frozen=True, slots=True)
class Suspension:
    """One suspension of one access.

    `ranks` None: no debit changed. `sequence` orders suspensions and manual changes by the
    moment they were made. `replaces_manual`: the operator confirmed that manual amounts made
    earlier on these ranks give way. `returned`: ranks inside `ranks` that went back to the
    normal amount at a stop although a later one did not (only after dates moved by hand).
    """

    id: SuspensionId
    days: DayRange
    ranks: RankRange | None
    maintenance: Cents | None
    sequence: int
    postpones: bool = True
    replaces_manual: bool = False
    cause: str = ""
    returned: frozenset[Rank] = frozenset()


class ManualKind(StrEnum):
    """What was changed by hand on one rank."""

    AMOUNT = "amount"
    DATE = "date"
    DELETE = "delete"
    RESTORE = "restore"
    HOLD = "hold"
    RELEASE = "release"
    ADD = "add"


@dataclass(frozen=True, slots=True)
class ManualChange:
    """One change by hand on one rank; `amount` and `due` where the kind needs them."""

    rank: Rank
    kind: ManualKind
    sequence: int
    amount: Cents | None = None
    due: date | None = None


class InstalmentState(StrEnum):
    """States of an instalment (spec 2.4)."""

    PLANNED = "planned"
    ON_HOLD = "on_hold"
    PRESENTED = "presented"
    COLLECTED = "collected"
    REJECTED = "rejected"
    DELETED = "deleted"


FACT_STATES = frozenset({InstalmentState.PRESENTED, InstalmentState.COLLECTED, InstalmentState.REJECTED})


class Origin(StrEnum):
    """What made the amount of an instalment."""

    CONTRACT = "contract"
    FIRST_AMOUNT = "first_amount"
    PRICE_STEP = "price_step"
    PRICE_CHANGE = "price_change"
    SUSPENSION = "suspension"
    POSTPONED = "postponed"
    MANUAL = "manual"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Fact:
    """What is already at the bank for one rank; nothing alters it (spec 2.4).

    It keeps what made it, so that a postponed full price stays owed whatever happens later:
    `postpones` tells that the fact is a maintenance debit whose full price was postponed.
    """

    rank: Rank
    state: InstalmentState
    due: date
    amount: Cents
    origin: Origin
    suspension: SuspensionId | None = None
    postpones: bool = False


@dataclass(frozen=True, slots=True)
class Contract:
    """Everything the schedule of one access is computed from.

    `terms` None: paid at once, without debits. `access` is the period as sold (original end);
    `access.last` None: without end. `ended_on`: it was ended early, for good; from that day on it
    neither opens the door nor is debited (spec 3.2.2).
    """

    access: DayRange
    terms: Terms | None
    suspensions: tuple[Suspension, ...] = ()
    manual: tuple[ManualChange, ...] = ()
    facts: tuple[Fact, ...] = ()
    price_changes: tuple[PriceChange, ...] = field(default=())
    ended_on: date | None = None
