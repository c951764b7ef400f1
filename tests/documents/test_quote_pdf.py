"""The paper of a quote says what is offered, until when, and what is paid (spec 3.2)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.cents import Cents
from app.domain.ids import QuoteId
from app.domain.prospects import QuoteState
from app.domain.refusals import Refused
from app.i18n import Language
from app.services.desk import Desk
from app.services.documents.papers import PaperChoices
from app.services.documents.quote_paper import quote_pdf
from app.services.prospects.quotes import save_quote
from app.services.prospects.requests import QuoteFields, SaveQuote
from app.services.refusals import NotFound
from tests.databases import ON_ONE_DATABASE
from tests.documents.reading import read_pages
from tests.services.club import AT_ONCE, TWELVE_MONTHS, Club, new_command
from tests.services.prospect_club import LESSON, TOWEL, ProspectClub

pytestmark = ON_ONE_DATABASE


@pytest.fixture
def prospects(club: Club) -> ProspectClub:
    return ProspectClub(club)


def said(content: bytes) -> str:
    """The text of the paper, spaces as people read them."""
    return " ".join("\n".join(page.text for page in read_pages(content)).replace("\u00a0", " ").split())


def test_the_paper_says_what_the_bank_collects_and_what_is_paid_at_the_sale(prospects: ProspectClub) -> None:
    lines = (
        prospects.plan_line(),
        prospects.plan_line(TWELVE_MONTHS),
        prospects.plan_line(replace(AT_ONCE, name="Trente jours", registration_fee=Cents(1500))),
        TOWEL,
        LESSON,
    )
    paper = quote_pdf(prospects.desk, prospects.quote(*lines))
    text = said(paper.content)
    for part in (
        "Devis D2010-0001", "Valable jusqu'au 19/08/2010", "Illimité mensuel 59,00 € par mois – 708,00 €",
        "Douze mois 12 × 40,00 € – 480,00 €", "Trente jours 1 65,00 €", "Frais d'inscription, Trente jours",
        "Serviette 2 12,10 €", "Leçon d'essai 1 35,00 € 6 % 35,00 €", "À payer à la vente 139,20 €",
        "Sur un an, prélèvements compris 1 327,20 €", "Bon pour accord",
    ):  # fmt: skip
        assert part in text, (part, text)
    assert paper.file_name == "Devis-D2010-0001-1-Lefevre-Jean-Noel.pdf"


def test_the_paper_speaks_the_language_of_the_client_or_the_one_that_was_chosen(
    prospects: ProspectClub,
) -> None:
    quote = prospects.quote(TOWEL, client=prospects.club.client("Peeters", "Lotte", language="nl"))
    assert quote_pdf(prospects.desk, quote).language is Language.NL
    assert quote_pdf(prospects.desk, quote, PaperChoices(Language.FR)).language is Language.FR


def test_an_answered_quote_has_no_room_to_agree_and_an_expired_one_says_so(
    prospects: ProspectClub, on: Callable[[date], Desk]
) -> None:
    quote = prospects.quote(TOWEL)
    prospects.answered(quote, QuoteState.SENT)
    late = on(prospects.desk.today() + timedelta(days=31))
    assert "Était valable jusqu'au 19/08/2010" in said(quote_pdf(late, quote).content)
    sold = prospects.quote(LESSON)
    prospects.answered(sold, QuoteState.REFUSED)
    assert "Bon pour accord" not in said(quote_pdf(prospects.desk, sold).content)


def test_texts_that_a_paper_could_trip_over_are_printed_as_they_are(prospects: ProspectClub) -> None:
    line = replace(TOWEL, description='A & B <Cie> <img src="x">')
    client = prospects.club.client()
    fields = QuoteFields((line,), prospects.desk.today(), "Offre <b>spéciale</b>\n& remise")
    quote = save_quote(prospects.desk, SaveQuote(new_command(), None, 0, client, fields)).quote
    text = said(quote_pdf(prospects.desk, quote).content)
    assert 'A & B <Cie> <img src="x">' in text
    assert "Offre <b>spéciale</b> & remise" in text


def test_a_paper_of_a_quote_that_is_gone_is_refused(prospects: ProspectClub) -> None:
    with pytest.raises(Refused) as refused:
        quote_pdf(prospects.desk, QuoteId(99))
    assert refused.value.refusals == (NotFound("quote"),)
