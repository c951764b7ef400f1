"""Draws the bundled icons in the colour of a token, sharp at every scale, following the theme."""

from functools import cache

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QImage, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from app.ui.kit import theme
from app.ui.kit.resources import ICONS

BOX = 20
_LARGE = 40


@cache
def _source(name: str) -> str:
    return (ICONS / f"{name}.svg").read_text(encoding="utf-8")


def pixmap(name: str, colour: str, size: float = BOX, ratio: float = 1.0) -> QPixmap:
    """Return icon `name` in `colour` (#RRGGBB), `size` logical pixels wide, for a screen of `ratio`."""
    key = f"icon/{name}/{colour}/{size}/{ratio}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    edge = max(1, round(size * ratio))
    image = QImage(edge, edge, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    source = _source(name).replace("currentColor", colour)
    if size >= _LARGE:
        source = source.replace('stroke-width="1.5"', 'stroke-width="1.15"')
    painter = QPainter(image)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, edge, edge))
    painter.end()
    made = QPixmap.fromImage(image)
    made.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, made)
    return made


def paint_icon(painter: QPainter, name: str, colour: str, x: float, y: float, size: float = BOX) -> None:
    """Paint icon `name` with its top left corner at `x`, `y`."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(QPointF(x, y), pixmap(name, colour, size, ratio))


class _Engine(QIconEngine):
    """Paints the icon when asked, so that a theme switch recolours it."""

    def __init__(self, name: str, tone: str) -> None:
        super().__init__()
        self._name = name
        self._tone = tone

    def _colour(self, mode: QIcon.Mode) -> str:
        tone = "disabled" if mode == QIcon.Mode.Disabled else self._tone
        return theme.current().colour(tone)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Paint into `rect`."""
        size = min(rect.width(), rect.height())
        y = rect.y() + (rect.height() - size) / 2
        paint_icon(painter, self._name, self._colour(mode), rect.x(), y, size)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the icon at `size` pixels of a plain screen."""
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        """Return the icon at `size` logical pixels for a screen of `scale`; a wide one has room at the right."""
        edge = min(size.width(), size.height())
        drawn = pixmap(self._name, self._colour(mode), edge, scale)
        if size.width() <= size.height():
            return drawn
        wide = QPixmap(size * scale)
        wide.setDevicePixelRatio(scale)
        wide.fill(Qt.GlobalColor.transparent)
        painter = QPainter(wide)
        painter.drawPixmap(QPointF(0, 0), drawn)
        painter.end()
        return wide

    def clone(self) -> QIconEngine:
        """Return a copy."""
        return _Engine(self._name, self._tone)


def icon(name: str, tone: str = "text") -> QIcon:
    """Return icon `name` in the token `tone` ("muted", "accent_text", "blocked.icon" …); it follows the theme."""
    return QIcon(_Engine(name, tone))


def names() -> list[str]:
    """Return the names of all bundled icons."""
    return sorted(path.stem for path in ICONS.glob("*.svg"))


def colour(tone: str) -> QColor:
    """Return the token `tone` as a QColor, as it is now."""
    return QColor(theme.current().colour(tone))
