"""Tables of the papers: muted heads repeated on each page, hairlines only, numbers right, nothing cut."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from app.services.documents.flow import Block
from app.services.documents.ink import LEFT, Align, Ink, Mark, Pen, leading
from app.services.documents.typeface import Face, printable, width, wrapped

HEAD_SIZE = 7.5
CELL_SIZE = 9.0
_PAD = 5.0
_PAD_AFTER_NUMBER = 9.0
_MARK_ROOM = 11.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its width in points, the end at which its texts stand.

    A `flexible` one may wrap at its words where the table is too wide (see `fitted`).
    """

    title: str
    width: float = 0
    align: Align = Align.LEFT
    flexible: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell; `mark` is drawn before the text in `mark_ink`."""

    text: str
    face: Face = Face.REGULAR
    ink: Ink = Ink.TEXT
    mark: Mark | None = None
    mark_ink: Ink = Ink.MUTED
    size: float = CELL_SIZE


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `tint` colours its ground, `bar` adds a mark of that colour at its left end."""

    cells: tuple[Cell, ...]
    tint: Ink | None = None
    bar: Ink | None = None
    tall: float = 18.0


def fitted(columns: Sequence[Column], rows: Sequence[Row], room: float) -> tuple[Column, ...]:
    """The columns as wide as their texts ask, filling `room`.

    Where there is too little room the flexible ones share what the others leave, and wrap; dates,
    amounts and numbers never do.
    """
    needs = [_need(column, [row.cells[place] for row in rows]) for place, column in enumerate(columns)]
    spare = room - sum(needs)
    if spare >= 0:
        return tuple(
            replace(column, width=need + spare / len(needs))
            for column, need in zip(columns, needs, strict=True)
        )
    wrapping = sum(need for column, need in zip(columns, needs, strict=True) if column.flexible)
    share = max(0.01, 1 + spare / wrapping) if wrapping else 1.0
    return tuple(
        replace(column, width=need * share if column.flexible else need)
        for column, need in zip(columns, needs, strict=True)
    )


def _need(column: Column, cells: Sequence[Cell]) -> float:
    """The width at which nothing of the column wraps."""
    head = width(printable(column.title), HEAD_SIZE)
    texts = (
        width(printable(cell.text, cell.face), cell.size, cell.face)
        + (_MARK_ROOM if cell.mark is not None else 0)
        for cell in cells
    )
    return max(head, max(texts, default=0.0)) + _padding(column) + 0.5


def _padding(column: Column) -> float:
    return _PAD + (_PAD_AFTER_NUMBER if column.align is Align.RIGHT else _PAD)


def total_width(columns: Sequence[Column]) -> float:
    """The width of the whole table."""
    return sum(column.width for column in columns)


def table(columns: Sequence[Column], rows: Iterable[Row], left: float = LEFT) -> list[Block]:
    """The head and one block per row; the head comes back on each page that the rows reach."""
    head = head_block(columns, left)
    return [head, *(row_block(columns, row, left, head) for row in rows)]


def head_block(columns: Sequence[Column], left: float = LEFT) -> Block:
    """The muted head over a line; heads wrap like cells."""
    row = Row(tuple(Cell(column.title, ink=Ink.MUTED, size=HEAD_SIZE) for column in columns), tall=18)
    height = row_height(columns, row)

    def draw(pen: Pen, top: float) -> None:
        pen.box(left, top, total_width(columns), height, fill=Ink.SUNKEN)
        _draw_cells(pen, top, columns, row, left)
        pen.line(left, top + height, left + total_width(columns), top + height, Ink.CONTROL)

    return Block(height, draw, keep=1)


def row_block(columns: Sequence[Column], row: Row, left: float, head: Block | None) -> Block:
    """One row over its hairline."""
    height = row_height(columns, row)
    return Block(height, row_drawer(columns, row, left, height), head)


def row_drawer(
    columns: Sequence[Column], row: Row, left: float, height: float
) -> Callable[[Pen, float], None]:
    """Draws the row `height` points high, which may be more than it needs (a neighbour is taller)."""

    def draw(pen: Pen, top: float) -> None:
        whole = total_width(columns)
        if row.tint is not None:
            pen.box(left, top, whole, height, fill=row.tint)
        if row.bar is not None:
            pen.box(left, top, 2, height, fill=row.bar)
        _draw_cells(pen, top, columns, row, left)
        pen.line(left, top + height, left + whole, top + height)

    return draw


def row_height(columns: Sequence[Column], row: Row) -> float:
    """The height of the row's tallest cell."""
    extra = (
        (len(_lines(column, cell)) - 1) * leading(cell.size)
        for column, cell in zip(columns, row.cells, strict=True)
    )
    return row.tall + max(extra, default=0.0)


def _room(column: Column, cell: Cell) -> float:
    return column.width - _padding(column) - (_MARK_ROOM if cell.mark is not None else 0)


def _lines(column: Column, cell: Cell) -> tuple[str, ...]:
    return wrapped(cell.text, _room(column, cell), cell.size, cell.face)


def _draw_cells(pen: Pen, top: float, columns: Sequence[Column], row: Row, left: float) -> None:
    x = left
    for column, cell in zip(columns, row.cells, strict=True):
        base = top + row.tall / 2 + cell.size * 0.36
        begin = x + _PAD
        if cell.mark is not None:
            pen.mark(begin + 3.5, top + row.tall / 2, cell.mark, cell.mark_ink)
            begin += _MARK_ROOM
        at = x + column.width - _PAD_AFTER_NUMBER if column.align is Align.RIGHT else begin
        for line in _lines(column, cell):
            pen.text(at, base, line, cell.size, cell.face, cell.ink, column.align)
            base += leading(cell.size)
        x += column.width
