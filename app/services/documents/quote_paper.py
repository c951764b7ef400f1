"""The paper of a quote in the client's language: plans by debit, what is billed at the sale, room to agree (spec 3.2)."""

from collections.abc import Sequence
from io import BytesIO

from app.domain.ids import QuoteId
from app.domain.prospects import QuoteState
from app.domain.quote_lines import QuoteLine, billed_lines, debits_of_first_year
from app.domain.rights import Right
from app.i18n import Texts, texts
from app.models import Client, Quote
from app.services.addressing import language_of
from app.services.client_rows import fields_of
from app.services.club import stored_settings
from app.services.desk import Desk
from app.services.documents.files import safe_stem
from app.services.documents.flow import Block, space
from app.services.documents.gathering import paper_club, paper_member
from app.services.documents.ink import INNER, LEFT, RIGHT, Align, Ink, Pen
from app.services.documents.lines_paper import Asked, asked_box, lines_table, paragraph, vat_table
from app.services.documents.masthead import Letterhead, print_paper
from app.services.documents.offer_words import price_told
from app.services.documents.papers import PaperChoices, PrintedPaper
from app.services.documents.pdf_stream import About, PdfStream
from app.services.documents.printing import stamp_of
from app.services.documents.schedule import section
from app.services.documents.table import Cell, Column, Row, fitted, table
from app.services.documents.typeface import Face
from app.services.prospects.queries import view_of
from app.services.prospects.views import QuoteView
from app.services.stale import found
from app.services.unit_of_work import reading

_ANSWERED = frozenset({QuoteState.REFUSED, QuoteState.CONVERTED})
_SIGNED_HIGH = 62.0


def quote_pdf(desk: Desk, quote: QuoteId, choices: PaperChoices | None = None) -> PrintedPaper:
    """A quote as a PDF, as it stands now. `choices.language` None: the client's.

    Refuses: NotAllowed(PRINT), NotFound("quote").
    """
    desk.require(Right.PRINT)
    with reading(desk) as session:
        row = found(session, Quote, quote, "quote")
        view = view_of(session, row, desk.today())
        client = session.get_one(Client, row.client_id)
        fields = fields_of(client)
        club, _ = stored_settings(session)
    language = (choices.language if choices is not None else None) or language_of(fields)
    spoken = texts(language)
    member = paper_member(client.number, fields, club)
    title = spoken.tr("Devis {number}", number=view.row.number)
    letterhead = Letterhead(
        texts=spoken,
        club=paper_club(club, language),
        member=member,
        stamp=stamp_of(desk),
        title=title,
        subtitle=_subtitle(spoken, view),
        matter_label=spoken.tr("Date"),
        matter=spoken.day(view.row.issued_on),
        matter_lines=(),
    )
    out = BytesIO()
    stream = PdfStream(out, About(f"{title} · {member.name}", club.name, language))
    print_paper(stream, letterhead, quote_body(spoken, view))
    stream.close()
    name = safe_stem(title, str(member.number), member.name) + ".pdf"
    return PrintedPaper(out.getvalue(), f"{title} · {member.name}", name, language)


def _subtitle(spoken: Texts, view: QuoteView) -> str:
    until = spoken.day(view.row.valid_until)
    if view.row.state is QuoteState.EXPIRED:
        return spoken.tr("Était valable jusqu'au {until}", until=until)
    return spoken.tr("Valable jusqu'au {until}", until=until)


def quote_body(spoken: Texts, view: QuoteView) -> list[Block]:
    """What stands between masthead and foot."""
    debited = [line for line in view.lines if line.offer is not None and line.offer.is_debited]
    body: list[Block] = []
    if debited:
        body += [section(spoken.tr("Par prélèvement"), ""), *_plans(spoken, debited), space(10)]
    billed = billed_lines(view.lines, lambda plan: spoken.tr("Frais d'inscription, {plan}", plan=plan))
    if billed:
        body += [section(spoken.tr("À la vente"), ""), *lines_table(spoken, billed), space(10)]
        body += vat_table(spoken, view.totals.billed)
    body += [space(14), asked_box(spoken, _asked(spoken, view))]
    if view.note:
        body += [space(12), paragraph(view.note)]
    if view.row.state not in _ANSWERED:
        body += [space(18), _agreement(spoken)]
    return body


def _plans(spoken: Texts, lines: Sequence[QuoteLine]) -> list[Block]:
    """The plans that the bank collects, prices with VAT."""
    columns = (
        Column(spoken.tr("Formule"), flexible=True),
        Column(spoken.tr("Prélèvements TVAC"), align=Align.RIGHT),
        Column(spoken.tr("Frais d'inscription"), align=Align.RIGHT),
        Column(spoken.tr("Sur un an"), align=Align.RIGHT),
    )
    rows = [Row(_plan_cells(spoken, line)) for line in lines]
    return table(fitted(columns, rows, INNER), rows)


def _plan_cells(spoken: Texts, line: QuoteLine) -> tuple[Cell, ...]:
    assert line.offer is not None
    fee = line.offer.registration_fee
    return (
        Cell(line.description, Face.BOLD),
        Cell(price_told(line.unit_price, line.offer, spoken)),
        Cell(spoken.money(fee) if fee else "–", ink=Ink.TEXT if fee else Ink.MUTED),
        Cell(spoken.money(debits_of_first_year(line))),
    )


def _asked(spoken: Texts, view: QuoteView) -> Asked:
    facts = [(spoken.tr("Valable jusqu'au"), spoken.day(view.row.valid_until))]
    if view.totals.debits:
        year = spoken.tr("Sur un an, prélèvements compris")
        facts.append((year, spoken.money(view.totals.first_year)))
    return Asked(spoken.tr("À payer à la vente"), view.totals.billed.gross, tuple(facts))


def _agreement(spoken: Texts) -> Block:
    """Room for the client to agree."""

    def draw(pen: Pen, top: float) -> None:
        pen.text(LEFT, top + 11, spoken.tr("Bon pour accord"), 9, Face.BOLD)
        pen.box(LEFT, top + 17, (RIGHT - LEFT) / 2, _SIGNED_HIGH - 18, stroke=Ink.CONTROL, radius=5)
        pen.text(LEFT + 10, top + _SIGNED_HIGH - 10, spoken.tr("Date et signature"), 7.5, ink=Ink.MUTED)

    return Block(_SIGNED_HIGH, draw)
