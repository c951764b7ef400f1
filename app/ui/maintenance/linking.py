"""Lier: gives a client the number under which the accounting knows him (spec 3.1)."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.domain.ids import CommandId
from app.domain.refusals import Refused
from app.i18n import tr
from app.services.clients import save_client
from app.services.desk import Outcome
from app.services.requests import SaveClient
from app.services.views import ClientCard
from app.ui.kit.saving import Saving
from app.ui.kit.workplace import Workplace
from app.ui.maintenance.link_dialog import LinkDialog

Card = Callable[[], ClientCard | None]


class Linking(QObject):
    """Asks for the number and saves it on the card as it is shown by then; `saved(outcome, what to tell)`."""

    saved = Signal(object, str)

    def __init__(self, workplace: Workplace, saving: Saving, card: Card, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace, self._saving, self._card = workplace, saving, card
        self._dialog: LinkDialog | None = None

    def ask(self, name: str) -> None:
        """Ask under which number the accounting knows the client that is shown."""
        card = self._card()
        if card is not None:
            self._dialog = LinkDialog(self._workplace.window, name, card.fields)
            self._dialog.wanted.connect(self._save)
            self._dialog.open()

    def _save(self, command: str, account: str, reference: str) -> None:
        card = self._card()
        if card is None:
            return
        fields = replace(card.fields, internal_account=account, external_reference=reference)
        request = SaveClient(CommandId(command), card.id, card.version, fields)
        self._saving.run(
            partial(save_client, self._workplace.desk, request), self._on_saved, self._on_refused
        )

    def _on_saved(self, outcome: Outcome) -> None:
        if self._dialog is not None:
            self._dialog.accept()
            self._dialog = None
        self.saved.emit(outcome, tr("Client lié à la comptabilité."))

    def _on_refused(self, refused: Refused) -> None:
        if self._dialog is not None:
            self._dialog.show_refused(refused)
