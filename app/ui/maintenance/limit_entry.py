"""A number that the club may leave open: the field, and a tick that means *sans limite*."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.i18n import tr
from app.ui.kit.choices import TickBox
from app.ui.kit.entries import WholeEntry
from app.ui.kit.labels import repolish

_WIDTH = 104


class LimitEntry(QWidget):
    """A whole number, or None while the tick is set; the number stays readable for when it is cleared."""

    textChanged = Signal(str)

    def __init__(self, name: str, unlimited: str, low: int = 1) -> None:
        super().__init__()
        self.setObjectName(name)
        self.number = WholeEntry(f"{name}_number", low, required=True)
        self.number.setFixedWidth(_WIDTH)
        self.tick = TickBox(unlimited, f"{name}_none")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.number)
        row.addWidget(self.tick)
        row.addStretch(1)
        self.number.textChanged.connect(self.textChanged)
        self.tick.toggled.connect(self._open_or_close)
        self._open_or_close()

    def _open_or_close(self, *_: object) -> None:
        open_ = self.tick.isChecked()
        self.number.setEnabled(not open_)
        self.setFocusProxy(self.tick if open_ else self.number)
        self.textChanged.emit(self.number.text())

    def value(self) -> int | None:
        """The number; None without a limit, and while it cannot be read."""
        return None if self.tick.isChecked() else self.number.value()

    def set_value(self, value: int | None) -> None:
        """Show a limit, or none."""
        self.number.set_value(value)
        self.tick.setChecked(value is None)

    def text(self) -> str:
        """What is typed; never empty, so that a missing number is noticed."""
        return "-" if self.tick.isChecked() else self.number.text() or "?"

    def error(self) -> str | None:
        """Why there is no number although there is a limit, or None."""
        return None if self.tick.isChecked() else self.number.error()

    def event(self, event: QEvent) -> bool:
        """The outline of an error belongs to the number."""
        if event.type() == QEvent.Type.DynamicPropertyChange:
            self.number.setProperty("invalid", self.property("invalid"))
            repolish(self.number)
        elif event.type() == QEvent.Type.ToolTipChange:
            self.number.setToolTip(self.toolTip())
        return super().event(event)

    def setAccessibleName(self, name: str) -> None:
        """The label names the number; the tick says what it does to it."""
        super().setAccessibleName(name)
        self.number.setAccessibleName(name)
        self.tick.setAccessibleName(tr("{field} : {choice}", field=name, choice=self.tick.text()))
