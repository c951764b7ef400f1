"""The lines of an invoice, a quote or a credit note: typed row by row, their VAT and total live below."""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.cents import Cents
from app.domain.invoicing import (
    DESCRIPTION_LENGTH,
    LARGEST_QUANTITY,
    InvoiceLine,
    Totals,
    amount_of,
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
from app.i18n import current, money, tr
from app.messages.refusals import sentence
from app.ui.kit.buttons import discreet, icon_button
from app.ui.kit.decimal_entry import DecimalEntry
from app.ui.kit.entries import LineEntry, MoneyEntry
from app.ui.kit.fields import BareField, Field, Form
from app.ui.kit.labels import hairline, label, muted
from app.ui.kit.line_row import GAP, RateChoice, lay_in_columns
from app.ui.kit.totals_box import TotalsBox

_QUANTITY, _PRICE, _RATE, _AMOUNT, _BUTTON = 92, 128, 104, 124, 36
_PARTS = ("description", "quantity", "unit_price", "vat_rate")
_PART_OF: dict[type[Refusal], str] = {
    QuantityImplausible: "quantity",
    PriceImplausible: "unit_price",
    LineRateImplausible: "vat_rate",
}


class _Row(QWidget):
    """One line: what, how many, at what price with VAT, at which rate, and what it comes to."""

    def __init__(self, name: str, number: int, rates: Sequence[Decimal]) -> None:
        super().__init__()
        self.number = number
        self.description = LineEntry(f"{name}_description_{number}", limit=DESCRIPTION_LENGTH)
        self.quantity = DecimalEntry(f"{name}_quantity_{number}", Decimal("0.001"), LARGEST_QUANTITY, 3, True)
        self.unit_price = MoneyEntry(f"{name}_unit_price_{number}", required=True)
        self.vat_rate = RateChoice(f"{name}_vat_rate_{number}", rates)
        self.amount = label("", f"{name}_amount_{number}", bold=True)
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.remove = icon_button("trash", tr("Enlever cette ligne"), f"{name}_remove_{number}")
        self.quantity.set_value(Decimal(1))

    def controls(self) -> dict[str, QWidget]:
        """The controls by the field of the line that they hold."""
        return {part: getattr(self, part) for part in _PARTS}

    def lay_out(self, fields: Sequence[Field]) -> None:
        """Put the fields in the widths of the columns."""
        row = lay_in_columns(self, fields, (0, _QUANTITY, _PRICE, _RATE))
        self.amount.setFixedWidth(_AMOUNT)
        row.addWidget(self.amount)
        self.remove.setFixedWidth(_BUTTON)
        row.addWidget(self.remove)

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed that would be lost."""
        return not self.description.value() and not self.unit_price.text().strip()

    def line(self) -> InvoiceLine | None:
        """The line as typed; None while a number cannot be read."""
        quantity, price, rate = self.quantity.value(), self.unit_price.value(), self.vat_rate.value()
        if quantity is None or price is None or not isinstance(rate, Decimal):
            return None
        return InvoiceLine(self.description.value(), quantity, Cents(price), rate)

    def show_line(self, line: InvoiceLine) -> None:
        """Show a line."""
        self.description.set_value(line.description)
        self.quantity.set_value(line.quantity)
        self.unit_price.set_value(line.unit_price)
        self.vat_rate.choose(line.vat_rate)

    def offer_rates(self, rates: Sequence[Decimal]) -> None:
        """Offer other rates."""
        chosen = None if self.is_blank else self.vat_rate.value()
        self.vat_rate.offer_rates(rates)
        if isinstance(chosen, Decimal):
            self.vat_rate.choose(chosen)

    def tell_amount(self) -> None:
        """What the line comes to; a dash while it cannot be told."""
        line = None if self.is_blank else self.line()
        self.amount.setText("–" if line is None else money(amount_of(line)))


class LinesEditor(QWidget):
    """`changed` on every edit. `lines()` gives what was typed, `check()` says beside the fields what is wrong."""

    changed = Signal()

    def __init__(self, form: Form, rates: Sequence[Decimal], name: str = "lines") -> None:
        super().__init__()
        self.setObjectName(name)
        self._form, self._name = form, name
        self._rates = tuple(rates)
        self._rows: list[_Row] = []
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
        foot.addSpacing(_BUTTON + GAP)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(_heads())
        whole.addLayout(self._column)
        whole.addWidget(hairline())
        whole.addLayout(foot)

    # Rows

    def add_row(self, line: InvoiceLine | None = None) -> None:
        """Add a line at the end."""
        self._made += 1
        row = _Row(self._name, self._made, self._rates)
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

    def _field(self, row: _Row, part: str, control: QWidget) -> Field:
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

    def _order_tabs(self, row: _Row, last: _Row | None) -> None:
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

    def _remove(self, row: _Row) -> None:
        at = self._rows.index(row)
        for part in _PARTS:
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
            for part in _PARTS:
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


def _key(row: _Row, part: str) -> str:
    return f"line_{row.number}_{part}"


def _heads() -> QHBoxLayout:
    """The names of the columns, over the fields."""
    heads = QHBoxLayout()
    heads.setSpacing(GAP)
    right = Qt.AlignmentFlag.AlignRight
    for text, width, side in (
        (tr("Description"), 0, Qt.AlignmentFlag.AlignLeft),
        (tr("Quantité"), _QUANTITY, right),
        (tr("Prix TVA comprise"), _PRICE, right),
        (tr("TVA"), _RATE, Qt.AlignmentFlag.AlignLeft),
        (tr("Montant"), _AMOUNT, right),
        ("", _BUTTON, right),
    ):
        head = muted(text)
        head.setAlignment(side)
        head.setContentsMargins(2, 0, 2, 0)
        if width:
            head.setFixedWidth(width)
        heads.addWidget(head, 0 if width else 1)
    return heads
