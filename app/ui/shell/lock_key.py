"""Ctrl+L in every window: a modal dialog takes the keys of the main window away, and people leave in the middle."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

LOCK_KEYS = "Ctrl+L"
_NAME = "lock_key"


class LockKey(QObject):
    """Gives each window that comes to the front the keys that lock; the main window has its own."""

    def __init__(self, window: QWidget, lock: Callable[[], None]) -> None:
        super().__init__(window)
        self._window, self._lock = window, lock
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._look)

    def _look(self, _old: QWidget | None, new: QWidget | None) -> None:
        top = new.window() if new is not None else None
        if top is None or top is self._window or self._has_keys(top):
            return
        keys = QShortcut(QKeySequence(LOCK_KEYS), top)
        keys.setObjectName(_NAME)
        keys.activated.connect(self._lock)

    def _has_keys(self, top: QWidget) -> bool:
        return top.findChild(QShortcut, _NAME, Qt.FindChildOption.FindDirectChildrenOnly) is not None
