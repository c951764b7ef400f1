"""What a table remembers of its columns: only what a person chose."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.ui.kit.columns import Column
from app.ui.kit.memory import SessionMemory
from app.ui.kit.rows import RowsModel
from app.ui.kit.table import Table
from tests.ui.kit.members import COLUMNS, MEMBERS


def test_widths_order_and_hidden_columns_are_remembered(qtbot: QtBot) -> None:
    memory = SessionMemory()
    first = _clients(qtbot, memory)
    first.horizontalHeader().moveSection(1, 0)
    first.setColumnWidth(0, 133)
    _column_action(first, "Naissance").trigger()
    again = _clients(qtbot, memory)
    assert [column.key for column in again.columns_shown()] == ["name", "number", "state", "balance"]
    assert again.columnWidth(0) == 133
    _column_action(again, "Colonnes d’origine").trigger()
    assert [column.key for column in again.columns_shown()] == [column.key for column in COLUMNS]


def _clients(qtbot: QtBot, memory: SessionMemory) -> Table:
    table = Table(RowsModel(COLUMNS, MEMBERS), "clients", "Clients", memory)
    qtbot.addWidget(table)
    table.resize(700, 200)
    table.show()
    return table


def _column_action(table: Table, text: str) -> QAction:
    table.open_column_menu()
    menu = table.findChild(QMenu, "columns_menu")
    assert isinstance(menu, QMenu)
    action = next(action for action in menu.actions() if action.text() == text)
    menu.hide()
    return action


def test_resizing_the_window_is_not_remembered_as_a_wish(qtbot: QtBot) -> None:
    memory = SessionMemory()
    table = _clients(qtbot, memory)
    table.resize(900, 200)
    QApplication.processEvents()
    kept = memory.get("table/clients") or {"widths": {}}
    table.resize(500, 200)
    QApplication.processEvents()
    assert (memory.get("table/clients") or {"widths": {}}) == kept
    assert "balance" not in kept["widths"]


def test_only_what_a_person_dragged_is_remembered(qtbot: QtBot) -> None:
    memory = SessionMemory()
    columns = [Column("number", "N°", "number", 30), Column("name", "Nom", "bold", 150, stretch=True)]
    table = Table(RowsModel([*columns, *COLUMNS[2:]], MEMBERS), "clients", "Clients", memory)
    qtbot.addWidget(table)
    for width in (900, 300, 900):
        table.resize(width, 200)
        table.show()
        QApplication.processEvents()
    for _hidden_then_shown in range(2):
        _column_action(table, "Naissance").trigger()
    assert (memory.get("table/clients") or {}).get("widths") == {}
    table.setColumnWidth(4, 211)
    assert (memory.get("table/clients") or {}).get("widths") == {"balance": 211}
    _column_action(table, "Colonnes d’origine").trigger()
    assert (memory.get("table/clients") or {}).get("widths") == {}


def test_a_broken_memory_is_ignored(qtbot: QtBot) -> None:
    memory = SessionMemory()
    memory.set("table/clients", {"widths": {"name": "wide", "number": -5}, "order": 3, "hidden": "x"})
    table = Table(RowsModel(COLUMNS, MEMBERS), "clients", "Clients", memory)
    qtbot.addWidget(table)
    assert [column.key for column in table.columns_shown()] == [column.key for column in COLUMNS]


def test_the_last_column_cannot_be_hidden(qtbot: QtBot) -> None:
    table = Table(RowsModel(COLUMNS[:1], MEMBERS), "one", "Clients", SessionMemory())
    qtbot.addWidget(table)
    table.show()
    _column_action(table, "N°").trigger()
    assert [column.key for column in table.columns_shown()] == ["number"]
