"""The menu beside the clock, and the small window that holds the same entries where there is no tray (spec 1.1)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QIcon, QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon, QVBoxLayout, QWidget

from app.i18n import tr
from app.ui.kit.buttons import Button, set_allowed
from app.ui.kit.icons import icon
from app.ui.kit.labels import hairline, label
from app.ui.kit.layouts import clear_layout
from app.ui.shell.areas import Area


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu; `reason` says why it is disabled, or is empty."""

    key: str
    title: str
    icon: str
    reason: str = ""


def entries_of(areas: Sequence[Area], may_open: Callable[[Area], bool] | None) -> list[Entry]:
    """The lines for these areas; `may_open` None: nobody has signed in yet, every line leads to the login."""
    reason = tr("Votre rôle n'ouvre pas cette partie. Demandez à un administrateur.")
    return [
        Entry(
            area.key,
            tr(area.tray_title),
            area.icon,
            "" if may_open is None or may_open(area) else reason,
        )
        for area in sorted(areas, key=lambda area: area.tray_place)
        if area.tray_title
    ]


class TrayMenu(QObject):
    """The icon *Menu* beside the clock; `asked` carries the key of an area."""

    asked = Signal(str)
    quit_asked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.menu = QMenu()
        self.menu.setObjectName("tray_menu")
        self._icon = QSystemTrayIcon(_sign(), self)
        self._icon.setContextMenu(self.menu)
        self._icon.activated.connect(self._activate)
        self._first = ""

    def offer(self, entries: Sequence[Entry]) -> None:
        """Show these lines, and Quitter."""
        self.menu.clear()
        self._icon.setToolTip(tr("Menu · Gestion clientèle"))
        self._first = entries[0].key if entries else ""
        for entry in entries:
            action = QAction(icon(entry.icon, "muted"), entry.title, self.menu)
            action.setObjectName(f"tray_{entry.key}")
            action.setData(entry.key)
            action.setEnabled(not entry.reason)
            action.setToolTip(entry.reason or entry.title)
            self.menu.addAction(action)
            action.triggered.connect(self._ask)
        self.menu.setToolTipsVisible(True)
        self.menu.addSeparator()
        leave = QAction(icon("logout", "muted"), tr("Quitter"), self.menu)
        leave.setObjectName("tray_quit")
        leave.triggered.connect(self.quit_asked)
        self.menu.addAction(leave)

    def show(self) -> None:
        """Stand beside the clock."""
        self._icon.show()

    def hide(self) -> None:
        """Leave the clock alone."""
        self._icon.hide()

    def say(self, text: str) -> None:
        """Show a short message beside the clock."""
        self._icon.showMessage(tr("Gestion clientèle"), text, _sign(), 4_000)

    def _ask(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.asked.emit(str(action.data()))

    def _activate(self, how: QSystemTrayIcon.ActivationReason) -> None:
        opens = (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick)
        if how in opens and self._first:
            self.asked.emit(self._first)


class Launcher(QWidget):
    """The same menu as a small window; closing it is Quitter only where nothing else is open."""

    asked = Signal(str)
    quit_asked = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("launcher")
        self.setProperty("surface", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 16, 16, 16)
        self._column.setSpacing(4)
        self._buttons: dict[Button, str] = {}
        self.setFixedWidth(280)

    def offer(self, entries: Sequence[Entry]) -> None:
        """Show these lines, and Quitter."""
        self.setWindowTitle(tr("Menu"))
        self._clear()
        self._column.addWidget(label(tr("Gestion clientèle"), "launcher_title", 17, bold=True))
        for entry in entries:
            button = self._add(f"launch_{entry.key}", entry.title, entry.icon)
            set_allowed(button, not entry.reason, entry.reason)
            self._buttons[button] = entry.key
            button.clicked.connect(self._ask)
        self._column.addWidget(hairline())
        self._add("launch_quit", tr("Quitter"), "logout").clicked.connect(self.quit_asked)
        self.adjustSize()

    def _add(self, name: str, text: str, icon_name: str) -> Button:
        button = Button("side", f"  {text}", name, icon_name)
        button.setAccessibleName(text)
        button.setIconSize(QSize(20, 20))
        self._column.addWidget(button)
        return button

    def _clear(self) -> None:
        self._buttons.clear()
        clear_layout(self._column)

    def _ask(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.asked.emit(self._buttons[button])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down walk the lines, Enter presses, Esc closes."""
        if event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(self.focusWidget(), Button):
            self.focusWidget().click()  # type: ignore[attr-defined]  # narrowed to Button above
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the menu is gone."""
        super().closeEvent(event)
        self.closed.emit()


def _sign() -> QIcon:
    """The sign of the program, as the desktop was given it."""
    return QApplication.windowIcon()
