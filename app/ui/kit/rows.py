"""Table models: rows held in memory, and rows fetched page by page from the database."""

import unicodedata
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.ui.kit.columns import Cell, Column
from app.ui.kit.runner import Runner

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
CELL_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 2
LEVEL_ROLE = int(Qt.ItemDataRole.UserRole) + 3
TONE_ROLE = int(Qt.ItemDataRole.UserRole) + 4
_NOWHERE = QModelIndex()


class RowsModel(QAbstractTableModel, Generic[R]):
    """Shows a list of rows; sorts it in memory by the raw values of a column.

    `tone` may name a state for a row: its accent bar at the left, or "muted" for quiet rows.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Sequence[R] = (),
        tone: Callable[[R], str] | None = None,
    ) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._rows: list[R] = list(rows)
        self._tone = tone
        self.sorted_by: tuple[str, bool] | None = None

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show these rows instead, in the order asked for last."""
        self.beginResetModel()
        self._rows = list(rows)
        self._sort_rows()
        self.endResetModel()

    def rows(self) -> list[R]:
        """Return the rows held now, in the order shown."""
        return list(self._rows)

    def row(self, at: int) -> R:
        """Return the row at position `at`."""
        return self._rows[at]

    def find(self, wanted: Callable[[R], bool]) -> int:
        """Return the position of the first row that is `wanted`, or -1."""
        return next((at for at, row in enumerate(self._rows) if wanted(row)), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many rows are held."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def cell(self, row: int, column: int) -> Cell:
        """Return what the cell shows."""
        return self.columns[column].cell(self._rows[row])

    def level(self, row: int) -> int:
        """How deep a row is unfolded; 0 here."""
        return 0

    def tone(self, row: int) -> str:
        """Return the state named for a row, or nothing."""
        return self._tone(self._rows[row]) if self._tone else ""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, alignment, cell, row, level and tone of a cell."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        if role == CELL_ROLE:
            return self.cell(index.row(), index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.cell(index.row(), index.column()).plain
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.columns[index.column()].flag | Qt.AlignmentFlag.AlignVCenter
        if role == ROW_ROLE:
            return self._rows[index.row()]
        if role == LEVEL_ROLE:
            return self.level(index.row())
        return self.tone(index.row()) if role == TONE_ROLE else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The title of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the rows by a column; empty values come last."""
        if not 0 <= column < len(self.columns) or not self.columns[column].sortable:
            return
        self.sorted_by = (self.columns[column].key, order == Qt.SortOrder.DescendingOrder)
        self.layoutAboutToBeChanged.emit()
        before = list(self._rows)
        self._sort_rows()
        self._follow(before)
        self.layoutChanged.emit()

    def _follow(self, before: list[R]) -> None:
        """Let selections follow their row."""
        places = {id(row): at for at, row in enumerate(self._rows)}
        for old in self.persistentIndexList():
            at = places[id(before[old.row()])]
            self.changePersistentIndex(old, self.index(at, old.column()))

    def _sort_rows(self) -> None:
        if self.sorted_by is None:
            return
        key, descending = self.sorted_by
        column = next(c for c in self.columns if c.key == key)
        filled = [row for row in self._rows if not _is_empty(column.read(row))]
        empty = [row for row in self._rows if _is_empty(column.read(row))]
        filled.sort(key=lambda row: sort_key(column.read(row)), reverse=descending)
        self._rows = filled + empty


def _is_empty(value: object) -> bool:
    return value is None or value == "" or (isinstance(value, Cell) and not value.plain)


def sort_key(value: object) -> tuple[int, Any]:
    """Return a key that orders numbers and days by value and texts without case and accents."""
    if isinstance(value, int | float):
        return (0, value)
    if hasattr(value, "toordinal"):
        return (1, value)
    text = value.plain if isinstance(value, Cell) else str(getattr(value, "text", value))
    folded = unicodedata.normalize("NFKD", text.casefold())
    return (2, "".join(mark for mark in folded if not unicodedata.combining(mark)))


Fetch = Callable[[Any, int], Sequence[R]]


class PagedModel(RowsModel[R]):
    """Shows rows of a long list as they are scrolled to; the list is read by key, page by page.

    `key` gives what the next page starts after. Sorting is asked of the owner through
    `sort_asked(key, descending)`, who then calls `load` with another fetch.
    """

    sort_asked = Signal(str, bool)
    fetched = Signal(int)
    failed = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column],
        key: Callable[[R], Any],
        runner: Runner | None = None,
        page: int = 200,
        tone: Callable[[R], str] | None = None,
    ) -> None:
        super().__init__(columns, (), tone)
        self._key = key
        self._runner = runner
        self._page = page
        self._fetch: Fetch[R] | None = None
        self._generation = 0
        self._complete = True
        self._waiting = False

    @property
    def complete(self) -> bool:
        """Whether the last row has been fetched."""
        return self._complete

    def load(self, fetch: Fetch[R]) -> None:
        """Forget the rows and read from the start with `fetch(after_key, limit)`."""
        self._generation += 1
        self._fetch = fetch
        self._complete = False
        self._waiting = False
        self._ask(None)

    def canFetchMore(self, parent: Index = _NOWHERE) -> bool:
        """Whether there may be more rows below."""
        return not parent.isValid() and not self._complete and not self._waiting and bool(self._rows)

    def fetchMore(self, parent: Index = _NOWHERE) -> None:
        """Read the next page."""
        if self.canFetchMore(parent):
            self._ask(self._key(self._rows[-1]))

    def _ask(self, after: Any) -> None:
        assert self._fetch is not None
        self._waiting = True
        job = partial(self._fetch, after, self._page)
        take = partial(self._take, self._generation, after is None)
        if self._runner is None:
            take(job())
        else:
            self._runner.submit(job, take, partial(self._refuse, self._generation))

    def _take(self, generation: int, first: bool, page: Sequence[R]) -> None:
        if generation != self._generation:
            return
        self._waiting = False
        self._complete = len(page) < self._page
        if first:
            self.beginResetModel()
            self._rows = list(page)
            self.endResetModel()
        elif page:
            start = len(self._rows)
            self.beginInsertRows(QModelIndex(), start, start + len(page) - 1)
            self._rows.extend(page)
            self.endInsertRows()
        self.fetched.emit(len(self._rows))

    def _refuse(self, generation: int, error: Exception) -> None:
        if generation == self._generation:
            self._waiting = False
            self._complete = True
            self.failed.emit(error)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask the owner for another order."""
        if 0 <= column < len(self.columns) and self.columns[column].sortable:
            self.sorted_by = (self.columns[column].key, order == Qt.SortOrder.DescendingOrder)
            self.sort_asked.emit(*self.sorted_by)
