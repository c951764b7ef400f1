"""Every row of the tables of the specification, 1.6 and 2.7."""

from datetime import date

import pytest

from app.domain.card_state import is_card_blocked
from app.domain.contract import Contract, DayRange, Origin, RankRange
from app.domain.facts import present
from app.domain.ids import Rank
from app.domain.periods import days_of, from_days
from app.domain.proposal import SkipReason, propose_ranks
from app.domain.refusals import Refused
from app.domain.rules import ProposalRule
from app.domain.schedule import schedule
from tests.domain.samples import (
    day,
    days,
    ranks,
    stop,
    suspend,
    told_lines,
    twelve_months,
    unlimited,
)

BY_30_DAYS = ProposalRule.BY_30_DAYS
JULY_22 = day("22/07/2010")


def test_sold_at_59_euros_monthly_without_end() -> None:
    plan = schedule(unlimited())
    assert told_lines(plan) == ["59,00 € 05/07/2010 (illimité)"]
    first, second = plan.instalments(2)
    assert (first.rank, first.due, first.amount) == (1, day("05/07/2010"), 5900)
    assert (second.rank, second.due, second.amount) == (2, day("05/08/2010"), 5900)


def test_45_days_from_22_july_end_on_4_september_included() -> None:
    period = from_days(JULY_22, 45)
    assert period == days("22/07/2010", "04/09/2010")
    assert days_of(period) == 45


def test_45_days_propose_rank_2_alone_and_announce_one_due_date_inside() -> None:
    proposal = propose_ranks(unlimited(), from_days(JULY_22, 45), BY_30_DAYS)
    assert (proposal.first, proposal.last, proposal.count) == (2, 2, 1)
    assert proposal.dues_inside == (2,)


def test_45_days_replace_the_debit_of_august_alone() -> None:
    decision = suspend(unlimited(), from_days(JULY_22, 45), ranks(2, 2))
    assert told_lines(decision.schedule_after, JULY_22) == [
        "2,00 € 05/08/2010 (1)",
        "59,00 € 05/09/2010 (illimité)",
    ]


@pytest.mark.parametrize(
    ("on", "blocked"),
    [("21/07/2010", False), ("22/07/2010", True), ("04/09/2010", True), ("05/09/2010", False)],
)
def test_45_days_block_the_card_on_exactly_these_days(on: str, blocked: bool) -> None:
    contract = suspend(unlimited(), from_days(JULY_22, 45), ranks(2, 2)).after
    assert is_card_blocked(contract, day(on)) is blocked


def test_fin_changed_to_3_replaces_two_debits() -> None:
    decision = suspend(unlimited(), from_days(JULY_22, 45), ranks(2, 3))
    assert told_lines(decision.schedule_after, JULY_22) == [
        "2,00 € 05/08/2010 (2)",
        "59,00 € 05/10/2010 (illimité)",
    ]


def test_without_end_proposes_rank_2_and_prelevement_illimite() -> None:
    proposal = propose_ranks(unlimited(), DayRange(JULY_22, None), BY_30_DAYS)
    assert (proposal.first, proposal.last, proposal.count) == (2, None, None)


def test_without_end_leaves_one_upcoming_line_of_maintenance() -> None:
    decision = suspend(unlimited(), DayRange(JULY_22, None), ranks(2, None))
    assert told_lines(decision.schedule_after, JULY_22) == ["2,00 € 05/08/2010 (illimité)"]
    assert is_card_blocked(decision.after, date.max)


def test_stopped_on_28_december_after_159_days() -> None:
    suspended = suspend(unlimited(), DayRange(JULY_22, None), ranks(2, None)).after
    stopped = stop(suspended, 1, day("28/12/2010"), 5900)
    assert stopped.days == 159
    assert stopped.price_change is None
    assert stopped.first_back == 7
    assert told_lines(stopped.schedule_after) == [
        "59,00 € 05/07/2010 (1)",
        "2,00 € 05/08/2010 (5)",
        "59,00 € 05/01/2011 (illimité)",
    ]
    assert is_card_blocked(stopped.after, day("27/12/2010"))
    assert not is_card_blocked(stopped.after, day("28/12/2010"))


def test_anchor_31_falls_on_the_last_day_of_shorter_months() -> None:
    plan = schedule(unlimited(first_due="31/01/2011", start="01/01/2011"))
    dues = [f"{each.due:%d/%m}" for each in plan.instalments(4)]
    assert dues == ["31/01", "28/02", "31/03", "30/04"]


SIXTY_DAYS = from_days(day("10/03/2011"), 60)


def test_60_days_of_a_fixed_length_access_propose_ranks_4_and_5() -> None:
    proposal = propose_ranks(twelve_months(), SIXTY_DAYS, BY_30_DAYS)
    assert (proposal.first, proposal.last) == (4, 5)
    plan = schedule(twelve_months())
    assert [plan.instalment(Rank(rank)).due for rank in (4, 5)] == [day("05/04/2011"), day("05/05/2011")]


def test_60_days_of_a_fixed_length_access_are_postponed_to_its_end() -> None:
    plan = suspend(twelve_months(), SIXTY_DAYS, ranks(4, 5), 500).schedule_after
    assert len(plan.head) == 14
    assert plan.tail is None
    assert plan.head[-1].due == day("05/02/2012")
    assert plan.access_last == day("29/02/2012")
    assert [each.rank for each in plan.head if each.amount == 500] == [4, 5]
    full = [each.amount for each in plan.head if each.amount != 500]
    assert (len(full), sum(full)) == (12, 12 * 4000)
    assert [each.origin for each in plan.head[12:]] == [Origin.POSTPONED, Origin.POSTPONED]
    assert [each.postponed_from for each in plan.head[12:]] == [4, 5]


def test_unticked_postponement_waives_80_euros_and_says_so() -> None:
    decision = suspend(twelve_months(), SIXTY_DAYS, ranks(4, 5), 500, postpones=False)
    plan = decision.schedule_after
    assert len(plan.head) == 12
    assert plan.access_last == day("29/02/2012")
    assert decision.comparison.waived == 8000


def test_unlimited_suspension_of_a_fixed_length_access_ends_a_la_reprise() -> None:
    plan = suspend(twelve_months(), days("10/03/2011", None), ranks(4, None), 500).schedule_after
    assert (plan.access_last, plan.end_open) == (None, True)
    assert told_lines(plan)[-1] == "5,00 € 05/04/2011 (illimité)"


def test_unlimited_suspension_with_postponement_unticked_ends_with_the_last_rank() -> None:
    decision = suspend(twelve_months(), days("10/03/2011", None), ranks(4, None), 500, postpones=False)
    assert told_lines(decision.schedule_after)[-1] == "5,00 € 05/04/2011 (9)"


def test_unlimited_suspension_stopped_after_113_days() -> None:
    suspended = suspend(twelve_months(), days("10/03/2011", None), ranks(4, None), 500).after
    stopped = stop(suspended, 1, day("01/07/2011"))
    plan = stopped.schedule_after
    assert stopped.days == 113
    assert plan.access_last == day("22/04/2012")
    assert len(plan.head) == 15
    assert [(each.rank, f"{each.due:%d/%m}") for each in plan.head if each.amount == 500] == [
        (4, "05/04"),
        (5, "05/05"),
        (6, "05/06"),
    ]
    assert stopped.suspension is not None
    assert stopped.suspension.ranks == RankRange(Rank(4), Rank(6))


def rank_2_presented() -> Contract:
    return present(present(unlimited(), Rank(1)), Rank(2))


def test_a_presented_rank_is_passed_over_by_the_proposal_and_said_so() -> None:
    proposal = propose_ranks(rank_2_presented(), from_days(JULY_22, 45), BY_30_DAYS)
    assert (proposal.first, proposal.last) == (3, 3)
    assert [(each.rank, each.why) for each in proposal.skipped] == [(2, SkipReason.FACT)]


def test_a_presented_rank_stays_untouched_and_is_said_to_be_left() -> None:
    decision = suspend(rank_2_presented(), from_days(JULY_22, 45), ranks(2, 3))
    assert [each.amount for each in decision.schedule_after.instalments(4)] == [5900, 5900, 200, 5900]
    assert [each.rank for each in decision.left] == [2]


def test_20_days_propose_no_debit_changed_and_announce_one_due_date_inside() -> None:
    proposal = propose_ranks(unlimited(), from_days(JULY_22, 20), BY_30_DAYS)
    assert (proposal.first, proposal.last, proposal.count) == (None, None, 0)
    assert proposal.dues_inside == (2,)
    assert proposal.candidate == 2


@pytest.mark.parametrize(("length", "number"), [(29, 0), (30, 1), (45, 1), (59, 1), (60, 2)])
def test_one_instalment_is_proposed_for_every_30_days(length: int, number: int) -> None:
    assert propose_ranks(unlimited(), from_days(JULY_22, length), BY_30_DAYS).count == number


@pytest.mark.parametrize(
    ("length", "fin"), [(14, None), (15, 2), (45, 2), (46, 3), (76, 4)], ids=lambda value: str(value)
)
def test_the_other_rule_proposes_the_due_dates_inside(length: int, fin: int | None) -> None:
    proposal = propose_ranks(unlimited(), from_days(JULY_22, length), ProposalRule.BY_DUE_DATES)
    assert proposal.last == fin


def test_due_on_the_start_day_counts() -> None:
    assert propose_ranks(unlimited(), from_days(day("05/08/2010"), 30), BY_30_DAYS).first == 2


def test_fin_goes_no_further_than_the_last_rank_of_a_fixed_length_access() -> None:
    proposal = propose_ranks(twelve_months(), from_days(day("01/11/2011"), 90), BY_30_DAYS)
    assert (proposal.first, proposal.last, proposal.count) == (11, 12, 2)


def test_nothing_is_proposed_after_the_last_rank() -> None:
    proposal = propose_ranks(twelve_months(), from_days(day("06/12/2011"), 60), BY_30_DAYS)
    assert (proposal.first, proposal.candidate, proposal.count) == (None, None, 0)


def test_a_rank_of_another_suspension_is_not_proposed() -> None:
    contract = suspend(unlimited(), from_days(JULY_22, 10), ranks(3, 3)).after
    proposal = propose_ranks(contract, from_days(day("01/09/2010"), 30), BY_30_DAYS)
    assert proposal.first == 4
    assert [each.why for each in proposal.skipped] == [SkipReason.COVERED]


def test_a_fixed_length_suspension_is_stopped_early_in_the_same_way() -> None:
    suspended = suspend(unlimited(), from_days(JULY_22, 45), ranks(2, 3)).after
    stopped = stop(suspended, 1, day("20/08/2010"), 5900)
    assert stopped.days == 29
    assert told_lines(stopped.schedule_after, JULY_22) == [
        "2,00 € 05/08/2010 (1)",
        "59,00 € 05/09/2010 (illimité)",
    ]


def test_a_stop_on_a_future_day_gives_the_suspension_a_known_end() -> None:
    suspended = suspend(unlimited(), DayRange(JULY_22, None), ranks(2, None)).after
    stopped = stop(suspended, 1, day("10/10/2010"), today=day("01/09/2010"))
    assert stopped.suspension is not None
    assert stopped.suspension.days == days("22/07/2010", "09/10/2010")
    assert stopped.suspension.ranks == RankRange(Rank(2), Rank(4))


def test_another_amount_at_the_stop_is_a_price_change_from_that_rank_on() -> None:
    suspended = suspend(unlimited(), DayRange(JULY_22, None), ranks(2, None)).after
    stopped = stop(suspended, 1, day("28/12/2010"), 6500)
    assert stopped.price_change is not None
    assert (stopped.price_change.from_rank, stopped.price_change.amount) == (7, 6500)
    assert told_lines(stopped.schedule_after)[-1] == "65,00 € 05/01/2011 (illimité)"


def test_a_return_on_the_first_day_cancels_the_suspension() -> None:
    suspended = suspend(unlimited(), DayRange(JULY_22, None), ranks(2, None)).after
    stopped = stop(suspended, 1, JULY_22)
    assert (stopped.cancelled, stopped.days, stopped.suspension) == (True, 0, None)
    assert stopped.after == unlimited()


def test_a_paid_access_only_moves_its_end() -> None:
    paid = Contract(days("01/01/2011", "31/12/2011"), None)
    decision = suspend(paid, SIXTY_DAYS, None, None)
    assert decision.schedule_after.access_last == day("29/02/2012")
    assert decision.schedule_after.head == ()
    with pytest.raises(Refused):
        suspend(paid, SIXTY_DAYS, ranks(4, 5), 500)
