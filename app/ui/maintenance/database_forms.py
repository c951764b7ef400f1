"""The forms that lead to another database: found the club's own one, or join one that stands."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from app.domain.refusals import Refused
from app.i18n import tr
from app.services.codes import SHORTEST
from app.services.desk import Desk
from app.services.own_database import FoundClub, found_club, join_place
from app.ui.kit.buttons import plain
from app.ui.kit.entries import LineEntry, PasswordEntry
from app.ui.kit.notice import FactLine
from app.ui.maintenance.sheet import Sheet

FOUND = "maintenance_found"
JOIN = "maintenance_join"
_SERVER = "postgresql://serveur/club"


class PlaceForm(Sheet):
    """A form with a field for a place: a file, with a button that looks for it, or a server's address."""

    def __init__(self, name: str, save_text: str, icon: str, is_main: bool) -> None:
        super().__init__(name, save_text, save_icon=icon, is_main=is_main)
        self._start: dict[str, str] = {}

    def _add_place(self, text: str, hint: str, browse: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.content.addLayout(row)
        entry = partial(LineEntry, placeholder=_SERVER, limit=2000)
        field = self.add("place", text, entry, row, hint, stretch=1)
        self._browse = plain(browse, f"{self.objectName()}_browse", "folder")
        self.beside(field, self._browse, row)
        self._browse.clicked.connect(self.browse)

    def browse(self) -> None:
        """Look for a file."""
        picker = QFileDialog(self.window(), self.form.field("place").text)
        picker.setObjectName(f"{self.objectName()}_picker")
        picker.setNameFilter(tr("Bases (*.db)"))
        self.prepare(picker)
        picker.fileSelected.connect(self.control("place").set_value)
        picker.finished.connect(picker.deleteLater)
        picker.open()

    def prepare(self, picker: QFileDialog) -> None:
        """A file that exists is looked for."""
        picker.setFileMode(QFileDialog.FileMode.ExistingFile)

    def refuse_place(self, refused: Refused) -> None:
        """What is said of the database itself stands beside its place."""
        self.refuse(refused, {"new": "code"}, rest="place")

    def clear(self) -> None:
        """Begin anew."""
        self.show_values(self._start)
        self.always_saveable()


class FoundForm(PlaceForm):
    """Where, the club's name, and the administrator with a code that nobody else knows."""

    def __init__(self, proposed: Path, desk: Desk) -> None:
        super().__init__(FOUND, tr("&Créer la base du club"), "plus-circle", is_main=True)
        self._desk = desk
        hint = tr("Un fichier de ce poste (chemin complet), ou un serveur PostgreSQL.")
        self._add_place(tr("&Emplacement"), hint, tr("P&arcourir…"))
        self.add("name", tr("&Nom du club"), partial(LineEntry, limit=400))
        row = self.row()
        self.add("administrator", tr("A&dministrateur"), partial(LineEntry, limit=200), row, stretch=1)
        self.add("code", tr("Son c&ode"), PasswordEntry, row, stretch=1)
        self.add("again", tr("Son code, encore une fo&is"), PasswordEntry, row, stretch=1)
        rule = tr("Le code a au moins {n} caractères et n'est ni connu de tous, ni le nom.", n=SHORTEST)
        desks = tr("Plusieurs postes : prenez PostgreSQL. Un fichier sur un lecteur réseau est refusé.")
        after = tr(
            "Ensuite, l'identification s'ouvre sur la base du club, encore vide : ajoutez-y utilisateurs, "
            "formules et réglages."
        )
        training = tr("La base de formation reste sur ce poste ; « Revenir à la formation » y ramène.")
        for icon, text in (("shield", rule), ("users", desks), ("arrow-right", after), ("undo", training)):
            self.content.addWidget(FactLine(icon, text))
        self.content.addStretch(1)
        self._start = {
            "place": str(proposed),
            "name": "",
            "administrator": "",
            "code": "",
            "again": "",
        }
        self.clear()

    def prepare(self, picker: QFileDialog) -> None:
        """A new file is named."""
        picker.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        picker.setDefaultSuffix("db")
        picker.setOption(QFileDialog.Option.DontConfirmOverwrite)

    def administrator(self) -> str:
        """The name to offer in the login."""
        return str(self.values()["administrator"])

    def save(self) -> None:
        """The two codes must be the same before anything leaves."""
        if self.control("code").value() != self.control("again").value():
            said = tr("Les deux codes diffèrent.\nTapez deux fois le même.")
            self.form.show_errors({"again": said})
            return
        super().save()

    def job(self) -> Callable[[], str]:
        """Makes the database; gives its address."""
        typed = self.values()
        request = FoundClub(typed["place"], typed["name"], typed["administrator"], typed["code"])
        return partial(found_club, self._desk, request)


class JoinForm(PlaceForm):
    """Where the database of the club is."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(JOIN, tr("&Rejoindre cette base"), "arrow-right", is_main=False)
        self._desk = desk
        hint = tr("Un fichier ou un serveur PostgreSQL.")
        self._add_place(tr("E&mplacement de la base"), hint, tr("Parco&urir…"))
        self.content.addWidget(
            FactLine(
                "info",
                tr(
                    "La base est ouverte à l'essai avant de servir ; une base d'une version plus ancienne est "
                    "sauvegardée, puis mise à jour."
                ),
            )
        )
        self.content.addWidget(
            FactLine(
                "lock",
                tr(
                    "Le mot de passe d'une adresse est gardé dans les réglages de ce poste ; celui d'un fichier "
                    ".pgpass suffit aussi."
                ),
            )
        )
        self.content.addStretch(1)
        self._start = {"place": ""}
        self.clear()

    def job(self) -> Callable[[], str]:
        """Tries the database; gives its address."""
        return partial(join_place, self._desk, str(self.values()["place"]))
