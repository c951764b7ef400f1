"""From the result to a card, on to the next ones, and back to the same line, in the real window."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from app.services.views import ClientRow
from app.settings import Mode
from app.ui.card import ClientPage
from app.ui.kit.memory import SessionMemory
from app.ui.kit.runner import PoolRunner
from app.ui.kit.table import Table
from app.ui.shell.main_window import MainWindow
from tests.ui.card.conftest import MARGAUX
from tests.ui.clerk import Clerk


class WindowClerk(Clerk):
    """A person at the main window."""

    def __init__(self, window: MainWindow, runner: PoolRunner, qtbot: QtBot) -> None:
        super().__init__(runner, qtbot)
        self.window = window

    def chosen(self) -> str:
        """The first name on the chosen line of the result."""
        row = self.control(Table, "clients").selected_row()
        assert isinstance(row, ClientRow)
        return row.first_name


@pytest.fixture
def at_window(desk_at: Callable[..., Desk], runner: PoolRunner, qtbot: QtBot) -> Iterator[WindowClerk]:
    window = MainWindow(desk_at(), "Club Horizon", runner, SessionMemory(), Mode.LIGHT)
    window.resize(1440, 900)
    window.showNormal()
    window.open_area("search")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    clerk = WindowClerk(window, runner, qtbot)
    clerk.settle()
    yield clerk
    window.close_for_good()


def test_a_card_knows_its_place_and_leads_to_the_next_one(at_window: WindowClerk) -> None:
    at_window.window.workplace.open_client(MARGAUX)
    at_window.settle()
    assert at_window.text("card_name") == "LEFÈVRE Margaux"
    assert at_window.text("card_place") == "4 sur 8"
    at_window.press("card_after")
    assert at_window.text("card_name") == "LEGRAND Anne-Sophie"
    assert at_window.text("card_place") == "5 sur 8"
    at_window.press("card_back")
    assert at_window.chosen() == "Anne-Sophie"


class Blinks(QObject):
    """Notes each window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(watched.objectName())
        return False


def test_no_other_window_blinks_while_a_card_and_a_sale_open(
    at_window: WindowClerk, qapp: QApplication
) -> None:
    blinks = Blinks()
    qapp.installEventFilter(blinks)
    at_window.window.workplace.open_client(MARGAUX)
    at_window.settle()
    page = at_window.control(ClientPage, "client_page")
    for tab in ("identity", "documents", "activity"):
        page._tabs.show_page(tab)
        at_window.settle()
    at_window.press("card_sell")
    qapp.removeEventFilter(blinks)
    assert blinks.shown == ["sale_dialog"]


def test_the_tab_stays_while_one_walks_and_is_that_of_accesses_when_one_comes_anew(
    at_window: WindowClerk,
) -> None:
    at_window.window.workplace.open_client(MARGAUX)
    at_window.settle()
    page = at_window.control(ClientPage, "client_page")
    page._tabs.show_page("identity")
    at_window.settle()
    at_window.key(Qt.Key.Key_PageDown, page, Qt.KeyboardModifier.ControlModifier)
    assert at_window.text("field_first_name") == "Anne-Sophie"
    at_window.press("card_back")
    at_window.window.workplace.open_client(MARGAUX)
    at_window.settle()
    assert page._tabs.page == "access"


def test_what_is_typed_is_asked_about_before_one_walks_on(at_window: WindowClerk) -> None:
    at_window.window.workplace.open_client(MARGAUX)
    at_window.settle()
    page = at_window.control(ClientPage, "client_page")
    page._tabs.show_page("identity")
    at_window.settle()
    at_window.type("field_town", "Huy")
    at_window.press("card_after")
    assert at_window.sees("ask")
    at_window.press("ask_cancel")
    assert at_window.text("field_town") == "Huy"
    at_window.press("card_after")
    at_window.press("ask_yes")
    assert at_window.text("card_name") == "LEGRAND Anne-Sophie"
    assert not page.has_unsaved()


def test_a_sale_is_seen_on_the_card_at_once(at_window: WindowClerk) -> None:
    at_window.window.workplace.open_client(MARGAUX)
    at_window.settle()
    before = len(at_window.table("card_recent"))
    at_window.press("card_sell")
    at_window.press("sale_save")
    assert len(at_window.table("card_recent")) == before + 1
    assert len(at_window.table("card_accesses")) == 1


def test_a_new_client_is_made_and_his_card_opened(at_window: WindowClerk) -> None:
    at_window.window.workplace.new_client()
    at_window.settle()
    at_window.type("field_surname", "Dubois")
    at_window.press("card_save")
    assert at_window.text("card_name") == "DUBOIS"
    assert at_window.text("card_state") == "Prospect"
