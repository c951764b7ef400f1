"""Asks why a client is blocked or released; both need a reason (spec 3.1)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.ids import ClientId
from app.i18n import tr
from app.services.requests import BlockClient, UnblockClient
from app.ui.kit.asking_dialog import AskingDialog
from app.ui.kit.buttons import Button, destructive, primary
from app.ui.kit.choices import Choice
from app.ui.kit.fields import Field


class ReasonDialog(AskingDialog):
    """`wanted(BlockClient or UnblockClient)`; stays open until the save was accepted."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget, client: ClientId, name: str, blocks: bool) -> None:
        heading = tr("Bloquer {name} ?", name=name) if blocks else tr("Débloquer {name} ?", name=name)
        super().__init__(parent, "reason", heading, _consequence(blocks))
        self._client, self._blocks = client, blocks
        self._reason = Choice("block_reason", [(text, text) for text in self._usual()], editable=True)
        self._reason.set_value("")
        self.lines.addWidget(self.summary)
        self.lines.addWidget(self.form.add("reason", Field(tr("&Motif"), self._reason)))
        verb = self._verb()
        verb.clicked.connect(self._confirm)
        self.end_with(verb)
        self._reason.setFocus()

    def _usual(self) -> list[str]:
        if self._blocks:
            return [tr("paiement en retard"), tr("matériel non rendu"), tr("règlement non respecté")]
        return [tr("paiement reçu"), tr("bloqué par erreur"), tr("accord du responsable")]

    def _verb(self) -> Button:
        if self._blocks:
            return destructive(tr("&Bloquer"), "reason_save", "ban", main=True)
        return primary(tr("&Débloquer"), "reason_save")

    def _confirm(self) -> None:
        reason = str(self._reason.value() or "")
        make = BlockClient if self._blocks else UnblockClient
        self.wanted.emit(make(self.command, self._client, reason))


def _consequence(blocks: bool) -> str:
    if blocks:
        return tr(
            "Aucun de ses accès n'ouvre plus la porte et rien ne peut lui être vendu. Les débits continuent."
        )
    return tr("Ses accès en cours ouvrent de nouveau la porte ; un report reste un report.")
