"""Finding a member: by any field, in any spelling, by keyboard alone; opening the card (spec 1.2)."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.domain.rights import Role
from app.services.criteria import SortColumn, StateFilter
from app.services.desk import Desk
from app.ui.kit.theme import Mode
from app.ui.search import SearchPage
from tests.ui.desk_fixtures import JEAN_NOELS_CARD
from tests.ui.noted_workplace import NotedWorkplace
from tests.ui.search.conftest import Searcher

JEAN_NOEL = "LEFÈVRE Jean-Noël"
MARGAUX = "LEFÈVRE Margaux"
EVERYBODY = 8


def test_typing_a_name_searches_without_enter(searcher: Searcher) -> None:
    searcher.unfold()
    searcher.type("criterion_surname", "lefevre")
    searcher.sees(JEAN_NOEL, MARGAUX)


@pytest.mark.parametrize("typed", ["lefevre jean", "JEAN-NOEL LEFÈVRE", "jean noël lefevre", "lef jea"])
def test_accents_case_hyphens_and_word_order_do_not_matter(searcher: Searcher, typed: str) -> None:
    searcher.unfold()
    searcher.type("criterion_surname", typed)
    searcher.enter("criterion_surname")
    searcher.sees(JEAN_NOEL)


@pytest.mark.parametrize(
    ("field", "typed", "found"),
    [
        ("first_name", "margaux", [MARGAUX]),
        ("number", "1", [JEAN_NOEL]),
        ("phone", "06 12 34 56 78", [JEAN_NOEL]),
        ("email", "zoe@exemple.be", ["DUPONT-DURAND Zoé"]),
        ("town", "namur", [MARGAUX]),
        ("birth_date", "14/03/1976", [JEAN_NOEL]),
    ],
)
def test_each_criterion_finds_its_member(
    searcher: Searcher, field: str, typed: str, found: list[str]
) -> None:
    searcher.unfold()
    searcher.type(f"criterion_{field}", typed)
    searcher.enter(f"criterion_{field}")
    searcher.sees(*found)


@pytest.mark.parametrize(
    ("state", "some"),
    [
        (StateFilter.BLOCKED, "LECLERCQ Inès"),
        (StateFilter.SUSPENDED, JEAN_NOEL),
        (StateFilter.PROSPECTS, "LEJEUNE Bastien"),
        (StateFilter.ACTIVE, MARGAUX),
    ],
)
def test_a_state_narrows_the_result(searcher: Searcher, state: StateFilter, some: str) -> None:
    searcher.unfold()
    searcher.choose("criterion_state", state)
    searcher.press("run_search")
    searcher.qtbot.waitUntil(lambda: len(searcher.names()) < EVERYBODY)
    assert some in searcher.names()


def test_a_scanned_card_opens_its_member_at_once(searcher: Searcher) -> None:
    searcher.unfold()
    searcher.type("criterion_surname", JEAN_NOELS_CARD)
    searcher.enter("criterion_surname")
    searcher.qtbot.waitUntil(lambda: searcher.noted.ways == [("client", 1)])


def test_an_unknown_card_opens_nobody(searcher: Searcher) -> None:
    searcher.unfold()
    searcher.type("criterion_card", "99999999")
    searcher.enter("criterion_card")
    searcher.rest()
    assert searcher.noted.ways == []


def test_enter_goes_to_the_result_and_enter_opens_the_card(searcher: Searcher) -> None:
    searcher.unfold()
    searcher.type("criterion_surname", "legrand")
    searcher.enter("criterion_surname")
    table = searcher.page.result.table
    searcher.qtbot.waitUntil(table.hasFocus)
    searcher.qtbot.keyClick(table, Qt.Key.Key_Return)
    assert searcher.noted.ways == [("client", 4)]


def test_a_double_click_opens_the_card(searcher: Searcher) -> None:
    searcher.unfold()
    searcher.type("criterion_surname", "legrand")
    searcher.sees("LEGRAND Anne-Sophie")
    table = searcher.page.result.table
    middle = table.visualRect(table.model().index(0, 1)).center()
    searcher.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    searcher.qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert ("client", 4) in searcher.noted.ways


def test_any_column_sorts_in_the_database(searcher: Searcher) -> None:
    table = searcher.page.result.table
    head = table.horizontalHeader()
    for column in SortColumn:
        at = [each.key for each in table.rows_model().columns].index(column)
        before = searcher.page._results.sort
        head.sectionClicked.emit(at)
        searcher.rest()
        assert searcher.page._results.sort.column is column
        assert searcher.page._results.sort != before
        assert len(searcher.names()) == EVERYBODY


def test_a_second_click_turns_the_order_round(searcher: Searcher, text_of: Callable[[str], str]) -> None:
    upwards = searcher.names()
    searcher.page.result.table.horizontalHeader().sectionClicked.emit(1)
    searcher.rest()
    assert searcher.names() == list(reversed(upwards))
    assert "Nom ↓" in text_of("result_order")


def test_the_foot_counts_what_was_found_among_all(searcher: Searcher, text_of: Callable[[str], str]) -> None:
    assert text_of("result_count") == "8 clients"
    searcher.unfold()
    searcher.type("criterion_surname", "lefevre")
    searcher.qtbot.waitUntil(lambda: text_of("result_count") == "2 clients trouvés sur 8")


def test_nobody_found_says_what_to_do(searcher: Searcher, text_of: Callable[[str], str]) -> None:
    searcher.unfold()
    searcher.type("criterion_surname", "zzzz")
    searcher.sees()
    assert "Aucun client ne correspond" in text_of("result_empty_sentence")
    assert text_of("result_empty_detail") != ""


def test_the_preview_answers_may_she_come_in(searcher: Searcher, text_of: Callable[[str], str]) -> None:
    searcher.unfold()
    searcher.type("criterion_surname", "lefevre jean")
    searcher.sees(JEAN_NOEL)
    searcher.qtbot.waitUntil(lambda: text_of("preview_first_name") == "Jean-Noël")
    assert text_of("preview_state_word") == "Suspendu"
    assert text_of("preview_state_detail") == "jusqu'au 04/09/2010 inclus"
    assert text_of("preview_may_enter") == "Non"
    assert text_of("preview_opens") == "05/09/2010"
    assert text_of("preview_debit") == "2,00\u00a0€"
    assert text_of("preview_then") == "59,00\u00a0€"
    assert "Certificat" in text_of("preview_remark_text")


def test_the_preview_buttons_lead_to_card_and_access(searcher: Searcher) -> None:
    searcher.unfold()
    searcher.type("criterion_surname", "legrand")
    searcher.sees("LEGRAND Anne-Sophie")
    searcher.rest()
    searcher.qtbot.waitUntil(lambda: searcher.control("preview_card").isVisible())
    searcher.press("preview_card")
    searcher.press("preview_access")
    assert searcher.noted.ways == [("client", 4), ("access", 4, None, None)]


def test_a_narrow_window_leaves_the_preview_out(searcher: Searcher) -> None:
    assert searcher.page.preview.isVisible()
    searcher.page.resize(1100, 800)
    assert not searcher.page.preview.isVisible()


def test_a_new_search_overtakes_an_older_one(searcher: Searcher) -> None:
    searcher.unfold()
    for typed in ("l", "le", "lef", "legrand"):
        searcher.type("criterion_surname", typed)
        searcher.page.bar._run_typed()
    searcher.sees("LEGRAND Anne-Sophie")
    searcher.rest()
    assert searcher.names() == ["LEGRAND Anne-Sophie"]


def test_printing_a_selection_takes_what_was_found(searcher: Searcher) -> None:
    searcher.unfold()
    searcher.type("criterion_surname", "lefevre")
    searcher.sees(JEAN_NOEL, MARGAUX)
    searcher.press("print_selection")
    way, criteria = searcher.noted.ways[-1]
    assert way == "selection"
    assert criteria.surname == "lefevre"


def test_reading_again_keeps_the_line(searcher: Searcher) -> None:
    table = searcher.page.result.table
    table.select(3)
    chosen = table.selected_row().id
    searcher.page.read_again()
    searcher.rest()
    assert table.selected_row().id == chosen


@pytest.mark.parametrize("width", [1000, 1440])
def test_nothing_is_cut(
    searcher: Searcher, width: int, each_look: Mode, assert_no_cut_text: Callable[[QWidget], None]
) -> None:
    searcher.unfold()
    searcher.page.resize(width, 860)
    searcher.rest()
    assert_no_cut_text(searcher.page)


def test_the_whole_selection_is_suspended_or_stopped_from_a_menu(searcher: Searcher) -> None:
    searcher.unfold()
    searcher.type("criterion_surname", "lef")
    searcher.enter("criterion_surname")
    searcher.sees("LEFÈVRE Jean-Noël", "LEFÈVRE Margaux")
    menu = searcher.page.findChild(QMenu, "selection_menu")
    assert isinstance(menu, QMenu)
    suspend, stop, _bill = menu.actions()
    suspend.trigger()
    stop.trigger()
    (_, found), (_, again) = searcher.noted.ways[-2:]
    assert [way[0] for way in searcher.noted.ways[-2:]] == ["suspend selection", "stop selection"]
    assert found.surname == again.surname == "lef"


def test_the_reception_sees_why_a_whole_selection_is_not_for_it(
    noted: NotedWorkplace, desk_at: Callable[..., Desk], qtbot: QtBot
) -> None:
    noted.desk = desk_at(Role.RECEPTION)
    page = SearchPage(noted)
    qtbot.addWidget(page)
    menu = page.findChild(QMenu, "selection_menu")
    assert isinstance(menu, QMenu)
    assert [action.isEnabled() for action in menu.actions()] == [False, False, True]
    assert all("responsables" in action.toolTip() for action in menu.actions()[:2])
