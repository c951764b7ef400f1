"""From one tab to the next by keys, from whatever has the focus (spec 1: all without a mouse)."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.choices import Choice, TextEntry, TickBox
from app.ui.kit.columns import Column
from app.ui.kit.entries import DateEntry, LineEntry
from app.ui.kit.rows import RowsModel
from app.ui.kit.table import Table
from app.ui.kit.tabs import TabPages

CONTROL = Qt.KeyboardModifier.ControlModifier
BACK = CONTROL | Qt.KeyboardModifier.ShiftModifier
Open = Callable[[QWidget], None]


def filled(name: str, **pages: QWidget) -> TabPages:
    """Tabs over these pages."""
    tabs = TabPages(name)
    for key, page in pages.items():
        tabs.add(key, key, page)
    return tabs


def table() -> Table:
    """A table with a row."""
    model: RowsModel[str] = RowsModel([Column("name", "Nom", value=str)], ["Horizon"])
    return Table(model, "clubs", "Clubs")


CONTROLS: dict[str, Callable[[], QWidget]] = {
    "a text field": lambda: LineEntry("name"),
    "a field of several lines": lambda: TextEntry("remark"),
    "a date": lambda: DateEntry("day"),
    "a list to choose from": lambda: Choice("town", [("Lille", "l"), ("Mons", "m")], editable=True),
    "a tick box": lambda: TickBox("Bloqué", "blocked"),
    "a table": table,
}


@pytest.mark.parametrize("make", CONTROLS.values(), ids=CONTROLS.keys())
def test_the_next_tab_is_a_key_away_from_whatever_has_the_focus(
    qtbot: QtBot, open_window: Open, make: Callable[[], QWidget]
) -> None:
    control = make()
    page = QWidget()
    QVBoxLayout(page).addWidget(control)
    tabs = filled("tabs", first=page, second=QWidget(), third=QWidget())
    open_window(tabs)
    for key, modifier, expected in (
        (Qt.Key.Key_Tab, CONTROL, "second"),
        (Qt.Key.Key_Backtab, BACK, "third"),
        (Qt.Key.Key_PageDown, CONTROL, "second"),
        (Qt.Key.Key_PageUp, CONTROL, "third"),
    ):
        tabs.show_page("first")
        control.setFocus()
        qtbot.keyClick(control, key, modifier)
        assert tabs.page == expected


def test_a_tab_that_cannot_be_opened_is_passed_over(qtbot: QtBot, open_window: Open) -> None:
    tabs = filled("tabs", first=LineEntry("name"), second=QWidget(), third=QWidget())
    tabs.set_page_enabled("second", False, "Enregistrez d'abord la fiche.")
    open_window(tabs)
    tabs.bar.setFocus()
    qtbot.keyClick(tabs.bar, Qt.Key.Key_Tab, CONTROL)
    assert tabs.page == "third"


def test_of_nested_tabs_those_around_the_focus_move_and_from_elsewhere_the_outer_ones(
    qtbot: QtBot, open_window: Open
) -> None:
    field, aside = LineEntry("name"), LineEntry("search")
    inner = filled("inner", here=field, there=QWidget())
    outer = filled("outer", with_tabs=inner, without=QWidget())
    window = QWidget()
    row = QHBoxLayout(window)
    row.addWidget(aside)
    row.addWidget(outer)
    open_window(window)
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Tab, CONTROL)
    assert (inner.page, outer.page) == ("there", "with_tabs")
    aside.setFocus()
    qtbot.keyClick(aside, Qt.Key.Key_Tab, CONTROL)
    assert (inner.page, outer.page) == ("there", "without")
