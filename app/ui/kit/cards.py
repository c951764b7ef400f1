"""Rounded surfaces with a head; their children never paint over the corners."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.kit import theme
from app.ui.kit.chips import CountBadge
from app.ui.kit.drawing import paint_panel
from app.ui.kit.labels import SECTION, Glyph, hairline, label, muted

RADIUS = 8


class _Corners(QWidget):
    """Lies over a card, deaf to the mouse: repaints the four corners and the border."""

    def __init__(self, card: "Card") -> None:
        super().__init__(card)
        self._card = card
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground outside the rounded edge, then the edge."""
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outside = QPainterPath()
        outside.addRect(QRectF(self.rect()))
        inside = QPainterPath()
        inside.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.fillPath(outside - inside, QColor(tokens.colour(self._card.ground)))
        line = tokens.accent if self._card.is_accented else tokens.border
        paint_panel(painter, QRectF(self.rect()), None, line, RADIUS)
        painter.end()


class Card(QFrame):
    """A white rounded surface on `ground` (the token behind it); put things into `body`."""

    def __init__(self, name: str = "card", ground: str = "window") -> None:
        super().__init__()
        self.setObjectName(name)
        self.ground = ground
        self.is_accented = False
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.setSpacing(0)
        self._corners = _Corners(self)
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the corners on top and as large as the card."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.ChildAdded, QEvent.Type.LayoutRequest):
            self._corners.resize(self.size())
            self._corners.raise_()
        return False

    def accent(self, accented: bool) -> None:
        """Outline the card in the accent colour, or not."""
        self.is_accented = accented
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the surface."""
        painter = QPainter(self)
        paint_panel(painter, QRectF(self.rect()), theme.current().surface, None, RADIUS)
        painter.end()

    def add_head(
        self,
        text: str,
        detail: str = "",
        icon_name: str = "",
        count: CountBadge | None = None,
        actions: Sequence[QWidget] = (),
    ) -> None:
        """Add a head 40 px high: icon, bold title, quiet detail, count and actions at the right."""
        head = QFrame()
        head.setMinimumHeight(40)
        row = QHBoxLayout(head)
        row.setContentsMargins(14, 2, 8, 2)
        row.setSpacing(10)
        if icon_name:
            row.addWidget(Glyph(icon_name))
        row.addWidget(label(text, px=SECTION, bold=True))
        if detail:
            row.addWidget(muted(detail))
        if count is not None:
            row.addWidget(count)
        row.addStretch()
        for action in actions:
            row.addWidget(action)
        self.body.addWidget(head)
        self.body.addWidget(hairline())


class NoteBox(QFrame):
    """A sunken rounded box for an explanation or a remark."""

    def __init__(self, name: str = "note") -> None:
        super().__init__()
        self.setObjectName(name)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 10, 16, 10)
        self.body.setSpacing(4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box."""
        tokens = theme.current()
        painter = QPainter(self)
        paint_panel(painter, QRectF(self.rect()), tokens.sunken, tokens.border, RADIUS)
        painter.end()
