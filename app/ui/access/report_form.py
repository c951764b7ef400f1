"""Report, Ajouter and Modifier: two steps, a live preview, and one request at the end."""

from dataclasses import replace
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.contract import DayRange
from app.domain.ids import CommandId
from app.domain.refusals import EndBeforeStart, Refusal
from app.domain.schedule import Schedule
from app.i18n import current, tr
from app.messages.refusals import sentence
from app.services.views import AccessView, SuspensionRow
from app.ui.access.draft import Answer, Draft, Ground, judge, propose, request
from app.ui.access.step_dates import StepDates
from app.ui.access.step_debits import StepDebits
from app.ui.kit.access_words import span_text
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import discreet
from app.ui.kit.labels import label
from app.ui.kit.steps import Steps

_STEP_1_FIELDS = ("first_day", "days", "last_day", "cause")


class ReportForm(QWidget):
    """Collects a suspension; `answered` with every keystroke, `finished(request)` at the last Ok."""

    answered = Signal(object)
    stepped = Signal(int)
    finished = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._ground: Ground | None = None
        self._view: AccessView | None = None
        self._row: SuspensionRow | None = None
        self._plan: Schedule | None = None
        self._command = CommandId("")
        self._opened_with = Draft()
        self._proposed_for: DayRange | None = None
        self._answer = Answer(None, ())
        self._steps = Steps([tr("Dates et cause"), tr("Débits")], "report_steps")
        self._span = label("", "report_span")
        self._back = discreet(tr("Modifier"), "report_span_modify", "pencil")
        self._theirs = Banner("info", "", "", name="report_theirs")
        self.dates = StepDates()
        self.debits = StepDebits()
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._steps)
        head.addStretch(1)
        head.addWidget(self._span)
        head.addWidget(self._back)
        self._pages.addWidget(self.dates)
        self._pages.addWidget(self.debits)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addLayout(head)
        whole.addWidget(self._theirs)
        whole.addWidget(self._pages)
        self._theirs.hide()

    def _connect(self) -> None:
        self.dates.edited.connect(self._judge)
        self.debits.edited.connect(self._judge)
        self._back.clicked.connect(self.go_back)
        self._steps.asked.connect(self._on_step_asked)

    # Opening

    def open_new(self, view: AccessView, ground: Ground, plan: Schedule, causes: tuple[str, ...]) -> None:
        """Begin a new suspension, today, with the maintenance amount of the plan."""
        draft = Draft(maintenance=view.proposed_maintenance)
        self._open(view, None, ground, plan, causes, draft)

    def open_existing(
        self,
        view: AccessView,
        row: SuspensionRow,
        ground: Ground,
        plan: Schedule,
        causes: tuple[str, ...],
        draft: Draft,
    ) -> None:
        """Begin to change a stored suspension."""
        self._open(view, row, ground, plan, causes, draft)

    def _open(
        self,
        view: AccessView,
        row: SuspensionRow | None,
        ground: Ground,
        plan: Schedule,
        causes: tuple[str, ...],
        draft: Draft,
    ) -> None:
        self._command = CommandId(str(uuid4()))
        self._row = row
        self._theirs.hide()
        self.take_ground(view, ground, plan, causes)
        self._opened_with = draft
        self._proposed_for = draft.days if row is not None else None
        self.dates.show_draft(draft)
        if draft.days is None:
            self.dates.propose_first(ground.today)
        self.debits.show_draft(draft, view.normal_amount)
        self.debits.show_ranks(draft.ranks)
        self._go_to(0)
        self._judge()

    def take_ground(self, view: AccessView, ground: Ground, plan: Schedule, causes: tuple[str, ...]) -> None:
        """Judge what is typed on this contract from now on; what is typed stays."""
        self._view, self._ground, self._plan = view, ground, plan
        self.dates.offer_causes(causes)

    def take_row(self, row: SuspensionRow | None) -> None:
        """The stored suspension as it is now, after somebody else changed it."""
        if self._row is not None and row is not None:
            self._row = row

    def show_theirs(self, line: str, detail: str) -> None:
        """Say what somebody else saved meanwhile, beside what is typed here."""
        self._theirs.show_state("info", line, detail)
        self._theirs.show()

    # State

    @property
    def step(self) -> int:
        """0 dates and cause, 1 debits."""
        return self._pages.currentIndex()

    @property
    def is_paid_at_once(self) -> bool:
        """Whether there are no debits, so that step 2 is left out (spec 2.2)."""
        return self._ground is not None and self._ground.contract.terms is None

    @property
    def answer(self) -> Answer:
        """What the rules say of what is typed now."""
        return self._answer

    @property
    def is_touched(self) -> bool:
        """Whether anything was typed since the form opened."""
        now, then = self.draft(), self._opened_with
        return (now.days, now.cause, now.maintenance) != (then.days, then.cause, then.maintenance)

    def draft(self) -> Draft:
        """What both steps say now."""
        return Draft(
            self.dates.days(),
            self.dates.cause(),
            self.debits.ranks(),
            self.debits.maintenance(),
            self.debits.postpones,
            self.debits.replaces_manual,
            self.debits.confirms_above_normal,
        )

    # Following what is typed

    def _judge(self) -> None:
        if self._ground is None:
            return
        if self.step == 0:
            draft = self.draft()
            self._answer = judge(self._ground, replace(draft.only_days(), cause=draft.cause or "-"))
        elif self.debits.misread():
            self._answer = Answer(None, ())
        else:
            self._answer = judge(self._ground, self.draft())
        if self.step == 1:
            self.debits.show_answer(self._answer, self._ground)
        self.answered.emit(self._answer)

    def _on_step_asked(self, step: int) -> None:
        if step == 0:
            self.go_back()
        elif self.step == 0:
            self.confirm()

    def go_back(self) -> None:
        """Précédent: step 1 again, everything kept."""
        self._go_to(0)
        self._judge()
        self.dates.focus_start()

    def _go_to(self, step: int) -> None:
        self._pages.setCurrentIndex(step)
        self._steps.show_step(step)
        self._steps.setVisible(not self.is_paid_at_once)
        for widget in (self._span, self._back):
            widget.setVisible(step == 1)
        self.stepped.emit(step)

    # Ok

    def confirm(self) -> None:
        """Ok of the step shown."""
        if self.step == 0:
            self._confirm_dates()
        else:
            self._confirm_debits()

    def _confirm_dates(self) -> None:
        errors = self._dates_errors()
        if errors:
            self.dates.form.show_errors(errors)
        elif self.is_paid_at_once:
            self._finish()
        else:
            self._enter_debits()

    def _dates_errors(self) -> dict[str, str]:
        misread = self.dates.misread()
        crossed = self.dates.end_before_start()
        if crossed is not None:
            misread["last_day"] = sentence(EndBeforeStart(*crossed), current())
        if self._ground is None:
            return misread
        draft = self.draft().only_days()
        if draft.days is not None:
            found = self.sentences(judge(self._ground, draft).refusals)
            if self.dates.is_unlimited and "days" in found:
                found[""] = found.pop("days")
            return {**found, **misread}
        today = replace(draft, days=DayRange(self._ground.today, self._ground.today))
        cause = [each for each in judge(self._ground, today).refusals if each.beside == "cause"]
        return {**misread, **self.sentences(tuple(cause))}

    def _enter_debits(self) -> None:
        draft = self.draft()
        if self._ground is None or self._plan is None or draft.days is None:
            return
        proposal = propose(self._ground, draft.days)
        self.debits.show_proposal(self._ground, proposal, draft, self._plan)
        if self._proposed_for != draft.days:
            self.debits.take_proposal(proposal)
            self._proposed_for = draft.days
        self._span.setText(tr("{span}, {cause}", span=span_text(draft.days), cause=draft.cause))
        self._go_to(1)
        self._judge()
        self.debits.focus_start()

    def _confirm_debits(self) -> None:
        misread = self.debits.misread()
        if misread:
            self.debits.show_errors(misread)
        elif self._answer.refusals:
            self.show_refusals(self._answer.refusals)
        elif self.debits.needs_confirmation():
            said = tr("Au-dessus du montant normal.\nCochez la confirmation, ou baissez le montant.")
            self.debits.show_errors({"maintenance": said})
        else:
            self._finish()

    def show_refusals(self, refusals: tuple[Refusal, ...]) -> None:
        """Every reason beside its field; reasons of step 1 lead back there."""
        said = self.sentences(refusals)
        if self.step == 1 and any(name in _STEP_1_FIELDS for name in said):
            self._go_to(0)
        if self.step == 0:
            self.dates.form.show_errors(said)
        else:
            self.debits.show_errors(said)

    def sentences(self, refusals: tuple[Refusal, ...]) -> dict[str, str]:
        """The sentences by field; several beside one field follow each other."""
        said: dict[str, str] = {}
        for refusal in refusals:
            text = sentence(refusal, current())
            said[refusal.beside] = f"{said[refusal.beside]} {text}" if refusal.beside in said else text
        return said

    def _finish(self) -> None:
        if self._view is not None:
            self.finished.emit(request(self.draft(), self._command, self._view, self._row))
