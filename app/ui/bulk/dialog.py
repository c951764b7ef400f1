"""Suspendre la sélection and Arrêter les reports de la sélection: asked, rehearsed, applied (issue: Bulk)."""

from enum import StrEnum
from functools import partial
from uuid import uuid4

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.ids import CommandId
from app.domain.refusals import Refused
from app.i18n import current, ntr, tr
from app.messages.refusals import sentence
from app.services.bulk.requests import BulkRequest, BulkStop, BulkSuspend
from app.services.bulk.views import BulkResult, Cancelled, Progress, Rehearsal
from app.services.criteria import Criteria
from app.services.desk import Desk
from app.services.documents.papers import PaperChoices, PrintedPaper
from app.ui.bulk import words
from app.ui.bulk.lines_pane import LinesPane
from app.ui.bulk.stop_form import StopForm
from app.ui.bulk.suspend_form import SuspendForm
from app.ui.kit.buttons import plain, primary, set_allowed
from app.ui.kit.refused_words import beside, in_words
from app.ui.kit.steps import Steps
from app.ui.kit.work_dialog import WorkDialog
from app.ui.kit.workplace import Workplace

SIZE = QSize(1360, 820)


class Task(StrEnum):
    """What is done to the whole selection."""

    SUSPEND = "suspend"
    STOP = "stop"


class BulkDialog(WorkDialog):
    """Three steps: what is asked, what would change, what has changed. Nothing is saved before Ok."""

    def __init__(
        self, workplace: Workplace, criteria: Criteria, task: Task, parent: QWidget | None = None
    ) -> None:
        super().__init__(workplace, "bulk_dialog", SIZE, parent)
        self._criteria, self._task = criteria, task
        self._command = CommandId(str(uuid4()))
        self._rehearsal: Rehearsal | None = None
        self._result: BulkResult | None = None
        self._form: SuspendForm | StopForm | None = None
        self._make()
        self._lay_out()
        self._connect()
        workplace.runner.submit(partial(_ground, workplace.desk, criteria, task), self._show_form)

    def _make(self) -> None:
        titles = [tr("Ce qui est demandé"), tr("Ce qui changerait"), tr("Résultat")]
        self.steps = Steps(titles, "bulk_steps")
        self._pages = QStackedWidget()
        self.pane = LinesPane(self._workplace.memory)
        self._leave = plain(tr("Annuler"), "bulk_leave", main=True)
        self._back = plain(tr("&Retour"), "bulk_back", "arrow-left", main=True)
        self._print = plain(tr("Im&primer…"), "bulk_print", "printer", main=True)
        self._look = primary(tr("&Voir ce qui changerait"), "bulk_rehearse")
        self._apply = primary("", "bulk_apply")
        self._go_on = primary(tr("&Continuer"), "bulk_go_on")
        self._close = primary(tr("&Fermer"), "bulk_done")

    def _lay_out(self) -> None:
        self.set_head(
            tr("Suspendre la sélection")
            if self._task is Task.SUSPEND
            else tr("Arrêter les reports de la sélection")
        )
        self.top.setContentsMargins(24, 12, 24, 12)
        self.top.addWidget(self.steps)
        self.top_line.show()
        self._pages.addWidget(QWidget())  # until the number of clients is known
        self.body.addWidget(self._pages, 1)
        self._go_to(0)

    def _connect(self) -> None:
        self._leave.clicked.connect(self.reject)
        self._close.clicked.connect(self.reject)
        self._back.clicked.connect(self._go_back)
        self._look.clicked.connect(self._rehearse)
        self._apply.clicked.connect(self._begin)
        self._go_on.clicked.connect(self._begin)
        self._print.clicked.connect(self._open_paper)
        self.steps.asked.connect(self._on_step_asked)

    def _go_to(self, step: int) -> None:
        self.steps.show_step(step)
        if self._form is not None:
            self._pages.setCurrentWidget(self._form if step == 0 else self.pane)
        if step == 0:
            self.set_foot(right=[self._leave, self._look], default=self._look)
        elif step == 1:
            self.set_foot(left=[self._back], right=[self._leave, self._apply], default=self._apply)
        elif self._result is not None and self._result.cancelled:
            self.set_foot(left=[self._print], right=[self._close, self._go_on], default=self._go_on)
        else:
            self.set_foot(left=[self._print], right=[self._close], default=self._close)

    # Step 1: what is asked

    def _show_form(self, ground: tuple[int, tuple[str, ...]]) -> None:
        count, causes = ground
        self._subtitle.setText(ntr("{n} client dans la sélection", "{n} clients dans la sélection", count))
        self._subtitle.show()
        today = self._workplace.desk.today()
        self._form = SuspendForm(today, causes) if self._task is Task.SUSPEND else StopForm(today, causes)
        self._pages.insertWidget(0, self._form)
        self._pages.addWidget(self.pane)
        self._pages.setCurrentWidget(self._form)
        set_allowed(self._look, count > 0, tr("La sélection est vide : élargissez la recherche."))
        self._form.focus_start()

    def _on_step_asked(self, step: int) -> None:
        if step == 0 and self.steps.step == 1:
            self._go_back()

    def _go_back(self) -> None:
        self._go_to(0)
        if self._form is not None:
            self._form.focus_start()

    def _rehearse(self) -> None:
        request = self._form.request(self._criteria) if self._form is not None else None
        if request is None:
            return
        self._command = CommandId(str(uuid4()))
        job = partial(_rehearse, self._workplace.desk, request)
        self.work.begin(tr("Essai à blanc…"), job, self._show_rehearsal, self._request_refused)

    def _request_refused(self, refused: Refused) -> None:
        """Each reason beside its field."""
        if self.leaves() or self._form is None:
            return
        self._form.form.show_errors(beside(refused))

    # Step 2: what would change

    def _show_rehearsal(self, rehearsal: Rehearsal) -> None:
        if self.leaves() or rehearsal.cancelled:
            return
        self._rehearsal = rehearsal
        self.pane.show_rehearsal(rehearsal)
        count = len(rehearsal.accepted)
        if self._task is Task.SUSPEND:
            verb = ntr("&Ok, suspendre {n} accès", "&Ok, suspendre {n} accès", count)
        else:
            verb = ntr("&Ok, arrêter {n} report", "&Ok, arrêter {n} reports", count)
        self._apply.setText(verb)
        self._apply.setAccessibleName(verb.replace("&", ""))
        set_allowed(self._apply, count > 0, tr("Aucun accès ne changerait : il n'y a rien à enregistrer."))
        self._go_to(1)
        self.pane.focus()

    def _begin(self) -> None:
        if self._rehearsal is None:
            return
        job = partial(_apply, self._workplace.desk, self._command, self._rehearsal)
        self.work.begin(tr("Enregistrement…"), job, self._show_result, self._apply_refused)

    def _apply_refused(self, refused: Refused) -> None:
        """Nothing more was saved; the same command goes on where it was."""
        if not self.leaves():
            self.pane.summary.show_sentence(in_words(refused))

    # Step 3: what has changed

    def _show_result(self, result: BulkResult) -> None:
        self._result = result
        self._workplace.announce(result, f"{words.done_text(result)}.")
        if self.leaves():
            return
        self.pane.show_result(result)
        self._go_to(2)
        self.pane.focus()

    def _open_paper(self) -> None:
        if self._result is not None:
            produce = partial(_paper, self._workplace.desk, self._result)
            self._workplace.preview_paper(produce, self.windowTitle())


def _ground(desk: Desk, criteria: Criteria, task: Task) -> tuple[int, tuple[str, ...]]:
    """How many clients there are, and the causes to choose from."""
    from app.services.bulk.rehearsing import running_causes
    from app.services.club import club_settings
    from app.services.queries.search import count_clients

    causes = running_causes(desk) if task is Task.STOP else club_settings(desk)[0].causes
    return count_clients(desk, criteria), causes


def _rehearse(desk: Desk, request: BulkRequest, progress: Progress, cancelled: Cancelled) -> Rehearsal:
    from app.services.bulk.rehearsing import rehearse_stop, rehearse_suspension

    if isinstance(request, BulkSuspend):
        return rehearse_suspension(desk, request, progress, cancelled)
    return rehearse_stop(desk, request, progress, cancelled)


def _apply(
    desk: Desk, command: CommandId, rehearsal: Rehearsal, progress: Progress, cancelled: Cancelled
) -> BulkResult:
    from app.services.bulk.applying import apply_stop, apply_suspension

    apply = apply_stop if isinstance(rehearsal.request, BulkStop) else apply_suspension
    return apply(desk, command, rehearsal, progress, cancelled)


def _paper(desk: Desk, result: BulkResult, choices: PaperChoices) -> PrintedPaper:
    from app.services.documents.bulk_paper import print_bulk_result

    return print_bulk_result(desk, result, choices.language or current().language, sentence)
