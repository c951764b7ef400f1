"""What a quote offers, typed: its plans, its other lines, until when it is valid, a note; totals live below."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.invoicing import InvoiceLine
from app.domain.invoicing_refusals import LineRefusal
from app.domain.quote_lines import QuoteLine, quote_totals
from app.domain.refusals import Refusal
from app.i18n import tr
from app.services.prospects.requests import NOTE_LENGTH, QuoteFields
from app.ui.kit.choices import TextEntry
from app.ui.kit.entries import DateEntry
from app.ui.kit.fields import Field, Form
from app.ui.kit.labels import SECTION, hairline, label
from app.ui.kit.lines_editor import LinesEditor
from app.ui.kit.strip import AnswerStrip
from app.ui.prospects.plan_rows import PlanRows
from app.ui.prospects.reading import QuoteGround
from app.ui.prospects.sheet import low
from app.ui.prospects.words import billed_text, first_year_text

_DAY = 160


class QuoteForm(QWidget):
    """`changed` on every edit; `fields()` gives what was typed once `errors()` is empty."""

    changed = Signal()

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._form = form
        self._valid_until = DateEntry("quote_valid_until", required=True)
        self._note = TextEntry("quote_note", tr("Imprimée sous les lignes"), 2, NOTE_LENGTH)
        self.plans = PlanRows(form)
        self.others = LinesEditor(form, (Decimal(0),), "quote_lines")
        self._answers = AnswerStrip("quote_answers")
        self._lay_out()
        self.plans.changed.connect(self._on_edit)
        self.others.changed.connect(self._on_edit)
        self._valid_until.valueChanged.connect(self._on_edit)
        self._note.textChanged.connect(self._on_edit)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(label(tr("Formules d'accès"), px=SECTION, bold=True))
        column.addWidget(self.plans)
        column.addWidget(hairline())
        column.addWidget(label(tr("Autres lignes"), px=SECTION, bold=True))
        column.addWidget(self.others)
        column.addWidget(self._answers)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        until = Field(tr("&Valable jusqu'au"), self._valid_until, width=_DAY)
        foot.addWidget(self._form.add("valid_until", until))
        note = self._form.add("note", Field(tr("&Note"), self._note))
        foot.addWidget(low(note), 1)
        column.addLayout(foot)
        column.addStretch(1)

    def show_ground(self, ground: QuoteGround, valid_until: date) -> None:
        """Offer plans and rates; show the quote, or an empty one that is valid until then."""
        self.offer(ground)
        lines = ground.view.lines if ground.view is not None else ()
        self.plans.show_lines([line for line in lines if line.offer is not None])
        self.others.show_lines([_plain(line) for line in lines if line.offer is None])
        self._valid_until.set_value(ground.view.row.valid_until if ground.view is not None else valid_until)
        self._note.set_value(ground.view.note if ground.view is not None else "")

    def offer(self, ground: QuoteGround) -> None:
        """Offer these plans and VAT rates; what was typed stays."""
        self.plans.offer(ground.plans, ground.rates)
        self.others.offer_rates(ground.rates)

    def errors(self) -> dict[str, str]:
        """What cannot be read or offered, by the name of the field; an empty quote asks for a line."""
        found = self.plans.errors()
        if self.others.is_touched or self.others.lines() or not self.plans.count:
            found |= self.others.errors()
        said = self._form.field("valid_until").typed_error()
        return found | ({"valid_until": said} if said else {})

    def lines(self) -> tuple[QuoteLine, ...] | None:
        """The plans, then the other lines; None while something cannot be read."""
        plans, others = self.plans.lines(), self.others.lines()
        if plans is None or others is None:
            return None
        free = (QuoteLine(each.description, each.unit_price, each.vat_rate, each.quantity) for each in others)
        return (*plans, *free)

    def fields(self) -> QuoteFields | None:
        """What was typed; None while something cannot be read."""
        lines, until = self.lines(), self._valid_until.value()
        return None if lines is None or until is None else QuoteFields(lines, until, self._note.value())

    def typed(self) -> object:
        """What stands in the fields, to see whether something was changed."""
        return (self.lines(), self.plans.count, self._valid_until.text(), self._note.value())

    def key_of(self, refusal: Refusal) -> str:
        """The field beside which a refusal of the service stands; empty: none of them."""
        if isinstance(refusal, LineRefusal):
            if refusal.line <= self.plans.count:
                return self.plans.key_of(refusal.line)
            return self.others.key_of(replace(refusal, line=refusal.line - self.plans.count))
        return self.others.key_of(refusal) if refusal.beside == "lines" else refusal.beside

    def focus_start(self) -> None:
        """Stand on the first thing that can be added."""
        self.plans.focus_start()

    def _on_edit(self, *_: object) -> None:
        lines = self.lines()
        if lines is None:
            self._answers.show_answers([("info", tr("Le total revient dès que les lignes sont lisibles."))])
        else:
            found = quote_totals(lines)
            self._answers.show_answers([("euro", billed_text(found)), ("bank", first_year_text(found))])
        self.changed.emit()


def _plain(line: QuoteLine) -> InvoiceLine:
    return InvoiceLine(line.description, line.quantity, line.unit_price, line.vat_rate)
