"""What an invoice is worth to the cent, how it is called, and in which state it is (spec 3.2)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cents import LARGEST, Cents
from app.domain.invoicing import (
    DESCRIPTION_LENGTH,
    LARGEST_QUANTITY,
    MOST_LINES,
    InvoiceKind,
    InvoiceLine,
    InvoiceState,
    Series,
    amount_of,
    left_of,
    number_of,
    state_of,
    structured_communication,
    tidied,
    totals,
    why_not_billed,
)
from app.domain.invoicing_refusals import (
    LineDescriptionTooLong,
    LinesMissing,
    TooManyBilledLines,
    TotalTooLarge,
)

TODAY = date(2026, 3, 1)
RATES = st.sampled_from([Decimal(0), Decimal(6), Decimal(12), Decimal(21), Decimal("5.5"), Decimal(100)])
LINES = st.builds(
    InvoiceLine,
    description=st.just("Cours"),
    quantity=st.decimals("0.001", "99", places=3),
    unit_price=st.integers(0, 10_000_000).map(Cents),
    vat_rate=RATES,
)


def line(quantity: str = "1", price: int = 100, rate: str = "21") -> InvoiceLine:
    return InvoiceLine("Cours", Decimal(quantity), Cents(price), Decimal(rate))


@pytest.mark.parametrize(
    ("quantity", "price", "amount"),
    [("1", 3500, 3500), ("1.5", 333, 500), ("0.5", 1, 1), ("0.499", 1, 0), ("2.5", 35, 88), ("3", 0, 0)],
)
def test_half_a_cent_is_rounded_up(quantity: str, price: int, amount: int) -> None:
    assert amount_of(line(quantity, price)) == amount


@pytest.mark.parametrize(
    ("gross", "rate", "net", "vat"),
    [(12_100, "21", 10_000, 2100), (10_000, "21", 8264, 1736), (1, "21", 1, 0), (3, "21", 2, 1), (500, "0", 500, 0),
     (10_600, "6", 10_000, 600), (10_550, "5.5", 10_000, 550), (200, "100", 100, 100)],
)  # fmt: skip
def test_the_vat_is_taken_out_of_the_gross(gross: int, rate: str, net: int, vat: int) -> None:
    made = totals([line(price=gross, rate=rate)])
    assert (made.net, made.vat, made.gross) == (net, vat, gross)


def test_lines_of_one_rate_are_rounded_together() -> None:
    assert totals([line(price=3)] * 100).vat == 52  # 3,00 € at once, not a hundred times 1 cent


@given(st.lists(LINES, min_size=1, max_size=20))
def test_net_and_vat_make_the_gross_in_every_rate_and_in_all(lines: list[InvoiceLine]) -> None:
    made = totals(lines)
    assert made.gross == sum(amount_of(each) for each in lines)
    assert made.net + made.vat == made.gross
    assert all(part.net + part.vat == part.gross for part in made.parts)
    assert [part.rate for part in made.parts] == sorted({each.vat_rate for each in lines}, reverse=True)
    for part in made.parts:
        exact = Decimal(part.gross) * part.rate / (100 + part.rate)
        assert abs(part.vat - exact) <= Decimal("0.5")
        assert 0 <= part.vat <= part.gross


@given(st.lists(LINES, min_size=1, max_size=8), st.randoms())
def test_the_order_of_the_lines_changes_no_total(lines: list[InvoiceLine], chance: object) -> None:
    turned = list(lines)
    chance.shuffle(turned)  # type: ignore[attr-defined]
    assert totals(turned) == totals(lines)


@given(LINES)
def test_what_is_sensible_is_billed(one: InvoiceLine) -> None:
    assert why_not_billed([one]) == ()


@given(
    st.builds(
        InvoiceLine,
        description=st.text(max_size=300),
        quantity=st.decimals(),
        unit_price=st.integers().map(Cents),
        vat_rate=st.decimals(),
    )
)
def test_whatever_is_billed_is_sensible(one: InvoiceLine) -> None:
    if why_not_billed([one]):
        return
    assert 1 <= len(tidied(one).description) <= DESCRIPTION_LENGTH
    assert tidied(one).description.isprintable()
    assert 0 < one.quantity <= LARGEST_QUANTITY
    assert 0 <= amount_of(one) <= LARGEST
    assert int(one.quantity * 1000) == one.quantity * 1000
    assert int(one.vat_rate * 100) == one.vat_rate * 100


def test_none_too_many_and_too_much_are_refused() -> None:
    assert why_not_billed([]) == (LinesMissing(),)
    assert why_not_billed([line()] * (MOST_LINES + 1)) == (TooManyBilledLines(MOST_LINES),)
    assert why_not_billed([line()] * MOST_LINES) == ()
    assert why_not_billed([line(price=LARGEST), line(price=1)]) == (TotalTooLarge(LARGEST),)
    long = InvoiceLine("x" * (DESCRIPTION_LENGTH + 1), Decimal(1), Cents(1), Decimal(0))
    assert why_not_billed([line(), long]) == (LineDescriptionTooLong(2, DESCRIPTION_LENGTH),)
    assert why_not_billed([line(), long])[0].beside == "lines.2"


def test_a_pasted_description_is_kept_on_one_line() -> None:
    pasted = InvoiceLine("  Cours\u00a0de\r\n yoga\t", Decimal(1), Cents(1), Decimal(0))
    assert tidied(pasted).description == "Cours de yoga"
    assert why_not_billed([pasted]) == ()


DUE = TODAY + timedelta(days=14)


@pytest.mark.parametrize(
    ("kind", "gross", "credited", "paid", "held", "due", "state"),
    [
        (InvoiceKind.INVOICE, 100, 0, 0, False, DUE, InvoiceState.OPEN),
        (InvoiceKind.INVOICE, 100, 0, 0, False, TODAY, InvoiceState.OPEN),
        (InvoiceKind.INVOICE, 100, 0, 99, False, TODAY - timedelta(days=1), InvoiceState.OVERDUE),
        (InvoiceKind.INVOICE, 100, 0, 0, True, TODAY - timedelta(days=1), InvoiceState.ON_HOLD),
        (InvoiceKind.INVOICE, 100, 0, 100, True, TODAY - timedelta(days=1), InvoiceState.PAID),
        (InvoiceKind.INVOICE, 100, 40, 60, False, DUE, InvoiceState.PAID),
        (InvoiceKind.INVOICE, 100, 40, 100, False, DUE, InvoiceState.PAID),
        (InvoiceKind.INVOICE, 100, 100, 0, True, DUE, InvoiceState.CREDITED),
        (InvoiceKind.INVOICE, 100, 100, 100, False, DUE, InvoiceState.CREDITED),
        (InvoiceKind.INVOICE, 100, 100, -100, False, DUE, InvoiceState.OPEN),
        (InvoiceKind.INVOICE, 0, 0, 0, False, TODAY - timedelta(days=1), InvoiceState.PAID),
        (InvoiceKind.CREDIT_NOTE, 100, 0, 0, False, TODAY - timedelta(days=9), InvoiceState.CREDITED),
    ],
)
def test_the_state_of_an_invoice(
    kind: InvoiceKind, gross: int, credited: int, paid: int, held: bool, due: date, state: InvoiceState
) -> None:
    left = left_of(gross, 0, credited, paid)
    assert state_of(kind, gross=gross, credited=credited, left=left, due=due, held=held, today=TODAY) is state


def test_fees_are_left_to_pay_beside_the_gross() -> None:
    assert left_of(7000, 750, 1000, 2000) == 4750
    assert left_of(7000, 0, 7000, 7000) == -7000


def test_numbers_as_they_are_printed() -> None:
    printed = [number_of(series, 2026, 123) for series in Series]
    assert printed == ["2026-000123", "NC2026-000123", "P2026-000123"]
    assert number_of(Series.INVOICE, 2026, 1_234_567) == "2026-1234567"


@given(st.integers(1, 9999), st.integers(1, 999_999))
def test_a_communication_proves_itself_by_97(year: int, sequence: int) -> None:
    said = structured_communication(year, sequence)
    digits = "".join(sign for sign in said if sign.isdigit())
    assert said == f"+++{digits[:3]}/{digits[3:7]}/{digits[7:]}+++"
    assert len(digits) == 12
    assert int(digits[10:]) == (int(digits[:10]) % 97 or 97)
