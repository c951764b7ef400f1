"""Shows a state as icon + word + tint + line, never by colour alone."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.kit import theme
from app.ui.kit.drawing import paint_panel, write
from app.ui.kit.fonts import text_width
from app.ui.kit.icons import paint_icon

_KINDS = {
    "active": ("active", "check-circle"),
    "allowed": ("active", "check-circle"),
    "collected": ("active", "check-circle"),
    "suspended": ("suspended", "pause-circle"),
    "hold": ("suspended", "pause-circle"),
    "attention": ("suspended", "alert-triangle"),
    "blocked": ("blocked", "ban"),
    "refused": ("blocked", "x-octagon"),
    "rejected": ("blocked", "alert-triangle"),
    "inactive": ("inactive", "inactive"),
    "ended": ("inactive", "inactive"),
    "prospect": ("inactive", "plus-circle"),
    "planned": ("inactive", "clock"),
    "deleted": ("inactive", "trash"),
    "presented": ("info", "bank"),
    "info": ("info", "info"),
    "contacted": ("info", "phone"),
    "visited": ("info", "user"),
    "handed": ("info", "document"),
    "lost": ("inactive", "x-circle"),
    "draft": ("inactive", "pencil"),
    "expired": ("suspended", "clock"),
}
KINDS = tuple(_KINDS)
_SMALL = (26, 16, 13, 9, 6)
_LARGE = (36, 20, 15, 14, 8)


def colours_of(kind: str) -> str:
    """Return the state colour name of a chip kind: active, suspended, blocked, inactive or info."""
    return _KINDS[kind][0]


def icon_of(kind: str) -> str:
    """Return the icon of a chip kind."""
    return _KINDS[kind][1]


def chip_size(text: str, large: bool = False) -> QSize:
    """Return the size of a chip that says `text`."""
    height, icon, px, pad, gap = _LARGE if large else _SMALL
    return QSize(round(pad + icon + gap + text_width(text, px, True) + pad + 3), height)


def paint_chip(
    painter: QPainter,
    x: float,
    middle: float,
    kind: str,
    text: str,
    large: bool = False,
    flat: bool = False,
    width: float | None = None,
) -> None:
    """Paint a chip from `x` on, centred on height `middle`; `flat` leaves icon and word only."""
    tokens = theme.current()
    state, icon = _KINDS[kind]
    colours = tokens.state(state)
    height, icon_px, px, pad, gap = _LARGE if large else _SMALL
    size = chip_size(text, large)
    rect = QRectF(x, int(middle - height / 2 + 0.5), min(size.width(), width or 1e6), height)
    if not flat:
        paint_panel(painter, rect, colours.tint, colours.line, height / 2 - 0.5)
    paint_icon(painter, icon, colours.icon, x + pad, rect.y() + (height - icon_px) / 2, icon_px)
    start = pad + icon_px + gap
    room = QRectF(x + start, rect.y() - 1, rect.width() - start - (0 if flat else pad), height)
    ink = tokens.muted if flat else colours.text
    write(painter, room, text, ink, px, bold=not flat, elide=width is not None)


class StateChip(QWidget):
    """A chip of its own in a layout."""

    def __init__(self, kind: str, text: str, large: bool = False, name: str = "state") -> None:
        super().__init__()
        self._large = large
        self._kind = kind
        self._text = text
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(kind, text)

    @property
    def kind(self) -> str:
        """The state shown."""
        return self._kind

    @property
    def text(self) -> str:
        """The word shown."""
        return self._text

    def show_state(self, kind: str, text: str) -> None:
        """Show another state."""
        self._kind, self._text = kind, text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The room its word needs."""
        return chip_size(self._text, self._large)

    def minimumSizeHint(self) -> QSize:
        """A chip is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chip."""
        painter = QPainter(self)
        paint_chip(painter, 0, self.height() / 2, self._kind, self._text, self._large)
        painter.end()


class CountBadge(QWidget):
    """A number in a grey pill, beside a title."""

    def __init__(self, count: int = 0, name: str = "count") -> None:
        super().__init__()
        self._text = str(count)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_count(self, count: int) -> None:
        """Show another number."""
        self._text = str(count)
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The room the number needs."""
        return QSize(max(30, round(text_width(self._text, 13, True)) + 20), 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pill."""
        painter = QPainter(self)
        colours = theme.current().inactive
        paint_panel(painter, QRectF(self.rect()), colours.tint, None, self.height() / 2)
        write(painter, QRectF(self.rect()), self._text, colours.text, 12, True, Qt.AlignmentFlag.AlignHCenter)
        painter.end()


class Tag(QWidget):
    """A small bordered word such as the training badge or a key ("Ctrl+F")."""

    def __init__(self, text: str, accent: bool = False, name: str = "tag") -> None:
        super().__init__()
        self._text = text
        self._accent = accent
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str) -> None:
        """Show another word."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The room the word needs."""
        return QSize(round(text_width(self._text, 12, self._accent)) + 20, 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bordered word."""
        painter = QPainter(self)
        tokens = theme.current()
        fill, line, ink = tokens.sunken, tokens.border, tokens.muted
        if self._accent:
            fill, line, ink = tokens.accent_tint, tokens.accent_line, tokens.accent_text
        paint_panel(painter, QRectF(self.rect()), fill, line, 4)
        centre = Qt.AlignmentFlag.AlignHCenter
        write(painter, QRectF(self.rect()), self._text, ink, 12, self._accent, centre)
        painter.end()
