"""Blocks a client and releases one, with a reason, from wherever a client is shown (spec 3.1)."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from app.domain.ids import ClientId
from app.domain.refusals import Refused
from app.i18n import tr
from app.services.desk import Desk, Outcome
from app.services.requests import BlockClient, UnblockClient
from app.ui.kit.reason_dialog import ReasonDialog
from app.ui.kit.saving import Saving
from app.ui.kit.workplace import Workplace


class Blocking(QObject):
    """Saves through `saving`, one at a time with what else its window saves; `saved(outcome, what to tell)`."""

    saved = Signal(object, str)

    def __init__(self, workplace: Workplace, saving: Saving, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace, self._saving = workplace, saving
        self._reason: ReasonDialog | None = None

    def ask(self, client: ClientId, name: str, *, blocks: bool) -> None:
        """Ask why this client is blocked, or released; nothing is saved before the answer."""
        self._reason = ReasonDialog(self._workplace.window, client, name, blocks)
        self._reason.wanted.connect(self._save)
        self._reason.open()

    def _save(self, request: BlockClient | UnblockClient) -> None:
        said = tr("Client bloqué.") if isinstance(request, BlockClient) else tr("Client débloqué.")
        job = partial(_carry_out, self._workplace.desk, request)
        self._saving.run(job, partial(self._on_saved, said), self._on_refused)

    def _on_saved(self, said: str, outcome: Outcome) -> None:
        if self._reason is not None:
            self._reason.accept()
            self._reason = None
        self.saved.emit(outcome, said)

    def _on_refused(self, refused: Refused) -> None:
        if self._reason is not None:
            self._reason.show_refused(refused)


def _carry_out(desk: Desk, request: BlockClient | UnblockClient) -> Outcome:
    from app.services.clients import block_client, unblock_client

    return block_client(desk, request) if isinstance(request, BlockClient) else unblock_client(desk, request)
