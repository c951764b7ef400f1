"""The whole of a suspension without a mouse: tabs, list, both steps, Enter and Esc."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.ui.kit.workplace import AccessTab
from tests.ui.access.conftest import Clerk

OpenDialog = Callable[..., Clerk]


def tab_to(at: Clerk, name: str) -> QWidget:
    """Press Tab until the control of this name has the focus."""
    for _ in range(60):
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused.objectName() == name:
            return focused
        at.key(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not lead to {name}")


def write(at: Clerk, text: str) -> None:
    """Type over what the field with the focus holds."""
    focused = QApplication.focusWidget()
    line = focused if isinstance(focused, QLineEdit) else getattr(focused, "lineEdit", lambda: None)()
    assert isinstance(line, QLineEdit)
    line.selectAll()
    at.qtbot.keyClicks(line, text)


def test_a_suspension_from_end_to_end(clerk: OpenDialog) -> None:
    at = clerk(tab=AccessTab.ACCESS)
    assert QApplication.focusWidget() is not None
    tab_to(at, "access_tabs_bar")
    at.key(Qt.Key.Key_Right)
    tab_to(at, "report_add")
    at.key(Qt.Key.Key_Space)
    tab_to(at, "report_first_day")
    write(at, "22072010")
    tab_to(at, "report_days")
    write(at, "45")
    tab_to(at, "report_cause")
    write(at, "blessure")
    at.key(Qt.Key.Key_Return)
    at.settle()
    tab_to(at, "report_last_rank")
    at.key(Qt.Key.Key_Up)
    tab_to(at, "report_maintenance")
    write(at, "2,5")
    assert at.after() == ["05/08/2010 ×2 2,50 €", "05/10/2010 ×illimité 59,00 €"]
    at.key(Qt.Key.Key_Return)
    at.settle()
    assert at.table("report_table")[0][1:7] == ["22/07/2010", "04/09/2010", "45", "blessure", "2–3", "2,50 €"]


def test_ctrl_p_prints_what_is_shown(clerk: OpenDialog) -> None:
    at = clerk(tab=AccessTab.SCHEDULE)
    control_p = (Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    at.qtbot.keyClick(at.control(QWidget, "schedule_table"), *control_p)
    assert at.noted.ways[-1] == ("schedule", at.access)
    at.show_tab(1)
    at.qtbot.keyClick(at.control(QWidget, "report_table"), *control_p)
    assert at.noted.ways[-1] == ("schedule", at.access)
    at.add_report()
    at.qtbot.keyClick(at.dialog, *control_p)
    at.press("report_save")
    at.qtbot.keyClick(at.control(QWidget, "report_table"), *control_p)
    at.settle()
    assert [way[0] for way in at.noted.ways if way[0] != "announced"] == ["schedule", "receipt"]


def test_a_double_enter_saves_once(clerk: OpenDialog) -> None:
    at = clerk()
    at.add_report()
    field = at.field("report_maintenance")
    field.setFocus()
    at.qtbot.keyClick(field, Qt.Key.Key_Return)
    at.qtbot.keyClick(field, Qt.Key.Key_Return)
    at.settle()
    assert len(at.stored().suspensions) == 1
    assert len(at.announced()) == 1


def test_esc_leaves_the_form_and_then_the_dialog(clerk: OpenDialog) -> None:
    at = clerk()
    at.press("report_add")
    at.key(Qt.Key.Key_Escape, at.field("report_first_day"))
    assert at.sees("report_table")
    at.key(Qt.Key.Key_Escape, at.control(QWidget, "report_table"))
    assert not at.dialog.isVisible()


def test_the_accesses_are_chosen_with_the_arrow_keys(clerk: OpenDialog) -> None:
    at = clerk()
    chosen = at.control(QWidget, "access_list")
    chosen.setFocus()
    at.key(Qt.Key.Key_Down, chosen)
    at.settle()
    assert at.text("access_dialog_title").startswith("Accès : LEFÈVRE")


def test_every_control_says_what_it_is(clerk: OpenDialog) -> None:
    at = clerk()
    at.add_report()
    nameless = [
        widget.objectName() or type(widget).__name__
        for widget in at.dialog.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not isinstance(widget.parentWidget(), QLineEdit)
    ]
    assert nameless == []


def test_the_tabs_are_a_key_away_from_a_field_of_the_report_and_back_it_is_as_it_was(
    clerk: OpenDialog,
) -> None:
    at = clerk()
    at.press("report_add")
    at.type("report_cause", "blessure")
    tab, control = Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier
    at.qtbot.keyClick(at.field("report_cause"), tab, control)
    assert at.sees("schedule_table")
    at.qtbot.keyClick(at.control(QWidget, "schedule_table"), tab, control)
    at.qtbot.keyClick(at.dialog, tab, control)
    at.qtbot.keyClick(at.dialog, tab, control)
    assert at.field("report_cause").text() == "blessure"
