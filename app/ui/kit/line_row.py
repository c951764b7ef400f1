"""What rows of typed lines share: fields in the widths of their columns, and the choice of a VAT rate."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.i18n import percent
from app.ui.kit.choices import Choice
from app.ui.kit.fields import Field

GAP = 8
"""Between two columns."""


class RateChoice(Choice):
    """Offers VAT rates; one that is not offered is offered for this line once it is chosen."""

    def __init__(self, name: str, rates: Sequence[Decimal]) -> None:
        super().__init__(name, [(percent(each), each) for each in rates])

    def offer_rates(self, rates: Sequence[Decimal]) -> None:
        """Offer other rates."""
        self.offer([(percent(each), each) for each in rates])

    def choose(self, rate: Decimal) -> None:
        """Stand on this rate."""
        if self.findText(percent(rate)) < 0:
            self.addItem(percent(rate), rate)
        self.setCurrentIndex(self.findText(percent(rate)))


def lay_in_columns(row: QWidget, fields: Sequence[Field], widths: Sequence[int]) -> QHBoxLayout:
    """Put the fields of a row side by side; a width of 0 takes the room that is left."""
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(GAP)
    for field, width in zip(fields, widths, strict=True):
        if width:
            field.control.setMinimumWidth(0)
            field.setFixedWidth(width)
        line.addWidget(field, 0 if width else 1)
    return line
