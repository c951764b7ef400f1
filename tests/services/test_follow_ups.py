"""What is to be done about a client is planned, done, put off, and listed on its day (spec 3.2)."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from app.domain.ids import UserId
from app.domain.prospect_refusals import DayImplausible, FollowUpClosed
from app.domain.prospects import FollowUpKind, FollowUpState
from app.domain.refusals import FieldMissing, FieldTooLong, FieldUnreadable
from app.services.prospects.follow_up_queries import (
    colleagues,
    follow_up_page,
    follow_up_view,
    follow_ups_of_day,
)
from app.services.prospects.follow_ups import cancel_follow_up, finish_follow_up, save_follow_up
from app.services.prospects.queries import opportunity_view
from app.services.prospects.requests import (
    CancelFollowUp,
    FinishFollowUp,
    FollowUpFields,
    SaveFollowUp,
)
from app.services.prospects.views import FollowUpList
from app.services.refusals import NotFound, StaleEdit
from tests.databases import ON_ONE_DATABASE, TODAY
from tests.services.club import Club, new_command
from tests.services.prospect_club import ProspectClub
from tests.services.test_states import refused_with

TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def prospects(club: Club) -> ProspectClub:
    return ProspectClub(club)


def test_what_is_due_is_listed_overdue_first_then_by_the_hour(prospects: ProspectClub) -> None:
    client = prospects.club.client()
    at_ten = prospects.follow_up(client, due_at=time(10))
    at_nine = prospects.follow_up(client, due_at=time(9, 30))
    any_time = prospects.follow_up(client)
    late = prospects.follow_up(client, TODAY - timedelta(days=3))
    prospects.follow_up(client, TOMORROW)
    listed = follow_ups_of_day(prospects.desk, TODAY)
    assert [row.id for row in listed] == [late, any_time, at_nine, at_ten]
    assert listed[2].due_at == time(9, 30)


def test_what_was_done_leaves_the_list_and_what_comes_next_is_planned(prospects: ProspectClub) -> None:
    client = prospects.club.client()
    opportunity = prospects.opportunity(client)
    first = prospects.follow_up(client, opportunity=opportunity)
    assert opportunity_view(prospects.desk, opportunity).next_due == TODAY
    then = FollowUpFields(FollowUpKind.VISIT, "Essai", TOMORROW, time(18), UserId(1))
    done = prospects.done(first, "Intéressée,\nvient demain", then)
    assert follow_ups_of_day(prospects.desk, TODAY) == ()
    assert done.next is not None
    planned = follow_up_view(prospects.desk, done.next)
    assert (planned.subject, planned.due_on, planned.assignee, planned.opportunity) == (
        "Essai",
        TOMORROW,
        "ADMIN",
        opportunity,
    )
    closed = follow_up_view(prospects.desk, first)
    assert (closed.state, closed.result, closed.closed_on, closed.closed_by) == (
        FollowUpState.DONE,
        "Intéressée,\nvient demain",
        TODAY,
        "ADMIN",
    )


def test_a_follow_up_is_closed_once(prospects: ProspectClub) -> None:
    follow_up = prospects.follow_up()
    version = follow_up_view(prospects.desk, follow_up).version
    cancel_follow_up(prospects.desk, CancelFollowUp(new_command(), follow_up, version, "rappelle lui-même"))
    assert refused_with(lambda: prospects.done(follow_up)) == (FollowUpClosed(FollowUpState.CANCELLED),)
    assert follow_up_view(prospects.desk, follow_up).result == "rappelle lui-même"


def test_a_next_follow_up_that_is_wrong_leaves_the_first_one_open(prospects: ProspectClub) -> None:
    follow_up = prospects.follow_up()
    then = FollowUpFields(FollowUpKind.CALL, "", TOMORROW)
    assert refused_with(lambda: prospects.done(follow_up, "", then)) == (FieldMissing("next.subject"),)
    then = replace(then, subject="Rappeler", assigned_to=UserId(999))
    assert refused_with(lambda: prospects.done(follow_up, "", then)) == (NotFound("user"),)
    assert follow_up_view(prospects.desk, follow_up).state is FollowUpState.OPEN


@ON_ONE_DATABASE
@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"subject": ""}, FieldMissing("subject")),
        ({"subject": "x" * 121}, FieldTooLong("subject", 120)),
        (
            {"due_on": date(1910, 1, 1)},
            DayImplausible("due_on", TODAY - timedelta(days=366), TODAY + timedelta(days=1098)),
        ),
        ({"note": "a\x00b"}, FieldUnreadable("note")),
    ],
)
def test_bad_input_of_a_follow_up_is_refused_beside_its_field(
    prospects: ProspectClub, changed: dict[str, object], reason: object
) -> None:
    fields = replace(FollowUpFields(FollowUpKind.CALL, "Appeler", TODAY), **changed)  # type: ignore[arg-type]
    request = SaveFollowUp(new_command(), None, 0, prospects.club.client(), fields)
    assert refused_with(lambda: save_follow_up(prospects.desk, request)) == (reason,)
    assert follow_ups_of_day(prospects.desk, date(2110, 1, 1)) == ()


def test_a_stale_follow_up_is_refused_and_the_same_command_acts_once(prospects: ProspectClub) -> None:
    follow_up = prospects.follow_up()
    shown = follow_up_view(prospects.desk, follow_up)
    fields = FollowUpFields(FollowUpKind.TASK, "Préparer le dossier", TOMORROW)
    request = SaveFollowUp(new_command(), follow_up, shown.version, shown.client.id, fields)
    assert not save_follow_up(prospects.desk, request).repeated
    assert save_follow_up(prospects.desk, request).repeated
    late = FinishFollowUp(new_command(), follow_up, shown.version, "")
    (reason,) = refused_with(lambda: finish_follow_up(prospects.desk, late))
    assert isinstance(reason, StaleEdit)


@pytest.mark.parametrize("wanted", FollowUpList)
def test_the_follow_ups_of_the_club_are_read_page_by_page(
    prospects: ProspectClub, wanted: FollowUpList
) -> None:
    client = prospects.club.client()
    made = [
        prospects.follow_up(client, TODAY + timedelta(days=n % 2), assigned_to=UserId(1)) for n in range(6)
    ]
    for follow_up in made[:3]:
        prospects.done(follow_up)
    read = [*follow_up_page(prospects.desk, wanted, None, 2)]
    while page := follow_up_page(prospects.desk, wanted, read[-1], 2):
        read += page
    expected = made[:3][::-1] if wanted is FollowUpList.CLOSED else [made[4], made[3], made[5]]
    assert [row.id for row in read] == expected


def test_a_follow_up_can_be_assigned_to_whoever_may_sign_in(prospects: ProspectClub) -> None:
    assert [each.name for each in colleagues(prospects.desk)] == ["ADMIN"]
