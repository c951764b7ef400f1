"""Each instalment answers "why this amount?" (spec 1.5)."""

import pytest

from app.domain import changes
from app.domain import explain as e
from app.domain.cents import Cents
from app.domain.contract import InstalmentState, PriceStep
from app.domain.explain import why
from app.domain.facts import present
from app.domain.ids import Rank, SuspensionId
from app.domain.refusals import Refused
from tests.domain.samples import at, day, days, ranks, stop, suspend, twelve_months, unlimited, with_terms

JULY = days("22/07/2010", "04/09/2010")
MARCH = days("10/03/2011", "08/05/2011")
NORMAL = e.ContractAmount(Cents(5900))
REPLACED = e.Suspended(SuspensionId(1), JULY, ranks(2, 3), Cents(200), "blessure", postponed=False)


def test_the_contract_says_so() -> None:
    assert why(unlimited(), Rank(1000)) == (NORMAL,)


def test_a_first_amount_and_a_price_step() -> None:
    steps = (PriceStep(day("01/09/2010"), Cents(6200)),)
    contract = with_terms(unlimited(), first_amounts=(Cents(9900),), price_steps=steps)
    assert why(contract, Rank(1)) == (NORMAL, e.FirstAmount(Cents(9900)))
    assert why(contract, Rank(2)) == (NORMAL,)
    assert why(contract, Rank(3)) == (NORMAL, e.PriceStepApplied(day("01/09/2010"), Cents(6200)))


def test_a_suspension_replaced_it() -> None:
    assert why(suspend(unlimited(), JULY, ranks(2, 3)).after, Rank(2)) == (NORMAL, REPLACED)


def test_the_full_price_of_a_replaced_rank_was_postponed() -> None:
    contract = suspend(twelve_months(), MARCH, ranks(4, 5), 500).after
    assert why(contract, Rank(14)) == (e.PostponedFrom(Rank(5), Cents(4000), SuspensionId(1)),)
    replaced = why(contract, Rank(5))[-1]
    assert isinstance(replaced, e.Suspended)
    assert replaced.postponed


def test_a_price_recorded_at_a_stop() -> None:
    suspended = suspend(unlimited(), JULY, ranks(2, 3)).after
    contract = stop(suspended, 1, day("01/09/2010"), 6500).after
    assert why(contract, Rank(9)) == (NORMAL, e.PriceChangeApplied(Rank(3), Cents(6500)))


def test_a_fact_does_not_change_any_more() -> None:
    contract = present(suspend(unlimited(), JULY, ranks(2, 3)).after, Rank(2))
    at_the_bank = e.AtTheBank(InstalmentState.PRESENTED, day("05/08/2010"), Cents(200))
    assert why(contract, Rank(2)) == (NORMAL, REPLACED, at_the_bank)


def test_an_amount_by_hand_over_a_suspension() -> None:
    suspended = suspend(unlimited(), JULY, ranks(2, 3)).after
    contract = changes.change_amount(suspended, Rank(2), Cents(2500), at(suspended)).after
    assert why(contract, Rank(2)) == (NORMAL, REPLACED, e.SetByHand(Cents(2500)))


def test_an_amount_by_hand_that_gave_way() -> None:
    by_hand = changes.change_amount(unlimited(), Rank(2), Cents(2500), at(unlimited())).after
    contract = suspend(by_hand, JULY, ranks(2, 3), replaces_manual=True).after
    assert why(contract, Rank(2)) == (NORMAL, REPLACED, e.HandGaveWay(Cents(2500), SuspensionId(1)))


def test_an_amount_by_hand_that_stayed_is_not_told_as_suspended() -> None:
    by_hand = changes.change_amount(unlimited(), Rank(2), Cents(2500), at(unlimited())).after
    contract = suspend(by_hand, JULY, ranks(2, 3)).after
    assert why(contract, Rank(2)) == (NORMAL, e.SetByHand(Cents(2500)))


def test_moved_held_deleted_and_added() -> None:
    moved = changes.change_date(unlimited(), Rank(2), day("20/08/2010"), at(unlimited())).after
    held = changes.hold_instalment(moved, Rank(2), at(moved)).after
    by_hand = e.MovedByHand(day("05/08/2010"), day("20/08/2010"))
    assert why(held, Rank(2)) == (NORMAL, by_hand, e.HeldByHand())
    deleted = changes.delete_instalment(held, Rank(2), at(held)).after
    assert why(deleted, Rank(2)) == (NORMAL, by_hand, e.DeletedByHand())
    added = changes.add_instalment(unlimited(), day("20/08/2010"), Cents(100), at(unlimited())).after
    assert why(added, Rank(-1)) == (e.AddedByHand(day("20/08/2010"), Cents(100)),)


def test_a_rank_that_went_back_at_the_stop() -> None:
    suspended = suspend(unlimited(), days("22/07/2010", None), ranks(2, None)).after
    late = changes.change_date(suspended, Rank(3), day("20/12/2010"), at(suspended)).after
    contract = stop(late, 1, day("10/10/2010")).after
    reasons = why(contract, Rank(3))
    assert e.ReturnedEarly(SuspensionId(1), days("22/07/2010", "09/10/2010")) in reasons


def test_a_rank_that_does_not_exist_has_no_reason() -> None:
    with pytest.raises(Refused):
        why(twelve_months(), Rank(13))
