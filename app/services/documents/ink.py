"""The pen of the papers: texts, lines, boxes and state marks, placed from the top left corner of an A4 page."""

from enum import StrEnum
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4

from app.services.documents.typeface import Face, printable, width, wrapped

PAGE_WIDTH, PAGE_HEIGHT = (float(edge) for edge in A4)
LEFT = 51.0
RIGHT = PAGE_WIDTH - LEFT
INNER = RIGHT - LEFT


class Ink(StrEnum):
    """The colours of the light windows, on paper: text contrast 5.4:1 at least on every tint."""

    TEXT = "#1A2030"
    MUTED = "#555F72"
    BORDER = "#DDE1E8"
    CONTROL = "#808898"
    SUNKEN = "#F7F8FA"
    ACCENT = "#3450C0"
    ACCENT_TEXT = "#2E48B4"
    ACCENT_TINT = "#E7EBFB"
    ACCENT_LINE = "#B4C0EE"
    ACTIVE = "#1A7F4B"
    SUSPENDED = "#A86300"
    SUSPENDED_TEXT = "#744600"
    SUSPENDED_TINT = "#FCF0D6"
    SUSPENDED_LINE = "#E6C27A"
    BLOCKED = "#C22B2B"
    INACTIVE = "#667085"


class Align(StrEnum):
    """Which end of a text stands at its x."""

    LEFT = "left"
    RIGHT = "right"


class Mark(StrEnum):
    """The small sign before a state's word, so that shape tells as well as colour."""

    RING = "ring"
    DISC = "disc"
    PAUSE = "pause"
    ARROW = "arrow"
    CROSS = "cross"
    DASH = "dash"


_COLOURS = {ink: HexColor(ink.value) for ink in Ink}


class Pen:
    """Draws on the current page of a canvas; `y` grows downwards, texts stand on their base line."""

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float = 9,
        face: Face = Face.REGULAR,
        ink: Ink = Ink.TEXT,
        align: Align = Align.LEFT,
    ) -> None:
        """One line of text; letters that the typeface lacks are replaced visibly."""
        shown = printable(text, face)
        begin = x - width(shown, size, face) if align is Align.RIGHT else x
        self._canvas.setFillColor(_COLOURS[ink])
        self._canvas.setFont(face.value, size)
        self._canvas.drawString(begin, PAGE_HEIGHT - y, shown)

    def paragraph(
        self,
        x: float,
        y: float,
        room: float,
        text: str,
        size: float = 9,
        face: Face = Face.REGULAR,
        ink: Ink = Ink.TEXT,
    ) -> float:
        """Wrapped text from the base line `y` on; the base line that would follow."""
        for line in wrapped(text, room, size, face):
            self.text(x, y, line, size, face, ink)
            y += leading(size)
        return y

    def line(
        self, x: float, y: float, to_x: float, to_y: float, ink: Ink = Ink.BORDER, thick: float = 0.6
    ) -> None:
        """A straight line."""
        self._canvas.setStrokeColor(_COLOURS[ink])
        self._canvas.setLineWidth(thick)
        self._canvas.line(x, PAGE_HEIGHT - y, to_x, PAGE_HEIGHT - to_y)

    def rule(self, y: float, ink: Ink = Ink.BORDER, thick: float = 0.6) -> None:
        """A hairline from margin to margin."""
        self.line(LEFT, y, RIGHT, y, ink, thick)

    def box(
        self,
        x: float,
        y: float,
        wide: float,
        high: float,
        fill: Ink | None = None,
        stroke: Ink | None = None,
        radius: float = 0,
    ) -> None:
        """A rectangle whose top left corner is at `x`, `y`."""
        canvas = self._canvas
        if fill is not None:
            canvas.setFillColor(_COLOURS[fill])
        if stroke is not None:
            canvas.setStrokeColor(_COLOURS[stroke])
            canvas.setLineWidth(0.8)
        filled, stroked = int(fill is not None), int(stroke is not None)
        if radius:
            canvas.roundRect(x, PAGE_HEIGHT - y - high, wide, high, radius, stroke=stroked, fill=filled)
        else:
            canvas.rect(x, PAGE_HEIGHT - y - high, wide, high, stroke=stroked, fill=filled)

    def mark(self, x: float, y: float, mark: Mark, ink: Ink) -> None:
        """The state mark `mark`, 6 points wide, its middle at `x`, `y`."""
        canvas = self._canvas
        canvas.setStrokeColor(_COLOURS[ink])
        canvas.setFillColor(_COLOURS[ink])
        canvas.setLineWidth(1.0)
        middle = PAGE_HEIGHT - y
        if mark in (Mark.RING, Mark.DISC):
            canvas.circle(x, middle, 2.6, stroke=1, fill=int(mark is Mark.DISC))
        for from_x, from_y, to_x, to_y in _STROKES.get(mark, ()):
            canvas.line(x + from_x, middle + from_y, x + to_x, middle + to_y)


_STROKES: dict[Mark, tuple[tuple[float, float, float, float], ...]] = {
    Mark.PAUSE: ((-1.4, -2.8, -1.4, 2.8), (1.4, -2.8, 1.4, 2.8)),
    Mark.ARROW: ((-3, 0, 3, 0), (0.4, 2.4, 3, 0), (0.4, -2.4, 3, 0)),
    Mark.CROSS: ((-2.4, -2.4, 2.4, 2.4), (-2.4, 2.4, 2.4, -2.4)),
    Mark.DASH: ((-2.8, 0, 2.8, 0),),
}


def leading(size: float) -> float:
    """The distance between two base lines of wrapped text."""
    return size * 1.36
