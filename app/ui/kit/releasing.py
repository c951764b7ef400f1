"""*Débloquer…* on a window that a block bars: asks why, releases, and the window goes on (spec 3.1)."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from app.domain.ids import ClientId
from app.domain.refusals import Refused
from app.i18n import tr
from app.services.desk import Desk, Outcome
from app.services.requests import UnblockClient
from app.ui.kit.reason_dialog import ReasonDialog
from app.ui.kit.saving_dialog import SavingDialog
from app.ui.kit.workplace import Workplace


class Releasing(QObject):
    """`released` when it was done; saves through `window`, one at a time with its own saves."""

    released = Signal()

    def __init__(self, workplace: Workplace, window: SavingDialog) -> None:
        super().__init__(window)
        self._workplace, self._window = workplace, window
        self._reason: ReasonDialog | None = None

    def ask(self, client: ClientId, name: str) -> None:
        """Ask why this client is released; nothing is saved before the answer."""
        self._reason = ReasonDialog(self._window, client, name, blocks=False)
        self._reason.wanted.connect(self._unblock)
        self._reason.open()

    def _unblock(self, request: UnblockClient) -> None:
        job = partial(_release, self._workplace.desk, request)
        self._window.save(job, self._on_released, self._on_refused)

    def _on_released(self, outcome: Outcome) -> None:
        if self._reason is not None:
            self._reason.accept()
            self._reason = None
        self._workplace.announce(outcome, tr("Client débloqué."))
        self.released.emit()

    def _on_refused(self, refused: Refused) -> None:
        if self._reason is not None:
            self._reason.show_refused(refused)


def _release(desk: Desk, request: UnblockClient) -> Outcome:
    from app.services.clients import unblock_client

    return unblock_client(desk, request)
