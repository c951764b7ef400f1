"""An answer that comes after its page was closed disturbs nobody."""

from functools import partial

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.kit.runner import PoolRunner


class Asker(QObject):
    """Somebody who asked."""

    def __init__(self, heard: list[str]) -> None:
        super().__init__()
        self._heard = heard

    def hear(self, _answer: object) -> None:
        self._heard.append("heard")

    def hear_named(self, name: str, _answer: object) -> None:
        self._heard.append(name)


@pytest.mark.parametrize("named", [False, True])
def test_an_answer_for_who_is_gone_is_dropped(qtbot: QtBot, runner: PoolRunner, named: bool) -> None:
    heard: list[str] = []
    stays, leaves = Asker(heard), Asker(heard)
    for asker in (leaves, stays):
        runner.submit(lambda: 1, partial(asker.hear_named, "named") if named else asker.hear)
    leaves.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert heard == ["named" if named else "heard"]


def test_who_is_gone_is_not_told_of_a_failure_either(qtbot: QtBot, runner: PoolRunner) -> None:
    heard: list[str] = []
    leaves = Asker(heard)

    def fail() -> int:
        raise ValueError("late")

    runner.submit(fail, leaves.hear, leaves.hear)
    leaves.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert heard == []
