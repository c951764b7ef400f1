"""A row that goes on below where it is too long, so that long names and addresses are read whole."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLabel, QLayout, QLayoutItem, QWidget

_SLACK = 4


class Flow(QLayout):
    """Places its widgets from left to right, centred on their line, and begins a new line when full.

    A label that is longer than a whole line is wrapped.
    """

    def __init__(self, spacing: int = 12, line_spacing: int = 4) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap, self._below = spacing, line_spacing
        self._heights: dict[int, int] = {}
        self._hint: QSize | None = None
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """See QLayout."""
        self._items.append(item)

    def count(self) -> int:
        """See QLayout."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """See QLayout."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """See QLayout."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes the width it is given."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """A narrow flow is higher."""
        return True

    def invalidate(self) -> None:
        """Something in it changed: what was measured is forgotten."""
        self._heights.clear()
        self._hint = None
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        """How high it is at this width; Qt asks again and again, so it is measured once."""
        height = self._heights.get(width)
        if height is None:
            height = self._heights[width] = self._place(QRect(0, 0, width, 0), False)
        return height

    def setGeometry(self, rect: QRect) -> None:
        """Place the widgets."""
        super().setGeometry(rect)
        self._place(rect, True)

    def sizeHint(self) -> QSize:
        """All in one line."""
        if self._hint is None:
            self._hint = self._one_line()
        return self._hint

    def _one_line(self) -> QSize:
        sizes = [_natural(widget) for widget in self._shown()]
        wide = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(wide, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """Any width will do."""
        return QSize(80, self.sizeHint().height())

    def _shown(self) -> list[QWidget]:
        widgets = [item.widget() for item in self._items if not item.isEmpty()]
        return [widget for widget in widgets if widget is not None]

    def _place(self, rect: QRect, really: bool) -> int:
        """Fill line after line; the height of them all."""
        top, line = rect.y(), list[tuple[QWidget, QSize]]()
        used = 0
        for widget in self._shown():
            size = _size(widget, rect.width())
            if line and used + self._gap + size.width() > rect.width():
                top += self._set_line(line, rect.x(), top, really) + self._below
                line, used = [], 0
            used += size.width() + (self._gap if line else 0)
            line.append((widget, size))
        return top + self._set_line(line, rect.x(), top, really) - rect.y()

    def _set_line(self, line: list[tuple[QWidget, QSize]], left: int, top: int, really: bool) -> int:
        height = max((size.height() for _, size in line), default=0)
        for widget, size in line:
            if really:
                at = QPoint(left, top + (height - size.height()) // 2)
                widget.setGeometry(QRect(at, size))
            left += size.width() + self._gap
        return height


def _natural(widget: QWidget) -> QSize:
    """The size of a widget in one line."""
    hint = widget.sizeHint()
    if isinstance(widget, QLabel):
        width = widget.fontMetrics().horizontalAdvance(widget.text()) + _SLACK
        return QSize(width, max(hint.height() if not widget.wordWrap() else 0, widget.fontMetrics().height()))
    return hint


def _size(widget: QWidget, room: int) -> QSize:
    """The size of a widget in a line of this width."""
    natural = _natural(widget)
    if natural.width() <= room or not isinstance(widget, QLabel):
        return natural
    widget.setWordWrap(True)
    return QSize(room, widget.heightForWidth(room))
