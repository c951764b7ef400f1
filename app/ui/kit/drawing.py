"""Shapes painters share: crisp rounded panels, hairlines and single lines of text."""

from functools import cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from app.ui.kit.fonts import font, text_width


@cache
def ink_of(colour: str) -> QColor:
    """Return the colour of a token, parsed once; treat the result as read-only."""
    return QColor(colour)


@cache
def _flags(align: Qt.AlignmentFlag) -> int:
    return int(align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)


def paint_panel(
    painter: QPainter,
    rect: QRectF,
    fill: str | None,
    line: str | None,
    radius: float = 8.0,
    width: float = 1.0,
    dashed: bool = False,
) -> None:
    """Paint a rounded rectangle whose line lies inside `rect`, crisp at 1x."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inset = width / 2
    inner = rect.adjusted(inset, inset, -inset, -inset)
    painter.setBrush(QBrush(ink_of(fill)) if fill else QBrush(Qt.BrushStyle.NoBrush))
    painter.setPen(_pen(line, width, dashed) if line else QPen(Qt.PenStyle.NoPen))
    painter.drawRoundedRect(inner if line else rect, radius, radius)
    painter.restore()


def _pen(colour: str, width: float, dashed: bool) -> QPen:
    pen = QPen(ink_of(colour), width)
    if dashed:
        pen.setDashPattern([3.0, 2.0])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def fill_rect(painter: QPainter, x: float, y: float, width: float, height: float, colour: str) -> None:
    """Fill a rectangle without antialiasing: hairlines, bars, row grounds."""
    painter.fillRect(QRectF(x, y, width, height), ink_of(colour))


def write(
    painter: QPainter,
    rect: QRectF,
    text: str,
    colour: str,
    px: float = 14,
    bold: bool = False,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    struck: bool = False,
    elide: bool = False,
) -> None:
    """Write one line of plain text, vertically centred in `rect`."""
    painter.setFont(font(px, bold, struck))
    painter.setPen(ink_of(colour))
    shown = text
    if elide and text_width(text, px, bold) > int(rect.width()) - 1:
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
    painter.drawText(rect, _flags(align), shown)
