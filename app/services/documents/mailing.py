"""Prepares reminders and invoices as e-mails: files that the workstation's mail program sends (spec 3.2).

The program itself sends nothing: no mail server, account or password is needed. The paper is
attached as a PDF, and the text says the same in the language of that paper.
"""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from app.domain.ids import ClientId, CommandId, ReminderId
from app.domain.refusals import Refused
from app.domain.rights import Right
from app.i18n import Texts, texts
from app.models import Client, Reminder
from app.services.audit import Entry
from app.services.billing.queries import view_of
from app.services.billing.refusals import NobodyToMail, NoMailAddress
from app.services.billing.requests import PrepareInvoiceMail, PrepareReminderMails
from app.services.billing.views import InvoiceView, LetterWays, MailsPrepared
from app.services.club import stored_settings
from app.services.desk import MOST_TOUCHED, Desk, Touched, touched_client
from app.services.documents.files import free_name, refusing_faults, safe_stem
from app.services.documents.invoice_paper import invoice_paper, printed
from app.services.documents.lines_paper import Asked, LinesPaper
from app.services.documents.mail_message import SUFFIX, Draft, eml, sendable_address
from app.services.documents.papers import Stamp
from app.services.documents.printing import stamp_of
from app.services.documents.reminder_paper import AT_ONCE, Letter, asked_by, letter_pdf, letters_of, notes_of
from app.services.fields import ClubSettings
from app.services.unit_of_work import reading, writing

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class _Prepared:
    """One e-mail, of whom, and what the history tells of it."""

    draft: Draft
    client: ClientId
    entry: Entry


class _CancelledByOperator(Exception):
    """Leaves the work; everything written so far goes."""


def letter_ways(desk: Desk, letters: Sequence[ReminderId]) -> LetterWays:
    """Which of these letters can go by e-mail today, in the order given. Refuses: NotAllowed(REMIND)."""
    desk.require(Right.REMIND)
    addresses = sa.select(Reminder.id, Client.email).join(Client, Client.id == Reminder.client_id)
    kept: dict[int, str] = {}
    with reading(desk) as session:
        for at in range(0, len(letters), AT_ONCE):
            some = addresses.where(Reminder.id.in_(letters[at : at + AT_ONCE]))
            kept |= {row.id: row.email for row in session.execute(some)}
    by_mail = tuple(letter for letter in letters if sendable_address(kept.get(letter, "")))
    chosen = set(by_mail)
    return LetterWays(by_mail, tuple(letter for letter in letters if letter not in chosen))


def prepare_reminder_mails(
    desk: Desk, request: PrepareReminderMails, progress: Progress, cancelled: Cancelled
) -> MailsPrepared:
    """Write one e-mail per letter whose client has an address, each with its letter as a PDF.

    All files or none; each is told in its client's history. `progress` is told (letters done, in all).
    Refuses: NotAllowed(REMIND or PRINT), NotFound("reminder"), NobodyToMail, FileNotWritten, DiskFull.
    """
    desk.require(Right.REMIND)
    desk.require(Right.PRINT)
    with reading(desk) as session:
        club, _ = stored_settings(session)
        letters = letters_of(session, tuple(dict.fromkeys(request.letters)), club)
    mails = _reminder_mails(letters, club, stamp_of(desk), progress, cancelled)
    try:
        return _hand_over(desk, request.command, request.folder, mails)
    except _CancelledByOperator:
        return MailsPrepared(cancelled=True)


def prepare_invoice_mail(desk: Desk, request: PrepareInvoiceMail) -> MailsPrepared:
    """Write the e-mail of an invoice or a credit note, told in the client's history.

    It goes to the address that the card has today. Refuses: NotAllowed(PRINT), NotFound("invoice"),
    NoMailAddress, FileNotWritten, DiskFull.
    """
    desk.require(Right.PRINT)
    with reading(desk) as session:
        club, _ = stored_settings(session)
        view = view_of(session, request.invoice, desk.today())
        kept = session.scalar(sa.select(Client.email).where(Client.id == view.row.client)) or ""
    address = sendable_address(kept)
    if not address:
        raise Refused(NoMailAddress(view.row.client_name))
    mail = _invoice_mail(view, club, stamp_of(desk), address)
    return _hand_over(desk, request.command, request.folder, [mail])


# Files and history


def _hand_over(desk: Desk, command: CommandId, folder: Path, mails: Iterable[_Prepared]) -> MailsPrepared:
    """Everything into a hidden folder first; the files move in with the commit that tells of them."""
    with refusing_faults(folder), tempfile.TemporaryDirectory(prefix=".gestion-", dir=folder) as name:
        waiting, told, clients = Path(name), list[Entry](), set[ClientId]()
        for mail in mails:
            stem = Path(mail.draft.paper_name).stem
            free_name(waiting, stem, SUFFIX).write_bytes(eml(mail.draft))
            told.append(mail.entry)
            clients.add(mail.client)
        if not told:
            raise Refused(NobodyToMail())
        with writing(desk, command, MailsPrepared) as work:
            if work.earlier is not None:
                return work.earlier
            for entry in told:
                work.tell(entry)
            with _moved_in(waiting, folder) as files:
                return work.commit(MailsPrepared(_touched(clients), files=files))


def _touched(clients: set[ClientId]) -> frozenset[Touched]:
    return frozenset(map(touched_client, clients)) if len(clients) <= MOST_TOUCHED else frozenset()


@contextmanager
def _moved_in(waiting: Path, folder: Path) -> Iterator[tuple[str, ...]]:
    """The files stand in `folder` under names that were free; where the commit fails they go again."""
    moved: list[Path] = []
    try:
        for path in sorted(waiting.iterdir()):
            moved.append(path.rename(free_name(folder, path.stem, path.suffix)))
        yield tuple(path.name for path in moved)
    except BaseException:
        for path in moved:
            path.unlink(missing_ok=True)
        raise


# What is written


def _reminder_mails(
    letters: Sequence[Letter], club: ClubSettings, stamp: Stamp, progress: Progress, cancelled: Cancelled
) -> Iterator[_Prepared]:
    progress(0, len(letters))
    for done, letter in enumerate(letters, start=1):
        if cancelled():
            raise _CancelledByOperator
        address = sendable_address(letter.email)
        if address:
            yield _reminder_mail(letter, club, stamp, address)
        progress(done, len(letters))


def _reminder_mail(letter: Letter, club: ClubSettings, stamp: Stamp, address: str) -> _Prepared:
    spoken, member, reminder = texts(letter.language), letter.member, letter.reminder
    title = spoken.tr("Rappel {level}", level=reminder.level)
    draft = Draft(
        sender=club.name,
        sender_address=sendable_address(club.email),
        recipient=member.name,
        address=address,
        subject=spoken.tr("{club} : rappel {level}", club=club.name, level=reminder.level),
        text=_reminder_text(spoken, letter, club),
        paper=letter_pdf(letter, club, stamp),
        paper_name=safe_stem(title, str(member.number), member.name) + ".pdf",
    )
    numbers = [row.number for row in letter.invoices]
    facts = {"address": address, "level": reminder.level, "invoices": numbers}
    client = ClientId(reminder.client_id)
    return _Prepared(draft, client, Entry("reminder_mailed", client=client, facts=facts))


def _reminder_text(spoken: Texts, letter: Letter, club: ClubSettings) -> str:
    invoices = [
        spoken.tr(
            "Facture {number} du {day}, échéance le {due} : {owed}, communication {communication}",
            number=row.number,
            day=spoken.day(row.issued_on),
            due=spoken.day(row.due),
            owed=spoken.money(row.owed),
            communication=row.communication,
        )
        for row in letter.invoices
    ]
    asked = _asked_lines(spoken, asked_by(spoken, letter, club))
    attached = spoken.tr("La lettre est jointe en PDF.")
    return _text(spoken, club, [letter.reminder.text], invoices, asked, notes_of(spoken, letter), [attached])


def _invoice_mail(view: InvoiceView, club: ClubSettings, stamp: Stamp, address: str) -> _Prepared:
    paper = invoice_paper(view, stamp)
    spoken, made = texts(paper.language), printed(paper)
    draft = Draft(
        sender=club.name,
        sender_address=sendable_address(club.email),
        recipient=paper.member.name,
        address=address,
        subject=spoken.tr("{club} : {paper}", club=club.name, paper=paper.title),
        text=_invoice_text(spoken, view, paper, club),
        paper=made.content,
        paper_name=made.file_name,
    )
    facts = {"address": address, "number": view.row.number}
    return _Prepared(draft, view.row.client, Entry("invoice_mailed", client=view.row.client, facts=facts))


def _invoice_text(spoken: Texts, view: InvoiceView, paper: LinesPaper, club: ClubSettings) -> str:
    said = spoken.tr(
        "Vous trouverez ce document joint en PDF : {paper}, du {day}, {total} TVA comprise.",
        paper=paper.title,
        day=spoken.day(view.row.issued_on),
        total=spoken.money(view.totals.gross),
    )
    asked = _asked_lines(spoken, paper.asked) if paper.asked is not None and paper.asked.amount else []
    return _text(spoken, club, [said], asked, list(paper.notes))


def _asked_lines(spoken: Texts, asked: Asked) -> list[str]:
    """The box of the paper, line by line; with plain spaces, because account numbers are copied from here."""
    facts = ((asked.label, spoken.money(asked.amount)), *asked.facts)
    lines = (spoken.tr("{label} : {value}", label=label, value=value) for label, value in facts)
    return [line.replace("\u00a0", " ") for line in lines]


def _text(spoken: Texts, club: ClubSettings, *parts: Sequence[str]) -> str:
    """The parts, one paragraph each, between the greeting and who writes."""
    reached = [line for line in (club.name, club.phone, club.email, club.website) if line]
    paragraphs = ([spoken.tr("Bonjour,")], *parts, [spoken.tr("Bien à vous,"), *reached])
    return "\n\n".join("\n".join(lines) for lines in paragraphs if lines) + "\n"
