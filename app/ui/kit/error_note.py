"""The sentence that stands beside a wrong field, or below it where room is made, and hides nothing."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from app.ui.kit import theme
from app.ui.kit.cards import Card
from app.ui.kit.drawing import paint_panel, write
from app.ui.kit.fonts import line_height, text_width
from app.ui.kit.icons import paint_icon
from app.ui.kit.overlay import chain_to, host_of

_PX = 13
_TEXT_AT = 24
_GAP = 3
_ROW = 12
"""A hint that begins so few pixels below the control stands in the same row."""
_SOLID = (QLabel, QLineEdit, QAbstractButton, QComboBox, QPlainTextEdit, QAbstractItemView)


def _wrap(sentence: str, bold: bool, width: float) -> list[str]:
    lines: list[str] = []
    for word in sentence.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, _PX, bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _rect_in(host: QWidget, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(host, QPoint(0, 0)), widget.size())


class ErrorNote(QWidget):
    """Floats at the right of its control, or below it where there is no room at the right.

    Where it would cover something below, it asks for room with `make_room(pixels below the control)`.
    """

    def __init__(self, control: QWidget, sentence: str, make_room: Callable[[int], None]) -> None:
        self._host = host_of(control)
        super().__init__(self._host)
        self.sentence = sentence
        self._control = control
        self._make_room = make_room
        self._below = False
        self._lines: list[tuple[str, bool]] = []
        self.setObjectName(f"{control.objectName()}_error")
        self.setAccessibleName(sentence)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._watched = chain_to(self._host, control)
        for widget in self._watched:
            widget.installEventFilter(self)

    def leave(self) -> None:
        """Go away."""
        for widget in self._watched:
            widget.removeEventFilter(self)
        self.hide()
        self.deleteLater()
        for other in self._host.findChildren(ErrorNote):
            if other is not self and other.stands_below:
                other.place()

    @property
    def stands_below(self) -> bool:
        """Whether it stands below its control, not at its right."""
        return self._below and not self.isHidden()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the control."""
        kinds = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.LayoutRequest)
        if event.type() in kinds:
            self.place()
        elif event.type() == QEvent.Type.Hide and watched is self._control:
            self.hide()
        return False

    def place(self) -> None:
        """Stand at the right of the control if that is free, else below it."""
        host = self._host
        corner = self._control.mapTo(host, QPoint(0, 0))
        beside = QPoint(corner.x() + self._control.width() + 12, corner.y())
        room = host.width() - beside.x() - 12
        size = self._measure(min(room - _TEXT_AT, 360))
        top = beside.y() + (self._control.height() - size.height()) // 2
        spot = QRect(QPoint(beside.x(), max(0, top)), size)
        self._below = room < 170 or size.height() > 66 or self._is_taken(spot)
        if self._below:
            spot = self._below_spot(host, corner)
            if self._is_taken(spot) or spot.bottom() > self._end():
                self._make_room(spot.bottom() + _GAP - corner.y() - self._control.height())
        self.setGeometry(spot)
        self.setVisible(self._control.isVisibleTo(host))
        self.raise_()
        self.update()

    def _end(self) -> int:
        """Where the card ends that the control stands in, else the page."""
        cards = [_rect_in(self._host, each).bottom() for each in self._watched if isinstance(each, Card)]
        return min([self._host.height(), *cards]) - _GAP

    def _below_spot(self, host: QWidget, corner: QPoint) -> QRect:
        widest = max(320.0, self._control.width() - 48.0)
        size = self._measure(min(widest, host.width() - 48.0)) + QSize(16, 8)
        x = min(corner.x(), max(0, host.width() - size.width() - 8))
        under = corner.y() + self._control.height()
        spot = QRect(QPoint(x, under + _GAP), size)
        for each in sorted(self._of_the_row(corner, under), key=QRect.bottom):
            if each.intersects(spot):
                spot.moveTop(each.bottom() + _GAP)
        return spot

    def _of_the_row(self, corner: QPoint, under: int) -> list[QRect]:
        """What stands below the other fields of this row: their hints, and the sentences of those at the left."""
        host = self._host
        hints = [
            rect
            for other in host.findChildren(QLabel)
            if other.property("hint") == "read" and other.isVisibleTo(host) and other.text().strip()
            if 0 <= (rect := _rect_in(host, other)).top() - under < _ROW
        ]
        notes = [
            other.geometry()
            for other in host.findChildren(ErrorNote)
            if other is not self and other.stands_below and other._is_left_of(corner, under)
        ]
        return hints + notes

    def _is_left_of(self, corner: QPoint, under: int) -> bool:
        """Whether this is the sentence of a field at the left in the row of a control from `corner` to `under`."""
        mine = _rect_in(self._host, self._control)
        return mine.left() < corner.x() and mine.top() < under and mine.bottom() > corner.y()

    def _measure(self, width: float) -> QSize:
        head, _, advice = self.sentence.partition("\n")
        room = max(width, 120.0)
        self._lines = [(line, True) for line in _wrap(head, True, room)]
        if advice:
            self._lines += [(line, False) for line in _wrap(advice, False, room)]
        widest = max(text_width(line, _PX, bold) for line, bold in self._lines)
        return QSize(round(widest) + _TEXT_AT + 6, round(line_height(_PX)) * len(self._lines))

    def _is_taken(self, spot: QRect) -> bool:
        host = self._host
        for other in host.findChildren(QWidget):
            if not isinstance(other, _SOLID) or not other.isVisibleTo(host) or other is self._control:
                continue
            if self._control.isAncestorOf(other) or (isinstance(other, QLabel) and not other.text()):
                continue
            if other.property("hint") == "replaced":
                continue  # what is wrong stands in its place
            if _rect_in(host, other).intersects(spot):
                return True
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint icon and sentence; below a field also a ground."""
        tokens = theme.current()
        colours = tokens.blocked
        painter = QPainter(self)
        left, top = 0.0, 0.0
        if self._below:
            paint_panel(painter, QRectF(self.rect()), colours.tint, colours.line, 6)
            left, top = 8.0, 4.0
        paint_icon(painter, "alert-triangle", colours.icon, left, top + 1, 16)
        step = round(line_height(_PX))
        for at, (line, bold) in enumerate(self._lines):
            rect = QRectF(left + _TEXT_AT - 2, top + at * step, self.width(), step)
            write(painter, rect, line, colours.text, _PX, bold)
        painter.end()
