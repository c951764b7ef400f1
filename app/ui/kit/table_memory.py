"""Remembers widths, order and hidden columns of a table, and lets the operator choose columns."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView

from app.i18n import tr
from app.ui.kit.columns import Column
from app.ui.kit.head import HEIGHT, Head
from app.ui.kit.memory import Memory


class ColumnMemory(QObject):
    """Keeps one table's columns in a `Memory`, by column key."""

    def __init__(self, head: Head, columns: Sequence[Column], memory: Memory | None, name: str) -> None:
        super().__init__(head)
        self._head = head
        self._columns = columns
        self._memory = memory
        self._name = name
        self._silent = False
        self._wished: dict[str, int] = {}

    def restore(self) -> None:
        """Apply what is remembered, else the widths of the columns themselves; then listen."""
        self._apply_defaults()
        kept = self._memory.get(self._name) if self._memory else None
        if isinstance(kept, dict):
            self._apply(kept)
        self._head.sectionResized.connect(self._wish)
        self._head.sectionMoved.connect(self._keep)

    def _apply_defaults(self) -> None:
        for at, column in enumerate(self._columns):
            self._head.resizeSection(at, column.width)
            self._head.setSectionHidden(at, column.hidden)
        if self._stretching is not None:
            self._head.setSectionResizeMode(self._stretching, QHeaderView.ResizeMode.Stretch)
        self._head.setStretchLastSection(self._stretching is None)

    def _apply(self, kept: dict[str, Any]) -> None:
        keys = [column.key for column in self._columns]
        widths, hidden, order = kept.get("widths"), kept.get("hidden"), kept.get("order")
        for at, key in enumerate(keys):
            width = widths.get(key) if isinstance(widths, dict) else None
            if isinstance(width, int) and 20 <= width <= 2000:
                self._wished[key] = width
                self._head.resizeSection(at, width)
            if isinstance(hidden, list):
                self._head.setSectionHidden(at, key in hidden)
        known = [key for key in order if key in keys] if isinstance(order, list) else []
        for place, key in enumerate(known):
            self._head.moveSection(self._head.visualIndex(keys.index(key)), place)

    def fit(self, room: int) -> None:
        """Let the stretching column fill `room`, but never become narrower than it asks to be."""
        at = self._stretching
        if at is None or self._head.isSectionHidden(at):
            return
        others = sum(self._head.sectionSize(i) for i in range(len(self._columns)) if i != at)
        mode = QHeaderView.ResizeMode
        fills = room - others >= self._columns[at].width
        if fills != (self._head.sectionResizeMode(at) == mode.Stretch):
            self._head.setSectionResizeMode(at, mode.Stretch if fills else mode.Interactive)
            if not fills:
                self.widen(at, self._columns[at].width)

    @property
    def _stretching(self) -> int | None:
        return next((at for at, column in enumerate(self._columns) if column.stretch), None)

    def _is_elastic(self, at: int) -> bool:
        """Whether the width follows the window: it is nobody's wish then."""
        if self._stretching is not None:
            return at == self._stretching
        return self._head.visualIndex(at) == max(
            self._head.visualIndex(i) for i in range(len(self._columns)) if not self._head.isSectionHidden(i)
        )

    def reset(self) -> None:
        """Go back to the columns as the program makes them."""
        self._silent = True
        for at in range(len(self._columns)):
            self._head.moveSection(self._head.visualIndex(at), at)
        self._apply_defaults()
        self._silent = False
        self._wished.clear()
        self._keep()

    def widen(self, at: int, width: int) -> None:
        """Make a column wider without remembering it as a wish."""
        self._silent = True
        self._head.resizeSection(at, width)
        self._silent = False

    def set_hidden(self, key: str, hidden: bool) -> None:
        """Hide or show the column `key`; the last one stays."""
        at = next(at for at, column in enumerate(self._columns) if column.key == key)
        shown = self._head.count() - self._head.hiddenSectionCount()
        if hidden and shown <= 1:
            return
        self._silent = True
        self._head.setSectionHidden(at, hidden)
        if not hidden and self._head.sectionSize(at) < self._columns[at].width:
            self._head.resizeSection(at, self._columns[at].width)
        self._silent = False
        self._keep()

    def is_hidden(self, key: str) -> bool:
        """Whether the column `key` is hidden."""
        at = next(at for at, column in enumerate(self._columns) if column.key == key)
        return self._head.isSectionHidden(at)

    def choosable(self) -> list[Column]:
        """The columns an operator may hide."""
        return [column for column in self._columns if column.title]

    def _wish(self, at: int, _before: int, width: int) -> None:
        """Remember the width a person gave a column; what follows the window or its contents is nobody's wish."""
        if self._silent or width == 0 or self._is_elastic(at):
            return
        self._wished[self._columns[at].key] = width
        self._keep()

    def _keep(self, *_: object) -> None:
        if self._silent or self._memory is None:
            return
        keys = [column.key for column in self._columns]
        kept = {
            "widths": dict(self._wished),
            "order": [keys[self._head.logicalIndex(place)] for place in range(len(keys))],
            "hidden": [key for at, key in enumerate(keys) if self._head.isSectionHidden(at)],
        }
        self._memory.set(self._name, kept)


class _ColumnAction(QAction):
    """One column in the menu."""

    def __init__(self, menu: QMenu, column: Column, memory: ColumnMemory) -> None:
        super().__init__(column.title, menu)
        self._key = column.key
        self._memory = memory
        self.setCheckable(True)
        self.setChecked(not memory.is_hidden(column.key))
        self.toggled.connect(self._switch)

    def _switch(self, shown: bool) -> None:
        self._memory.set_hidden(self._key, not shown)


def show_column_menu(table: QTableView, head: Head, memory: ColumnMemory) -> QMenu:
    """Open the menu of columns under the head of `table`."""
    menu = QMenu(table)
    menu.setObjectName("columns_menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for column in memory.choosable():
        menu.addAction(_ColumnAction(menu, column, memory))
    menu.addSeparator()
    reset = menu.addAction(tr("Colonnes d’origine"))
    reset.triggered.connect(memory.reset)
    menu.popup(head.mapToGlobal(QPoint(max(0, head.width() - 220), HEIGHT)))
    return menu
