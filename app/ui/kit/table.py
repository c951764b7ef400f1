"""The table of the program: own head and cells, remembered columns, copying, right click, empty state."""

import re
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView

from app.i18n import tr
from app.ui.kit import theme
from app.ui.kit.cells import CellDelegate, cell_width
from app.ui.kit.columns import Column
from app.ui.kit.drawing import fill_rect
from app.ui.kit.empty import EmptyState
from app.ui.kit.head import Head, title_width
from app.ui.kit.icons import icon
from app.ui.kit.memory import Memory
from app.ui.kit.rows import Index, RowsModel
from app.ui.kit.table_memory import ColumnMemory, show_column_menu
from app.ui.kit.unfold import UNFOLD, UnfoldModel

__all__ = ["Memory", "Table"]

_NEVER_CUT = ("number", "money", "date", "chip")
_SAMPLE = 40
_BAR = 3
_A_NUMBER = re.compile(r"[+-][\d .,/()€%-]*")


class Table(QTableView):
    """Shows a `RowsModel`, `PagedModel` or `UnfoldModel`.

    `activated_row(row)` on Enter or double click, `current_row(row or None)` when the focus moves.
    `fill_menu(menu, row)` adds the actions of a right click.
    """

    activated_row = Signal(object)
    current_row = Signal(object)

    def __init__(
        self,
        model: RowsModel[Any],
        name: str,
        accessible_name: str,
        memory: Memory | None = None,
        row_height: int = 40,
        many: bool = False,
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.fill_menu: Callable[[QMenu, Any], None] | None = None
        self._rows = model
        self._empty: EmptyState | None = None
        self._head = Head(self)
        self._head.columns = model.columns
        self._set_up(row_height, many)
        self.setModel(model)
        self._memory = ColumnMemory(self._head, model.columns, memory, f"table/{name}")
        self._memory.restore()
        self._connect()

    def _set_up(self, row_height: int, many: bool) -> None:
        mode = QAbstractItemView.SelectionMode
        self.setHorizontalHeader(self._head)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(20)
        self.verticalHeader().setDefaultSectionSize(row_height)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(mode.ExtendedSelection if many else mode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setItemDelegate(CellDelegate(self))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.viewport().setMouseTracking(True)
        self.viewport().installEventFilter(self)

    def _connect(self) -> None:
        self.doubleClicked.connect(self._activate)
        self.clicked.connect(self._on_click)
        self._head.sectionClicked.connect(self._sort_by)
        self._head.customContextMenuRequested.connect(self.open_column_menu)
        self.customContextMenuRequested.connect(self._open_menu)
        self._rows.modelReset.connect(self._on_reset)
        self._rows.rowsInserted.connect(self._update_empty)
        self._rows.rowsRemoved.connect(self._update_empty)
        self._on_reset()

    def rows_model(self) -> RowsModel[Any]:
        """The model shown."""
        return self._rows

    def set_empty(self, empty: EmptyState) -> None:
        """Say this while there are no rows."""
        if self._empty is not None:
            self._empty.deleteLater()
        self._empty = empty
        empty.setParent(self.viewport())
        empty.setGeometry(self.viewport().rect())
        self._update_empty()

    def selected_row(self) -> Any:
        """The row with the focus, or None."""
        at = self.currentIndex().row()
        return self._rows.row(at) if 0 <= at < self._rows.rowCount() else None

    def select(self, at: int) -> None:
        """Move focus and selection to position `at`."""
        if 0 <= at < self._rows.rowCount():
            self.setCurrentIndex(self._rows.index(at, self._first_column()))
            self.selectRow(at)

    def _first_column(self) -> int:
        shown = (self._head.logicalIndex(at) for at in range(self._head.count()))
        return next((at for at in shown if not self._head.isSectionHidden(at)), 0)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which row has the focus."""
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.viewport().update()
            self.current_row.emit(self._rows.row(current.row()) if current.isValid() else None)

    def _on_reset(self) -> None:
        self._head.sorted_by = self._rows.sorted_by
        self._never_cut()
        self._update_empty()

    def _never_cut(self) -> None:
        """Widen columns whose days, amounts and states would be cut."""
        shown = range(min(_SAMPLE, self._rows.rowCount()))
        for at, column in enumerate(self._rows.columns):
            if column.kind in _NEVER_CUT:
                needed = [cell_width(self._rows.cell(row, at)) for row in shown]
                wanted = round(max([title_width(column.title), *needed])) + 1
                if wanted > self._head.sectionSize(at) and not self._head.isSectionHidden(at):
                    self._memory.widen(at, wanted)
        self._memory.fit(self.viewport().width())

    def _update_empty(self) -> None:
        if self._empty is not None:
            self._empty.setVisible(self._rows.rowCount() == 0)

    def _sort_by(self, section: int) -> None:
        column = self._rows.columns[section]
        if not column.sortable:
            return
        again = self._rows.sorted_by is not None and self._rows.sorted_by[0] == column.key
        descending = again and self._rows.sorted_by is not None and not self._rows.sorted_by[1]
        self._rows.sort(section, Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder)
        self._head.sorted_by = self._rows.sorted_by
        self._head.viewport().update()

    def _activate(self, index: QModelIndex) -> None:
        if index.isValid() and not self._is_fold(index):
            self.activated_row.emit(self._rows.row(index.row()))

    def _is_fold(self, index: QModelIndex) -> bool:
        return self._rows.columns[index.column()].key == UNFOLD

    def _on_click(self, index: QModelIndex) -> None:
        if isinstance(self._rows, UnfoldModel) and self._is_fold(index):
            self._rows.toggle(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Ctrl+C copies, Right and Left unfold and fold, the menu key asks for the menu."""
        key, row = event.key(), self.currentIndex().row()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.activated_row.emit(self._rows.row(row))
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif isinstance(self._rows, UnfoldModel) and key in (Qt.Key.Key_Right, Qt.Key.Key_Left) and row >= 0:
            self.select(self._rows.set_open(row, key == Qt.Key.Key_Right))
        elif key == Qt.Key.Key_Menu and row >= 0:
            self._open_menu(self.visualRect(self.currentIndex()).center())
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.select(0 if key == Qt.Key.Key_Home else self._rows.rowCount() - 1)
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Put the selected rows on the clipboard, tab-separated, in the order shown."""
        QGuiApplication.clipboard().setText(self.as_text())

    def as_text(self) -> str:
        """Return the selected rows as tab-separated text with their titles when there are several."""
        shown = [self._head.logicalIndex(at) for at in range(self._head.count())]
        shown = [
            at for at in shown if not self._head.isSectionHidden(at) and self._rows.columns[at].key != UNFOLD
        ]
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        lines = [[_bare(self._rows.cell(row, at).plain) for at in shown] for row in places]
        if len(lines) > 1:
            lines.insert(0, [self._rows.columns[at].title for at in shown])
        return "\n".join("\t".join(line) for line in lines)

    def _open_menu(self, at: QPoint) -> None:
        index = self.indexAt(at)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if index.isValid():
            if not self.selectionModel().isRowSelected(index.row()):
                self.select(index.row())
            if self.fill_menu is not None:
                self.fill_menu(menu, self._rows.row(index.row()))
                menu.addSeparator()
            copy = menu.addAction(icon("copy", "muted"), tr("Copier"))
            copy.triggered.connect(self.copy)
        columns = menu.addAction(icon("columns", "muted"), tr("Colonnes…"))
        columns.triggered.connect(self.open_column_menu)
        menu.popup(self.viewport().mapToGlobal(at))

    def open_column_menu(self, *_: object) -> None:
        """Offer to show and hide columns."""
        show_column_menu(self, self._head, self._memory)

    def columns_shown(self) -> list[Column]:
        """The columns shown, in the order shown."""
        places = [self._head.logicalIndex(at) for at in range(self._head.count())]
        return [self._rows.columns[at] for at in places if not self._head.isSectionHidden(at)]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over the fold mark; no dragging of selections over single-selection tables."""
        index = self.indexAt(event.position().toPoint())
        over = index.isValid() and isinstance(self._rows, UnfoldModel) and self._is_fold(index)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit columns and empty state to the room there is."""
        if event.type() == QEvent.Type.Resize and watched is self.viewport():
            self._memory.fit(self.viewport().width())
            if self._empty is not None:
                self._empty.setGeometry(self.viewport().rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, then the bars at the left and the outline of the row with the focus."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        self._paint_bars(painter)
        at = self.currentIndex().row()
        if at >= 0 and self.hasFocus():
            self._paint_focus(painter, at)
        painter.end()

    def _paint_bars(self, painter: QPainter) -> None:
        tokens = theme.current()
        last = self.rowAt(self.viewport().height() - 1)
        last = last if last >= 0 else self._rows.rowCount() - 1
        for row in range(max(0, self.rowAt(0)), last + 1):
            state = self._rows.tone(row)
            colour = tokens.state(state).icon if state not in ("", "muted") else ""
            if self.selectionModel().isRowSelected(row):
                colour = tokens.focus
            if colour:
                top, height = self.rowViewportPosition(row), self.rowHeight(row)
                fill_rect(painter, 0, top, _BAR, height - 1, colour)

    def _paint_focus(self, painter: QPainter, row: int) -> None:
        top, height = self.rowViewportPosition(row), self.rowHeight(row)
        width = min(self.viewport().width(), self._head.length())
        painter.setPen(QPen(QColor(theme.current().focus), 2))
        painter.drawRect(QRectF(1, top + 1, width - 2, height - 3))


def _bare(text: str) -> str:
    """Return cell text for a spreadsheet: one line, plain spaces, and no formula (spec 5.3)."""
    bare = " ".join(re.split(r"[\s\u00a0\u202f]", text))
    risky = bare[:1] in ("=", "@") or (bare[:1] in ("+", "-") and not _A_NUMBER.fullmatch(bare))
    return f"'{bare}" if risky else bare
