"""The window over which printing dialogs open."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


@pytest.fixture
def desk_window(qtbot: QtBot) -> QWidget:
    """The window over which dialogs open."""
    window = QWidget()
    window.resize(1200, 900)
    qtbot.addWidget(window)
    window.show()
    return window
