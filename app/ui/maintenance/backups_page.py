"""Sauvegardes: where they are, what is there, one more now, and putting one back (spec 5.2)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from app.domain.refusals import Refused
from app.domain.rights import Right
from app.i18n import current, instant, tr
from app.messages.refusals import sentence, sentences
from app.services.backup import DAYS_KEPT, MONTHS_KEPT, WEEKS_KEPT
from app.services.desk import Outcome
from app.services.own_database import BackupRow, back_up_now, backup_rows, prepare_restore, prove_backup
from app.ui.kit.ask import ask, tell
from app.ui.kit.busy import Busy
from app.ui.kit.buttons import destructive, primary, set_allowed
from app.ui.kit.cards import Card
from app.ui.kit.chips import CountBadge
from app.ui.kit.columns import Chip, Column
from app.ui.kit.empty import EmptyState
from app.ui.kit.icons import icon
from app.ui.kit.labels import hairline, muted
from app.ui.kit.notice import FactLine
from app.ui.kit.rows import RowsModel
from app.ui.kit.saving import Saving
from app.ui.kit.station import Station
from app.ui.kit.table import Table
from app.ui.kit.workplace import Workplace
from app.ui.maintenance.folder_form import FolderForm
from app.ui.maintenance.words import size_told

NAME = "maintenance_backups"


@dataclass(frozen=True, slots=True)
class _Line:
    """A backup and what opening it has shown: None while it is not known."""

    row: BackupRow
    damage: str | None = None
    is_proved: bool = False


def _state(line: _Line) -> Chip:
    if line.damage is not None:
        return Chip("rejected", tr("Abîmée"))
    return Chip("active", tr("Vérifiée")) if line.is_proved else Chip("planned", tr("En vérification"))


def _columns() -> tuple[Column, ...]:
    return (
        Column(
            "taken_at",
            tr("Faite le"),
            "bold",
            180,
            sortable=False,
            value=lambda line: instant(line.row.taken_at),
        ),
        Column("size", tr("Taille"), "text", 100, "right", False, lambda line: size_told(line.row.size)),
        Column("state", tr("État"), "chip", 160, value=_state),
        Column("name", tr("Fichier"), "muted", 200, value=lambda line: line.row.path.name, stretch=True),
    )


class BackupsPage(QWidget):
    """The list at the left; where and how long backups are kept at the right."""

    def __init__(self, workplace: Workplace, station: Station, unsaved: Callable[[], bool]) -> None:
        super().__init__()
        self.setObjectName(f"{NAME}_page")
        self._workplace, self._station, self._unsaved = workplace, station, unsaved
        self._saving = Saving(workplace.runner, self)
        self._on_server = workplace.desk.store.path is None
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self._count = CountBadge(0)
        self._now = primary(tr("&Sauvegarder maintenant"), f"{NAME}_now", "save", main=False)
        self._restore = destructive(
            tr("&Restaurer la sauvegarde choisie…"), f"{NAME}_restore", "undo", main=True
        )
        self._model: RowsModel[_Line] = RowsModel(_columns())
        self.table = Table(self._model, f"{NAME}_table", tr("Sauvegardes"), self._workplace.memory)
        self.table.fill_menu = self._fill_menu
        self._empty = EmptyState("save", tr("Lecture…"), name=f"{NAME}_empty")
        self.table.set_empty(self._empty)
        self.sheet = FolderForm()
        self.sheet.show_values({"backup_folder": str(self._station.backup_folder)})
        self._busy = Busy(self, f"{NAME}_busy")
        self._allow()

    def _lay_out(self) -> None:
        left, right = Card(f"{NAME}_list"), Card(f"{NAME}_where")
        left.add_head(tr("Sauvegardes"), "", "save", self._count, [self._now])
        left.body.addWidget(self.table, 1)
        left.body.addWidget(hairline())
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 8)
        foot.addWidget(muted(tr("Restaurer remplace la base en service."), f"{NAME}_warning"))
        foot.addStretch(1)
        foot.addWidget(self._restore)
        left.body.addLayout(foot)
        right.add_head(tr("Où et combien de temps"), icon_name="folder")
        right.body.addWidget(self.sheet, 1)
        right.setFixedWidth(440)
        for kind, text in self._told():
            self.sheet.content.addWidget(FactLine(kind, text))
        self.sheet.content.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 12, 0, 0)
        row.setSpacing(16)
        row.addWidget(left, 1)
        row.addWidget(right)

    def _told(self) -> tuple[tuple[str, str], ...]:
        if self._on_server:
            return (("info", _server_told()),)
        kept = tr(
            "Restent : toutes celles de {days} jours, puis une par semaine ({weeks}) et une par mois ({months}).",
            days=DAYS_KEPT,
            weeks=WEEKS_KEPT,
            months=MONTHS_KEPT,
        )
        when = tr(
            "La base du club est sauvegardée chaque jour, au premier démarrage. Chaque copie est ouverte et relue."
        )
        other = tr(
            "Un dossier sur un autre disque, ou qui est lui-même copié, protège aussi d'une panne du disque."
        )
        before = tr("Avant une restauration et une mise à jour, ce qui est en service est gardé aussi.")
        training = tr("La base de formation n'est pas sauvegardée d'elle-même.")
        lines = [("clock", when), ("list", kept), ("shield", before), ("folder", other)]
        if self._workplace.desk.store.is_training:
            lines.insert(1, ("info", training))
        return tuple(lines)

    def _connect(self) -> None:
        self._now.clicked.connect(self._back_up)
        self._restore.clicked.connect(self._ask_restore)
        self.table.current_row.connect(self._allow)
        self.sheet.wanted.connect(self._keep_folder)
        self._saving.ended.connect(self._busy.stop)

    def _allow(self, *_: object) -> None:
        """Mirror what would be refused, and say why."""
        line = self.table.selected_row()
        may_restore = self._workplace.desk.operator.may(Right.RESTORE)
        if self._on_server:
            reason = _server_told()
        elif not may_restore:
            reason = tr("Réservé aux administrateurs.")
        elif line is not None and line.damage is not None:
            reason = line.damage
        else:
            reason = tr("Choisissez d'abord une sauvegarde.")
        sound = line is not None and line.damage is None
        set_allowed(self._restore, sound and may_restore and not self._on_server, reason)
        set_allowed(self._now, not self._on_server, _server_told())

    # Reading

    def showEvent(self, event: QShowEvent) -> None:
        """Look into the folder each time the tab is opened."""
        super().showEvent(event)
        self.reload()

    def reload(self) -> None:
        """Read the folder beside the window, then open each backup, newest first."""
        if self._on_server:
            self._empty.say("info", tr("Sauvegardée sur son serveur"), _server_told())
            return
        job = partial(backup_rows, self._workplace.desk, self._station.backup_folder)
        self._workplace.runner.submit(job, self._show, self._failed, NAME)

    def _show(self, rows: Sequence[BackupRow]) -> None:
        known = {line.row: line for line in self._model.rows()}
        chosen = self.table.selected_row()
        self._model.set_rows([known.get(row, _Line(row)) for row in rows])
        self._count.show_count(len(rows))
        self._empty.say(
            "save",
            tr("Aucune sauvegarde dans ce dossier."),
            tr("« Sauvegarder maintenant » en fait une tout de suite."),
        )
        path = chosen.row.path if chosen is not None else None
        self.table.select(max(0, self._model.find(lambda line: line.row.path == path)))
        self._prove_next()
        self._allow()

    def _prove_next(self) -> None:
        line = next((each for each in self._model.rows() if not each.is_proved and each.damage is None), None)
        if line is not None:
            job = partial(prove_backup, self._workplace.desk, line.row.path)
            proved, damaged = partial(self._proved, line), partial(self._damaged, line)
            self._workplace.runner.submit(job, proved, damaged, f"{NAME}/prove")

    def _proved(self, line: _Line, _done: None) -> None:
        self._put(line, replace(line, is_proved=True))

    def _damaged(self, line: _Line, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        self._put(line, replace(line, damage=sentence(error.refusals[0], current())))

    def _put(self, old: _Line, new: _Line) -> None:
        """Show what was found out about one backup."""
        at = self.table.currentIndex().row()
        self._model.set_rows([new if line is old else line for line in self._model.rows()])
        self.table.select(max(0, at))
        self._prove_next()
        self._allow()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        self._empty.say("alert-triangle", tr("Le dossier n'a pas pu être lu."), sentences(error, current()))

    # Verbs

    def _fill_menu(self, menu: QMenu, _line: _Line) -> None:
        action = menu.addAction(icon("undo", "muted"), tr("Restaurer…"))
        action.setEnabled(self._restore.isEnabled())
        action.triggered.connect(self._ask_restore)

    def _back_up(self) -> None:
        job = partial(back_up_now, self._workplace.desk, self._station.backup_folder)
        self._saving.run(job, self._backed_up, self._tell_refused)
        if self._saving.is_under_way:
            self._busy.start(tr("Sauvegarde de la base…"))

    def _backed_up(self, path: Path) -> None:
        self._workplace.announce(Outcome(), tr("Base sauvegardée et relue : {name}", name=path.name))
        self.reload()

    def _tell_refused(self, refused: Refused) -> None:
        tell(
            self._workplace.window,
            tr("Pas sauvegardée"),
            sentences(refused, current()),
            name=f"{NAME}_refused",
        )

    def _ask_restore(self) -> None:
        line = self.table.selected_row()
        if line is None or not self._restore.isEnabled():
            return
        lost = tr("Des changements non enregistrés seraient perdus.") if self._unsaved() else ""
        ask(
            self._workplace.window,
            tr("Restaurer la sauvegarde du {moment} ?", moment=instant(line.row.taken_at)),
            tr(
                "Tout ce qui a été enregistré depuis disparaît de la base. Ce qui est en service est d'abord gardé "
                "à part. Vous êtes déconnecté, puis l'identification s'ouvre sur la base restaurée."
            ),
            tr("Restaurer cette sauvegarde"),
            partial(self._prepare, line.row.path),
            destructive=True,
            detail=lost,
        )

    def _prepare(self, path: Path) -> None:
        job = partial(prepare_restore, self._workplace.desk, path)
        self._saving.run(job, partial(self._go, path), self._tell_not_restored)

    def _go(self, path: Path, _database: Path) -> None:
        self._station.restore(path)

    def _tell_not_restored(self, refused: Refused) -> None:
        said = sentences(refused, current())
        tell(self._workplace.window, tr("Rien n'a été restauré"), said, name=f"{NAME}_refused")
        self.reload()

    def _keep_folder(self) -> None:
        typed = str(self.sheet.values()["backup_folder"])
        try:
            self._station.keep(replace(self._station.settings, backup_folder=typed))
        except Refused as refused:
            self.sheet.refuse(refused, rest="backup_folder")
            return
        self.sheet.show_values({"backup_folder": str(self._station.backup_folder)})
        self._workplace.announce(Outcome(), tr("Dossier des sauvegardes enregistré."))
        self.reload()

    def has_unsaved(self) -> bool:
        """Whether something typed would be lost (`Draft`)."""
        return self.sheet.has_unsaved()


def _server_told() -> str:
    return tr(
        "Une base PostgreSQL se sauvegarde sur son serveur, par les moyens de celui-ci (pg_dump, archivage). "
        "Demandez à qui s'en occupe que ce soit fait chaque jour, et essayé."
    )
