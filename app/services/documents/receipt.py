"""Draws the avenant de report: what was agreed, before and after, the consequence, two signatures (spec 1.5)."""

from app.i18n import Texts, texts
from app.services.documents import words
from app.services.documents.flow import Block, space
from app.services.documents.ink import INNER, LEFT, RIGHT, Align, Ink, Pen, leading
from app.services.documents.masthead import Letterhead, print_paper
from app.services.documents.papers import BeforeAfterLine, ReceiptPaper
from app.services.documents.pdf_stream import PdfStream
from app.services.documents.schedule import section
from app.services.documents.table import Cell, Column, Row, head_block, row_drawer, row_height
from app.services.documents.typeface import Face, wrapped

_GAP = 25.0
_HALF = (INNER - _GAP) / 2
_LABEL = 130.0


def print_receipt(stream: PdfStream, paper: ReceiptPaper) -> int:
    """Add the avenant to `stream`; the number of its pages."""
    spoken = texts(paper.language)
    body = [
        *(_fact(label, value) for label, value in _agreed(spoken, paper)),
        *_comparison(spoken, paper),
        space(14),
        _consequence(spoken, paper),
        space(12),
        _signatures(spoken, paper),
    ]
    return print_paper(stream, _letterhead(spoken, paper), body)


def _letterhead(spoken: Texts, paper: ReceiptPaper) -> Letterhead:
    return Letterhead(
        texts=spoken,
        club=paper.club,
        member=paper.member,
        stamp=paper.stamp,
        title=spoken.tr("Avenant de report"),
        subtitle=spoken.tr("Convenu le {day}", day=spoken.day(paper.agreed_on)),
        matter_label=spoken.tr("Accès"),
        matter=paper.access.plan_name,
        matter_lines=(
            words.access_days(spoken, paper.access),
            spoken.tr("Vendu le {day}", day=spoken.day(paper.access.sold_on)),
        ),
    )


def _agreed(spoken: Texts, paper: ReceiptPaper) -> list[tuple[str, str]]:
    """What was agreed, one fact per line."""
    suspension = paper.suspension
    facts = [
        (spoken.tr("Report"), words.suspended_days(spoken, suspension.days)),
        (spoken.tr("Durée"), words.number_of_days(spoken, suspension.count)),
        (spoken.tr("Cause"), suspension.cause),
        (spoken.tr("Débits remplacés"), words.replaced_ranks(spoken, suspension.ranks)),
    ]
    if suspension.maintenance is not None:
        facts.append((spoken.tr("Montant du maintien"), spoken.money(suspension.maintenance)))
    facts.append((spoken.tr("Fin d'accès"), _end(spoken, paper)))
    return facts


def _end(spoken: Texts, paper: ReceiptPaper) -> str:
    if paper.old_end is None:
        return spoken.tr("sans fin, inchangée")
    old = spoken.day(paper.old_end)
    if paper.new_end is None:
        return spoken.tr("connue à la reprise, au lieu du {old}", old=old)
    return spoken.tr("{new}, au lieu du {old}", new=spoken.day(paper.new_end), old=old)


def _fact(label: str, value: str) -> Block:
    room = INNER - _LABEL
    height = 8 + len(wrapped(value, room, 10, Face.BOLD)) * leading(10)

    def draw(pen: Pen, top: float) -> None:
        pen.text(LEFT, top + 14, label, 8.5, ink=Ink.MUTED)
        pen.paragraph(LEFT + _LABEL, top + 14, room, value, 10, Face.BOLD)
        pen.rule(top + height)

    return Block(height, draw)


def _comparison(spoken: Texts, paper: ReceiptPaper) -> list[Block]:
    """Before and after in the same columns and row heights, so that eyes go straight across."""
    if not paper.before and not paper.after:
        return []
    columns = _columns(spoken)
    right = LEFT + _HALF + _GAP
    head = _both_heads(columns, right, spoken.tr("Avant"), spoken.tr("Après"))
    blocks = [space(8), section(spoken.tr("Echéancier"), spoken.tr("dès le prochain débit")), head]
    for place in range(max(len(paper.before), len(paper.after))):
        before = _row(spoken, paper.before, place, is_after=False)
        after = _row(spoken, paper.after, place, is_after=True)
        blocks.append(_pair(columns, right, before, after, head))
    return blocks


def _columns(spoken: Texts) -> tuple[Column, ...]:
    return (
        Column(spoken.tr("Premier débit"), 84),
        Column(spoken.tr("Nombre"), 60, Align.RIGHT),
        Column(spoken.tr("Montant"), _HALF - 144, Align.RIGHT),
    )


def _row(spoken: Texts, lines: tuple[BeforeAfterLine, ...], place: int, is_after: bool) -> Row | None:
    if place >= len(lines):
        return None
    line = lines[place]
    changed = line.changed and is_after
    face, ink = (Face.BOLD, Ink.SUSPENDED_TEXT) if changed else (Face.REGULAR, Ink.TEXT)
    return Row(
        (
            Cell(spoken.day(line.first_due), face, ink),
            Cell(words.number_of_debits(spoken, line.count), ink=ink),
            Cell(spoken.money(line.amount), face, ink),
        ),
        tint=Ink.SUSPENDED_TINT if changed else None,
        bar=Ink.SUSPENDED if changed else None,
    )


def _both_heads(columns: tuple[Column, ...], right: float, before: str, after: str) -> Block:
    heads = (head_block(columns, LEFT), head_block(columns, right))

    def draw(pen: Pen, top: float) -> None:
        pen.text(LEFT + 5, top + 11, before, 9, Face.BOLD)
        pen.text(right + 5, top + 11, after, 9, Face.BOLD, Ink.ACCENT_TEXT)
        for head in heads:
            head.draw(pen, top + 18)

    return Block(18 + heads[0].height, draw, keep=1)


def _pair(
    columns: tuple[Column, ...], right: float, before: Row | None, after: Row | None, head: Block
) -> Block:
    height = max(row_height(columns, row) for row in (before, after) if row is not None)

    def draw(pen: Pen, top: float) -> None:
        for row, left in ((before, LEFT), (after, right)):
            if row is not None:
                row_drawer(columns, row, left, height)(pen, top)

    return Block(height, draw, head)


def _consequence(spoken: Texts, paper: ReceiptPaper) -> Block:
    """The answers the member takes home: when the card is blocked, what is paid later or not at all."""
    first = words.blocked_card(spoken, paper.suspension.days)
    others = _money_consequences(spoken, paper)
    room = INNER - 28
    lines = [(first, 11.0, Face.BOLD), *((other, 9.5, Face.REGULAR) for other in others)]
    high = 18 + sum(len(wrapped(told, room, size, face)) * leading(size) for told, size, face in lines)

    def draw(pen: Pen, top: float) -> None:
        pen.box(LEFT, top, INNER, high, fill=Ink.ACCENT_TINT, stroke=Ink.ACCENT_LINE, radius=6)
        base = top + 20
        for told, size, face in lines:
            base = pen.paragraph(LEFT + 14, base, room, told, size, face)

    return Block(high, draw)


def _money_consequences(spoken: Texts, paper: ReceiptPaper) -> list[str]:
    told: list[str] = []
    maintenance = paper.suspension.maintenance
    if maintenance is not None and paper.suspension.ranks is not None:
        amount = spoken.money(maintenance)
        told.append(spoken.tr("Pendant le report, chaque débit remplacé est de {amount}.", amount=amount))
    money = paper.money
    if money.less:
        told.append(spoken.tr("Le membre paie {amount} de moins.", amount=spoken.money(money.less)))
    if money.postponed:
        told.append(
            spoken.ntr(
                "{n} échéance de {amount} est reportée en fin de contrat.",
                "{n} échéances de {amount} sont reportées en fin de contrat.",
                money.postponed,
                amount=spoken.money(money.postponed_amount),
            )
        )
    if money.postponed_open:
        told.append(spoken.tr("Les échéances remplacées sont reportées en fin de contrat, à la reprise."))
    if money.waived:
        told.append(spoken.tr("Le club renonce à {amount}.", amount=spoken.money(money.waived)))
    return told


def _signatures(spoken: Texts, paper: ReceiptPaper) -> Block:
    """Place and date, then a box for each of the two who sign."""
    day = spoken.day(paper.stamp.day)
    town = paper.club.town
    made = (
        spoken.tr("Fait à {town} en deux exemplaires, le {day}.", town=town, day=day)
        if town
        else spoken.tr("Fait en deux exemplaires, le {day}.", day=day)
    )
    signs = paper.represented_by or paper.member.name
    boxes = (
        (LEFT, _member_role(spoken, paper), signs),
        (RIGHT - _HALF, spoken.tr("Pour le club"), paper.stamp.operator),
    )
    name_room = _HALF - 20
    names = max(len(wrapped(name, name_room, 10, Face.BOLD)) for _, _, name in boxes)
    high = 34 + names * leading(10) + 62

    def draw(pen: Pen, top: float) -> None:
        pen.text(LEFT, top + 12, made, 9)
        for left, role, name in boxes:
            pen.box(left, top + 24, _HALF, high, stroke=Ink.CONTROL, radius=6)
            pen.text(left + 10, top + 40, role, 8, ink=Ink.MUTED)
            pen.paragraph(left + 10, top + 55, name_room, name, 10, Face.BOLD)
            pen.text(left + 10, top + 24 + high - 9, spoken.tr("Date et signature"), 7.5, ink=Ink.MUTED)

    return Block(24 + high + 4, draw)


def _member_role(spoken: Texts, paper: ReceiptPaper) -> str:
    return spoken.tr("Le représentant légal") if paper.represented_by else spoken.tr("Le membre")
