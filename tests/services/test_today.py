"""The page of the day answers what staff ask every morning (spec 1.8)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.cents import Cents
from app.domain.ids import AccessId, ClientId, Rank, SuspensionId
from app.services.bank_facts import record_collected, record_presented, record_rejected
from app.services.clients import block_client, unblock_client
from app.services.club import club_settings, save_club_settings
from app.services.desk import Desk
from app.services.door.passing import decide_passage
from app.services.door.views import PassCard
from app.services.instalments import hold_instalment
from app.services.requests import (
    BlockClient,
    CancelSuspension,
    MarkInstalment,
    ReviewSuspension,
    SaveClubSettings,
    UnblockClient,
)
from app.services.suspensions import cancel_suspension, review_suspension
from app.services.today.due import debits_of_day
from app.services.today.queries import today_at
from app.services.today.views import DebitDay, DueDebit, Today
from tests.services.club import Club, new_command
from tests.services.prospect_club import ProspectClub
from tests.services.test_states import left

At = Callable[[date], Desk]
FIRST_DAY, LAST_DAY, BACK = date(2010, 7, 22), date(2010, 9, 4), date(2010, 9, 5)


@pytest.fixture
def access(club: Club) -> AccessId:
    """The access of spec 1.6: 59 € on the 5th of each month."""
    return club.sold()


def on_the(on: At, day: date) -> Today:
    """The page of that day."""
    return today_at(on(day))


def test_1_8_a_suspension_is_listed_on_the_day_it_begins_and_on_its_last_day(
    club: Club, on: At, access: AccessId
) -> None:
    club.suspended(access)
    begins, ends = on_the(on, FIRST_DAY), on_the(on, LAST_DAY)
    assert [(each.person.name, each.begins, each.cause, each.days) for each in begins.turns] == [
        ("Lefèvre Jean-Noël", True, "blessure", 45)
    ]
    assert [(each.begins, each.days) for each in ends.turns] == [(False, 45)]
    assert (begins.turns_count, on_the(on, date(2010, 7, 23)).turns) == (1, ())


def test_1_8_a_cancelled_suspension_is_not_listed(club: Club, on: At, access: AccessId) -> None:
    made = club.suspended(access)
    version = club.suspension(made.suspension).version
    cancel_suspension(club.desk, CancelSuspension(new_command(), made.suspension, version))
    page = on_the(on, FIRST_DAY)
    assert (page.turns, page.turns_count, page.suspended_count) == ((), 0, 0)


@pytest.mark.parametrize(
    ("day", "listed"),
    [
        (date(2010, 8, 29), False),
        (date(2010, 8, 30), True),
        (BACK, True),
        (date(2010, 9, 6), False),
    ],
)
def test_1_8_a_return_is_announced_for_a_week(
    club: Club, on: At, access: AccessId, day: date, listed: bool
) -> None:
    club.suspended(access)
    page = on_the(on, day)
    assert [each.on for each in page.coming_back] == ([BACK] if listed else [])
    assert page.coming_back_count == int(listed)


def test_1_8_a_return_names_the_first_debit_from_then_on(club: Club, on: At, access: AccessId) -> None:
    club.suspended(access)
    (back,) = on_the(on, date(2010, 9, 1)).coming_back
    assert (back.next_due, back.next_amount) == (BACK, 5900)


def test_1_8_nobody_comes_back_between_two_suspensions_that_follow_each_other(
    club: Club, on: At, access: AccessId
) -> None:
    club.suspended(access)
    club.suspended(access, first_day=BACK, days=10, ranks=None)
    assert on_the(on, date(2010, 9, 1)).coming_back == ()
    assert [each.on for each in on_the(on, date(2010, 9, 12)).coming_back] == [date(2010, 9, 15)]


def open_ended(club: Club, access: AccessId) -> SuspensionId:
    """A suspension without end from 22/07/2010."""
    return club.suspended(access, days=None, ranks=(2, None)).suspension


@pytest.mark.parametrize(("day", "listed"), [(date(2010, 9, 19), 0), (date(2010, 9, 20), 1)])
def test_1_8_an_open_ended_suspension_is_to_be_reviewed_after_60_days(
    club: Club, on: At, access: AccessId, day: date, listed: int
) -> None:
    open_ended(club, access)
    page = on_the(on, day)
    assert (len(page.to_review), page.to_review_count) == (listed, listed)
    assert [each.days for each in page.to_review] == [60] * listed


def test_1_8_a_review_keeps_it_off_the_list_for_another_60_days(club: Club, on: At, access: AccessId) -> None:
    open_ended(club, access)
    (listed,) = on_the(on, date(2010, 10, 1)).to_review
    review_suspension(
        on(date(2010, 10, 1)), ReviewSuspension(new_command(), listed.suspension, listed.version)
    )
    assert on_the(on, date(2010, 11, 29)).to_review == ()
    assert [each.days for each in on_the(on, date(2010, 11, 30)).to_review] == [60]


def test_1_8_the_club_chooses_after_how_many_days(club: Club, on: At, access: AccessId) -> None:
    open_ended(club, access)
    settings, version = club_settings(club.desk)
    sooner = replace(settings, name="Club", review_open_suspensions_after_days=10)
    save_club_settings(club.desk, SaveClubSettings(new_command(), version, sooner))
    page = on_the(on, date(2010, 8, 1))
    assert (page.review_after, [each.days for each in page.to_review]) == (10, [10])


def test_1_8_the_suspended_are_counted_and_those_without_end(club: Club, on: At, access: AccessId) -> None:
    club.suspended(access)
    open_ended(club, club.sold(client=club.client("Dupont", "Zoé")))
    page = on_the(on, date(2010, 7, 28))
    assert (page.suspended_count, page.suspended_open) == (2, 1)
    later = on_the(on, BACK)
    assert (later.suspended_count, later.suspended_open) == (1, 1)


def test_1_8_the_debits_of_seven_days_are_added_up_by_day(club: Club, on: At, access: AccessId) -> None:
    club.suspended(access)
    club.sold(client=club.client("Dupont", "Zoé"), first_due=date(2010, 8, 9))
    page = on_the(on, date(2010, 8, 4))
    assert page.days == (
        DebitDay(date(2010, 8, 5), 1, 1, Cents(200)),
        DebitDay(date(2010, 8, 9), 1, 0, Cents(5900)),
    )
    assert (page.next_debits, page.days_total) == (page.days[0], 6100)
    assert on_the(on, date(2010, 8, 2)).days == page.days[:1]


def test_1_8_the_debits_of_a_day_are_listed_by_name_and_add_up_to_its_line(club: Club, on: At) -> None:
    day = date(2010, 8, 5)
    names = ["Dupont", "Durand", "Lefèvre", "Martin", "Lefevre"]
    sold = [club.sold(client=club.client(name, "Zoé")) for name in names]
    club.suspended(sold[1])
    late = club.sold(client=club.client("Absent", "Ali"))
    hold_instalment(club.desk, MarkInstalment(new_command(), late, club.access(late).version, Rank(2)))
    desk, found = on(date(2010, 8, 4)), list[DueDebit]()
    while page := debits_of_day(desk, day, found[-1] if found else None, 2):
        found += page
    assert [each.person.name for each in found] == [
        "Dupont Zoé", "Durand Zoé", "Lefèvre Zoé", "Lefevre Zoé", "Martin Zoé",
    ]  # fmt: skip
    assert [each.is_maintenance for each in found] == [False, True, False, False, False]
    assert {each.rank for each in found} == {2}
    (line,) = today_at(desk).days
    assert (line.count, line.maintenance) == (5, 1)
    assert line.total == sum(each.amount for each in found)


def test_1_8_the_next_debits_are_found_beyond_the_week(club: Club, on: At, access: AccessId) -> None:
    page = on_the(on, date(2010, 7, 20))
    assert (page.days, page.next_debits) == ((), DebitDay(date(2010, 8, 5), 1, 0, Cents(5900)))


def test_1_8_an_empty_club_has_an_empty_page(desk: Desk) -> None:
    page = today_at(desk)
    assert page.next_debits is None
    assert (page.rejected_count, page.suspended_count, page.came_blocked_count) == (0, 0, 0)
    assert (page.turns, page.coming_back, page.to_review, page.rejected, page.days) == ((), (), (), (), ())


def test_1_8_a_rejected_debit_is_to_be_handled(club: Club, access: AccessId) -> None:
    day = date(2010, 7, 6)
    for record in (record_presented, record_collected, record_rejected):
        record(club.desk, new_command(), access, Rank(1), day)
    page = today_at(club.desk)
    assert (page.rejected_count, page.rejected_total) == (1, 5900)
    assert [(each.person.name, each.rank, each.amount, each.rejected_on) for each in page.rejected] == [
        ("Lefèvre Jean-Noël", 1, 5900, day)
    ]


@pytest.fixture
def blocked(club: Club) -> ClientId:
    """A blocked member with a card."""
    client = club.client("Leclercq", "Inès", card_number="4711")
    block_client(club.desk, BlockClient(new_command(), client, "paiement en retard"))
    return client


def test_1_8_a_blocked_member_who_came_by_is_listed_once(club: Club, on: At, blocked: ClientId) -> None:
    for day in (date(2010, 7, 20), date(2010, 7, 21)):
        decide_passage(on(day), PassCard(new_command(), "4711"))
    page = on_the(on, date(2010, 7, 22))
    assert [(each.person.client, each.reason, each.at.day) for each in page.came_blocked] == [
        (blocked, "paiement en retard", 21)
    ]
    assert on_the(on, date(2010, 7, 28)).came_blocked == ()


def test_1_8_who_is_no_longer_blocked_is_no_longer_listed(club: Club, blocked: ClientId) -> None:
    decide_passage(club.desk, PassCard(new_command(), "4711"))
    assert today_at(club.desk).came_blocked_count == 1
    unblock_client(club.desk, UnblockClient(new_command(), blocked, "réglé"))
    assert today_at(club.desk).came_blocked_count == 0


def test_1_8_a_list_stops_at_its_limit_and_still_counts_all(club: Club, on: At) -> None:
    for name in ("Dupont", "Durand", "Martin"):
        club.suspended(club.sold(client=club.client(name)))
    page = today_at(on(FIRST_DAY), listed=2)
    assert ([each.person.name for each in page.turns], page.turns_count) == (
        ["Dupont Jean-Noël", "Durand Jean-Noël"],
        3,
    )


def test_1_8_the_follow_ups_of_the_day_and_the_overdue_ones_are_listed(club: Club, on: At) -> None:
    prospects, client = ProspectClub(club), club.client()
    day = club.desk.today()
    late, now = prospects.follow_up(client, day - timedelta(days=1)), prospects.follow_up(client)
    prospects.follow_up(client, day + timedelta(days=1))
    prospects.done(prospects.follow_up(client))
    page = on_the(on, day)
    assert ([each.id for each in page.follow_ups], page.follow_ups_count) == ([late, now], 2)
    assert page.follow_ups[0].client.name == "Lefèvre Jean-Noël"
    assert today_at(on(day), listed=1).follow_ups_count == 2


def test_1_8_a_deactivated_client_is_still_followed_up(club: Club, on: At) -> None:
    client = club.client()
    ProspectClub(club).follow_up(client)
    left(club.desk, client)
    assert on_the(on, club.desk.today()).follow_ups_count == 1
