"""Describes the columns of a table and turns the values of a row into cells to paint."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from PySide6.QtCore import Qt

from app.i18n import day, money, number

Kind = Literal["text", "bold", "number", "money", "date", "chip", "muted"]
RIGHT_KINDS = ("number", "money")
_FLAGS = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "centre": Qt.AlignmentFlag.AlignHCenter,
}


@dataclass(frozen=True, slots=True)
class Chip:
    """A cell shown as a state chip; `flat` leaves icon and word."""

    kind: str
    text: str
    flat: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows: its text, its colour token, bold or not, an old value struck before it, an icon."""

    text: str = ""
    tone: str = "text"
    bold: bool = False
    chip: Chip | None = None
    old: str = ""
    icon: str = ""

    @property
    def plain(self) -> str:
        """What copying gives."""
        return self.chip.text if self.chip else self.text


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `value` takes it from a row (default: the attribute `key`); width in logical pixels."""

    key: str
    title: str
    kind: Kind = "text"
    width: int = 120
    align: Literal["left", "right", "centre"] | None = None
    sortable: bool = True
    value: Callable[[Any], object] | None = None
    stretch: bool = False
    hidden: bool = False

    def read(self, row: object) -> object:
        """Return the raw value in `row`."""
        return self.value(row) if self.value else getattr(row, self.key)

    @property
    def flag(self) -> Qt.AlignmentFlag:
        """How head and cells are aligned: one place decides for both."""
        side = self.align or ("right" if self.kind in RIGHT_KINDS else "left")
        return _FLAGS[side]

    def cell(self, row: object) -> Cell:
        """Return what the cell of `row` shows."""
        return as_cell(self.read(row), self.kind)


def as_cell(value: object, kind: Kind) -> Cell:
    """Return a cell for a raw value (cents for money, a date for date); None is an en dash in no hurry."""
    if isinstance(value, Cell):
        return value
    if isinstance(value, Chip):
        return Cell(chip=value)
    tone = "muted" if kind == "muted" else "text"
    if value is None:
        return Cell("–" if kind in ("date", "money", "number") else "", "muted")
    return Cell(_as_text(value, kind), tone, bold=kind == "bold")


def _as_text(value: object, kind: Kind) -> str:
    if isinstance(value, date):
        return day(value)
    if isinstance(value, int) and not isinstance(value, bool):
        if kind == "money":
            return money(value)
        if kind == "number" and abs(value) >= 10_000:
            return number(value)
    return str(value).replace("\n", " ")
