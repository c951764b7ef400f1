"""Lays blocks of known height on pages before anything is drawn, so that "page x / y" costs no second pass."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from app.services.documents.ink import Pen


@dataclass(frozen=True, slots=True)
class Block:
    """Something `height` points high that `draw(pen, top)` puts on the page.

    `head` is drawn again above the block where it opens a page (a table's head). `keep` blocks that
    follow stay on the same page (a title is never left alone at the foot of a page).
    """

    height: float
    draw: Callable[[Pen, float], None]
    head: "Block | None" = None
    keep: int = 0


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and the top it was given."""

    block: Block
    top: float


Page = tuple[Placed, ...]


def _nothing(pen: Pen, top: float) -> None:
    """White space draws nothing."""


def space(height: float) -> Block:
    """White space; it is left out at the top of a page."""
    return Block(height, _nothing)


def paginate(blocks: Iterable[Block], first_top: float, next_top: float, bottom: float) -> list[Page]:
    """The blocks in pages from `first_top` (first page) or `next_top` down to `bottom`; one page at least."""
    waiting = list(blocks)
    pages: list[list[Placed]] = [[]]
    top, opens = first_top, True
    for index, block in enumerate(waiting):
        if not opens and top + _needed(waiting, index) > bottom:
            pages.append([])
            top, opens = next_top, True
        is_later_page = len(pages) > 1
        if opens and is_later_page and block.draw is _nothing:
            continue
        if opens and is_later_page and block.head is not None:
            pages[-1].append(Placed(block.head, top))
            top += block.head.height
        pages[-1].append(Placed(block, top))
        top += block.height
        opens = False
    return [tuple(page) for page in pages]


def _needed(blocks: Sequence[Block], index: int) -> float:
    """The height that must be free for this block and those kept with it."""
    height = 0.0
    last = index
    position = index
    while position <= last and position < len(blocks):
        height += blocks[position].height
        last = max(last, position + blocks[position].keep)
        position += 1
    return height
