"""Makes the buttons of the program: primary, plain, discreet, destructive, quiet and icon-only."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

from app.ui.kit.fonts import font
from app.ui.kit.icons import BOX, icon

_GAP = 4
_TONES = {
    "primary": "on_accent",
    "plain": "text",
    "discreet": "accent_text",
    "destructive": "blocked.text",
    "quiet": "text",
    "icon": "text",
    "side": "muted",
}


class Button(QPushButton):
    """A push button of one kind; Enter presses it when it has the focus."""

    def __init__(self, kind: str, text: str, name: str, icon_name: str | None) -> None:
        super().__init__(text)
        self.setProperty("kind", kind)
        self.setObjectName(name)
        self.setAutoDefault(False)
        self.setFont(font(bold=kind == "primary"))
        self._allowed_tip = ""
        if icon_name:
            self.show_icon(icon_name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what Space does, once however long it is held; never what another button says."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
            event.accept()
            return
        super().keyPressEvent(event)

    def show_icon(self, name: str) -> None:
        """Show icon `name` in the colour of this kind of button."""
        self.setIcon(icon(name, _TONES[str(self.property("kind"))]))
        self.setIconSize(QSize(BOX + _GAP if self.text() else BOX, BOX))

    def tip(self, text: str) -> None:
        """Set the tooltip shown while the button is allowed."""
        self._allowed_tip = text
        if self.isEnabled():
            self.setToolTip(text)

    def allow(self, allowed: bool, reason: str) -> None:
        """Enable, or disable with `reason` in the tooltip."""
        self.setEnabled(allowed)
        self.setToolTip(self._allowed_tip if allowed else reason)
        self.setAccessibleDescription("" if allowed else reason)


def _make(kind: str, text: str, name: str, icon_name: str | None, main: bool) -> Button:
    button = Button(kind, text, name, icon_name)
    button.setAccessibleName(text.replace("&", ""))
    if main:
        button.setProperty("size", "main")
    return button


def primary(text: str, name: str, icon_name: str | None = None, main: bool = True) -> Button:
    """The one filled button of a window."""
    return _make("primary", text, name, icon_name, main)


def plain(text: str, name: str, icon_name: str | None = None, main: bool = False) -> Button:
    """An outlined button."""
    return _make("plain", text, name, icon_name, main)


def discreet(text: str, name: str, icon_name: str | None = None) -> Button:
    """A link-like button in the accent colour."""
    return _make("discreet", text, name, icon_name, False)


def quiet(text: str, name: str, icon_name: str | None = None) -> Button:
    """A button without outline in the text colour."""
    return _make("quiet", text, name, icon_name, False)


def destructive(text: str, name: str, icon_name: str | None = None, main: bool = False) -> Button:
    """A red outlined button, to be set apart."""
    return _make("destructive", text, name, icon_name, main)


def icon_button(icon_name: str, says: str, name: str) -> Button:
    """A square button that shows only an icon and `says` what it does in its tooltip."""
    button = _make("icon", "", name, icon_name, False)
    button.setAccessibleName(says)
    button.tip(says)
    button.setFixedWidth(36)
    return button


def set_allowed(button: QPushButton, allowed: bool, reason: str = "") -> None:
    """Enable `button`, or disable it and say why in its tooltip."""
    if isinstance(button, Button):
        button.allow(allowed, reason)
    else:
        button.setEnabled(allowed)
        button.setToolTip("" if allowed else reason)
