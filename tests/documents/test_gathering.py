"""From what is stored to what is printed: the figures of spec 1.6 and 2.7 on the way to paper."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.cents import Cents
from app.domain.contract import (
    Contract,
    DayRange,
    Fact,
    InstalmentState,
    Origin,
    RankRange,
    Suspension,
    Terms,
)
from app.domain.ids import Rank, SuspensionId
from app.domain.refusals import Refused
from app.i18n import Language
from app.services.documents.gathering import (
    UNFOLDED_AT_MOST,
    AccessSource,
    ClientSource,
    schedule_paper,
    still_running,
)
from app.services.documents.gathering_receipt import receipt_paper
from app.services.documents.papers import MoneyConsequences, PaperChoices, Stamp, TotalKind
from app.services.fields import ClientFields, ClubSettings, MandateFields, PaymentMode, PersonKind
from app.services.refusals import NotFound

CLUB = ClubSettings(
    "Club Horizon", "Rue des Prés 12", "5000", "Namur", phone="081 00 00 00", vat_number="BE0123456749"
)
FIELDS = ClientFields(
    "LEFÈVRE", "Jean-Noël", "M.", address="Rue du Moulin 8", postal_code="5000", town="Namur", language="nl"
)
STAMP = Stamp(date(2010, 7, 22), "ADMIN")
AGREED = date(2010, 7, 20)
INJURY = Suspension(
    SuspensionId(1), DayRange(date(2010, 7, 22), date(2010, 9, 4)), RankRange(Rank(2), Rank(2)), Cents(200), 1,
    cause="Blessure",
)  # fmt: skip
ENDLESS = Contract(
    DayRange(date(2010, 7, 5), None),
    Terms(date(2010, 7, 5), Cents(5900), 5),
    suspensions=(INJURY,),
    facts=(Fact(Rank(1), InstalmentState.COLLECTED, date(2010, 7, 5), Cents(5900), Origin.CONTRACT),),
)
TRAVEL = Suspension(
    SuspensionId(2), DayRange(date(2011, 3, 10), date(2011, 5, 8)), RankRange(Rank(4), Rank(5)), Cents(500), 1,
    cause="Voyage",
)  # fmt: skip
YEAR = Contract(
    DayRange(date(2011, 1, 1), date(2011, 12, 31)),
    Terms(date(2011, 1, 5), Cents(4000), 5, count=12),
    suspensions=(TRAVEL,),
)


def access_of(contract: Contract) -> AccessSource:
    mandate = MandateFields("BE68539007547034", "GKCCBEBB", "GC-348-1", date(2010, 7, 1))
    return AccessSource(
        "Illimité mensuel", PaymentMode.DIRECT_DEBIT, date(2010, 7, 1), Cents(5900), contract, mandate
    )


def source_of(*contracts: Contract) -> ClientSource:
    return ClientSource(348, FIELDS, tuple(access_of(contract) for contract in contracts))


def test_the_echeancier_begins_at_the_next_debit_unless_the_past_is_asked_for() -> None:
    upcoming = schedule_paper(source_of(ENDLESS), CLUB, STAMP, PaperChoices()).schedules[0]
    everything = schedule_paper(source_of(ENDLESS), CLUB, STAMP, PaperChoices(with_past=True)).schedules[0]
    seen = [(line.amount, line.first_due, line.count) for line in upcoming.lines]
    assert seen == [(200, date(2010, 8, 5), 1), (5900, date(2010, 9, 5), None)]
    assert [line.first_rank for line in everything.lines] == [1, 2, 3]


def test_the_facts_of_the_worked_example_are_gathered() -> None:
    made = schedule_paper(source_of(ENDLESS), CLUB, STAMP, PaperChoices()).schedules[0]
    assert made.next_debit is not None
    assert (made.next_debit.due, made.next_debit.amount, made.next_debit.is_maintenance) == (
        date(2010, 8, 5), 200, True,
    )  # fmt: skip
    assert made.suspended is not None
    assert made.suspended.count == 45
    assert made.access.normal_amount == 5900
    assert made.access.days.last is None


def test_totals_of_an_endless_schedule_look_twelve_debits_ahead() -> None:
    made = schedule_paper(source_of(ENDLESS), CLUB, STAMP, PaperChoices()).schedules[0]
    totals = {total.kind: (total.amount, total.count) for total in made.totals}
    assert totals == {TotalKind.COLLECTED: (5900, 1), TotalKind.NEXT_TWELVE: (200 + 11 * 5900, 12)}


def test_totals_of_a_counted_schedule_are_all_that_is_left() -> None:
    stamp = Stamp(date(2011, 3, 9), "ADMIN")
    made = schedule_paper(source_of(YEAR), CLUB, stamp, PaperChoices()).schedules[0]
    totals = {total.kind: (total.amount, total.count) for total in made.totals}
    assert totals == {TotalKind.PLANNED: (12 * 4000 + 2 * 500, 14)}


def test_an_endless_line_is_unfolded_for_two_years_and_a_counted_one_whole() -> None:
    choices = PaperChoices(with_past=True, detail=True)
    endless = schedule_paper(source_of(ENDLESS), CLUB, STAMP, choices).schedules[0].lines[-1]
    assert [each.rank for each in endless.instalments] == list(range(3, 3 + UNFOLDED_AT_MOST))
    counted = schedule_paper(source_of(YEAR), CLUB, STAMP, choices).schedules[0].lines
    assert [each.rank for line in counted for each in line.instalments] == list(range(1, 15))


def test_the_account_is_masked_on_paper_whoever_prints() -> None:
    mandate = schedule_paper(source_of(ENDLESS), CLUB, STAMP, PaperChoices()).schedules[0].mandate
    assert mandate is not None
    assert mandate.iban_masked.endswith("7034")
    assert "5390" not in mandate.iban_masked


def test_a_dutch_member_gets_a_dutch_paper_unless_another_language_is_asked_for() -> None:
    assert schedule_paper(source_of(ENDLESS), CLUB, STAMP, PaperChoices()).language is Language.NL
    asked = PaperChoices(language=Language.EN)
    assert schedule_paper(source_of(ENDLESS), CLUB, STAMP, asked).language is Language.EN
    unknown = replace(source_of(ENDLESS), fields=replace(FIELDS, language="xx"))
    assert schedule_paper(unknown, CLUB, STAMP, PaperChoices()).language is Language.FR


def test_the_envelope_shows_the_country_only_when_it_is_another_one() -> None:
    at_home = schedule_paper(source_of(ENDLESS), CLUB, STAMP, PaperChoices()).member
    assert (at_home.name, at_home.lines) == ("M. LEFÈVRE Jean-Noël", ("Rue du Moulin 8", "5000 Namur"))
    abroad = replace(source_of(ENDLESS), fields=replace(FIELDS, country="FR"))
    assert schedule_paper(abroad, CLUB, STAMP, PaperChoices()).member.lines[-1] == "FRANCE"


def test_a_company_is_addressed_by_its_name_over_its_contact() -> None:
    company = replace(FIELDS, kind=PersonKind.LEGAL, company="Ateliers SA")
    member = schedule_paper(replace(source_of(ENDLESS), fields=company), CLUB, STAMP, PaperChoices()).member
    assert (member.name, member.lines[0]) == ("Ateliers SA", "M. LEFÈVRE Jean-Noël")


def test_an_access_that_is_over_is_left_out_until_its_last_debit() -> None:
    both = source_of(ENDLESS, YEAR)
    assert len(still_running(both, date(2012, 2, 29)).accesses) == 2
    assert len(still_running(both, date(2012, 3, 1)).accesses) == 1


def test_the_receipt_of_an_endless_access_tells_what_is_paid_less() -> None:
    paper = receipt_paper(source_of(ENDLESS), SuspensionId(1), AGREED, CLUB, STAMP)
    before = [(line.first_due, line.count, line.amount, line.changed) for line in paper.before]
    after = [(line.first_due, line.count, line.amount, line.changed) for line in paper.after]
    assert before == [(date(2010, 8, 5), None, 5900, False)]
    assert after == [(date(2010, 8, 5), 1, 200, True), (date(2010, 9, 5), None, 5900, False)]
    assert paper.money == MoneyConsequences(less=Cents(5700))
    assert (paper.old_end, paper.new_end) == (None, None)


def test_the_receipt_of_a_year_tells_the_new_end_and_what_is_postponed() -> None:
    paper = receipt_paper(source_of(YEAR), SuspensionId(2), AGREED, CLUB, STAMP)
    assert (paper.old_end, paper.new_end) == (date(2011, 12, 31), date(2012, 2, 29))
    assert paper.money == MoneyConsequences(postponed=2, postponed_amount=Cents(4000))


def test_the_receipt_tells_what_is_waived_when_nothing_is_postponed() -> None:
    waived = replace(YEAR, suspensions=(replace(TRAVEL, postpones=False),))
    paper = receipt_paper(source_of(waived), SuspensionId(2), AGREED, CLUB, STAMP)
    assert paper.money == MoneyConsequences(waived=Cents(8000))
    assert paper.new_end == date(2012, 2, 29)


def test_the_receipt_of_an_unlimited_suspension_leaves_the_end_to_the_return() -> None:
    unlimited = replace(TRAVEL, days=DayRange(date(2011, 3, 10), None), ranks=RankRange(Rank(4), None))
    paper = receipt_paper(
        source_of(replace(YEAR, suspensions=(unlimited,))), SuspensionId(2), AGREED, CLUB, STAMP
    )
    assert (paper.old_end, paper.new_end) == (date(2011, 12, 31), None)
    assert paper.money == MoneyConsequences(postponed_open=True)


def test_a_receipt_printed_late_still_shows_the_schedule_before() -> None:
    collected = Fact(
        Rank(2), InstalmentState.COLLECTED, date(2010, 8, 5), Cents(200), Origin.SUSPENSION, SuspensionId(1)
    )
    late = replace(ENDLESS, facts=(*ENDLESS.facts, collected))
    paper = receipt_paper(source_of(late), SuspensionId(1), AGREED, CLUB, Stamp(date(2010, 10, 1), "ADMIN"))
    assert [line.amount for line in paper.before] == [5900]
    assert [line.amount for line in paper.after] == [200, 5900]


def test_a_receipt_of_no_suspension_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        receipt_paper(source_of(ENDLESS), SuspensionId(99), AGREED, CLUB, STAMP)
    assert refused.value.refusals == (NotFound("suspension"),)


def test_the_heading_of_the_club_leaves_out_what_is_not_known() -> None:
    full = schedule_paper(source_of(ENDLESS), CLUB, STAMP, PaperChoices(Language.FR)).club
    assert full.lines == ("Rue des Prés 12, 5000 Namur", "081 00 00 00", "TVA BE0123456749")
    bare = schedule_paper(source_of(ENDLESS), ClubSettings("Club"), STAMP, PaperChoices(Language.FR)).club
    assert (bare.name, bare.lines) == ("Club", ())
