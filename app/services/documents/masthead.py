"""What every paper begins and ends with: club, recipient, title, running head, page x / y, date and operator."""

from dataclasses import dataclass

from app.i18n import Texts
from app.services.documents.flow import Block, Page, paginate
from app.services.documents.ink import INNER, LEFT, RIGHT, Align, Ink, Pen, leading
from app.services.documents.papers import PaperClub, PaperMember, Stamp
from app.services.documents.pdf_stream import PdfStream
from app.services.documents.typeface import Face, shortened, width, wrapped

FIRST_TOP = 40.0
NEXT_TOP = 70.0
BOTTOM = 786.0
_FOOT_RULE = 798.0
_FOOT_BASE = 811.0
_WINDOW_LEFT = 312.0  # 110 mm: the window of a Belgian or French envelope
_WINDOW_TOP = 132.0
_COLUMN = 238.0


@dataclass(frozen=True, slots=True)
class Letterhead:
    """All that stands above and below the body of one paper."""

    texts: Texts
    club: PaperClub
    member: PaperMember
    stamp: Stamp
    title: str
    subtitle: str
    matter_label: str
    matter: str
    matter_lines: tuple[str, ...]


def print_paper(stream: PdfStream, head: Letterhead, body: list[Block]) -> int:
    """Write one paper, with its own page x / y, to the end of `stream`; the number of its pages."""
    pages = paginate([opening(head), *body], FIRST_TOP, NEXT_TOP, BOTTOM)
    for number, page in enumerate(pages, start=1):
        _print_page(stream, head, page, number, len(pages))
    return len(pages)


def _print_page(stream: PdfStream, head: Letterhead, page: Page, number: int, of: int) -> None:
    pen = Pen(stream.canvas)
    if number > 1:
        _running_head(pen, head)
    for placed in page:
        placed.block.draw(pen, placed.top)
    _foot(pen, head, number, of)
    stream.end_page()


def _running_head(pen: Pen, head: Letterhead) -> None:
    pen.box(LEFT, 40, 14, 2, fill=Ink.ACCENT)
    pen.text(LEFT, 55, head.title, 9, Face.BOLD)
    begin = LEFT + width(head.title, 9, Face.BOLD) + 10
    who = head.texts.tr("{name}, n° {number}", name=head.member.name, number=head.member.number)
    pen.text(begin, 55, shortened(who, RIGHT - begin, 9), 9, ink=Ink.MUTED)
    pen.rule(62)


def _foot(pen: Pen, head: Letterhead, number: int, of: int) -> None:
    texts = head.texts
    pen.rule(_FOOT_RULE)
    page = texts.tr("Page {page} / {pages}", page=number, pages=of)
    pen.text(RIGHT, _FOOT_BASE, page, 7.5, ink=Ink.MUTED, align=Align.RIGHT)
    room = INNER - width(page, 7.5) - 16
    made = texts.tr(
        "{club} · édité le {day} par {operator}",
        club=head.club.name,
        day=texts.day(head.stamp.day),
        operator=head.stamp.operator,
    )
    pen.text(LEFT, _FOOT_BASE, shortened(made, room, 7.5), 7.5, ink=Ink.MUTED)


def opening(head: Letterhead) -> Block:
    """The top of the first page: club and title, then what it is about beside the address window."""
    upper = max(_club_height(head), _title_height(head))
    window = max(_WINDOW_TOP - FIRST_TOP, upper + 18)
    height = window + max(_matter_height(head), _member_height(head)) + 14

    def draw(pen: Pen, top: float) -> None:
        _draw_club(pen, head, top)
        _draw_title(pen, head, top)
        _draw_matter(pen, head, top + window)
        _draw_member(pen, head, top + window)

    return Block(height, draw)


def _club_height(head: Letterhead) -> float:
    name = len(wrapped(head.club.name, _COLUMN, 14, Face.BOLD)) * leading(14)
    lines = sum(len(wrapped(line, _COLUMN, 8)) for line in head.club.lines)
    return 12 + name + lines * leading(8)


def _draw_club(pen: Pen, head: Letterhead, top: float) -> None:
    pen.box(LEFT, top, 28, 3, fill=Ink.ACCENT)
    base = pen.paragraph(LEFT, top + 23, _COLUMN, head.club.name, 14, Face.BOLD) - 5
    for line in head.club.lines:
        base = pen.paragraph(LEFT, base, _COLUMN, line, 8, ink=Ink.MUTED)


def _title_height(head: Letterhead) -> float:
    return 12 + len(wrapped(head.title, _COLUMN, 20, Face.BOLD)) * leading(20) + leading(9)


def _draw_title(pen: Pen, head: Letterhead, top: float) -> None:
    base = pen.paragraph(_WINDOW_LEFT, top + 25, _COLUMN, head.title, 20, Face.BOLD) - 11
    pen.paragraph(_WINDOW_LEFT, base, _COLUMN, head.subtitle, 9, ink=Ink.MUTED)


def _matter_height(head: Letterhead) -> float:
    name = len(wrapped(head.matter, _COLUMN, 12, Face.BOLD)) * leading(12)
    lines = sum(len(wrapped(line, _COLUMN, 9)) for line in head.matter_lines)
    return 14 + name + lines * leading(9)


def _draw_matter(pen: Pen, head: Letterhead, top: float) -> None:
    pen.text(LEFT, top + 8, head.matter_label, 7.5, ink=Ink.MUTED)
    base = pen.paragraph(LEFT, top + 23, _COLUMN, head.matter, 12, Face.BOLD) - 3
    for line in head.matter_lines:
        base = pen.paragraph(LEFT, base, _COLUMN, line, 9)


def _member_height(head: Letterhead) -> float:
    name = len(wrapped(head.member.name, _COLUMN - 6, 12, Face.BOLD)) * leading(12)
    lines = sum(len(wrapped(line, _COLUMN - 6, 9.5)) for line in head.member.lines)
    return 14 + name + lines * leading(9.5)


def _draw_member(pen: Pen, head: Letterhead, top: float) -> None:
    number = head.texts.tr("Client n° {number}", number=head.member.number)
    pen.text(_WINDOW_LEFT, top + 8, number, 7.5, ink=Ink.MUTED)
    base = pen.paragraph(_WINDOW_LEFT, top + 23, _COLUMN - 6, head.member.name, 12, Face.BOLD) - 3
    for line in head.member.lines:
        base = pen.paragraph(_WINDOW_LEFT, base, _COLUMN - 6, line, 9.5)
