"""The choice of the language of the windows, as a menu that every login screen and the user menu share."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from app import i18n
from app.i18n import Language, tr
from app.ui.kit.buttons import Button, quiet


class LanguageMenu(QMenu):
    """Each language by its own name; the one in force is ticked."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Langue"), parent)
        self.setObjectName("language_menu")
        group = QActionGroup(self)
        for language in Language:
            action = QAction(language.own_name, self)
            action.setObjectName(f"language_{language.value}")
            action.setCheckable(True)
            action.setChecked(language is i18n.current().language)
            action.setData(language)
            group.addAction(action)
            self.addAction(action)
        group.triggered.connect(self._choose)

    def _choose(self, action: QAction) -> None:
        self.chosen.emit(Language(str(action.data())))


def language_button(menu: LanguageMenu) -> Button:
    """The quiet button at the foot of the login that names the language in force."""
    button = quiet(i18n.current().language.own_name, "language", "chevron-down")
    button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    button.setAccessibleName(tr("Langue : {language}", language=i18n.current().language.own_name))
    button.setMenu(menu)
    return button
