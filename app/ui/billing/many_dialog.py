"""Facturer une sélection: the same lines to every client of a search; asked, tried, then issued."""

from functools import partial
from uuid import uuid4

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.ids import CommandId
from app.domain.refusals import Refused
from app.i18n import ntr, tr
from app.services.billing.selection_views import BilledClient, BillMany, BillRehearsal, BillResult
from app.services.bulk.views import Cancelled, Progress
from app.services.criteria import Criteria
from app.services.desk import Desk
from app.services.fields import ClubSettings
from app.ui.billing import reading
from app.ui.billing.bill_form import BillForm
from app.ui.billing.who_pane import WhoPane, done_text
from app.ui.kit.ask import tell
from app.ui.kit.buttons import plain, primary, set_allowed
from app.ui.kit.refused_words import in_words
from app.ui.kit.saving_dialog import ask_to_leave
from app.ui.kit.steps import Steps
from app.ui.kit.work_dialog import WorkDialog
from app.ui.kit.workplace import Workplace

SIZE = QSize(1160, 800)


class BillManyDialog(WorkDialog):
    """Three steps: what is billed, who would get it, what was issued. Nothing is saved before Ok."""

    def __init__(self, workplace: Workplace, criteria: Criteria, parent: QWidget | None = None) -> None:
        super().__init__(workplace, "bill_many_dialog", SIZE, parent)
        self._criteria = criteria
        self._command = CommandId(str(uuid4()))
        self._rehearsal: BillRehearsal | None = None
        self._is_done = False
        self._make()
        self._lay_out()
        self._connect()
        workplace.runner.submit(
            partial(_ground, workplace.desk, criteria), self._show_ground, self._on_unreadable
        )

    def _make(self) -> None:
        titles = [tr("Ce qui est facturé"), tr("À qui"), tr("Résultat")]
        self.steps = Steps(titles, "bill_many_steps")
        self._pages = QStackedWidget()
        self.form = BillForm("bill_many", many=True)
        self.pane = WhoPane(self._workplace.memory)
        self._leave = plain(tr("Annuler"), "bill_many_leave", main=True)
        self._back = plain(tr("&Retour"), "bill_many_back", "arrow-left", main=True)
        self._look = primary(tr("&Voir à qui"), "bill_many_rehearse")
        self._apply = primary("", "bill_many_apply")
        self._close = primary(tr("&Fermer"), "bill_many_done")
        self._close_so = plain(tr("&Fermer"), "bill_many_done_so", main=True)
        self._resume = primary(tr("&Continuer l'émission"), "bill_many_resume")

    def _lay_out(self) -> None:
        self.set_head(tr("Facturer une sélection"))
        self.top.setContentsMargins(24, 12, 24, 12)
        self.top.addWidget(self.steps)
        self.top_line.show()
        self._pages.addWidget(self.form)
        self._pages.addWidget(self.pane)
        self.body.addWidget(self._pages, 1)
        set_allowed(self._look, False, tr("Lecture…"))
        self._go_to(0)

    def _connect(self) -> None:
        self._leave.clicked.connect(self.reject)
        self._close.clicked.connect(self.reject)
        self._close_so.clicked.connect(self.reject)
        self._resume.clicked.connect(self._begin)
        self._back.clicked.connect(self._go_back)
        self._look.clicked.connect(self._rehearse)
        self._apply.clicked.connect(self._begin)
        self.steps.asked.connect(self._on_step_asked)

    def _go_to(self, step: int, is_whole: bool = True) -> None:
        self.steps.show_step(step)
        self._pages.setCurrentWidget(self.form if step == 0 else self.pane)
        if step == 0:
            self.set_foot(right=[self._leave, self._look], default=self._look)
        elif step == 1:
            self.set_foot(left=[self._back], right=[self._leave, self._apply], default=self._apply)
        elif is_whole:
            self.set_foot(right=[self._close], default=self._close)
        else:
            self.set_foot(right=[self._close_so, self._resume], default=self._resume)

    # Step 1: what is billed

    def _show_ground(self, ground: tuple[int, ClubSettings]) -> None:
        count, settings = ground
        self._subtitle.setText(ntr("{n} client dans la sélection", "{n} clients dans la sélection", count))
        self._subtitle.show()
        self.form.show_settings(settings, self._workplace.desk.today())
        set_allowed(self._look, count > 0, tr("La sélection est vide : élargissez la recherche."))
        self.form.focus_start()

    def _on_unreadable(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        tell(self._workplace.window, tr("Sélection illisible"), in_words(error))
        self.leave_now()

    def _on_step_asked(self, step: int) -> None:
        if step == 0 and self.steps.step == 1:
            self._go_back()

    def _go_back(self) -> None:
        self._go_to(0)
        self.form.focus_start()

    def _rehearse(self) -> None:
        if not self._look.isEnabled() or not self.form.check():
            return
        lines = self.form.lines()
        if lines is None:
            return
        self._command = CommandId(str(uuid4()))
        request = BillMany(self._criteria, lines, self.form.due(), self.form.note())
        job = partial(_rehearse, self._workplace.desk, request)
        self.work.begin(tr("Essai à blanc…"), job, self._show_rehearsal, self._request_refused)

    def _request_refused(self, refused: Refused) -> None:
        if not self.leaves():
            self._go_to(0)
            self.form.show_refused(refused)

    # Step 2: to whom

    def _show_rehearsal(self, rehearsal: BillRehearsal) -> None:
        if self.leaves() or rehearsal.cancelled:
            return
        self._rehearsal = rehearsal
        self.pane.show_rehearsal(rehearsal)
        count = len(rehearsal.accepted)
        verb = ntr("&Ok, émettre {n} facture", "&Ok, émettre {n} factures", count)
        self._apply.setText(verb)
        self._apply.setAccessibleName(verb.replace("&", ""))
        set_allowed(self._apply, count > 0, tr("Personne ne peut être facturé : voyez les raisons."))
        self._go_to(1)
        self.pane.focus()

    def _begin(self) -> None:
        if self._rehearsal is None or not self._apply.isEnabled():
            return
        job = partial(_issue, self._workplace.desk, self._command, self._rehearsal)
        self.work.begin(tr("Émission des factures…"), job, self._show_result, self._apply_refused)

    def _apply_refused(self, refused: Refused) -> None:
        """Nothing more was issued, and the same command goes on; what belongs to the form is shown there."""
        if self.leaves():
            return
        if not self._is_done and any(each.beside in ("due", "note") for each in refused.refusals):
            self._request_refused(refused)
        else:
            self.pane.summary.show_sentence(in_words(refused))

    # Step 3: what was issued

    def _show_result(self, result: BillResult) -> None:
        if result.left == self._rehearsal_left():
            if not self.leaves():
                self.pane.summary.show_sentence(tr("Interrompu : aucune facture n'a été émise."))
            return
        self._is_done = True
        self._workplace.announce(result, f"{done_text(result)}.")
        if self.leaves():
            return
        self.pane.summary.hide()
        self.pane.show_result(result)
        self._go_to(2, not result.left)
        self.pane.focus()

    def _rehearsal_left(self) -> tuple[BilledClient, ...]:
        """Who is still to be billed while nobody is."""
        return self._rehearsal.accepted if self._rehearsal is not None else ()

    # Leaving

    def reject(self) -> None:
        """Esc and Annuler: stop the work if there is some, else leave; asks once where something was typed."""
        if self.work.is_under_way:
            self.work.stop()
        elif self.form.is_touched and not self._is_done:
            question, verb = tr("Quitter sans facturer ?"), tr("Quitter sans facturer")
            ask_to_leave(self, question, verb, self.leave_now)
        else:
            super().reject()


def _ground(desk: Desk, criteria: Criteria) -> tuple[int, ClubSettings]:
    """How many clients there are, and what the club decided."""
    from app.services.queries.search import count_clients

    return count_clients(desk, criteria), reading.read_settings(desk)


def _rehearse(desk: Desk, request: BillMany, progress: Progress, cancelled: Cancelled) -> BillRehearsal:
    from app.services.billing.selection import rehearse_bills

    return rehearse_bills(desk, request, progress, cancelled)


def _issue(
    desk: Desk, command: CommandId, rehearsal: BillRehearsal, progress: Progress, cancelled: Cancelled
) -> BillResult:
    from app.services.billing.selection import issue_bills

    return issue_bills(desk, command, rehearsal, progress, cancelled)
