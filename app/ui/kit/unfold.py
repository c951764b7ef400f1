"""A table model whose lines unfold into single rows beneath them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex

from app.ui.kit.columns import Cell, Column
from app.ui.kit.rows import RowsModel

R = TypeVar("R")
UNFOLD = "_unfold"


def unfold_column(width: int = 44) -> Column:
    """Return the column that carries the fold marks; put it first."""
    return Column(UNFOLD, "", width=width, sortable=False, value=_nothing)


def _nothing(_row: object) -> str:
    return ""


class UnfoldModel(RowsModel[R], Generic[R]):
    """Lines with single rows beneath: `parts(line)` gives them; an empty list means nothing to unfold.

    Lines keep their order; `identity` tells lines apart, so that open ones stay open when refreshed.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        parts: Callable[[R], Sequence[R]],
        identity: Callable[[R], object],
        tone: Callable[[R], str] | None = None,
    ) -> None:
        super().__init__(columns, (), tone)
        self._parts = parts
        self._identity = identity
        self._levels: list[int] = []
        self._open: set[object] = set()

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show these lines; those that were open stay open."""
        self.beginResetModel()
        self._rows, self._levels = [], []
        for line in rows:
            self._rows.append(line)
            self._levels.append(0)
            if self._identity(line) in self._open:
                parts = list(self._parts(line))
                self._rows += parts
                self._levels += [1] * len(parts)
        self.endResetModel()

    def level(self, row: int) -> int:
        """0 for a line, 1 for a single row beneath."""
        return self._levels[row]

    def is_open(self, row: int) -> bool:
        """Whether the line at `row` is unfolded."""
        return self._levels[row] == 0 and self._identity(self._rows[row]) in self._open

    def cell(self, row: int, column: int) -> Cell:
        """The fold mark, or the cell."""
        shown = self.columns[column]
        if shown.key != UNFOLD:
            cell = super().cell(row, column)
            is_quiet = (
                self._levels[row] > 0 and cell.tone == "text" and shown.kind in ("text", "bold", "number")
            )
            return replace(cell, tone="muted") if is_quiet else cell
        if self._levels[row] or not self._parts(self._rows[row]):
            return Cell()
        return Cell(icon="chevron-down" if self.is_open(row) else "chevron-right", tone="muted")

    def toggle(self, row: int) -> None:
        """Unfold or fold the line at `row`."""
        self.set_open(row, not self.is_open(row))

    def set_open(self, row: int, wanted: bool) -> int:
        """Unfold or fold; from a single row, folding goes to its line. Return the row to stand on."""
        if self._levels[row]:
            if wanted:
                return row
            row = max(at for at in range(row) if self._levels[at] == 0)
            return row
        if wanted == self.is_open(row):
            return row
        if wanted:
            self._insert(row)
        else:
            self._remove(row)
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))
        return row

    def _insert(self, row: int) -> None:
        parts = list(self._parts(self._rows[row]))
        if not parts:
            return
        self._open.add(self._identity(self._rows[row]))
        self.beginInsertRows(QModelIndex(), row + 1, row + len(parts))
        self._rows[row + 1 : row + 1] = parts
        self._levels[row + 1 : row + 1] = [1] * len(parts)
        self.endInsertRows()

    def _remove(self, row: int) -> None:
        self._open.discard(self._identity(self._rows[row]))
        end = row + 1
        while end < len(self._rows) and self._levels[end]:
            end += 1
        self.beginRemoveRows(QModelIndex(), row + 1, end - 1)
        del self._rows[row + 1 : end]
        del self._levels[row + 1 : end]
        self.endRemoveRows()

    def _sort_rows(self) -> None:
        """Lines keep the order of their ranks."""
