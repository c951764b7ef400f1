"""Asks why a client is blocked or released; both need a reason (spec 3.1)."""

from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.ids import ClientId, CommandId
from app.domain.refusals import Refused
from app.i18n import current, tr
from app.messages.refusals import sentence
from app.services.requests import BlockClient, UnblockClient
from app.ui.kit.buttons import destructive, plain, primary
from app.ui.kit.choices import Choice
from app.ui.kit.fields import ErrorSummary, Field, Form
from app.ui.kit.labels import TITLE, label, muted

_WIDTH = 520


class ReasonDialog(QDialog):
    """`wanted(BlockClient or UnblockClient)`; stays open until the save was accepted."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget, client: ClientId, name: str, blocks: bool) -> None:
        super().__init__(parent)
        self.setObjectName("reason_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setFixedWidth(_WIDTH)
        self._client, self._blocks = client, blocks
        self._command = CommandId(str(uuid4()))
        heading = tr("Bloquer {name} ?", name=name) if blocks else tr("Débloquer {name} ?", name=name)
        self.setWindowTitle(heading)
        self._reason = Choice("block_reason", [(text, text) for text in self._usual()], editable=True)
        self._reason.set_value("")
        self._summary = ErrorSummary("reason_summary")
        self._form = Form(self, self._summary)
        self._lay_out(heading)

    def _usual(self) -> list[str]:
        if self._blocks:
            return [tr("paiement en retard"), tr("matériel non rendu"), tr("règlement non respecté")]
        return [tr("paiement reçu"), tr("bloqué par erreur"), tr("accord du responsable")]

    def _lay_out(self, heading: str) -> None:
        consequence = (
            tr(
                "Aucun de ses accès n'ouvre plus la porte et rien ne peut lui être vendu. Les débits continuent."
            )
            if self._blocks
            else tr("Ses accès en cours ouvrent de nouveau la porte ; un report reste un report.")
        )
        body = QFrame()
        body.setProperty("surface", "surface")
        lines = QVBoxLayout(body)
        lines.setContentsMargins(24, 20, 24, 20)
        lines.setSpacing(12)
        lines.addWidget(label(heading, "reason_title", TITLE, bold=True, wrap=True))
        lines.addWidget(muted(consequence, "reason_consequence", wrap=True))
        lines.addWidget(self._summary)
        lines.addWidget(self._form.add("reason", Field(tr("&Motif"), self._reason)))
        lines.addSpacing(24)
        foot = QFrame()
        foot.setProperty("surface", "sunken")
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(12)
        leave = plain(tr("Annuler"), "reason_leave", main=True)
        verb = (
            destructive(tr("&Bloquer"), "reason_save", "ban", main=True)
            if self._blocks
            else primary(tr("&Débloquer"), "reason_save")
        )
        leave.clicked.connect(self.reject)
        verb.clicked.connect(self._confirm)
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(verb)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(body, 1)
        column.addWidget(foot)
        self._reason.setFocus()

    def _confirm(self) -> None:
        reason = str(self._reason.value() or "")
        make = BlockClient if self._blocks else UnblockClient
        self.wanted.emit(make(self._command, self._client, reason))

    def show_refused(self, refused: Refused) -> None:
        """Say each reason; what was typed stays."""
        self._command = CommandId(str(uuid4()))
        texts = current()
        self._form.show_errors({each.beside or "card": sentence(each, texts) for each in refused.refusals})
