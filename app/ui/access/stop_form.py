"""Arrêter: the return day, Oui or Non, then the normal amount already filled, with its preview."""

from datetime import date
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.cents import Cents
from app.domain.ids import CommandId
from app.domain.refusals import Refusal, Refused
from app.domain.stops import StopDecision, decide_stop, proposed_stop_amount
from app.domain.suspensions import next_sequence
from app.i18n import current, money, tr
from app.messages.refusals import sentence
from app.services.requests import StopSuspension
from app.services.views import SuspensionRow
from app.ui.access.draft import Ground
from app.ui.access.outcome_pane import OutcomePane
from app.ui.access.preview import Said, comparison_notes
from app.ui.kit.access_words import blocked_days_text, open_text, row_text
from app.ui.kit.banner import Banner
from app.ui.kit.entries import DateEntry, MoneyEntry
from app.ui.kit.fields import ErrorSummary, Field, Form
from app.ui.kit.labels import SECTION, label, muted


class StopForm(QWidget):
    """Asks when the member is back and what is debited then; `finished(StopSuspension)` at the end."""

    answered = Signal(object)
    stepped = Signal(int)
    finished = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._ground: Ground | None = None
        self._row: SuspensionRow | None = None
        self._command = CommandId("")
        self._decision: StopDecision | None = None
        self._refusals: tuple[Refusal, ...] = ()
        self._proposed: Cents | None = None
        self._title = label(tr("Arrêter ce report ?"), "stop_title", SECTION, bold=True)
        self._what = muted("", "stop_what", wrap=True)
        self._return = DateEntry("stop_return_day", required=True)
        self._said = label("", "stop_sentence", wrap=True)
        self._amount = MoneyEntry("stop_amount", required=True)
        self._outcome = OutcomePane("stop")
        self._theirs = Banner("info", "", "", name="stop_theirs")
        self.summary = ErrorSummary("stop_summary")
        self.summary.setMinimumHeight(40)
        self.form = Form(self, self.summary)
        self._pages = QStackedWidget()
        self._lay_out()
        self._return.valueChanged.connect(self._on_return)
        self._amount.valueChanged.connect(self._judge)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        for widget in (self._title, self._what, self._theirs):
            whole.addWidget(widget)
        whole.addWidget(self._pages, 1)
        whole.addWidget(self.summary)
        self._theirs.hide()
        self._pages.addWidget(self._return_page())
        self._pages.addWidget(self._amount_page())

    def _return_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self._return.setFixedWidth(168)
        row = QHBoxLayout()
        row.addWidget(self.form.add("return_day", Field(tr("&Jour du retour"), self._return)))
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._said)
        column.addStretch(1)
        return page

    def _amount_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._amount.setFixedWidth(168)
        row = QHBoxLayout()
        row.addWidget(self.form.add("amount", Field(tr("&Montant des prochains débits"), self._amount, " ")))
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._outcome)
        column.addStretch(1)
        return page

    # Opening

    def open(self, row: SuspensionRow, ground: Ground) -> None:
        """Ask for the stop of this suspension, today by default."""
        self._command = CommandId(str(uuid4()))
        self._theirs.hide()
        self.take_ground(row, ground)
        self.form.clear()
        first = max(ground.today, row.first_day)
        self._return.set_value(first)
        self._go_to(0)
        self.form.field("return_day").focus()

    def take_ground(self, row: SuspensionRow, ground: Ground) -> None:
        """Judge on this contract from now on; what is typed stays."""
        self._row, self._ground = row, ground
        self._what.setText(row_text(row))
        self._judge()

    def show_theirs(self, line: str, detail: str) -> None:
        """Say what somebody else saved meanwhile."""
        self._theirs.show_state("info", line, detail)
        self._theirs.show()

    # State

    @property
    def step(self) -> int:
        """0 the question, 1 the amount."""
        return self._pages.currentIndex()

    @property
    def decision(self) -> StopDecision | None:
        """What the stop would do, as typed now."""
        return self._decision

    def _amount_typed(self) -> Cents | None:
        typed = self._amount.value()
        return None if typed is None else Cents(typed)

    # Following what is typed

    def _on_return(self) -> None:
        self._judge()

    def _judge(self) -> None:
        ground, row, day = self._ground, self._row, self._return.value()
        self._decision, self._refusals = None, ()
        if ground is None or row is None or day is None:
            self._said.setText("")
            return
        amount = self._amount_typed() if self.step == 1 else None
        try:
            self._decision = decide_stop(
                ground.contract,
                row.id,
                return_day=day,
                amount=amount,
                sequence=next_sequence(ground.contract),
                today=ground.today,
                rules=ground.rules,
            )
        except Refused as refused:
            self._refusals = tuple(refused.refusals)
        self._show(ground)

    def _show(self, ground: Ground) -> None:
        decision = self._decision
        if decision is None:
            text = sentence(self._refusals[0], current())
            self._said.setText(text.replace("\n", " "))
            self._outcome.show_reason(text)
            self.answered.emit(None)
            return
        day = self._return.value()
        assert day is not None
        self._said.setText(blocked_days_text(decision.days, day, ground.today))
        if self.step == 1 and self._misread_amount():
            self._outcome.show_reason(self._misread_amount())
        else:
            said = (Said("euro", self._pays(decision)), Said("check-circle", open_text(day, decision.days)))
            lines = comparison_notes(decision.comparison, decision.cautions, ground.rules, ground.today)
            self._outcome.show_outcome(decision.comparison, said, lines)
        self.answered.emit(decision)

    def _misread_amount(self) -> str:
        return "" if self._proposed is None else self._amount.error() or ""

    def _pays(self, decision: StopDecision) -> str:
        if decision.first_back is None:
            return tr("Aucun débit ne suit.")
        back = decision.schedule_after.instalment(decision.first_back)
        return tr("{amount} à nouveau dès le {day}.", amount=money(back.amount), day=current().day(back.due))

    # Oui, Précédent, Ok

    def say_yes(self) -> None:
        """Oui: on to the amount, already filled with what the contract says."""
        errors = self._return_errors()
        if errors:
            self.form.show_errors(errors)
            return
        day = self._return.value()
        if self._ground is None or self._row is None or day is None:
            return
        self._proposed = proposed_stop_amount(self._ground.contract, self._row.id, day)
        self.form.field("amount").setVisible(self._proposed is not None)
        if self._proposed is not None:
            said = tr("{amount} selon le contrat", amount=money(self._proposed))
            self.form.field("amount").set_hint(said)
        self._amount.set_value(self._proposed)
        self._go_to(1)
        self._judge()
        if self._proposed is not None:
            self.form.field("amount").focus()

    def _return_errors(self) -> dict[str, str]:
        misread = self._return.error()
        if misread:
            return {"return_day": misread}
        return {refusal.beside: sentence(refusal, current()) for refusal in self._refusals}

    def go_back(self) -> None:
        """Précédent: the question again, the day kept."""
        self._go_to(0)
        self._judge()
        self.form.field("return_day").focus()

    def _go_to(self, step: int) -> None:
        self._pages.setCurrentIndex(step)
        day = self._return.value()
        is_asking = step == 0 or day is None
        self._title.setText(tr("Arrêter ce report ?") if is_asking or day is None else _returns(day))
        self.stepped.emit(step)

    def confirm(self) -> None:
        """Ok of the page shown."""
        if self.step == 0:
            self.say_yes()
            return
        misread = self._misread_amount()
        if misread:
            self.form.show_errors({"amount": misread})
        elif self._refusals:
            self.show_refusals(self._refusals)
        else:
            self._finish()

    def show_refusals(self, refusals: tuple[Refusal, ...]) -> None:
        """Every reason beside its field; those of the day lead back to it."""
        said = {refusal.beside: sentence(refusal, current()) for refusal in refusals}
        if "return_day" in said:
            self._go_to(0)
        self.form.show_errors(said)

    def _finish(self) -> None:
        day = self._return.value()
        if self._row is None or day is None:
            return
        amount = None if self._proposed is None else self._amount_typed()
        self.finished.emit(StopSuspension(self._command, self._row.id, self._row.version, day, amount))


def _returns(day: date) -> str:
    return tr("Retour le {day}", day=current().day(day))
