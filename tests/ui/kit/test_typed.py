"""What is typed is understood or refused in words, never changed in silence."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import i18n
from app.ui.kit.typed import MAX_CENTS, one_line, read_date, read_money, read_whole


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("05/08/2010", date(2010, 8, 5)),
        ("5/8/10", date(2010, 8, 5)),
        ("1/2/10", date(2010, 2, 1)),
        ("01022010", date(2010, 2, 1)),
        ("010210", date(2010, 2, 1)),
        ("1-2-2010", date(2010, 2, 1)),
        ("1.2.2010", date(2010, 2, 1)),
        (" 1 2 2010 ", date(2010, 2, 1)),
        ("2010-02-01", date(2010, 2, 1)),
        ("14/03/76", date(1976, 3, 14)),
        ("29/02/2012", date(2012, 2, 29)),
    ],
)
def test_a_day_may_be_typed_as_the_hand_falls(text: str, expected: date) -> None:
    assert read_date(text).value == expected


@pytest.mark.parametrize("text", ["29/02/2011", "31/04/2010", "00/01/2010", "12/13/2010"])
def test_a_day_that_does_not_exist_is_refused_and_not_corrected(text: str) -> None:
    read = read_date(text)
    assert read.value is None
    assert read.error is not None


@pytest.mark.parametrize(
    "text",
    [
        "demain",
        "1/2",
        "1/2/3/4",
        "١/٢/٢٠١٠",
        "🎂",
        "\u202e0102",
        "9" * 400,
        "1/2/201",
        "01/01/0001",
        "1/1/9999",
        "123/1/10",
    ],
)
def test_what_is_no_day_is_refused_in_words(text: str) -> None:
    read = read_date(text)
    assert read.value is None
    assert read.error is not None


def test_an_empty_day_is_neither_a_day_nor_an_error() -> None:
    assert read_date("  ").value is None
    assert read_date("  ").error is None


def test_a_birth_year_of_two_digits_is_never_in_the_future() -> None:
    assert read_date("1/2/45", pivot=26).value == date(1945, 2, 1)
    assert read_date("1/2/20", pivot=26).value == date(2020, 2, 1)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)))
def test_a_day_as_we_write_it_is_read_back(value: date) -> None:
    assert read_date(i18n.day(value)).value == value


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("12,50", 1250),
        ("12.50", 1250),
        ("12,5", 1250),
        ("12", 1200),
        ("12,50 €", 1250),
        ("€12.50", 1250),
        ("1 234,56 €", 123456),
        ("1.234,56", 123456),
        ("1,234.56", 123456),
        ("1\u202f234,56\u00a0€", 123456),
        ("-3,00", -300),
        ("0", 0),
        ("0,00 €", 0),
    ],
)
def test_an_amount_takes_comma_and_point(text: str, cents: int) -> None:
    assert read_money(text).value == cents


@pytest.mark.parametrize(
    "text", ["douze", "12,505", "1.234", "12,5,0", "€", "1e3", "١٢", "🎉", "12-", "NaN", "1" * 300]
)
def test_an_amount_that_could_mean_two_things_is_refused(text: str) -> None:
    read = read_money(text)
    assert read.value is None
    assert read.error is not None


@pytest.mark.parametrize("language", list(i18n.Language))
@given(cents=st.integers(min_value=-MAX_CENTS, max_value=MAX_CENTS))
def test_an_amount_as_we_write_it_is_read_back_in_every_language(language: i18n.Language, cents: int) -> None:
    assert read_money(i18n.texts(language).money(cents)).value == cents


def test_a_number_out_of_bounds_is_refused_with_its_bounds() -> None:
    read = read_whole("1000000000000", 1, 60)
    assert read.value is None
    assert read.error is not None
    assert "60" in read.error
    assert read_whole("45", 1, 60).value == 45
    assert read_whole("4,5", 1, 60).error is not None


@given(st.text())
def test_no_text_at_all_breaks_a_reader(text: str) -> None:
    for read in (read_date(text), read_money(text), read_whole(text, 1, 99)):
        assert read.value is None or read.error is None


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1
