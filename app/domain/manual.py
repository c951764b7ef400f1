"""What the changes by hand, taken in the order they were made, say of each rank (spec 2.4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.cents import Cents
from app.domain.contract import InstalmentState, ManualChange, ManualKind
from app.domain.ids import Rank


@dataclass(slots=True)
class RankByHand:
    """The last word by hand on one rank; the sequences tell when it was said."""

    amount: Cents | None = None
    amount_sequence: int = 0
    due: date | None = None
    deleted: bool = False
    deleted_sequence: int = 0
    held: bool = False
    added: bool = False

    def state(self) -> InstalmentState:
        """The state that the changes by hand give the rank."""
        if self.deleted:
            return InstalmentState.DELETED
        return InstalmentState.ON_HOLD if self.held else InstalmentState.PLANNED


def changes_by_rank(changes: Iterable[ManualChange]) -> dict[Rank, RankByHand]:
    """The last word on each rank that was changed by hand."""
    ranks: dict[Rank, RankByHand] = {}
    for change in sorted(changes, key=lambda change: change.sequence):
        _apply(ranks.setdefault(change.rank, RankByHand()), change)
    return ranks


def _apply(rank: RankByHand, change: ManualChange) -> None:
    kind = change.kind
    if kind in (ManualKind.AMOUNT, ManualKind.ADD):
        rank.amount, rank.amount_sequence = change.amount, change.sequence
    if kind in (ManualKind.DATE, ManualKind.ADD):
        rank.due = change.due
    if kind is ManualKind.ADD:
        rank.added = True
    elif kind is ManualKind.DELETE:
        rank.deleted, rank.deleted_sequence = True, change.sequence
    elif kind is ManualKind.RESTORE:
        rank.deleted = False
    elif kind in (ManualKind.HOLD, ManualKind.RELEASE):
        rank.held = kind is ManualKind.HOLD
