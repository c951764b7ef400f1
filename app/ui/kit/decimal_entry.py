"""The control for a quantity or a rate: a number that may have decimals; bad text is kept and reported."""

from decimal import Decimal

from PySide6.QtCore import Qt, Signal

from app.i18n import tr
from app.ui.kit.line_entry import BareLine
from app.ui.kit.typed import decimal_text, read_decimal


class DecimalEntry(BareLine):
    """A decimal number from `low` to `high` with at most `places` decimals; takes 1,5 and 1.5."""

    valueChanged = Signal()

    def __init__(
        self,
        name: str,
        low: Decimal = Decimal(0),
        high: Decimal = Decimal(99_999),
        places: int = 2,
        required: bool = False,
    ) -> None:
        super().__init__(name, "", 40)
        self._low, self._high, self._places, self._required = low, high, places, required
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.textChanged.connect(self._announce)

    def _announce(self, _text: str) -> None:
        self.valueChanged.emit()

    def value(self) -> Decimal | None:
        """The number, or None while empty or unreadable."""
        return read_decimal(self.text(), self._low, self._high, self._places).value

    def error(self) -> str | None:
        """Why there is no number, or None."""
        if self._required and not self.text().strip():
            return tr("Nombre à remplir.")
        return read_decimal(self.text(), self._low, self._high, self._places).error

    def set_value(self, value: Decimal | None) -> None:
        """Show `value`."""
        self.setText("" if value is None else decimal_text(value))
