"""A rank that may be without end: reads *Prélèvement illimité* until a number is typed over it."""

from PySide6.QtGui import QFocusEvent

from app.i18n import tr
from app.ui.kit.entries import WholeEntry
from app.ui.kit.fonts import text_width

MOST_RANKS = 99_999


class RankEntry(WholeEntry):
    """A whole number, or the words for "without end" where the suspension has none."""

    def __init__(self, name: str) -> None:
        super().__init__(name, 1, MOST_RANKS)
        self._may_be_open = False

    @property
    def is_open(self) -> bool:
        """Whether it stands for "without end"."""
        return self._may_be_open and self.text().strip() in ("", _open_words())

    def allow_open(self, allowed: bool) -> None:
        """Let it be without end, as for an unlimited suspension."""
        self._may_be_open = allowed
        self.setMinimumWidth(round(text_width(_open_words())) + 56 if allowed else 96)
        if not allowed and self.text() == _open_words():
            self.clear()
        self.setPlaceholderText(_open_words() if allowed else "")

    def show_rank(self, rank: int | None) -> None:
        """Show a rank; None: without end where that is allowed, else nothing."""
        if rank is None and self._may_be_open:
            self.setText(_open_words())
        else:
            self.set_value(rank)

    def error(self) -> str | None:
        """Why there is no rank, or None."""
        return None if self.is_open else super().error()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """An emptied field says again that it is without end."""
        super().focusOutEvent(event)
        if self.is_open and not self.text().strip():
            self.setText(_open_words())


def _open_words() -> str:
    return tr("Prélèvement illimité")
