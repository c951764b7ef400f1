"""A client is deactivated and comes back; what was ended stays ended, what was left goes on (spec 3.2)."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.card_state import door_decision
from app.domain.ids import AccessId, ClientId, Rank
from app.domain.refusals import ClientDeactivated, FieldTooLong, NotAllowed, Refused
from app.domain.rights import Right, Role
from app.i18n import Language, texts
from app.messages.history import told
from app.models import Client
from app.services.bank_facts import record_collected, record_presented, record_rejected
from app.services.check import check_database
from app.services.criteria import Condition, ConditionField, Criteria, Sort
from app.services.desk import Desk
from app.services.door.situation import standing_of
from app.services.horizon import begin_day
from app.services.queries.access import access_view, accesses
from app.services.queries.card import client_card
from app.services.queries.history import history_of_access, history_of_client
from app.services.queries.search import search_clients
from app.services.refusals import NotFound, StaleEdit
from app.services.sales import sell
from app.services.state_refusals import (
    AccessEndedForGood,
    AlreadyDeactivated,
    EndingNotConfirmed,
    NotDeactivated,
)
from app.services.states import (
    DeactivateClient,
    ReactivateClient,
    deactivate,
    deactivation_facts,
    reactivate,
)
from app.services.suspensions import suspend
from app.services.unit_of_work import reading
from app.services.views import AccessState, ClientState
from tests.databases import TODAY
from tests.services.club import AT_ONCE, TWELVE_MONTHS, Club, new_command


def refused_with(call: Callable[[], object]) -> Sequence[object]:
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.refusals


def version(desk: Desk, client: ClientId) -> int:
    return client_card(desk, client).version


def left(desk: Desk, client: ClientId, *, ends: bool = False, reason: str = "") -> None:
    """The client is deactivated, with or without the accesses."""
    deactivate(desk, DeactivateClient(new_command(), client, version(desk, client), ends, ends, reason))


def back(desk: Desk, client: ClientId, reason: str = "") -> None:
    reactivate(desk, ReactivateClient(new_command(), client, version(desk, client), reason))


def holder(club: Club, access: AccessId) -> ClientId:
    return ClientId(club.access(access).client_id)


def opens(desk: Desk, client: ClientId, day: date) -> bool:
    with reading(desk) as session:
        return door_decision(standing_of(session, session.get_one(Client, client)).situation, day).is_open


def is_whole(club: Club, day: date = TODAY) -> bool:
    return check_database(club.desk.store, day).problems == ()


def test_3_2_1_reception_neither_deactivates_nor_brings_back(
    club: Club, desk_of: Callable[..., Desk]
) -> None:
    client, reception = club.client(), desk_of(Role.RECEPTION)
    asked = DeactivateClient(new_command(), client, 1)
    assert refused_with(lambda: deactivate(reception, asked)) == (NotAllowed(Right.DEACTIVATE),)
    left(desk_of(Role.MANAGER), client)
    asked_back = ReactivateClient(new_command(), client, version(club.desk, client))
    assert refused_with(lambda: reactivate(reception, asked_back)) == (NotAllowed(Right.REACTIVATE),)
    assert client_card(club.desk, client).state is ClientState.DEACTIVATED


def test_3_2_1_what_cannot_be_is_refused_and_changes_nothing(club: Club) -> None:
    client = club.client()
    desk, gone = club.desk, ClientId(99)
    assert refused_with(lambda: deactivate(desk, DeactivateClient(new_command(), gone, 1))) == (
        NotFound("client"),
    )
    stale = refused_with(lambda: deactivate(desk, DeactivateClient(new_command(), client, 7)))
    assert isinstance(stale[0], StaleEdit)
    assert refused_with(lambda: back(desk, client)) == (NotDeactivated(),)
    assert refused_with(lambda: left(desk, client, reason="x" * 201)) == (FieldTooLong("reason", 200),)
    assert client_card(desk, client).deactivated_on is None
    left(desk, client)
    assert refused_with(lambda: left(desk, client)) == (AlreadyDeactivated(TODAY),)


def test_3_2_2_running_and_coming_accesses_are_listed(club: Club) -> None:
    client = club.client()
    assert deactivation_facts(club.desk, client).accesses == ()
    club.sold(date(2010, 1, 4), None, AT_ONCE, client)
    running = club.sold(client=client)
    coming = club.sold(date(2010, 9, 1), date(2010, 9, 5), TWELVE_MONTHS, client)
    assert [item.id for item in deactivation_facts(club.desk, client).accesses] == [running, coming]


def test_3_2_2_ending_accesses_is_confirmed_separately(club: Club) -> None:
    access = club.sold()
    client = holder(club, access)
    asked = DeactivateClient(new_command(), client, version(club.desk, client), end_accesses=True)
    assert refused_with(lambda: deactivate(club.desk, asked)) == (EndingNotConfirmed(1),)
    assert client_card(club.desk, client).deactivated_on is None
    assert len(club.rows(access)) == 8


def test_3_2_2_ended_accesses_plan_no_debit_any_more_and_keep_what_is_at_the_bank(
    club: Club, on: Callable[[date], Desk]
) -> None:
    access = club.sold()
    client = holder(club, access)
    record_presented(club.desk, new_command(), access, Rank(1), TODAY)
    record_presented(club.desk, new_command(), access, Rank(3), TODAY)
    later = on(date(2010, 8, 10))
    left(later, client, ends=True)
    assert club.rows(access, 99) == [
        (1, "05/07/2010", 5900),
        (2, "05/08/2010", 5900),
        (3, "05/09/2010", 5900),
    ]
    view = access_view(later, access)
    assert (view.item.state, view.item.last_day) == (AccessState.ENDED, date(2010, 8, 9))
    begin_day(club.desk.store, date(2012, 1, 1))
    assert len(club.rows(access, 99)) == 3
    record_collected(later, new_command(), access, Rank(3), date(2010, 9, 5))
    record_rejected(later, new_command(), access, Rank(1), date(2010, 9, 6))
    assert is_whole(club, date(2012, 1, 1))


def test_3_2_2_a_suspended_and_a_coming_access_end_too(club: Club) -> None:
    suspended = club.sold()
    client = holder(club, suspended)
    club.suspended(suspended, days=None, ranks=(2, None))
    coming = club.sold(date(2010, 9, 1), date(2010, 9, 5), TWELVE_MONTHS, client)
    left(club.desk, client, ends=True)
    back(club.desk, client)
    states = {item.id: item.state for item in accesses(club.desk, client)}
    assert states == {suspended: AccessState.ENDED, coming: AccessState.ENDED}
    assert client_card(club.desk, client).state is ClientState.FORMER
    assert not any(opens(club.desk, client, TODAY + timedelta(days=days)) for days in (0, 1, 60, 400))
    begin_day(club.desk.store, date(2010, 8, 1))
    assert client_card(club.desk, client).state is ClientState.FORMER
    assert is_whole(club, date(2010, 8, 1))


def test_3_2_2_an_unticked_box_leaves_the_accesses_as_they_are(club: Club) -> None:
    access = club.sold()
    client, before = holder(club, access), club.rows(access, 99)
    left(club.desk, client)
    assert club.rows(access, 99) == before
    assert not opens(club.desk, client, TODAY)
    back(club.desk, client)
    assert opens(club.desk, client, TODAY)
    assert is_whole(club)


def test_3_2_2_an_ended_access_is_changed_by_nobody(club: Club) -> None:
    access = club.sold()
    client = holder(club, access)
    left(club.desk, client, ends=True)
    back(club.desk, client)
    assert refused_with(lambda: suspend(club.desk, club.request(access))) == (AccessEndedForGood(TODAY),)


def test_3_2_3_the_card_and_the_activity_say_who_and_when(club: Club) -> None:
    access = club.sold()
    client = holder(club, access)
    left(club.desk, client, ends=True, reason="déménagement")
    card = client_card(club.desk, client)
    assert (card.deactivated_on, card.deactivated_by) == (TODAY, "ADMIN")
    french = texts(Language("fr"))
    said = [(told(row, french), row.operator) for row in history_of_client(club.desk, client)[:2]]
    assert ("Client désactivé : déménagement", "ADMIN") in said
    ended = told(history_of_access(club.desk, access)[0], french)
    assert ended == "Accès Illimité mensuel terminé le 20/07/2010, définitivement"
    back(club.desk, client)
    assert told(history_of_client(club.desk, client)[0], french) == "Client réactivé"


def test_3_2_4_ended_accesses_stay_ended_and_a_new_one_is_sold(club: Club) -> None:
    access = club.sold()
    client = holder(club, access)
    left(club.desk, client, ends=True)
    back(club.desk, client)
    assert not opens(club.desk, client, TODAY)
    assert access_view(club.desk, access).item.state is AccessState.ENDED
    club.sold(TODAY, date(2010, 8, 5), TWELVE_MONTHS, client)
    assert opens(club.desk, client, TODAY)


def test_3_2_5_a_deactivated_client_is_found_by_active_is_not_yes(club: Club) -> None:
    gone, stays = club.client("Absente"), club.client("Présente")
    left(club.desk, gone)
    not_active = Criteria(conditions=(Condition(ConditionField.ACTIVE, "yes", negated=True),))
    found = {row.id: row.state for row in search_clients(club.desk, not_active, Sort(), None, 10).rows}
    assert found[gone] is ClientState.DEACTIVATED
    everybody = search_clients(club.desk, Criteria(), Sort(), None, 10).rows
    assert {row.id for row in everybody} == {gone, stays}


def test_3_2_6_nothing_is_sold_to_a_deactivated_client(club: Club) -> None:
    client = club.client()
    request = club.sale(client, TODAY, TODAY)
    left(club.desk, client)
    assert refused_with(lambda: sell(club.desk, request)) == (ClientDeactivated(TODAY),)
    back(club.desk, client)
    assert sell(club.desk, replace(request, command=new_command())).access


def test_3_2_7_deactivating_one_leaves_another_client_as_it_is(club: Club) -> None:
    one, other = club.sold(), club.sold(client=club.client("Autre"))
    left(club.desk, holder(club, one), ends=True)
    assert opens(club.desk, holder(club, other), TODAY)


def test_3_2_a_command_sent_twice_deactivates_once(club: Club) -> None:
    client = club.client()
    request = DeactivateClient(new_command(), client, version(club.desk, client))
    assert not deactivate(club.desk, request).repeated
    back(club.desk, client)
    assert deactivate(club.desk, request).repeated
    assert client_card(club.desk, client).deactivated_on is None
