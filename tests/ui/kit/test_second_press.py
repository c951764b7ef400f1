"""A double press on a button does not answer the dialog that the button led to (spec 7.4)."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.buttons import primary
from app.ui.kit.dialogs import BigDialog
from app.ui.kit.second_press import DeafAtFirst


class Asking(BigDialog):
    """One field and one button; `follow` is opened as it is confirmed."""

    def __init__(self, parent: QWidget, name: str, follow: Callable[[], None] | None = None) -> None:
        super().__init__(parent, name)
        self.answers: list[str] = []
        self.entry = QLineEdit()
        self.body.addWidget(self.entry)
        self.confirm = primary("&Ok", f"{name}_ok")
        self.set_foot(right=[self.confirm])
        self.confirm.clicked.connect(self._answer)
        self._follow = follow

    def _answer(self) -> None:
        self.answers.append(self.entry.text())
        if self._follow is not None:
            self.accept()
            self._follow()


@pytest.fixture
def window(open_window: Callable[[QWidget], None]) -> QWidget:
    """What the dialogs stand before."""
    made = QWidget()
    open_window(made)
    return made


@pytest.fixture
def second(qtbot: QtBot, window: QWidget) -> Asking:
    """The dialog that another one led to as it was confirmed by Enter."""
    follower = Asking(window, "second")
    first = Asking(window, "first", follower.open)
    first.open()
    qtbot.keyClick(first.entry, Qt.Key.Key_Return)
    qtbot.waitUntil(follower.isVisible)
    return follower


def test_the_second_enter_does_not_confirm_what_followed(second: Asking, qtbot: QtBot) -> None:
    qtbot.keyClick(second.entry, Qt.Key.Key_Return)
    assert second.answers == []


def test_the_second_click_does_not_confirm_what_followed(second: Asking, qtbot: QtBot) -> None:
    qtbot.mouseClick(second.confirm, Qt.MouseButton.LeftButton)
    assert second.answers == []


def test_what_is_typed_at_once_is_kept_and_a_later_enter_confirms(second: Asking, qtbot: QtBot) -> None:
    qtbot.keyClicks(second.entry, "12")
    deaf = second.findChild(DeafAtFirst)
    assert deaf is not None
    qtbot.waitUntil(lambda: not deaf.is_deaf)
    qtbot.keyClick(second.entry, Qt.Key.Key_Return)
    assert second.answers == ["12"]


def test_a_dialog_that_somebody_opens_hears_at_once(qtbot: QtBot, window: QWidget) -> None:
    dialog = Asking(window, "alone")
    dialog.open()
    qtbot.keyClick(dialog.entry, Qt.Key.Key_Return)
    assert dialog.answers == [""]
