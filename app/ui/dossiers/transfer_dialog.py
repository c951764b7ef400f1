"""Transférer vers un autre dossier: which ones can take the activities, and why the others cannot (spec 3.3.8)."""

from functools import partial
from uuid import uuid4

from PySide6.QtCore import QSize

from app.domain.ids import CommandId, DossierId
from app.domain.refusals import Refused
from app.i18n import money, ntr, tr
from app.services.desk import Outcome
from app.services.dossiers.requests import TransferActivities
from app.services.dossiers.views import ActivityRow
from app.ui.dossiers import jobs
from app.ui.dossiers.chooser import DossierChooser
from app.ui.dossiers.jobs import Candidate
from app.ui.kit.buttons import primary, set_allowed
from app.ui.kit.labels import label, muted
from app.ui.kit.refused_words import in_words
from app.ui.kit.saving import next_command
from app.ui.kit.saving_dialog import SavingDialog
from app.ui.kit.workplace import Workplace

SIZE = QSize(940, 640)


class TransferDialog(SavingDialog):
    """Moves these activities of `dossier` at once, all of them or none."""

    def __init__(self, workplace: Workplace, dossier: DossierId, rows: tuple[ActivityRow, ...]) -> None:
        super().__init__(workplace, "transfer_dialog", SIZE)
        self._rows = rows
        self._command = CommandId(str(uuid4()))
        nothing = (tr("Aucun autre dossier"), tr("Créez d'abord celui qui reçoit les activités."))
        search = partial(jobs.targets, dossier)
        self.chooser = DossierChooser(workplace, "transfer_targets", search, nothing)
        self._save = primary(tr("&Transférer"), "transfer_save")
        self._lay_out()
        self.chooser.marked.connect(self._on_marked)
        self.chooser.taken.connect(self._on_taken)
        self._save.clicked.connect(self._confirm)
        self._on_marked(None)
        self.chooser.search.setFocus()

    def _lay_out(self) -> None:
        self.set_head(tr("Transférer vers un autre dossier"))
        total = money(sum(row.amount for row in self._rows))
        said = ntr(
            "{n} activité, {total} en tout", "{n} activités, {total} en tout", len(self._rows), total=total
        )
        self.body.addWidget(label(said, "transfer_what", 15, bold=True))
        rule = tr(
            "Elles vont aux clients actifs du dossier choisi : celle d'un client qui y est actif reste à lui, "
            "une autre y devient commune."
        )
        self.body.addWidget(muted(rule, "transfer_rule", wrap=True))
        self.body.addWidget(self.chooser, 1)
        self.body.addWidget(self.summary)
        self.set_foot(right=[self.leave, self._save])

    def _on_marked(self, row: Candidate | None) -> None:
        reason = tr("Choisissez d'abord un dossier.") if row is None else row.why_not
        set_allowed(self._save, not reason, reason)

    def _on_taken(self, _row: Candidate) -> None:
        if self._save.isEnabled():
            self._confirm()

    def _confirm(self) -> None:
        target = self.chooser.chosen
        if target is None or target.why_not:
            return
        self.summary.hide()
        request = TransferActivities(self._command, tuple(row.id for row in self._rows), target.id)
        job = partial(jobs.transfer, self._workplace.desk, request)
        self.save(job, partial(self._saved, target), self._refused)

    def _saved(self, target: Candidate, outcome: Outcome) -> None:
        self.accept()
        said = ntr(
            "{n} activité transférée vers « {name} ».",
            "{n} activités transférées vers « {name} ».",
            len(self._rows),
            name=target.name,
        )
        self._workplace.announce(outcome, said)

    def _refused(self, refused: Refused) -> None:
        self._command = next_command(self._command, refused)
        self.chooser.reload()
        self.summary.show_sentence(in_words(refused))
