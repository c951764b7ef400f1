"""Paints table heads: muted titles, the sorted one bold with its arrow, aligned like its cells."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from app.ui.kit import theme
from app.ui.kit.columns import Column
from app.ui.kit.drawing import fill_rect, write
from app.ui.kit.fonts import text_width
from app.ui.kit.icons import paint_icon

HEIGHT = 36
_PX = 12
_PAD = 12
_ARROW = 14


def title_width(title: str) -> float:
    """Return the width a head needs while it is sorted, padding included."""
    return text_width(title, _PX, True) + _ARROW + 4 + 2 * _PAD


class Head(QHeaderView):
    """The head of a table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.columns: tuple[Column, ...] = ()
        self.sorted_by: tuple[str, bool] | None = None
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(40)
        self.setFixedHeight(HEIGHT)

    def sizeHint(self) -> QSize:
        """Always the same height; the columns as wide as they are, without measuring their titles."""
        return QSize(self.length(), HEIGHT)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Paint one title."""
        tokens = theme.current()
        fill_rect(painter, rect.x(), rect.y(), rect.width(), rect.height(), tokens.sunken)
        fill_rect(painter, rect.x(), rect.bottom(), rect.width(), 1, tokens.border)
        if logicalIndex >= len(self.columns):
            return
        column = self.columns[logicalIndex]
        is_sorted = self.sorted_by is not None and self.sorted_by[0] == column.key
        inner = QRectF(rect).adjusted(_PAD, 0, -_PAD, -1)
        ink = tokens.text if is_sorted else tokens.muted
        if is_sorted:
            inner = self._paint_arrow(painter, inner, column)
        write(painter, inner, column.title, ink, _PX, is_sorted, column.flag, elide=True)

    def _paint_arrow(self, painter: QPainter, inner: QRectF, column: Column) -> QRectF:
        assert self.sorted_by is not None
        shown = "sort-down" if self.sorted_by[1] else "sort-up"
        y = inner.y() + (inner.height() - _ARROW) / 2
        width = text_width(column.title, _PX, True)
        if column.flag == Qt.AlignmentFlag.AlignRight:
            paint_icon(painter, shown, theme.current().text, inner.right() - width - _ARROW - 3, y, _ARROW)
            return inner
        x = min(inner.x() + width + 5, inner.right() - _ARROW)
        paint_icon(painter, shown, theme.current().text, x, y, _ARROW)
        return inner.adjusted(0, 0, -(_ARROW + 4), 0) if x < inner.x() + width else inner
