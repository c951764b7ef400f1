"""Names, telephones and cards as they are compared when searching (spec 1.2, 5.1)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.names import card_digits, phone_digits, search_text


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        ("Jean-Noël LEFÈVRE", "jean noel lefevre"),
        ("D’Hondt", "d hondt"),
        ("d'Hondt", "d hondt"),
        ("Łukasz Øster Đorđe", "lukasz oster dorde"),
        ("Cœur Æther Strauß", "coeur aether strauss"),
        ("  A & B <Cie>  ", "a b cie"),
        ("ŒUVRE", "oeuvre"),
        ("İstanbul Işık", "istanbul isik"),
        ("\u202eabc\n", "abc"),
        ("🙂", ""),
        ("𝓐nne", "anne"),
        ("", ""),
    ],
)
def test_accents_case_hyphens_and_apostrophes_do_not_matter(text: str, compared: str) -> None:
    assert search_text(text) == compared


@given(st.text())
def test_a_compared_text_stays_as_it_is(text: str) -> None:
    once = search_text(text)
    assert search_text(once) == once
    assert "  " not in once


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("06 12 34 56 78", "0612345678"),
        ("+33 6 12 34 56 78", "0612345678"),
        ("+33 (0)6 12 34 56 78", "0612345678"),
        ("0033612345678", "0612345678"),
        ("0032 475/12.34.56", "0475123456"),
        ("+352 621 123 456", "352621123456"),
        ("0475", "0475"),
        ("abc", ""),
    ],
)
def test_a_telephone_is_the_same_from_home_and_abroad(typed: str, digits: str) -> None:
    assert phone_digits(typed) == digits


@pytest.mark.parametrize(
    ("typed", "digits"),
    [("0012345", "0012345"), ("00 123-45.6", "00123456"), ("12a", ""), ("", ""), ("１２", "12"), ("²", "2")],
)
def test_a_card_number_is_its_digits_or_nothing(typed: str, digits: str) -> None:
    assert card_digits(typed) == digits
