"""What a person types as an amount (spec 5.4), and amounts as decimals."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.money import LARGEST, Cents, from_decimal, parse_money, to_decimal
from app.domain.refusals import AmountNotPositive, AmountTooLarge, BadAmount, Refusal, Refused


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("12,50", 1250),
        ("12.50", 1250),
        ("12,5", 1250),
        ("12", 1200),
        ("0", 0),
        ("0,01", 1),
        ("1 234,56 €", 123456),
        ("1\u00a0234,56\u00a0€", 123456),
        ("1\u202f234,56\u202f€", 123456),
        ("1 234 567", 123456700),
        ("  59,00  ", 5900),
        ("59€", 5900),
        ("59,00 EUR", 5900),
        ("999 999 999,99", 99_999_999_999),
        ("0059,00", 5900),
    ],
)
def test_an_amount_is_read_with_comma_or_point(typed: str, cents: int) -> None:
    assert parse_money(typed) == cents


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "abc",
        "12,5a",
        "1e3",
        "0x10",
        "12,505",
        "12,",
        ",50",
        "1,234.56",
        "1.234,56",
        "12 34",
        "12\n50",
        "12,50\n",
        "12\t",
        "١٢",
        "１２",
        "½",
        "🙂",
        "\u202e12",
        "nan",
        "inf",
        "'; DROP TABLE client",
        "+5",
        "--5",
        "9" * 500,
        "€",
    ],
)
def test_what_is_no_amount_is_refused(typed: str) -> None:
    assert refusal_of(typed) == BadAmount(typed[:40])


def refusal_of(typed: str) -> Refusal:
    with pytest.raises(Refused) as caught:
        parse_money(typed)
    return caught.value.refusals[0]


def test_an_amount_below_zero_is_refused() -> None:
    assert refusal_of("-12,50") == AmountNotPositive(Cents(-1250))


@pytest.mark.parametrize("typed", ["1 000 000 000", "1000000000,00", "9" * 39])
def test_a_huge_amount_is_refused(typed: str) -> None:
    assert refusal_of(typed) == AmountTooLarge(LARGEST)


@given(st.integers(0, LARGEST))
def test_an_amount_written_out_is_read_back(cents: int) -> None:
    assert parse_money(f"{cents // 100},{cents % 100:02d}") == cents
    assert from_decimal(to_decimal(Cents(cents))) == cents


@given(st.text(max_size=60))
def test_any_text_is_an_amount_or_refused(text: str) -> None:
    try:
        assert 0 <= parse_money(text) <= LARGEST
    except Refused:
        return


def test_a_decimal_has_two_places() -> None:
    assert str(to_decimal(Cents(5900))) == "59.00"
    assert str(to_decimal(Cents(-1))) == "-0.01"


@pytest.mark.parametrize("amount", ["0.001", "NaN", "Infinity", "1000000000", "-1000000000"])
def test_a_decimal_that_is_no_amount_is_refused(amount: str) -> None:
    with pytest.raises(Refused):
        from_decimal(Decimal(amount))
