"""A list for the desk itself on paper: club and title above, page x / y, day and operator below; no recipient."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from app.i18n import Texts
from app.services.documents.flow import Block, Page, paginate
from app.services.documents.ink import INNER, LEFT, RIGHT, Align, Ink, Pen, leading
from app.services.documents.papers import PaperClub, Stamp
from app.services.documents.pdf_stream import About, PdfStream
from app.services.documents.typeface import Face, shortened, width, wrapped

_FIRST_TOP, _NEXT_TOP, _BOTTOM = 40.0, 70.0, 786.0
_FOOT_RULE, _FOOT_BASE = 798.0, 811.0


@dataclass(frozen=True, slots=True)
class Listing:
    """What stands above and below a list."""

    spoken: Texts
    club: PaperClub
    stamp: Stamp
    title: str
    subtitle: str = ""


def listing_pdf(listing: Listing, body: Sequence[Block]) -> bytes:
    """The list as a PDF, every font embedded."""
    out = BytesIO()
    stream = PdfStream(out, About(listing.title, listing.club.name, listing.spoken.language))
    pages = paginate([_opening(listing), *body], _FIRST_TOP, _NEXT_TOP, _BOTTOM)
    for number, page in enumerate(pages, start=1):
        _print_page(stream, listing, page, number, len(pages))
    stream.close()
    return out.getvalue()


def _opening(listing: Listing) -> Block:
    """The club over the title, and what the list is of."""
    name = wrapped(listing.club.name, INNER, 12, Face.BOLD)
    title = wrapped(listing.title, INNER, 20, Face.BOLD)
    high = (42 if listing.subtitle else 26) + len(name) * leading(12) + len(title) * leading(20)

    def draw(pen: Pen, top: float) -> None:
        pen.box(LEFT, top, 28, 3, fill=Ink.ACCENT)
        base = pen.paragraph(LEFT, top + 20, INNER, listing.club.name, 12, Face.BOLD)
        base = pen.paragraph(LEFT, base + 12, INNER, listing.title, 20, Face.BOLD)
        if listing.subtitle:
            pen.text(LEFT, base - 8, listing.subtitle, 9.5, ink=Ink.MUTED)

    return Block(high, draw)


def _print_page(stream: PdfStream, listing: Listing, page: Page, number: int, of: int) -> None:
    pen, spoken = Pen(stream.canvas), listing.spoken
    if number > 1:
        pen.box(LEFT, 40, 14, 2, fill=Ink.ACCENT)
        pen.text(LEFT, 55, listing.title, 9, Face.BOLD)
        pen.rule(62)
    for placed in page:
        placed.block.draw(pen, placed.top)
    pen.rule(_FOOT_RULE)
    said = spoken.tr("Page {page} / {pages}", page=number, pages=of)
    pen.text(RIGHT, _FOOT_BASE, said, 7.5, ink=Ink.MUTED, align=Align.RIGHT)
    made = spoken.tr(
        "{club} · édité le {day} par {operator}",
        club=listing.club.name,
        day=spoken.day(listing.stamp.day),
        operator=listing.stamp.operator,
    )
    pen.text(LEFT, _FOOT_BASE, shortened(made, INNER - width(said, 7.5) - 16, 7.5), 7.5, ink=Ink.MUTED)
    stream.end_page()
