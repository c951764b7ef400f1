"""Step 1 of Report: first day, number of days and end that follow each other, illimité, and the cause."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.contract import DayRange
from app.domain.periods import days_of, from_days, from_last
from app.domain.refusals import Refused
from app.i18n import tr
from app.ui.access.draft import Draft
from app.ui.kit.access_words import blocked_text
from app.ui.kit.choices import Choice, TickBox
from app.ui.kit.entries import DateEntry, WholeEntry
from app.ui.kit.fields import ErrorSummary, Field, Form, in_line_with
from app.ui.kit.labels import SECTION, Glyph, label, muted

MOST_DAYS = 99_999
_LAST_YEAR = 2199
_DATE_WIDTH = 168


class StepDates(QWidget):
    """Asks when and why; says on which days the card is blocked."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._following = False
        self._first = DateEntry("report_first_day", required=True)
        self._days = WholeEntry("report_days", 1, MOST_DAYS, required=True)
        self._last = DateEntry("report_last_day", required=True)
        self._unlimited = TickBox(tr("Report &illimité"), "report_unlimited")
        self._cause = Choice("report_cause", editable=True)
        self._blocked = label("", "report_blocked", SECTION, bold=True)
        self._note = muted("", "report_usage")
        self.summary = ErrorSummary("report_dates_summary")
        self.summary.setMinimumHeight(40)
        self.form = Form(self, self.summary)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._days.setFixedWidth(140)
        self._last.setFixedWidth(_DATE_WIDTH)
        self._first.setFixedWidth(_DATE_WIDTH)
        self._cause.setFixedWidth(340)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.form.add("first_day", Field(tr("&Début du report"), self._first)))
        row.addWidget(self.form.add("days", Field(tr("&Nombre de jours"), self._days)))
        row.addWidget(self.form.add("last_day", Field(tr("&Fin"), self._last)))
        row.addLayout(in_line_with(self.form.field("first_day"), self._unlimited))
        row.addStretch(1)
        cause = QHBoxLayout()
        cause.addWidget(self.form.add("cause", Field(tr("&Cause"), self._cause)))
        cause.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(16)
        whole.addLayout(row)
        whole.addSpacing(12)
        whole.addLayout(cause)
        whole.addSpacing(12)
        whole.addLayout(self._sentence_row())
        whole.addWidget(self._note)
        whole.addWidget(self.summary)
        whole.addStretch(1)

    def _sentence_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Glyph("pause-circle", "suspended.icon"))
        row.addWidget(self._blocked)
        row.addStretch(1)
        return row

    def _connect(self) -> None:
        self._first.valueChanged.connect(self._on_first)
        self._days.valueChanged.connect(self._on_days)
        self._last.valueChanged.connect(self._on_last)
        self._unlimited.toggled.connect(self._on_unlimited)
        self._cause.currentTextChanged.connect(self._announce)

    # What the operator types

    def _on_first(self) -> None:
        if self._following:
            return
        if self._days.value() is not None:
            self._follow_days()
        else:
            self._follow_last()
        self._announce()

    def _on_days(self) -> None:
        if not self._following:
            self._follow_days()
            self._announce()

    def _on_last(self) -> None:
        if not self._following:
            self._follow_last()
            self._announce()

    def _on_unlimited(self, unlimited: bool) -> None:
        self._following = True
        for entry in (self._days, self._last):
            if unlimited:
                entry.clear()
            entry.setEnabled(not unlimited)
            entry.setPlaceholderText(tr("illimité") if unlimited else "")
        if not unlimited:
            self._last.setPlaceholderText(tr("jj/mm/aaaa"))
        self._following = False
        self.form.field("days").clear_error()
        self.form.field("last_day").clear_error()
        self._announce()

    def _follow_days(self) -> None:
        first, days = self._first.value(), self._days.value()
        last = _last_day(first, days) if first is not None and days is not None else None
        self._quietly(self._last, last if last is not None and last.year <= _LAST_YEAR else None)

    def _follow_last(self) -> None:
        first, last = self._first.value(), self._last.value()
        days = (
            days_of(DayRange(first, last))
            if first is not None and last is not None and last >= first
            else None
        )
        self._quietly(self._days, days)

    def _quietly(self, entry: DateEntry | WholeEntry, value: date | int | None) -> None:
        self._following = True
        entry.set_value(value)  # type: ignore[arg-type]  # each entry gets the kind of value it shows
        self._following = False

    def _announce(self, *_: object) -> None:
        days = self.days()
        self._blocked.setText(
            blocked_text(days) if days is not None else tr("Indiquez le début et la durée.")
        )
        self.edited.emit()

    # What the form is told and asked

    def offer_causes(self, causes: Iterable[str]) -> None:
        """Offer the club's usual causes; what is typed stays."""
        typed = self._cause.currentText()
        self._cause.offer([(cause, cause) for cause in causes])
        self._cause.setCurrentText(typed)

    def show_draft(self, draft: Draft) -> None:
        """Fill the fields."""
        self.form.clear()
        unlimited = draft.days is not None and draft.days.last is None
        self._unlimited.setChecked(False)
        self._quietly(self._first, draft.days.first if draft.days else None)
        self._quietly(self._last, draft.days.last if draft.days else None)
        self._follow_last()
        self._unlimited.setChecked(unlimited)
        self._cause.setCurrentText(draft.cause)
        self._announce()

    def propose_first(self, day: date) -> None:
        """Begin on this day unless another is typed."""
        self._quietly(self._first, day)
        self._announce()

    def show_note(self, text: str) -> None:
        """Say a fact beneath: days used and left."""
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def days(self) -> DayRange | None:
        """The days typed; None: they cannot be read, or end before they begin."""
        first, last = self._first.value(), self._last.value()
        if first is None:
            return None
        if self._unlimited.isChecked():
            return DayRange(first, None)
        try:
            count = self._days.value()
            if count is not None:
                return from_days(first, count)
            return from_last(first, last) if last is not None else None
        except Refused:
            return None

    def end_before_start(self) -> tuple[date, date] | None:
        """First and last day where the end lies before the start."""
        first, last = self._first.value(), self._last.value()
        if first is None or last is None or last >= first or self._unlimited.isChecked():
            return None
        return first, last

    @property
    def is_unlimited(self) -> bool:
        """Whether *Report illimité* is ticked."""
        return self._unlimited.isChecked()

    def misread(self) -> dict[str, str]:
        """What the fields cannot read. Days and end follow each other: one of the two is enough to blame."""
        found = {
            name: said
            for name in ("first_day", "days", "last_day")
            if self.form.field(name).control.isEnabled() and (said := self.form.field(name).typed_error())
        }
        if "days" in found and "last_day" in found:
            if not self._days.text().strip() and not self._last.text().strip():
                found["days"] = tr("Durée à remplir.\nUn nombre de jours, une fin, ou illimité.")
            found.pop("days" if self._last.text().strip() else "last_day")
        elif self.end_before_start() is not None:
            found.pop("days", None)
        return found

    def cause(self) -> str:
        """The cause typed or chosen."""
        return self._cause.currentText().strip()

    def focus_start(self) -> None:
        """Stand on the first field."""
        self.form.field("first_day").focus()


def _last_day(first: date, days: int) -> date | None:
    try:
        return from_days(first, days).last
    except Refused:
        return None
