"""The rates a line may be given: the club's own first, then those of its country, each once."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.vat_rates import parse_rate, rates_offered


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("21 %", "21"),
        ("21\u00a0%", "21"),
        ("5,5", "5.5"),
        ("5.50 %", "5.5"),
        ("0", "0"),
        ("100 %", "100"),
    ],
)
def test_a_rate_is_read_as_people_write_it(text: str, rate: str) -> None:
    assert parse_rate(text) == Decimal(rate)


@pytest.mark.parametrize("text", ["", "beaucoup", "-1", "100,01", "101", "1,234", "21 %%", "²", "NaN", "1e1"])
def test_what_is_no_rate_is_none(text: str) -> None:
    assert parse_rate(text) is None


@given(st.text())
def test_no_text_is_an_accident(text: str) -> None:
    rate = parse_rate(text)
    assert rate is None or 0 <= rate <= 100


def test_the_preferred_ones_come_first_and_each_once() -> None:
    offered = rates_offered("FR", ("", "5,5 %", "20 %"))
    assert offered == tuple(map(Decimal, ("5.5", "20", "10", "2.1", "0")))


def test_a_country_that_is_not_known_has_the_rates_of_belgium() -> None:
    assert rates_offered("XX") == tuple(map(Decimal, ("21", "12", "6", "0")))
