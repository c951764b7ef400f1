"""What comes into a card and out of it as a file: the photo, and documents that are kept elsewhere."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog

from app.domain.ids import ClientId
from app.domain.refusals import Refused
from app.i18n import tr
from app.services.desk import Outcome
from app.services.documents.files import safe_stem
from app.services.person_export import PersonExported
from app.services.views import DocumentRow
from app.ui.card import verbs
from app.ui.card.reading import Shown
from app.ui.card.words import full_name
from app.ui.kit.ask import tell
from app.ui.kit.refused_words import in_words
from app.ui.kit.saving import Saving
from app.ui.kit.workplace import Workplace


class CardFiles(QObject):
    """Asks for a file by the system's dialog, then reads or writes it beside the window."""

    def __init__(self, workplace: Workplace, saving: Saving, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace, self._saving = workplace, saving

    def choose_photo(self, client: ClientId) -> None:
        """Ask for a picture and put it on the card of this client."""
        picker = QFileDialog(self._workplace.window, tr("Choisir une photo"))
        picker.setObjectName("photo_picker")
        picker.setNameFilter(tr("Images (*.png *.jpg *.jpeg *.webp)"))
        picker.setDirectory(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation))
        picker.fileSelected.connect(partial(self.put_photo, client))
        picker.finished.connect(picker.deleteLater)
        picker.open()

    def put_photo(self, client: ClientId, name: str) -> None:
        """Put the picture in the file of this name on the card."""
        self._save_photo(client, Path(name), tr("Photo enregistrée."))

    def remove_photo(self, client: ClientId) -> None:
        """Take the photo away."""
        self._save_photo(client, None, tr("Photo retirée."))

    def _save_photo(self, client: ClientId, path: Path | None, said: str) -> None:
        job = partial(verbs.put_photo, self._workplace.desk, client, path)
        self._saving.run(job, partial(self._announce, said), self._say_refused)

    def _announce(self, said: str, outcome: Outcome) -> None:
        self._workplace.announce(outcome, said)

    def choose_export(self, shown: Shown | None) -> None:
        """Ask for a place and write there everything that is kept about the client on the card."""
        if shown is None:
            return
        known_by = (str(shown.card.number), full_name(shown.card))
        picker = QFileDialog(self._workplace.window, tr("Exporter ses données"))
        picker.setObjectName("export_place")
        picker.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        picker.setDefaultSuffix("zip")
        picker.setNameFilter(tr("Archive ZIP (*.zip)"))
        picker.selectFile(f"{safe_stem(tr('Données'), *known_by)}.zip")
        picker.fileSelected.connect(partial(self.write_person, shown.card.id))
        picker.finished.connect(picker.deleteLater)
        picker.open()

    def write_person(self, client: ClientId, name: str) -> None:
        """Write the client's data to the file of this name."""
        job = partial(verbs.write_person, self._workplace.desk, client, Path(name))
        self._saving.run(job, self._announce_export, self._say_refused)

    def _announce_export(self, written: PersonExported) -> None:
        self._workplace.announce(written, tr("Données exportées : {name}", name=written.name))

    def keep_document(self, row: DocumentRow) -> None:
        """Ask where a stored document is to be written, and write it there."""
        picker = QFileDialog(self._workplace.window, tr("Enregistrer le document"))
        picker.setObjectName("document_place")
        picker.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        picker.selectFile(row.name)
        picker.fileSelected.connect(partial(self.write_document, row))
        picker.finished.connect(picker.deleteLater)
        picker.open()

    def write_document(self, row: DocumentRow, name: str) -> None:
        """Write a stored document to the file of this name."""
        job = partial(verbs.keep_document, self._workplace.desk, row.id, Path(name))
        self._workplace.runner.submit(job, self._announce_kept, self._on_unwritten)

    def _announce_kept(self, _written: object) -> None:
        self._workplace.announce(Outcome(), tr("Document enregistré."))

    def _on_unwritten(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        self._say_refused(error)

    def _say_refused(self, refused: Refused) -> None:
        tell(self._workplace.window, tr("Refusé"), in_words(refused))
