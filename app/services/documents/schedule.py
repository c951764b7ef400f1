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
    PaperSuspension,
    SchedulePaper,
)
from app.services.documents.pdf_stream import PdfStream
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
    blocks = [_facts(spoken, schedule)]
    if schedule.suspended is not None:
        blocks += [space(10), _suspended_banner(spoken, schedule.suspended)]
    if schedule.access.amount_at_once is None or schedule.lines:
        when = spoken.tr("passé compris") if paper.with_past else spoken.tr("dès le prochain débit")
        blocks += [space(8), section(spoken.tr("Echéances"), when), *_lines(spoken, schedule, paper.detail)]
    if schedule.suspensions:
        blocks += [space(12), section(spoken.tr("Suspensions"), ""), *_suspensions(spoken, schedule)]
    return [*blocks, space(14), *_totals_and_mandate(spoken, schedule)]


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


def _facts(spoken: Texts, schedule: AccessSchedule) -> Block:
    """What the member asks first, in three large facts."""
    facts = (
        _next_debit(spoken, schedule),
        _price(spoken, schedule.access),
        _end(spoken, schedule.access),
    )
    wide = INNER / len(facts)
    more_room = wide - 24
    more_lines = max(len(wrapped(more, more_room, 8)) for _, _, more in facts)
    high = 43 + more_lines * leading(8)

    def draw(pen: Pen, top: float) -> None:
        pen.box(LEFT, top, INNER, high, fill=Ink.SUNKEN, stroke=Ink.BORDER, radius=6)
        for place, (label, value, more) in enumerate(facts):
            x = LEFT + 12 + place * wide
            pen.text(x, top + 15, label, 7.5, ink=Ink.MUTED)
            pen.text(x, top + 32, value, 14, Face.BOLD)
            pen.paragraph(x, top + 45, more_room, more, 8, ink=Ink.MUTED)
            if place:
                pen.line(x - 12, top + 10, x - 12, top + high - 10)

    return Block(high, draw)


def _next_debit(spoken: Texts, schedule: AccessSchedule) -> tuple[str, str, str]:
    label = spoken.tr("Prochain débit")
    debit = schedule.next_debit
    if debit is None:
        return label, spoken.tr("aucun"), ""
    day = spoken.day(debit.due)
    if debit.is_maintenance:
        return label, spoken.money(debit.amount), spoken.tr("le {day}, montant du maintien", day=day)
    return label, spoken.money(debit.amount), spoken.tr("le {day}", day=day)


def _price(spoken: Texts, access: PaperAccess) -> tuple[str, str, str]:
    if access.amount_at_once is not None:
        return spoken.tr("Montant"), spoken.money(access.amount_at_once), spoken.tr("payé en une fois")
    amount = words.money_or_dash(spoken, access.normal_amount)
    return spoken.tr("Montant normal"), amount, words.every(spoken, access.period)


def _end(spoken: Texts, access: PaperAccess) -> tuple[str, str, str]:
    label = spoken.tr("Fin d'accès")
    if access.end_open:
        return label, spoken.tr("à la reprise"), spoken.tr("suspension illimitée en cours")
    if access.days.last is None:
        return label, spoken.tr("sans fin"), ""
    return label, spoken.day(access.days.last), spoken.tr("inclus")


def _suspended_banner(spoken: Texts, suspended: PaperSuspension) -> Block:
    told = words.suspended_because(spoken, suspended)
    room = INNER - 24
    high = 16 + len(wrapped(told, room, 10, Face.BOLD)) * leading(10) + leading(9)

    def draw(pen: Pen, top: float) -> None:
        pen.box(LEFT, top, INNER, high, fill=Ink.SUSPENDED_TINT, stroke=Ink.SUSPENDED_LINE, radius=6)
        base = pen.paragraph(LEFT + 12, top + 18, room, told, 10, Face.BOLD, Ink.SUSPENDED_TEXT)
        pen.text(LEFT + 12, base, words.blocked_card(spoken, suspended.days), 9, ink=Ink.SUSPENDED_TEXT)

    return Block(high, draw)


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


def _totals_and_mandate(spoken: Texts, schedule: AccessSchedule) -> list[Block]:
    """Totals at the right, the mandate at the left, on one page."""
    mandate = _mandate_lines(spoken, schedule)
    totals = [
        (
            words.total(spoken, total.kind),
            spoken.ntr("{n} débit", "{n} débits", total.count),
            spoken.money(total.amount),
        )
        for total in schedule.totals
    ]
    if not mandate and not totals:
        return []
    wide = INNER / 2 - 8
    right = LEFT + INNER / 2 + 8
    value_room = wide - 84
    heights = [len(wrapped(value, value_room, 9)) * leading(9) + 5.5 for _, value in mandate]
    high = 26 + max(len(totals) * 17.0, sum(heights))

    def draw(pen: Pen, top: float) -> None:
        if mandate:
            _draw_group_title(pen, LEFT, top, wide, spoken.tr("Mandat de prélèvement"))
            base = top + 36
            for (label, value), height in zip(mandate, heights, strict=True):
                pen.text(LEFT, base, label, 8, ink=Ink.MUTED)
                pen.paragraph(LEFT + 84, base, value_room, value, 9)
                base += height
        if totals:
            _draw_group_title(pen, right, top, wide, spoken.tr("Totaux"))
            for place, (label, count, amount) in enumerate(totals):
                base = top + 36 + place * 17
                pen.text(right, base, label, 9)
                pen.text(RIGHT - 78, base, count, 8, ink=Ink.MUTED, align=Align.RIGHT)
                pen.text(RIGHT, base, amount, 9.5, Face.BOLD, align=Align.RIGHT)

    return [Block(high + 8, draw)]


def _draw_group_title(pen: Pen, x: float, top: float, wide: float, title: str) -> None:
    pen.text(x, top + 13, title, 11, Face.BOLD)
    pen.line(x, top + 20, x + wide, top + 20, Ink.CONTROL)


def _mandate_lines(spoken: Texts, schedule: AccessSchedule) -> list[tuple[str, str]]:
    mandate = schedule.mandate
    if mandate is None:
        return []
    lines = [
        (spoken.tr("Référence (RUM)"), mandate.reference),
        (spoken.tr("Compte (IBAN)"), mandate.iban_masked),
        (spoken.tr("BIC"), mandate.bic),
        (spoken.tr("Signé le"), spoken.day(mandate.signed_on)),
    ]
    return [(label, value) for label, value in lines if value]
