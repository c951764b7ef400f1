"""Ends the relation with a client and takes it up again, from the card (spec 3.2)."""

from functools import partial

from PySide6.QtCore import QObject

from app.domain.refusals import Refused
from app.i18n import current, tr
from app.messages.refusals import sentences
from app.services.desk import Outcome
from app.services.states import DeactivateClient, DeactivationFacts, ReactivateClient, deactivation_facts
from app.services.views import ClientCard
from app.ui.card import verbs
from app.ui.card.relation_dialog import DeactivationDialog, ReactivationDialog, RelationDialog
from app.ui.card.words import full_name
from app.ui.kit.ask import tell
from app.ui.kit.saving import Saving
from app.ui.kit.workplace import Workplace


class CardRelation(QObject):
    """Reads what is linked to the client, asks, and carries the answer to the services."""

    def __init__(self, workplace: Workplace, saving: Saving, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace, self._saving = workplace, saving
        self._dialog: RelationDialog | None = None

    def ask(self, card: ClientCard) -> None:
        """Désactiver or Réactiver, whichever the client's state allows."""
        job = partial(deactivation_facts, self._workplace.desk, card.id)
        self._workplace.runner.submit(job, partial(self._open, card), self._unreadable, "card/relation")

    def _open(self, card: ClientCard, facts: DeactivationFacts) -> None:
        kind = DeactivationDialog if card.deactivated_on is None else ReactivationDialog
        self._dialog = kind(self._workplace.window, full_name(card), facts)
        self._dialog.wanted.connect(self._save)
        self._dialog.open()

    def _save(self, request: DeactivateClient | ReactivateClient) -> None:
        deactivated = isinstance(request, DeactivateClient)
        said = tr("Client désactivé.") if deactivated else tr("Client réactivé.")
        job = partial(verbs.carry_out, self._workplace.desk, request)
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
        tell(self._workplace.window, tr("Refusé"), sentences(error, current()).replace("\n", " "))
