"""The hands of the tour: find a control by its name, click, type, wait, and take a picture."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QWidget

W = TypeVar("W", bound=QWidget)

PATIENCE_SECONDS = 120.0


class NotSeen(Exception):
    """Something that a person would look for did not come on screen in time."""


def wait(milliseconds: int) -> None:
    """Let the windows work for so long.

    An event loop lets other threads run Python meanwhile; `QTest.qWait` does not.
    """
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def until(seen: Callable[[], bool], what: str, patience: float = PATIENCE_SECONDS) -> None:
    """Let the windows work until `seen()`; raise NotSeen with `what` when patience ends."""
    end = time.monotonic() + patience
    while not seen():
        if time.monotonic() > end:
            raise NotSeen(what)
        wait(10)


def visible(kind: type[W], name: str) -> W | None:
    """The visible control of that name, in the newest window first; while a page is being read it paints nothing."""
    for window in reversed(QApplication.topLevelWidgets()):
        if not window.isVisible():
            continue
        if isinstance(window, kind) and window.objectName() == name:
            return window
        for child in window.findChildren(kind, name):
            if child.isVisible() and child.updatesEnabled():
                return child
    return None


def find(kind: type[W], name: str) -> W:
    """Wait for the control of that name to be visible."""
    until(lambda: visible(kind, name) is not None, f"{kind.__name__} {name}")
    found = visible(kind, name)
    if found is None:
        raise NotSeen(name)
    return found


def click(name: str) -> None:
    """Click the button of that name once it can be clicked."""
    button = find(QAbstractButton, name)
    until(button.isEnabled, f"{name} enabled")
    # A short button is hit in its middle; a tick box is hit on its box.
    spot = QPoint(12, button.height() // 2) if button.isCheckable() else button.rect().center()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=spot)
    wait(20)


def choose(button: str, menu: str, action: str) -> None:
    """Open the menu of a button and choose the entry of that name, as a click on it."""
    click(button)
    shown = find(QWidget, menu)
    found = next((each for each in shown.actions() if each.objectName() == action), None)
    if found is None:
        raise NotSeen(action)
    found.trigger()
    QTest.keyClick(shown, Qt.Key.Key_Escape)


def type_into(name: str, text: str) -> None:
    """Replace what stands in the field of that name, key by key."""
    field = find(QWidget, name)
    until(field.isEnabled, f"{name} enabled")
    field.setFocus(Qt.FocusReason.TabFocusReason)
    target = (field.lineEdit() if isinstance(field, QComboBox) else None) or field
    QTest.keyClick(target, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(target, Qt.Key.Key_Delete)
    for sign in text:
        _press_sign(target, sign)
    wait(20)


def _press_sign(target: QWidget, sign: str) -> None:
    """One key; `QTest.keyClicks` ends the program at an é."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign))


def press(name: str, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key in the control of that name."""
    QTest.keyClick(find(QWidget, name), key, modifier)
    wait(20)


def settle(milliseconds: int = 250) -> None:
    """Let animations, late reads and paints finish before a picture."""
    wait(milliseconds)


def picture(widget: QWidget, path: Path) -> Path:
    """Write what the window shows to a PNG file."""
    settle()
    path.parent.mkdir(parents=True, exist_ok=True)
    if not widget.grab().save(str(path), "PNG"):
        raise OSError(f"cannot write {path.name}")
    return path
