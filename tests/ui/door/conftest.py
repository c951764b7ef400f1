"""The door in a window of the known club, whose members have cards."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from app.services.clients import save_client
from app.services.criteria import Criteria, Sort
from app.services.desk import Desk
from app.services.door.passing import decide_passage
from app.services.door.views import PassCard
from app.services.queries.card import client_card
from app.services.queries.search import search_clients
from app.services.requests import SaveClient
from app.ui.door import DoorPage
from tests.services.club import new_command
from tests.ui.noted_workplace import NotedWorkplace

CARDS = {"Margaux": "00349045", "Inès": "01180227", "Anne-Sophie": "00077903", "Bastien": "00555"}


def give_cards(desk: Desk) -> None:
    """Give the members of the known club their cards, and Jean-Noël a remark to be shown."""
    from dataclasses import replace

    for row in search_clients(desk, Criteria(), Sort(), None, 50).rows:
        card = client_card(desk, row.id)
        fields = replace(card.fields, card_number=CARDS.get(row.first_name, card.fields.card_number))
        if row.first_name == "Jean-Noël":
            fields = replace(fields, show_remark=True)
        save_client(desk, SaveClient(new_command(), row.id, card.version, fields))


def pass_earlier(desk: Desk, typed: str) -> None:
    """A card passed before the window opened."""
    decide_passage(desk, PassCard(new_command(), typed))


@pytest.fixture
def door(noted: NotedWorkplace, open_window: Callable[..., None], qtbot: QtBot) -> DoorPage:
    """The page, with the keyboard."""
    give_cards(noted.desk)
    page = DoorPage(noted)
    page.resize(1240, 840)
    open_window(page)
    qtbot.waitUntil(page.strip.entry.hasFocus)
    return page
