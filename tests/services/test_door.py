"""A card passed at the door: decided in the transaction that logs it, with what it was decided from (spec 1.7)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from app.domain.contract import DayRange
from app.domain.door import ClosedBy
from app.domain.ids import ClientId
from app.domain.refusals import Refused
from app.models import DoorPassage
from app.services.clients import block_client, save_client, unblock_client
from app.services.deleting import DeleteClient, delete_client
from app.services.desk import Desk
from app.services.door.logbook import latest_passages, passages_today
from app.services.door.passing import decide_passage
from app.services.door.views import Facts, Passage, PassageCounts, PassCard
from app.services.horizon import begin_day
from app.services.json_values import from_json
from app.services.queries.card import client_card
from app.services.refusals import CardTaken
from app.services.requests import BlockClient, SaveClient, UnblockClient
from app.services.unit_of_work import reading
from tests.services.club import Club, new_command

CARD = "00 348 112"
PAUSED = date(2010, 7, 28)


@pytest.fixture
def member(club: Club) -> ClientId:
    """Jean-Noël with the access of spec 1.6 and a card."""
    client = club.client(
        card_number=CARD, birth_date=date(1976, 3, 14), remark="Certificat", show_remark=True
    )
    club.sold(client=client)
    return client


def passed(desk: Desk, typed: str = CARD) -> Passage:
    """A card passed at this desk."""
    return decide_passage(desk, PassCard(new_command(), typed))


def test_a_running_access_opens_the_door_and_is_named(desk: Desk, member: ClientId) -> None:
    passage = passed(desk)
    assert passage.is_open
    assert passage.closures == ()
    assert passage.holder is not None
    told = passage.holder
    assert (told.client, told.name, told.age) == (member, "Lefèvre Jean-Noël", 34)
    assert (told.access_name, told.access_last, told.remark) == ("Illimité mensuel", None, "Certificat")


def test_a_suspended_card_stays_closed_and_says_when_it_opens_again(
    club: Club, on: Callable[[date], Desk], member: ClientId
) -> None:
    access = passed(club.desk).holder
    assert access is not None
    assert access.access is not None
    club.suspended(access.access)
    passage = passed(on(PAUSED))
    assert [closure.by for closure in passage.closures] == [ClosedBy.SUSPENDED]
    assert (passage.closures[0].first, passage.closures[0].last) == (date(2010, 7, 22), date(2010, 9, 4))
    assert passage.opens_again_on == date(2010, 9, 5)
    assert passed(on(date(2010, 9, 5))).is_open


def test_a_blocked_member_stays_out_until_the_block_is_lifted(desk: Desk, member: ClientId) -> None:
    block_client(desk, BlockClient(new_command(), member, "paiement en retard"))
    closed = passed(desk)
    assert [(closure.by, closure.text) for closure in closed.closures] == [
        (ClosedBy.BLOCKED, "paiement en retard")
    ]
    unblock_client(desk, UnblockClient(new_command(), member, "réglé"))
    assert passed(desk).is_open


def test_a_member_without_access_and_an_unknown_card_are_told_apart(club: Club) -> None:
    club.client("Dupont", "Zoé", card_number="4711")
    assert [closure.by for closure in passed(club.desk, "4711").closures] == [ClosedBy.NO_ACCESS]
    unknown = passed(club.desk, "4712")
    assert [closure.by for closure in unknown.closures] == [ClosedBy.UNKNOWN_CARD]
    assert unknown.holder is None


def with_card(desk: Desk, client: ClientId, number: str) -> None:
    """The client gets this card; empty: the card was lost and nothing replaces it."""
    card = client_card(desk, client)
    fields = replace(card.fields, card_number=number)
    save_client(desk, SaveClient(new_command(), client, card.version, fields))


def test_1_7_a_lost_card_opens_no_more_and_the_one_that_replaces_it_does(
    desk: Desk, member: ClientId
) -> None:
    with_card(desk, member, "")
    assert [closure.by for closure in passed(desk).closures] == [ClosedBy.UNKNOWN_CARD]
    with_card(desk, member, "7200")
    assert passed(desk, "7200").is_open
    assert [closure.by for closure in passed(desk).closures] == [ClosedBy.UNKNOWN_CARD]


def test_1_7_a_card_given_to_somebody_else_is_judged_by_who_has_it_now(club: Club, member: ClientId) -> None:
    desk = club.desk
    opened = passed(desk)
    with_card(desk, member, "7200")
    new = club.client("Dupont", "Zoé", card_number=CARD)
    passage = passed(desk)
    assert passage.holder is not None
    assert (passage.holder.client, passage.is_open) == (new, False)
    logged = {row.id: row.client for row in latest_passages(desk)}
    assert logged == {opened.id: member, passage.id: new}


def test_1_7_two_clients_never_hold_one_card(club: Club, member: ClientId) -> None:
    other = club.client("Dupont", "Zoé")
    with pytest.raises(Refused) as refused:
        with_card(club.desk, other, CARD)
    assert [type(each) for each in refused.value.refusals] == [CardTaken]


def test_1_7_the_card_of_a_client_who_was_deleted_is_unknown(club: Club) -> None:
    client = club.client("Dupont", "Zoé", card_number="4711")
    delete_client(club.desk, DeleteClient(new_command(), client, client_card(club.desk, client).version))
    passage = passed(club.desk, "4711")
    assert ([closure.by for closure in passage.closures], passage.holder) == ([ClosedBy.UNKNOWN_CARD], None)


def test_every_passage_is_logged_with_what_it_was_decided_from(desk: Desk, member: ClientId) -> None:
    passage = passed(desk)
    with reading(desk) as session:
        row = session.get_one(DoorPassage, passage.id)
    assert (row.card, row.client_id, row.is_open, row.closed_by) == ("00348112", member, True, "")
    assert (row.operator, row.workstation, row.day) == ("ADMIN", "ACCUEIL-1", desk.today())
    facts = from_json(Facts, row.facts)
    assert [(each.name, each.first_day, each.suspensions) for each in facts.accesses] == [
        ("Illimité mensuel", date(2010, 7, 5), ())
    ]


def test_the_suspended_days_are_among_what_was_known(club: Club, member: ClientId) -> None:
    holder = passed(club.desk).holder
    assert holder is not None
    assert holder.access is not None
    club.suspended(holder.access)
    passage = passed(club.desk)
    with reading(club.desk) as session:
        facts = from_json(Facts, session.get_one(DoorPassage, passage.id).facts)
    assert facts.accesses[0].suspensions == (DayRange(date(2010, 7, 22), date(2010, 9, 4)),)


def test_the_same_command_is_logged_once_and_answered_alike(desk: Desk, member: ClientId) -> None:
    request = PassCard(new_command(), CARD)
    first = decide_passage(desk, request)
    again = decide_passage(desk, request)
    assert again == replace(first, repeated=True)
    assert passages_today(desk) == PassageCounts(1, 0)


@pytest.mark.parametrize(
    "typed",
    [
        "Lefèvre",
        "😀😀",
        "'; DROP TABLE client; --",
        "12a4",
        "٣٤٥٦",
        "9" * 100_000,
        "\x00\x00",
        "<b>1</b>",
        "-",
    ],
)
def test_what_is_no_card_number_is_refused_and_not_kept(desk: Desk, typed: str) -> None:
    passage = passed(desk, typed)
    assert [closure.by for closure in passage.closures] == [ClosedBy.UNKNOWN_CARD]
    assert passage.card in ("", "3456")


def test_the_latest_passages_come_first_and_the_day_is_counted(
    desk: Desk, on: Callable[[date], Desk], member: ClientId
) -> None:
    passed(on(date(2010, 7, 19)))
    passed(desk)
    passed(desk, "9999")
    rows = latest_passages(desk, 2)
    assert [(row.card, row.name, row.is_open) for row in rows] == [
        ("9999", "", False),
        ("00348112", "Lefèvre Jean-Noël", True),
    ]
    assert (rows[0].closure is not None, rows[1].access_name) == (True, "Illimité mensuel")
    assert passages_today(desk) == PassageCounts(2, 1)


def test_the_log_stays_when_its_client_goes(desk: Desk, club: Club) -> None:
    client = club.client("Dupont", "Zoé", card_number="4711")
    passage = passed(desk, "4711")
    with desk.store.session(writes=True) as session:
        session.execute(sa.text("DELETE FROM client WHERE id = :id"), {"id": client})
        session.commit()
    assert [(row.id, row.client, row.name) for row in latest_passages(desk)] == [(passage.id, None, "")]


def test_passages_are_forgotten_after_thirteen_months(desk: Desk, on: Callable[[date], Desk]) -> None:
    old, young = passed(on(date(2009, 6, 18)), "1111"), passed(on(date(2009, 6, 19)), "2222")
    begin_day(desk.store, desk.today())
    assert old.id != young.id
    assert [row.id for row in latest_passages(desk)] == [young.id]
