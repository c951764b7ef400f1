"""Tables as a person uses them: sorting, copying, remembering, unfolding, a million rows."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QHelpEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QMenu, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit import gallery_data
from app.ui.kit.columns import Cell, Chip, Column
from app.ui.kit.empty import EmptyState
from app.ui.kit.rows import PagedModel, RowsModel
from app.ui.kit.runner import PoolRunner
from app.ui.kit.table import Table
from tests.ui.kit.members import COLUMNS, MEMBERS, Member, number_of, tone_of


@pytest.fixture
def table(qtbot: QtBot, open_window: Callable[[QWidget], None]) -> Table:
    model = RowsModel(COLUMNS, MEMBERS, tone_of)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    made = Table(model, "members", "Clients")
    made.resize(760, 300)
    open_window(made)
    return made


def names(table: Table) -> list[str]:
    return [row.name for row in table.rows_model().rows()]


def click_head(qtbot: QtBot, table: Table, column: int) -> None:
    head = table.horizontalHeader()
    at = QPoint(head.sectionViewportPosition(column) + 20, 10)
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_a_click_on_a_head_sorts_and_a_second_one_turns_round(qtbot: QtBot, table: Table) -> None:
    click_head(qtbot, table, 1)
    assert names(table) == ["Élodie", "Lambert", "Zoé"]
    click_head(qtbot, table, 1)
    assert names(table) == ["Zoé", "Lambert", "Élodie"]


def test_empty_values_come_last_both_ways(qtbot: QtBot, table: Table) -> None:
    click_head(qtbot, table, 2)
    assert names(table)[-1] == "Zoé"
    click_head(qtbot, table, 2)
    assert names(table)[-1] == "Zoé"


def test_the_focus_follows_its_row_when_sorted(qtbot: QtBot, table: Table) -> None:
    table.select(0)
    click_head(qtbot, table, 1)
    assert table.selected_row().name == "Lambert"


def test_days_amounts_and_states_are_never_cut(
    table: Table, assert_no_cut_text: Callable[[QWidget], None]
) -> None:
    assert table.columnWidth(4) > 60
    assert_no_cut_text(table)


def test_copying_gives_tab_separated_text(qtbot: QtBot, table: Table) -> None:
    table.select(1)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "77\tÉlodie\t11/05/1970\tBloqué\t118,00 €"


def test_copying_many_rows_gives_the_titles_and_no_formula(qtbot: QtBot) -> None:
    model = RowsModel(COLUMNS, [Member(1, "=1+2", None, Chip("active", "Actif"), 0), *MEMBERS])
    many = Table(model, "many", "Clients", many=True)
    qtbot.addWidget(many)
    many.show()
    many.selectAll()
    lines = many.as_text().split("\n")
    assert lines[0] == "N°\tNom\tNaissance\tÉtat\tSolde"
    assert lines[1].split("\t")[1] == "'=1+2"
    assert lines[4].split("\t")[4] == "-2,50 €"
    assert len(lines) == 5


@pytest.mark.parametrize(
    ("typed", "copied"),
    [
        ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
        ("+1*SUM(A1)", "'+1*SUM(A1)"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\r=1+2", " =1+2"),
        ("Rue Haute\n12", "Rue Haute 12"),
        ("+32 470 12 34 56", "+32 470 12 34 56"),
        ("-1\u202f250,00\u00a0€", "-1 250,00 €"),
    ],
)
def test_no_text_of_a_cell_is_a_formula_or_a_second_line_elsewhere(
    qtbot: QtBot, typed: str, copied: str
) -> None:
    model = RowsModel(COLUMNS, [Member(1, typed, None, Chip("active", "Actif"), 0)])
    table = Table(model, "strange", "Clients")
    qtbot.addWidget(table)
    table.select(0)
    assert table.as_text().split("\t")[1] == copied


def test_enter_and_double_click_open_the_row(qtbot: QtBot, table: Table) -> None:
    table.select(2)
    with qtbot.waitSignal(table.activated_row) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [MEMBERS[2]]
    spot = table.visualRect(table.rows_model().index(0, 1)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    with qtbot.waitSignal(table.activated_row) as opened:
        qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert opened.args == [MEMBERS[0]]


def test_moving_down_tells_which_row_has_the_focus(qtbot: QtBot, table: Table) -> None:
    table.select(0)
    with qtbot.waitSignal(table.current_row) as moved:
        qtbot.keyClick(table, Qt.Key.Key_Down)
    assert moved.args == [MEMBERS[1]]


def test_tab_leaves_the_table(qtbot: QtBot, table: Table) -> None:
    assert not table.tabKeyNavigation()


def test_a_right_click_offers_what_the_buttons_do(qtbot: QtBot, table: Table) -> None:
    asked: list[Member] = []

    def fill(menu: QMenu, row: Member) -> None:
        asked.append(row)
        menu.addAction(QAction("Ouvrir la fiche", menu))

    table.fill_menu = fill
    spot = table.visualRect(table.rows_model().index(1, 1)).center()
    table.customContextMenuRequested.emit(spot)
    menu = table.findChild(QMenu)
    assert isinstance(menu, QMenu)
    texts = [action.text() for action in menu.actions() if action.text()]
    menu.close()
    assert asked == [MEMBERS[1]]
    assert texts == ["Ouvrir la fiche", "Copier", "Colonnes…"]


def test_a_column_that_fills_the_window_never_gets_too_narrow(qtbot: QtBot) -> None:
    columns = [COLUMNS[0], Column("name", "Nom", "bold", 150, stretch=True), *COLUMNS[2:]]
    table = Table(RowsModel(columns, MEMBERS), "clients", "Clients")
    qtbot.addWidget(table)
    table.resize(900, 200)
    table.show()
    assert table.columnWidth(1) > 300
    table.resize(260, 200)
    QApplication.processEvents()
    assert table.columnWidth(1) == 150
    table.resize(900, 200)
    QApplication.processEvents()
    assert table.columnWidth(1) > 300


def test_hovering_over_a_shortened_name_tells_all_of_it(table: Table) -> None:
    table.setColumnWidth(1, 50)
    at = table.visualRect(table.rows_model().index(0, 1)).center()
    help_event = QHelpEvent(QEvent.Type.ToolTip, at, table.viewport().mapToGlobal(at))
    QApplication.sendEvent(table.viewport(), help_event)
    assert QToolTip.text() == "Lambert"
    QToolTip.hideText()


def test_an_empty_list_says_what_would_fill_it(qtbot: QtBot, table: Table) -> None:
    empty = EmptyState("search", "Aucun client trouvé", "Changez les critères.")
    table.set_empty(empty)
    assert not empty.isVisible()
    table.rows_model().set_rows([])
    assert empty.isVisible()
    assert empty.size() == table.viewport().size()
    table.rows_model().set_rows(MEMBERS)
    assert not empty.isVisible()


def test_the_rows_are_painted_in_both_looks(qtbot: QtBot, each_look: object, table: Table) -> None:
    rows = [Cell("118,00\u00a0€", "blocked", True, old="59,00\u00a0€"), Cell("oui", icon="check")]
    table.select(1)
    table.setFocus()
    assert not table.grab().isNull()
    assert rows[0].plain == "118,00\u00a0€"


class Store:
    """A million members, read by key."""

    def __init__(self, total: int = 1_000_000) -> None:
        self.total = total
        self.asked: list[Any] = []

    def fetch(self, after: Any, limit: int) -> Sequence[Member]:
        self.asked.append(after)
        start = 1 if after is None else after + 1
        numbers = range(start, min(start + limit, self.total + 1))
        return [Member(number, f"Nom {number}", None, Chip("active", "Actif"), 0) for number in numbers]


def test_a_million_rows_hold_only_what_was_looked_at(qtbot: QtBot) -> None:
    store = Store()
    model = PagedModel(COLUMNS, number_of, page=100)
    table = Table(model, "clients", "Clients")
    qtbot.addWidget(table)
    table.resize(700, 400)
    table.show()
    model.load(store.fetch)
    assert model.rowCount() <= 200
    table.scrollToBottom()
    QApplication.processEvents()
    assert 100 < model.rowCount() <= 400
    assert store.asked[:2] == [None, 100]
    assert not model.complete


def test_the_last_page_ends_the_list(qtbot: QtBot) -> None:
    store = Store(total=250)
    model = PagedModel(COLUMNS, number_of, page=100)
    model.load(store.fetch)
    while model.canFetchMore():
        model.fetchMore()
    assert model.rowCount() == 250
    assert model.complete
    assert [row.number for row in model.rows()] == list(range(1, 251))


def test_sorting_a_long_list_is_asked_of_the_database(qtbot: QtBot) -> None:
    model = PagedModel(COLUMNS, number_of)
    model.load(Store().fetch)
    table = Table(model, "clients", "Clients")
    qtbot.addWidget(table)
    table.show()
    with qtbot.waitSignal(model.sort_asked) as asked:
        click_head(qtbot, table, 1)
    assert asked.args == ["name", False]
    assert model.row(0).number == 1


def test_rows_of_an_abandoned_search_never_arrive(qtbot: QtBot) -> None:
    runner = PoolRunner()
    model = PagedModel(COLUMNS, number_of, runner, page=50)
    few = Store(total=3)
    with qtbot.waitSignal(model.fetched, check_params_cb=lambda count: count == 3):
        model.load(Store().fetch)
        model.load(few.fetch)
    assert [row.number for row in model.rows()] == [1, 2, 3]
    runner.shutdown()


def test_a_search_that_fails_is_told(qtbot: QtBot) -> None:
    runner = PoolRunner()
    model = PagedModel(COLUMNS, number_of, runner)

    def broken(after: Any, limit: int) -> Sequence[Member]:
        raise OSError("disque")

    with qtbot.waitSignal(model.failed) as told:
        model.load(broken)
    assert isinstance(told.args[0], OSError)
    runner.shutdown()


@pytest.fixture
def schedule(qtbot: QtBot, open_window: Callable[[QWidget], None]) -> Table:
    model = gallery_data.schedule_model()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    made = Table(model, "schedule", "Echéancier", row_height=36)
    made.resize(760, 420)
    open_window(made)
    return made


def ranks(table: Table) -> list[str]:
    return [row.ranks for row in table.rows_model().rows()]


def test_a_line_unfolds_into_its_instalments_and_folds_again(qtbot: QtBot, schedule: Table) -> None:
    spot = schedule.visualRect(schedule.rows_model().index(1, 0)).center()
    qtbot.mouseClick(schedule.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert ranks(schedule) == ["1", "2–6", "2", "3", "4", "5", "6", "7–18"]
    qtbot.mouseClick(schedule.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert ranks(schedule) == ["1", "2–6", "7–18"]


def test_the_arrow_keys_unfold_and_fold(qtbot: QtBot, schedule: Table) -> None:
    schedule.select(1)
    qtbot.keyClick(schedule, Qt.Key.Key_Right)
    assert len(ranks(schedule)) == 8
    schedule.select(4)
    qtbot.keyClick(schedule, Qt.Key.Key_Left)
    assert schedule.selected_row().ranks == "2–6"
    qtbot.keyClick(schedule, Qt.Key.Key_Left)
    assert ranks(schedule) == ["1", "2–6", "7–18"]


def test_an_open_line_stays_open_when_the_list_is_refreshed(qtbot: QtBot, schedule: Table) -> None:
    schedule.select(1)
    qtbot.keyClick(schedule, Qt.Key.Key_Right)
    lines = [
        row for at, row in enumerate(schedule.rows_model().rows()) if schedule.rows_model().level(at) == 0
    ]
    schedule.rows_model().set_rows(lines)
    assert len(ranks(schedule)) == 8


def test_a_single_instalment_has_nothing_to_unfold(qtbot: QtBot, schedule: Table) -> None:
    schedule.select(0)
    qtbot.keyClick(schedule, Qt.Key.Key_Right)
    assert ranks(schedule) == ["1", "2–6", "7–18"]
