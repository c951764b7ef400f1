"""Invoices, credit notes, receipts and reminder letters on paper, in the client's language (spec 3.2)."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest

from app.domain.cents import Cents
from app.domain.ids import InvoiceId, PaymentId, ReminderId
from app.domain.invoicing import InvoiceLine, PaymentMethod
from app.domain.rights import Role
from app.i18n import Language
from app.services.desk import Desk
from app.services.documents.invoice_paper import invoice_pdf
from app.services.documents.papers import PaperChoices
from app.services.documents.receipt_of_payment import receipt_pdf
from app.services.documents.reminder_paper import reminders_pdf
from app.services.refusals import NotFound
from tests.databases import TODAY
from tests.documents.reading import declared_fonts, is_within_margins, read_pages
from tests.services.billing_club import COACHING, DRINK, Books, for_debit, for_invoice, refused_with, rejected
from tests.services.club import Club

pytestmark = pytest.mark.parametrize("place", ["sqlite"], indirect=True)


@pytest.fixture
def books(club: Club) -> Books:
    made = Books(club.desk)
    made.settings(
        name="Club Horizon", vat_number="BE0428759497", iban="BE68539007547034", bic="GKCCBEBB", town="Namur"
    )
    return made


def said(content: bytes) -> str:
    return " ".join(page.words for page in read_pages(content)).replace("\u00a0", " ")


def test_an_invoice_says_who_sells_who_buys_what_and_how_to_pay(club: Club, books: Books) -> None:
    client = club.client(address="Rue du Lac 4", postal_code="5000", town="Namur")
    paper = invoice_pdf(books.desk, books.billed(client, COACHING, DRINK))
    text = said(paper.content)
    for each in (
        "Club Horizon", "TVA BE0428759497", "Facture 2010-000001", "Lefèvre Jean-Noël", "Rue du Lac 4", "Coaching",
        "35,00 €", "21 %", "57,85 €", "12,15 €", "77,50 €", "BE68 5390 0754 7034", "+++201/0000/00148+++", "03/08/2010",
    ):  # fmt: skip
        assert each in text
    assert paper.title == "Facture 2010-000001 · Lefèvre Jean-Noël"
    assert paper.file_name == "Facture-2010-000001-1-Lefevre-Jean-Noel.pdf"
    assert declared_fonts(paper.content)


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", ("Facture", "À payer")), ("nl", ("2010-000001",)), ("en", ("2010-000001", "€77.50"))],
)
def test_an_invoice_speaks_the_clients_language(
    club: Club, books: Books, language: str, words: tuple[str, ...]
) -> None:
    invoice = books.billed(club.client(language=language), COACHING, DRINK)
    paper = invoice_pdf(books.desk, invoice)
    assert paper.language is Language(language)
    assert all(word in said(paper.content) for word in words)
    chosen = invoice_pdf(books.desk, invoice, PaperChoices(language=Language.FR))
    assert "Facture 2010-000001" in said(chosen.content)


def test_a_credit_note_names_the_invoice_and_the_reason(club: Club, books: Books) -> None:
    invoice = books.billed(club.client(), COACHING, DRINK)
    text = said(
        invoice_pdf(books.desk, books.credited(invoice, (2, 250), reason="une boisson rendue")).content
    )
    for each in (
        "Note de crédit NC2010-000001",
        "Crédite la facture 2010-000001",
        "2,50 €",
        "une boisson rendue",
    ):
        assert each in text
    assert "Déjà crédité : 2,50 €" in said(invoice_pdf(books.desk, invoice).content)


def test_a_paid_invoice_printed_again_says_so_and_asks_for_nothing(club: Club, books: Books) -> None:
    invoice = books.billed(club.client())
    books.paid(invoice)
    text = said(invoice_pdf(books.desk, invoice).content)
    assert "Cette facture est payée" in text
    assert "À payer 0,00 €" in text


def test_two_hundred_lines_fill_pages_and_nothing_leaves_the_paper(club: Club, books: Books) -> None:
    lines = [
        InvoiceLine(
            f"{at} Cours & <b>abonnement</b> " + "très long " * 15,
            Decimal("1.5"),
            Cents(123456),
            Decimal("5.5"),
        )
        for at in range(200)
    ]
    pages = read_pages(invoice_pdf(books.desk, books.billed(club.client(), *lines)).content, with_ink=True)
    assert len(pages) > 3
    assert all(is_within_margins(page) for page in pages)
    text = " ".join(page.words for page in pages)
    assert all(f"{at} Cours & <b>abonnement</b>" in text for at in (0, 99, 199))
    assert f"Page {len(pages)} / {len(pages)}" in text


def test_a_receipt_says_what_came_in_what_it_was_for_and_the_change(club: Club, books: Books) -> None:
    client = club.client()
    invoice = books.billed(client)
    taken = books.payment(client, for_invoice(invoice, 7000), method=PaymentMethod.CASH, received=10_000)
    paper = receipt_pdf(books.desk, taken.payment)
    text = said(paper.content)
    for each in (
        "Reçu P2010-000001",
        "Espèces",
        "Facture 2010-000001",
        "70,00 €",
        "Remis 100,00 €",
        "30,00 €",
    ):
        assert each in text
    undone = said(receipt_pdf(books.desk, books.undone(taken.payment).payment).content)
    assert "Annulation de paiement P2010-000002" in undone
    assert "chèque sans provision" in undone


def test_a_receipt_of_a_rejected_debit_names_the_plan(club: Club, books: Books) -> None:
    client = club.client()
    access = rejected(club, client)
    taken = books.payment(client, for_debit(access, 1, 5900))
    assert "Débit rejeté, Illimité mensuel 05/07/2010 59,00 €" in said(
        receipt_pdf(books.desk, taken.payment).content
    )


def test_the_letters_of_a_day_are_one_pdf_each_in_its_language(club: Club, books: Books) -> None:
    for language in ("fr", "nl", "en"):
        books.billed(club.client(language=language), due=TODAY)
    sent = books.later(8).reminded()
    paper = reminders_pdf(books.later(8).desk, sent.letters)
    pages = read_pages(paper.content, with_ink=True)
    assert len(pages) == 3
    assert all(is_within_margins(page) for page in pages)
    french, _dutch, english = (page.words.replace("\u00a0", " ") for page in pages)
    for each in ("Rappel 1", "C'est peut-être un oubli", "2010-000001", "70,00 €", "+++201/0000/00148+++"):
        assert each in french
    assert "€70.00" in english
    assert "Page 1 / 1" in french


def test_a_letter_explains_its_fee_and_those_before_it(club: Club, books: Books) -> None:
    client = club.client()
    books.billed(client, due=TODAY)
    books.later(8).reminded()
    second = books.later(30).reminded()
    text = said(reminders_pdf(books.desk, second.letters).content)
    assert "Frais de rappel, sans TVA 7,50 €" in text
    assert "77,50 €" in text
    assert "frais des rappels précédents" not in text
    third = books.later(50)
    third.billed(client, due=TODAY + timedelta(days=50))
    text = said(reminders_pdf(third.desk, third.reminded().letters).content)
    assert "92,50 €" in text
    assert "Le reste à payer comprend les frais des rappels précédents." in text


def test_what_is_not_there_has_no_paper(books: Books) -> None:
    assert refused_with(lambda: invoice_pdf(books.desk, InvoiceId(9))) == (NotFound("invoice"),)
    assert refused_with(lambda: receipt_pdf(books.desk, PaymentId(9))) == (NotFound("payment"),)
    assert refused_with(lambda: reminders_pdf(books.desk, [ReminderId(9)])) == (NotFound("reminder"),)
    assert refused_with(lambda: reminders_pdf(books.desk, [])) == (NotFound("reminder"),)


def test_reception_prints_invoices(club: Club, books: Books, desk_of: Callable[..., Desk]) -> None:
    invoice = books.billed(club.client())
    assert invoice_pdf(desk_of(Role.RECEPTION), invoice).content.startswith(b"%PDF")
