"""The controls for amounts and whole numbers; bad text is kept and reported."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent

from app.i18n import money, tr
from app.ui.kit.line_entry import BareLine
from app.ui.kit.typed import read_money, read_whole


class MoneyEntry(BareLine):
    """An amount in cents; takes 12,50 and 12.50, writes 12,50 € when left."""

    valueChanged = Signal()

    def __init__(self, name: str, required: bool = False) -> None:
        super().__init__(name, "", 40)
        self._required = required
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setMinimumWidth(110)
        self.textChanged.connect(self._announce)

    def _announce(self, _text: str) -> None:
        self.valueChanged.emit()

    def value(self) -> int | None:
        """Whole cents, or None while empty or unreadable."""
        return read_money(self.text()).value

    def error(self) -> str | None:
        """Why there is no amount, or None."""
        if self._required and not self.text().strip():
            return tr("Montant à remplir.")
        return read_money(self.text()).error

    def set_value(self, value: int | None) -> None:
        """Show `value` cents."""
        self.setText("" if value is None else money(value))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write a readable amount in full."""
        super().focusOutEvent(event)
        read = self.value()
        if read is not None and money(read) != self.text():
            self.set_value(read)


class WholeEntry(BareLine):
    """A whole number (days, rank, count) with small steppers; wide limits, bad text kept."""

    valueChanged = Signal()

    def __init__(self, name: str, low: int = 1, high: int = 99_999, required: bool = False) -> None:
        super().__init__(name, "", 40)
        self._low, self._high, self._required = low, high, required
        self._up = self.inside_button("chevron-up", tr("Plus"))
        self._down = self.inside_button("chevron-down", tr("Moins"))
        for button in (self._up, self._down):
            button.setIconSize(QSize(14, 14))
            button.setAutoRepeat(True)
        self._up.clicked.connect(self.step_up)
        self._down.clicked.connect(self.step_down)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setTextMargins(0, 0, 18, 0)
        self.setMinimumWidth(96)
        self.textChanged.connect(self._announce)

    def _announce(self, _text: str) -> None:
        self.valueChanged.emit()

    def value(self) -> int | None:
        """The number, or None while empty or unreadable."""
        return read_whole(self.text(), self._low, self._high).value

    def error(self) -> str | None:
        """Why there is no number, or None."""
        if self._required and not self.text().strip():
            return tr("Nombre à remplir.")
        return read_whole(self.text(), self._low, self._high).error

    def set_value(self, value: int | None) -> None:
        """Show `value`."""
        self.setText("" if value is None else str(value))

    def set_range(self, low: int, high: int) -> None:
        """Change what is accepted; the text stays."""
        self._low, self._high = low, high
        self.valueChanged.emit()

    def step_up(self) -> None:
        """One more, within the limits."""
        self._step(1)

    def step_down(self) -> None:
        """One less, within the limits."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if self.isReadOnly():
            return
        read = self.value()
        start = read + by if read is not None else self._low
        self.set_value(min(self._high, max(self._low, start)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down step."""
        if event.key() == Qt.Key.Key_Up:
            self.step_up()
        elif event.key() == Qt.Key.Key_Down:
            self.step_down()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the steppers at the right."""
        super().resizeEvent(event)
        middle = self.height() // 2
        self._up.setGeometry(self.width() - 26, middle - 15, 20, 15)
        self._down.setGeometry(self.width() - 26, middle, 20, 15)

    def changeEvent(self, event: QEvent) -> None:
        """A field that cannot be edited shows no steppers."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.EnabledChange, QEvent.Type.ReadOnlyChange):
            for button in (self._up, self._down):
                button.setVisible(self.isEnabled() and not self.isReadOnly())
