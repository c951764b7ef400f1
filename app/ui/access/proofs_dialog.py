"""Justificatif: the proof documents of a suspension: attach one, open one, save a copy."""

from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.ids import CommandId
from app.domain.refusals import Refused
from app.i18n import current, instant, tr
from app.services.requests import AttachProof
from app.services.views import DocumentRow, SuspensionRow
from app.ui.access.pages import framed
from app.ui.kit.access_words import row_text
from app.ui.kit.buttons import plain, primary, set_allowed
from app.ui.kit.columns import Column
from app.ui.kit.empty import EmptyState
from app.ui.kit.fields import ErrorSummary
from app.ui.kit.labels import TITLE, hairline, label, muted
from app.ui.kit.refused_words import why
from app.ui.kit.rows import RowsModel
from app.ui.kit.table import Table


class ProofsDialog(QDialog):
    """`attach_wanted(request)`, `open_wanted(document)` and `save_wanted(document, path)` ask for the work."""

    attach_wanted = Signal(object)
    open_wanted = Signal(object)
    save_wanted = Signal(object, object)

    def __init__(self, parent: QWidget, row: SuspensionRow, may_attach: str) -> None:
        super().__init__(parent)
        self._row = row
        self._may_attach = may_attach
        self.setObjectName("proofs")
        self.setWindowTitle(tr("Justificatifs du report"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(680, 420)
        self._model: RowsModel[DocumentRow] = RowsModel(_columns())
        self.table = Table(self._model, "proofs_table", tr("Justificatifs"))
        empty = tr("Ajoutez un PDF ou une photo (JPEG, PNG), 10 Mo au plus.")
        self.table.set_empty(EmptyState("paperclip", tr("Aucun justificatif."), empty))
        self._summary = ErrorSummary("proofs_summary")
        self._add = plain(tr("A&jouter un fichier"), "proofs_add", "plus", main=True)
        self._open = plain(tr("&Ouvrir"), "proofs_open", "external", main=True)
        self._save = plain(tr("&Enregistrer sous"), "proofs_save", "download", main=True)
        self._close = primary(tr("&Fermer"), "proofs_close")
        self._build()
        self._connect()
        self.show_row(row)

    def _build(self) -> None:
        middle, foot = QFrame(), QFrame()
        middle.setProperty("surface", "surface")
        foot.setProperty("surface", "sunken")
        inner = QVBoxLayout(middle)
        inner.setContentsMargins(24, 20, 24, 16)
        inner.setSpacing(10)
        inner.addWidget(label(tr("Justificatifs du report"), "proofs_title", TITLE, bold=True))
        inner.addWidget(muted(row_text(self._row), "proofs_what", wrap=True))
        inner.addWidget(self._summary)
        inner.addWidget(framed(self.table, "proofs_card"), 1)
        buttons = QHBoxLayout(foot)
        buttons.setContentsMargins(24, 12, 24, 12)
        buttons.setSpacing(12)
        for button in (self._add, self._open, self._save):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(middle, 1)
        column.addWidget(hairline())
        column.addWidget(foot)

    def _connect(self) -> None:
        self._add.clicked.connect(self._pick)
        self._open.clicked.connect(self._open_chosen)
        self._save.clicked.connect(self._pick_place)
        self._close.clicked.connect(self.accept)
        self.table.current_row.connect(self._update)
        self.table.activated_row.connect(self.open_wanted)

    def show_row(self, row: SuspensionRow) -> None:
        """Show the documents of the suspension as it is now."""
        self._row = row
        self._summary.hide()
        self._model.set_rows(row.proofs)
        self.table.select(0)
        self._update()

    @property
    def suspension(self) -> SuspensionRow:
        """Whose documents are shown."""
        return self._row

    def _chosen(self) -> DocumentRow | None:
        row = self.table.selected_row()
        return row if isinstance(row, DocumentRow) else None

    def _update(self, _row: object = None) -> None:
        set_allowed(self._add, not self._may_attach, self._may_attach)
        none = "" if self._chosen() is not None else tr("Choisissez un justificatif")
        for button in (self._open, self._save):
            set_allowed(button, not none, none)

    def _pick(self) -> None:
        picker = QFileDialog(self, tr("Ajouter un justificatif"))
        picker.setObjectName("proofs_picker")
        picker.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picker.setFileMode(QFileDialog.FileMode.ExistingFile)
        picker.setNameFilter(tr("Documents (*.pdf *.jpg *.jpeg *.png)"))
        picker.fileSelected.connect(self.attach)
        picker.open()

    def attach(self, path: str) -> None:
        """Attach this file."""
        self._summary.hide()
        self.attach_wanted.emit(AttachProof(CommandId(str(uuid4())), self._row.id, Path(path)))

    def _open_chosen(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.open_wanted.emit(chosen)

    def _pick_place(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        picker = QFileDialog(self, tr("Enregistrer le justificatif"), chosen.name)
        picker.setObjectName("proofs_place")
        picker.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picker.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        picker.fileSelected.connect(self._save_at)
        picker.open()

    def _save_at(self, path: str) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.save_wanted.emit(chosen, Path(path))

    def show_refused(self, refused: Refused) -> None:
        """Say why the file was not taken."""
        self.say_error(" ".join(why(each) for each in refused.refusals))

    def say_error(self, text: str) -> None:
        """Say what went wrong."""
        self._summary.show_sentence(text)


def _columns() -> list[Column]:
    return [
        Column("name", tr("Nom"), "bold", 240, stretch=True),
        Column("size", tr("Taille"), width=90, align="right", value=_size),
        Column("added_at", tr("Ajouté le"), "muted", 150, value=_added),
        Column("added_by", tr("Par"), "muted", 110),
    ]


def _size(row: DocumentRow) -> str:
    kilobytes = max(1, round(row.size / 1024))
    return tr("{n} Ko", n=current().number(kilobytes))


def _added(row: DocumentRow) -> str:
    return instant(row.added_at)
