"""Ends the relation with a client and takes it up again, from wherever a client is shown (spec 3.2)."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from shiboken6 import isValid

from app.domain.ids import ClientId
from app.domain.refusals import Refused
from app.i18n import tr
from app.services.desk import Desk, Outcome
from app.services.refusals import StaleEdit
from app.services.state_refusals import LinkedMeanwhile
from app.services.states import (
    DeactivateClient,
    DeactivationFacts,
    ReactivateClient,
    deactivate,
    deactivation_facts,
    reactivate,
)
from app.ui.kit.ask import tell
from app.ui.kit.refused_words import in_words
from app.ui.kit.relation_dialog import DeactivationDialog, ReactivationDialog, RelationDialog
from app.ui.kit.saving import Saving
from app.ui.kit.workplace import Workplace


class Relation(QObject):
    """Reads what is linked to the client, asks, and carries the answer to the services."""

    def __init__(self, workplace: Workplace, saving: Saving, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace, self._saving = workplace, saving
        self._dialog: RelationDialog | None = None

    def ask(self, client: ClientId, name: str, *, ends: bool) -> None:
        """Désactiver (`ends`) or Réactiver."""
        self._read(client, partial(self._open, name, ends))

    def _read(self, client: ClientId, show: Callable[[DeactivationFacts], None]) -> None:
        job = partial(deactivation_facts, self._workplace.desk, client)
        self._workplace.runner.submit(job, show, self._unreadable, "relation")

    def _open(self, name: str, ends: bool, facts: DeactivationFacts) -> None:
        kind = DeactivationDialog if ends else ReactivationDialog
        self._dialog = kind(self._workplace.window, name, facts)
        self._dialog.wanted.connect(partial(self._save, name))
        self._dialog.open()

    def _save(self, name: str, request: DeactivateClient | ReactivateClient) -> None:
        ends = isinstance(request, DeactivateClient)
        said = tr("Client désactivé.") if ends else tr("Client réactivé.")
        job = partial(_carry_out, self._workplace.desk, request)
        refused = partial(self._refused, name, request)
        self._saving.run(job, partial(self._saved, said), refused)

    def _saved(self, said: str, outcome: Outcome) -> None:
        dialog = self._asking
        if dialog is not None:
            dialog.accept()
        self._dialog = None
        self._workplace.announce(outcome, said)

    def _refused(self, name: str, request: DeactivateClient | ReactivateClient, refused: Refused) -> None:
        if self._asking is None:
            return
        self._asking.show_refused(refused)
        if any(isinstance(each, StaleEdit | LinkedMeanwhile) for each in refused.refusals):
            ends = isinstance(request, DeactivateClient)
            self._read(request.client, partial(self._ask_again, name, ends, refused))

    def _ask_again(self, name: str, ends: bool, refused: Refused, facts: DeactivationFacts) -> None:
        """Ask anew over what is linked now; the reason stays, what was ticked is decided again."""
        before = self._asking
        if before is None:
            return
        typed = before.reason
        before.reject()
        self._open(name, ends, facts)
        if self._asking is not None:
            self._asking.show_reason(typed)
            self._asking.show_refused(refused)

    @property
    def _asking(self) -> RelationDialog | None:
        """The dialog, as long as it is open."""
        dialog = self._dialog
        return dialog if dialog is not None and isValid(dialog) and dialog.isVisible() else None

    def _unreadable(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        tell(self._workplace.window, tr("Refusé"), in_words(error))


def _carry_out(desk: Desk, request: DeactivateClient | ReactivateClient) -> Outcome:
    if isinstance(request, DeactivateClient):
        return deactivate(desk, request)
    return reactivate(desk, request)
