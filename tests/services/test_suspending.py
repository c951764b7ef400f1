"""Suspending, modifying, stopping and cancelling through the verbs, on both databases."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.domain.cents import Cents
from app.domain.contract import RankRange
from app.domain.ids import AccessId, Rank, SuspensionId
from app.domain.refusals import (
    CancellationAfterStart,
    CauseMissing,
    MaintenanceAboveNormal,
    Refused,
    StartBackdated,
    SuspensionDaysOverlap,
    SuspensionRanksOverlap,
)
from app.domain.rights import Role
from app.models import Client, Document, History, Suspension
from app.services.bank_facts import record_presented
from app.services.check import check_database
from app.services.desk import Desk
from app.services.refusals import FileKindUnknown, FileUnreadable, NotFound, StaleEdit
from app.services.requests import (
    AttachProof,
    CancelSuspension,
    ModifySuspension,
    ReviewSuspension,
)
from app.services.store import Store
from app.services.suspensions import (
    attach_proof,
    cancel_suspension,
    modify_suspension,
    review_suspension,
    suspend,
)
from app.services.unit_of_work import reading
from tests.databases import TODAY
from tests.services.club import TWELVE_MONTHS, Club, new_command


@pytest.fixture
def access(club: Club) -> AccessId:
    """59,00 € a month from 05/07/2010, without end."""
    return club.sold()


def _count(desk: Desk, kind: type) -> int:
    with reading(desk) as session:
        return session.scalar(sa.select(sa.func.count()).select_from(kind)) or 0


def _modification(club: Club, suspension: SuspensionId, days: int | None = 20) -> ModifySuspension:
    return ModifySuspension(
        command=new_command(),
        suspension=suspension,
        version=club.suspension(suspension).version,
        first_day=date(2010, 7, 25),
        days=days,
        cause="vacances",
        ranks=RankRange(Rank(2), Rank(3)),
        maintenance=Cents(300),
    )


def test_the_same_request_sent_twice_acts_once(club: Club, access: AccessId) -> None:
    request = club.request(access)
    first, again = suspend(club.desk, request), suspend(club.desk, request)
    assert (first.repeated, again.repeated) == (False, True)
    assert replace(again, repeated=False) == first
    assert _count(club.desk, Suspension) == 1


def test_a_stale_dialog_is_refused_and_says_who_was_faster(club: Club, access: AccessId) -> None:
    shown = club.request(access)
    club.suspended(access)
    with pytest.raises(Refused) as refused:
        suspend(club.desk, replace(shown, first_day=date(2011, 1, 1), ranks=None, maintenance=None))
    (refusal,) = refused.value.refusals
    assert isinstance(refusal, StaleEdit)
    assert refusal.by == "ADMIN"
    assert refusal.at == club.desk.now()


def test_an_overlap_is_refused_for_its_days_and_its_ranks_and_changes_nothing(
    club: Club, access: AccessId
) -> None:
    club.suspended(access)
    rows, entries = club.rows(access, 99), _count(club.desk, History)
    with pytest.raises(Refused) as refused:
        club.suspended(access, first_day=date(2010, 9, 4), days=10, ranks=(2, 2))
    assert {type(one) for one in refused.value.refusals} == {SuspensionDaysOverlap, SuspensionRanksOverlap}
    assert (club.rows(access, 99), _count(club.desk, History)) == (rows, entries)


def test_two_desks_that_suspend_at_the_same_moment_make_one_suspension(
    club: Club, access: AccessId, open_at: Callable[[], Store]
) -> None:
    request = club.request(access)
    together = threading.Barrier(4)
    answers: list[str] = []

    def save(number: int) -> None:
        desk = replace(club.desk, store=stores[number])
        together.wait()
        try:
            suspend(desk, replace(request, command=new_command()))
            answers.append("saved")
        except Refused as refused:
            answers.append(type(refused.refusals[0]).__name__)

    stores = [open_at() for _ in range(4)]
    desks = [threading.Thread(target=save, args=(number,)) for number in range(4)]
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join()
    assert sorted(answers) == ["StaleEdit"] * 3 + ["saved"]
    assert _count(club.desk, Suspension) == 1


def test_the_same_command_from_two_threads_acts_once(
    club: Club, access: AccessId, open_at: Callable[[], Store]
) -> None:
    request = club.request(access)
    together = threading.Barrier(3)
    repeated: list[bool] = []

    def save(store: Store) -> None:
        together.wait()
        repeated.append(suspend(replace(club.desk, store=store), request).repeated)

    clicks = [threading.Thread(target=save, args=(open_at(),)) for _ in range(3)]
    for click in clicks:
        click.start()
    for click in clicks:
        click.join()
    assert sorted(repeated) == [False, True, True]


def test_a_modified_suspension_replaces_what_it_was(club: Club, access: AccessId) -> None:
    made = club.suspended(access).suspension
    modify_suspension(club.desk, _modification(club, made))
    row = club.suspension(made)
    assert (row.first_day, row.last_day, row.cause) == (date(2010, 7, 25), date(2010, 8, 13), "vacances")
    assert [amount for *_, amount in club.rows(access, 4)] == [5900, 300, 300, 5900]
    assert check_database(club.desk.store, TODAY).is_whole


def test_a_stale_modification_is_refused(club: Club, access: AccessId) -> None:
    made = club.suspended(access).suspension
    stale = _modification(club, made)
    modify_suspension(club.desk, _modification(club, made, days=30))
    with pytest.raises(Refused) as refused:
        modify_suspension(club.desk, stale)
    assert isinstance(refused.value.refusals[0], StaleEdit)


def test_a_stop_on_the_first_day_leaves_the_schedule_as_before(
    club: Club, access: AccessId, on: Callable[[date], Desk]
) -> None:
    before = club.rows(access, 99)
    made = club.suspended(access).suspension
    stopped = club.stopped(made, date(2010, 7, 22), desk=on(date(2010, 7, 22)))
    assert (stopped.days, stopped.cancelled) == (0, True)
    assert club.rows(access, 99) == before
    assert club.suspension(made).cancelled


def test_a_fixed_length_access_collects_all_its_full_debits(club: Club) -> None:
    access = club.sold(date(2011, 1, 1), date(2011, 1, 5), TWELVE_MONTHS)
    club.suspended(access, first_day=date(2011, 3, 10), days=60, ranks=(4, 5), maintenance=500)
    rows = club.rows(access, 99)
    assert len(rows) == 14
    assert rows[-1] == (14, "05/02/2012", 4000)
    assert sum(amount for *_, amount in rows if amount == 4000) == 12 * 4000
    assert club.access(access).current_last == date(2012, 2, 29)


def test_an_unlimited_suspension_of_a_fixed_length_access_has_an_open_end_until_the_stop(
    club: Club, on: Callable[[date], Desk]
) -> None:
    access = club.sold(date(2011, 1, 1), date(2011, 1, 5), TWELVE_MONTHS)
    made = club.suspended(
        access, first_day=date(2011, 3, 10), days=None, ranks=(4, None), maintenance=500
    ).suspension
    with reading(club.desk) as session:
        assert session.get_one(Client, club.access(access).client_id).end_open
    back = on(date(2011, 7, 1))
    stopped = club.stopped(made, date(2011, 7, 1), 4000, desk=back)
    assert stopped.days == 113
    assert club.access(access).current_last == date(2012, 4, 22)
    assert len(club.rows(access, 99)) == 15
    assert check_database(club.desk.store, date(2011, 7, 1)).is_whole


def test_a_presented_instalment_is_left_and_said_so(club: Club, access: AccessId) -> None:
    record_presented(club.desk, new_command(), access, Rank(2), date(2010, 7, 20))
    made = club.suspended(access, ranks=(2, 3))
    assert made.left == (2,)
    assert [amount for *_, amount in club.rows(access, 4)] == [5900, 5900, 200, 5900]


def test_a_cancelled_suspension_is_as_if_it_had_never_been(club: Club, access: AccessId) -> None:
    before = club.rows(access, 99)
    made = club.suspended(access).suspension
    cancel_suspension(club.desk, CancelSuspension(new_command(), made, club.suspension(made).version))
    assert club.rows(access, 99) == before
    assert club.suspension(made).cancelled
    club.suspended(access)


def test_a_suspension_that_has_begun_is_stopped_and_not_cancelled(
    club: Club, access: AccessId, on: Callable[[date], Desk]
) -> None:
    made = club.suspended(access).suspension
    request = CancelSuspension(new_command(), made, club.suspension(made).version)
    with pytest.raises(Refused) as refused:
        cancel_suspension(on(date(2010, 7, 23)), request)
    assert refused.value.refusals == (CancellationAfterStart(date(2010, 7, 22)),)
    assert not club.suspension(made).cancelled


def test_what_is_cancelled_cannot_be_stopped(club: Club, access: AccessId) -> None:
    made = club.suspended(access).suspension
    cancel_suspension(club.desk, CancelSuspension(new_command(), made, club.suspension(made).version))
    with pytest.raises(Refused) as refused:
        club.stopped(made, date(2010, 7, 22))
    assert refused.value.refusals == (NotFound("suspension"),)


def test_a_receptionist_may_not_backdate(club: Club, access: AccessId, desk_of: Callable[..., Desk]) -> None:
    request = club.request(access, first_day=date(2010, 7, 10), cause=" ")
    with pytest.raises(Refused) as refused:
        suspend(desk_of(Role.RECEPTION), request)
    assert {type(one) for one in refused.value.refusals} == {StartBackdated, CauseMissing}
    assert suspend(desk_of(Role.MANAGER), replace(request, cause="blessure")).suspension


def test_more_than_the_normal_amount_needs_a_manager_who_confirms(
    club: Club, access: AccessId, desk_of: Callable[..., Desk]
) -> None:
    request = club.request(access, maintenance=6000)
    for role, confirms in ((Role.RECEPTION, True), (Role.MANAGER, False)):
        with pytest.raises(Refused) as refused:
            suspend(desk_of(role), replace(request, confirms_above_normal=confirms))
        assert refused.value.refusals == (MaintenanceAboveNormal(Cents(6000), Cents(5900)),)
    assert suspend(desk_of(Role.MANAGER), replace(request, confirms_above_normal=True)).suspension


def test_a_proof_is_kept_as_it_was(club: Club, access: AccessId, tmp_path: Path) -> None:
    made = club.suspended(access).suspension
    paper = tmp_path / "certificat médical.pdf"
    paper.write_bytes(b"%PDF-1.7 certificat")
    attached = attach_proof(club.desk, AttachProof(new_command(), made, paper))
    with reading(club.desk) as session:
        kept = session.get_one(Document, attached.document)
        assert (kept.name, kept.media_type, kept.content) == (
            "certificat médical.pdf",
            "application/pdf",
            b"%PDF-1.7 certificat",
        )


def test_a_program_named_as_a_paper_is_no_proof(club: Club, access: AccessId, tmp_path: Path) -> None:
    made = club.suspended(access).suspension
    program = tmp_path / "certificat.pdf"
    program.write_bytes(b"MZ\x90")
    with pytest.raises(Refused) as refused:
        attach_proof(club.desk, AttachProof(new_command(), made, program))
    assert refused.value.refusals == (FileKindUnknown("certificat.pdf"),)
    with pytest.raises(Refused) as refused:
        attach_proof(club.desk, AttachProof(new_command(), made, tmp_path / "absent.pdf"))
    assert refused.value.refusals == (FileUnreadable("absent.pdf"),)


def test_a_reviewed_suspension_remembers_the_day(club: Club, access: AccessId) -> None:
    made = club.suspended(access, days=None, ranks=(2, None)).suspension
    review_suspension(club.desk, ReviewSuspension(new_command(), made, club.suspension(made).version))
    assert club.suspension(made).reviewed_on == TODAY
