"""Draws the Echéancier of a member: facts, lines, suspensions, totals, mandate (spec 1.5 Imprimer)."""

from app.domain.contract import Origin
from app.domain.instalments import Instalment, Line
from app.i18n import Texts, texts
from app.services.documents import words
from app.services.documents.flow import Block, space
from app.services.documents.ink import INNER, LEFT, RIGHT, Align, Ink, Pen, leading
from app.services.documents.masthead import Letterhead, print_paper
from app.services.documents.papers import (
    AccessSchedule,
    PaperAccess,
    SchedulePaper,
)
from app.services.documents.pdf_stream import PdfStream
from app.services.documents.schedule_facts import key_facts, suspended_banner, totals_and_mandate
from app.services.documents.table import Cell, Column, Row, fitted, table
from app.services.documents.typeface import Face, wrapped


def print_schedule(stream: PdfStream, paper: SchedulePaper) -> int:
    """Add the member's schedules to `stream`, pages numbered from 1; the number of pages."""
    spoken = texts(paper.language)
    body: list[Block] = []
    is_single = len(paper.schedules) == 1
    for schedule in paper.schedules:
        if not is_single:
            body.append(_access_title(spoken, schedule.access))
        body += _access_body(spoken, schedule, paper)
    if not paper.schedules:
        body.append(_sentence(spoken.tr("Aucun accès n'a été vendu à ce client.")))
    return print_paper(stream, _letterhead(spoken, paper), body)


def _letterhead(spoken: Texts, paper: SchedulePaper) -> Letterhead:
    lines: tuple[str, ...] = ()
    if len(paper.schedules) == 1:
        access = paper.schedules[0].access
        matter, lines = access.plan_name, (words.access_days(spoken, access), _sold(spoken, access))
    else:
        matter = spoken.ntr("{n} accès", "{n} accès", len(paper.schedules))
    return Letterhead(
        texts=spoken,
        club=paper.club,
        member=paper.member,
        stamp=paper.stamp,
        title=spoken.tr("Echéancier"),
        subtitle=spoken.tr("Situation au {day}", day=spoken.day(paper.stamp.day)),
        matter_label=spoken.tr("Accès"),
        matter=matter,
        matter_lines=lines,
    )


def _sold(spoken: Texts, access: PaperAccess) -> str:
    return spoken.tr("Vendu le {day}", day=spoken.day(access.sold_on))


def _access_title(spoken: Texts, access: PaperAccess) -> Block:
    """The head of one access among several."""
    name = wrapped(access.plan_name, INNER - 10, 13, Face.BOLD)
    height = 26 + len(name) * leading(13) + leading(9)
    days = words.access_days(spoken, access)

    def draw(pen: Pen, top: float) -> None:
        pen.box(LEFT, top + 12, 2, height - 14, fill=Ink.ACCENT)
        base = pen.paragraph(LEFT + 10, top + 25, INNER - 10, access.plan_name, 13, Face.BOLD) - 3
        pen.text(LEFT + 10, base, days, 9, ink=Ink.MUTED)

    return Block(height, draw, keep=2)


def _access_body(spoken: Texts, schedule: AccessSchedule, paper: SchedulePaper) -> list[Block]:
    blocks = [key_facts(spoken, schedule)]
    if schedule.suspended is not None:
        blocks += [space(10), suspended_banner(spoken, schedule.suspended)]
    if schedule.access.amount_at_once is None or schedule.lines:
        when = spoken.tr("passé compris") if paper.with_past else spoken.tr("dès le prochain débit")
        blocks += [space(8), section(spoken.tr("Echéances"), when), *_lines(spoken, schedule, paper.detail)]
    if schedule.suspensions:
        blocks += [space(12), section(spoken.tr("Suspensions"), ""), *_suspensions(spoken, schedule)]
    return [*blocks, space(14), *totals_and_mandate(spoken, schedule)]


def section(title: str, note: str) -> Block:
    """A section's title, with a quiet note beside it; never alone at the foot of a page."""

    def draw(pen: Pen, top: float) -> None:
        pen.text(LEFT, top + 17, title, 11, Face.BOLD)
        pen.text(RIGHT, top + 17, note, 8, ink=Ink.MUTED, align=Align.RIGHT)

    return Block(25, draw, keep=2)


def _sentence(text: str) -> Block:
    height = len(wrapped(text, INNER, 9)) * leading(9) + 6
    return Block(height, lambda pen, top: _draw_sentence(pen, top, text))


def _draw_sentence(pen: Pen, top: float, text: str) -> None:
    pen.paragraph(LEFT, top + 11, INNER, text, 9, ink=Ink.MUTED)


def _line_columns(spoken: Texts) -> tuple[Column, ...]:
    return (
        Column(spoken.tr("Rang")),
        Column(spoken.tr("Mode"), flexible=True),
        Column(spoken.tr("Montant"), align=Align.RIGHT),
        Column(spoken.tr("Premier débit")),
        Column(spoken.tr("Nombre"), align=Align.RIGHT),
        Column(spoken.tr("Dernier débit")),
        Column(spoken.tr("État")),
        Column(spoken.tr("Origine"), flexible=True),
    )


def _lines(spoken: Texts, schedule: AccessSchedule, detail: bool) -> list[Block]:
    if not schedule.lines:
        return [_sentence(spoken.tr("Aucun débit n'est prévu."))]
    mode = words.mode(spoken, schedule.access.payment)
    rows: list[Row] = []
    for line in schedule.lines:
        rows.append(_line_row(spoken, line, mode))
        if detail and line.count != 1:
            rows += [_instalment_row(spoken, instalment) for instalment in line.instalments]
            rows += [_and_so_on(spoken)] if line.count is None else []
    return table(fitted(_line_columns(spoken), rows, INNER), rows)


def _line_row(spoken: Texts, line: Line, mode: str) -> Row:
    sign, ink = words.STATE_MARKS[line.state]
    last = spoken.tr("sans fin") if line.last_due is None else spoken.day(line.last_due)
    return Row(
        (
            Cell(words.line_ranks(line), ink=Ink.MUTED),
            Cell(mode),
            Cell(spoken.money(line.amount), Face.BOLD),
            Cell(spoken.day(line.first_due)),
            Cell(words.number_of_debits(spoken, line.count)),
            Cell(last),
            Cell(words.state(spoken, line.state), mark=sign, mark_ink=ink),
            Cell(words.line_origin(spoken, line)),
        ),
        bar=Ink.SUSPENDED if line.origin is Origin.SUSPENSION else None,
    )


def _instalment_row(spoken: Texts, instalment: Instalment) -> Row:
    sign, ink = words.STATE_MARKS[instalment.state]
    return Row(
        (
            Cell(words.rank(instalment.rank), ink=Ink.MUTED, size=8),
            Cell(""),
            Cell(spoken.money(instalment.amount), ink=Ink.MUTED, size=8),
            Cell(spoken.day(instalment.due), ink=Ink.MUTED, size=8),
            Cell(""),
            Cell(""),
            Cell(words.state(spoken, instalment.state), ink=Ink.MUTED, size=8, mark=sign, mark_ink=ink),
            Cell(words.origin(spoken, instalment.origin), ink=Ink.MUTED, size=8),
        ),
        tint=Ink.SUNKEN,
        tall=15,
    )


def _and_so_on(spoken: Texts) -> Row:
    empty = Cell("", size=8)
    said = Cell(spoken.tr("et ainsi de suite"), ink=Ink.MUTED, size=8)
    return Row((Cell("…", ink=Ink.MUTED, size=8), empty, empty, said, *[empty] * 4), tint=Ink.SUNKEN, tall=15)


def _suspensions(spoken: Texts, schedule: AccessSchedule) -> list[Block]:
    columns = (
        Column(spoken.tr("Jours suspendus")),
        Column(spoken.tr("Durée"), align=Align.RIGHT),
        Column(spoken.tr("Cause"), flexible=True),
        Column(spoken.tr("Débits remplacés")),
        Column(spoken.tr("Maintien"), align=Align.RIGHT),
    )
    rows = [
        Row(
            (
                Cell(words.suspended_days(spoken, suspension.days)),
                Cell(words.number_of_days(spoken, suspension.count)),
                Cell(suspension.cause),
                Cell(words.replaced_ranks(spoken, suspension.ranks)),
                Cell(words.money_or_dash(spoken, suspension.maintenance)),
            )
        )
        for suspension in schedule.suspensions
    ]
    return table(fitted(columns, rows, INNER), rows)
