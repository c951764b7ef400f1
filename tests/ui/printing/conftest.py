"""A runner beside the window, as in the program, that ends with the test."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.runner import PoolRunner


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[PoolRunner]:
    """The thread pool of the program."""
    made = PoolRunner()
    yield made
    made.shutdown()


@pytest.fixture
def desk_window(qtbot: QtBot) -> QWidget:
    """The window over which dialogs open."""
    window = QWidget()
    window.resize(1200, 900)
    qtbot.addWidget(window)
    window.show()
    return window
