"""What is asked of a whole selection: from when to when, why, and what the debits become meanwhile."""

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.cents import Cents
from app.domain.contract import DayRange
from app.domain.periods import days_of, from_days
from app.domain.refusals import CauseMissing, Refused
from app.i18n import current, tr
from app.messages.refusals import sentence
from app.services.bulk.requests import BulkSuspend, Maintenance, Members
from app.ui.kit.access_words import blocked_text
from app.ui.kit.choices import Choice, RoundChoice, TickBox
from app.ui.kit.entries import DateEntry, MoneyEntry, WholeEntry
from app.ui.kit.fields import ErrorSummary, Field, Form, in_line_with
from app.ui.kit.labels import SECTION, Glyph, label, muted

MOST_DAYS = 99_999
_DATE_WIDTH = 168


class SuspendForm(QWidget):
    """Days and end follow each other; `request` gives what was typed."""

    def __init__(self, today: date, causes: tuple[str, ...]) -> None:
        super().__init__()
        self._following = False
        self._first = DateEntry("bulk_first_day", required=True)
        self._days = WholeEntry("bulk_days", 1, MOST_DAYS, required=True)
        self._last = DateEntry("bulk_last_day", required=True)
        self._unlimited = TickBox(tr("&Illimité"), "bulk_unlimited")
        self._cause = Choice("bulk_cause", [(cause, cause) for cause in causes], editable=True)
        self._cause.setCurrentText("")
        self._of_plan = RoundChoice(
            tr("Le montant de maintien de chaque form&ule"), "bulk_of_plan", checked=True
        )
        self._given = RoundChoice(tr("Le &même montant pour tous"), "bulk_given")
        self._untouched = RoundChoice(tr("Ne pas &toucher aux débits"), "bulk_untouched")
        self._amount = MoneyEntry("bulk_amount", required=True)
        self._said = label("", "bulk_blocked", SECTION, bold=True)
        self.summary = ErrorSummary("bulk_summary")
        self.form = Form(self, self.summary)
        self._lay_out()
        self._connect()
        self._first.set_value(today)
        self._allow_amount()

    def _lay_out(self) -> None:
        for entry in (self._first, self._last, self._amount):
            entry.setFixedWidth(_DATE_WIDTH)
        self._days.setFixedWidth(140)
        self._cause.setFixedWidth(340)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addLayout(self._days_row())
        whole.addLayout(_left(self.form.add("cause", Field(tr("&Cause"), self._cause))))
        whole.addSpacing(8)
        whole.addWidget(label(tr("Débits pendant le report"), bold=True, px=SECTION))
        whole.addWidget(
            muted(tr("La règle du club propose à chaque accès les débits remplacés."), "bulk_rule")
        )
        whole.addWidget(self._of_plan)
        whole.addWidget(self._given)
        amount = self.form.add("maintenance", Field(tr("Montant du m&aintien"), self._amount))
        indented = _left(amount)
        indented.setContentsMargins(28, 0, 0, 0)
        whole.addLayout(indented)
        whole.addWidget(self._untouched)
        whole.addSpacing(8)
        sentence = QHBoxLayout()
        sentence.setSpacing(8)
        sentence.addWidget(Glyph("pause-circle", "suspended.icon"))
        sentence.addWidget(self._said, 1)
        whole.addLayout(sentence)
        whole.addWidget(self.summary)
        whole.addStretch(1)

    def _days_row(self) -> QHBoxLayout:
        row = _left(
            self.form.add("first_day", Field(tr("&Début du report"), self._first)),
            self.form.add("days", Field(tr("&Nombre de jours"), self._days)),
            self.form.add("last_day", Field(tr("&Fin"), self._last)),
        )
        row.insertLayout(3, in_line_with(self.form.field("first_day"), self._unlimited))
        return row

    def _connect(self) -> None:
        self._first.valueChanged.connect(self._follow_days)
        self._days.valueChanged.connect(self._follow_days)
        self._last.valueChanged.connect(self._follow_last)
        self._unlimited.toggled.connect(self._on_unlimited)
        for choice in (self._of_plan, self._given, self._untouched):
            choice.toggled.connect(self._allow_amount)

    # What follows from what

    def _follow_days(self) -> None:
        days = self._typed_days()
        if not self._following and not self._unlimited.isChecked():
            self._quietly(self._last, days.last if days is not None else None)
        self._say()

    def _follow_last(self) -> None:
        first, last = self._first.value(), self._last.value()
        if not self._following:
            in_order = first is not None and last is not None and last >= first
            count = days_of(DayRange(first, last)) if in_order and first is not None else None
            self._quietly(self._days, count)
        self._say()

    def _quietly(self, entry: DateEntry | WholeEntry, value: date | int | None) -> None:
        self._following = True
        entry.set_value(value)  # type: ignore[arg-type]  # each entry gets the kind of value it shows
        self._following = False

    def _on_unlimited(self, unlimited: bool) -> None:
        for name, entry in (("days", self._days), ("last_day", self._last)):
            if unlimited:
                self._quietly(entry, None)
            entry.setEnabled(not unlimited)
            self.form.field(name).clear_error()
        self._say()

    def _allow_amount(self, *_: object) -> None:
        self._amount.setEnabled(self._given.isChecked())
        self.form.field("maintenance").clear_error()

    def _typed_days(self) -> DayRange | None:
        first, count = self._first.value(), self._days.value()
        if first is None:
            return None
        if self._unlimited.isChecked():
            return DayRange(first, None)
        try:
            return from_days(first, count) if count is not None else None
        except Refused:
            return None

    def _say(self) -> None:
        days = self._typed_days()
        self._said.setText(tr("Indiquez le début et la durée.") if days is None else blocked_text(days))

    # What the dialog asks

    def misread(self) -> dict[str, str]:
        """What the fields cannot read, by field; of days and end one is enough."""
        found = {
            name: said
            for name in ("first_day", "days", "last_day", "maintenance")
            if self.form.field(name).control.isEnabled() and (said := self.form.field(name).typed_error())
        }
        first, last = self._first.value(), self._last.value()
        if first is not None and last is not None and last < first:
            found.pop("days", None)
            found["last_day"] = tr("La fin précède le début.\nChangez l'un des deux.")
        elif "days" in found and "last_day" in found:
            found.pop("days" if self._last.text().strip() else "last_day")
        if not self._cause.currentText().strip():
            found["cause"] = sentence(CauseMissing(), current())
        return found

    def request(self, members: Members) -> BulkSuspend | None:
        """What was typed; None: it cannot be read, and that is shown beside the fields."""
        misread = self.misread()
        self.form.show_errors(misread)
        first, amount = self._first.value(), self._amount.value()
        if misread or first is None:
            return None
        given = self._given.isChecked()
        rule = Maintenance.GIVEN if given else Maintenance.PLAN
        return BulkSuspend(
            members,
            first,
            None if self._unlimited.isChecked() else self._days.value(),
            self._cause.currentText().strip(),
            Maintenance.UNTOUCHED if self._untouched.isChecked() else rule,
            Cents(amount) if given and amount is not None else None,
        )

    def focus_start(self) -> None:
        """Stand on the first field."""
        self.form.field("first_day").focus()


def _left(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(16)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
