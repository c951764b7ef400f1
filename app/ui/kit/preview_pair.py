"""Before and after side by side, so that eyes go straight across: what changes when this is saved."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.i18n import tr
from app.ui.kit import theme
from app.ui.kit.drawing import fill_rect, paint_panel, write
from app.ui.kit.fonts import text_width
from app.ui.kit.icons import paint_icon
from app.ui.kit.tokens import Tokens

TITLE, HEAD, ROW, FOOT = 38, 30, 36, 37
_PAD = 14.0
_OLD_GAP = 11.0
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A run of equal debits, in words; `old_amount_text` is struck before the new amount."""

    first_text: str
    count_text: str
    amount_text: str
    old_amount_text: str = ""
    changed: bool = False


@dataclass(frozen=True, slots=True)
class PreviewSide:
    """One side: its title, what it is, its rows and the total they end in."""

    title: str
    detail: str
    rows: Sequence[PreviewRow]
    total_label: str = ""
    total_text: str = ""


class PreviewPanel(QWidget):
    """One side, painted; `rows_shown` keeps both sides equally high."""

    def __init__(self, name: str, accented: bool) -> None:
        super().__init__()
        self.setObjectName(name)
        self._accented = accented
        self._side = PreviewSide("", "", ())
        self._rows_shown = 2
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_side(self, side: PreviewSide, rows_shown: int) -> None:
        """Show `side` with room for `rows_shown` rows."""
        self._side, self._rows_shown = side, rows_shown
        self.setAccessibleName(side.title)
        self.setAccessibleDescription(_in_words(side))
        self.updateGeometry()
        self.update()

    @property
    def side(self) -> PreviewSide:
        """What is shown."""
        return self._side

    def sizeHint(self) -> QSize:
        """The room rows, head and total need."""
        return QSize(self._needed_width(), TITLE + HEAD + ROW * self._rows_shown + FOOT)

    def minimumSizeHint(self) -> QSize:
        """Days and amounts are never cut."""
        return self.sizeHint()

    def _needed_width(self) -> int:
        rows = self._side.rows
        first = max([text_width(row.first_text, bold=True) for row in rows], default=0.0)
        count = max([text_width(row.count_text) for row in rows], default=0.0)
        amount = max([_amount_width(row) for row in rows], default=0.0)
        head = text_width(self._side.title, 14, True) + text_width(self._side.detail, 13) + 10
        table = first + max(count, text_width(tr("Nombre"), 12)) + amount + 60
        foot = text_width(self._side.total_label, 13) + text_width(self._side.total_text, 14, True) + 20
        return round(max(280.0, table, head, foot) + 2 * _PAD)

    def _count_edge(self) -> float:
        """The right edge of the middle column: the same on both sides at the same width."""
        return round(self.width() * 0.51)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint title, head, rows, total and the outline."""
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        paint_panel(painter, rect, tokens.surface, None, 8)
        frame = QPainterPath()
        frame.addRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.setClipPath(frame)
        self._paint_title(painter, tokens)
        for at, row in enumerate(self._side.rows[: self._rows_shown]):
            self._paint_row(painter, TITLE + HEAD + at * ROW, row, tokens)
        self._paint_total(painter, tokens)
        painter.setClipping(False)
        line = tokens.accent if self._accented else tokens.border
        paint_panel(painter, rect, None, line, 8)
        painter.end()

    def _paint_title(self, painter: QPainter, tokens: Tokens) -> None:
        wide = self.width()
        left = _PAD + text_width(self._side.title, 14, True) + 9
        write(painter, QRectF(_PAD, 0, wide, TITLE), self._side.title, tokens.text, 14, True)
        write(painter, QRectF(left, 0, wide - left, TITLE), self._side.detail, tokens.muted, 13)
        fill_rect(painter, 0, TITLE - 1, wide, 1, tokens.border)
        fill_rect(painter, 0, TITLE, wide, HEAD - 1, tokens.sunken)
        fill_rect(painter, 0, TITLE + HEAD - 1, wide, 1, tokens.border)
        for text, room, align in self._columns(TITLE, HEAD - 1):
            write(painter, room, text, tokens.muted, 12, align=align)

    def _columns(self, top: float, height: float) -> list[tuple[str, QRectF, Qt.AlignmentFlag]]:
        edge = self._count_edge()
        return [
            (tr("Premier débit"), QRectF(_PAD, top, edge, height), _LEFT),
            (tr("Nombre"), QRectF(_PAD, top, edge - _PAD, height), _RIGHT),
            (tr("Montant"), QRectF(edge, top, self.width() - edge - _PAD, height), _RIGHT),
        ]

    def _paint_row(self, painter: QPainter, top: float, row: PreviewRow, tokens: Tokens) -> None:
        ink = tokens.text
        if row.changed:
            ink = tokens.suspended.text
            fill_rect(painter, 0, top, self.width(), ROW - 1, tokens.suspended.tint)
            fill_rect(painter, 0, top, 3, ROW - 1, tokens.suspended.icon)
        if top + ROW + FOOT < self.height():  # the last row ends at the line of the total
            fill_rect(painter, 0, top + ROW - 1, self.width(), 1, tokens.border)
        (_, first, left), (_, count, right), (_, amount, _) = self._columns(top, ROW - 1)
        write(painter, first, row.first_text, ink, bold=row.changed, align=left)
        quiet = ink if row.changed else tokens.text if row.count_text.isdigit() else tokens.muted
        write(painter, count, row.count_text, quiet, align=right)
        write(painter, amount, row.amount_text, ink, bold=row.changed, align=right)
        if row.old_amount_text:
            new = text_width(row.amount_text, 14, row.changed)
            old = amount.adjusted(0, 0, -(new + _OLD_GAP), 0)
            write(painter, old, row.old_amount_text, tokens.muted, align=right, struck=True)

    def _paint_total(self, painter: QPainter, tokens: Tokens) -> None:
        top = self.height() - FOOT
        fill_rect(painter, 0, top, self.width(), FOOT, tokens.sunken)
        fill_rect(painter, 0, top, self.width(), 1, tokens.border)
        room = QRectF(_PAD, top, self.width() - 2 * _PAD, FOOT)
        write(painter, room, self._side.total_label, tokens.muted, 13)
        write(painter, room, self._side.total_text, tokens.text, 14, True, _RIGHT)


def _amount_width(row: PreviewRow) -> float:
    old = text_width(row.old_amount_text) + _OLD_GAP if row.old_amount_text else 0.0
    return text_width(row.amount_text, 14, row.changed) + old


def _in_words(side: PreviewSide) -> str:
    rows = [f"{row.first_text}, {row.count_text}, {row.amount_text}" for row in side.rows]
    return " ; ".join([*rows, f"{side.total_label} {side.total_text}".strip()])


class _Arrow(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(48)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the arrow at the height of the first row."""
        painter = QPainter(self)
        paint_icon(painter, "arrow-right", theme.current().accent_text, 13, TITLE + HEAD + 10, 22)
        painter.end()


class PreviewPair(QWidget):
    """Both sides with the arrow between; "after" has the accent outline."""

    def __init__(self, name: str = "preview") -> None:
        super().__init__()
        self.setObjectName(name)
        self.before = PreviewPanel(f"{name}_before", accented=False)
        self.after = PreviewPanel(f"{name}_after", accented=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.before, 1)
        row.addWidget(_Arrow())
        row.addWidget(self.after, 1)

    def show_sides(self, before: PreviewSide, after: PreviewSide, least_rows: int = 2) -> None:
        """Show both sides with the same number of row places."""
        rows = max(least_rows, len(before.rows), len(after.rows))
        self.before.show_side(before, rows)
        self.after.show_side(after, rows)
