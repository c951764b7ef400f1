"""The side bar: one button per area, help, and the name of this workstation."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QVBoxLayout

from app.i18n import tr
from app.ui.kit.buttons import Button, set_allowed
from app.ui.kit.icons import BOX, icon
from app.ui.kit.labels import muted
from app.ui.shell.areas import Area

WIDE, NARROW = 200, 64


class SideButton(Button):
    """An entry of the side bar; folded, it shows its icon only."""

    def __init__(self, text: str, name: str, icon_name: str, checkable: bool = True) -> None:
        super().__init__("side", f"  {text}", name, None)
        self.says = text
        self._icon_name = icon_name
        self.setAccessibleName(text)
        self.setCheckable(checkable)
        self.setIconSize(QSize(BOX, BOX))
        self.toggled.connect(self._dress)
        self._dress(False)

    def _dress(self, current: bool) -> None:
        self.setIcon(icon(self._icon_name, "accent_text" if current else "muted"))

    def fold(self, folded: bool) -> None:
        """Show the icon only, the word in the tooltip; or both."""
        self.setText("" if folded else f"  {self.says}")
        self.tip(self.says if folded else "")


class SideBar(QFrame):
    """Leads to the areas; `asked` carries the key of an area."""

    asked = Signal(str)
    help_asked = Signal()

    def __init__(self, areas: Sequence[Area], may_open: Callable[[Area], bool], workstation: str) -> None:
        super().__init__()
        self.setObjectName("side_bar")
        self.setProperty("surface", "side")
        self.setFixedWidth(WIDE)
        self._buttons = {area.key: SideButton(tr(area.title), f"go_{area.key}", area.icon) for area in areas}
        self._help = SideButton(tr("Aide"), "go_help", "help")
        self._workstation: QLabel = muted(tr("Poste {name}", name=workstation), "workstation", 12)
        self._workstation.setToolTip(workstation)
        for area in areas:
            reason = tr("Votre rôle n'ouvre pas cette partie. Demandez à un administrateur.")
            set_allowed(self._buttons[area.key], may_open(area), reason)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 16, 12, 12)
        column.setSpacing(4)
        for button in self._buttons.values():
            column.addWidget(button)
        column.addStretch(1)
        column.addWidget(self._help)
        column.addWidget(self._workstation)
        self._workstation.setContentsMargins(12, 4, 0, 0)

    def _connect(self) -> None:
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        for button in (*self._buttons.values(), self._help):
            self._group.addButton(button)
            button.clicked.connect(self._ask)

    def _ask(self) -> None:
        sender = self._group.checkedButton()
        for key, button in self._buttons.items():
            if button is sender:
                self.asked.emit(key)
                return
        self.help_asked.emit()

    def show_current(self, key: str) -> None:
        """Mark the area that is open; an empty key is the help."""
        self._buttons.get(key, self._help).setChecked(True)

    def buttons(self) -> list[Button]:
        """The buttons from top to bottom."""
        return [*self._buttons.values(), self._help]

    @property
    def is_folded(self) -> bool:
        """Whether only icons are shown."""
        return self.width() == NARROW or self.maximumWidth() == NARROW

    def fold(self, folded: bool) -> None:
        """Show icons only, or icons and words."""
        self.setFixedWidth(NARROW if folded else WIDE)
        self._workstation.setVisible(not folded)
        for button in (*self._buttons.values(), self._help):
            button.fold(folded)

    def toggle(self) -> None:
        """Fold or unfold."""
        self.fold(not self.is_folded)
