"""A person who opens pages and dialogs by themselves, over a workplace that notes the ways that were taken."""

from typing import Any

from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.runner import PoolRunner
from tests.ui.clerk import Clerk
from tests.ui.noted_workplace import NotedWorkplace


class WindowClerk(Clerk):
    """`page` and `dialog` are what was opened last."""

    def __init__(self, noted: NotedWorkplace, runner: PoolRunner, qtbot: QtBot) -> None:
        super().__init__(runner, qtbot)
        self.desk, self.noted = noted.desk, noted
        self.page: Any = None
        self.dialog: Any = None
        noted.window.show()

    def open(self, dialog: QDialog) -> None:
        """A dialog, opened as the shell does it."""
        self.dialog = dialog
        dialog.open()
        dialog.activateWindow()
        self.settle()

    def show(self, page: QWidget, size: tuple[int, int] = (1240, 843)) -> None:
        """A page in the window."""
        self.page = page
        QVBoxLayout(self.noted.window).addWidget(page)
        self.noted.window.resize(*size)
        with self.qtbot.waitActive(self.noted.window):
            self.noted.window.activateWindow()
        self.settle()
        QApplication.processEvents()

    def told(self) -> list[str]:
        """What was announced."""
        return [way[2].replace("\u00a0", " ") for way in self.noted.ways if way[0] == "announced"]
