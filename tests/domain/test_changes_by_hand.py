"""Changes by hand belong to one rank and win over a suspension made earlier (spec 2.4)."""

from app.domain import changes
from app.domain.cautions import (
    AboveNormal,
    DeletedLeft,
    FactLeft,
    ManualKept,
    ManualReplaced,
    PostponementLost,
    SetAboveNormal,
    ShortNotice,
)
from app.domain.cents import Cents
from app.domain.contract import Contract, InstalmentState, Origin
from app.domain.facts import collect, fact_of, present, reject
from app.domain.ids import Rank
from app.domain.schedule import schedule
from app.domain.stops import proposed_stop_amount
from tests.domain.samples import (
    amounts,
    at,
    day,
    days,
    ranks,
    stop,
    suspend,
    told_lines,
    twelve_months,
    unlimited,
)

JULY = days("22/07/2010", "04/09/2010")
MARCH = days("10/03/2011", "08/05/2011")


def set_amount(contract: Contract, rank: int, amount: int) -> Contract:
    return changes.change_amount(contract, Rank(rank), Cents(amount), at(contract)).after


def delete(contract: Contract, rank: int) -> Contract:
    return changes.delete_instalment(contract, Rank(rank), at(contract)).after


def restore(contract: Contract, rank: int) -> Contract:
    return changes.restore_instalment(contract, Rank(rank), at(contract)).after


def test_an_amount_by_hand_changes_its_rank_alone() -> None:
    assert amounts(set_amount(unlimited(), 3, 2500), 5) == [5900, 5900, 2500, 5900, 5900]


def test_an_amount_by_hand_wins_over_a_suspension_made_earlier() -> None:
    suspended = suspend(unlimited(), JULY, ranks(2, 3)).after
    assert amounts(set_amount(suspended, 3, 2500), 4) == [5900, 200, 2500, 5900]


def test_a_later_suspension_leaves_an_amount_by_hand_and_says_so() -> None:
    decision = suspend(set_amount(unlimited(), 3, 2500), JULY, ranks(2, 3))
    assert amounts(decision.after, 4) == [5900, 200, 2500, 5900]
    kept = ManualKept(Rank(3), day("05/09/2010"), Cents(2500))
    assert kept in decision.cautions
    assert kept.needs_confirmation


def test_a_later_suspension_replaces_an_amount_by_hand_if_confirmed() -> None:
    decision = suspend(set_amount(unlimited(), 3, 2500), JULY, ranks(2, 3), replaces_manual=True)
    assert amounts(decision.after, 4) == [5900, 200, 200, 5900]
    assert ManualReplaced(Rank(3), day("05/09/2010"), Cents(2500)) in decision.cautions


def test_a_confirmation_does_not_reach_changes_made_after_it() -> None:
    confirmed = suspend(unlimited(), JULY, ranks(2, 3), replaces_manual=True).after
    assert amounts(set_amount(confirmed, 3, 2500), 4) == [5900, 200, 2500, 5900]


def test_a_deleted_rank_stays_visible_and_renumbers_nothing() -> None:
    plan = schedule(delete(unlimited(), 4))
    assert [(each.rank, each.state) for each in plan.instalments(5)][3:] == [
        (4, InstalmentState.DELETED),
        (5, InstalmentState.PLANNED),
    ]
    assert plan.instalment(Rank(5)).due == day("05/11/2010")
    assert told_lines(plan) == [
        "59,00 € 05/07/2010 (3)",
        "59,00 € 05/10/2010 (1)",
        "59,00 € 05/11/2010 (illimité)",
    ]


def test_a_suspension_never_brings_back_a_deleted_rank() -> None:
    decision = suspend(delete(unlimited(), 2), JULY, ranks(2, 3))
    second = decision.schedule_after.instalment(Rank(2))
    assert (second.state, second.amount) == (InstalmentState.DELETED, 5900)
    assert DeletedLeft(Rank(2), day("05/08/2010")) in decision.cautions


def test_a_rank_restored_under_a_suspension_is_replaced() -> None:
    suspended = suspend(delete(unlimited(), 2), JULY, ranks(2, 3)).after
    assert amounts(restore(suspended, 2), 3) == [5900, 200, 200]


def test_a_deleted_rank_is_not_postponed() -> None:
    suspended = suspend(twelve_months(), MARCH, ranks(4, 5), 500).after
    decision = changes.delete_instalment(suspended, Rank(4), at(suspended))
    assert decision.schedule_after.last_rank == 13
    assert PostponementLost(Rank(4), day("05/04/2011"), Cents(500)) in decision.cautions
    assert schedule(restore(decision.after, 4)).last_rank == 14


def test_a_deleted_postponed_rank_is_not_postponed_again() -> None:
    suspended = suspend(twelve_months(), MARCH, ranks(4, 5), 500).after
    plan = schedule(delete(suspended, 13))
    assert plan.last_rank == 14
    assert plan.instalment(Rank(13)).state is InstalmentState.DELETED


def test_a_maintenance_debit_after_the_last_rank_is_deleted_without_its_full_price() -> None:
    suspended = suspend(twelve_months(), MARCH, ranks(4, 5), 500).after
    again = suspend(suspended, days("01/06/2011", "30/06/2011"), ranks(13, 13), 500).after
    plan = schedule(delete(again, 13))
    assert [each.amount for each in plan.head if each.rank > 13] == [4000, 4000]


def test_a_rank_set_by_hand_is_no_longer_postponed() -> None:
    suspended = suspend(twelve_months(), MARCH, ranks(4, 5), 500).after
    decision = changes.change_amount(suspended, Rank(4), Cents(4000), at(suspended))
    assert decision.schedule_after.last_rank == 13
    assert [type(each) for each in decision.cautions] == [PostponementLost]


def test_a_date_by_hand_keeps_the_rank_and_the_amount() -> None:
    decision = changes.change_date(unlimited(), Rank(2), day("20/09/2010"), at(unlimited()))
    plan = decision.schedule_after
    assert [(each.rank, f"{each.due:%d/%m}") for each in plan.instalments(4)] == [
        (1, "05/07"),
        (3, "05/09"),
        (2, "20/09"),
        (4, "05/10"),
    ]
    assert plan.instalment(Rank(2)).contractual_due == day("05/08/2010")
    assert decision.comparison.later == 5900


def test_date_and_hold_go_together_with_a_suspension() -> None:
    moved = changes.change_date(unlimited(), Rank(2), day("10/08/2010"), at(unlimited())).after
    held = changes.hold_instalment(moved, Rank(2), at(moved)).after
    second = suspend(held, JULY, ranks(2, 2)).schedule_after.instalment(Rank(2))
    assert (second.due, second.state, second.amount) == (day("10/08/2010"), InstalmentState.ON_HOLD, 200)


def test_a_released_instalment_is_planned_again() -> None:
    held = changes.hold_instalment(unlimited(), Rank(2), at(unlimited())).after
    released = changes.release_instalment(held, Rank(2), at(held))
    assert released.instalment.state is InstalmentState.PLANNED


def test_added_instalments_have_ranks_of_their_own() -> None:
    first = changes.add_instalment(unlimited(), day("20/08/2010"), Cents(1500), at(unlimited()))
    second = changes.add_instalment(first.after, day("20/08/2010"), Cents(1600), at(first.after))
    assert (first.change.rank, second.change.rank) == (-1, -2)
    shown = [(each.rank, each.amount) for each in second.schedule_after.instalments(3)]
    assert shown == [(1, 5900), (2, 5900), (-1, 1500), (-2, 1600), (3, 5900)]
    assert second.instalment.origin is Origin.ADDED
    assert second.instalment.contractual_due is None
    assert schedule(delete(second.after, -1)).instalment(Rank(-1)).state is InstalmentState.DELETED
    assert schedule(set_amount(second.after, -1, 700)).instalment(Rank(-1)).amount == 700


def test_an_added_instalment_at_the_bank_stays_as_it_is() -> None:
    added = changes.add_instalment(unlimited(), day("20/08/2010"), Cents(1500), at(unlimited())).after
    presented = present(added, Rank(-1))
    shown = schedule(presented).instalment(Rank(-1))
    assert (shown.state, shown.amount) == (InstalmentState.PRESENTED, 1500)


def test_a_collected_debit_may_still_be_returned() -> None:
    collected = collect(present(unlimited(), Rank(1)), Rank(1))
    returned = reject(collected, Rank(1))
    assert schedule(returned).instalment(Rank(1)).state is InstalmentState.REJECTED
    assert len(returned.facts) == 1


def test_a_fact_keeps_what_made_it() -> None:
    suspended = suspend(twelve_months(), MARCH, ranks(4, 5), 500).after
    fact = fact_of(schedule(suspended).instalment(Rank(4)), InstalmentState.COLLECTED)
    assert (fact.amount, fact.origin, fact.suspension, fact.postpones) == (500, Origin.SUSPENSION, 1, True)


def test_a_presented_maintenance_debit_stays_after_the_stop_and_its_full_price_is_owed() -> None:
    suspended = suspend(twelve_months(), days("10/03/2011", None), ranks(4, None), 500).after
    presented = present(suspended, Rank(4))
    stopped = stop(presented, 1, day("20/03/2011"))
    plan = stopped.schedule_after
    assert [each.rank for each in plan.head if each.amount == 500] == [4]
    assert [each.rank for each in stopped.left] == [4]
    assert FactLeft(Rank(4), day("05/04/2011"), InstalmentState.PRESENTED, Cents(500)) in stopped.cautions
    assert sum(each.amount == 4000 for each in plan.head) == 12


def test_a_rank_moved_past_the_return_goes_back_although_a_later_one_stays() -> None:
    suspended = suspend(unlimited(), days("22/07/2010", None), ranks(2, None)).after
    moved = changes.change_date(suspended, Rank(2), day("20/09/2010"), at(suspended)).after
    stopped = stop(moved, 1, day("10/09/2010"))
    assert stopped.suspension is not None
    assert stopped.suspension.ranks == ranks(3, 3)
    earlier = changes.change_date(suspended, Rank(3), day("20/09/2010"), at(suspended)).after
    stopped = stop(earlier, 1, day("10/10/2010"))
    assert stopped.suspension is not None
    assert stopped.suspension.ranks == ranks(2, 4)
    late = changes.change_date(suspended, Rank(2), day("20/12/2010"), at(suspended)).after
    early = changes.change_date(late, Rank(5), day("06/09/2010"), at(late)).after
    stopped = stop(early, 1, day("10/09/2010"))
    assert stopped.suspension is not None
    assert (stopped.suspension.ranks, stopped.suspension.returned) == (ranks(3, 5), frozenset({Rank(4)}))
    assert {each.rank: each.amount for each in stopped.schedule_after.instalments(6)} == {
        1: 5900,
        2: 5900,
        3: 200,
        4: 5900,
        5: 200,
        6: 5900,
    }


def test_the_amount_proposed_at_a_stop_is_that_of_the_contract() -> None:
    suspended = suspend(unlimited(), days("22/07/2010", None), ranks(2, None)).after
    assert proposed_stop_amount(suspended, suspended.suspensions[0].id, day("28/12/2010")) == 5900


def test_no_amount_is_proposed_where_no_debit_follows() -> None:
    paid = Contract(days("01/01/2011", "31/12/2011"), None)
    suspended = suspend(paid, days("10/03/2011", None), None, None).after
    assert proposed_stop_amount(suspended, suspended.suspensions[0].id, day("01/04/2011")) is None


def test_an_amount_above_the_normal_one_is_said() -> None:
    decision = changes.change_amount(unlimited(), Rank(2), Cents(6000), at(unlimited()))
    assert SetAboveNormal(Rank(2), day("05/08/2010"), Cents(6000), Cents(5900)) in decision.cautions
    suspended = suspend(unlimited(), JULY, ranks(2, 2), 6000)
    assert AboveNormal(Cents(6000), Cents(5900)) in suspended.cautions


def test_a_changed_debit_inside_the_notice_delay_is_said() -> None:
    def notices(today: str) -> list[object]:
        decision = suspend(unlimited(), JULY, ranks(2, 3), today=day(today))
        return [each for each in decision.cautions if isinstance(each, ShortNotice)]

    assert notices("22/07/2010") == []
    assert notices("23/07/2010") == [
        ShortNotice(Rank(2), day("05/08/2010"), Cents(5900), Cents(200), 14),
    ]
