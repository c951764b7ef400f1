"""One line of an invoice as it is typed: its fields under the heads of their columns, and what it comes to."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.cents import Cents
from app.domain.invoicing import DESCRIPTION_LENGTH, LARGEST_QUANTITY, InvoiceLine, amount_of
from app.i18n import money, tr
from app.ui.kit.buttons import icon_button
from app.ui.kit.decimal_entry import DecimalEntry
from app.ui.kit.entries import LineEntry, MoneyEntry
from app.ui.kit.fields import Field
from app.ui.kit.labels import label, muted
from app.ui.kit.line_row import GAP, RateChoice, lay_in_columns

_QUANTITY, _PRICE, _RATE, _AMOUNT, BUTTON = 92, 128, 104, 124, 36
PARTS = ("description", "quantity", "unit_price", "vat_rate")
"""The fields of a line, in the order of their columns."""


class TypedLine(QWidget):
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
        return {part: getattr(self, part) for part in PARTS}

    def lay_out(self, fields: Sequence[Field]) -> None:
        """Put the fields in the widths of the columns."""
        row = lay_in_columns(self, fields, (0, _QUANTITY, _PRICE, _RATE))
        self.amount.setFixedWidth(_AMOUNT)
        row.addWidget(self.amount)
        self.remove.setFixedWidth(BUTTON)
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


def column_heads() -> QHBoxLayout:
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
        ("", BUTTON, right),
    ):
        head = muted(text)
        head.setAlignment(side)
        head.setContentsMargins(2, 0, 2, 0)
        if width:
            head.setFixedWidth(width)
        heads.addWidget(head, 0 if width else 1)
    return heads
