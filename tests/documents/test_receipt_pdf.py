"""The avenant de report on paper: what both sides sign."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.cents import Cents
from app.domain.contract import DayRange, RankRange
from app.domain.ids import Rank
from app.i18n import Language, texts
from app.services.documents.papers import BeforeAfterLine, MoneyConsequences, ReceiptPaper
from app.services.documents.pdf import receipt_pdf
from tests.documents.reading import embedded_fonts, is_within_margins, read_pages
from tests.documents.samples import INJURY, LONG_NAME, RECEIPT

OPEN = replace(
    RECEIPT,
    suspension=replace(
        INJURY, days=DayRange(date(2010, 7, 22), None), count=None, ranks=RankRange(Rank(2), None)
    ),
    after=(BeforeAfterLine(date(2010, 8, 5), None, Cents(200), True),),
    money=MoneyConsequences(),
)


def said(paper: ReceiptPaper) -> str:
    """The whole text of the paper, spaces as one."""
    return " ".join(page.words for page in read_pages(receipt_pdf(paper)))


def test_a_fixed_suspension_is_told_with_both_days_included() -> None:
    text = said(RECEIPT)
    assert "Report Du 22/07/2010 au 04/09/2010 inclus" in text
    assert "Convenu le 20/07/2010" in text
    assert "Durée 45 jours" in text
    assert "Cause Blessure" in text
    assert "Débits remplacés rang 2" in text
    assert "Montant du maintien 2,00 €" in text
    assert "Carte bloquée du 22/07/2010 au 04/09/2010 inclus." in text
    assert "Le membre paie 57,00 € de moins." in text
    assert "05/08/2010 illimité 59,00 € 05/08/2010 1 2,00 €" in text
    assert "05/09/2010 illimité 59,00 €" in text


def test_an_unlimited_suspension_is_told_until_the_return() -> None:
    text = said(OPEN)
    assert "Dès le 22/07/2010, illimité" in text
    assert "dès le rang 2, illimité" in text
    assert "Carte bloquée dès le 22/07/2010, jusqu'à la reprise." in text
    assert "de moins" not in text


def test_a_postponed_debit_and_the_new_end_are_told() -> None:
    text = said(
        replace(
            RECEIPT,
            old_end=date(2011, 12, 31),
            new_end=date(2012, 2, 29),
            money=MoneyConsequences(postponed=2, postponed_amount=Cents(4000)),
        )
    )
    assert "29/02/2012, au lieu du 31/12/2011" in text
    assert "2 échéances de 40,00 € sont reportées en fin de contrat." in text


def test_what_the_club_waives_is_told() -> None:
    assert "Le club renonce à 80,00 €." in said(replace(RECEIPT, money=MoneyConsequences(waived=Cents(8000))))


def test_a_suspension_that_changes_no_debit_says_so() -> None:
    text = said(
        replace(
            RECEIPT,
            suspension=replace(INJURY, ranks=None, maintenance=None),
            money=MoneyConsequences(),
            after=RECEIPT.before,
        )
    )
    assert "Débits remplacés aucun" in text
    assert "Montant du maintien" not in text


def test_both_sides_have_a_place_to_sign() -> None:
    text = said(RECEIPT)
    assert "Fait à Namur en deux exemplaires, le 22/07/2010." in text
    assert "Le membre" in text
    assert "Pour le club" in text
    assert text.count("Date et signature") == 2


def test_a_minor_is_signed_for_by_the_legal_representative() -> None:
    text = said(replace(RECEIPT, represented_by="LEFÈVRE Marie"))
    assert "Le représentant légal" in text
    assert "LEFÈVRE Marie" in text
    assert "Le membre " not in text.partition("Fait à")[2]


@pytest.mark.parametrize(
    "paper",
    [
        RECEIPT,
        OPEN,
        replace(RECEIPT, suspension=replace(INJURY, cause=LONG_NAME), represented_by=LONG_NAME),
        replace(RECEIPT, before=RECEIPT.after * 40, after=RECEIPT.after * 50),
    ],
    ids=["fixed", "unlimited", "long names", "many lines"],
)
def test_no_page_is_blank_no_ink_reaches_the_edge_and_all_is_embedded(paper: ReceiptPaper) -> None:
    content = receipt_pdf(paper)
    assert all(is_within_margins(page) for page in read_pages(content, with_ink=True))
    assert all(embedded_fonts(content).values())


def test_the_signatures_stand_together_on_one_page() -> None:
    pages = read_pages(receipt_pdf(replace(RECEIPT, before=RECEIPT.after * 18, after=RECEIPT.after * 18)))
    assert [page.text.count("Date et signature") for page in pages if "signature" in page.text] == [2]


@pytest.mark.parametrize("language", list(Language))
def test_the_avenant_speaks_the_language_of_the_member(language: Language) -> None:
    text = said(replace(RECEIPT, language=language))
    for word in ("Avenant de report", "Pour le club", "Débits remplacés"):
        assert texts(language).tr(word) in text
