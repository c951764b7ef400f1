"""One large line that grows smaller before anything of it is cut, and tells the whole in its tooltip."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.kit import theme
from app.ui.kit.drawing import write
from app.ui.kit.fonts import line_height, text_width

_STEPS = 12


class FittedLine(QWidget):
    """`largest` to `smallest` logical pixels, in the colour of a token; shortened only below that."""

    def __init__(self, name: str, largest: float, smallest: float, bold: bool = True) -> None:
        super().__init__()
        self.setObjectName(name)
        self._text, self._tone = "", "text"
        self._largest, self._smallest, self._bold = largest, smallest, bold
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def say(self, text: str, tone: str = "text") -> None:
        """Say something else, on one line whatever was stored."""
        self._text, self._tone = text.replace("\n", " "), tone
        self.setAccessibleName(self._text)
        self.setToolTip(self._text if self._is_long() else "")
        self.update()

    def resize_to(self, largest: float) -> None:
        """Be as large as this at most."""
        if largest != self._largest:
            self._largest = largest
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """A line of the largest size; as wide as there is room."""
        return QSize(200, round(line_height(self._largest, self._bold)))

    def _is_long(self) -> bool:
        return text_width(self._text, self._smallest, self._bold) > self.width() > 0

    def size_shown(self) -> float:
        """The size at which the text fits."""
        step = (self._largest - self._smallest) / _STEPS
        sizes = [self._largest - step * at for at in range(_STEPS)]
        fits = (px for px in sizes if text_width(self._text, px, self._bold) <= self.width())
        return next(fits, self._smallest)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write the line."""
        painter = QPainter(self)
        ink = theme.current().colour(self._tone)
        left = Qt.AlignmentFlag.AlignLeft
        write(painter, QRectF(self.rect()), self._text, ink, self.size_shown(), self._bold, left, elide=True)
        painter.end()
