"""Decides when to search while somebody types: at once after a rest, then at most every 150 ms (spec 5.4)."""

from PySide6.QtCore import QObject, QTimer, Signal

TYPING_MS = 150
"""How long a search at least follows the one before it while one types on."""


class TypingPace(QObject):
    """`due` asks for a search; call `key` on each change of the text."""

    due = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._again = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(TYPING_MS)
        self._rest.timeout.connect(self._rested)

    def key(self) -> None:
        """The text changed."""
        if self._rest.isActive():
            self._again = True
        else:
            self._rest.start()
            self.due.emit()

    @property
    def is_waiting(self) -> bool:
        """Whether something was typed that has not been searched for yet."""
        return self._again

    def stop(self) -> None:
        """Whatever was typed has been searched for already."""
        self._again = False
        self._rest.stop()

    def _rested(self) -> None:
        if self._again:
            self._again = False
            self._rest.start()
            self.due.emit()
