"""Reminders and invoices as e-mails: read back as a mail program reads them (spec 3.2: text, PDF or e-mail)."""

from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.domain.ids import ClientId, InvoiceId, ReminderId
from app.domain.refusals import NotAllowed
from app.domain.rights import Right, Role
from app.i18n import Language, texts
from app.messages.history import told
from app.models import Client, History
from app.services.billing.refusals import NobodyToMail, NoMailAddress
from app.services.billing.requests import PrepareInvoiceMail, PrepareReminderMails
from app.services.billing.views import LetterWays, MailsPrepared
from app.services.check import check_database
from app.services.desk import Desk
from app.services.documents.mailing import letter_ways, prepare_invoice_mail, prepare_reminder_mails
from app.services.queries.history import history_of_client
from app.services.refusals import FileNotWritten, NotFound
from app.services.unit_of_work import reading, upkeep
from tests.databases import TODAY
from tests.documents.reading import read_pages
from tests.services.billing_club import DRINK, Books, refused_with
from tests.services.club import Club, new_command

pytestmark = pytest.mark.parametrize("place", ["sqlite"], indirect=True)


@pytest.fixture
def books(club: Club) -> Books:
    made = Books(club.desk)
    made.settings(name="Club Horizon", email="accueil@example.org", iban="BE68539007547034", bic="GKCCBEBB")
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the person wants the messages."""
    chosen = tmp_path / "mails"
    chosen.mkdir()
    return chosen


def reminded(books: Books, *clients: ClientId, days: int = 8) -> tuple[Books, tuple[ReminderId, ...]]:
    """Each of these clients owes 70 € and gets the letter that is due so many days later."""
    for client in clients:
        books.billed(client, due=TODAY)
    late = books.later(days)
    return late, late.reminded().letters


def mailed(books: Books, letters: tuple[ReminderId, ...], folder: Path) -> MailsPrepared:
    request = PrepareReminderMails(new_command(), letters, folder)
    return prepare_reminder_mails(books.desk, request, lambda done, of: None, lambda: False)


def opened(path: Path) -> EmailMessage:
    """The file as a mail program reads it."""
    found = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert isinstance(found, EmailMessage)
    assert not found.defects
    return found


def text_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\u00a0", " ")


def paper_of(message: EmailMessage) -> str:
    (paper,) = message.iter_attachments()
    assert paper.get_content_type() == "application/pdf"
    return " ".join(page.words for page in read_pages(paper.get_content())).replace("\u00a0", " ")


def keep(books: Books, client: ClientId, **columns: str) -> None:
    """What another program, or an older one, may have left on a card."""
    with upkeep(books.desk.store) as session:
        session.execute(sa.update(Client).where(Client.id == client).values(**columns))
        session.commit()


def mails_told(books: Books) -> int:
    with reading(books.desk) as session:
        wanted = History.what.in_(("reminder_mailed", "invoice_mailed"))
        return session.scalar(sa.select(sa.func.count()).select_from(History).where(wanted)) or 0


def test_a_reminder_goes_to_the_client_with_its_letter(club: Club, books: Books, folder: Path) -> None:
    client = club.client(email="jn@exemple.fr")
    late, letters = reminded(books, client)
    assert mailed(late, letters, folder).files == ("Rappel-1-1-Lefevre-Jean-Noel.eml",)
    message = opened(folder / "Rappel-1-1-Lefevre-Jean-Noel.eml")
    assert message["X-Unsent"] == "1"
    assert message["From"] == "Club Horizon <accueil@example.org>"
    assert message["To"] == "Lefèvre Jean-Noël <jn@exemple.fr>"
    assert message["Subject"] == "Club Horizon : rappel 1"
    text = text_of(message)
    for each in (
        "Sauf erreur de notre part",
        "Facture 2010-000001 du 20/07/2010, échéance le 20/07/2010 : 70,00 €, communication +++",
        "À payer : 70,00 €",
        "IBAN : BE68 5390 0754 7034",
        "accueil@example.org",
    ):
        assert each in text
    (paper,) = message.iter_attachments()
    assert paper.get_filename() == "Rappel-1-1-Lefevre-Jean-Noel.pdf"
    letter = paper_of(message)
    assert "Rappel 1" in letter
    assert "2010-000001" in letter


def test_an_account_number_can_be_copied_from_the_text(club: Club, books: Books, folder: Path) -> None:
    message = invoice_mail(books, books.billed(club.client(email="jn@exemple.fr")), folder)
    body = message.get_body(("plain",))
    assert body is not None
    assert "IBAN : BE68 5390 0754 7034" in str(body.get_content()).splitlines()


def test_the_second_level_says_its_own_text_and_fee(club: Club, books: Books, folder: Path) -> None:
    late, _ = reminded(books, club.client(email="jn@exemple.fr"))
    again = late.later(14)
    mailed(again, again.reminded().letters, folder)
    text = text_of(opened(folder / "Rappel-2-1-Lefevre-Jean-Noel.eml"))
    assert "Malgré notre rappel précédent" in text
    assert "À payer : 77,50 €" in text
    assert "Les frais de 7,50 € sont ceux du rappel 2" in text


@pytest.mark.parametrize("language", list(Language))
def test_subject_text_and_letter_speak_the_clients_language(
    club: Club, books: Books, folder: Path, language: Language
) -> None:
    late, letters = reminded(books, club.client(email="jn@exemple.fr", language=language.value))
    (name,) = mailed(late, letters, folder).files
    message, spoken = opened(folder / name), texts(language)
    greeting, title = spoken.tr("Bonjour,"), spoken.tr("Rappel {level}", level=1)
    assert message["Subject"] == spoken.tr("{club} : rappel {level}", club="Club Horizon", level=1)
    assert text_of(message).startswith(greeting)
    assert spoken.money(7000).replace("\u00a0", " ") in text_of(message)
    assert title in paper_of(message)


def test_letters_without_an_address_stay_on_paper(club: Club, books: Books, folder: Path) -> None:
    reached = club.client(email="jn@exemple.fr")
    late, (first, second) = reminded(books, reached, club.client("Dupont", "Anne"))
    assert letter_ways(late.desk, (first, second)) == LetterWays((first,), (second,))
    assert len(mailed(late, (first, second), folder).files) == 1
    assert refused_with(lambda: mailed(late, (second,), folder)) == (NobodyToMail(),)
    assert len(list(folder.iterdir())) == 1


def test_3_2_2_what_waits_gets_no_mail(club: Club, books: Books, folder: Path) -> None:
    waiting, owing = club.client(email="jn@exemple.fr"), club.client("Dupont", "Anne", email="a@exemple.fr")
    books.held(books.billed(waiting, due=TODAY))
    late, letters = reminded(books, owing)
    (name,) = mailed(late, letters, folder).files
    assert "Dupont-Anne" in name


@pytest.mark.parametrize(
    "address",
    [
        "jn@exemple.fr\r\nBcc: tous@exemple.fr",
        "jn@exemple.fr\nBcc: tous@exemple.fr",
        "jn@exemple.fr, tous@exemple.fr",
        "jn@exemple.fr; tous@exemple.fr",
        "Jean <jn@exemple.fr>",
        "jn exemple.fr",
        "@",
        "jn@localhost\x00.fr",
        "\u202ejn@exemple.fr",
        " ",
    ],
)
def test_what_is_no_single_address_is_none(club: Club, books: Books, folder: Path, address: str) -> None:
    client = club.client()
    keep(books, client, email=address)
    late, letters = reminded(books, client)
    assert letter_ways(late.desk, letters) == LetterWays((), letters)
    assert refused_with(lambda: mailed(late, letters, folder)) == (NobodyToMail(),)
    asked = PrepareInvoiceMail(new_command(), InvoiceId(1), folder)
    assert refused_with(lambda: prepare_invoice_mail(late.desk, asked)) == (
        NoMailAddress("Lefèvre Jean-Noël"),
    )
    assert list(folder.iterdir()) == []
    assert mails_told(late) == 0


@pytest.mark.parametrize(
    "surname",
    [
        "Le\r\nBcc: tous@exemple.fr\r\n\r\nx",
        'Dupont, "Chez" <autre@exemple.fr>',
        "=?utf-8?q?Bcc=3A?= x",
        "Ōé ß 李 " * 9,
        "Renard\u2028\x85\x0b\u202eetaroF",
        "../../etc/passwd",
    ],
)
def test_no_name_adds_a_header_or_leaves_the_folder(
    club: Club, books: Books, folder: Path, surname: str
) -> None:
    client = club.client(email="jn@exemple.fr")
    keep(books, client, surname=surname)
    books.settings(name='Club, Horizon "d\'été"')
    late, letters = reminded(books, client)
    (name,) = mailed(late, letters, folder).files
    assert [path.name for path in folder.iterdir()] == [name]
    message = opened(folder / name)
    assert sorted(message.keys()) == [
        "Content-Type", "From", "MIME-Version", "Subject", "To", "X-Unsent",
    ]  # fmt: skip
    assert [each.addr_spec for each in message["To"].addresses] == ["jn@exemple.fr"]
    assert message["From"].addresses[0].display_name == 'Club, Horizon "d\'été"'
    assert all(sign.isprintable() for sign in message["To"])


def test_an_address_in_other_letters_is_kept(club: Club, books: Books, folder: Path) -> None:
    domain, whole = club.client(email="jn@exämple.be"), club.client("Dupont", "Anne", email="zoë@exemple.be")
    late, letters = reminded(books, domain, whole)
    first, second = sorted(mailed(late, letters, folder).files, key=lambda name: "Dupont" in name)
    assert opened(folder / first)["To"].addresses[0].addr_spec == "jn@xn--exmple-cua.be"
    assert "zoë@exemple.be" in (folder / second).read_text("utf-8")


def test_a_club_without_an_address_leaves_the_sender_to_the_mail_program(
    club: Club, books: Books, folder: Path
) -> None:
    books.settings(email="")
    late, letters = reminded(books, club.client(email="jn@exemple.fr"))
    (name,) = mailed(late, letters, folder).files
    assert opened(folder / name)["From"] is None


def test_the_history_tells_who_was_to_be_written_to(club: Club, books: Books, folder: Path) -> None:
    client = club.client(email="jn@exemple.fr")
    late, letters = reminded(books, client)
    mailed(late, letters, folder)
    prepare_invoice_mail(late.desk, PrepareInvoiceMail(new_command(), InvoiceId(1), folder))
    said = [told(row, texts(Language.FR)) for row in history_of_client(late.desk, client)]
    assert "E-mail du rappel 1 préparé pour jn@exemple.fr : 2010-000001" in said
    assert "E-mail préparé pour jn@exemple.fr : 2010-000001" in said
    assert check_database(late.desk.store, late.desk.today()).problems == ()


def test_the_same_command_writes_once_and_another_one_takes_free_names(
    club: Club, books: Books, folder: Path
) -> None:
    late, letters = reminded(books, club.client(email="jn@exemple.fr"))
    request = PrepareReminderMails(new_command(), letters * 2, folder)
    prepared = [
        prepare_reminder_mails(late.desk, request, lambda done, of: None, lambda: False) for _ in range(2)
    ]
    assert [each.repeated for each in prepared] == [False, True]
    assert (len(list(folder.iterdir())), mails_told(late)) == (1, 1)
    assert mailed(late, letters, folder).files == ("Rappel-1-1-Lefevre-Jean-Noel-2.eml",)


def test_stopping_leaves_no_file_and_no_word(club: Club, books: Books, folder: Path) -> None:
    clients = [club.client("Dupont", f"Anne {'abcde'[at]}", email="a@exemple.fr") for at in range(5)]
    late, letters = reminded(books, *clients)
    steps: list[tuple[int, int]] = []
    prepared = prepare_reminder_mails(
        late.desk,
        PrepareReminderMails(new_command(), letters, folder),
        lambda done, of: steps.append((done, of)),
        lambda: len(steps) > 3,
    )
    assert (prepared.cancelled, prepared.files) == (True, ())
    assert steps == [(0, 5), (1, 5), (2, 5), (3, 5)]
    assert list(folder.iterdir()) == []
    assert mails_told(late) == 0


def test_a_folder_that_takes_no_file_is_refused_by_name(club: Club, books: Books, folder: Path) -> None:
    late, letters = reminded(books, club.client(email="jn@exemple.fr"))
    (folder / "rappels").write_text("a file, not a folder")
    for name in ("rappels", "nowhere"):
        place = folder / name
        assert refused_with(lambda at=place: mailed(late, letters, at)) == (FileNotWritten(name),)  # type: ignore[misc]
    assert [path.name for path in folder.iterdir()] == ["rappels"]
    assert mails_told(late) == 0


def test_what_cannot_be_told_in_the_history_leaves_no_file(club: Club, books: Books, folder: Path) -> None:
    late, letters = reminded(books, club.client(email="jn@exemple.fr"))
    with upkeep(late.desk.store) as session:
        session.execute(
            sa.text("CREATE TRIGGER stopped BEFORE INSERT ON command BEGIN SELECT RAISE(ABORT, 'no'); END")
        )
        session.commit()
    with pytest.raises(Exception, match=r".") as fault:
        mailed(late, letters, folder)
    assert not isinstance(fault.value, AssertionError)
    assert list(folder.iterdir()) == []
    assert mails_told(late) == 0


def invoice_mail(books: Books, invoice: InvoiceId, folder: Path) -> EmailMessage:
    (name,) = prepare_invoice_mail(books.desk, PrepareInvoiceMail(new_command(), invoice, folder)).files
    return opened(folder / name)


def test_an_invoice_goes_with_what_is_needed_to_pay_it(club: Club, books: Books, folder: Path) -> None:
    invoice = books.billed(club.client(email="jn@exemple.fr"), DRINK)
    message = invoice_mail(books, invoice, folder)
    assert message["Subject"] == "Club Horizon : Facture 2010-000001"
    assert [path.name for path in folder.iterdir()] == ["Facture-2010-000001-1-Lefevre-Jean-Noel.eml"]
    text = text_of(message)
    for each in (
        "Facture 2010-000001, du 20/07/2010, 7,50 € TVA comprise",
        "À payer : 7,50 €",
        "Communication : +++",
    ):
        assert each in text
    assert "Facture 2010-000001" in paper_of(message)


def test_a_paid_invoice_asks_for_nothing_and_a_credit_note_says_so(
    club: Club, books: Books, folder: Path
) -> None:
    paid, credited = (books.billed(club.client(email="jn@exemple.fr"), DRINK) for _ in range(2))
    books.paid(paid)
    text = text_of(invoice_mail(books, paid, folder))
    assert "Cette facture est payée. Merci." in text
    assert "À payer" not in text
    message = invoice_mail(books, books.credited(credited, reason="geste commercial"), folder)
    assert message["Subject"] == "Club Horizon : Note de crédit NC2010-000001"
    assert "À votre crédit : 7,50 €" in text_of(message)
    assert "Motif : geste commercial" in text_of(message)


def test_reception_mails_invoices_and_only_a_manager_reminders(
    club: Club, books: Books, desk_of: Callable[..., Desk], folder: Path
) -> None:
    _, letters = reminded(books, club.client(email="jn@exemple.fr"))
    reception = Books(desk_of(Role.RECEPTION))
    assert invoice_mail(reception, InvoiceId(1), folder)["To"] is not None
    assert refused_with(lambda: mailed(reception, letters, folder)) == (NotAllowed(Right.REMIND),)
    assert refused_with(lambda: letter_ways(reception.desk, letters)) == (NotAllowed(Right.REMIND),)
    assert len(mailed(Books(desk_of(Role.MANAGER)), letters, folder).files) == 1


def test_letters_and_invoices_that_are_not_there_are_refused(books: Books, folder: Path) -> None:
    assert refused_with(lambda: mailed(books, (ReminderId(9),), folder)) == (NotFound("reminder"),)
    assert refused_with(lambda: invoice_mail(books, InvoiceId(9), folder)) == (NotFound("invoice"),)
