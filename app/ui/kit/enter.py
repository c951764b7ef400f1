"""What Enter does in a dialog: it presses the button it stands on, else the one that is proposed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget


def answer_enter(dialog: QWidget, event: QKeyEvent, proposed: QPushButton | None) -> bool:
    """Press the button with the focus, else `proposed` where it can be pressed; whether the key was Enter."""
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return False
    focused = dialog.focusWidget()
    pressed = focused if isinstance(focused, QPushButton) else proposed
    if pressed is not None and pressed.isEnabled() and pressed.isVisible():
        pressed.click()
    event.accept()
    return True
