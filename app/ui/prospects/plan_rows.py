"""The plans that a quote offers: one row each, with its price and its registration fee."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.cents import Cents
from app.domain.quote_lines import Offer, QuoteLine
from app.i18n import tr
from app.services.prospects.views import PlanChoice
from app.ui.kit.buttons import discreet, icon_button, set_allowed
from app.ui.kit.choices import Choice
from app.ui.kit.entries import MoneyEntry
from app.ui.kit.fields import BareField, Form
from app.ui.kit.labels import label, muted
from app.ui.kit.line_row import GAP, RateChoice, lay_in_columns
from app.ui.prospects.words import price_text

_PRICE, _FEE, _RATE, _SAID, _BUTTON = 128, 128, 104, 210, 36
_PARTS = ("plan", "price", "fee", "rate")


class _Row(QWidget):
    """One plan: which, at what price, with what fee, at which VAT rate."""

    def __init__(self, number: int, plans: Sequence[PlanChoice], rates: Sequence[Decimal]) -> None:
        super().__init__()
        self.number = number
        self._plans = {each.id: each for each in plans}
        self.stored: QuoteLine | None = None
        self.plan = Choice(f"quote_plan_{number}", [(each.name, each.id) for each in plans])
        self.price = MoneyEntry(f"quote_plan_price_{number}", required=True)
        self.fee = MoneyEntry(f"quote_plan_fee_{number}")
        self.rate = RateChoice(f"quote_plan_rate_{number}", rates)
        self.said = label("", f"quote_plan_said_{number}", bold=True)
        self.said.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.remove = icon_button("trash", tr("Enlever cette formule"), f"quote_plan_remove_{number}")
        self.propose()

    def controls(self) -> dict[str, QWidget]:
        """The controls by what they hold."""
        return {"plan": self.plan, "price": self.price, "fee": self.fee, "rate": self.rate}

    def lay_out(self, fields: Sequence[BareField]) -> None:
        """Put the fields in the widths of the columns."""
        row = lay_in_columns(self, fields, (0, _PRICE, _FEE, _RATE))
        self.said.setFixedWidth(_SAID)
        self.remove.setFixedWidth(_BUTTON)
        row.addWidget(self.said)
        row.addWidget(self.remove)

    def propose(self) -> None:
        """Price and fee of the plan that is chosen."""
        choice = self._plans.get(self.plan.value())  # type: ignore[call-overload]
        if choice is not None:
            self.stored = None
            self.price.set_value(choice.amount)
            self.fee.set_value(choice.offer.registration_fee)

    def show_line(self, line: QuoteLine, offer: Offer) -> None:
        """Show a line as it was offered; a plan that is no longer sold keeps its name."""
        if offer.plan not in self._plans:
            self.plan.addItem(line.description, offer.plan)
        self.plan.set_value(offer.plan)
        self.price.set_value(line.unit_price)
        self.fee.set_value(offer.registration_fee)
        self.rate.choose(line.vat_rate)
        self.stored = line

    def _offer(self) -> tuple[str, Offer] | None:
        """Name and terms: those of the plan today, else those that were stored."""
        choice = self._plans.get(self.plan.value())  # type: ignore[call-overload]
        if choice is not None:
            return choice.name, choice.offer
        if self.stored is not None and self.stored.offer is not None:
            return self.stored.description, self.stored.offer
        return None

    def line(self) -> QuoteLine | None:
        """The line as typed; None while an amount cannot be read."""
        price, rate, offered = self.price.value(), self.rate.value(), self._offer()
        if price is None or self.fee.error() or not isinstance(rate, Decimal) or offered is None:
            return None
        name, offer = offered
        fee = Cents(self.fee.value() or 0)
        return QuoteLine(name, Cents(price), rate, offer=replace(offer, registration_fee=fee))

    def tell(self) -> None:
        """What the plan costs, as one says it; a dash while it cannot be told."""
        line = self.line()
        told = "–" if line is None or line.offer is None else price_text(line.unit_price, line.offer)
        self.said.setText(told)


class PlanRows(QWidget):
    """`changed` on every edit; `lines()` gives what was typed, `errors()` what cannot be read."""

    changed = Signal()

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._form = form
        self._plans: Sequence[PlanChoice] = ()
        self._rates: Sequence[Decimal] = ()
        self._rows: list[_Row] = []
        self._made = 0
        self._heads = QWidget()
        self._add = discreet(tr("Ajouter une &formule"), "quote_add_plan", "plus")
        self._lay_out()
        self._add.clicked.connect(self._add_and_go)

    def _lay_out(self) -> None:
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        heads = QHBoxLayout(self._heads)
        heads.setContentsMargins(0, 0, 0, 0)
        heads.setSpacing(GAP)
        texts = (tr("Formule"), tr("Prix TVA comprise"), tr("Frais d'inscription"), tr("TVA"), "", "")
        for text, width in zip(texts, (0, _PRICE, _FEE, _RATE, _SAID, _BUTTON), strict=True):
            head = muted(text)
            if width in (_PRICE, _FEE):
                head.setAlignment(Qt.AlignmentFlag.AlignRight)
            if width:
                head.setFixedWidth(width)
            heads.addWidget(head, 0 if width else 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self._heads)
        whole.addLayout(self._column)
        whole.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self._heads.hide()

    def offer(self, plans: Sequence[PlanChoice], rates: Sequence[Decimal]) -> None:
        """The plans and the VAT rates that can be chosen, the usual one first."""
        self._plans, self._rates = plans, rates
        set_allowed(self._add, bool(plans), tr("Aucune formule n'est en vente."))

    def show_lines(self, lines: Sequence[QuoteLine]) -> None:
        """Show these plan lines."""
        for row in list(self._rows):
            self._take_away(row)
        for line in lines:
            if line.offer is not None:
                self._add_row().show_line(line, line.offer)
        self._on_edit()

    def _add_row(self) -> _Row:
        self._made += 1
        row = _Row(self._made, self._plans, self._rates)
        fields = [self._field(row, part, control) for part, control in row.controls().items()]
        row.lay_out(fields)
        row.plan.currentIndexChanged.connect(partial(self._on_plan, row))
        row.rate.currentIndexChanged.connect(self._on_edit)
        row.remove.clicked.connect(partial(self._remove, row))
        self._column.addWidget(row)
        self._order_tabs(row)
        self._rows.append(row)
        self._number_rows()
        self._heads.show()
        return row

    def _field(self, row: _Row, part: str, control: QWidget) -> BareField:
        field = BareField("", control)
        self._form.add(_key(row, part), field)
        field.edited.connect(self._on_edit)
        return field

    def _number_rows(self) -> None:
        """Call the fields by the row that they are seen in."""
        called = {
            "plan": tr("Formule"),
            "price": tr("Prix TVA comprise"),
            "fee": tr("Frais d'inscription"),
            "rate": tr("TVA"),
        }
        for at, row in enumerate(self._rows, 1):
            for part, text in called.items():
                field = self._form.field(_key(row, part))
                field.rename(tr("{field} de la formule {n}", field=text, n=at))

    def _order_tabs(self, row: _Row) -> None:
        before: QWidget | None = self._rows[-1].remove if self._rows else None
        for control in (*row.controls().values(), row.remove, self._add):
            if before is not None:
                QWidget.setTabOrder(before, control)
            before = control

    def _add_and_go(self) -> None:
        row = self._add_row()
        self._on_edit()
        row.plan.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_plan(self, row: _Row, _at: int) -> None:
        row.propose()
        self._on_edit()

    def _remove(self, row: _Row) -> None:
        self._take_away(row)
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_edit()

    def _take_away(self, row: _Row) -> None:
        for part in _PARTS:
            self._form.drop(_key(row, part))
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._number_rows()
        self._heads.setVisible(bool(self._rows))

    def lines(self) -> tuple[QuoteLine, ...] | None:
        """What was typed; None while something cannot be read."""
        read = [row.line() for row in self._rows]
        return None if None in read else tuple(line for line in read if line is not None)

    @property
    def count(self) -> int:
        """How many plans there are."""
        return len(self._rows)

    def errors(self) -> dict[str, str]:
        """What cannot be read, by the name of the field in the form."""
        found = {}
        for row in self._rows:
            for part in ("price", "fee"):
                said = self._form.field(_key(row, part)).typed_error()
                if said:
                    found[_key(row, part)] = said
        return found

    def focus_start(self) -> None:
        """Stand on what adds the first plan."""
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)

    def key_of(self, position: int) -> str:
        """The field beside which a refusal of the n-th line stands, counted from 1; empty: none of them."""
        return _key(self._rows[position - 1], "price") if 0 < position <= len(self._rows) else ""

    def _on_edit(self, *_: object) -> None:
        for row in self._rows:
            row.tell()
        self.changed.emit()


def _key(row: _Row, part: str) -> str:
    return f"plan_{row.number}_{part}"
