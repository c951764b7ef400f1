"""What became of a whole selection, on paper: every access on a line, every refusal with its reason."""

from datetime import date

import pytest

from app.domain.refusals import Refusal
from app.i18n import Language, Texts
from app.messages.refusals import sentence
from app.services.bulk.applying import apply_stop, apply_suspension
from app.services.bulk.rehearsing import rehearse_stop, rehearse_suspension
from app.services.bulk.requests import BulkStop, BulkSuspend
from app.services.bulk.views import BulkResult
from app.services.criteria import Criteria
from app.services.desk import Desk
from app.services.documents.bulk_paper import print_bulk_result
from app.services.fields import PersonKind
from tests.documents.reading import embedded_fonts, is_within_margins, read_pages
from tests.services.club import TWELVE_MONTHS, Club, new_command


def told(_done: int, _of: int) -> None:
    """Nobody looks."""


def never() -> bool:
    return False


@pytest.fixture
def result(desk: Desk, club: Club) -> BulkResult:
    """A & B <Cie>, twelve months: suspended; Jean-Noël, already suspended: refused."""
    club.sold(
        date(2010, 3, 1),
        date(2010, 3, 5),
        TWELVE_MONTHS,
        club.client("", "", company="A & B <Cie>", kind=PersonKind.LEGAL),
    )
    club.suspended(club.sold())
    asked = BulkSuspend(Criteria(), date(2010, 8, 1), 60, "travaux")
    rehearsal = rehearse_suspension(desk, asked, told, never)
    return apply_suspension(desk, new_command(), rehearsal, told, never)


def said(desk: Desk, result: BulkResult, language: Language = Language.FR) -> str:
    content = print_bulk_result(desk, result, language, sentence).content
    return " ".join(page.words for page in read_pages(content))


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_it_says_what_was_asked_what_changed_and_what_was_refused_and_why(
    desk: Desk, result: BulkResult
) -> None:
    text = said(desk, result)
    assert "Début 01/08/2010 Durée 60 jours Cause travaux Accès changés 1 Accès refusés 1" in text
    assert "A & B <Cie> 1 Douze mois 01/08/2010 – 29/09/2010 6–7 5,00 € 29/04/2011" in text
    assert "Lefèvre Jean-Noël 2 Illimité mensuel Un autre report couvre déjà ces jours" in text


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_it_names_the_return_of_stopped_suspensions(desk: Desk, result: BulkResult) -> None:
    asked = BulkStop(Criteria(), date(2010, 8, 20), "travaux")
    rehearsal = rehearse_stop(desk, asked, told, never)
    text = said(desk, apply_stop(desk, new_command(), rehearsal, told, never))
    assert "Reports arrêtés d'une sélection" in text
    assert "Jour du retour 20/08/2010 Cause travaux Accès changés 1" in text
    assert "01/08/2010 – 19/08/2010" in text


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_a_thousand_lines_run_over_pages_within_the_margins(desk: Desk, result: BulkResult) -> None:
    many = BulkResult(
        request=result.request, done=result.done * 200, refused=result.refused * 100, left=result.done * 20
    )
    content = print_bulk_result(desk, many, Language.FR, sentence).content
    pages = read_pages(content, with_ink=True)
    assert len(pages) > 5
    assert all(is_within_margins(page) for page in pages)
    assert all(embedded_fonts(content).values())
    assert "Accès non traités 20" in " ".join(page.words for page in pages)
    assert f"Page {len(pages)} / {len(pages)}" in pages[-1].words


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_a_reason_is_put_into_words_by_who_asks(desk: Desk, result: BulkResult) -> None:
    asked: list[tuple[Refusal, Language]] = []

    def tell(refusal: Refusal, texts: Texts) -> str:
        asked.append((refusal, texts.language))
        return "voilà pourquoi"

    content = print_bulk_result(desk, result, Language.NL, tell).content
    assert "voilà pourquoi" in " ".join(page.words for page in read_pages(content))
    assert {language for _, language in asked} == {Language.NL}
