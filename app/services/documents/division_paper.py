"""Répartition clients on paper: what each pays, of which activities, and by which rule (spec 3.3.6)."""

from dataclasses import dataclass
from datetime import date

from app.i18n import Texts
from app.services.documents.flow import Block, space
from app.services.documents.ink import INNER, Align, Ink
from app.services.documents.lines_paper import paragraph
from app.services.documents.listing import Listing, listing_pdf
from app.services.documents.papers import PaperClub, Stamp
from app.services.documents.schedule import section
from app.services.documents.table import Cell, Column, Row, fitted, table
from app.services.documents.typeface import Face


@dataclass(frozen=True, slots=True)
class PaperPortion:
    """One activity of which a client pays `amount` of `whole`, in cents."""

    day: date
    description: str
    whole: int
    amount: int


@dataclass(frozen=True, slots=True)
class PaperPart:
    """What one client pays, in cents: own activities, shares of the common ones, and activity by activity."""

    name: str
    number: int
    weight: int
    own: int
    common: int
    total: int
    lines: tuple[PaperPortion, ...]


@dataclass(frozen=True, slots=True)
class DivisionPaper:
    """The division of one dossier, with the rule in words."""

    club: PaperClub
    stamp: Stamp
    dossier: str
    parts: tuple[PaperPart, ...]
    rule: str


def division_pdf(spoken: Texts, paper: DivisionPaper) -> bytes:
    """The division of a dossier as a PDF, every font embedded; never refuses."""
    listing = Listing(spoken, paper.club, paper.stamp, spoken.tr("Répartition clients"), paper.dossier)
    blocks = [space(8), *_sums(spoken, paper.parts), space(10), paragraph(paper.rule)]
    for part in paper.parts:
        if part.lines:
            blocks += [space(10), section(part.name, spoken.money(part.total)), *_lines(spoken, part)]
    return listing_pdf(listing, blocks)


def _sums(spoken: Texts, parts: tuple[PaperPart, ...]) -> list[Block]:
    """A line per client, and the sum."""
    columns = (
        Column(spoken.tr("Client"), flexible=True),
        Column(spoken.tr("N°"), align=Align.RIGHT),
        Column(spoken.tr("Part"), align=Align.RIGHT),
        Column(spoken.tr("Activités propres"), align=Align.RIGHT),
        Column(spoken.tr("Part des activités communes"), align=Align.RIGHT),
        Column(spoken.tr("Total"), align=Align.RIGHT),
    )
    rows = [
        Row(
            (
                Cell(part.name, Face.BOLD),
                Cell(str(part.number), ink=Ink.MUTED),
                Cell(spoken.number(part.weight)),
                Cell(spoken.money(part.own)),
                Cell(spoken.money(part.common)),
                Cell(spoken.money(part.total), Face.BOLD),
            )
        )
        for part in parts
    ]
    added = (sum(each) for each in zip(*((part.own, part.common, part.total) for part in parts), strict=True))
    sums = tuple(spoken.money(each) for each in added)
    head = (Cell(spoken.tr("Total"), Face.BOLD), Cell(""), Cell(""))
    rows.append(Row((*head, *(Cell(each, Face.BOLD) for each in sums)), tint=Ink.SUNKEN))
    return table(fitted(columns, rows, INNER), rows)


def _lines(spoken: Texts, part: PaperPart) -> list[Block]:
    columns = (
        Column(spoken.tr("Date")),
        Column(spoken.tr("Désignation"), flexible=True),
        Column(spoken.ptr("dossier", "Activité"), align=Align.RIGHT),
        Column(spoken.tr("À payer"), align=Align.RIGHT),
    )
    rows = [
        Row(
            (
                Cell(spoken.day(line.day), ink=Ink.MUTED),
                Cell(line.description),
                Cell(spoken.money(line.whole), ink=Ink.MUTED),
                Cell(spoken.money(line.amount), Face.BOLD),
            )
        )
        for line in part.lines
    ]
    return table(fitted(columns, rows, INNER), rows)
