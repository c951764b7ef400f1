"""In the whole window each letter with Alt leads to one control, and what is created is reached by keys (spec 1)."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QMenu
from pytestqt.qtbot import QtBot

from app.domain.ids import ClientId
from app.domain.rights import Role
from app.i18n import Language, set_language
from app.services.clients import block_client
from app.services.requests import BlockClient
from app.ui.kit.runner import PoolRunner
from app.ui.kit.tabs import TabPages
from app.ui.shell.main_window import MainWindow
from tests.services.club import new_command
from tests.ui.clerk import Clerk
from tests.ui.kit.letters import letters_that_lead_to_several

Open = Callable[..., MainWindow]
BASTIEN = ClientId(5)


@pytest.fixture(params=list(Language))
def spoken(request: pytest.FixtureRequest) -> Iterator[Language]:
    set_language(request.param)
    yield request.param
    set_language(Language.FR)


@pytest.mark.usefixtures("spoken")
def test_each_letter_leads_to_one_control_of_a_card(
    open_window: Open, runner: PoolRunner, qtbot: QtBot
) -> None:
    window, clerk = open_window(Role.MANAGER), Clerk(runner, qtbot)
    window.workplace.open_client(BASTIEN)
    clerk.settle()
    for tab in ("access", "account", "dossiers", "follow_ups", "links", "identity"):
        clerk.control(TabPages, "card_tabs").show_page(tab)
        clerk.settle()
        if tab == "identity":
            clerk.type("field_first_name", "Basile")
        assert (tab, letters_that_lead_to_several(window)) == (tab, {})


@pytest.mark.usefixtures("spoken")
def test_each_letter_leads_to_one_control_where_a_blocked_client_would_buy(
    open_window: Open, runner: PoolRunner, qtbot: QtBot
) -> None:
    window, clerk = open_window(Role.MANAGER), Clerk(runner, qtbot)
    block_client(window.workplace.desk, BlockClient(new_command(), BASTIEN, "paiement en retard"))
    for way, dialog in (
        (window.workplace.sell_access, "sale_dialog"),
        (window.workplace.new_invoice, "issue_dialog"),
    ):
        way(BASTIEN)
        clerk.settle()
        shown = clerk.control(QDialog, dialog)
        assert clerk.sees(dialog.replace("dialog", "release"))
        assert (dialog, letters_that_lead_to_several(shown)) == (dialog, {})
        shown.close()
        clerk.settle()


def test_all_that_can_be_created_is_offered_by_keys(
    open_window: Open, runner: PoolRunner, qtbot: QtBot
) -> None:
    window, clerk = open_window(Role.MANAGER), Clerk(runner, qtbot)
    menu = window.findChild(QMenu, "new_menu")
    assert menu is not None
    seen: list[bool] = []

    def note() -> None:
        seen.append(True)
        menu.close()

    menu.aboutToShow.connect(note, Qt.ConnectionType.QueuedConnection)
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_N, modifiers)
    clerk.settle()
    assert seen == [True]
    assert not window.top.new.isDown()
