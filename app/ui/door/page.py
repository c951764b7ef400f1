"""Contrôle d'accès: a card number gives the verdict in large letters, and a line of the log (spec 1.7)."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.door import ClosedBy
from app.domain.refusals import Refused
from app.domain.rights import Right
from app.i18n import current as texts
from app.i18n import tr
from app.messages.refusals import sentences
from app.services.desk import Touched
from app.services.door.views import Passage, PassageCounts, PassageRow
from app.ui.door.passages import LISTED, Passages
from app.ui.door.queue import CardQueue, look
from app.ui.door.strip import DoorStrip
from app.ui.door.verdict import VerdictPanel
from app.ui.kit.buttons import Button, plain
from app.ui.kit.cards import Card
from app.ui.kit.labels import SECTION, Glyph, hairline, label, muted, set_tone
from app.ui.kit.workplace import AccessTab, Workplace

SHOWN_SECONDS = 10
BACK_SECONDS = 15
"""After so long in another field of the window, the keyboard belongs to the reader again."""
ROOMY_FROM = 700
WIDE_FROM = 1000
_MEMORY = "door"
_DIGITS = "0123456789"


class DoorPage(QWidget):
    """The field keeps the keyboard; verdicts come in the order of the cards and give way to waiting."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.setObjectName("door_page")
        self._workplace = workplace
        self._shown: Passage | None = None
        self._seconds_away = 0
        self._watched: QWidget | None = None
        self.queue = CardQueue(workplace.desk, workplace.runner, LISTED, self)
        self._make()
        self._lay_out()
        self._connect()
        self._show_actions(None)
        self._tick()
        self._read()

    # --- Widgets ----------------------------------------------------------------------------

    def _make(self) -> None:
        self.strip = DoorStrip(self._workplace.desk.operator.workstation)
        kept = self._workplace.memory.get(_MEMORY) or {}
        self.strip.sound.setChecked(kept.get("sound") is not False)
        self.verdict = VerdictPanel()
        self.passages = Passages(self._workplace.memory)
        self._remark_glyph = Glyph("comment", "accent_text", 20)
        self._remark_head = muted("")
        self._remark = label("", "door_remark", SECTION, bold=True, wrap=True)
        self._open = plain(tr("&Ouvrir la fiche"), "door_open_card", "user", main=True)
        self._stop = plain(tr("&Arrêter la suspension…"), "door_stop", main=True)
        self._sell = plain(tr("&Vendre un accès…"), "door_sell", main=True)
        self._search = plain(tr("&Chercher le client"), "door_search", "search", main=True)
        for button in (*self._buttons(), self.strip.sound):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._fade = QTimer(self)
        self._fade.setSingleShot(True)
        self._fade.setInterval(SHOWN_SECONDS * 1000)
        self._clock = QTimer(self)
        self._clock.setInterval(1000)

    def _buttons(self) -> tuple[Button, ...]:
        return self._open, self._stop, self._sell, self._search

    def _lay_out(self) -> None:
        self._bar = Card("door_bar")
        lines, bar = QVBoxLayout(), QHBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self._remark_head)
        lines.addWidget(self._remark)
        bar.setContentsMargins(20, 10, 12, 10)
        bar.setSpacing(12)
        bar.addWidget(self._remark_glyph)
        bar.addLayout(lines, 1)
        for button in self._buttons():
            bar.addWidget(button)
        self._bar.body.addLayout(bar)
        self._bar.setMinimumHeight(66)
        self._inner = inner = QVBoxLayout()
        whole = QVBoxLayout(self)
        inner.addWidget(self.verdict)
        inner.addWidget(self._bar)
        inner.addWidget(self.passages, 1)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.strip)
        whole.addWidget(hairline())
        whole.addLayout(inner, 1)

    def _connect(self) -> None:
        self.strip.entry.passed.connect(self.queue.add)
        self.strip.sound.toggled.connect(self._keep_sound)
        self.queue.decided.connect(self._show)
        self.queue.failed.connect(self._show_trouble)
        self._fade.timeout.connect(self._wait)
        self._clock.timeout.connect(self._tick)
        self._open.clicked.connect(self._open_card)
        self._stop.clicked.connect(self._stop_suspension)
        self._sell.clicked.connect(self._sell_access)
        self._search.clicked.connect(self._workplace.back_to_search)
        self.passages.table.activated_row.connect(self._open_row)
        self.passages.table.installEventFilter(self)

    # --- Cards ------------------------------------------------------------------------------

    def _show(self, passage: Passage, rows: tuple[PassageRow, ...], counts: PassageCounts) -> None:
        """The answer to one card."""
        today = self._workplace.desk.today()
        self._shown = passage
        self.verdict.show_passage(passage, today)
        self.passages.show_rows(rows, counts, today)
        self._show_actions(passage)
        self._fade.start()
        if not passage.is_open:
            self._sound()

    def _show_trouble(self, error: Exception) -> None:
        """A card that could not be checked; what is no refusal is also told as an error of the program."""
        self._shown = None
        said = tr("Le contrôle n'a pas abouti.")
        if isinstance(error, Refused):
            said = " ".join(sentences(error, texts()))
        self.verdict.show_trouble(said)
        self._show_actions(None)
        self._search.show()
        self._fade.start()
        self._sound()
        if not isinstance(error, Refused):
            raise error

    def _wait(self) -> None:
        """The verdict gives way; its line stays in the list."""
        self._shown = None
        self.verdict.wait()
        self._show_actions(None)

    def _sound(self) -> None:
        if self.strip.sound.isChecked():
            QApplication.beep()
            QTimer.singleShot(180, QApplication.beep)

    def _keep_sound(self, wanted: bool) -> None:
        self._workplace.memory.set(_MEMORY, {"sound": wanted})

    def _show_actions(self, passage: Passage | None) -> None:
        """The remark to say, and what can be done about this verdict."""
        holder = passage.holder if passage is not None else None
        first = passage.closures[0].by if passage is not None and passage.closures else None
        may = self._workplace.desk.operator.may
        self._open.setVisible(holder is not None)
        self._stop.setVisible(first is ClosedBy.SUSPENDED and may(Right.STOP))
        self._sell.setVisible(first in (ClosedBy.EXPIRED, ClosedBy.NO_ACCESS) and may(Right.SELL))
        self._search.setVisible(first is ClosedBy.UNKNOWN_CARD)
        remark = holder.remark if holder is not None else ""
        self._remark_head.setText(tr("Remarque à dire au membre") if remark else "")
        self._remark_head.setVisible(bool(remark))
        self._remark.setText(" ".join(remark.split())[:200] or tr("Aucune remarque à dire."))
        set_tone(self._remark, "text" if remark else "muted")
        self._remark_glyph.show_icon("comment", "accent_text" if remark else "muted")

    # --- Ways -------------------------------------------------------------------------------

    def _open_card(self) -> None:
        if self._shown is not None and self._shown.holder is not None:
            self._workplace.open_client(self._shown.holder.client)

    def _stop_suspension(self) -> None:
        holder = self._shown.holder if self._shown is not None else None
        if holder is not None:
            self._workplace.open_access(holder.client, holder.access, AccessTab.REPORT)

    def _sell_access(self) -> None:
        if self._shown is not None and self._shown.holder is not None:
            self._workplace.sell_access(self._shown.holder.client)

    def _open_row(self, row: PassageRow) -> None:
        if row.client is not None:
            self._workplace.open_client(row.client)

    def refresh(self, touched: frozenset[Touched]) -> None:
        """Read the log again: a name may have changed."""
        self._read()

    def _read(self) -> None:
        desk = self._workplace.desk
        self._workplace.runner.submit(lambda: look(desk, LISTED), self._show_log, group="door/log")

    def _show_log(self, found: tuple[tuple[PassageRow, ...], PassageCounts]) -> None:
        self.passages.show_rows(*found, self._workplace.desk.today())

    # --- The keyboard belongs to the reader ---------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keyboard, and hear digits that are pressed elsewhere in the window."""
        super().showEvent(event)
        self._watched = self.window()
        self._watched.installEventFilter(self)
        self._clock.start()
        self._tick()
        QTimer.singleShot(0, self, self.take_keyboard)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let go of the window."""
        super().hideEvent(event)
        self._clock.stop()
        if self._watched is not None:
            self._watched.removeEventFilter(self)
            self._watched = None

    def take_keyboard(self) -> None:
        """Let the field have the keyboard."""
        if self.isVisible():
            self.strip.entry.setFocus(Qt.FocusReason.OtherFocusReason)
            self._tick()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A digit that no field took begins a card; coming back to the window brings the keyboard back."""
        if event.type() == QEvent.Type.WindowActivate and watched is self._watched:
            QTimer.singleShot(0, self, self.take_keyboard)
        elif isinstance(event, QKeyEvent) and _begins_a_card(event):
            self.strip.entry.take_key(event)
            return True
        return super().eventFilter(watched, event)

    def _tick(self) -> None:
        """Each second: the time, and whether cards arrive here."""
        self.strip.show_time(self._workplace.desk.now())
        has_keys = self.strip.entry.hasFocus()
        self.strip.show_ready(has_keys)
        is_free = self.window().isActiveWindow() and QApplication.activeModalWidget() is None
        self._seconds_away = 0 if has_keys or not is_free else self._seconds_away + 1
        if self._seconds_away >= BACK_SECONDS and self.isVisible():
            self._seconds_away = 0
            self.take_keyboard()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A small screen gets the small sizes."""
        super().resizeEvent(event)
        roomy = self.height() >= ROOMY_FROM
        self.verdict.be_roomy(roomy)
        self.passages.be_roomy(roomy)
        self._inner.setContentsMargins(24, 20 if roomy else 10, 24, 20 if roomy else 10)
        self._inner.setSpacing(14 if roomy else 8)
        self.strip.be_wide(self.width() >= WIDE_FROM)


def _begins_a_card(event: QKeyEvent) -> bool:
    """Whether a digit was pressed."""
    is_bare = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
    return event.type() == QEvent.Type.KeyPress and is_bare and event.text() in tuple(_DIGITS)
