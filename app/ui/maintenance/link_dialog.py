"""Lier: the number under which the accounting knows a client (spec 3.1)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.services.client_fields import LENGTHS
from app.services.fields import ClientFields
from app.ui.kit.asking_dialog import AskingDialog
from app.ui.kit.buttons import primary
from app.ui.kit.entries import LineEntry
from app.ui.kit.fields import Field

_WIDTH = 480


class LinkDialog(AskingDialog):
    """`wanted(command, account, reference)`; stays open until the save was accepted."""

    wanted = Signal(str, str, str)

    def __init__(self, parent: QWidget, name: str, fields: ClientFields) -> None:
        heading = tr("Lier {name} à la comptabilité", name=name)
        said = tr("Le numéro sous lequel le logiciel comptable connaît ce client.")
        super().__init__(parent, "link", heading, said, _WIDTH)
        self._account = LineEntry("link_account", limit=LENGTHS["internal_account"] * 4)
        self._reference = LineEntry("link_reference", limit=LENGTHS["external_reference"] * 4)
        self._account.set_value(fields.internal_account)
        self._reference.set_value(fields.external_reference)
        self._lay_out()
        self._account.setFocus()

    def _lay_out(self) -> None:
        self.lines.addWidget(self.summary)
        account = Field(tr("&Compte comptable"), self._account)
        self.lines.addWidget(self.form.add("internal_account", account))
        reference = Field(tr("&Référence externe"), self._reference)
        self.lines.addWidget(self.form.add("external_reference", reference))
        save = primary(tr("&Lier"), "link_save")
        save.clicked.connect(self._confirm)
        self.end_with(save)

    def _confirm(self) -> None:
        account, reference = self._account.value(), self._reference.value()
        self.wanted.emit(self.command, str(account or ""), str(reference or ""))
