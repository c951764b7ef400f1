"""The page of the day on paper: its lists one after the other, for who works without a screen (spec 1.8)."""

from collections.abc import Callable

from app.domain.rights import Right
from app.i18n import Language, Texts, texts
from app.services.club import stored_settings
from app.services.desk import Desk
from app.services.documents.files import safe_stem
from app.services.documents.flow import Block, space
from app.services.documents.gathering import paper_club
from app.services.documents.ink import INNER, LEFT, Align, Ink, Pen
from app.services.documents.listing import Listing, listing_pdf
from app.services.documents.papers import PrintedPaper
from app.services.documents.printing import stamp_of
from app.services.documents.schedule import section
from app.services.documents.table import Cell, Column, Row, fitted, table
from app.services.documents.typeface import Face
from app.services.today.queries import today_at
from app.services.today.views import Listed, Today
from app.services.unit_of_work import reading

Told = Callable[[Today, Texts], tuple[Listed, ...]]
"""Puts the page into words; they stand in `app.messages`, which papers do not know."""
ON_PAPER = 500
"""Each list prints so many lines at most."""


def print_today(desk: Desk, language: Language | None, told: Told) -> PrintedPaper:
    """The lists of the day as a PDF, as of now; nothing is stored. `language` None: the club's.

    Refuses: NotAllowed(PRINT).
    """
    desk.require(Right.PRINT)
    with reading(desk) as session:
        club, _ = stored_settings(session)
    page = today_at(desk, ON_PAPER)
    chosen = language or Language(club.language)
    spoken = texts(chosen)
    title = spoken.tr("Liste du jour")
    listing = Listing(spoken, paper_club(club, chosen), stamp_of(desk), title, spoken.weekday_day(page.day))
    blocks = [block for listed in told(page, spoken) for block in _blocks(spoken, listed)]
    name = safe_stem(title, page.day.isoformat()) + ".pdf"
    return PrintedPaper(listing_pdf(listing, blocks), f"{title} · {spoken.day(page.day)}", name, chosen)


def _blocks(spoken: Texts, listed: Listed) -> list[Block]:
    head = [space(12), section(listed.title, spoken.number(listed.count))]
    if not listed.lines:
        return [*head, _nothing(spoken.tr("Rien aujourd'hui."))]
    columns = (Column("", flexible=True), Column("", flexible=True), Column("", align=Align.RIGHT))
    rows = [
        Row((Cell(who, Face.BOLD), Cell(detail, ink=Ink.MUTED), Cell(fact)))
        for who, detail, fact in listed.lines
    ]
    return [*head, *table(fitted(columns, rows, INNER), rows)[1:]]


def _nothing(said: str) -> Block:
    def draw(pen: Pen, top: float) -> None:
        pen.text(LEFT, top + 11, said, 9, ink=Ink.MUTED)

    return Block(18, draw)
