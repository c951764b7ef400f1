"""A clerk at the card of a member of the known club, on real services and SQLite."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout
from pytestqt.qtbot import QtBot

from app.domain.ids import ClientId
from app.domain.rights import Role
from app.services.desk import Desk
from app.services.queries.card import client_card
from app.services.views import ClientCard
from app.ui.card import ClientPage
from app.ui.kit.runner import PoolRunner
from app.ui.kit.workplace import CardTab
from tests.ui.clerk import Clerk
from tests.ui.noted_workplace import NotedWorkplace

JEAN_NOEL, MARGAUX, INES, ANNE_SOPHIE, BASTIEN = (ClientId(number) for number in range(1, 6))


class CardClerk(Clerk):
    """A person at a card."""

    def __init__(
        self,
        noted: NotedWorkplace,
        client: ClientId | None,
        runner: PoolRunner,
        qtbot: QtBot,
        tabs: tuple[CardTab, ...] = (),
        size: tuple[int, int] = (1240, 840),
    ) -> None:
        super().__init__(runner, qtbot)
        self.desk, self.noted, self.client = noted.desk, noted, client
        self.page = ClientPage(noted, client, tabs)
        window = noted.window
        QVBoxLayout(window).addWidget(self.page)
        window.resize(*size)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        self.settle()

    def show_tab(self, key: str) -> None:
        """Open a tab."""
        self.page._tabs.show_page(key)
        self.settle()

    def tabs(self) -> list[str]:
        """The tabs in the order shown."""
        bar = self.page._tabs.bar
        return [bar.tabText(at).replace("&&", "&") for at in range(bar.count())]

    def stored(self) -> ClientCard:
        """The card as the database has it now, for somebody who may see all of it."""
        assert self.client is not None
        return client_card(self.desk, self.client)

    def announced(self) -> list[str]:
        """What was told to the workplace after saves."""
        return [way[2] for way in self.noted.ways if way[0] == "announced"]

    def answer_remark(self) -> None:
        """Close the remark that stands in front."""
        if self.sees("remark"):
            self.press("remark_read")


@pytest.fixture
def at_card(
    desk_at: Callable[..., Desk], runner: PoolRunner, qtbot: QtBot, noted: NotedWorkplace
) -> Callable[..., CardClerk]:
    """Opens the card of a client, or an empty one (None), for a role."""

    def open_card(
        client: ClientId | None = JEAN_NOEL,
        role: Role = Role.ADMINISTRATOR,
        tab: str = "",
        tabs: tuple[CardTab, ...] = (),
        size: tuple[int, int] = (1240, 840),
    ) -> CardClerk:
        noted.desk = desk_at(role)
        clerk = CardClerk(noted, client, runner, qtbot, tabs, size)
        if tab:
            clerk.show_tab(tab)
        QApplication.processEvents()
        return clerk

    return open_card
