"""Opens the proofs of a suspension, and does what their dialog asks: attach, open, save a copy."""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.domain.refusals import Refused
from app.domain.rights import Right
from app.i18n import tr
from app.services.queries.card import document_content
from app.services.views import DocumentRow, SuspensionRow
from app.ui.access.loaded import Loaded
from app.ui.access.proofs_dialog import ProofsDialog
from app.ui.access.verbs import Request
from app.ui.kit.workplace import Workplace


class Proofs(QObject):
    """One dialog at a time over the Accès dialog."""

    def __init__(self, owner: QWidget, workplace: Workplace, save: Callable[[Request], None]) -> None:
        super().__init__(owner)
        self._owner = owner
        self._workplace = workplace
        self._save = save
        self._dialog: ProofsDialog | None = None

    @property
    def dialog(self) -> ProofsDialog | None:
        """The dialog that is open, if it is."""
        return self._dialog

    def open(self, row: SuspensionRow) -> None:
        """Show the proofs of this suspension."""
        may = self._workplace.desk.operator.may(Right.SUSPEND)
        reason = "" if may else tr("Votre rôle ne le permet pas")
        self._dialog = ProofsDialog(self._owner, row, reason)
        self._dialog.attach_wanted.connect(self._save)
        self._dialog.open_wanted.connect(self._open_document)
        self._dialog.save_wanted.connect(self._save_copy)
        self._dialog.finished.connect(self._forget)
        self._dialog.open()

    def _forget(self, _result: int) -> None:
        self._dialog = None

    def show_loaded(self, loaded: Loaded) -> None:
        """Show the documents as they are stored now."""
        if self._dialog is None or loaded.shown is None:
            return
        row = loaded.shown.suspension(self._dialog.suspension.id)
        if row is not None:
            self._dialog.show_row(row)

    def show_refused(self, refused: Refused) -> None:
        """Say why a file was not taken."""
        if self._dialog is not None:
            self._dialog.show_refused(refused)

    def _open_document(self, document: DocumentRow) -> None:
        self._read(document, partial(self._show_outside, document))

    def _save_copy(self, document: DocumentRow, path: Path) -> None:
        self._read(document, partial(self._write, path))

    def _read(self, document: DocumentRow, then: Callable[[bytes], None]) -> None:
        desk = self._workplace.desk

        def job() -> bytes:
            return document_content(desk, document.id)[1]

        self._workplace.runner.submit(job, then, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        self.show_refused(error)

    def _show_outside(self, document: DocumentRow, content: bytes) -> None:
        folder = Path(tempfile.mkdtemp(prefix="gestion-"))
        path = folder / Path(document.name).name
        self._write(path, content)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))) and self._dialog is not None:
            self._dialog.say_error(tr("Aucun programme n'ouvre ce fichier : enregistrez-en une copie."))

    def _write(self, path: Path, content: bytes) -> None:
        """Under a temporary name first, so that no half file is left (spec 5.2)."""
        part = path.with_name(f".{path.name}.part")
        try:
            part.write_bytes(content)
            part.replace(path)
        except OSError as error:
            part.unlink(missing_ok=True)
            if self._dialog is not None:
                said = tr("Impossible d'écrire {name} : {why}", name=path.name, why=error.strerror or "")
                self._dialog.say_error(said)
