"""The main window: ways between areas, rights, the search field of the top bar, keys, and memory (spec 7.1)."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QTabBar, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.rights import Right, Role
from app.services.desk import Outcome, Touched, TouchedKind
from app.ui.door import DoorPage
from app.ui.kit.memory import SessionMemory
from app.ui.kit.runner import PoolRunner
from app.ui.kit.theme import Mode
from app.ui.kit.workplace import Workplace
from app.ui.search import SearchPage
from app.ui.shell.apart import ApartWindow
from app.ui.shell.areas import AREAS, DOOR, MAINTENANCE, PROSPECTS, SEARCH, TODAY, Area
from app.ui.shell.main_window import MainWindow
from app.ui.today import TodayPage
from tests.ui.desk_fixtures import JEAN_NOELS_CARD
from tests.ui.resting import rest
from tests.ui.shell.conftest import Open


class Notebook(QWidget):
    """A page on which something may be typed, and which counts how often it reads again."""

    def __init__(self, _workplace: Workplace) -> None:
        super().__init__()
        self.text = QLineEdit()
        self.read: list[frozenset[Touched]] = []
        QVBoxLayout(self).addWidget(self.text)

    def has_unsaved(self) -> bool:
        return self.text.text() != ""

    def refresh(self, touched: frozenset[Touched]) -> None:
        self.read.append(touched)


NOTEBOOKS = (
    Area("one", "Un", "users", Notebook, "Un"),
    Area("two", "Deux", "folder", Notebook, "Deux"),
    Area("closed", "Fermé", "lock", Notebook, rights=(Right.MANAGE_USERS,)),
)
CHANGED = frozenset({Touched(TouchedKind.CLIENT, 1)})


def press(window: QWidget, name: str) -> None:
    found = window.findChild(QPushButton, name)
    assert isinstance(found, QPushButton), name
    found.click()


def is_current(window: QWidget, name: str) -> bool:
    found = window.findChild(QPushButton, name)
    return found is not None and found.isChecked()


def found_names(window: MainWindow) -> list[str]:
    page = window.pages.page(SEARCH)
    assert isinstance(page, SearchPage)
    return [row.surname for row in page.result.table.rows_model().rows()]


def test_the_window_opens_on_the_page_of_the_day(open_window: Open) -> None:
    window = open_window()
    assert isinstance(window.pages.currentWidget(), TodayPage)
    assert "Formation" in window.windowTitle()


def test_ctrl_f_and_a_name_find_a_member_from_anywhere(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.open_help()
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(window.top.search.hasFocus)
    qtbot.keyClicks(window.top.search, "legrand anne")
    qtbot.keyClick(window.top.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: found_names(window) == ["LEGRAND"])
    assert window.pages.current_area == SEARCH


def test_the_result_follows_the_typing_in_the_top_bar(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    qtbot.keyClicks(window.top.search, "leclercq")
    qtbot.waitUntil(lambda: found_names(window) == ["LECLERCQ"])


@pytest.mark.parametrize(
    "hostile", ["'; DROP TABLE client; --", "👩‍🦽", "\u202eabc", "a\nb", "9" * 5000, "%"]
)
def test_hostile_searches_find_nobody(
    open_window: Open, runner: PoolRunner, qtbot: QtBot, hostile: str
) -> None:
    window = open_window()
    window.open_area(SEARCH)
    rest(runner, qtbot)
    assert len(found_names(window)) > 1
    window.top.search.insert(hostile)
    qtbot.keyClick(window.top.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: found_names(window) == [])


def test_an_area_without_the_right_is_shown_disabled_with_the_reason(open_window: Open) -> None:
    window = open_window(Role.RECEPTION)
    button = window.findChild(QPushButton, f"go_{MAINTENANCE}")
    assert button is not None
    assert not button.isEnabled()
    assert "administrateur" in button.toolTip()
    window.open_area(MAINTENANCE)
    assert window.pages.current_area == TODAY


def test_3_1_a_manager_blocks_and_deletes_clients_in_maintenance(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(Role.MANAGER)
    window.open_area(MAINTENANCE)
    tabs = window.findChild(QTabBar, "maintenance_tabs_bar")
    assert tabs is not None
    qtbot.waitUntil(tabs.isVisible)
    assert tabs.tabText(tabs.currentIndex()) == "Tiers : clients"
    closed = [tabs.tabText(at) for at in range(tabs.count()) if not tabs.isTabEnabled(at)]
    assert closed[:3] == ["Utilisateurs", "Formules", "Réglages du club"]


def test_reception_may_create_a_client(open_window: Open) -> None:
    window = open_window(Role.RECEPTION)
    action = window.findChild(QAction, "new_client")
    assert action is not None
    assert action.isEnabled()


def test_keys_and_side_bar_lead_to_the_areas(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(areas=NOTEBOOKS)
    press(window, "go_two")
    assert window.pages.current_area == "two"
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.pages.current_area == "one"
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert is_current(window, "go_help")


def test_leaving_something_typed_is_asked_first(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(areas=NOTEBOOKS)
    page = window.pages.currentWidget()
    assert isinstance(page, Notebook)
    page.text.setText("à moitié tapé")
    press(window, "go_two")
    assert window.pages.current_area == "one"
    assert is_current(window, "go_one")
    question = window.findChild(QWidget, "ask")
    assert question is not None
    press(question, "ask_cancel")
    assert page.text.text() == "à moitié tapé"
    press(window, "go_two")
    question = window.findChildren(QWidget, "ask")[-1]
    press(question, "ask_yes")
    qtbot.waitUntil(lambda: window.pages.current_area == "two")


def test_a_change_is_read_by_the_page_in_front_and_later_by_the_others(open_window: Open) -> None:
    window = open_window(areas=NOTEBOOKS)
    window.open_area("two")
    window.workplace.announce(Outcome(CHANGED), "Enregistré.")
    one, two = window.pages.page("one"), window.pages.page("two")
    assert isinstance(one, Notebook)
    assert isinstance(two, Notebook)
    assert (one.read, two.read) == ([], [CHANGED])
    window.open_area("one")
    assert (one.read, two.read) == ([CHANGED], [CHANGED])
    assert window.notice.text == "Enregistré."


def test_a_quiet_change_says_nothing(open_window: Open) -> None:
    window = open_window(areas=NOTEBOOKS)
    window.workplace.announce(Outcome(CHANGED), "")
    assert not window.notice.isVisible()


def test_nothing_moves_when_the_quiet_line_fades(open_window: Open) -> None:
    window = open_window(areas=NOTEBOOKS)
    whole = window.pages.height()
    window.workplace.announce(Outcome(CHANGED), "Enregistré.")
    QApplication.processEvents()
    beside = window.pages.height()
    assert beside < whole
    window.open_area("two")
    window.notice.hide()
    QApplication.processEvents()
    assert window.pages.height() == beside
    window.open_area("one")
    QApplication.processEvents()
    assert window.pages.height() == whole


def test_undo_stands_beside_the_quiet_line(open_window: Open) -> None:
    window = open_window(areas=NOTEBOOKS)
    undone: list[str] = []
    window.workplace.announce(Outcome(CHANGED), "Enregistré.", lambda: undone.append("undone"))
    press(window, "notice_undo")
    assert undone == ["undone"]


def test_the_window_remembers_its_side_bar_and_place(open_window: Open) -> None:
    memory = SessionMemory()
    first = open_window(memory=memory)
    press(first, "fold")
    assert first.side.is_folded
    first.remember()
    assert open_window(memory=memory).side.is_folded


def test_a_broken_memory_is_no_reason_to_stop(open_window: Open) -> None:
    memory = SessionMemory()
    memory.set("main_window", {"geometry": "not base64 é", "folded": "yes"})
    assert not open_window(memory=memory).side.is_folded


def test_a_narrow_window_folds_the_side_bar(open_window: Open) -> None:
    window = open_window(size=(1024, 700))
    assert window.side.is_folded
    window.resize(1440, 900)
    assert not window.side.is_folded


def test_the_cross_asks_and_does_not_close(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    with qtbot.waitSignal(window.close_asked):
        window.close()
    assert window.isVisible()


def test_every_area_of_the_registry_has_its_icon_and_page() -> None:
    from app.ui.kit.icons import names

    assert {area.icon for area in AREAS} <= set(names())
    assert len({area.key for area in AREAS}) == len(AREAS)


@pytest.mark.parametrize("size", [(1024, 700), (1440, 900)])
def test_nothing_is_cut(
    open_window: Open,
    size: tuple[int, int],
    each_look: Mode,
    assert_no_cut_text: Callable[[QWidget], None],
) -> None:
    window = open_window(size=size)
    assert_no_cut_text(window)
    window.open_help()
    assert_no_cut_text(window)


def test_a_card_opened_from_the_day_leads_back_to_the_day(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.search(JEAN_NOELS_CARD)
    qtbot.waitUntil(lambda: window.pages.current_client is not None)
    window.workplace.back_to_search()
    assert window.pages.current_area == TODAY


def test_a_card_opened_from_a_result_leads_back_to_the_result(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.open_area(SEARCH)
    window.search(JEAN_NOELS_CARD)
    qtbot.waitUntil(lambda: window.pages.current_client is not None)
    window.workplace.back_to_search()
    assert window.pages.current_area == SEARCH


def test_digits_on_the_page_of_the_day_may_be_a_card(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    qtbot.keyClicks(window.top.search, JEAN_NOELS_CARD)
    assert window.pages.current_area == TODAY
    qtbot.keyClick(window.top.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.pages.current_client is not None)


def test_the_door_opens_in_a_window_of_its_own_and_leads_back_to_the_main_one(
    open_window: Open, qtbot: QtBot
) -> None:
    window = open_window()
    window.open_apart(DOOR)
    door = _apart()
    qtbot.waitUntil(door.isActiveWindow)
    page = door.centralWidget()
    assert isinstance(page, DoorPage)
    window.open_apart(DOOR)
    assert _apart() is door
    page.queue.add(JEAN_NOELS_CARD)
    qtbot.waitUntil(lambda: page.verdict.state == "blocked")
    press(page, "door_open_card")
    qtbot.waitUntil(window.isActiveWindow)
    assert window.pages.current_client is not None
    with qtbot.waitSignal(window.apart_closed):
        door.close()


def test_an_area_that_stands_in_the_main_window_opens_there(open_window: Open) -> None:
    window = open_window()
    window.open_apart(SEARCH)
    assert window.pages.current_area == SEARCH


def _apart() -> ApartWindow:
    (found,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, ApartWindow))
    return found


def test_from_the_door_the_keys_come_to_the_list_of_the_prospects(
    open_window: Open, runner: PoolRunner, qtbot: QtBot
) -> None:
    window = open_window(Role.MANAGER)
    window.activateWindow()
    for key in (DOOR, PROSPECTS):
        window.open_area(key)
        rest(runner, qtbot)
    focused = window.focusWidget()
    assert focused is not None
    assert focused.objectName() == "opportunities"
