"""The strip at the top of the door: which desk, the field that takes cards, the time, the sound."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from app.i18n import day, tr
from app.services.door.views import LONGEST_CARD
from app.ui.kit.buttons import quiet
from app.ui.kit.labels import SECTION, TITLE, Glyph, label, muted
from app.ui.kit.line_entry import SearchEntry

HEIGHT = 64
ENTRY_WIDTH = 400


class CardEntry(SearchEntry):
    """Takes what the reader types; `passed` carries it at each Enter and the field is empty again."""

    passed = Signal(str)

    def __init__(self) -> None:
        super().__init__("door_card", tr("Carte ou numéro, puis Entrée"), icon_name="card")
        self.setProperty("size", "main")
        self.setMaxLength(LONGEST_CARD * 2)
        self.setAccessibleName(tr("Carte passée"))
        self.setMinimumWidth(280)
        self.setMaximumWidth(ENTRY_WIDTH)
        self.returnPressed.connect(self._pass)

    def _pass(self) -> None:
        typed = self.value()
        self.clear()
        if typed:
            self.passed.emit(typed)

    def take_key(self, event: QKeyEvent) -> None:
        """A key that was pressed elsewhere on the page belongs here."""
        self.setFocus()
        self.keyPressEvent(event)


class DoorStrip(QFrame):
    """Title, workstation, entry, whether the reader's keys arrive here, day and time."""

    def __init__(self, workstation: str) -> None:
        super().__init__()
        self.setObjectName("door_strip")
        self.setProperty("surface", "surface")
        self.setFixedHeight(HEIGHT)
        self.entry = CardEntry()
        self.sound = quiet("", "door_sound", "bell")
        self.sound.setCheckable(True)
        self.sound.tip(tr("Un double signal à chaque accès refusé"))
        self.sound.toggled.connect(self._say_sound)
        self._say_sound(False)
        self._workstation = muted(workstation, "door_workstation")
        self._ready = Glyph("check-circle", "active.icon", 18)
        self._reader = muted("", "door_reader")
        self._date = muted("", "door_date", 14)
        self._time = label("", "door_time", TITLE, bold=True)
        self._lay_out()
        self.show_ready(False)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(10)
        row.addWidget(Glyph("door", "text", 22))
        row.addWidget(label(tr("Contrôle d'accès"), "page_title", SECTION + 1, bold=True))
        row.addWidget(self._workstation)
        row.addStretch(1)
        row.addWidget(self.entry, 3)
        row.addStretch(1)
        row.addWidget(self._ready)
        row.addWidget(self._reader)
        row.addWidget(self.sound)
        row.addSpacing(6)
        row.addWidget(self._date)
        row.addWidget(self._time)

    def _say_sound(self, wanted: bool) -> None:
        self.sound.setText(tr("&Signal activé") if wanted else tr("&Signal coupé"))

    def show_ready(self, ready: bool) -> None:
        """Whether a card passed now would be taken."""
        self._ready.show_icon(
            "check-circle" if ready else "pause-circle", "active.icon" if ready else "muted"
        )
        self._reader.setText(tr("Lecteur prêt") if ready else tr("En pause"))

    def be_wide(self, wide: bool) -> None:
        """A narrow window keeps the field, the sound and the time."""
        for quiet_one in (self._workstation, self._reader, self._date):
            quiet_one.setVisible(wide)

    def show_time(self, now: datetime) -> None:
        """Show day and time at this workstation."""
        local = now.astimezone()
        self._date.setText(day(local.date()))
        self._time.setText(f"{local:%H:%M}")
