"""Key facts, readable from a metre away: label with icon, value, one fact more."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.ui.kit import theme
from app.ui.kit.drawing import paint_panel
from app.ui.kit.labels import FACT, HINT, Glyph, label, muted, set_tone


class FactTile(QFrame):
    """One key fact; `act` tints the tile because somebody must act (a state: blocked, suspended …)."""

    def __init__(self, icon_name: str, text: str, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._act = ""
        self._title = text
        self._head_icon = icon_name
        self._glyph = Glyph(icon_name, "muted", 18)
        self._head = muted(text, px=HINT)
        self._mark = Glyph("info", "text", 22)
        self._value = label("–", f"{name}_value", FACT, True)
        self._fact = muted("", f"{name}_fact")
        self._lay_out()
        self._mark.hide()

    def _lay_out(self) -> None:
        head, middle = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._glyph)
        head.addWidget(self._head, 1)
        middle.setSpacing(8)
        middle.addWidget(self._mark)
        middle.addWidget(self._value, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(2)
        column.addLayout(head)
        column.addLayout(middle)
        column.addWidget(self._fact)

    def retitle(self, text: str) -> None:
        """Say what the fact is about now, before `show_fact`."""
        self._title = text
        self._head.setText(text)

    def show_fact(
        self, value: str, fact: str = "", tone: str = "text", mark: str = "", act: str = ""
    ) -> None:
        """Show `value` in `tone` with icon `mark` before it and the muted line `fact`."""
        self._value.setText(value)
        self._fact.setText(fact)
        self._act = act
        set_tone(self._value, act or tone)
        for quiet in (self._head, self._fact):
            set_tone(quiet, act or "muted")
        self._glyph.show_icon(self._head_icon, f"{act}.icon" if act else "muted")
        self._mark.setVisible(bool(mark))
        if mark:
            shown = act or tone
            self._mark.show_icon(mark, shown if shown in ("text", "muted") else f"{shown}.icon")
        self.setAccessibleName(f"{self._title} {value} {fact}".strip())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tile."""
        tokens = theme.current()
        painter = QPainter(self)
        fill, line = tokens.surface, tokens.border
        if self._act:
            fill, line = tokens.state(self._act).tint, tokens.state(self._act).line
        paint_panel(painter, QRectF(self.rect()), fill, line, 8)
        painter.end()
