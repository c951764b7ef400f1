"""Waiting as a person does: until the window has nothing left to read or to show."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.kit.runner import PoolRunner

_TURNS = 5


def rest(runner: PoolRunner, qtbot: QtBot) -> None:
    """Wait until no job is under way and none came of what the last one brought.

    A page that is shown may ask for the next page, and that one for another: a single look at
    the runner between two of them would call the chain ended.
    """

    def is_quiet() -> bool:
        for _ in range(_TURNS):
            QApplication.processEvents()
            if runner.is_busy:
                return False
        return True

    qtbot.waitUntil(is_quiet)
