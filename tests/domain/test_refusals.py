"""Every reason why a request is refused, each by the request that meets it (spec 2.5)."""

import inspect
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from app.domain import changes, refusals
from app.domain.cents import LARGEST, Cents
from app.domain.contract import Contract, DayRange, InstalmentState, Period, Terms
from app.domain.dues import due_date
from app.domain.facts import collect, present
from app.domain.ids import Rank, SuspensionId
from app.domain.mandates import MandateTerms
from app.domain.money import parse_money
from app.domain.periods import access_period, from_days, from_last
from app.domain.refusals import Refusal, Refused
from app.domain.rules import ClubRules
from app.domain.sales import SaleKind, SaleRequest, Standing, decide_sale
from app.domain.schedule import schedule
from app.domain.stops import decide_cancellation
from app.domain.suspensions import SuspensionTerms, check_suspension, decide_modification
from tests.domain.samples import (
    ALL_RIGHTS,
    NO_LIMITS,
    NO_RIGHTS,
    at,
    day,
    days,
    ranks,
    stop,
    suspend,
    twelve_months,
    unlimited,
    with_terms,
)

JULY = days("22/07/2010", "04/09/2010")
ENDLESS = days("22/07/2010", None)
TODAY = day("20/07/2010")
PAID = Contract(days("01/01/2011", "31/12/2011"), None)
BY_SERVICES = {
    "CardFieldRefusal",
    "BirthDateImplausible",
    "DaysMissing",
    "FieldMissing",
    "FieldTooLong",
    "FieldUnreadable",
    "MandateReferenceTaken",
    "RateImplausible",
}
"""Raised where the storage or the libraries are."""


def suspended() -> Contract:
    return suspend(unlimited(), JULY, ranks(2, 3)).after


def rank_2_presented() -> Contract:
    return present(suspended(), Rank(2))


def caused(cause: str) -> object:
    terms = SuspensionTerms(JULY, None, None, cause)
    found = check_suspension(unlimited(), terms, today=TODAY, rules=NO_LIMITS, rights=ALL_RIGHTS)
    raise Refused(*found)


def modify_after_its_end() -> object:
    return decide_modification(
        suspended(),
        SuspensionId(1),
        SuspensionTerms(JULY, None, None, "repos"),
        sequence=2,
        today=day("05/09/2010"),
        rules=NO_LIMITS,
        rights=ALL_RIGHTS,
    )


def cancel(contract: Contract, today: str, suspension: int = 1) -> object:
    return decide_cancellation(contract, SuspensionId(suspension), today=day(today), rules=NO_LIMITS)


def deleted() -> Contract:
    return changes.delete_instalment(unlimited(), Rank(2), at(unlimited())).after


def held() -> Contract:
    return changes.hold_instalment(unlimited(), Rank(2), at(unlimited())).after


MANDATE = MandateTerms("BE68539007547034", "", "RUM-1", day("01/06/2010"))
SALE = SaleRequest(
    SaleKind.UNLIMITED,
    day("01/07/2010"),
    Cents(5900),
    first_due=day("05/07/2010"),
    anchor_day=5,
    mandate=MANDATE,
)
WELCOME = Standing()
TERMS = Terms(day("05/07/2010"), Cents(5900), 5)
FIXED = replace(SALE, kind=SaleKind.FIXED_BY_DEBIT, months=12, count=12)


def sell(request: SaleRequest = SALE, standing: Standing = WELCOME, **other: object) -> object:
    return decide_sale(replace(request, **other), today=TODAY, standing=standing)  # type: ignore[arg-type]


def mandate(**other: object) -> object:
    return sell(mandate=replace(MANDATE, **other))  # type: ignore[arg-type]


def limited(**limits: int) -> object:
    return suspend(suspended(), days("01/10/2010", "10/10/2010"), None, None, rules=ClubRules(**limits))  # type: ignore[arg-type]


def raise_of(call: Callable[[], object]) -> dict[str, Refusal]:
    with pytest.raises(Refused) as caught:
        call()
    return {type(each).__name__: each for each in caught.value.refusals}


TABLE: list[tuple[str, str, str, Callable[[], object]]] = [
    # name, the field it stands beside, the request in words, the request
    ("BadAmount", "amount", "letters", lambda: parse_money("abc")),
    ("AmountTooLarge", "amount", "a billion", lambda: parse_money("1000000000")),
    ("AmountNotPositive", "amount", "below zero", lambda: parse_money("-5")),
    ("AmountNotPositive", "amount", "an instalment of 0", lambda: changes.change_amount(unlimited(), Rank(2), Cents(0), at(unlimited()))),
    ("AmountTooLarge", "amount", "a huge instalment", lambda: changes.change_amount(unlimited(), Rank(2), Cents(LARGEST + 1), at(unlimited()))),
    ("AmountNotPositive", "amount", "a stop at 0", lambda: stop(suspended(), 1, day("01/08/2010"), 0)),
    ("AmountTooLarge", "amount", "a stop at a billion", lambda: stop(suspended(), 1, day("01/08/2010"), LARGEST + 1)),
    ("MaintenanceMissing", "maintenance", "ranks without amount", lambda: suspend(unlimited(), JULY, ranks(2, 2), None)),
    ("MaintenanceNotPositive", "maintenance", "maintenance 0", lambda: suspend(unlimited(), JULY, ranks(2, 2), 0)),
    ("MaintenanceNotPositive", "maintenance", "maintenance below 0", lambda: suspend(unlimited(), JULY, ranks(2, 2), -200)),
    ("MaintenanceTooLarge", "maintenance", "a huge maintenance", lambda: suspend(unlimited(), JULY, ranks(2, 2), 10**15)),
    ("MaintenanceAboveNormal", "maintenance", "60 € for 59 € by the reception", lambda: suspend(unlimited(), JULY, ranks(2, 2), 6000, rights=NO_RIGHTS, today=TODAY)),
    ("DaysBelowOne", "days", "no day", lambda: from_days(TODAY, 0)),
    ("DaysBelowOne", "days", "days below 0", lambda: from_days(TODAY, -1)),
    ("DaysBeyondCalendar", "days", "10^12 days", lambda: from_days(TODAY, 10**12)),
    ("DaysBeyondCalendar", "days", "two days from 31/12/9999", lambda: from_days(date.max, 2)),
    ("EndBeforeStart", "last_day", "an end before the start", lambda: from_last(TODAY, day("19/07/2010"))),
    ("EndBeforeStart", "last_day", "a suspension that ends before it starts", lambda: suspend(unlimited(), days("22/07/2010", "21/07/2010"), None, None)),
    ("DaysBelowShortest", "days", "10 days, shortest 15", lambda: limited(shortest_days=15)),
    ("DaysAboveMaximum", "days", "10 days, maximum 9", lambda: limited(max_suspension_days=9)),
    ("DaysAboveMaximum", "days", "without end, maximum 90", lambda: suspend(unlimited(), ENDLESS, None, None, rules=ClubRules(max_suspension_days=90))),
    ("YearDaysExceeded", "days", "45 + 10 days, 54 a year", lambda: limited(year_max_days=54)),
    ("YearSuspensionsExceeded", "first_day", "the second, one a year", lambda: limited(year_max_suspensions=1)),
    ("NoticeTooShort", "first_day", "two days ahead, notice 3", lambda: suspend(unlimited(), JULY, None, None, today=TODAY, rights=NO_RIGHTS, rules=ClubRules(notice_days=3))),
    ("StartBeforeAccess", "first_day", "before the access", lambda: suspend(unlimited(), days("30/06/2010", None), None, None)),
    ("StartBeforeAccess", "first_day", "year 1", lambda: suspend(unlimited(), DayRange(date.min, None), None, None)),
    ("StartAfterAccess", "first_day", "after the access", lambda: suspend(twelve_months(), days("01/01/2012", None), None, None)),
    ("FirstDayImplausible", "first_day", "year 9999, an access without end", lambda: suspend(unlimited(), DayRange(date.max, None), None, None)),
    ("LastDayImplausible", "last_day", "up to the year 9999", lambda: suspend(unlimited(), DayRange(day("22/07/2010"), date.max), None, None)),
    ("ReturnImplausible", "return_day", "back in the year 9999", lambda: stop(suspend(unlimited(), ENDLESS, None, None).after, 1, date.max, today=TODAY)),
    ("FirstRankUnknown", "first_rank", "a rank centuries ahead", lambda: suspend(unlimited(), ENDLESS, ranks(95000, None))),
    ("LastRankUnknown", "last_rank", "up to a rank centuries ahead", lambda: suspend(unlimited(), JULY, ranks(2, 95000))),
    ("StartAfterAccess", "first_day", "year 9999", lambda: suspend(twelve_months(), DayRange(date.max, None), None, None)),
    ("StartBackdated", "first_day", "yesterday, by the reception", lambda: suspend(unlimited(), JULY, None, None, today=day("23/07/2010"), rights=NO_RIGHTS)),
    ("SuspensionDaysOverlap", "first_day", "the last day of another", lambda: suspend(suspended(), days("04/09/2010", "10/09/2010"), None, None)),
    ("SuspensionDaysOverlap", "first_day", "without end, over another", lambda: suspend(suspended(), days("10/07/2010", None), None, None)),
    ("SuspensionRanksOverlap", "first_rank", "a rank of another", lambda: suspend(suspended(), days("05/09/2010", "10/10/2010"), ranks(3, 4))),
    ("EndBeyondCalendar", "last_day", "an end beyond 9999", lambda: suspend(twelve_months(), DayRange(day("01/06/2011"), date.max), None, None)),
    ("EndBeyondCalendar", "last_day", "12 months from 9999", lambda: access_period(date(9999, 6, 1), months=12)),
    ("CauseMissing", "cause", "no cause", lambda: caused("")),
    ("CauseMissing", "cause", "spaces for a cause", lambda: caused("  \n ")),
    ("CauseTooLong", "cause", "a novel", lambda: caused("x" * 201)),
    ("CauseUnreadable", "cause", "pasted lines", lambda: caused("une\ndeux")),
    ("CauseUnreadable", "cause", "text turned round", lambda: caused("a\u202eb")),
    ("NoDebits", "first_rank", "ranks of an access paid at once", lambda: suspend(PAID, days("01/03/2011", "10/03/2011"), ranks(1, 1))),
    ("NoDebits", "first_rank", "an instalment of an access paid at once", lambda: changes.add_instalment(PAID, day("01/03/2011"), Cents(100), at(PAID))),
    ("FirstRankUnknown", "first_rank", "rank 13 of 12", lambda: suspend(twelve_months(), days("01/03/2011", "10/03/2011"), ranks(13, 13))),
    ("FirstRankUnknown", "first_rank", "rank 0", lambda: suspend(unlimited(), JULY, ranks(0, 1))),
    ("FirstRankUnknown", "first_rank", "rank 10^12", lambda: suspend(unlimited(), ENDLESS, ranks(10**12, None))),
    ("LastRankUnknown", "last_rank", "up to rank 13 of 12", lambda: suspend(twelve_months(), days("01/03/2011", "10/03/2011"), ranks(12, 13))),
    ("RanksReversed", "last_rank", "Fin before Début", lambda: suspend(unlimited(), JULY, ranks(3, 2))),
    ("LastRankMissing", "last_rank", "ranks without end for 45 days", lambda: suspend(unlimited(), JULY, ranks(2, None))),
    ("NoRunningAccess", "", "an access that has ended", lambda: suspend(twelve_months(), days("01/12/2011", "10/12/2011"), None, None, today=day("01/01/2012"))),
    ("SuspensionUnknown", "", "no such suspension", lambda: stop(suspended(), 7, day("01/08/2010"))),
    ("SuspensionEnded", "", "a stop after its end", lambda: stop(suspended(), 1, day("05/09/2010"))),
    ("SuspensionEnded", "", "a modification after its end", modify_after_its_end),
    ("ReturnBeforeStart", "return_day", "back before it began", lambda: stop(suspended(), 1, day("21/07/2010"))),
    ("ReturnAfterEnd", "return_day", "back two days after its last", lambda: stop(suspended(), 1, day("06/09/2010"), today=TODAY)),
    ("CancellationAfterStart", "", "cancelled on its first day", lambda: cancel(suspended(), "22/07/2010")),
    ("CancellationAfterPresentation", "", "cancelled with rank 2 at the bank", lambda: cancel(rank_2_presented(), "20/07/2010")),
    ("InstalmentUnknown", "rank", "rank 13 of 12", lambda: changes.hold_instalment(twelve_months(), Rank(13), at(twelve_months()))),
    ("InstalmentUnknown", "rank", "A1, never added", lambda: changes.hold_instalment(unlimited(), Rank(-1), at(unlimited()))),
    ("InstalmentIsFact", "rank", "the amount of a presented one", lambda: changes.change_amount(rank_2_presented(), Rank(2), Cents(100), at(suspended()))),
    ("InstalmentIsFact", "rank", "the date of a presented one", lambda: changes.change_date(rank_2_presented(), Rank(2), day("06/08/2010"), at(suspended()))),
    ("InstalmentIsFact", "rank", "a presented one deleted", lambda: changes.delete_instalment(rank_2_presented(), Rank(2), at(suspended()))),
    ("InstalmentIsFact", "rank", "a presented one held", lambda: changes.hold_instalment(rank_2_presented(), Rank(2), at(suspended()))),
    ("InstalmentDeleted", "rank", "the amount of a deleted one", lambda: changes.change_amount(deleted(), Rank(2), Cents(100), at(deleted()))),
    ("InstalmentDeleted", "rank", "deleted twice", lambda: changes.delete_instalment(deleted(), Rank(2), at(deleted()))),
    ("InstalmentNotDeleted", "rank", "restored, never deleted", lambda: changes.restore_instalment(unlimited(), Rank(2), at(unlimited()))),
    ("InstalmentAlreadyHeld", "rank", "held twice", lambda: changes.hold_instalment(held(), Rank(2), at(held()))),
    ("InstalmentNotHeld", "rank", "released, never held", lambda: changes.release_instalment(unlimited(), Rank(2), at(unlimited()))),
    ("InstalmentNotPlanned", "rank", "presented twice", lambda: present(rank_2_presented(), Rank(2))),
    ("InstalmentNotPlanned", "rank", "presented while held", lambda: present(held(), Rank(2))),
    ("InstalmentNotPlanned", "rank", "collected, never presented", lambda: collect(unlimited(), Rank(1))),
    ("NotAllowed", "", "deleted by the reception", lambda: changes.delete_instalment(unlimited(), Rank(2), at(unlimited(), rights=NO_RIGHTS))),
    ("DueInPast", "due", "moved to yesterday by the reception", lambda: changes.change_date(unlimited(), Rank(2), day("19/07/2010"), at(unlimited(), TODAY, NO_RIGHTS))),
    ("DueImplausible", "due", "moved to year 1", lambda: changes.change_date(unlimited(), Rank(2), date.min, at(unlimited(), TODAY))),
    ("DueImplausible", "due", "added in 9999", lambda: changes.add_instalment(unlimited(), date.max, Cents(100), at(unlimited(), TODAY))),
    ("DueBeyondCalendar", "due", "rank 10^6", lambda: due_date(TERMS, Rank(10**6))),
    ("DueBeyondCalendar", "due", "12 instalments from December 9999", lambda: schedule(with_terms(twelve_months(), first_due=date(9999, 12, 5)))),
    ("ClientBlocked", "", "a blocked client", lambda: sell(standing=Standing(blocked=True, block_reason="paiement en retard"))),
    ("ClientDeactivated", "", "a deactivated client", lambda: sell(standing=Standing(deactivated=True))),
    ("StartImplausible", "start", "year 1", lambda: sell(start=date.min)),
    ("StartImplausible", "start", "year 9999", lambda: sell(start=date.max)),
    ("FirstDebitImplausible", "first_due", "no first debit", lambda: sell(first_due=None)),
    ("FirstDebitImplausible", "first_due", "year 9999", lambda: sell(first_due=date.max)),
    ("DebitDayOutOfRange", "anchor_day", "day 0", lambda: sell(anchor_day=0)),
    ("DebitDayOutOfRange", "anchor_day", "day 32", lambda: sell(anchor_day=32)),
    ("PeriodOutOfRange", "period", "every 0 months", lambda: sell(period=Period(0))),
    ("PeriodOutOfRange", "period", "every 10^12 months", lambda: sell(period=Period(10**12))),
    ("CountMissing", "count", "no number", lambda: sell(FIXED, count=None)),
    ("CountOutOfRange", "count", "0 instalments", lambda: sell(FIXED, count=0)),
    ("CountOutOfRange", "count", "10^12 instalments", lambda: sell(FIXED, count=10**12)),
    ("LengthMissing", "length", "neither months nor days", lambda: sell(FIXED, months=None)),
    ("LengthMissing", "length", "months and days", lambda: sell(FIXED, days=3)),
    ("LengthMissing", "length", "a period of nothing", lambda: access_period(TODAY)),
    ("LengthOutOfRange", "length", "0 months", lambda: sell(FIXED, months=0)),
    ("LengthOutOfRange", "length", "10^12 days", lambda: sell(FIXED, months=None, days=10**12)),
    ("AmountNotPositive", "amount", "an access of 0 €", lambda: sell(amount=Cents(0))),
    ("AmountTooLarge", "amount", "a billion and the fee", lambda: sell(amount=LARGEST, registration_fee=Cents(1))),
    ("RegistrationFeeNegative", "registration_fee", "a fee below 0", lambda: sell(registration_fee=Cents(-1))),
    ("MandateMissing", "mandate_reference", "no mandate", lambda: sell(mandate=None)),
    ("IbanMissing", "iban", "no account", lambda: mandate(iban=" ")),
    ("MandateReferenceInvalid", "mandate_reference", "an accent", lambda: mandate(reference="RÉF")),
    ("MandateReferenceInvalid", "mandate_reference", "a space", lambda: mandate(reference="RUM 1")),
    ("MandateReferenceInvalid", "mandate_reference", "nothing", lambda: mandate(reference="")),
    ("MandateReferenceInvalid", "mandate_reference", "a line end", lambda: mandate(reference="RUM\n")),
    ("MandateReferenceTooLong", "mandate_reference", "36 signs", lambda: mandate(reference="R" * 36)),
    ("MandateSlashes", "mandate_reference", "a leading slash", lambda: mandate(reference="/RUM")),
    ("MandateSlashes", "mandate_reference", "two slashes", lambda: mandate(reference="R//M")),
    ("MandateSignatureMissing", "signed_on", "not signed", lambda: mandate(signed_on=None)),
    ("MandateSignedInFuture", "signed_on", "signed tomorrow", lambda: mandate(signed_on=day("21/07/2010"))),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "beside", "call"),
    [(name, beside, call) for name, beside, _, call in TABLE],
    ids=[f"{name}: {words}" for name, _, words, _ in TABLE],
)
def test_the_request_is_refused_for_this_reason(name: str, beside: str, call: Callable[[], object]) -> None:
    found = raise_of(call)
    assert name in found
    assert found[name].beside == beside


def test_every_reason_of_the_domain_is_in_the_table() -> None:
    declared = {
        name
        for name, value in inspect.getmembers(refusals, inspect.isclass)
        if issubclass(value, Refusal) and value is not Refusal
    }
    assert declared - BY_SERVICES == {name for name, _, _, _ in TABLE}


def test_all_reasons_are_found_at_once() -> None:
    found = raise_of(
        lambda: suspend(
            suspended(), days("30/06/2010", "04/09/2010"), ranks(5, 3), 0, today=TODAY, rights=NO_RIGHTS
        )
    )
    assert set(found) == {
        "StartBeforeAccess",
        "StartBackdated",
        "SuspensionDaysOverlap",
        "RanksReversed",
        "MaintenanceNotPositive",
    }


def test_a_fact_that_is_refused_says_its_state() -> None:
    found = raise_of(lambda: changes.hold_instalment(rank_2_presented(), Rank(2), at(suspended())))
    assert found["InstalmentIsFact"] == refusals.InstalmentIsFact(Rank(2), InstalmentState.PRESENTED)


def test_a_refusal_beside_a_field_of_the_card_names_that_field() -> None:
    assert refusals.FieldTooLong("surname", 60).beside == "surname"


@pytest.mark.parametrize("maintenance", [5900, 1])
def test_a_maintenance_up_to_the_normal_amount_is_accepted(maintenance: int) -> None:
    decision = suspend(unlimited(), JULY, ranks(2, 2), maintenance, rights=NO_RIGHTS, today=TODAY)
    assert decision.suspension.maintenance == maintenance


def test_the_first_and_last_day_of_the_access_can_be_the_start() -> None:
    for first in ("01/01/2011", "31/12/2011"):
        assert suspend(twelve_months(), days(first, "31/01/2012"), None, None).suspension.ranks is None


def test_neighbouring_suspensions_are_accepted() -> None:
    contract = suspend(suspended(), days("05/09/2010", "30/09/2010"), ranks(4, 4)).after
    assert len(contract.suspensions) == 2
