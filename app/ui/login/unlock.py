"""Asks the code again at a workstation that was left, over windows that stay as they were (spec 1.1)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import tr
from app.ui.kit.buttons import plain, primary
from app.ui.kit.entries import PasswordEntry
from app.ui.kit.fields import Field
from app.ui.kit.labels import label, muted
from app.ui.login.heading import Heading

_WIDTH = 440
_SLOT = 72


class UnlockDialog(QDialog):
    """`asked` carries the code; neither Esc nor the cross opens anything."""

    asked = Signal(str)
    sign_out_asked = Signal()

    def __init__(self, parent: QWidget | None, user: str, club: str) -> None:
        super().__init__(
            parent, Qt.WindowType.Dialog | Qt.WindowType.CustomizeWindowHint | Qt.WindowType.WindowTitleHint
        )
        self.setObjectName("unlock")
        self.setWindowTitle(tr("Gestion clientèle · poste verrouillé"))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setProperty("surface", "surface")
        self._open_at_last = False
        self._user, self._club = user, club
        self._make()
        self._lay_out()
        self._unlock.clicked.connect(self._ask)
        self._sign_out.clicked.connect(self.sign_out_asked)
        self.setFixedWidth(_WIDTH)

    def _make(self) -> None:
        self._code = Field(tr("&Code"), PasswordEntry("unlock_code"))
        self._code.control.setProperty("size", "main")
        self._code.control.setProperty("secret", "true")
        self._unlock = primary(tr("&Déverrouiller"), "unlock_confirm")
        self._sign_out = plain(tr("&Se déconnecter"), "unlock_sign_out")
        for button in (self._unlock, self._sign_out):
            button.setProperty("size", "large")
        self._unlock.setDefault(True)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 32, 32, 28)
        column.setSpacing(0)
        column.addWidget(Heading(self._club))
        column.addSpacing(24)
        column.addWidget(label(tr("Poste verrouillé"), "unlock_title", 16, bold=True))
        column.addSpacing(4)
        column.addWidget(
            muted(
                tr("{name} est au travail ici. Ce qui était tapé est resté.", name=self._user),
                "unlock_hint",
                wrap=True,
            )
        )
        column.addSpacing(16)
        column.addWidget(self._code)
        column.addSpacing(_SLOT)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self._sign_out, 3)
        buttons.addWidget(self._unlock, 4)
        column.addLayout(buttons)

    def _ask(self) -> None:
        assert isinstance(self._code.control, PasswordEntry)
        code = self._code.control.value()
        if not code:
            self._code.show_error(tr("Code à remplir."))
            self._code.focus()
            return
        self._unlock.setEnabled(False)
        self.asked.emit(code)

    def refuse(self, sentence: str) -> None:
        """Say beside the code why the workstation stays locked."""
        self._unlock.setEnabled(True)
        self._code.show_error(sentence)
        self._code.focus()

    def open_up(self) -> None:
        """The code was right, or the person signs out: go away."""
        self._open_at_last = True
        self.accept()
        self.deleteLater()

    def reject(self) -> None:
        """Esc opens nothing."""
        self._code.focus()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the code."""
        super().showEvent(event)
        self._code.focus()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The cross opens nothing."""
        if self._open_at_last:
            super().closeEvent(event)
        else:
            event.ignore()
