"""Keeps the second half of a double press from answering the dialog that the first half led to."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.Shortcut)


class _Turn:
    """Whether a dialog was confirmed in this turn of the event loop."""

    is_confirmed = False

    @classmethod
    def end(cls) -> None:
        """What is shown from now on was asked for by somebody."""
        cls.is_confirmed = False


def confirmed() -> None:
    """A dialog was confirmed: what it opens in the same turn is not asked for by a press of its own."""
    _Turn.is_confirmed = True
    QTimer.singleShot(0, _Turn.end)


def follows_a_confirmation() -> bool:
    """Whether what is shown now was opened by a dialog that was confirmed."""
    return _Turn.is_confirmed


class DeafAtFirst(QObject):
    """For the length of a double click, `dialog` hears no Enter, no letter with Alt and no mouse button."""

    def __init__(self, dialog: QDialog) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self.is_deaf = True
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # windows exist
        QTimer.singleShot(QApplication.doubleClickInterval(), self, self.hear)

    def hear(self) -> None:
        """From now on everything is heard."""
        self.is_deaf = False
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]  # windows exist

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow what could confirm; typing goes through."""
        if not isinstance(watched, QWidget) or watched.window() is not self._dialog:
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return event.key() in _ENTER
        return event.type() in _PRESSES
