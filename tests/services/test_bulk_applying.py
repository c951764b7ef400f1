"""Suspending and stopping a whole selection is doing it to each access, wholly or not at all (issue: Bulk)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from app.domain.ids import SuspensionId
from app.domain.refusals import (
    Refused,
    ReturnAfterEnd,
)
from app.models import History
from app.services.bulk import applying
from app.services.bulk.applying import apply_stop, apply_suspension
from app.services.bulk.rehearsing import rehearse_stop, rehearse_suspension, running_causes
from app.services.bulk.requests import BulkStop, BulkSuspend, Maintenance
from app.services.bulk.views import BulkLine
from app.services.check import check_database
from app.services.desk import Desk
from app.services.refusals import CommandAlreadyUsed, StaleEdit
from app.services.requests import StopSuspension, SuspendAccess
from app.services.suspensions import stop_suspension, suspend
from app.services.unit_of_work import reading
from tests.services.bulk_club import (
    CLOSED_FROM,
    WORKS,
    applied,
    clients_of,
    kinds,
    line_of,
    mixed,
    never,
    rehearsed,
    request,
    standing,
    stop_rehearsed,
    told,
)
from tests.services.club import Club, new_command


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
    by_hand = rehearsed(desk, request(members=clients_of(club, one_by_one), **changed))
    for line in by_hand.accepted:
        suspend(desk, _same(line, request(**changed)))
    applied(desk, rehearsed(desk, request(members=clients_of(club, together), **changed)))
    assert by_hand.refused == ()
    for one, other in zip(one_by_one, together, strict=True):
        assert standing(desk, one) == standing(desk, other)
    assert check_database(desk.store, desk.today()).problems == ()


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


@pytest.mark.parametrize("day", [CLOSED_FROM, date(2010, 8, 20), date(2010, 9, 30)], ids=str)
@pytest.mark.parametrize("days", [60, None], ids=["60 days", "unlimited"])
def test_stopping_is_stopping_each_one_by_one(desk: Desk, club: Club, day: date, days: int | None) -> None:
    one_by_one, together = mixed(club), mixed(club)
    applied(desk, rehearsed(desk, request(days=days)))
    apart = rehearse_stop(desk, BulkStop(clients_of(club, one_by_one), day), told, never)
    for line in apart.accepted:
        assert line.suspension is not None
        version = club.suspension(line.suspension).version
        stop_suspension(desk, StopSuspension(new_command(), line.suspension, version, day, None))
    rehearsal = rehearse_stop(desk, BulkStop(clients_of(club, together), day), told, never)
    result = apply_stop(desk, new_command(), rehearsal, told, never)
    assert len(result.done) == len(apart.accepted) == len(together)
    for one, other in zip(one_by_one, together, strict=True):
        assert standing(desk, one) == standing(desk, other)
    assert check_database(desk.store, desk.today()).problems == ()


# Stopping


def test_only_the_suspensions_of_a_cause_are_stopped(desk: Desk, club: Club) -> None:
    injured, closed = club.sold(), club.sold()
    club.suspended(injured)
    applied(desk, rehearsed(desk, request(members=clients_of(club, [closed]))))
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
