"""Shows where somebody stands in a few steps: 1 › 2, done ones ticked."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.i18n import tr
from app.ui.kit import theme
from app.ui.kit.drawing import write
from app.ui.kit.fonts import text_width
from app.ui.kit.icons import paint_icon

_HEIGHT = 28
_DISC = 24
_GAP = 8
_BETWEEN = 36


class Steps(QWidget):
    """`asked(position)` when a step already done is clicked."""

    asked = Signal(int)

    def __init__(self, texts: Sequence[str], name: str = "steps") -> None:
        super().__init__()
        self._texts = tuple(texts)
        self._at = 0
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_step(0)

    @property
    def step(self) -> int:
        """The step shown as the current one, from 0."""
        return self._at

    def show_step(self, at: int) -> None:
        """Make `at` the current step."""
        self._at = at
        said = tr("Étape {at} sur {all} : {text}", at=at + 1, all=len(self._texts), text=self._texts[at])
        self.setAccessibleName(said)
        self.update()

    def _widths(self) -> list[int]:
        return [_DISC + _GAP + round(text_width(text, 14, True)) + 4 for text in self._texts]

    def sizeHint(self) -> QSize:
        """The room its words need in bold."""
        return QSize(sum(self._widths()) + _BETWEEN * (len(self._texts) - 1), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a done step asks to go back to it."""
        x = 0.0
        for at, width in enumerate(self._widths()):
            if x <= event.position().x() <= x + width and at < self._at:
                self.asked.emit(at)
            x += width + _BETWEEN

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint discs, words and the arrows between."""
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = 0.0
        for at, (text, width) in enumerate(zip(self._texts, self._widths(), strict=True)):
            self._paint_disc(painter, x, at)
            is_current = at == self._at
            ink = tokens.text if is_current else tokens.muted
            write(painter, QRectF(x + _DISC + _GAP, 0, width, _HEIGHT), text, ink, 14, is_current)
            x += width + _BETWEEN
            if at < len(self._texts) - 1:
                paint_icon(
                    painter, "chevron-right", tokens.muted, x - _BETWEEN / 2 - 9, (_HEIGHT - 18) / 2, 18
                )
        painter.end()

    def _paint_disc(self, painter: QPainter, x: float, at: int) -> None:
        tokens = theme.current()
        is_done, is_current = at < self._at, at == self._at
        fill = tokens.accent if is_current else tokens.accent_tint if is_done else tokens.surface
        painter.setBrush(QColor(fill))
        painter.setPen(QPen(QColor(tokens.accent if is_current or is_done else tokens.control), 1.5))
        disc = QRectF(x + 1, (_HEIGHT - _DISC) / 2 + 1, _DISC - 2, _DISC - 2)
        painter.drawEllipse(disc)
        if is_done:
            paint_icon(painter, "check", tokens.accent_text, disc.x() + 3, disc.y() + 3, 16)
        else:
            ink = tokens.on_accent if is_current else tokens.muted
            write(
                painter,
                disc.adjusted(0, -1, 0, -1),
                str(at + 1),
                ink,
                12,
                True,
                Qt.AlignmentFlag.AlignHCenter,
            )
