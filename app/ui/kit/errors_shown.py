"""Lets no error pass unseen: says it in a sentence, logs it, and keeps what was typed."""

import logging
import sys
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.i18n import tr
from app.ui.kit.ask import SmallDialog, tell

_LOG = logging.getLogger(__name__)
Sentence = Callable[[BaseException], str | None]


class ErrorsShown(QObject):
    """The excepthook of the program. `sentence_of` may know the words for an error.

    The window and everything typed into it stay as they are; `keep_typed` may save drafts as well.
    """

    _caught = Signal(object)

    def __init__(
        self,
        app: QApplication,
        sentence_of: Sentence | None = None,
        keep_typed: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(app)
        self._sentence_of = sentence_of
        self._keep_typed = keep_typed
        self._previous = sys.excepthook
        self._open: SmallDialog | None = None
        self._caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over from here on."""
        self._previous = sys.excepthook
        sys.excepthook = self._hook

    def uninstall(self) -> None:
        """Give back."""
        sys.excepthook = self._previous

    def _hook(self, kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._previous(kind, error, traceback)
            return
        _LOG.error("unexpected error", exc_info=(kind, error, traceback))
        self._caught.emit(error)

    def _show(self, error: BaseException) -> None:
        if self._keep_typed is not None:
            self._keep_typed()
        if self._open is not None:
            return
        known = self._sentence_of(error) if self._sentence_of else None
        text = known or tr("L’opération n’a pas abouti. Ce que vous avez tapé est toujours là.")
        detail = "" if known else tr("Détail pour le support : {error}", error=_short(error))
        self._open = tell(_window(), tr("Un imprévu est survenu"), text, detail, "unexpected")
        self._open.destroyed.connect(self._forget)

    def _forget(self) -> None:
        self._open = None


def _short(error: BaseException) -> str:
    said = " ".join(str(error).split())[:160]
    return f"{type(error).__name__} {said}".strip()


def _window() -> QWidget | None:
    return QApplication.activeModalWidget() or QApplication.activeWindow()
