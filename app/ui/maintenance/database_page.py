"""Base de données: which one is open, checking it, the club's own one, and the way back to training (spec 1.9)."""

from collections.abc import Callable
from functools import partial
from threading import Event

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.refusals import Refused
from app.domain.rights import Right
from app.i18n import current, ntr, number, tr
from app.messages.refusals import sentences
from app.services.check import CheckReport
from app.services.desk import Desk
from app.services.own_database import DatabaseFacts, check_now, database_facts
from app.ui.kit.ask import ask, tell
from app.ui.kit.banner import Banner
from app.ui.kit.busy import Busy
from app.ui.kit.buttons import plain, set_allowed
from app.ui.kit.cards import Card
from app.ui.kit.chips import Tag
from app.ui.kit.labels import label, muted
from app.ui.kit.saving import Saving
from app.ui.kit.station import Station
from app.ui.kit.workplace import Workplace
from app.ui.maintenance.database_forms import FoundForm, JoinForm
from app.ui.maintenance.words import PROBLEMS, size_told

NAME = "maintenance_database"
_SHOWN_PROBLEMS = 6


class _Stopped(Exception):
    """The check was given up by the person who asked for it."""


class _Progress(QObject):
    """Carries how far a check is from its thread to the window, and the wish to stop the other way."""

    told = Signal(int, int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.stop = Event()

    def tell(self, done: int, total: int) -> None:
        """Called by the check."""
        if self.stop.is_set():
            raise _Stopped
        self.told.emit(done, total)


class DatabasePage(QWidget):
    """What is open at the top, the two ways to a club's own database below."""

    def __init__(self, workplace: Workplace, station: Station, unsaved: Callable[[], bool]) -> None:
        super().__init__()
        self.setObjectName(f"{NAME}_page")
        self._workplace, self._station, self._unsaved = workplace, station, unsaved
        self._saving = Saving(workplace.runner, self)
        self._progress = _Progress(self)
        self._is_read = False
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self._place = label("", f"{NAME}_place", 17, bold=True, wrap=True)
        self._place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._kind = Tag(" ", accent=True, name=f"{NAME}_kind")
        self._about = muted("", f"{NAME}_about", wrap=True)
        self._check = plain(tr("&Vérifier la base"), f"{NAME}_check", "shield")
        self._training = plain(tr("Revenir à la &formation…"), f"{NAME}_training", "undo")
        self._result = Banner("active", " ", " ", name=f"{NAME}_result")
        self._result.hide()
        self._busy = Busy(self, f"{NAME}_busy")
        self.found = FoundForm(self._station.places.data / "club.db", self._workplace.desk)
        self.join = JoinForm(self._workplace.desk)
        may_check = self._workplace.desk.operator.may(Right.BACKUP)
        set_allowed(self._check, may_check, tr("Réservé aux administrateurs."))

    def _lay_out(self) -> None:
        own = Card(f"{NAME}_own")
        own.add_head(tr("Base en service"), icon_name="folder", actions=[self._check, self._training])
        facts = QVBoxLayout()
        facts.setContentsMargins(16, 12, 16, 14)
        facts.setSpacing(6)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self._place, 1)
        line.addWidget(self._kind, 0, Qt.AlignmentFlag.AlignTop)
        facts.addLayout(line)
        facts.addWidget(self._about)
        own.body.addLayout(facts)
        new, other = Card(f"{NAME}_new"), Card(f"{NAME}_other")
        new.add_head(tr("Créer la base du club"), icon_name="plus-circle")
        new.body.addWidget(self.found, 1)
        other.add_head(tr("Rejoindre une base"), icon_name="users")
        other.body.addWidget(self.join, 1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(new, 3)
        row.addWidget(other, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(12)
        column.addWidget(own)
        column.addWidget(self._result)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        self._check.clicked.connect(self._check_now)
        self._training.clicked.connect(self._ask_training)
        self._progress.told.connect(self._busy.progress)
        self.found.wanted.connect(self._found)
        self.join.wanted.connect(self._join)
        for form in (self.found, self.join):
            self._saving.began.connect(partial(form.allow, False, tr("En cours…")))
            self._saving.ended.connect(partial(form.allow, True))

    # Reading

    def showEvent(self, event: QShowEvent) -> None:
        """Read when first shown."""
        super().showEvent(event)
        if not self._is_read:
            self._is_read = True
            job = partial(database_facts, self._workplace.desk)
            self._workplace.runner.submit(job, self._show, self._failed, NAME)

    def _show(self, facts: DatabaseFacts) -> None:
        self._place.setText(facts.place.replace("/", "/\u200b").replace("\\", "\\\u200b"))
        self._kind.show_text(tr("Formation") if facts.is_training else tr("Base du club"))
        if facts.is_server:
            about = tr("Serveur PostgreSQL : plusieurs postes y travaillent ensemble.")
        else:
            about = tr(
                "Fichier de ce poste, {size}. Un seul poste y travaille.", size=size_told(facts.size or 0)
            )
        if facts.is_training:
            about = tr("{about} Clients inventés : rien ici ne concerne de vraies personnes.", about=about)
        self._about.setText(about)
        set_allowed(
            self._training, bool(self._station.settings.database_url), tr("La formation est déjà ouverte.")
        )

    def _failed(self, error: Exception) -> None:
        self._busy.stop()
        if isinstance(error, _Stopped):
            self._tell_result("inactive", tr("Vérification interrompue"), tr("Rien n'a été modifié."))
        elif isinstance(error, Refused):
            self._tell_result("blocked", tr("La base n'a pas pu être lue"), sentences(error, current()))
        else:
            raise error

    # Checking

    def _check_now(self) -> None:
        self._progress.stop.clear()
        set_allowed(self._check, False, tr("Vérification en cours…"))
        self._busy.start(tr("Vérification de la base…"), self._progress.stop.set)
        job = partial(_check, self._workplace.desk, self._progress)
        self._workplace.runner.submit(job, self._checked, self._check_failed)

    def _check_failed(self, error: Exception) -> None:
        set_allowed(self._check, True)
        self._failed(error)

    def _checked(self, report: CheckReport) -> None:
        self._busy.stop()
        set_allowed(self._check, True)
        looked_at = tr(
            "{accesses} accès recalculés et {clients} fiches comparées ; historique et fichier relus.",
            accesses=number(report.accesses),
            clients=number(report.clients),
        )
        if report.is_whole:
            self._tell_result("active", tr("Base vérifiée : aucun problème"), looked_at)
            return
        n = len(report.problems)
        line = ntr("{n} problème trouvé dans la base", "{n} problèmes trouvés dans la base", n)
        self._tell_result("blocked", line, "\n".join([looked_at, *_problems_told(report)]))

    def _tell_result(self, kind: str, line: str, detail: str) -> None:
        self._result.show_state(kind, line, detail)
        self._result.show()

    # Another database

    def _found(self) -> None:
        job, user = self.found.job(), self.found.administrator()
        self._saving.run(job, partial(self._ready, user), self.found.refuse_place)
        self._busy_while(tr("Création de la base du club…"))

    def _join(self) -> None:
        self._saving.run(self.join.job(), partial(self._ready, ""), self.join.refuse_place)
        self._busy_while(tr("Ouverture de la base…"))

    def _busy_while(self, text: str) -> None:
        if self._saving.is_under_way:
            self._busy.start(text)
            self._saving.ended.connect(self._busy.stop, Qt.ConnectionType.SingleShotConnection)

    def _ready(self, user: str, address: str) -> None:
        """The other database stands and opens: sign out and go there, once nothing typed is lost by it."""
        self.found.clear()
        self.join.clear()
        ask(
            self._workplace.window,
            tr("Passer à cette base maintenant ?"),
            tr(
                "La base est prête. Vous êtes déconnecté de celle en service, qui reste où elle est, et "
                "l'identification s'ouvre sur la nouvelle."
            ),
            tr("Passer à cette base"),
            partial(self._go, address, user),
            detail=self._unsaved_told(),
        )

    def _ask_training(self) -> None:
        ask(
            self._workplace.window,
            tr("Revenir à la formation ?"),
            tr(
                "Vous êtes déconnecté et l'identification s'ouvre sur la base de formation, avec ses clients "
                "inventés. La base du club reste où elle est ; « Rejoindre une base » y ramène."
            ),
            tr("Revenir à la formation"),
            partial(self._go, "", ""),
            detail=self._unsaved_told(),
        )

    def _unsaved_told(self) -> str:
        return tr("Des changements non enregistrés seraient perdus.") if self._unsaved() else ""

    def _go(self, address: str, user: str) -> None:
        try:
            self._station.use_database(address, user)
        except Refused as refused:
            tell(self._workplace.window, tr("Base inchangée"), sentences(refused, current()))

    def has_unsaved(self) -> bool:
        """Whether something typed would be lost (`Draft`)."""
        return self.found.has_unsaved() or self.join.has_unsaved()


def _check(desk: Desk, progress: _Progress) -> CheckReport:
    return check_now(desk, progress.tell)


def _problems_told(report: CheckReport) -> list[str]:
    """The problems by kind, and of what the first ones are."""
    lines = []
    for kind, message in PROBLEMS.items():
        of = [problem.of for problem in report.problems if problem.kind is kind]
        if of:
            shown = ", ".join(str(each) for each in dict.fromkeys(of))[:60]
            lines.append(tr("{what} : {n} ({shown})", what=tr(message), n=len(of), shown=shown))
    return lines[:_SHOWN_PROBLEMS]
