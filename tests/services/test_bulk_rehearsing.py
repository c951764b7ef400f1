"""The dry run of a whole selection: what would change, what is refused and why, nothing written (issue: Bulk)."""

import gc
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from app.domain.cents import Cents
from app.domain.contract import DayRange, RankRange
from app.domain.ids import Rank
from app.domain.refusals import (
    CauseMissing,
    DaysBelowOne,
    FirstDayImplausible,
    MaintenanceAboveNormal,
    MaintenanceMissing,
    MaintenanceNotPositive,
    NotAllowed,
    Refusal,
    Refused,
    StartAfterAccess,
    SuspensionDaysOverlap,
)
from app.domain.rights import Right, Role
from app.services.bulk.pace import collecting_rarely
from app.services.bulk.requests import Maintenance
from app.services.criteria import Criteria, StateFilter
from app.services.desk import Desk
from tests.services.bulk_club import CLOSED_FROM, applied, kinds, line_of, mixed, rehearsed, request, standing
from tests.services.club import AT_ONCE, TWELVE_MONTHS, Club


def test_a_dry_run_says_days_ranks_amounts_and_end_and_writes_nothing(desk: Desk, club: Club) -> None:
    plain, fixed, at_once, *_ = mixed(club)
    before = [standing(desk, access) for access in (plain, fixed, at_once)]
    rehearsal = rehearsed(desk, request())
    change = line_of(rehearsal, plain).change
    assert change is not None
    assert change.days == DayRange(CLOSED_FROM, date(2010, 9, 29))
    assert (change.ranks, change.maintenance) == (RankRange(Rank(2), Rank(3)), 200)
    assert (change.debits, change.less, change.end_after) == (2, 2 * 5700, None)
    twelve = line_of(rehearsal, fixed).change
    assert twelve is not None
    assert (twelve.maintenance, twelve.end_before, twelve.end_after) == (
        500, date(2011, 2, 28), date(2011, 4, 29),
    )  # fmt: skip
    once = line_of(rehearsal, at_once).change
    assert once is not None
    assert (once.ranks, once.debits, once.end_after) == (None, 0, date(2010, 10, 12))
    assert [standing(desk, access) for access in (plain, fixed, at_once)] == before


def test_what_stays_at_the_bank_or_as_set_by_hand_is_told(desk: Desk, club: Club) -> None:
    *_, at_the_bank, by_hand = mixed(club)
    rehearsal = rehearsed(desk, request())
    bank, hand = line_of(rehearsal, at_the_bank).change, line_of(rehearsal, by_hand).change
    assert bank is not None
    assert hand is not None
    assert (bank.left, bank.ranks) == ((2,), RankRange(Rank(3), Rank(4)))
    assert [type(each).__name__ for each in hand.cautions] == ["ManualKept"]


def test_refused_accesses_are_listed_with_every_reason_and_stay_as_they_are(desk: Desk, club: Club) -> None:
    plain, suspended, ending = club.sold(), club.sold(), club.sold(date(2010, 7, 1), None, AT_ONCE)
    club.suspended(suspended)
    before = [standing(desk, access) for access in (suspended, ending)]
    rehearsal = rehearsed(desk, request())
    assert SuspensionDaysOverlap in kinds(line_of(rehearsal, suspended))
    assert kinds(line_of(rehearsal, ending)) == {StartAfterAccess}
    assert [line.access for line in rehearsal.accepted] == [plain]
    result = applied(desk, rehearsal)
    assert [line.access for line in result.done] == [plain]
    assert {line.access for line in result.refused} == {suspended, ending}
    assert [standing(desk, access) for access in (suspended, ending)] == before


def test_clients_without_an_access_are_counted_and_not_listed(desk: Desk, club: Club) -> None:
    club.client("Sans")
    ended = club.sold(date(2010, 5, 1), None, AT_ONCE)
    running = club.sold()
    rehearsal = rehearsed(desk, request())
    assert ([line.access for line in rehearsal.lines], rehearsal.without_access) == ([running], 2)
    assert ended not in {line.access for line in rehearsal.lines}


def test_a_selection_is_what_a_search_finds_or_these_clients(desk: Desk, club: Club) -> None:
    anne, zoe = club.client("Anne"), club.client("Zoé")
    of_anne, of_zoe = club.sold(client=anne), club.sold(client=zoe)
    by_search = rehearsed(desk, request(members=Criteria(surname="zoe")))
    by_name = rehearsed(desk, request(members=(zoe, anne, zoe)))
    assert [line.access for line in by_search.lines] == [of_zoe]
    assert [line.access for line in by_name.lines] == [of_zoe, of_anne]
    assert rehearsed(desk, request(members=Criteria(state=StateFilter.BLOCKED))).lines == ()


def test_the_maintenance_is_that_of_the_plan_one_for_all_or_none_is_touched(desk: Desk, club: Club) -> None:
    access = club.sold(date(2010, 3, 1), date(2010, 3, 5), TWELVE_MONTHS)

    def said(**changed: Any) -> tuple[object, object]:
        change = line_of(rehearsed(desk, request(**changed)), access).change
        assert change is not None
        return change.ranks, change.maintenance

    both = RankRange(Rank(6), Rank(7))
    assert said() == (both, 500)
    assert said(maintenance=Maintenance.GIVEN, amount=Cents(300)) == (both, 300)
    assert said(maintenance=Maintenance.UNTOUCHED) == (None, None)
    assert said(days=20) == (None, None)


def test_more_than_the_normal_amount_is_refused_access_by_access(desk: Desk, club: Club) -> None:
    dear, cheap = club.sold(), club.sold(date(2010, 3, 1), date(2010, 3, 5), TWELVE_MONTHS)
    rehearsal = rehearsed(desk, request(maintenance=Maintenance.GIVEN, amount=Cents(5000)))
    assert kinds(line_of(rehearsal, cheap)) == {MaintenanceAboveNormal}
    assert [line.access for line in rehearsal.accepted] == [dear]


BAD: dict[str, tuple[dict[str, Any], type[Refusal]]] = {
    "no day at all": ({"days": 0}, DaysBelowOne),
    "fewer days than none": ({"days": -3}, DaysBelowOne),
    "no cause": ({"cause": "  "}, CauseMissing),
    "no amount": ({"maintenance": Maintenance.GIVEN}, MaintenanceMissing),
    "an amount of nothing": ({"maintenance": Maintenance.GIVEN, "amount": Cents(0)}, MaintenanceNotPositive),
    "a negative amount": ({"maintenance": Maintenance.GIVEN, "amount": Cents(-200)}, MaintenanceNotPositive),
    "the year 9000": ({"first_day": date(9000, 1, 1), "days": None}, FirstDayImplausible),
}


@pytest.mark.parametrize(("changed", "kind"), BAD.values(), ids=BAD)
def test_what_no_access_could_take_is_refused_as_a_whole(
    desk: Desk, club: Club, changed: dict[str, Any], kind: type[Refusal]
) -> None:
    club.sold()
    with pytest.raises(Refused) as refused:
        rehearsed(desk, request(**changed))
    assert kind in {type(each) for each in refused.value.refusals}


def test_the_reception_may_not(desk_of: Callable[..., Desk], desk: Desk, club: Club) -> None:
    access = club.sold()
    rehearsal, reception = rehearsed(desk, request()), desk_of(Role.RECEPTION)
    for verb in (lambda: rehearsed(reception, request()), lambda: applied(reception, rehearsal)):
        with pytest.raises(Refused) as refused:
            verb()
        assert refused.value.refusals == (NotAllowed(Right.BULK_SUSPEND),)
    assert standing(desk, access)["suspensions"] == []
    assert len(rehearsed(desk_of(Role.MANAGER), request()).accepted) == 1


def _refused_within_a_run(seen: list[tuple[int, int, int]]) -> None:
    with collecting_rarely():
        seen.append(gc.get_threshold())
        raise Refused(CauseMissing())


def test_after_a_run_memory_is_looked_after_as_before() -> None:
    before, seen = gc.get_threshold(), list[tuple[int, int, int]]()
    with pytest.raises(Refused):
        _refused_within_a_run(seen)
    assert seen[0] > before
    assert gc.get_threshold() == before
