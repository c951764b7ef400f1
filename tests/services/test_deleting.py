"""Only a client that nothing refers to is deleted; otherwise it is said what does (spec 3.1)."""

from collections.abc import Callable, Sequence

import pytest

from app.domain.ids import ClientId
from app.domain.refusals import NotAllowed, Refused
from app.domain.rights import Right, Role
from app.i18n import Language, texts
from app.messages.refusals import sentences
from app.messages.uses import USES
from app.services.check import check_database
from app.services.criteria import Criteria, Sort
from app.services.deleting import DeleteClient, delete_client, referring
from app.services.desk import Desk
from app.services.door.passing import decide_passage
from app.services.door.views import PassCard
from app.services.queries.card import client_card
from app.services.queries.history import history_of_client
from app.services.queries.search import search_clients
from app.services.refusals import NotFound, StaleEdit
from app.services.state_refusals import ClientInUse
from tests.databases import TODAY
from tests.services.club import Club, new_command


def refused(call: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as caught:
        call()
    return caught.value


def names(desk: Desk) -> Sequence[str]:
    return [row.surname for row in search_clients(desk, Criteria(), Sort(), None, 10).rows]


def test_3_1_a_client_that_nothing_refers_to_is_deleted_and_the_history_remembers(club: Club) -> None:
    twice, once = club.client("Doublon"), club.client("Original")
    delete_client(club.desk, DeleteClient(new_command(), twice, client_card(club.desk, twice).version))
    assert names(club.desk) == ["Original"]
    row = history_of_client(club.desk, twice)[0]
    assert (row.what, row.facts["name"]) == ("client_deleted", "Doublon Jean-Noël")
    assert client_card(club.desk, once).number == 2
    assert check_database(club.desk.store, TODAY).problems == ()


def test_3_1_the_refusal_names_everything_that_refers_to_the_client(club: Club) -> None:
    client = club.client(card_number="4711")
    club.sold(client=client)
    decide_passage(club.desk, PassCard(new_command(), "4711"))
    request = DeleteClient(new_command(), client, client_card(club.desk, client).version)
    said = refused(lambda: delete_client(club.desk, request))
    assert set(said.refusals) == {ClientInUse(said.refusals[0].uses)}  # type: ignore[attr-defined]
    assert dict(said.refusals[0].uses.listed) == {"mandate": 1, "access": 1, "door_passage": 1}  # type: ignore[attr-defined]
    told = sentences(said, texts(Language.FR))
    assert "accès : 1" in told
    assert "mandats : 1" in told
    assert "passages à la porte : 1" in told
    assert names(club.desk) == ["Lefèvre"]


def test_3_1_everything_that_can_refer_to_a_client_has_a_name() -> None:
    assert {name for name, _ in referring()} <= set(USES)
    assert {"access", "mandate", "document"} <= {name for name, _ in referring()}


def test_3_1_deleting_needs_the_right_the_version_and_a_client(
    club: Club, desk_of: Callable[..., Desk]
) -> None:
    client = club.client()
    request = DeleteClient(new_command(), client, 99)
    reception = desk_of(Role.RECEPTION)
    assert refused(lambda: delete_client(reception, request)).refusals == (NotAllowed(Right.DELETE_CLIENT),)
    assert isinstance(refused(lambda: delete_client(club.desk, request)).refusals[0], StaleEdit)
    gone = DeleteClient(new_command(), ClientId(99), 1)
    assert refused(lambda: delete_client(club.desk, gone)).refusals == (NotFound("client"),)
    assert names(club.desk) == ["Lefèvre"]
