"""The form that says into which folder backups go."""

from functools import partial

from PySide6.QtWidgets import QFileDialog

from app.i18n import tr
from app.ui.kit.buttons import plain
from app.ui.kit.entries import LineEntry
from app.ui.maintenance.sheet import Sheet

NAME = "maintenance_folder"


class FolderForm(Sheet):
    """One field, and a button that looks for a folder."""

    def __init__(self) -> None:
        super().__init__(NAME, tr("&Enregistrer"), is_main=False)
        self.state.hide()
        hint = tr("Vide : le dossier du programme.")
        row = self.row(spacing=8)
        entry = partial(LineEntry, limit=2000)
        field = self.add("backup_folder", tr("&Dossier des sauvegardes"), entry, row, hint, stretch=1)
        self._browse = plain(tr("Par&courir…"), f"{NAME}_browse", "folder")
        self.beside(field, self._browse, row)
        self._browse.clicked.connect(self.browse)

    def browse(self) -> None:
        """Look for a folder."""
        picker = QFileDialog(self.window(), tr("Dossier des sauvegardes"))
        picker.setObjectName(f"{NAME}_picker")
        picker.setFileMode(QFileDialog.FileMode.Directory)
        picker.fileSelected.connect(self.control("backup_folder").set_value)
        picker.finished.connect(picker.deleteLater)
        picker.open()
