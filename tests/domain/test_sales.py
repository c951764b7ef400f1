"""A plan proposes, the desk decides, a contract is sold (spec 1.4)."""

from dataclasses import replace

import pytest

from app.domain.cents import Cents
from app.domain.contract import Contract, DayRange, Terms
from app.domain.mandates import MandateTerms, mandate_refusals
from app.domain.sales import PlanTerms, SaleKind, Standing, decide_sale, first_debit_day, propose_sale
from app.domain.schedule import schedule
from tests.domain.samples import day, days, told_lines, twelve_months, unlimited

MANDATE = MandateTerms("BE68539007547034", "", "RUM-1", day("01/06/2010"))
UNLIMITED = PlanTerms(SaleKind.UNLIMITED, Cents(5900), debit_day=5)
YEAR = PlanTerms(SaleKind.FIXED_BY_DEBIT, Cents(4000), months=12, count=12, debit_day=5)
WELCOME = Standing()


def sold(plan: PlanTerms, start: str) -> Contract:
    request = propose_sale(plan, day(start), MANDATE)
    return decide_sale(request, today=day(start), standing=WELCOME)


def test_an_unlimited_access_is_that_of_the_worked_example() -> None:
    assert sold(UNLIMITED, "01/07/2010") == unlimited()


def test_a_year_by_debit_is_that_of_the_rules() -> None:
    assert sold(YEAR, "01/01/2011") == twelve_months()


def test_an_access_paid_at_once_has_no_instalments() -> None:
    contract = sold(PlanTerms(SaleKind.FIXED_AT_ONCE, Cents(9900), days=10), "01/01/2011")
    assert contract == Contract(days("01/01/2011", "10/01/2011"), None)


def test_the_registration_fee_is_part_of_the_first_debit() -> None:
    contract = sold(replace(UNLIMITED, registration_fee=Cents(2500)), "01/07/2010")
    assert told_lines(schedule(contract)) == ["84,00 € 05/07/2010 (1)", "59,00 € 05/08/2010 (illimité)"]


@pytest.mark.parametrize(
    ("start", "debit_day", "first"),
    [
        ("01/07/2010", 5, "05/07/2010"),
        ("05/07/2010", 5, "05/07/2010"),
        ("06/07/2010", 5, "05/08/2010"),
        ("06/12/2010", 5, "05/01/2011"),
        ("10/02/2011", 31, "28/02/2011"),
        ("28/02/2011", 31, "28/02/2011"),
        ("31/01/2011", 30, "28/02/2011"),
    ],
)
def test_the_first_debit_is_the_first_debit_day_from_the_start(
    start: str, debit_day: int, first: str
) -> None:
    assert first_debit_day(day(start), debit_day) == day(first)


def test_the_anchor_outlives_a_short_first_month() -> None:
    contract = sold(replace(UNLIMITED, debit_day=31), "10/02/2011")
    dues = [f"{each.due:%d/%m}" for each in schedule(contract).instalments(3)]
    assert dues == ["28/02", "31/03", "30/04"]


def test_without_a_debit_day_the_day_of_the_start_is_proposed() -> None:
    request = propose_sale(replace(UNLIMITED, debit_day=None), day("17/07/2010"))
    assert (request.first_due, request.anchor_day) == (day("17/07/2010"), 17)


def test_what_was_proposed_can_be_changed() -> None:
    request = replace(propose_sale(YEAR, day("01/01/2011"), MANDATE), first_due=day("20/01/2011"), count=6)
    contract = decide_sale(request, today=day("01/01/2011"), standing=WELCOME)
    assert contract.terms == Terms(day("20/01/2011"), Cents(4000), 5, count=6)
    assert contract.access == DayRange(day("01/01/2011"), day("31/12/2011"))


@pytest.mark.parametrize("reference", ["A", "+?/-:().,'x", "R" * 35, "rum-2010/001"])
def test_every_sign_of_the_scheme_makes_a_mandate_reference(reference: str) -> None:
    assert list(mandate_refusals(replace(MANDATE, reference=reference), day("01/07/2010"))) == []
