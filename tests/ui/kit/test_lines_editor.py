"""Lines typed row by row: decimals, totals, tab order, and lines that were there before."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.cents import Cents
from app.domain.invoicing import InvoiceLine
from app.i18n import Language, set_language
from app.ui.kit.choices import Choice
from app.ui.kit.decimal_entry import DecimalEntry
from app.ui.kit.fields import ErrorSummary, Form
from app.ui.kit.lines_editor import LinesEditor
from app.ui.kit.typed import decimal_text, read_decimal
from tests.ui.kit.covered import covered_by_errors

LINE_START = QRegularExpression("^lines_description_")
ODD = InvoiceLine("Ancien tarif", Decimal("2.5"), Cents(333), Decimal("19.6"))


@pytest.fixture
def editor(open_window: Callable[[QWidget], None]) -> LinesEditor:
    window = QWidget()
    summary = ErrorSummary()
    made = LinesEditor(Form(window, summary), (Decimal(21), Decimal(6)))
    column = QVBoxLayout(window)
    column.addWidget(made)
    column.addWidget(summary)
    window.resize(900, 300)
    open_window(window)
    return made


@pytest.mark.parametrize(
    ("text", "value"),
    [("2", "2"), ("1,5", "1.5"), ("1.5", "1.5"), (" 0,125 ", "0.125"), ("21 %", "21"), ("007", "7")],
)
def test_a_number_with_decimals_is_read_as_people_write_it(text: str, value: str) -> None:
    assert read_decimal(text, Decimal(0), Decimal(99), 3).value == Decimal(value)


@pytest.mark.parametrize("text", ["x", "1,2,3", "1,2345", "100", "-1", "²", "1e3", "%", "½", "9" * 60])
def test_what_is_no_number_is_told(text: str) -> None:
    read = read_decimal(text, Decimal(0), Decimal(99), 3)
    assert read.value is None
    assert read.error is not None


def test_a_decimal_is_written_in_the_language_of_the_desk() -> None:
    assert decimal_text(Decimal("1.50")) == "1,5"
    set_language(Language.EN)
    try:
        assert decimal_text(Decimal("1.50")) == "1.5"
    finally:
        set_language(Language.FR)


def test_a_required_number_says_that_it_is_missing(qtbot: QtBot) -> None:
    entry = DecimalEntry("rate", required=True)
    qtbot.addWidget(entry)
    assert entry.error() == "Nombre à remplir."
    entry.set_value(Decimal("1.25"))
    assert (entry.text(), entry.value(), entry.error()) == ("1,25", Decimal("1.25"), None)


def test_lines_that_were_there_are_shown_and_leaving_them_is_no_change(editor: LinesEditor) -> None:
    editor.show_lines([ODD])
    assert editor.lines() == (ODD,)
    assert not editor.is_touched
    found = editor.findChild(QLabel, "lines_amount_2")
    assert found is not None
    assert found.text().replace("\u00a0", " ") == "8,33 €"
    editor.add_row(InvoiceLine("Boisson", Decimal(1), Cents(220), Decimal(6)))
    assert editor.is_touched


def test_rates_that_are_offered_later_leave_typed_lines_as_they_are(editor: LinesEditor) -> None:
    editor.show_lines([ODD])
    editor.offer_rates((Decimal(20),))
    assert editor.lines() == (ODD,)
    editor.add_row()
    new = editor.findChild(Choice, "lines_vat_rate_3")
    assert new is not None
    assert new.value() == Decimal(20)


def test_a_blank_line_is_left_out_and_asks_for_nothing_beside_a_filled_one(editor: LinesEditor) -> None:
    editor.show_lines([ODD])
    editor.add_row()
    assert editor.lines() == (ODD,)
    assert editor.errors() == {}


def test_what_is_wrong_in_a_line_hides_nothing_of_the_next(editor: LinesEditor, qtbot: QtBot) -> None:
    editor.add_row()
    editor.add_row()
    for at in (1, 2):
        for part in ("quantity", "unit_price"):
            field = editor.findChild(QLineEdit, f"lines_{part}_{at}")
            assert field is not None
            field.setText("x")
    form = editor.window().findChild(Form)
    assert form is not None
    form.show_errors(editor.errors())
    qtbot.waitUntil(lambda: covered_by_errors(editor.window()) == [])


def test_the_keys_walk_through_a_line_and_on_to_the_next(editor: LinesEditor, qtbot: QtBot) -> None:
    editor.add_row()
    second = editor.findChild(QLineEdit, "lines_description_2")
    assert second is not None
    qtbot.waitUntil(second.isVisible)
    editor.focus_start()
    seen = []
    for _ in range(6):
        focused = editor.window().focusWidget()
        seen.append(focused.objectName())
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert seen == [
        "lines_description_1",
        "lines_quantity_1",
        "lines_unit_price_1",
        "lines_vat_rate_1",
        "lines_remove_1",
        "lines_description_2",
    ]


def test_lines_shown_later_keep_their_place_between_what_stands_above_and_below(
    qtbot: QtBot, open_window: Callable[[QWidget], None]
) -> None:
    window, above, below = QWidget(), QLineEdit(), QLineEdit()
    above.setObjectName("above")
    below.setObjectName("below")
    editor = LinesEditor(Form(window, ErrorSummary()), (Decimal(21),))
    column = QVBoxLayout(window)
    for each in (above, editor, below):
        column.addWidget(each)
    open_window(window)
    assert _walked(window, above, qtbot)[-2:] == ["lines_add", "below"]
    editor.show_lines([ODD])
    again = _walked(window, above, qtbot)
    assert again[0] == "lines_description_2"
    assert again[-2:] == ["lines_add", "below"]


def _walked(window: QWidget, start: QWidget, qtbot: QtBot) -> list[str]:
    """The names that Tab leads to from here, through a window with one line."""
    newest = max(window.findChildren(QLineEdit, LINE_START), key=QLineEdit.objectName)
    qtbot.waitUntil(newest.isVisible)
    start.setFocus()
    walked = []
    for _ in range(7):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        walked.append(window.focusWidget().objectName())
    return walked


def test_a_line_is_called_by_where_it_is_seen(editor: LinesEditor) -> None:
    editor.show_lines([ODD, ODD])
    first = editor.findChild(QPushButton, "lines_remove_2")
    price = editor.findChild(QLineEdit, "lines_unit_price_3")
    assert first is not None
    assert price is not None
    assert price.accessibleName() == "Prix TVA comprise de la ligne 2"
    first.click()
    assert price.accessibleName() == "Prix TVA comprise de la ligne 1"


def test_a_line_that_is_unreadable_has_no_total(editor: LinesEditor) -> None:
    editor.show_lines([ODD])
    price = editor.findChild(QLineEdit, "lines_unit_price_2")
    assert price is not None
    price.setText("gratuit")
    assert editor.lines() is None
    assert editor.totals() is None
    assert list(editor.errors()) == ["line_2_unit_price"]
