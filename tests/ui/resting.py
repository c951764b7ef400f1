"""Waiting as a person does: until the window has nothing left to read or to show."""

import time

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.kit.runner import PoolRunner

_TURNS = 5
_PATIENCE_MS = 20_000


def rest(runner: PoolRunner, qtbot: QtBot) -> None:
    """Wait until no job is under way and none came of what the last one brought.

    A page that is shown may ask for the next page, and that one for another: a single look at
    the runner between two of them would call the chain ended.
    """
    end = time.monotonic() + _PATIENCE_MS / 1000
    while not _is_quiet(runner):
        assert time.monotonic() < end, f"jobs still come after {_PATIENCE_MS} ms"
        _until_idle(runner)


def _is_quiet(runner: PoolRunner) -> bool:
    for _ in range(_TURNS):
        QApplication.processEvents()
        if runner.is_busy:
            return False
    return True


def _until_idle(runner: PoolRunner) -> None:
    """Let the windows work until the last job has reported: looking every 10 ms took longer than most jobs."""
    loop, patience = QEventLoop(), QTimer()
    runner.idle.connect(loop.quit)
    patience.timeout.connect(loop.quit)
    patience.setSingleShot(True)
    patience.start(_PATIENCE_MS)
    loop.exec()
    runner.idle.disconnect(loop.quit)
    patience.stop()
