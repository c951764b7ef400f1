"""Makes the texts of windows: body, muted, titles, key facts, and lines between things."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from app.ui.kit import theme
from app.ui.kit.fonts import BODY, font
from app.ui.kit.icons import BOX, paint_icon

HINT, SECTION, TITLE, PAGE, FACT, NAME = 13, 15, 17, 20, 22, 24


def label(
    text: str = "",
    name: str = "",
    px: float = BODY,
    bold: bool = False,
    tone: str = "text",
    wrap: bool = False,
    struck: bool = False,
) -> QLabel:
    """Return a text of `px` logical pixels in `tone`: text, muted, accent or a state; never read as HTML."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setObjectName(name)
    made.setFont(font(px, bold, struck))
    made.setProperty("tone", tone)
    made.setWordWrap(wrap)
    return made


def muted(text: str = "", name: str = "", px: float = HINT, wrap: bool = False) -> QLabel:
    """Return a quiet text: a hint, a legend, a fact beside a fact."""
    return label(text, name, px, tone="muted", wrap=wrap)


def title(text: str = "", name: str = "", px: float = TITLE) -> QLabel:
    """Return a bold title."""
    return label(text, name, px, bold=True)


def fitting_title(text: str, room: int) -> str:
    """A title that leaves room for what stands beside it; a very long name ends in an ellipsis."""
    return QFontMetricsF(font(TITLE, True)).elidedText(text, Qt.TextElideMode.ElideRight, room)


def set_tone(shown: QLabel, tone: str) -> None:
    """Recolour a label made here."""
    if shown.property("tone") != tone:
        shown.setProperty("tone", tone)
        repolish(shown)


def repolish(widget: QWidget) -> None:
    """Let the style sheet look again at the properties of `widget`."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def hairline(vertical: bool = False) -> QFrame:
    """Return a 1 px line in the border colour."""
    line = QFrame()
    line.setProperty("line", "true")
    if vertical:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    return line


class Glyph(QWidget):
    """One icon standing alone, in the colour of a token."""

    def __init__(self, icon_name: str, tone: str = "muted", size: int = BOX) -> None:
        super().__init__()
        self._icon = icon_name
        self._tone = tone
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_icon(self, icon_name: str, tone: str) -> None:
        """Change icon and colour."""
        self._icon, self._tone = icon_name, tone
        self.update()

    def resize_to(self, size: int) -> None:
        """Take another size, in logical pixels."""
        self._size = size
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A square of the icon's size."""
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon."""
        painter = QPainter(self)
        paint_icon(painter, self._icon, theme.current().colour(self._tone), 0, 0, self._size)
        painter.end()
