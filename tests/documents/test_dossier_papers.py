"""The papers of a dossier: a proforma per active client, and the division with its rule (spec 3.3.4 to 3.3.6)."""

from io import BytesIO

import pypdfium2
import pytest

from app.domain.dossier_refusals import (
    AllPartiesInactive,
    NothingToBill,
    OnlyPartyInactive,
    PartyInactive,
    PayerNotActive,
)
from app.i18n import Language
from app.services.documents.papers import PaperChoices, PrintedPaper
from app.services.dossiers.papers import print_division, print_proforma
from app.services.dossiers.requests import PartyFields
from tests.databases import ON_ONE_DATABASE
from tests.services.club import Club
from tests.services.dossier_club import DossierClub, refused_with


@pytest.fixture
def front(club: Club) -> DossierClub:
    """The club with its dossiers."""
    return DossierClub(club)


def pages_of(paper: PrintedPaper) -> list[str]:
    document = pypdfium2.PdfDocument(BytesIO(paper.content))
    try:
        said = [each.get_textpage().get_text_range() for each in document]
    finally:
        document.close()
    return [page.replace("\u00a0", " ").replace("\r\n", " ").replace("\n", " ") for page in said]


@ON_ONE_DATABASE
def test_3_3_6_each_active_client_has_a_proforma_of_his_own_and_his_shares(front: DossierClub) -> None:
    dossier, clients = front.of(True, True, True)
    front.entered(dossier, None, 1001)
    front.entered(dossier, clients[0], 2500)
    front.entered(dossier, clients[2], 7777)
    front.click(dossier, clients[2], False)
    paper = print_proforma(front.desk, dossier)
    first, second = pages_of(paper)
    assert paper.title == "Proforma · Famille Lefèvre"
    assert "Lefèvre Marie" in first
    assert "30,01 €" in first
    assert "20/07/2010 · Court de tennis (part de 10,01 €)" in first
    assert "Ce document n'est pas une facture." in first
    assert "partagée à parts égales" in first
    assert "Dupont Jean" in second
    assert "5,00 €" in second
    assert "77,77" not in first + second


@ON_ONE_DATABASE
def test_3_3_6_one_may_be_printed_alone_in_another_language_or_for_one_payer(front: DossierClub) -> None:
    dossier, clients = front.of(True, True)
    front.entered(dossier, clients[0], 2500)
    front.entered(dossier, clients[1], 300)
    (alone,) = pages_of(print_proforma(front.desk, dossier, clients[1]))
    assert "3,00 €" in alone
    assert "Lefèvre" not in alone.replace("Famille Lefèvre", "")
    english = print_proforma(front.desk, dossier, clients[1], PaperChoices(Language.EN))
    assert english.language is Language.EN
    (together,) = pages_of(print_proforma(front.desk, dossier, payer=clients[1]))
    assert "28,00 €" in together
    assert "Court de tennis (Lefèvre Marie)" in together


@ON_ONE_DATABASE
def test_3_3_6_the_division_on_paper_adds_up_and_says_its_rule(front: DossierClub) -> None:
    dossier, clients = front.of(True, True)
    front.save(dossier, parties=(PartyFields(clients[0], weight=2), PartyFields(clients[1])))
    front.entered(dossier, None, 1000)
    front.entered(dossier, clients[1], 500)
    said = " ".join(pages_of(print_division(front.desk, dossier)))
    assert "Répartition clients" in said
    for amount in ("6,67 €", "3,33 €", "8,33 €", "15,00 €"):
        assert amount in said
    assert "selon leurs parts, au cent près" in said


@ON_ONE_DATABASE
def test_3_3_4_no_proforma_where_the_only_client_is_inactive(front: DossierClub) -> None:
    dossier, clients = front.of(True)
    assert refused_with(lambda: print_proforma(front.desk, dossier)) == (NothingToBill(),)
    front.entered(dossier, None, 1000)
    front.click(dossier, clients[0], False)
    assert refused_with(lambda: print_proforma(front.desk, dossier)) == (OnlyPartyInactive(),)


@ON_ONE_DATABASE
def test_3_3_5_no_division_where_all_clients_are_inactive(front: DossierClub) -> None:
    dossier, clients = front.of(True, True)
    front.entered(dossier, clients[1], 1000)
    front.click(dossier, clients[0], False)
    assert refused_with(lambda: print_proforma(front.desk, dossier, clients[0])) == (
        PartyInactive("Lefèvre Marie"),
    )
    assert refused_with(lambda: print_proforma(front.desk, dossier, payer=clients[0])) == (PayerNotActive(),)
    front.click(dossier, clients[1], False)
    assert refused_with(lambda: print_division(front.desk, dossier)) == (AllPartiesInactive(),)
