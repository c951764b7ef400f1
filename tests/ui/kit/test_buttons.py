"""A button with the focus answers Enter itself, whatever the default of its window is (spec 7.4)."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.buttons import Button, plain, primary

Open = Callable[[QWidget], None]


def _note(done: list[str], button: Button, *_: object) -> None:
    done.append(button.objectName())


def pressed_in(open_window: Open) -> tuple[QDialog, Button, Button, list[str]]:
    """A dialog with a default verb and a way out, and what they did; it lives as long as it is held."""
    dialog, done = QDialog(), list[str]()
    verb, leave = primary("&Imprimer", "verb"), plain("Fermer", "leave")
    column = QVBoxLayout(dialog)
    for button in (verb, leave):
        column.addWidget(button)
        button.clicked.connect(partial(_note, done, button))
    verb.setDefault(True)
    open_window(dialog)
    leave.setFocus()
    return dialog, verb, leave, done


def test_enter_on_fermer_closes_and_does_not_print(open_window: Open, qtbot: QtBot) -> None:
    _dialog, _verb, leave, done = pressed_in(open_window)
    qtbot.keyClick(leave, Qt.Key.Key_Return)
    assert done == ["leave"]


def test_enter_that_is_held_presses_once(open_window: Open, qtbot: QtBot) -> None:
    _dialog, verb, _leave, done = pressed_in(open_window)
    verb.setFocus()
    for is_repeated in (False, True, True):
        key = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "", is_repeated
        )
        QApplication.sendEvent(verb, key)
    assert done == ["verb"]
