"""Lier: the number under which the accounting knows a client (spec 3.1)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.refusals import Refused
from app.i18n import current, tr
from app.messages.refusals import sentence
from app.services.client_fields import LENGTHS
from app.services.fields import ClientFields
from app.ui.kit.buttons import plain, primary
from app.ui.kit.entries import LineEntry
from app.ui.kit.fields import ErrorSummary, Field, Form
from app.ui.kit.labels import TITLE, label, muted

_WIDTH = 480


class LinkDialog(QDialog):
    """`wanted(account, reference)`; stays open until the save was accepted."""

    wanted = Signal(str, str)

    def __init__(self, parent: QWidget, name: str, fields: ClientFields) -> None:
        super().__init__(parent)
        self.setObjectName("link_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setFixedWidth(_WIDTH)
        heading = tr("Lier {name} à la comptabilité", name=name)
        self.setWindowTitle(heading)
        self._summary = ErrorSummary("link_summary")
        self._form = Form(self, self._summary)
        self._account = LineEntry("link_account", limit=LENGTHS["internal_account"] * 4)
        self._reference = LineEntry("link_reference", limit=LENGTHS["external_reference"] * 4)
        self._account.set_value(fields.internal_account)
        self._reference.set_value(fields.external_reference)
        self._lay_out(heading)

    def _lay_out(self, heading: str) -> None:
        body, foot = QFrame(), QFrame()
        body.setProperty("surface", "surface")
        lines = QVBoxLayout(body)
        lines.setContentsMargins(24, 20, 24, 24)
        lines.setSpacing(12)
        lines.addWidget(label(heading, "link_title", TITLE, bold=True, wrap=True))
        said = tr("Le numéro sous lequel le logiciel comptable connaît ce client.")
        lines.addWidget(muted(said, "link_said", wrap=True))
        lines.addWidget(self._summary)
        lines.addWidget(self._form.add("internal_account", Field(tr("&Compte comptable"), self._account)))
        lines.addWidget(
            self._form.add("external_reference", Field(tr("&Référence externe"), self._reference))
        )
        foot.setProperty("surface", "sunken")
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(12)
        leave, save = plain(tr("Annuler"), "link_leave", main=True), primary(tr("&Lier"), "link_save")
        leave.clicked.connect(self.reject)
        save.clicked.connect(self._confirm)
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(body, 1)
        column.addWidget(foot)
        self._account.setFocus()

    def _confirm(self) -> None:
        self.wanted.emit(str(self._account.value() or ""), str(self._reference.value() or ""))

    def show_refused(self, refused: Refused) -> None:
        """Say each reason beside its field; what was typed stays."""
        texts = current()
        self._form.show_errors({each.beside or "card": sentence(each, texts) for each in refused.refusals})
