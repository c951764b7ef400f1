"""The receipt of a payment: what came in, how, what it was for, and the change given (spec 3.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.ids import PaymentId
from app.domain.invoicing import PaymentMethod
from app.domain.rights import Right
from app.i18n import Language, Texts, texts
from app.models import Access, Client, Invoice, PaidPart, Payment
from app.services.addressing import language_of
from app.services.client_rows import fields_of
from app.services.club import stored_settings
from app.services.desk import Desk
from app.services.documents.billing_words import method
from app.services.documents.files import safe_stem
from app.services.documents.flow import Block, space
from app.services.documents.gathering import paper_club, paper_member
from app.services.documents.ink import INNER, Align
from app.services.documents.lines_paper import Asked, asked_box, paragraph
from app.services.documents.masthead import Letterhead, print_paper
from app.services.documents.papers import PaperChoices, PrintedPaper
from app.services.documents.pdf_stream import About, PdfStream
from app.services.documents.printing import stamp_of
from app.services.documents.table import Cell, Column, Row, fitted, table
from app.services.documents.typeface import Face
from app.services.fields import ClientFields, ClubSettings
from app.services.stale import found
from app.services.unit_of_work import reading


@dataclass(frozen=True, slots=True)
class _Receipt:
    """What is on the receipt; `parts`: what it was for, the day, the amount."""

    payment: Payment
    number: int
    fields: ClientFields
    parts: Sequence[Any]
    club: ClubSettings


def receipt_pdf(desk: Desk, payment: PaymentId, choices: PaperChoices | None = None) -> PrintedPaper:
    """The receipt of a payment, a refund or a counter entry as a PDF, in the client's language.

    Refuses: NotAllowed(PRINT), NotFound("payment").
    """
    desk.require(Right.PRINT)
    with reading(desk) as session:
        source = _read(session, payment)
    chosen = choices.language if choices is not None else None
    language = chosen or language_of(source.fields)
    head = _letterhead(desk, source, language)
    out = BytesIO()
    stream = PdfStream(out, About(f"{head.title} · {head.member.name}", head.club.name, language))
    print_paper(stream, head, _body(head.texts, source))
    stream.close()
    name = safe_stem(head.title, str(source.number), head.member.name) + ".pdf"
    return PrintedPaper(out.getvalue(), f"{head.title} · {head.member.name}", name, language)


def _read(session: Session, payment: PaymentId) -> _Receipt:
    row = found(session, Payment, payment, "payment")
    client = session.get_one(Client, row.client_id)
    parts = sa.select(PaidPart.amount, PaidPart.due, Invoice.number, Invoice.issued_on, Access.plan_name)
    parts = parts.outerjoin(Invoice, Invoice.id == PaidPart.invoice_id)
    parts = parts.outerjoin(Access, Access.id == PaidPart.access_id)
    listed = session.execute(parts.where(PaidPart.payment_id == payment).order_by(PaidPart.position))
    club, _ = stored_settings(session)
    return _Receipt(row, client.number, fields_of(client), listed.all(), club)


def _letterhead(desk: Desk, source: _Receipt, language: Language) -> Letterhead:
    spoken, payment = texts(language), source.payment
    return Letterhead(
        texts=spoken,
        club=paper_club(source.club, language),
        member=paper_member(source.number, source.fields, source.club),
        stamp=stamp_of(desk),
        title=_title(spoken, payment),
        subtitle=spoken.tr(
            "Reçu le {day} par {operator}", day=spoken.day(payment.taken_on), operator=payment.taken_by
        )
        if payment.amount > 0
        else spoken.tr(
            "Fait le {day} par {operator}", day=spoken.day(payment.taken_on), operator=payment.taken_by
        ),
        matter_label=spoken.tr("Paiement"),
        matter=method(spoken, PaymentMethod(payment.method)),
        matter_lines=tuple(line for line in (payment.reference, payment.reason) if line),
    )


def _title(spoken: Texts, payment: Payment) -> str:
    if payment.reverses_id is not None:
        return spoken.tr("Annulation de paiement {number}", number=payment.number)
    if payment.amount < 0:
        return spoken.tr("Remboursement {number}", number=payment.number)
    return spoken.tr("Reçu {number}", number=payment.number)


def _body(spoken: Texts, source: _Receipt) -> list[Block]:
    columns = (
        Column(spoken.tr("Pour"), flexible=True),
        Column(spoken.tr("Date")),
        Column(spoken.tr("Montant"), align=Align.RIGHT),
    )
    rows = [Row(_cells(spoken, part)) for part in source.parts]
    payment = source.payment
    label = spoken.ptr("money", "Reçu") if payment.amount > 0 else spoken.ptr("money", "Rendu")
    facts: tuple[tuple[str, str], ...] = ()
    if payment.given_back:
        facts = (
            (spoken.ptr("money", "Remis"), spoken.money(payment.received)),
            (spoken.tr("Monnaie rendue"), spoken.money(payment.given_back)),
        )
    thanks = [space(12), paragraph(spoken.tr("Merci de votre paiement."))] if payment.amount > 0 else []
    asked = asked_box(spoken, Asked(label, abs(payment.amount), facts))
    return [*table(fitted(columns, rows, INNER), rows), space(14), asked, *thanks]


def _cells(spoken: Texts, part: Any) -> tuple[Cell, ...]:
    if part.number is not None:
        said, day = spoken.tr("Facture {number}", number=part.number), part.issued_on
    else:
        said, day = spoken.tr("Débit rejeté, {plan}", plan=part.plan_name), part.due
    return (Cell(said), Cell(spoken.day(day)), Cell(spoken.money(abs(part.amount)), Face.BOLD))
