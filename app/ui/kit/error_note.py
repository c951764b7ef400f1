"""The sentence that stands beside a wrong field without moving the others."""

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
from app.ui.kit.drawing import paint_panel, write
from app.ui.kit.fonts import line_height, text_width
from app.ui.kit.icons import paint_icon
from app.ui.kit.overlay import chain_to, host_of

_PX = 13
_TEXT_AT = 24
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


class ErrorNote(QWidget):
    """Floats at the right of its control, or below it where there is no room at the right."""

    def __init__(self, control: QWidget, sentence: str) -> None:
        self._host = host_of(control)
        super().__init__(self._host)
        self.sentence = sentence
        self._control = control
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
        self.setGeometry(spot)
        self.setVisible(self._control.isVisibleTo(host))
        self.raise_()
        self.update()

    def _below_spot(self, host: QWidget, corner: QPoint) -> QRect:
        widest = max(320.0, self._control.width() - 48.0)
        size = self._measure(min(widest, host.width() - 48.0)) + QSize(16, 8)
        x = min(corner.x(), max(0, host.width() - size.width() - 8))
        return QRect(QPoint(x, corner.y() + self._control.height() + 3), size)

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
            if QRect(other.mapTo(host, QPoint(0, 0)), other.size()).intersects(spot):
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
