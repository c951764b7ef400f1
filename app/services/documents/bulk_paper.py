"""The result of a whole selection on paper: what was asked, what changed at each access, what was refused and why."""

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.contract import DayRange, RankRange
from app.domain.refusals import Refusal
from app.domain.rights import Right
from app.i18n import Language, Texts, texts
from app.services.bulk.requests import BulkStop
from app.services.bulk.views import BulkChange, BulkLine, BulkResult
from app.services.club import stored_settings
from app.services.desk import Desk
from app.services.documents import words
from app.services.documents.files import safe_stem
from app.services.documents.flow import Block, space
from app.services.documents.gathering import paper_club
from app.services.documents.ink import INNER, LEFT, Align, Ink, Pen, leading
from app.services.documents.listing import Listing, listing_pdf
from app.services.documents.papers import PaperClub, PrintedPaper, Stamp
from app.services.documents.printing import stamp_of
from app.services.documents.schedule import section
from app.services.documents.table import Cell, Column, Row, fitted, table
from app.services.documents.typeface import Face, wrapped
from app.services.unit_of_work import reading

Told = Callable[[Refusal, Texts], str]
"""Puts a refusal into words; the sentences stand in `app.messages`, which papers do not know."""


@dataclass(frozen=True, slots=True)
class _Paper:
    """What is drawn, and in which words."""

    spoken: Texts
    club: PaperClub
    stamp: Stamp
    result: BulkResult
    told: Told

    @property
    def title(self) -> str:
        if isinstance(self.result.request, BulkStop):
            return self.spoken.tr("Reports arrêtés d'une sélection")
        return self.spoken.tr("Report d'une sélection")


def print_bulk_result(desk: Desk, result: BulkResult, language: Language, told: Told) -> PrintedPaper:
    """The result as a PDF, every access on a line of its own; nothing is stored. Refuses: NotAllowed(PRINT)."""
    desk.require(Right.PRINT)
    with reading(desk) as session:
        club, _ = stored_settings(session)
    paper = _Paper(texts(language), paper_club(club, language), stamp_of(desk), result, told)
    listing = Listing(paper.spoken, paper.club, paper.stamp, paper.title)
    name = safe_stem(paper.title, paper.stamp.day.isoformat()) + ".pdf"
    return PrintedPaper(listing_pdf(listing, _blocks(paper)), paper.title, name, language)


def _blocks(paper: _Paper) -> list[Block]:
    spoken, result = paper.spoken, paper.result
    blocks = [_fact(*each) for each in _facts(paper)]
    if result.done:
        blocks += [space(10), section(spoken.tr("Accès changés"), spoken.number(len(result.done)))]
        blocks += _changes(spoken, result.done)
    if result.refused:
        blocks += [space(14), section(spoken.tr("Accès refusés"), spoken.number(len(result.refused)))]
        blocks += _reasons(paper, result.refused)
    if result.left:
        blocks += [space(14), section(spoken.tr("Accès non traités"), spoken.number(len(result.left)))]
        blocks += _changes(spoken, result.left)
    return blocks


def _facts(paper: _Paper) -> list[tuple[str, str]]:
    """What was asked and what came of it."""
    spoken, result, request = paper.spoken, paper.result, paper.result.request
    if isinstance(request, BulkStop):
        facts = [(spoken.tr("Jour du retour"), spoken.day(request.return_day))]
    else:
        facts = [
            (spoken.tr("Début"), spoken.day(request.first_day)),
            (spoken.tr("Durée"), words.number_of_days(spoken, request.days)),
        ]
    if request.cause:
        facts.append((spoken.tr("Cause"), request.cause))
    facts.append((spoken.tr("Accès changés"), spoken.number(len(result.done))))
    facts.append((spoken.tr("Accès refusés"), spoken.number(len(result.refused))))
    if result.left:
        facts.append((spoken.tr("Accès non traités"), spoken.number(len(result.left))))
    return facts


def _fact(label: str, value: str) -> Block:
    room = INNER - 130
    high = 8 + len(wrapped(value, room, 10, Face.BOLD)) * leading(10)

    def draw(pen: Pen, top: float) -> None:
        pen.text(LEFT, top + 14, label, 8.5, ink=Ink.MUTED)
        pen.paragraph(LEFT + 130, top + 14, room, value, 10, Face.BOLD)
        pen.rule(top + high)

    return Block(high, draw)


def _changes(spoken: Texts, lines: tuple[BulkLine, ...]) -> list[Block]:
    columns = (
        Column(spoken.tr("Client"), flexible=True),
        Column(spoken.tr("N°"), align=Align.RIGHT),
        Column(spoken.tr("Formule"), flexible=True),
        Column(spoken.tr("Report")),
        Column(spoken.tr("Rangs")),
        Column(spoken.tr("Maintien"), align=Align.RIGHT),
        Column(spoken.tr("Fin d'accès")),
    )
    rows = [Row(_change_cells(spoken, line, line.change)) for line in lines if line.change is not None]
    return table(fitted(columns, rows, INNER), rows)


def _change_cells(spoken: Texts, line: BulkLine, change: BulkChange) -> tuple[Cell, ...]:
    days = spoken.tr("annulé") if change.cancelled else _days(spoken, change.days)
    end = spoken.tr("à la reprise") if change.end_open_after else spoken.tr("sans fin")
    return (
        Cell(line.name, Face.BOLD),
        Cell(str(line.number), ink=Ink.MUTED),
        Cell(line.plan),
        Cell(days),
        Cell(_ranks(spoken, change.ranks)),
        Cell(words.money_or_dash(spoken, change.maintenance)),
        Cell(spoken.day(change.end_after) if change.end_after is not None else end),
    )


def _days(spoken: Texts, days: DayRange) -> str:
    """Both days included, in the width of a column."""
    first = spoken.day(days.first)
    if days.last is None:
        return spoken.tr("dès le {first}", first=first)
    return spoken.tr("{first} – {last}", first=first, last=spoken.day(days.last))


def _ranks(spoken: Texts, ranks: RankRange | None) -> str:
    if ranks is None:
        return spoken.tr("aucun")
    if ranks.last is None:
        return spoken.tr("{first} …", first=ranks.first)
    return str(ranks.first) if ranks.last == ranks.first else f"{ranks.first}–{ranks.last}"


def _reasons(paper: _Paper, lines: tuple[BulkLine, ...]) -> list[Block]:
    spoken = paper.spoken
    columns = (
        Column(spoken.tr("Client"), 130),
        Column(spoken.tr("N°"), 44, align=Align.RIGHT),
        Column(spoken.tr("Formule"), 90),
        Column(spoken.tr("Raison du refus"), INNER - 264),
    )
    rows = [
        Row((
            Cell(line.name if at == 0 else "", Face.BOLD),
            Cell(str(line.number) if at == 0 else "", ink=Ink.MUTED),
            Cell(line.plan if at == 0 else ""),
            Cell(paper.told(refusal, spoken).replace("\n", " ")),
        ))
        for line in lines
        for at, refusal in enumerate(line.refusals)
    ]  # fmt: skip
    return table(columns, rows)
