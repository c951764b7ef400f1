"""The lines of an invoice, a quote or a credit note: typed row by row, their VAT and total live below."""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.invoicing import (
    InvoiceLine,
    Totals,
    totals,
    why_not_billed,
)
from app.domain.invoicing_refusals import (
    LineRateImplausible,
    LineRefusal,
    PriceImplausible,
    QuantityImplausible,
)
from app.domain.refusal import Refusal
from app.i18n import current, tr
from app.messages.refusals import sentence
from app.ui.kit.buttons import discreet
from app.ui.kit.fields import BareField, Field, Form
from app.ui.kit.labels import hairline
from app.ui.kit.line_row import GAP
from app.ui.kit.totals_box import TotalsBox
from app.ui.kit.typed_line import BUTTON, PARTS, TypedLine, column_heads

_PART_OF: dict[type[Refusal], str] = {
    QuantityImplausible: "quantity",
    PriceImplausible: "unit_price",
    LineRateImplausible: "vat_rate",
}


class LinesEditor(QWidget):
    """`changed` on every edit. `lines()` gives what was typed, `check()` says beside the fields what is wrong."""

    changed = Signal()

    def __init__(self, form: Form, rates: Sequence[Decimal], name: str = "lines") -> None:
        super().__init__()
        self.setObjectName(name)
        self._form, self._name = form, name
        self._rates = tuple(rates)
        self._rows: list[TypedLine] = []
        self._made = 0
        self._start: tuple[InvoiceLine, ...] = ()
        self._add = discreet(tr("A&jouter une ligne"), f"{name}_add", "plus")
        self._totals = TotalsBox(f"{name}_totals")
        self._lay_out()
        self._add.clicked.connect(self._add_and_go)
        self.add_row()

    def _lay_out(self) -> None:
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        foot = QHBoxLayout()
        foot.addWidget(self._add, 0, Qt.AlignmentFlag.AlignTop)
        foot.addStretch(1)
        foot.addWidget(self._totals)
        foot.addSpacing(BUTTON + GAP)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(column_heads())
        whole.addLayout(self._column)
        whole.addWidget(hairline())
        whole.addLayout(foot)

    # Rows

    def add_row(self, line: InvoiceLine | None = None) -> None:
        """Add a line at the end."""
        self._made += 1
        row = TypedLine(self._name, self._made, self._rates)
        row.lay_out([self._field(row, part, control) for part, control in row.controls().items()])
        row.remove.clicked.connect(partial(self._remove, row))
        row.unit_price.installEventFilter(self)
        row.vat_rate.currentIndexChanged.connect(self._on_edit)
        last = self._rows[-1] if self._rows else None
        self._rows.append(row)
        self._column.addWidget(row)
        self._order_tabs(row, last)
        self._number_rows()
        if line is not None:
            row.show_line(line)
        self._on_edit()

    def _field(self, row: TypedLine, part: str, control: QWidget) -> Field:
        field = self._form.add(_key(row, part), BareField("", control))
        field.edited.connect(self._on_edit)
        return field

    def _number_rows(self) -> None:
        """Call the fields by the line that they are seen in."""
        called = {
            "description": tr("Description"),
            "quantity": tr("Quantité"),
            "unit_price": tr("Prix TVA comprise"),
            "vat_rate": tr("TVA"),
        }
        for at, row in enumerate(self._rows, 1):
            for part, text in called.items():
                field = self._form.field(_key(row, part))
                field.rename(tr("{field} de la ligne {n}", field=text, n=at))

    def _order_tabs(self, row: TypedLine, last: TypedLine | None) -> None:
        """The keys walk as the eye does: through the line, then on; the rest of the window keeps its place."""
        before: QWidget = self._add if last is None else last.remove
        for control in (*row.controls().values(), row.remove):
            QWidget.setTabOrder(before, control)
            before = control
        if last is None:  # Qt moves nothing behind the last control of a window
            QWidget.setTabOrder(row.vat_rate, self._add)
            QWidget.setTabOrder(row.vat_rate, row.remove)

    def _add_and_go(self) -> None:
        self.add_row()
        self._rows[-1].description.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the price of the last line begins another one; elsewhere it confirms the window."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            last = self._rows[-1] if self._rows else None
            if is_enter and last is not None and watched is last.unit_price and not last.is_blank:
                self._add_and_go()
                return True
        return super().eventFilter(watched, event)

    def _remove(self, row: TypedLine) -> None:
        at = self._rows.index(row)
        for part in PARTS:
            self._form.drop(_key(row, part))
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        if not self._rows:
            self.add_row()
        self._number_rows()
        self._rows[min(at, len(self._rows) - 1)].description.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_edit()

    def offer_rates(self, rates: Sequence[Decimal]) -> None:
        """Offer these rates from now on, the first one proposed; a line that was typed keeps its rate."""
        self._rates = tuple(rates)
        for row in self._rows:
            row.offer_rates(self._rates)
        self._on_edit()

    def show_lines(self, lines: Sequence[InvoiceLine]) -> None:
        """Show these lines instead; leaving them as they are is no change."""
        for row in list(self._rows):
            for part in PARTS:
                self._form.drop(_key(row, part))
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows.clear()
        for line in lines:
            self.add_row(line)
        if not lines:
            self.add_row()
        self._start = self.lines() or ()

    # Reading

    def lines(self) -> tuple[InvoiceLine, ...] | None:
        """What was typed, blank lines left out; None while something cannot be read."""
        read = [row.line() for row in self._rows if not row.is_blank]
        return None if None in read else tuple(line for line in read if line is not None)

    @property
    def is_touched(self) -> bool:
        """Whether something was typed."""
        typed = [row for row in self._rows if not row.is_blank]
        return bool(typed or self._start) and self.lines() != self._start

    def errors(self) -> dict[str, str]:
        """What is wrong, by the name of the field in the form; one blank line alone lacks its description."""
        filled = [row for row in self._rows if not row.is_blank] or self._rows[:1]
        found: dict[str, str] = {}
        for row in filled:
            if not row.description.value():
                found[_key(row, "description")] = tr("Description à remplir.")
            for part in ("quantity", "unit_price"):
                said = self._form.field(_key(row, part)).typed_error()
                if said:
                    found[_key(row, part)] = said
        return found or self._judged()

    def _judged(self) -> dict[str, str]:
        """What can be read but not billed."""
        wrong = why_not_billed(self.lines() or ())
        return {self.key_of(refusal): sentence(refusal, current()) for refusal in wrong}

    def key_of(self, refusal: Refusal) -> str:
        """The name in the form of the field that a refusal of the lines stands beside; empty: none of them."""
        filled = [row for row in self._rows if not row.is_blank] or self._rows[:1]
        if isinstance(refusal, LineRefusal) and 0 < refusal.line <= len(filled):
            return _key(filled[refusal.line - 1], _PART_OF.get(type(refusal), "description"))
        return _key(filled[0], "description") if refusal.beside == "lines" else ""

    def totals(self) -> Totals | None:
        """Net, VAT and total of what was typed; None while something cannot be read."""
        lines = self.lines()
        return None if lines is None else totals(lines)

    def focus_start(self) -> None:
        """Stand on the first description."""
        self._rows[0].description.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_edit(self, *_: object) -> None:
        for row in self._rows:
            row.tell_amount()
        self._totals.show_totals(self.totals())
        self.changed.emit()


def _key(row: TypedLine, part: str) -> str:
    return f"line_{row.number}_{part}"
