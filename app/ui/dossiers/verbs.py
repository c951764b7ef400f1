"""What is done to a dossier at once, or after one question: status, sharing, deleting (spec 3.3.1, 3.3.9, 3.3.10)."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from app.domain.ids import CommandId, DossierId
from app.domain.refusals import Refused
from app.i18n import money, tr
from app.services.desk import Outcome
from app.services.dossiers.requests import DeleteActivity, DeleteDossier, SetPartyActive, ShareDossier
from app.services.dossiers.views import ActivityRow, DossierView, PartyRow, Sharing
from app.ui.dossiers import jobs
from app.ui.kit.ask import ask, tell
from app.ui.kit.refused_words import in_words, why
from app.ui.kit.saving import Saving
from app.ui.kit.workplace import Workplace


class DossierVerbs(QObject):
    """Carries each to the services, one at a time; `changed` when the dossier is to be read again."""

    changed = Signal()
    deleted = Signal()

    def __init__(self, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._saving = Saving(workplace.runner, self)

    # One click: Actif / Inactif (spec 3.3.1, 3.3.9)

    def turn(self, dossier: DossierId, party: PartyRow) -> None:
        """Give a client the other status; it can be taken back where it was said."""
        request = SetPartyActive(_command(), dossier, party.client, not party.active)
        job = partial(jobs.turn, self._workplace.desk, request)
        self._saving.run(job, partial(self._turned, request, party), self._tell_refused)

    def _turned(self, request: SetPartyActive, party: PartyRow, done: jobs.PartySet) -> None:
        said = (
            tr("De nouveau actif dans ce dossier : {name}.", name=party.name)
            if request.active
            else tr("Inactif dans ce dossier : {name}.", name=party.name)
        )
        if done.sharing_stopped:
            said = tr("Inactif : {name}. Le dossier n'est plus partagé sur le portail.", name=party.name)
        self._after(said, done, partial(take_back, self._workplace, request))
        if done.not_removed is not None:
            tell(self._workplace.window, tr("Portail"), why(done.not_removed))

    # Portal (spec 3.3.9)

    def share(self, dossier: DossierId, shared: bool) -> None:
        """Share at once; stop sharing after one question."""
        request = ShareDossier(_command(), dossier, shared)
        if shared:
            self._share(request)
            return
        ask(
            self._workplace.window,
            tr("Arrêter le partage ?"),
            tr("La page disparaît du portail et son adresse ne servira plus jamais."),
            tr("Arrêter le partage"),
            partial(self._share, request),
            destructive=True,
        )

    def _share(self, request: ShareDossier) -> None:
        job = partial(jobs.share, self._workplace.desk, request)
        self._saving.run(job, partial(self._shared, request.shared), self._tell_refused)

    def _shared(self, shared: bool, done: jobs.Shared) -> None:
        self._after(tr("Dossier partagé sur le portail.") if shared else tr("Partage arrêté."), done)
        if done.not_written is not None:
            tell(self._workplace.window, tr("Portail"), why(done.not_written))

    def open_page(self, sharing: Sharing) -> None:
        """Show the page in the browser: the file where it can be read here, else as the clients see it."""
        file = Path(sharing.file) if sharing.file else None
        if file is not None and file.is_file():
            found = QUrl.fromLocalFile(str(file))
        elif sharing.url:
            found = QUrl(sharing.url)
        else:
            said = tr("La page n'est pas lisible d'ici : {path}", path=sharing.file)
            tell(self._workplace.window, tr("Portail"), said)
            return
        if not QDesktopServices.openUrl(found):
            tell(self._workplace.window, tr("Portail"), tr("Aucun navigateur n'ouvre cette page."))

    # Deleting (spec 3.3.10)

    def ask_delete_activity(self, row: ActivityRow) -> None:
        """Delete an activity that is not billed, after one question."""
        ask(
            self._workplace.window,
            tr("Supprimer « {what} » ?", what=row.description),
            tr("{amount} ne seront plus à facturer.", amount=money(row.amount)),
            tr("Supprimer l'activité"),
            partial(self._delete_activity, DeleteActivity(_command(), row.id, row.version)),
            destructive=True,
        )

    def _delete_activity(self, request: DeleteActivity) -> None:
        job = partial(jobs.delete_one, self._workplace.desk, request)
        self._saving.run(job, partial(self._after, tr("Activité supprimée.")), self._tell_refused)

    def ask_delete(self, view: DossierView) -> None:
        """Delete a dossier without activity and invoice, after one question."""
        ask(
            self._workplace.window,
            tr("Supprimer le dossier « {name} » ?", name=view.name),
            tr("Ses clients restent. Seul un dossier sans activité ni facture peut être supprimé."),
            tr("Supprimer le dossier"),
            partial(self._delete, DeleteDossier(_command(), view.id, view.version)),
            destructive=True,
        )

    def _delete(self, request: DeleteDossier) -> None:
        job = partial(jobs.delete, self._workplace.desk, request)
        self._saving.run(job, self._on_deleted, self._tell_refused)

    def _on_deleted(self, outcome: Outcome) -> None:
        self.deleted.emit()
        self._workplace.announce(outcome, tr("Dossier supprimé."))

    # Afterwards

    def _after(self, said: str, outcome: Outcome, undo: Callable[[], None] | None = None) -> None:
        self._workplace.announce(outcome, said, undo)
        self.changed.emit()

    def _tell_refused(self, refused: Refused) -> None:
        """Nothing was changed; what stands there now is shown."""
        tell(self._workplace.window, tr("Refusé"), in_words(refused))
        self.changed.emit()


def take_back(workplace: Workplace, request: SetPartyActive) -> None:
    """Annuler beside a status that was changed, wherever one stands by then."""
    back = replace(request, command=_command(), active=not request.active)
    done, refused = partial(_taken_back, workplace), partial(_not_taken_back, workplace)
    workplace.runner.submit(partial(jobs.turn, workplace.desk, back), done, refused)


def _taken_back(workplace: Workplace, done: jobs.PartySet) -> None:
    workplace.announce(done, "")


def _not_taken_back(workplace: Workplace, error: Exception) -> None:
    if not isinstance(error, Refused):
        raise error
    tell(workplace.window, tr("Refusé"), in_words(error))


def _command() -> CommandId:
    return CommandId(str(uuid4()))
