"""The paper of an invoice or a credit note, as it was issued, in the client's language (spec 3.2)."""

from collections.abc import Sequence
from io import BytesIO

from app.domain.ids import InvoiceId
from app.domain.invoicing import InvoiceKind, InvoiceState
from app.domain.refusals import Refused
from app.domain.rights import Right
from app.i18n import Language, Texts, texts
from app.services.billing.queries import view_of
from app.services.billing.views import InvoiceView, Party
from app.services.club import stored_settings
from app.services.desk import Desk
from app.services.documents.files import safe_stem
from app.services.documents.lines_paper import Asked, LinesPaper, lines_pdf, print_lines
from app.services.documents.papers import PaperChoices, PaperClub, PaperMember, PrintedPaper, Stamp
from app.services.documents.pdf_stream import About, PdfStream
from app.services.documents.printing import stamp_of
from app.services.refusals import NotFound
from app.services.unit_of_work import reading


def invoice_pdf(desk: Desk, invoice: InvoiceId, choices: PaperChoices | None = None) -> PrintedPaper:
    """An invoice or credit note as a PDF; seller, customer and lines as on the day of issue.

    `choices.language` None: the language the client had then. Refuses: NotAllowed(PRINT), NotFound("invoice").
    """
    desk.require(Right.PRINT)
    with reading(desk) as session:
        view = view_of(session, invoice, desk.today())
    return printed(invoice_paper(view, stamp_of(desk), choices.language if choices is not None else None))


def invoices_pdf(
    desk: Desk, invoices: Sequence[InvoiceId], choices: PaperChoices | None = None
) -> PrintedPaper:
    """These invoices and credit notes in one PDF, in the order given, each with its own page numbers.

    `choices.language` None: each in the language the client had then. Refuses: NotAllowed(PRINT),
    NotFound("invoice").
    """
    desk.require(Right.PRINT)
    stamp, chosen = stamp_of(desk), choices.language if choices is not None else None
    with reading(desk) as session:
        club, _ = stored_settings(session)
        papers = [invoice_paper(view_of(session, each, desk.today()), stamp, chosen) for each in invoices]
    if not papers:
        raise Refused(NotFound("invoice"))
    own = chosen or Language(club.language)
    title = texts(own).tr("Factures")
    out = BytesIO()
    stream = PdfStream(out, About(title, club.name, own))
    for paper in papers:
        print_lines(stream, paper)
    stream.close()
    return PrintedPaper(out.getvalue(), title, safe_stem(title, desk.today().isoformat()) + ".pdf", own)


def printed(paper: LinesPaper) -> PrintedPaper:
    """The paper as a PDF, called after its number and its recipient."""
    name = safe_stem(paper.title, str(paper.member.number), paper.member.name) + ".pdf"
    return PrintedPaper(lines_pdf(paper), f"{paper.title} · {paper.member.name}", name, paper.language)


def invoice_paper(view: InvoiceView, stamp: Stamp, language: Language | None = None) -> LinesPaper:
    """What the paper of this invoice says."""
    chosen = language or Language(view.language)
    spoken, row = texts(chosen), view.row
    is_note = row.kind is InvoiceKind.CREDIT_NOTE
    title = (
        spoken.tr("Note de crédit {number}", number=row.number)
        if is_note
        else spoken.tr("Facture {number}", number=row.number)
    )
    return LinesPaper(
        language=chosen,
        club=paper_seller(view.seller, spoken),
        member=paper_customer(view.customer),
        stamp=stamp,
        title=title,
        subtitle=_subtitle(spoken, view),
        matter_label=spoken.tr("Date"),
        matter=spoken.day(row.issued_on),
        matter_lines=_matter(spoken, view),
        lines=tuple(each.line for each in view.lines),
        totals=view.totals,
        asked=_credited(spoken, view) if is_note else _asked(spoken, view),
        notes=tuple(note for note in (_note(spoken, view), _standing(spoken, view)) if note),
    )


def paper_seller(seller: Party, spoken: Texts) -> PaperClub:
    """The heading of the club as it was on the day of issue."""
    vat = spoken.tr("TVA {number}", number=seller.vat_number) if seller.vat_number else ""
    account = spoken.tr("IBAN {iban}", iban=grouped(seller.iban)) if seller.iban else ""
    return PaperClub(seller.name, tuple(line for line in (*seller.lines, vat, account) if line), seller.town)


def paper_customer(customer: Party) -> PaperMember:
    """The recipient as on the day of issue."""
    return PaperMember(customer.number, customer.name, customer.lines)


def grouped(iban: str) -> str:
    """BE68 5390 0754 7034: in groups of four, which never wrap."""
    return "\u00a0".join(iban[at : at + 4] for at in range(0, len(iban), 4))


def _subtitle(spoken: Texts, view: InvoiceView) -> str:
    if view.row.kind is InvoiceKind.CREDIT_NOTE:
        return spoken.tr("Crédite la facture {number}", number=view.row.credits)
    return spoken.tr("À payer au plus tard le {due}", due=spoken.day(view.row.due))


def _matter(spoken: Texts, view: InvoiceView) -> tuple[str, ...]:
    vat = view.customer.vat_number
    return (spoken.tr("Votre n° de TVA : {number}", number=vat),) if vat else ()


def _asked(spoken: Texts, view: InvoiceView) -> Asked:
    """What is left to pay of the invoice itself; a paid one says so in the notes."""
    owed = view.totals.gross - view.row.credited - view.row.paid
    facts = [
        (spoken.tr("Échéance"), spoken.day(view.row.due)),
        (spoken.tr("IBAN"), grouped(view.seller.iban)),
        (spoken.tr("BIC"), view.seller.bic),
        (spoken.tr("Communication"), view.communication),
    ]
    return Asked(spoken.tr("À payer"), max(owed, 0), tuple((label, value) for label, value in facts if value))


def _credited(spoken: Texts, view: InvoiceView) -> Asked:
    return Asked(spoken.tr("À votre crédit"), view.totals.gross, ((spoken.tr("Facture"), view.row.credits),))


def _note(spoken: Texts, view: InvoiceView) -> str:
    """What the desk wrote: below a credit note why it was made."""
    if view.row.kind is InvoiceKind.CREDIT_NOTE and view.note:
        return spoken.tr("Motif : {reason}", reason=view.note)
    return view.note


def _standing(spoken: Texts, view: InvoiceView) -> str:
    """What was paid or credited so far; a later print of the same invoice tells it."""
    row = view.row
    if row.kind is InvoiceKind.CREDIT_NOTE:
        return ""
    if row.state is InvoiceState.CREDITED:
        notes = ", ".join(note.number for note in view.credit_notes)
        return spoken.tr("Cette facture est entièrement créditée : {notes}.", notes=notes)
    if row.state is InvoiceState.PAID and row.gross:
        return spoken.tr("Cette facture est payée. Merci.")
    if row.paid or row.credited:
        return spoken.tr(
            "Déjà payé : {paid}. Déjà crédité : {credited}.",
            paid=spoken.money(row.paid),
            credited=spoken.money(row.credited),
        )
    return ""
