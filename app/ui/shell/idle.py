"""Notices that nobody has touched keyboard or mouse for a while (spec 1.1)."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

_LOOK_EVERY_MS = 2_000
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class IdleWatch(QObject):
    """Watches the windows of the program; `went_idle` fires once when the delay is over.

    It listens to the native windows, not to the application: those see little but input, so that
    painting and scrolling cost nothing.
    """

    went_idle = Signal()

    def __init__(self, parent: QObject, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._clock = clock
        self._seconds = 0.0
        self._touched_at = clock()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self, minutes: int) -> None:
        """Watch from now on; 0 minutes: never lock."""
        self._seconds = minutes * 60.0
        self.touch()
        if minutes > 0:
            self._timer.start()
            self.look()
        else:
            self._timer.stop()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()

    def touch(self) -> None:
        """Somebody is there."""
        self._touched_at = self._clock()

    def look(self) -> None:
        """Listen to windows opened since, and tell if the delay is over."""
        for window in QGuiApplication.topLevelWindows():
            window.removeEventFilter(self)
            window.installEventFilter(self)
        if self._clock() - self._touched_at >= self._seconds:
            self.stop()
            self.went_idle.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note of input, let everything pass."""
        if event.type() in _TOUCHES:
            self.touch()
        return False
