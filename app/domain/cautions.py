"""What a person should see before Ok although the request is not refused (spec 1.5, 2.4)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.domain.cents import Cents
from app.domain.contract import InstalmentState
from app.domain.ids import Rank


@dataclass(frozen=True, slots=True)
class Caution:
    """One thing to know; `needs_confirmation`: nothing of it happens unless a person confirms."""

    needs_confirmation: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class ShortNotice(Caution):
    """A changed debit inside the pre-notification delay; `None`: there is none on that side."""

    rank: Rank
    due: date
    old: Cents | None
    new: Cents | None
    notice_days: int


@dataclass(frozen=True, slots=True)
class FactLeft(Caution):
    """A debit already at the bank, which stays as it is."""

    rank: Rank
    due: date
    state: InstalmentState
    amount: Cents


@dataclass(frozen=True, slots=True)
class DeletedLeft(Caution):
    """A deleted instalment, which stays deleted."""

    rank: Rank
    due: date


@dataclass(frozen=True, slots=True)
class ManualKept(Caution):
    """An amount set by hand earlier: it stays, unless its replacement is confirmed."""

    needs_confirmation: ClassVar[bool] = True
    rank: Rank
    due: date
    amount: Cents


@dataclass(frozen=True, slots=True)
class ManualReplaced(Caution):
    """An amount set by hand earlier gives way, as confirmed."""

    rank: Rank
    due: date
    amount: Cents


@dataclass(frozen=True, slots=True)
class AboveNormal(Caution):
    """A maintenance amount above the normal one, which only a Responsable may confirm."""

    needs_confirmation: ClassVar[bool] = True
    amount: Cents
    normal: Cents


@dataclass(frozen=True, slots=True)
class PostponementLost(Caution):
    """The full price of this instalment was postponed and no longer is, since it is changed by hand."""

    rank: Rank
    due: date
    amount: Cents


@dataclass(frozen=True, slots=True)
class SetAboveNormal(Caution):
    """An amount set by hand above the normal one of its rank."""

    rank: Rank
    due: date
    amount: Cents
    normal: Cents
