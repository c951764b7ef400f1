"""A person at a window: finds controls by name, types, pastes, presses, and reads what is shown."""

from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.ui.kit.client_picker import ClientPicker
from app.ui.kit.runner import PoolRunner
from app.ui.kit.table import Table
from tests.ui.resting import rest

W = TypeVar("W", bound=QObject)


class Clerk:
    """Works at whatever window is open."""

    def __init__(self, runner: PoolRunner, qtbot: QtBot) -> None:
        self.runner, self.qtbot = runner, qtbot

    def settle(self) -> None:
        """Wait for the jobs under way, and for what they bring."""
        rest(self.runner, self.qtbot)

    def control(self, kind: type[W], name: str) -> W:
        """The visible control of this name, in whichever window; the newest one of several."""
        found = [
            each
            for window in QApplication.topLevelWidgets()
            for each in [*window.findChildren(kind, name), window]
            if isinstance(each, kind) and each.objectName() == name
            if not isinstance(each, QWidget) or each.isVisible()
        ]
        assert found, f"{name} is not shown"
        return found[-1]

    def sees(self, name: str) -> bool:
        """Whether a control of this name is shown."""
        return any(
            each.isVisible()
            for window in QApplication.topLevelWidgets()
            for each in [window, *window.findChildren(QWidget, name)]
            if each.objectName() == name
        )

    def press(self, name: str, twice: bool = False) -> None:
        """Click a button, once or in a hurry twice, and wait for what it does."""
        button = self.control(QAbstractButton, name)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        if twice and button.isVisible():
            self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def choose(self, menu: str, action: str) -> None:
        """Choose an entry of the menu that is open."""
        shown = self.control(QMenu, menu)
        found = next(each for each in shown.actions() if each.objectName() == action)
        assert found.isEnabled(), f"{action} is not offered"
        found.trigger()
        shown.close()
        self.settle()

    def type(self, name: str, text: str) -> None:
        """Type over what stands in a field."""
        field = self.field(name)
        field.setFocus()
        field.selectAll()
        self.key(Qt.Key.Key_Delete, field)
        for letter in text:  # QTest cannot press accented letters
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))

    def look_up(self, name: str, text: str) -> ClientPicker:
        """Type in a client picker, and wait until its list answers all that was typed."""
        self.type(name, text)
        picker = self.control(ClientPicker, name)
        self.qtbot.waitUntil(lambda: not picker.is_searching)
        self.settle()
        return picker

    def paste(self, name: str, text: str) -> None:
        """Paste over what stands in a field, and leave it."""
        field = self.field(name)
        field.setFocus()
        field.selectAll()
        QApplication.clipboard().setText(text)
        field.paste()
        self.settle()

    def field(self, name: str) -> QLineEdit | QPlainTextEdit:
        """A text field, or the one of an editable combo box."""
        found = self.control(QWidget, name)
        line = found.lineEdit() if isinstance(found, QComboBox) else found
        assert isinstance(line, QLineEdit | QPlainTextEdit)
        return line

    def key(
        self,
        key: Qt.Key,
        widget: QWidget | None = None,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Press a key where the focus is."""
        target = widget or QApplication.focusWidget()
        assert target is not None
        self.qtbot.keyClick(target, key, modifier)
        self.settle()

    def text(self, name: str) -> str:
        """What a label, field or button says; of anything else its accessible name."""
        found = self.control(QWidget, name)
        if isinstance(found, QLabel | QLineEdit | QAbstractButton):
            return _plain(found.text())
        return _plain(found.accessibleName())

    def error(self, name: str) -> str:
        """The sentence beside a field, on one line; nothing where there is none."""
        field = self.control(QWidget, name)
        is_invalid = field.property("invalid") == "true"
        return _plain(field.accessibleDescription()) if is_invalid else ""

    def why_not(self, name: str) -> str:
        """Why a button cannot be pressed now; nothing where it can."""
        button = self.control(QAbstractButton, name)
        return "" if button.isEnabled() else button.toolTip()

    def table(self, name: str) -> list[list[str]]:
        """The cells shown in a table, row by row."""
        model = self.control(Table, name).rows_model()
        return [
            [_plain(model.cell(row, at).plain) for at in range(model.columnCount())]
            for row in range(model.rowCount())
        ]


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\n", " ")
