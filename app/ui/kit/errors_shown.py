"""Lets no error pass unseen: says it in a sentence, logs it, and keeps what was typed."""

import logging
import sys
import threading
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

    The window and everything typed into it stay as they are. Errors of other threads are shown too.
    """

    _caught = Signal(object)

    def __init__(self, app: QApplication, sentence_of: Sentence | None = None) -> None:
        super().__init__(app)
        self._sentence_of = sentence_of
        self._previous = sys.excepthook
        self._previous_of_threads = threading.excepthook
        self._open: SmallDialog | None = None
        self._caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over from here on."""
        self._previous, self._previous_of_threads = sys.excepthook, threading.excepthook
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook

    def uninstall(self) -> None:
        """Give back."""
        sys.excepthook = self._previous
        threading.excepthook = self._previous_of_threads

    def _thread_hook(self, failed: threading.ExceptHookArgs) -> None:
        if failed.exc_value is not None and not isinstance(failed.exc_value, SystemExit):
            self._hook(failed.exc_type, failed.exc_value, failed.exc_traceback)

    def _hook(self, kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._previous(kind, error, traceback)
            return
        _LOG.error("unexpected error", exc_info=(kind, error, traceback))
        self._caught.emit(error)

    def _show(self, error: BaseException) -> None:
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
