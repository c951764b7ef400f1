"""Paints the cells of tables: text by kind, chips, hairlines, selection bar and the outline of the focused row."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from app.ui.kit import theme
from app.ui.kit.chips import chip_size, paint_chip
from app.ui.kit.columns import Cell
from app.ui.kit.drawing import fill_rect, write
from app.ui.kit.fonts import BODY, text_width
from app.ui.kit.icons import paint_icon
from app.ui.kit.rows import CELL_ROLE, RowsModel

PAD = 12
ICON = 16
_OLD_GAP = 10
_SELECTED = QStyle.StateFlag.State_Selected.value


def cell_width(cell: Cell) -> float:
    """Return the width a cell needs, padding included."""
    if cell.chip:
        return chip_size(cell.chip.text).width() + 2 * PAD
    icon = ICON + 6 if cell.icon else 0
    old = text_width(cell.old) + _OLD_GAP if cell.old else 0
    return text_width(cell.text, BODY, cell.bold) + old + icon + 2 * PAD


class CellDelegate(QStyledItemDelegate):
    """Paints one cell from its `Cell`."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The room the cell needs; heights belong to the table."""
        cell = index.data(CELL_ROLE)
        return QSize(round(cell_width(cell)) if isinstance(cell, Cell) else 40, 40)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint ground, content and hairline."""
        model = index.model()
        if not isinstance(model, RowsModel):
            return
        row, column = index.row(), index.column()
        level = model.level(row)
        rect = QRectF(option.rect)
        selected = bool(option.state.value & _SELECTED)
        self._paint_ground(painter, rect, level, selected)
        align = model.columns[column].flag
        self._paint_cell(painter, rect, model.cell(row, column), align, level, model.tone(row))

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Hovering over a text that was shortened tells all of it."""
        cell = index.data(CELL_ROLE)
        if isinstance(cell, Cell) and cell_width(cell) > view.visualRect(index).width():
            QToolTip.showText(event.globalPos(), cell.plain, view)
        else:
            QToolTip.hideText()
        return True

    def _paint_ground(self, painter: QPainter, rect: QRectF, level: int, selected: bool) -> None:
        tokens = theme.current()
        if selected:
            fill_rect(painter, rect.x(), rect.y(), rect.width(), rect.height(), tokens.accent_tint)
        elif level:
            fill_rect(painter, rect.x(), rect.y(), rect.width(), rect.height(), tokens.sunken)
        fill_rect(painter, rect.x(), rect.bottom() - 1, rect.width(), 1, tokens.border)

    def _paint_cell(
        self, painter: QPainter, rect: QRectF, cell: Cell, align: Qt.AlignmentFlag, level: int, tone: str
    ) -> None:
        inner = rect.adjusted(PAD, 0, -PAD, -1)
        if cell.chip:
            flat = cell.chip.flat or level > 0
            middle = rect.y() + (rect.height() - 1) / 2
            paint_chip(
                painter,
                inner.x(),
                middle,
                cell.chip.kind,
                cell.chip.text,
                flat=flat,
                width=inner.width() + PAD,
            )
            return
        tokens = theme.current()
        ink = tokens.muted if tone == "muted" and cell.tone == "text" else tokens.colour(_ink(cell.tone))
        if cell.icon:
            paint_icon(painter, cell.icon, ink, inner.x(), inner.y() + (inner.height() - ICON) / 2, ICON)
            inner.adjust(ICON + 6, 0, 0, 0)
        if cell.old:
            inner = self._paint_old(painter, inner, cell, align)
        bold = cell.bold and level == 0
        write(painter, inner, cell.text, ink, BODY, bold, align, elide=True)

    def _paint_old(self, painter: QPainter, inner: QRectF, cell: Cell, align: Qt.AlignmentFlag) -> QRectF:
        """Paint the struck old value before the new one; return the room left."""
        width = text_width(cell.old)
        new = text_width(cell.text, BODY, cell.bold)
        x = inner.right() - new - _OLD_GAP - width if align == Qt.AlignmentFlag.AlignRight else inner.x()
        place = QRectF(x, inner.y(), width + 2, inner.height())
        write(painter, place, cell.old, theme.current().muted, struck=True)
        if align == Qt.AlignmentFlag.AlignRight:
            return inner
        return inner.adjusted(width + _OLD_GAP, 0, 0, 0)


def _ink(tone: str) -> str:
    return f"{tone}.text" if tone in ("active", "suspended", "blocked", "inactive", "info") else tone
