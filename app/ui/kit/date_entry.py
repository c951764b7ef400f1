"""The control for a day: typed freely or picked; bad text is kept and reported."""

from datetime import date

from PySide6.QtCore import QDate, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent

from app.i18n import day, tr
from app.ui.kit.calendar_popup import CalendarPopup
from app.ui.kit.line_entry import BareLine
from app.ui.kit.typed import Typed, read_date


class DateEntry(BareLine):
    """A day typed freely (1/2/10, 01022010) or picked; bad text stays and is reported."""

    valueChanged = Signal()

    def __init__(self, name: str, required: bool = False, pivot: int = 69) -> None:
        super().__init__(name, tr("jj/mm/aaaa"), 40)
        self._pivot = pivot
        self._required = required
        self._pick = self.inside_button("calendar", tr("Choisir dans le calendrier"))
        self._pick.clicked.connect(self.open_calendar)
        self.setTextMargins(0, 0, 28, 0)
        self.setMinimumWidth(136)
        self.textChanged.connect(self._announce)

    def _announce(self, _text: str) -> None:
        self.valueChanged.emit()

    def typed(self) -> Typed[date]:
        """What the text means."""
        return read_date(self.text(), self._pivot)

    def value(self) -> date | None:
        """The day, or None while empty or unreadable."""
        return self.typed().value

    def error(self) -> str | None:
        """Why there is no day, or None."""
        if self._required and not self.text().strip():
            return tr("Date à remplir.")
        return self.typed().error

    def set_value(self, value: date | None) -> None:
        """Show `value` as dd/MM/yyyy."""
        self.setText(day(value) if value else "")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write a readable day in full."""
        super().focusOutEvent(event)
        read = self.value()
        if read is not None and day(read) != self.text():
            self.set_value(read)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Down opens the calendar, Up and Down step a day."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and not self.isReadOnly():
            if event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.open_calendar()
            else:
                self._step(1 if event.key() == Qt.Key.Key_Up else -1)
            return
        super().keyPressEvent(event)

    def _step(self, days: int) -> None:
        read = self.value()
        if read is not None and 1900 < read.year < 2199:
            self.set_value(date.fromordinal(read.toordinal() + days))

    def open_calendar(self) -> None:
        """Open the calendar under the field."""
        read = self.value()
        start = QDate(read.year, read.month, read.day) if read else QDate.currentDate()
        popup = CalendarPopup(self, start)
        popup.picked.connect(self._take)
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 4)))
        popup.show()

    def _take(self, picked: date) -> None:
        self.set_value(picked)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the calendar button at the right."""
        super().resizeEvent(event)
        self._pick.setGeometry(self.width() - 32, (self.height() - 28) // 2, 28, 28)

    def changeEvent(self, event: QEvent) -> None:
        """A field that cannot be edited offers no calendar."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.EnabledChange, QEvent.Type.ReadOnlyChange):
            self._pick.setVisible(self.isEnabled() and not self.isReadOnly())
