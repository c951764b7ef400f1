"""What the papers are drawn from: frozen values gathered beforehand, so that drawing reads no database.

Amounts are whole cents, days plain dates, ranks those of the contract (spec 2.1). `last` values of
None mean without end.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from app.domain.cents import Cents
from app.domain.contract import DayRange, Period, RankRange
from app.domain.instalments import Line
from app.i18n import Language
from app.services.fields import PaymentMode

NOTHING = Cents(0)


@dataclass(frozen=True, slots=True)
class PaperClub:
    """The heading: the club's name over its address and what reaches it."""

    name: str
    lines: tuple[str, ...]
    town: str = ""


@dataclass(frozen=True, slots=True)
class PaperMember:
    """Who receives the paper: number, name, address lines ready for an envelope's window."""

    number: int
    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stamp:
    """When the paper was made, and by whom."""

    day: date
    operator: str


@dataclass(frozen=True, slots=True)
class PaperSuspension:
    """One suspension as the member is told of it."""

    days: DayRange
    count: int | None
    cause: str
    ranks: RankRange | None
    maintenance: Cents | None


class TotalKind(StrEnum):
    """What a total adds up."""

    COLLECTED = "collected"
    PRESENTED = "presented"
    REJECTED = "rejected"
    ON_HOLD = "on_hold"
    PLANNED = "planned"
    NEXT_TWELVE = "next_twelve"


@dataclass(frozen=True, slots=True)
class PaperTotal:
    """One total and the number of debits in it."""

    kind: TotalKind
    amount: Cents
    count: int


@dataclass(frozen=True, slots=True)
class PaperMandate:
    """The mandate; the account number is masked before it gets here."""

    reference: str
    iban_masked: str
    bic: str
    signed_on: date


@dataclass(frozen=True, slots=True)
class PaperAccess:
    """The access that was sold. `end_open`: the end is known only once the member is back."""

    plan_name: str
    payment: PaymentMode
    days: DayRange
    end_open: bool
    sold_on: date
    period: Period
    normal_amount: Cents | None
    amount_at_once: Cents | None


@dataclass(frozen=True, slots=True)
class PaperDebit:
    """The next debit; `is_maintenance` while the access is suspended."""

    due: date
    amount: Cents
    is_maintenance: bool


@dataclass(frozen=True, slots=True)
class AccessSchedule:
    """The Echéancier of one access. `suspended` is the suspension that covers the day of the paper."""

    access: PaperAccess
    next_debit: PaperDebit | None
    lines: tuple[Line, ...]
    suspensions: tuple[PaperSuspension, ...]
    suspended: PaperSuspension | None
    totals: tuple[PaperTotal, ...]
    mandate: PaperMandate | None


@dataclass(frozen=True, slots=True)
class SchedulePaper:
    """A member's schedules, one access after the other, in the member's language.

    `with_past`: the lines begin at the first debit, else at the next one. `detail`: the instalments
    of each line are unfolded below it (those that the line carries).
    """

    language: Language
    club: PaperClub
    member: PaperMember
    stamp: Stamp
    schedules: tuple[AccessSchedule, ...]
    with_past: bool = False
    detail: bool = False


@dataclass(frozen=True, slots=True)
class BeforeAfterLine:
    """One line of the schedule before or after a suspension; `changed` ones are shown apart."""

    first_due: date
    count: int | None
    amount: Cents
    changed: bool


@dataclass(frozen=True, slots=True)
class PaperChoices:
    """How a schedule is put on paper; `language` None: the member's own."""

    language: Language | None = None
    with_past: bool = False
    detail: bool = False


@dataclass(frozen=True, slots=True)
class SelectionChoices:
    """Where the schedules of a selection go: one PDF (`target`), or one file per client in that folder."""

    target: Path
    one_file: bool
    paper: PaperChoices = PaperChoices()


@dataclass(frozen=True, slots=True)
class PrintedPaper:
    """A finished PDF, how it is called in a title bar and as a file, and the language it speaks."""

    content: bytes
    title: str
    file_name: str
    language: Language


@dataclass(frozen=True, slots=True)
class MoneyConsequences:
    """What a suspension changes in what is paid, in cents; zero where it does not apply (spec 2.2).

    `less` is what the member of an endless access pays less; `postponed` the number of full-price
    instalments put after the last rank, `postponed_open` that they will be known at the return;
    `waived` what a fixed-length access gives up where nothing is postponed.
    """

    less: Cents = NOTHING
    postponed: int = 0
    postponed_amount: Cents = NOTHING
    postponed_open: bool = False
    waived: Cents = NOTHING


@dataclass(frozen=True, slots=True)
class ReceiptPaper:
    """An avenant de report: what was agreed, its consequences, and room for two signatures.

    `money` says what is paid less or later; `old_end` and `new_end` are the ends of the access
    before and after (`new_end` None with an old one: known at the return). `agreed_on`: the day the
    suspension was entered. `represented_by`: who signs for a minor.
    """

    language: Language
    club: PaperClub
    member: PaperMember
    stamp: Stamp
    access: PaperAccess
    suspension: PaperSuspension
    agreed_on: date
    before: tuple[BeforeAfterLine, ...]
    after: tuple[BeforeAfterLine, ...]
    old_end: date | None
    new_end: date | None
    money: MoneyConsequences
    represented_by: str = ""
