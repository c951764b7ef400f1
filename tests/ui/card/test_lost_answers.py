"""The network goes while a card is saved: trying again acts once, and says what is not saved yet (spec 5.2)."""

import sys
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.ids import ClientId, UserId
from app.domain.rights import Role
from app.services.clock import FixedClock
from app.services.criteria import Criteria
from app.services.desk import Desk, Operator
from app.services.queries.search import count_clients
from app.services.store import Store
from app.ui.kit.runner import PoolRunner
from tests.databases import TODAY
from tests.far_server import Line
from tests.services.club import Club
from tests.ui.card.conftest import CardClerk
from tests.ui.noted_workplace import NotedWorkplace

pytestmark = [
    pytest.mark.parametrize("place", ["postgresql"], indirect=True),
    pytest.mark.skipif(sys.platform == "win32", reason="the tests reach their server by a socket file"),
]


@pytest.fixture
def near(store: Store) -> Desk:
    """A desk beside the server."""
    return Desk(store, FixedClock(TODAY), Operator(UserId(1), "ADMIN", Role.ADMINISTRATOR, "ACCUEIL-1"))


@pytest.fixture
def at_far_card(
    near: Desk, far: Store, runner: PoolRunner, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Callable[[ClientId | None], CardClerk]:
    """Opens a card at the end of the line, on its fields."""
    monkeypatch.setattr("app.services.unit_of_work.PATIENCE_SECONDS", 0.1)

    def open_card(client: ClientId | None) -> CardClerk:
        window = QWidget()
        qtbot.addWidget(window)
        noted = NotedWorkplace(Desk(far, near.clock, near.operator), runner, window)
        clerk = CardClerk(noted, client, runner, qtbot)
        clerk.show_tab("identity")
        return clerk

    return open_card


def test_a_new_client_whose_answer_was_lost_is_created_once(
    at_far_card: Callable[[ClientId | None], CardClerk], near: Desk, line: Line
) -> None:
    clerk = at_far_card(None)
    clerk.type("field_surname", "Durant")
    save_as_the_line_breaks(clerk, line)
    clerk.press("card_save")
    assert count_clients(near, Criteria()) == 1
    assert [way[0] for way in clerk.noted.ways] == ["announced", "client"]


def test_what_is_changed_after_a_lost_answer_stays_to_be_saved(
    at_far_card: Callable[[ClientId | None], CardClerk], near: Desk, line: Line
) -> None:
    clerk = at_far_card(Club(near).client())
    clerk.type("field_town", "Lille")
    save_as_the_line_breaks(clerk, line)
    clerk.type("field_town", "Tournai")
    clerk.press("card_save")
    assert clerk.stored().fields.town == "Lille"
    assert clerk.text("card_unsaved") == "Changements non enregistrés"
    clerk.press("card_save")
    assert clerk.stored().fields.town == "Tournai"


def save_as_the_line_breaks(clerk: CardClerk, line: Line) -> None:
    """The save arrives, its answer does not, and the server stays away for a while."""
    line.breaks, line.stays_broken = "after", True
    clerk.press("card_save")
    line.is_down = False
