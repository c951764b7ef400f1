"""Asks which backup takes the place of a database that does not open, and who says so (spec 5.2)."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.refusals import Refused
from app.i18n import tr
from app.ui.kit.asking_dialog import AskingDialog
from app.ui.kit.buttons import destructive
from app.ui.kit.choices import Choice
from app.ui.kit.entries import LineEntry, PasswordEntry
from app.ui.kit.fields import Field


class RestoreDialog(AskingDialog):
    """`wanted(backup, name, code)`; stays open until the backup is back, or is left."""

    wanted = Signal(object, str, str)

    def __init__(self, parent: QWidget, backups: Sequence[tuple[str, object]]) -> None:
        heading = tr("Restaurer une sauvegarde")
        super().__init__(parent, "rescue", heading, _consequence())
        self._backup = Choice("rescue_backup", backups)
        self._name = LineEntry("rescue_name", limit=60)
        self._code = PasswordEntry("rescue_code")
        self.lines.addWidget(self.summary)
        for key, text, control in (
            ("backup", tr("&Sauvegarde"), self._backup),
            ("name", tr("&Nom d'un administrateur"), self._name),
            ("code", tr("Son &code, au jour de la sauvegarde"), self._code),
        ):
            self.lines.addWidget(self.form.add(key, Field(text, control)))
        self._verb = destructive(tr("&Restaurer cette sauvegarde"), "rescue_save", "undo", main=True)
        self._verb.clicked.connect(self._confirm)
        self.end_with(self._verb)
        self._name.setFocus()

    def _confirm(self) -> None:
        missing = {
            key: said
            for key, entry, said in (
                ("name", self._name, tr("Nom d'utilisateur à remplir.")),
                ("code", self._code, tr("Code à remplir.")),
            )
            if not entry.text().strip()
        }
        if missing:
            self.form.show_errors(missing)
            return
        self._verb.setEnabled(False)
        self.wanted.emit(self._backup.value(), self._name.value(), self._code.text())

    def refuse(self, refused: Refused) -> None:
        """Say why nothing was restored; what was typed stays."""
        self._verb.setEnabled(True)
        self.show_refused(refused)


def _consequence() -> str:
    return tr(
        "Tout ce qui a été enregistré depuis cette sauvegarde disparaît de la base. "
        "Ce qui se trouve là est d'abord gardé à part."
    )
