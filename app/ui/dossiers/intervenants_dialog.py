"""Intervenants: who enters activities in the dossier; nobody named, everybody who may enter any (spec 3.3.11)."""

from functools import partial
from uuid import uuid4

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout

from app.domain.ids import CommandId, UserId
from app.domain.refusals import Refused
from app.i18n import tr
from app.services.desk import Outcome
from app.services.dossiers.requests import NameIntervenants
from app.services.dossiers.views import DossierView, Intervenant
from app.services.refusals import StaleEdit
from app.ui.dossiers import jobs
from app.ui.kit.buttons import primary, set_allowed
from app.ui.kit.choices import TickBox
from app.ui.kit.labels import muted
from app.ui.kit.refused_words import in_words
from app.ui.kit.saving import next_command
from app.ui.kit.saving_dialog import SavingDialog
from app.ui.kit.workplace import Workplace

SIZE = QSize(560, 440)


class IntervenantsDialog(SavingDialog):
    """One tick for each user of the club."""

    def __init__(self, workplace: Workplace, view: DossierView) -> None:
        super().__init__(workplace, "intervenants_dialog", SIZE)
        self._view = view
        self._version = view.version
        self._command = CommandId(str(uuid4()))
        self._ticks: dict[UserId, TickBox] = {}
        self._save = primary(tr("&Ok, enregistrer"), "intervenants_save")
        self._list = QVBoxLayout()
        self._lay_out()
        self._save.clicked.connect(self._confirm)
        set_allowed(self._save, False, tr("Lecture des utilisateurs…"))
        self.read(partial(jobs.people, workplace.desk), self._show, "dossiers/people")

    def _lay_out(self) -> None:
        self.set_head(tr("Intervenants"), self._view.name)
        said = tr(
            "Seuls eux et les responsables saisissent des activités dans ce dossier. "
            "Sans personne de coché, tous ceux qui peuvent en saisir le font ici aussi."
        )
        self.body.addWidget(muted(said, "intervenants_said", 14, wrap=True))
        holder = QFrame()
        holder.setProperty("surface", "surface")
        holder.setLayout(self._list)
        self._list.setContentsMargins(6, 8, 6, 8)
        self._list.setSpacing(10)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(holder)
        self.body.addWidget(scroll, 1)
        self.body.addWidget(self.summary)
        self.set_foot(right=[self.leave, self._save])

    def _show(self, people: tuple[Intervenant, ...]) -> None:
        named = {each.user for each in self._view.intervenants}
        listed = {each.user: each.name for each in (*people, *self._view.intervenants)}
        for user, name in listed.items():
            tick = TickBox(name.replace("&", "&&"), f"intervenant_{name}", user in named)
            self._ticks[user] = tick
            self._list.addWidget(tick, 0, Qt.AlignmentFlag.AlignLeft)
        self._list.addStretch(1)
        set_allowed(self._save, True)
        for tick in list(self._ticks.values())[:1]:
            tick.show()
            tick.setFocus()

    def _named(self) -> set[UserId]:
        return {user for user, tick in self._ticks.items() if tick.value()}

    def is_touched(self) -> bool:
        """Whether other users are ticked than those who are named."""
        return bool(self._ticks) and self._named() != {each.user for each in self._view.intervenants}

    def _confirm(self) -> None:
        users = tuple(sorted(self._named()))
        request = NameIntervenants(self._command, self._view.id, self._version, users)
        self.save(partial(jobs.name_people, self._workplace.desk, request), self._saved, self._refused)

    def _saved(self, outcome: Outcome) -> None:
        self.accept()
        self._workplace.announce(outcome, tr("Intervenants enregistrés."))

    def _refused(self, refused: Refused) -> None:
        """What is ticked stays; after a change elsewhere the next save is made knowingly over it."""
        self._command = next_command(self._command, refused)
        self.summary.show_sentence(in_words(refused))
        if any(isinstance(each, StaleEdit) for each in refused.refusals):
            job = partial(jobs.view, self._workplace.desk, self._view.id)
            self.read(job, self._take_version, "dossiers/people")

    def _take_version(self, view: DossierView) -> None:
        self._version = view.version
