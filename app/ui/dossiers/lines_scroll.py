"""A column of lines of which only those that come into view are made: hundreds of clients open at once."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.ui.kit.labels import hairline

MADE_AT_ONCE = 12
_AHEAD = 240
"""Pixels beyond the edge that are made too, so that Tab always finds the next line."""


class Slot(QWidget):
    """The place of one line; it keeps `height` free until the line is made."""

    def __init__(self, make: Callable[[], QWidget], height: int, ruled: bool = False) -> None:
        super().__init__()
        self._make, self._ruled = make, ruled
        self._line: QWidget | None = None
        self.setMinimumHeight(height)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    @property
    def is_made(self) -> bool:
        """Whether the line is there."""
        return self._line is not None

    def line(self) -> QWidget:
        """The line, made now if it is not there yet."""
        if self._line is None:
            self._line = self._make()
            self._column.addWidget(self._line)
            if self._ruled:
                self._column.addWidget(hairline())
            self.setMinimumHeight(0)
        return self._line


class LinesScroll(QScrollArea):
    """Scrolls over slots; `filled` when lines were made because they came into view."""

    filled = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self._slots: list[Slot] = []
        listed = QFrame()
        listed.setProperty("surface", "surface")
        self._column = QVBoxLayout(listed)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.setWidget(listed)
        self.verticalScrollBar().valueChanged.connect(self.fill)
        self.verticalScrollBar().rangeChanged.connect(self.fill)

    def put(self, at: int, slot: Slot) -> None:
        """Put a slot at this place, or move it there."""
        if slot in self._slots:
            self._slots.remove(slot)
            self._column.removeWidget(slot)
        self._slots.insert(at, slot)
        self._column.insertWidget(at, slot)
        if at < MADE_AT_ONCE:
            slot.line()

    def take(self, slot: Slot) -> None:
        """Take a slot away with its line."""
        self._slots.remove(slot)
        self._column.removeWidget(slot)
        slot.hide()
        slot.deleteLater()

    def clear(self) -> None:
        """Take all slots away."""
        for slot in list(self._slots):
            self.take(slot)

    def fill(self, *_: object) -> None:
        """Make the lines that are in view, and a little ahead."""
        top = self.verticalScrollBar().value() - _AHEAD
        bottom = top + self.viewport().height() + 2 * _AHEAD
        seen = [
            slot
            for at, slot in enumerate(self._slots)
            if not slot.is_made and self._is_laid_out(at, slot) and top < slot.geometry().bottom()
            if slot.y() < bottom
        ]
        for slot in seen:
            slot.line()
        if seen:
            self.filled.emit()

    def _is_laid_out(self, at: int, slot: Slot) -> bool:
        """Whether its place is known; before that every slot but the first claims to be at the top."""
        return at == 0 or slot.y() > 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A larger window shows more lines."""
        super().resizeEvent(event)
        self.fill()
