"""Suspending and stopping a whole selection: a dry run, then the same for each access (issue: Bulk)."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from app.domain.cents import Cents
from app.domain.contract import DayRange, RankRange
from app.domain.ids import AccessId, ClientId, Rank, SuspensionId
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
    ReturnAfterEnd,
    StartAfterAccess,
    SuspensionDaysOverlap,
)
from app.domain.rights import Right, Role
from app.models import Access, Client, History, Instalment, Suspension
from app.services.bank_facts import record_presented
from app.services.bulk import applying
from app.services.bulk.applying import apply_stop, apply_suspension
from app.services.bulk.rehearsing import rehearse_stop, rehearse_suspension, running_causes
from app.services.bulk.requests import BulkStop, BulkSuspend, Maintenance
from app.services.bulk.views import BulkLine, BulkResult, Rehearsal
from app.services.check import check_database
from app.services.criteria import Criteria, StateFilter
from app.services.desk import Desk
from app.services.instalments import change_amount
from app.services.refusals import CommandAlreadyUsed, StaleEdit
from app.services.requests import ChangeInstalmentAmount, StopSuspension, SuspendAccess
from app.services.suspensions import stop_suspension, suspend
from app.services.unit_of_work import reading
from tests.databases import TODAY
from tests.services.club import AT_ONCE, TWELVE_MONTHS, Club, new_command

WORKS = "fermeture pour travaux"
CLOSED_FROM = date(2010, 8, 1)
EVERYBODY = Criteria()


def request(**changed: Any) -> BulkSuspend:
    return replace(BulkSuspend(EVERYBODY, CLOSED_FROM, 60, WORKS), **changed)


def told(_done: int, _of: int) -> None:
    """Nobody looks at the progress."""


def never() -> bool:
    return False


def rehearsed(desk: Desk, asked: BulkSuspend) -> Rehearsal:
    return rehearse_suspension(desk, asked, told, never)


def applied(desk: Desk, rehearsal: Rehearsal) -> BulkResult:
    return apply_suspension(desk, new_command(), rehearsal, told, never)


def stop_rehearsed(desk: Desk, day: date, cause: str | None = None) -> Rehearsal:
    return rehearse_stop(desk, BulkStop(EVERYBODY, day, cause), told, never)


def kinds(line: BulkLine) -> set[type[Refusal]]:
    return {type(each) for each in line.refusals}


def line_of(rehearsal: Rehearsal | tuple[BulkLine, ...], access: AccessId) -> BulkLine:
    lines = rehearsal.lines if isinstance(rehearsal, Rehearsal) else rehearsal
    return next(line for line in lines if line.access == access)


def mixed(club: Club) -> list[AccessId]:
    """One access of each kind: without end, twelve months, at once, at the bank, changed by hand."""
    plain = club.sold()
    fixed = club.sold(date(2010, 3, 1), date(2010, 3, 5), TWELVE_MONTHS)
    at_once = club.sold(date(2010, 7, 15), None, AT_ONCE)
    at_the_bank = club.sold()
    record_presented(club.desk, new_command(), at_the_bank, Rank(2), TODAY)
    by_hand = club.sold()
    version = club.access(by_hand).version
    change_amount(club.desk, ChangeInstalmentAmount(new_command(), by_hand, version, Rank(2), Cents(3000)))
    return [plain, fixed, at_once, at_the_bank, by_hand]


def standing(desk: Desk, access: AccessId) -> dict[str, Any]:
    """All that stands of an access, without ids, versions and moments."""
    with reading(desk) as session:
        row = session.get_one(Access, access)
        client = session.get_one(Client, row.client_id)
        suspensions = session.scalars(
            sa.select(Suspension).where(Suspension.access_id == access).order_by(Suspension.id)
        ).all()
        instalments = session.scalars(
            sa.select(Instalment).where(Instalment.access_id == access).order_by(Instalment.rank)
        ).all()
        entries = session.scalars(
            sa.select(History).where(History.access_id == access, History.what != "sold").order_by(History.id)
        ).all()
        return {
            "access": (row.version, row.next_sequence, row.current_last, row.end_open, row.stored_to),
            "client": (client.state, client.suspended_from, client.suspended_until, client.access_last),
            "suspensions": [_columns(each) for each in suspensions],
            "instalments": [
                (each.rank, each.due, each.amount, each.state, each.origin, each.suspension_id is None)
                for each in instalments
            ],
            "history": [(each.what, each.reason, _unnumbered(each)) for each in entries],
        }


def _columns(row: Suspension) -> dict[str, Any]:
    names = [column.key for column in sa.inspect(Suspension).column_attrs]
    return {name: getattr(row, name) for name in names if name not in ("id", "access_id", "entered_at")}


def _unnumbered(entry: History) -> str:
    return re.sub(r'"suspension":\d+', '"suspension":0', entry.facts + entry.before + entry.after)


# The dry run


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


# Applying


def test_what_is_applied_is_what_the_dry_run_said(desk: Desk, club: Club) -> None:
    accesses = mixed(club)
    rehearsal = rehearsed(desk, request())
    result = applied(desk, rehearsal)
    assert (result.done, result.refused, result.left) == (rehearsal.accepted, (), ())
    for access in accesses:
        change = line_of(rehearsal, access).change
        assert change is not None
        stands = standing(desk, access)
        (made,) = stands["suspensions"]
        last = change.ranks.last if change.ranks else None
        assert (made["first_day"], made["last_day"]) == (change.days.first, change.days.last)
        assert (made["last_rank"], made["maintenance"]) == (last, change.maintenance)
        assert stands["access"][2] == change.end_after
    assert check_database(desk.store, desk.today()).problems == ()


@pytest.mark.parametrize(
    "changed", [{}, {"days": None}, {"days": 20}, {"maintenance": Maintenance.UNTOUCHED}], ids=str
)
def test_applying_is_doing_each_one_by_one(desk: Desk, club: Club, changed: dict[str, Any]) -> None:
    one_by_one, together = mixed(club), mixed(club)
    by_hand = rehearsed(desk, request(members=_clients(club, one_by_one), **changed))
    for line in by_hand.accepted:
        suspend(desk, _same(line, request(**changed)))
    applied(desk, rehearsed(desk, request(members=_clients(club, together), **changed)))
    assert by_hand.refused == ()
    for one, other in zip(one_by_one, together, strict=True):
        assert standing(desk, one) == standing(desk, other)
    assert check_database(desk.store, desk.today()).problems == ()


@pytest.mark.parametrize("day", [CLOSED_FROM, date(2010, 8, 20), date(2010, 9, 30)], ids=str)
@pytest.mark.parametrize("days", [60, None], ids=["60 days", "unlimited"])
def test_stopping_is_stopping_each_one_by_one(desk: Desk, club: Club, day: date, days: int | None) -> None:
    one_by_one, together = mixed(club), mixed(club)
    applied(desk, rehearsed(desk, request(days=days)))
    apart = rehearse_stop(desk, BulkStop(_clients(club, one_by_one), day), told, never)
    for line in apart.accepted:
        assert line.suspension is not None
        version = club.suspension(line.suspension).version
        stop_suspension(desk, StopSuspension(new_command(), line.suspension, version, day, None))
    rehearsal = rehearse_stop(desk, BulkStop(_clients(club, together), day), told, never)
    result = apply_stop(desk, new_command(), rehearsal, told, never)
    assert len(result.done) == len(apart.accepted) == len(together)
    for one, other in zip(one_by_one, together, strict=True):
        assert standing(desk, one) == standing(desk, other)
    assert check_database(desk.store, desk.today()).problems == ()


def _clients(club: Club, accesses: list[AccessId]) -> tuple[ClientId, ...]:
    return tuple(ClientId(club.access(access).client_id) for access in accesses)


def _same(line: BulkLine, asked: BulkSuspend) -> SuspendAccess:
    assert line.change is not None
    return SuspendAccess(
        new_command(), line.access, line.version, asked.first_day, asked.days, asked.cause,
        line.change.ranks, line.change.maintenance,
    )  # fmt: skip


def test_the_same_command_twice_acts_once(desk: Desk, club: Club) -> None:
    access = club.sold()
    refused = club.sold()
    rehearsal, command = rehearsed(desk, request()), new_command()
    club.suspended(refused)
    first = apply_suspension(desk, command, rehearsal, told, never)
    stands, entries = standing(desk, access), _entries(desk)
    again = apply_suspension(desk, command, rehearsal, told, never)
    assert (again.done, again.left) == (first.done, ())
    assert again.refused == first.refused
    assert (standing(desk, access), _entries(desk)) == (stands, entries)


def _entries(desk: Desk) -> int:
    with reading(desk) as session:
        return session.scalar(sa.select(sa.func.count()).select_from(History)) or 0


def test_a_cancelled_run_keeps_whole_accesses_and_the_same_command_goes_on(
    desk: Desk, club: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(applying, "AT_ONCE", 2)
    accesses = [club.sold() for _ in range(5)]
    rehearsal, command = rehearsed(desk, request()), new_command()
    seen: list[tuple[int, int]] = []
    result = apply_suspension(
        desk, command, rehearsal, lambda done, of: seen.append((done, of)), lambda: len(seen) > 1
    )
    assert (len(result.done), len(result.left), result.cancelled) == (2, 3, True)
    assert seen == [(0, 5), (2, 5)]
    made = [len(standing(desk, access)["suspensions"]) for access in accesses]
    assert made == [1, 1, 0, 0, 0]
    assert check_database(desk.store, desk.today()).problems == ()
    rest = apply_suspension(desk, command, rehearsal, told, never)
    assert (len(rest.done), rest.cancelled) == (5, False)
    assert [len(standing(desk, access)["suspensions"]) for access in accesses] == [1] * 5


def test_a_dry_run_can_be_cancelled(desk: Desk, club: Club) -> None:
    club.sold()
    stopped = rehearse_suspension(desk, request(), told, lambda: True)
    assert (stopped.cancelled, stopped.lines) == (True, ())


def test_a_command_that_served_another_selection_is_refused(desk: Desk, club: Club) -> None:
    access, other = club.sold(), club.sold()
    rehearsal, command = rehearsed(desk, request()), new_command()
    apply_suspension(desk, command, replace(rehearsal, lines=rehearsal.lines[:1]), told, never)
    with pytest.raises(Refused) as refused:
        apply_suspension(desk, command, replace(rehearsal, lines=rehearsal.lines[1:]), told, never)
    assert refused.value.refusals == (CommandAlreadyUsed(),)
    assert sorted(len(standing(desk, each)["suspensions"]) for each in (access, other)) == [0, 1]


def test_an_access_that_another_desk_changed_meanwhile_is_refused_alone(
    desk: Desk, club: Club, open_at: Callable[[], Any]
) -> None:
    mine, theirs = club.sold(), club.sold()
    rehearsal = rehearsed(desk, request())
    Club(replace(desk, store=open_at()), club.plans).suspended(theirs)
    result = applied(desk, rehearsal)
    assert [line.access for line in result.done] == [mine]
    (line,) = result.refused
    (reason,) = line.refusals
    assert isinstance(reason, StaleEdit)
    assert (line.access, line.change, reason.by) == (theirs, None, "ADMIN")
    assert len(standing(desk, theirs)["suspensions"]) == 1


def test_the_run_is_noted_once_in_the_history(desk: Desk, club: Club) -> None:
    club.sold()
    applied(desk, rehearsed(desk, request()))
    with reading(desk) as session:
        (entry,) = session.scalars(sa.select(History).where(History.what == "selection_suspended"))
        assert (entry.facts, entry.reason) == ('{"done":1,"refused":0}', WORKS)


# Stopping


def test_only_the_suspensions_of_a_cause_are_stopped(desk: Desk, club: Club) -> None:
    injured, closed = club.sold(), club.sold()
    club.suspended(injured)
    applied(desk, rehearsed(desk, request(members=_clients(club, [closed]))))
    assert running_causes(desk) == ("blessure", WORKS)
    rehearsal = stop_rehearsed(desk, date(2010, 8, 20), WORKS.upper())
    assert [line.access for line in rehearsal.lines] == [closed]
    assert {line.access for line in stop_rehearsed(desk, date(2010, 8, 20)).accepted} == {injured, closed}


def test_a_suspension_that_ends_before_the_return_is_refused(desk: Desk, club: Club) -> None:
    access = club.sold()
    club.suspended(access)
    line = line_of(stop_rehearsed(desk, date(2010, 9, 10)), access)
    assert (kinds(line), line.change) == ({ReturnAfterEnd}, None)


def test_back_on_the_first_day_it_never_was(desk: Desk, club: Club) -> None:
    access = club.sold()
    applied(desk, rehearsed(desk, request()))
    rehearsal = stop_rehearsed(desk, CLOSED_FROM)
    change = line_of(rehearsal, access).change
    assert change is not None
    assert change.cancelled
    result = apply_stop(desk, new_command(), rehearsal, told, never)
    assert [line.access for line in result.done] == [access]
    assert standing(desk, access)["suspensions"][0]["cancelled"]


def test_a_suspension_stopped_by_another_desk_is_refused_alone(
    desk: Desk, club: Club, open_at: Callable[[], Any]
) -> None:
    mine, theirs = club.sold(), club.sold()
    applied(desk, rehearsed(desk, request()))
    rehearsal = stop_rehearsed(desk, date(2010, 8, 20))
    taken = line_of(rehearsal, theirs).suspension
    assert taken is not None
    other = Club(replace(desk, store=open_at()), club.plans)
    other.stopped(SuspensionId(taken), date(2010, 8, 10))
    result = apply_stop(desk, new_command(), rehearsal, told, never)
    assert [line.access for line in result.done] == [mine]
    assert [kinds(line) for line in result.refused] == [{StaleEdit}]
    assert club.suspension(taken).last_day == date(2010, 8, 9)
