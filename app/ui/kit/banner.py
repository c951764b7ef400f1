"""Says across the whole width what state somebody is in, what follows from it, and what can be done."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.kit import theme
from app.ui.kit.chips import colours_of, icon_of
from app.ui.kit.drawing import paint_panel
from app.ui.kit.labels import HINT, Glyph, label, set_tone

_RADIUS = 8


class Panel(QFrame):
    """A rounded ground in the tint and line of a state."""

    def __init__(self, state: str) -> None:
        super().__init__()
        self._state = state

    @property
    def state(self) -> str:
        """The state whose colours are shown."""
        return self._state

    def show_colours(self, state: str) -> None:
        """Take the colours of another state."""
        self._state = state
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        colours = theme.current().state(self._state)
        painter = QPainter(self)
        paint_panel(painter, QRectF(self.rect()), colours.tint, colours.line, _RADIUS)
        painter.end()


class Banner(Panel):
    """One per card: bold line = what, from when to when, why; second line = the consequence and who."""

    def __init__(
        self,
        kind: str,
        text: str,
        detail: str = "",
        actions: Sequence[QWidget] = (),
        name: str = "banner",
    ) -> None:
        super().__init__(colours_of(kind))
        self.setObjectName(name)
        self._glyph = Glyph(icon_of(kind), f"{self.state}.icon")
        self._text = label(text, f"{name}_text", 15, True, self.state, wrap=True)
        self._detail = label(detail, f"{name}_detail", HINT, False, self.state, wrap=True)
        self._lay_out(actions)
        self.show_state(kind, text, detail)

    def _lay_out(self, actions: Sequence[QWidget]) -> None:
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(self._text)
        lines.addWidget(self._detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(self._glyph)
        row.addLayout(lines, 1)
        for action in actions:
            row.addWidget(action)

    def show_state(self, kind: str, text: str, detail: str = "") -> None:
        """Show another state or other words."""
        self.show_colours(colours_of(kind))
        self._glyph.show_icon(icon_of(kind), f"{self.state}.icon")
        self._text.setText(text)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        set_tone(self._text, self.state)
        set_tone(self._detail, self.state)
        self.setAccessibleName(f"{text} {detail}".strip())
