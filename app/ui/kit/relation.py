"""Ends the relation with a client and takes it up again, from wherever a client is shown (spec 3.2)."""

from functools import partial

from PySide6.QtCore import QObject

from app.domain.ids import ClientId
from app.domain.refusals import Refused
from app.i18n import tr
from app.services.desk import Desk, Outcome
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
        job = partial(deactivation_facts, self._workplace.desk, client)
        self._workplace.runner.submit(job, partial(self._open, name, ends), self._unreadable, "relation")

    def _open(self, name: str, ends: bool, facts: DeactivationFacts) -> None:
        kind = DeactivationDialog if ends else ReactivationDialog
        self._dialog = kind(self._workplace.window, name, facts)
        self._dialog.wanted.connect(self._save)
        self._dialog.open()

    def _save(self, request: DeactivateClient | ReactivateClient) -> None:
        ends = isinstance(request, DeactivateClient)
        said = tr("Client désactivé.") if ends else tr("Client réactivé.")
        job = partial(_carry_out, self._workplace.desk, request)
        self._saving.run(job, partial(self._saved, said), self._refused)

    def _saved(self, said: str, outcome: Outcome) -> None:
        if self._dialog is not None:
            self._dialog.accept()
            self._dialog = None
        self._workplace.announce(outcome, said)

    def _refused(self, refused: Refused) -> None:
        if self._dialog is not None:
            self._dialog.show_refused(refused)

    def _unreadable(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        tell(self._workplace.window, tr("Refusé"), in_words(error))


def _carry_out(desk: Desk, request: DeactivateClient | ReactivateClient) -> Outcome:
    if isinstance(request, DeactivateClient):
        return deactivate(desk, request)
    return reactivate(desk, request)
