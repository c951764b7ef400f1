"""The small calendar that opens under a date field."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout, QWidget

from app import i18n
from app.ui.kit.icons import colour, icon


class CalendarPopup(QFrame):
    """A month to pick a day from; closes on pick, Esc or a click elsewhere."""

    picked = Signal(object)

    def __init__(self, parent: QWidget, start: QDate) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("calendar_popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("surface", "surface")
        self._month = QCalendarWidget()
        self._month.setLocale(QLocale(str(i18n.current().language)))
        self._month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        weeks = QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader
        self._month.setVerticalHeaderFormat(weeks)
        self._month.setSelectedDate(start)
        self._month.setMinimumSize(308, 264)
        self._dress()
        self._month.clicked.connect(self._pick)
        self._month.activated.connect(self._pick)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self._month)
        self._month.setFocus()

    def _dress(self) -> None:
        for name, shown in (
            ("qt_calendar_prevmonth", "chevron-left"),
            ("qt_calendar_nextmonth", "chevron-right"),
        ):
            button = self._month.findChild(QToolButton, name)
            if isinstance(button, QToolButton):
                button.setIcon(icon(shown, "text"))
        plain = QTextCharFormat()
        plain.setForeground(colour("text"))
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self._month.setWeekdayTextFormat(weekday, plain)
        head = QTextCharFormat()
        head.setForeground(colour("muted"))
        self._month.setHeaderTextFormat(head)

    def _pick(self, chosen: QDate) -> None:
        self.picked.emit(date(chosen.year(), chosen.month(), chosen.day()))
        self.close()
