"""The Echéancier on paper: what it says, on how many pages, inside which margins."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.cents import Cents
from app.domain.contract import DayRange
from app.i18n import Language, texts
from app.services.documents.papers import PaperMember, SchedulePaper
from app.services.documents.pdf import schedule_pdf
from app.services.documents.typeface import UNKNOWN_LETTER
from app.services.fields import PaymentMode
from tests.documents.reading import (
    declared_fonts,
    embedded_fonts,
    is_within_margins,
    read_pages,
)
from tests.documents.samples import (
    ACCESS,
    LONG_NAME,
    MEMBER,
    PAPER,
    SCHEDULE,
    of_lines,
    unfolded,
    with_long_names,
)

SHAPES = {
    "the member of the worked example": PAPER,
    "one line": of_lines(1),
    "forty lines": of_lines(40),
    "long names": with_long_names(),
    "unfolded": unfolded(),
    "no access": replace(PAPER, schedules=()),
    "two accesses": replace(PAPER, schedules=(SCHEDULE, SCHEDULE)),
}


def said(paper: SchedulePaper) -> str:
    """The whole text of the paper, spaces as one."""
    return " ".join(page.words for page in read_pages(schedule_pdf(paper)))


def test_the_worked_example_reads_as_the_desk_tells_it() -> None:
    text = said(PAPER)
    assert "Club Horizon" in text
    assert "Client n° 348 LEFÈVRE Jean-Noël" in text
    assert "1 Prélèvement 59,00 € 05/07/2010 1 05/07/2010 Encaissée Contrat" in text
    assert "2 Prélèvement 2,00 € 05/08/2010 1 05/08/2010 Prévue Maintien" in text
    assert "3 … Prélèvement 59,00 € 05/09/2010 illimité sans fin Prévue Contrat" in text
    assert "Suspendu du 22/07/2010 au 04/09/2010 inclus, 45 jours : Blessure" in text
    assert "Carte bloquée du 22/07/2010 au 04/09/2010 inclus." in text
    assert "Les 12 prochains débits 12 débits 651,00 €" in text
    assert "BE68 •••• •••• 7034" in text
    assert "édité le 22/07/2010 par ADMIN" in text
    assert "Page 1 / 1" in text


def test_a_member_without_end_and_one_with_an_end_read_differently() -> None:
    ended = replace(SCHEDULE, access=replace(ACCESS, days=DayRange(date(2011, 1, 1), date(2011, 12, 31))))
    assert "Dès le 05/07/2010, sans fin" in said(PAPER)
    assert "Du 01/01/2011 au 31/12/2011 inclus" in said(replace(PAPER, schedules=(ended,)))


def test_an_end_that_waits_for_the_return_is_not_called_without_end() -> None:
    open_end = replace(SCHEDULE, access=replace(ACCESS, end_open=True))
    text = said(replace(PAPER, schedules=(open_end,)))
    assert "fin à la reprise" in text
    assert "sans fin Prévue" in text
    assert "Dès le 05/07/2010, sans fin" not in text


def test_an_access_paid_at_once_shows_its_price_and_no_empty_table() -> None:
    access = replace(ACCESS, payment=PaymentMode.AT_ONCE, amount_at_once=Cents(24000), normal_amount=None)
    paid = replace(SCHEDULE, access=access, lines=(), totals=(), mandate=None, next_debit=None)
    text = said(replace(PAPER, schedules=(paid,)))
    assert "240,00 €" in text
    assert "payé en une fois" in text
    assert "Premier débit" not in text


@pytest.mark.parametrize("count", [1, 40, 500])
def test_every_line_is_on_paper_once_and_in_order(count: int) -> None:
    text = said(of_lines(count))
    places = [
        text.find(f" {texts(Language.FR).money(1000 + rank)} ".replace("\u202f", " ").replace("\u00a0", " "))
        for rank in range(1, count + 1)
    ]
    assert -1 not in places
    assert places == sorted(places)


def test_the_head_of_the_table_and_the_page_number_stand_on_each_page() -> None:
    pages = read_pages(schedule_pdf(of_lines(500)))
    assert len(pages) > 10
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} / {len(pages)}" in page.words
    assert all("Premier débit" in page.words for page in pages[:-1])
    assert all("LEFÈVRE Jean-Noël, n° 348" in page.words for page in pages[1:])


@pytest.mark.parametrize("shape", SHAPES)
def test_no_page_is_blank_and_no_ink_reaches_the_edge(shape: str) -> None:
    for page in read_pages(schedule_pdf(SHAPES[shape]), with_ink=True):
        assert is_within_margins(page)


def test_long_names_wrap_and_are_never_cut() -> None:
    text = "".join(said(with_long_names()).split())
    wanted = "".join(LONG_NAME.split())
    assert text.count(wanted) >= 3
    assert "R" * 70 in text


def test_markup_in_a_name_is_printed_as_it_was_typed() -> None:
    named = replace(MEMBER, name="A & B <Cie> <img src='x'/>")
    assert "A & B <Cie> <img src='x'/>" in said(replace(PAPER, member=named))


def test_letters_that_the_typeface_lacks_are_replaced_visibly() -> None:
    text = said(replace(PAPER, member=PaperMember(7, "Noa שלום 😀 Ω", ("مرحبا",))))
    assert f"Noa {UNKNOWN_LETTER * 4} {UNKNOWN_LETTER} Ω" in text
    assert UNKNOWN_LETTER * 5 in text


@pytest.mark.parametrize("shape", SHAPES)
def test_every_font_is_embedded(shape: str) -> None:
    content = schedule_pdf(SHAPES[shape])
    fonts = embedded_fonts(content)
    assert fonts
    assert all(fonts.values()), fonts
    assert all("NotoSans" in name for name in declared_fonts(content))


def test_detail_unfolds_the_instalments_and_says_that_they_go_on() -> None:
    text = said(unfolded())
    assert "26 59,00 € 05/08/2012 Prévue Contrat" in text
    assert "et ainsi de suite" in text
    assert "et ainsi de suite" not in said(PAPER)


@pytest.mark.parametrize(
    ("language", "amount"), [(Language.FR, "59,00 €"), (Language.NL, "59,00 €"), (Language.EN, "€59.00")]
)
def test_the_paper_speaks_the_language_of_the_member(language: Language, amount: str) -> None:
    text = said(replace(PAPER, language=language))
    spoken = texts(language)
    assert amount in text
    assert "05/09/2010" in text
    for word in ("Echéancier", "Prélèvement", "Encaissée", "illimité", "Mandat de prélèvement"):
        assert spoken.tr(word) in text


def test_the_file_says_whose_it_is_and_in_which_language() -> None:
    content = schedule_pdf(replace(PAPER, language=Language.NL))
    assert b"/Lang (nl)" in content
    assert b"Gestion client" in content
