"""The control for a time of the day: typed freely (9, 9h30, 0930); bad text is kept and reported."""

import re
from datetime import time

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent

from app.i18n import tr
from app.ui.kit.line_entry import BareLine
from app.ui.kit.typed import Typed

_TIME = re.compile(r"([0-9]{1,2})(?: ?[:hH.] ?([0-9]{2})?)?|([0-9]{1,2})([0-9]{2})")


def read_time(text: str) -> Typed[time]:
    """9, 9h, 9:30, 9h30, 0930 → 09:30; empty: any time."""
    trimmed = text.strip()
    if not trimmed:
        return Typed()
    found = _TIME.fullmatch(trimmed)
    if found is None:
        return Typed(error=tr("Heure illisible.\nÉcrivez par exemple 14:30."))
    hour, minute = int(found[1] or found[3]), int(found[2] or found[4] or 0)
    if hour > 23 or minute > 59:
        return Typed(error=tr("Cette heure n'existe pas.\nDe 00:00 à 23:59."))
    return Typed(time(hour, minute))


class TimeEntry(BareLine):
    """A time of the day, or none."""

    valueChanged = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(name, tr("hh:mm"), 20)
        self.textChanged.connect(self._announce)

    def _announce(self, _text: str) -> None:
        self.valueChanged.emit()

    def value(self) -> time | None:
        """The time, or None while empty or unreadable."""
        return read_time(self.text()).value

    def error(self) -> str | None:
        """Why there is no time, or None."""
        return read_time(self.text()).error

    def set_value(self, value: time | None) -> None:
        """Show `value` as 14:30."""
        self.setText(f"{value:%H:%M}" if value is not None else "")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write a readable time in full."""
        super().focusOutEvent(event)
        read = self.value()
        if read is not None and f"{read:%H:%M}" != self.text():
            self.set_value(read)
