"""Facturer la sélection: several dossiers at once, tried first, then billed some at a time (spec 3.3.6)."""

from collections.abc import Sequence
from functools import partial
from uuid import uuid4

from PySide6.QtCore import QSize

from app.domain.ids import CommandId, DossierId
from app.domain.refusals import Refused
from app.domain.rights import Right
from app.i18n import ntr, tr
from app.ui.dossiers import batch_jobs
from app.ui.dossiers.batch_jobs import DossierBills, DossiersResult
from app.ui.dossiers.batch_pane import BatchPane, made_text
from app.ui.kit.ask import tell
from app.ui.kit.buttons import plain, primary, set_allowed
from app.ui.kit.refused_words import in_words
from app.ui.kit.steps import Steps
from app.ui.kit.work_dialog import WorkDialog
from app.ui.kit.workplace import Workplace

SIZE = QSize(1040, 720)


class BillDossiersDialog(WorkDialog):
    """Two steps: what would be made, what was made. Nothing is saved before Ok."""

    def __init__(self, workplace: Workplace, dossiers: Sequence[DossierId]) -> None:
        super().__init__(workplace, "bill_dossiers_dialog", SIZE)
        self._dossiers = tuple(dossiers)
        self._command = CommandId(str(uuid4()))
        self._bills: DossierBills | None = None
        self._done: DossiersResult | None = None
        self.steps = Steps([tr("Essai"), tr("Résultat")], "bill_dossiers_steps")
        self.pane = BatchPane(workplace.memory)
        self._leave = plain(tr("Annuler"), "bill_dossiers_leave", main=True)
        self._apply = primary(tr("&Ok, facturer"), "bill_dossiers_apply")
        self._print = plain(tr("&Imprimer les factures"), "bill_dossiers_print", "printer", main=True)
        self._close = primary(tr("&Fermer"), "bill_dossiers_done")
        self._close_so = plain(tr("&Fermer"), "bill_dossiers_done_so", main=True)
        self._resume = primary(tr("&Continuer l'émission"), "bill_dossiers_resume")
        self._lay_out()
        self._leave.clicked.connect(self.reject)
        self._close.clicked.connect(self.reject)
        self._close_so.clicked.connect(self.reject)
        self._resume.clicked.connect(self._begin)
        self._apply.clicked.connect(self._begin)
        self._print.clicked.connect(self._preview)
        self._rehearse()

    def _lay_out(self) -> None:
        chosen = ntr("{n} dossier choisi", "{n} dossiers choisis", len(self._dossiers))
        self.set_head(tr("Facturer la sélection"), chosen)
        self.top.setContentsMargins(24, 12, 24, 12)
        self.top.addWidget(self.steps)
        self.top_line.show()
        self.body.addWidget(self.pane, 1)
        self.set_foot(right=[self._leave, self._apply], default=self._apply)
        set_allowed(self._apply, False, tr("Lecture…"))

    # The dry run

    def _rehearse(self) -> None:
        job = partial(batch_jobs.rehearse, self._workplace.desk, self._dossiers)
        self.work.begin(tr("Essai à blanc…"), job, self._show_rehearsal, self._unreadable)

    def _show_rehearsal(self, bills: DossierBills | None) -> None:
        if self.leaves():
            return
        if bills is None:
            self.leave_now()
            return
        self._bills = bills
        self.pane.show_rehearsal(bills)
        verb = ntr("&Ok, émettre {n} facture", "&Ok, émettre {n} factures", bills.invoices)
        self._apply.setText(verb)
        self._apply.setAccessibleName(verb.replace("&", ""))
        reason = tr("Aucun de ces dossiers n'est à facturer : voyez les raisons.")
        set_allowed(self._apply, bool(bills.accepted), reason)
        self.pane.focus()

    def _unreadable(self, refused: Refused) -> None:
        """A dossier was deleted meanwhile, or the database went away."""
        tell(self._workplace.window, tr("Refusé"), in_words(refused))
        self.leave_now()

    # Billing

    def _begin(self) -> None:
        if self._bills is None or not self._apply.isEnabled():
            return
        job = partial(batch_jobs.bill, self._workplace.desk, self._command, self._bills)
        self.work.begin(tr("Émission des factures…"), job, self._show_result, self._refused)

    def _refused(self, refused: Refused) -> None:
        """Nothing more was billed; the same command goes on where it was."""
        if not self.leaves():
            self.pane.summary.show_sentence(in_words(refused))

    def _show_result(self, done: DossiersResult) -> None:
        if self._bills is not None and len(done.left) == len(self._bills.accepted):
            if not self.leaves():
                self.pane.summary.show_sentence(tr("Interrompu : aucune facture n'a été émise."))
            return
        self._done = done
        self._workplace.announce(done, f"{made_text(done)}.")
        if self.leaves() or self._bills is None:
            return
        self.pane.summary.hide()
        self.pane.show_result(self._bills, done)
        self.steps.show_step(1)
        may = self._workplace.desk.operator.may(Right.PRINT)
        set_allowed(self._print, may and bool(done.invoices), tr("Rien à imprimer."))
        ends = [self._close_so, self._resume] if done.left else [self._close]
        self.set_foot(left=[self._print], right=ends, default=ends[-1])
        self.pane.focus()

    def _preview(self) -> None:
        if self._done is not None:
            produce = partial(batch_jobs.paper, self._workplace.desk, self._done.invoices)
            self._workplace.preview_paper(produce, tr("Factures"))
