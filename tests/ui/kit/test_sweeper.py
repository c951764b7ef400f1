"""Garbage of the windows is taken away in their own thread, whatever other threads do (spec 5.4)."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.runner import PoolRunner
from app.ui.kit.sweeper import EVERY_MS, Sweeper


class Knot(QWidget):
    """A closed window whose parts refer to each other: only a sweep takes it away."""

    def __init__(self, ended_in: list[str]) -> None:
        super().__init__()
        self.myself = self
        self.destroyed.connect(
            lambda: ended_in.append(threading.current_thread().name), Qt.ConnectionType.DirectConnection
        )


def allocate() -> int:
    """Make enough cycles for Python's own collector to look at everything, oldest objects too."""
    for _ in range(400_000):
        knot: list[object] = []
        knot.append(knot)
    return 1


@pytest.fixture
def sweeper(qapp: QApplication) -> Iterator[Sweeper]:
    """The sweeper at work, where Python's own collector was on before."""
    gc.enable()
    home = QObject()
    swept = Sweeper(home)
    swept.begin()
    yield swept
    swept.end()
    assert gc.isenabled()


def test_a_busy_job_destroys_no_window(sweeper: Sweeper, runner: PoolRunner, qtbot: QtBot) -> None:
    ended_in: list[str] = []
    Knot(ended_in)
    seen: list[str] = []

    def work() -> list[str]:
        allocate()
        return list(ended_in)

    runner.submit(work, seen.extend)
    qtbot.waitUntil(lambda: not runner.is_busy, timeout=20_000)
    assert seen == []
    qtbot.waitUntil(lambda: bool(ended_in), timeout=20 * EVERY_MS)
    assert ended_in == [threading.main_thread().name]
