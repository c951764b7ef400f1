"""The letters of reminders that were sent, all in one PDF, each in its client's language (spec 3.2).

Text, invoices and amounts are those of the day on which the letter was sent; only what was paid
since is not deducted, as on the paper that the client has.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.ids import ReminderId
from app.domain.refusals import Refused
from app.domain.rights import Right
from app.i18n import Language, Texts, texts
from app.models import Client, Invoice, RemindedInvoice, Reminder
from app.services.client_rows import fields_of
from app.services.club import stored_settings
from app.services.desk import Desk
from app.services.documents.files import safe_stem
from app.services.documents.flow import Block, space
from app.services.documents.gathering import paper_club, paper_member
from app.services.documents.ink import INNER, Align, Ink
from app.services.documents.invoice_paper import grouped
from app.services.documents.lines_paper import Asked, asked_box, paragraph
from app.services.documents.masthead import Letterhead, print_paper
from app.services.documents.papers import PaperChoices, PaperMember, PrintedPaper, Stamp
from app.services.documents.pdf_stream import About, PdfStream
from app.services.documents.printing import stamp_of
from app.services.documents.table import Cell, Column, Row, fitted, table
from app.services.documents.typeface import Face
from app.services.fields import ClubSettings
from app.services.refusals import NotFound
from app.services.unit_of_work import reading

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter as it was sent: to whom (`email` as on the card today), and the invoices it asks for."""

    reminder: Reminder
    member: PaperMember
    email: str
    invoices: Sequence[Any]
    has_earlier_fees: bool

    @property
    def language(self) -> Language:
        """The language in which it was sent."""
        return Language(self.reminder.language)


def reminders_pdf(
    desk: Desk, letters: Sequence[ReminderId], choices: PaperChoices | None = None
) -> PrintedPaper:
    """These letters in one PDF, in the order given, each with its own page numbers.

    `choices.language` None: each in the language in which it was sent. Refuses: NotAllowed(PRINT),
    NotFound("reminder").
    """
    desk.require(Right.PRINT)
    with reading(desk) as session:
        club, _ = stored_settings(session)
        found = letters_of(session, letters, club)
    chosen = choices.language if choices is not None else None
    own = chosen or Language(club.language)
    title = texts(own).tr("Rappels")
    out = BytesIO()
    stream = PdfStream(out, About(title, club.name, own))
    for letter in found:
        _print(stream, letter, club, stamp_of(desk), chosen or letter.language)
    stream.close()
    return PrintedPaper(out.getvalue(), title, _file_name(desk, title, found), own)


def letter_pdf(letter: Letter, club: ClubSettings, stamp: Stamp) -> bytes:
    """One letter alone, in the language in which it was sent."""
    spoken, out = texts(letter.language), BytesIO()
    title = spoken.tr("Rappel {level}", level=letter.reminder.level)
    stream = PdfStream(out, About(f"{title} · {letter.member.name}", club.name, letter.language))
    _print(stream, letter, club, stamp, letter.language)
    stream.close()
    return out.getvalue()


def letters_of(session: Session, letters: Sequence[ReminderId], club: ClubSettings) -> list[Letter]:
    """These letters as they were sent, in the order given. Refuses: NotFound("reminder")."""
    found = [each for some in _chunks(letters) for each in _read(session, some, club)]
    if not found or len(found) != len(letters):
        raise Refused(NotFound("reminder"))
    return found


def _file_name(desk: Desk, title: str, letters: Sequence[Letter]) -> str:
    one = letters[0].member
    parts = (str(one.number), one.name) if len(letters) == 1 else (desk.today().isoformat(),)
    return safe_stem(title, *parts) + ".pdf"


def _chunks(letters: Sequence[ReminderId]) -> list[Sequence[ReminderId]]:
    return [letters[at : at + AT_ONCE] for at in range(0, len(letters), AT_ONCE)]


def _read(session: Session, letters: Sequence[ReminderId], club: ClubSettings) -> list[Letter]:
    rows = session.execute(
        sa.select(Reminder, Client)
        .join(Client, Client.id == Reminder.client_id)
        .where(Reminder.id.in_(letters))
    )
    members = {
        reminder.id: (reminder, paper_member(client.number, fields_of(client), club), client.email)
        for reminder, client in rows
    }
    named = session.execute(
        sa.select(
            RemindedInvoice.reminder_id,
            RemindedInvoice.invoice_id,
            RemindedInvoice.level,
            RemindedInvoice.owed,
            Invoice.number,
            Invoice.issued_on,
            Invoice.due,
            Invoice.communication,
        )
        .join(Invoice, Invoice.id == RemindedInvoice.invoice_id)
        .where(RemindedInvoice.reminder_id.in_(letters))
        .order_by(RemindedInvoice.reminder_id, Invoice.due, Invoice.id)
    ).all()
    by_letter: dict[int, list[Any]] = defaultdict(list)
    for row in named:
        by_letter[row.reminder_id].append(row)
    charged = _first_charged(session, [row.invoice_id for row in named])
    return [
        Letter(
            *members[letter],
            by_letter[letter],
            any(charged.get(row.invoice_id, letter) < letter for row in by_letter[letter]),
        )
        for letter in letters
        if letter in members
    ]


def _first_charged(session: Session, invoices: Sequence[int]) -> dict[int, int]:
    """The first letter whose fee is owed beside each of these invoices."""
    charged = (Reminder.fee > 0, Reminder.fee_invoice_id.in_(invoices), Reminder.waived_on.is_(None))
    rows = session.execute(
        sa.select(Reminder.fee_invoice_id, sa.func.min(Reminder.id))
        .where(*charged)
        .group_by(Reminder.fee_invoice_id)
    )
    return {invoice: int(letter) for invoice, letter in rows}


def _print(stream: PdfStream, letter: Letter, club: ClubSettings, stamp: Stamp, language: Language) -> None:
    spoken, reminder = texts(language), letter.reminder
    head = Letterhead(
        texts=spoken,
        club=paper_club(club, language),
        member=letter.member,
        stamp=stamp,
        title=spoken.tr("Rappel {level}", level=reminder.level),
        subtitle=spoken.tr("Envoyé le {day}", day=spoken.day(reminder.sent_on)),
        matter_label=spoken.tr("Concerne"),
        matter=spoken.ntr("{n} facture impayée", "{n} factures impayées", len(letter.invoices)),
        matter_lines=(),
    )
    print_paper(stream, head, _body(spoken, letter, club))


def _body(spoken: Texts, letter: Letter, club: ClubSettings) -> list[Block]:
    asked = asked_box(spoken, asked_by(spoken, letter, club))
    body = [paragraph(letter.reminder.text), space(8), *_table(spoken, letter), space(14), asked]
    return [*body, space(10), *(paragraph(note) for note in notes_of(spoken, letter))]


def asked_by(spoken: Texts, letter: Letter, club: ClubSettings) -> Asked:
    """What the letter asks for, its fee included, and where it is to be paid."""
    total = letter.reminder.fee + sum(row.owed for row in letter.invoices)
    facts = [
        (spoken.tr("IBAN"), grouped(club.iban)),
        (spoken.tr("BIC"), club.bic),
        (spoken.tr("Communication"), _communication(spoken, letter)),
    ]
    return Asked(spoken.tr("À payer"), total, tuple((label, value) for label, value in facts if value))


def notes_of(spoken: Texts, letter: Letter) -> list[str]:
    """What explains the fees, below what is asked."""
    notes = [_fee_explained(spoken, letter)] if letter.reminder.fee else []
    if letter.has_earlier_fees:
        notes.append(spoken.tr("Le reste à payer comprend les frais des rappels précédents."))
    return notes


def _communication(spoken: Texts, letter: Letter) -> str:
    """The structured communication of the one invoice; of several, each has its own in the table."""
    if len(letter.invoices) == 1:
        return str(letter.invoices[0].communication)
    return spoken.tr("celle de chaque facture, un virement par facture")


def _fee_explained(spoken: Texts, letter: Letter) -> str:
    fee = spoken.money(letter.reminder.fee)
    return spoken.tr(
        "Les frais de {fee} sont ceux du rappel {level}, sans TVA. Ils s'ajoutent à la facture la plus ancienne.",
        fee=fee,
        level=letter.reminder.level,
    )


def _table(spoken: Texts, letter: Letter) -> list[Block]:
    columns = (
        Column(spoken.tr("Facture")),
        Column(spoken.tr("Du")),
        Column(spoken.tr("Échéance")),
        Column(spoken.tr("Communication"), flexible=True),
        Column(spoken.tr("Rappel"), align=Align.RIGHT),
        Column(spoken.tr("Reste à payer"), align=Align.RIGHT),
    )
    rows = [Row(_cells(spoken, row)) for row in letter.invoices]
    if letter.reminder.fee:
        said = spoken.tr("Frais de rappel, sans TVA")
        blank = Cell("")
        rows.append(
            Row((blank, blank, blank, Cell(said), blank, Cell(spoken.money(letter.reminder.fee), Face.BOLD)))
        )
    return table(fitted(columns, rows, INNER), rows)


def _cells(spoken: Texts, row: Any) -> tuple[Cell, ...]:
    return (
        Cell(row.number, Face.BOLD),
        Cell(spoken.day(row.issued_on)),
        Cell(spoken.day(row.due)),
        Cell(row.communication, ink=Ink.MUTED),
        Cell(str(row.level)),
        Cell(spoken.money(row.owed), Face.BOLD),
    )
