"""Ce poste: what belongs to this machine alone; kept in its file, in force at once (spec 1.1, 7.4)."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app import __version__
from app.domain.refusals import Refused
from app.domain.rights import Right
from app.i18n import Language, current, tr
from app.messages.words import words
from app.services.desk import Outcome
from app.settings import LONGEST_IDLE_MINUTES, LONGEST_NAME, Mode, WorkstationSettings
from app.ui.kit.cards import Card
from app.ui.kit.choices import Choice
from app.ui.kit.entries import LineEntry
from app.ui.kit.labels import label, muted
from app.ui.kit.notice import FactLine
from app.ui.kit.station import Station
from app.ui.kit.workplace import Workplace
from app.ui.maintenance.limit_entry import LimitEntry
from app.ui.maintenance.sheet import Sheet

NAME = "maintenance_workstation"
_ADMINISTRATORS = ("workstation", "idle_lock_minutes")


class WorkstationSheet(Sheet):
    """Language, look, name, own idle delay, preview pane."""

    def __init__(self) -> None:
        super().__init__(NAME, tr("&Enregistrer ce poste"))
        languages = [(each.own_name, each) for each in Language]
        self.add("language", tr("&Langue des fenêtres"), partial(Choice, items=languages))
        modes = [(text, value) for value, text in words(Mode, current()).items()]
        self.add("mode", tr("&Thème"), partial(Choice, items=modes))
        self.add_tick("show_preview", tr("Afficher l'a&perçu du client à côté de la recherche"))
        self.add(
            "workstation",
            tr("N&om du poste"),
            partial(LineEntry, limit=LONGEST_NAME),
            hint=tr("Écrit dans l'historique ; vaut dès la prochaine identification."),
        )
        self.add(
            "idle_lock_minutes",
            tr("Verrouillage de ce poste inactif, en min&utes (0 : jamais)"),
            partial(_IdleEntry, unlimited=tr("Comme le club le décide")),
        )
        self.content.addStretch(1)


class _IdleEntry(LimitEntry):
    """Minutes of this workstation, or the club's."""

    def __init__(self, name: str, unlimited: str) -> None:
        super().__init__(name, unlimited, low=0)
        self.number.set_range(0, LONGEST_IDLE_MINUTES)


class WorkstationPage(QWidget):
    """The form, and where this workstation keeps its files."""

    def __init__(self, workplace: Workplace, station: Station) -> None:
        super().__init__()
        self.setObjectName(f"{NAME}_page")
        self._workplace, self._station = workplace, station
        self.sheet = WorkstationSheet()
        self._lay_out()
        self._show()
        self._close_what_is_not_allowed()
        self.sheet.wanted.connect(self._save)

    def _lay_out(self) -> None:
        form, files = Card(f"{NAME}_card"), Card(f"{NAME}_files")
        form.add_head(tr("Réglages de ce poste"), icon_name="settings")
        form.body.addWidget(self.sheet, 1)
        files.add_head(tr("Où sont les fichiers de ce poste"), icon_name="folder")
        files.body.addLayout(self._lay_out_files())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 12, 0, 0)
        row.setSpacing(16)
        row.addWidget(form, 1)
        row.addWidget(files, 1)

    def _lay_out_files(self) -> QVBoxLayout:
        places = self._station.places
        told = (
            (tr("Réglages de ce poste"), places.settings),
            (tr("Largeurs des colonnes"), places.memory),
            (tr("Base de formation"), places.training),
            (tr("Sauvegardes"), self._station.backup_folder),
            (tr("Journal des erreurs"), places.data / "journal.log"),
            (tr("Version du programme"), __version__),
        )
        column = QVBoxLayout()
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(14)
        grid = QGridLayout()
        grid.setVerticalSpacing(4)
        for at, (what, path) in enumerate(told):
            shown = label(_breakable(str(path)), f"{NAME}_path_{at}", wrap=True)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(muted(what), 2 * at, 0)
            grid.addWidget(shown, 2 * at + 1, 0)
            grid.setRowMinimumHeight(2 * at + 1, 34)
        column.addLayout(grid)
        column.addStretch(1)
        column.addWidget(
            FactLine(
                "info",
                tr(
                    "Ces réglages ne valent que pour cette machine. Ceux du club, communs à tous les postes, "
                    "sont dans la base."
                ),
            )
        )
        return column

    def _close_what_is_not_allowed(self) -> None:
        may = self._workplace.desk.operator.may(Right.MANAGE_SETTINGS)
        for name in _ADMINISTRATORS:
            self.sheet.control(name).setEnabled(may)
            if not may:
                self.sheet.control(name).setToolTip(tr("Réservé aux administrateurs."))
                self.sheet.form.field(name).set_hint(tr("Réservé aux administrateurs."))

    def _show(self) -> None:
        settings = self._station.settings
        self.sheet.show_values({name: getattr(settings, name) for name in self.sheet.values()})

    def has_unsaved(self) -> bool:
        """Whether something typed would be lost (`Draft`)."""
        return self.sheet.has_unsaved()

    def _save(self) -> None:
        settings = _settings(self._station.settings, self.sheet.values())
        try:
            self.sheet.take_saved()
            self._station.keep(settings)
        except Refused as refused:
            self._show_typed(settings)
            self.sheet.refuse(refused)
            return
        self._workplace.announce(Outcome(), tr("Réglages de ce poste enregistrés."))

    def _show_typed(self, settings: WorkstationSettings) -> None:
        """Nothing was kept: what is typed stays and is unsaved again."""
        stored = self._station.settings
        self.sheet.compare_with({name: getattr(stored, name) for name in self.sheet.values()})


def _settings(before: WorkstationSettings, values: dict[str, Any]) -> WorkstationSettings:
    """The settings as typed; those of the database and of the backups stay."""
    return replace(
        before,
        language=Language(str(values["language"])),
        mode=Mode(str(values["mode"])),
        show_preview=values["show_preview"],
        workstation=values["workstation"],
        idle_lock_minutes=values["idle_lock_minutes"],
    )


def _breakable(path: str) -> str:
    """A path that may be broken after each part."""
    return path.replace("/", "/\u200b").replace("\\", "\\\u200b")
