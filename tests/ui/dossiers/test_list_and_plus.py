"""The list of dossiers and the + of the top bar, in the real main window (spec 3.3.4, 3.3.5)."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from app.domain.ids import DossierId
from app.domain.rights import Role
from app.i18n import Language
from app.services.desk import Desk
from app.services.dossiers.queries import dossier_view
from app.settings import Mode
from app.ui.kit.memory import SessionMemory
from app.ui.kit.runner import PoolRunner
from app.ui.shell.areas import DOSSIERS
from app.ui.shell.main_window import MainWindow
from tests.ui.clerk import Clerk
from tests.ui.dossiers.conftest import (
    ASE,
    FAMILY,
    JEAN_NOEL,
    MARGAUX,
    ZOE,
    AtDossiers,
    client_numbered,
    entered,
    made,
)


class ProgramClerk(Clerk):
    """A person at the main window."""

    def __init__(self, window: MainWindow, runner: PoolRunner, qtbot: QtBot) -> None:
        super().__init__(runner, qtbot)
        self.window = window

    def plus(self, name: str) -> None:
        """Choose an entry of the +."""
        action = self.window.top.findChild(QAction, name)
        assert action is not None
        assert action.isEnabled()
        action.trigger()
        self.settle()


@pytest.fixture
def program(
    desk_at: Callable[..., Desk], runner: PoolRunner, qtbot: QtBot
) -> Iterator[Callable[..., ProgramClerk]]:
    """Opens the real main window for a role."""
    opened: list[MainWindow] = []

    def make(role: Role = Role.ADMINISTRATOR) -> ProgramClerk:
        window = MainWindow(desk_at(role), "Club Horizon", runner, SessionMemory(), Mode.LIGHT)
        window.showNormal()
        window.resize(1440, 900)
        window.open_area(DOSSIERS)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        opened.append(window)
        clerk = ProgramClerk(window, runner, qtbot)
        clerk.settle()
        return clerk

    yield make
    for window in opened:
        window.close_for_good()


def test_the_list_says_who_takes_part_and_what_is_to_be_billed(at_dossiers: AtDossiers, desk: Desk) -> None:
    family = made(desk, "Famille Lefèvre", FAMILY, inactive=[MARGAUX])
    made(desk, "Solo", (ASE,), inactive=[ASE])
    entered(desk, family, 1234)
    clerk = at_dossiers()
    assert clerk.table("dossiers") == [
        [
            "Famille Lefèvre",
            "LEFÈVRE Jean-Noël, LEFÈVRE Margaux, LEGRAND Anne-Sophie",
            "2 sur 3",
            "1",
            "12,34 €",
            "",
        ],
        ["Solo", "ØVERBYE Åse", "Inactif", "–", "–", ""],
    ]
    assert clerk.text("dossiers_count") == "2 dossiers"


def test_the_list_is_searched_by_client_and_narrowed(at_dossiers: AtDossiers, desk: Desk) -> None:
    family = made(desk, "Famille Lefèvre", FAMILY)
    made(desk, "Solo", (ASE,))
    entered(desk, family)
    clerk = at_dossiers()
    clerk.search("dossiers_search", "overbye", "dossiers", ["Solo"])
    clerk.press("dossiers_unbilled")
    assert clerk.table("dossiers") == []
    assert clerk.text("dossiers_empty_sentence") == "Aucun dossier ne correspond"
    clerk.search("dossiers_search", "", "dossiers", ["Famille Lefèvre"])


@pytest.mark.parametrize(
    "hostile", ["'; DROP TABLE dossier; --", "100%", "👩‍🦽 gym", "9" * 5000, "\u202eabc"]
)
def test_hostile_searches_find_nothing_and_change_nothing(
    at_dossiers: AtDossiers, desk: Desk, hostile: str
) -> None:
    made(desk, "Solo", (ASE,))
    clerk = at_dossiers()
    clerk.paste("dossiers_search", hostile)
    clerk.qtbot.waitUntil(lambda: clerk.table("dossiers") == [])
    clerk.search("dossiers_search", "", "dossiers", ["Solo"])


def test_enter_opens_a_dossier_and_the_way_back_leads_to_its_line(
    at_dossiers: AtDossiers, desk: Desk
) -> None:
    made(desk, "Famille", FAMILY)
    made(desk, "Solo", (ASE,))
    clerk = at_dossiers()
    clerk.page.list.table.setFocus()
    clerk.key(Qt.Key.Key_Down)
    clerk.key(Qt.Key.Key_Return)
    assert clerk.text("dossier_title") == "Solo"
    clerk.press("dossier_list")
    assert clerk.page.list.table.hasFocus()
    assert clerk.page.list.table.selected_row().name == "Solo"


def test_an_empty_club_says_what_would_fill_the_list(at_dossiers: AtDossiers) -> None:
    clerk = at_dossiers()
    assert clerk.text("dossiers_empty_sentence") == "Aucun dossier encore"
    clerk.press("dossiers_new")
    assert clerk.noted.ways[-1] == ("new dossier", None)


def test_3_3_4_under_the_plus_a_dossier_whose_only_client_is_inactive_is_not_offered(
    program: Callable[..., ProgramClerk], desk: Desk
) -> None:
    made(desk, "Solo", (ASE,), inactive=[ASE])
    clerk = program()
    clerk.plus("new_activity")
    assert clerk.table("activity_dossiers") == []
    assert clerk.why_not("activity_choose") != ""
    clerk.press("activity_dialog_leave")


def test_3_3_5_under_the_plus_a_dossier_whose_clients_are_all_inactive_is_not_offered(
    program: Callable[..., ProgramClerk], desk: Desk
) -> None:
    made(desk, "Tous", (ASE, ZOE), inactive=[ASE, ZOE])
    made(desk, "Mixte", (JEAN_NOEL, MARGAUX), inactive=[MARGAUX])
    clerk = program()
    clerk.plus("new_activity")
    assert [row[0] for row in clerk.table("activity_dossiers")] == ["Mixte"]
    clerk.press("activity_dialog_leave")


def test_under_the_plus_a_dossier_is_begun_and_its_page_opens(program: Callable[..., ProgramClerk]) -> None:
    clerk = program()
    clerk.plus("new_dossier")
    clerk.type("dossier_name", "Solo")
    clerk.press("dossier_next")
    clerk.type("dossier_picker", "lejeune")
    clerk.settle()
    clerk.key(Qt.Key.Key_Down, clerk.field("dossier_picker"))
    clerk.key(Qt.Key.Key_Return, clerk.field("dossier_picker"))
    clerk.press("dossier_next")
    clerk.press("dossier_save")
    assert clerk.text("dossier_title") == "Solo"
    assert clerk.window.notice.text.replace("\u00a0", " ") == "Dossier « Solo » créé."


@pytest.mark.parametrize(
    ("key", "dialog"), [(Qt.Key.Key_D, "dossier_wizard"), (Qt.Key.Key_A, "activity_dialog")]
)
def test_the_keys_of_the_plus_work_from_anywhere(
    program: Callable[..., ProgramClerk], key: Qt.Key, dialog: str
) -> None:
    clerk = program()
    clerk.key(key, clerk.window, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert clerk.sees(dialog)
    clerk.key(Qt.Key.Key_Escape, clerk.control(QWidget, dialog))
    assert not clerk.sees(dialog)


def test_from_a_party_the_card_opens_and_leads_back_to_the_dossier(
    program: Callable[..., ProgramClerk], desk: Desk
) -> None:
    family = made(desk, "Famille", FAMILY)
    clerk = program()
    clerk.window.workplace.open_dossier(family)
    clerk.settle()
    clerk.press(f"dossier_party_{MARGAUX}_card")
    assert clerk.window.pages.current_client == client_numbered(desk, MARGAUX)
    clerk.press("card_back")
    assert clerk.text("dossier_title") == "Famille"


def test_the_card_has_the_tab_dossiers(program: Callable[..., ProgramClerk], desk: Desk) -> None:
    family = made(desk, "Famille", FAMILY)
    clerk = program()
    clerk.window.workplace.open_client(client_numbered(desk, MARGAUX))
    clerk.settle()
    bar = clerk.control(QTabBar, "card_tabs_bar")
    bar.setCurrentIndex(next(at for at in range(bar.count()) if bar.tabText(at) == "Dossiers"))
    clerk.settle()
    clerk.press(f"card_dossier_{family}_switch")
    assert not clerk.sees("message")
    assert clerk.window.notice.text.replace("\u00a0", " ") == "Inactif dans « Famille »."


def test_3_3_1_a_click_made_by_mistake_is_taken_back_where_it_is_said(
    program: Callable[..., ProgramClerk], desk: Desk
) -> None:
    family = made(desk, "Famille", FAMILY)
    clerk = program()
    clerk.window.workplace.open_dossier(family)
    clerk.settle()
    clerk.press(f"dossier_party_{MARGAUX}_switch")
    assert not active_there(desk, family)
    clerk.press("notice_undo")
    assert active_there(desk, family)
    clerk.press(f"dossier_party_{MARGAUX}_card")
    bar = clerk.control(QTabBar, "card_tabs_bar")
    bar.setCurrentIndex(next(at for at in range(bar.count()) if bar.tabText(at) == "Dossiers"))
    clerk.settle()
    clerk.press(f"card_dossier_{family}_switch")
    assert not active_there(desk, family)
    clerk.window.workplace.open_client(client_numbered(desk, ASE))
    clerk.settle()
    clerk.press("notice_undo")
    assert active_there(desk, family)


def active_there(desk: Desk, dossier: DossierId) -> bool:
    """Whether Margaux is active in a dossier."""
    return next(each.active for each in dossier_view(desk, dossier).parties if each.number == MARGAUX)


def test_the_real_window_enters_an_activity_and_the_page_follows(
    program: Callable[..., ProgramClerk], desk: Desk
) -> None:
    family = made(desk, "Famille", FAMILY)
    clerk = program()
    clerk.window.workplace.open_dossier(family)
    clerk.settle()
    clerk.press("dossier_new_activity")
    clerk.type("activity_description", "Bar")
    clerk.type("activity_price", "10")
    clerk.press("activity_save")
    assert clerk.text("dossier_due_value") == "10,00 €"
    assert [row[1] for row in clerk.table("dossier_activity_table")] == ["Bar"]


@pytest.mark.parametrize("size", [(1240, 843), (936, 600)])
def test_no_text_of_the_pages_is_cut(
    at_dossiers: AtDossiers,
    desk: Desk,
    each_look: Mode,
    spoken: Language,
    size: tuple[int, int],
    assert_no_cut_text: Callable[[QWidget], None],
    grab: Callable[[QWidget, str], object],
) -> None:
    family = made(desk, "Famille Lefèvre", FAMILY, inactive=[MARGAUX])
    made(desk, "Solo", (ASE,), inactive=[ASE])
    entered(desk, family, 1000)
    entered(desk, family, 3500, JEAN_NOEL, "Entraînement personnel")
    clerk = at_dossiers(size=size)
    assert_no_cut_text(clerk.page)
    grab(clerk.page, f"list-{spoken}-{each_look}-{size[0]}")
    clerk.open(family)
    QApplication.processEvents()
    assert_no_cut_text(clerk.page)
    grab(clerk.page, f"page-{spoken}-{each_look}-{size[0]}")
    for key in ("invoices", "history"):
        clerk.page.dossier.tabs.show_page(key)  # type: ignore[union-attr]
        assert_no_cut_text(clerk.page)
