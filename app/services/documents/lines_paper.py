"""The body that invoice, credit note, quote and proforma share: lines, VAT per rate, what is asked, notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO

from app.domain.invoicing import InvoiceLine, Totals, amount_of
from app.i18n import Language, Texts, texts
from app.services.documents.flow import Block, space
from app.services.documents.ink import INNER, LEFT, RIGHT, Align, Ink, Pen, leading
from app.services.documents.masthead import Letterhead, print_paper
from app.services.documents.papers import PaperClub, PaperMember, Stamp
from app.services.documents.pdf_stream import About, PdfStream
from app.services.documents.table import Cell, Column, Row, fitted, table, total_width
from app.services.documents.typeface import Face, width, wrapped


@dataclass(frozen=True, slots=True)
class Asked:
    """The box below the lines: what is to be paid (or is offered), and facts such as account and term."""

    label: str
    amount: int
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class LinesPaper:
    """A paper of billed lines in the client's language.

    `title` "Facture 2026-000123", `subtitle` "Émise le …"; `matter*` stand at the left of the address.
    `before` and `notes` are paragraphs above and below; `asked` None: no box.
    """

    language: Language
    club: PaperClub
    member: PaperMember
    stamp: Stamp
    title: str
    subtitle: str
    matter_label: str
    matter: str
    matter_lines: tuple[str, ...]
    lines: tuple[InvoiceLine, ...]
    totals: Totals
    asked: Asked | None = None
    before: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def lines_pdf(paper: LinesPaper) -> bytes:
    """The paper as a PDF, every font embedded; never refuses."""
    out = BytesIO()
    stream = PdfStream(out, About(f"{paper.title} · {paper.member.name}", paper.club.name, paper.language))
    print_lines(stream, paper)
    stream.close()
    return out.getvalue()


def print_lines(stream: PdfStream, paper: LinesPaper) -> int:
    """Add the paper to `stream`, pages numbered from 1; the number of its pages."""
    return print_paper(stream, _letterhead(paper), lines_body(paper))


def _letterhead(paper: LinesPaper) -> Letterhead:
    return Letterhead(
        texts=texts(paper.language),
        club=paper.club,
        member=paper.member,
        stamp=paper.stamp,
        title=paper.title,
        subtitle=paper.subtitle,
        matter_label=paper.matter_label,
        matter=paper.matter,
        matter_lines=paper.matter_lines,
    )


def lines_body(paper: LinesPaper) -> list[Block]:
    """What stands between masthead and foot."""
    spoken = texts(paper.language)
    body = [paragraph(said) for said in paper.before]
    body += [*lines_table(spoken, paper.lines), space(12), *vat_table(spoken, paper.totals)]
    if paper.asked is not None:
        body += [space(14), asked_box(spoken, paper.asked)]
    if paper.notes:
        body += [space(12), *(paragraph(said) for said in paper.notes)]
    return body


def lines_table(spoken: Texts, lines: Sequence[InvoiceLine]) -> list[Block]:
    """The lines, prices with VAT."""
    columns = (
        Column(spoken.tr("Description"), flexible=True),
        Column(spoken.tr("Quantité"), align=Align.RIGHT),
        Column(spoken.tr("Prix TVAC"), align=Align.RIGHT),
        Column(spoken.tr("TVA"), align=Align.RIGHT),
        Column(spoken.tr("Montant TVAC"), align=Align.RIGHT),
    )
    rows = [Row(_cells(spoken, line)) for line in lines]
    return table(_description_widest(fitted(columns, rows, INNER)), rows)


def _cells(spoken: Texts, line: InvoiceLine) -> tuple[Cell, ...]:
    return (
        Cell(line.description),
        Cell(decimal_told(spoken, line.quantity)),
        Cell(spoken.money(line.unit_price)),
        Cell(spoken.percent(line.vat_rate), ink=Ink.MUTED),
        Cell(spoken.money(amount_of(line)), Face.BOLD),
    )


def _description_widest(columns: Sequence[Column]) -> tuple[Column, ...]:
    """What is over goes to the description, so that the figures stand together at the right."""
    first, *others = columns
    spare = [max(0.0, column.width - 74) for column in others]
    kept = [
        Column(column.title, column.width - over, column.align)
        for column, over in zip(others, spare, strict=True)
    ]
    return (Column(first.title, first.width + sum(spare), first.align), *kept)


def vat_table(spoken: Texts, totals: Totals) -> list[Block]:
    """Net, VAT and gross of each rate, and their sum where there is more than one."""
    columns = (
        Column(spoken.tr("Taux de TVA"), 70, Align.RIGHT),
        Column(spoken.tr("Hors TVA"), 80, Align.RIGHT),
        Column(spoken.tr("TVA"), 70, Align.RIGHT),
        Column(spoken.tr("TVA comprise"), 88, Align.RIGHT),
    )
    rows = [
        _sums(spoken, spoken.percent(part.rate), (part.net, part.vat, part.gross), Face.REGULAR)
        for part in totals.parts
    ]
    if len(rows) != 1:
        rows.append(_sums(spoken, spoken.tr("Total"), (totals.net, totals.vat, totals.gross), Face.BOLD))
    return table(columns, rows, RIGHT - total_width(columns))


def _sums(spoken: Texts, label: str, amounts: Sequence[int], face: Face) -> Row:
    return Row((Cell(label, face), *(Cell(spoken.money(amount), face) for amount in amounts)), tall=17)


def asked_box(spoken: Texts, asked: Asked) -> Block:
    """The amount in large, and beside it what is needed to pay it."""
    left, middle = LEFT + 14, LEFT + INNER * 0.42
    room = RIGHT - 14 - middle - _label_room(asked)
    heights = [len(wrapped(value, room, 9.5, Face.BOLD)) * leading(9.5) + 3 for _, value in asked.facts]
    high = max(52.0, 20 + sum(heights))

    def draw(pen: Pen, top: float) -> None:
        pen.box(LEFT, top, INNER, high, fill=Ink.ACCENT_TINT, stroke=Ink.ACCENT_LINE, radius=6)
        pen.text(left, top + 18, asked.label, 8.5, ink=Ink.MUTED)
        pen.text(left, top + 39, spoken.money(asked.amount), 18, Face.BOLD)
        base = top + 20
        for (label, value), height in zip(asked.facts, heights, strict=True):
            pen.text(middle, base, label, 8, ink=Ink.MUTED)
            pen.paragraph(middle + _label_room(asked), base, room, value, 9.5, Face.BOLD)
            base += height

    return Block(high, draw)


def _label_room(asked: Asked) -> float:
    return max((width(label, 8) for label, _ in asked.facts), default=0.0) + 12


def paragraph(said: str) -> Block:
    """A paragraph of plain text over the whole width, its own line ends kept."""
    parts = said.split("\n")
    lines = [line for part in parts for line in (wrapped(part, INNER, 9.5) or ("",))]
    high = len(lines) * leading(9.5) + 6

    def draw(pen: Pen, top: float) -> None:
        base = top + 11
        for line in lines:
            pen.text(LEFT, base, line, 9.5)
            base += leading(9.5)

    return Block(high, draw)


def decimal_told(spoken: Texts, value: Decimal) -> str:
    """1,5 in French and Dutch, 1.5 in English; no zeros at the end."""
    whole, _, rest = f"{value:.3f}".partition(".")
    rest = rest.rstrip("0")
    mark = "." if spoken.language is Language.EN else ","
    said = spoken.number(int(whole))
    return f"{said}{mark}{rest}" if rest else said
