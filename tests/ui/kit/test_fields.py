"""Fields as a person meets them: typing, leaving, correcting."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.ui.kit.buttons import destructive, plain, primary, set_allowed
from app.ui.kit.calendar_popup import CalendarPopup
from app.ui.kit.cards import Card
from app.ui.kit.choices import Choice, RoundChoice, TextEntry, TickBox
from app.ui.kit.entries import DateEntry, LineEntry, MoneyEntry, PasswordEntry, SearchEntry, WholeEntry
from app.ui.kit.error_note import ErrorNote
from app.ui.kit.fields import ErrorSummary, Field, Form, in_line_with
from tests.ui.kit.covered import covered_by_errors

HOSTILE = [
    "🎂🎉",
    "\u202eشركة\u202c",
    str(10**12),
    "un\ndeux\r\ntrois",
    "x" * 20_000,
    "\x00\x07\x1b",
    "'; DROP TABLE client; --",
    "\u0301\u0301\u0301",
    "-",
    "<b>gras</b>",
]


class Desk(QWidget):
    """A small form as windows make them."""

    def __init__(self) -> None:
        super().__init__()
        self.summary = ErrorSummary()
        self.form = Form(self, self.summary)
        self.end = self.form.add("end", Field("&Fin", DateEntry("end", required=True), width=144))
        self.days = self.form.add("days", Field("&Nombre de jours", WholeEntry("days", 1, 400), width=110))
        hint = "au lieu de 59,00\u00a0€"
        self.amount = self.form.add(
            "amount", Field("&Montant du maintien", MoneyEntry("amount"), hint, width=144)
        )
        column = QVBoxLayout(self)
        for field in (self.end, self.days, self.amount):
            column.addWidget(field)
        column.addWidget(self.summary)
        self.resize(640, 360)


@pytest.fixture
def desk(qtbot: QtBot, open_window: Callable[[QWidget], None]) -> Desk:
    made = Desk()
    open_window(made)
    return made


def type_into(qtbot: QtBot, field: QWidget, text: str) -> None:
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)


def test_a_day_typed_short_is_written_in_full_when_the_field_is_left(qtbot: QtBot, desk: Desk) -> None:
    control = desk.end.control
    assert isinstance(control, DateEntry)
    type_into(qtbot, control, "4/9/10")
    assert control.value() == date(2010, 9, 4)
    qtbot.keyClick(control, Qt.Key.Key_Tab)
    assert control.text() == "04/09/2010"


def test_a_day_that_does_not_exist_is_kept_and_reported(qtbot: QtBot, desk: Desk) -> None:
    control = desk.end.control
    assert isinstance(control, DateEntry)
    type_into(qtbot, control, "31/02/2010")
    qtbot.keyClick(control, Qt.Key.Key_Tab)
    assert control.text() == "31/02/2010"
    assert control.value() is None
    assert not desk.form.check()
    assert desk.end.error() == control.error()


def test_the_arrow_keys_step_a_day(qtbot: QtBot, desk: Desk) -> None:
    control = desk.end.control
    assert isinstance(control, DateEntry)
    type_into(qtbot, control, "31/12/2010")
    qtbot.keyClick(control, Qt.Key.Key_Up)
    assert control.value() == date(2011, 1, 1)
    qtbot.keyClick(control, Qt.Key.Key_Down)
    assert control.value() == date(2010, 12, 31)


def test_the_calendar_gives_the_day_clicked(qtbot: QtBot, desk: Desk) -> None:
    control = desk.end.control
    assert isinstance(control, DateEntry)
    control.set_value(date(2010, 9, 4))
    qtbot.keyClick(control, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = control.findChild(CalendarPopup)
    assert isinstance(popup, CalendarPopup)
    month = popup.findChild(QCalendarWidget)
    assert isinstance(month, QCalendarWidget)
    assert month.selectedDate() == QDate(2010, 9, 4)
    month.clicked.emit(QDate(2010, 9, 30))
    assert control.value() == date(2010, 9, 30)
    assert not popup.isVisible()


def test_an_amount_is_written_in_full_when_the_field_is_left(qtbot: QtBot, desk: Desk) -> None:
    control = desk.amount.control
    assert isinstance(control, MoneyEntry)
    type_into(qtbot, control, "12.5")
    qtbot.keyClick(control, Qt.Key.Key_Tab)
    assert control.text() == "12,50\u00a0€"
    assert control.value() == 1250


def test_the_steppers_stay_within_the_limits(qtbot: QtBot, desk: Desk) -> None:
    control = desk.days.control
    assert isinstance(control, WholeEntry)
    up, down = control.findChildren(QToolButton)
    qtbot.mouseClick(up, Qt.MouseButton.LeftButton)
    assert control.value() == 1
    qtbot.mouseClick(down, Qt.MouseButton.LeftButton)
    assert control.value() == 1
    control.set_value(400)
    qtbot.keyClick(control, Qt.Key.Key_Up)
    assert control.value() == 400


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_a_field_or_passes_for_a_value(qtbot: QtBot, desk: Desk, text: str) -> None:
    for field in (desk.end, desk.days, desk.amount):
        control = field.control
        assert isinstance(control, DateEntry | WholeEntry | MoneyEntry)
        control.setFocus()
        control.setText(text)
        qtbot.keyClick(control, Qt.Key.Key_Tab)
        assert control.value() is None or text == str(10**12)
        assert control.error() is not None or control.value() == 10**14 or not control.text().strip()
        field.show_error(text)
    desk.grab()


def test_pasted_lines_become_one_line(qtbot: QtBot) -> None:
    entry = LineEntry("name")
    qtbot.addWidget(entry)
    QApplication.clipboard().setText("Rue du Lac 3\n1000 Bruxelles")
    entry.paste()
    assert entry.value() == "Rue du Lac 3 1000 Bruxelles"


def test_an_error_moves_no_other_field(desk: Desk) -> None:
    before = [field.geometry() for field in (desk.end, desk.days, desk.amount)]
    desk.amount.show_error("0 € n’est pas un débit.\nSupprimez plutôt l’échéance.")
    QApplication.processEvents()
    assert [field.geometry() for field in (desk.end, desk.days, desk.amount)] == before


def test_an_error_stands_beside_its_field_and_covers_nothing(desk: Desk) -> None:
    desk.amount.show_error("0 € n’est pas un débit.\nSupprimez plutôt l’échéance.")
    note = desk.findChild(ErrorNote)
    assert isinstance(note, ErrorNote)
    control = desk.amount.control
    assert note.x() >= control.mapTo(desk, QPoint(control.width(), 0)).x()
    assert note.geometry().right() <= desk.width()


def test_an_error_without_room_beside_stands_below(qtbot: QtBot, desk: Desk) -> None:
    desk.setFixedWidth(300)
    desk.days.show_error("Ce nombre de jours dépasse la durée du contrat.")
    note = desk.findChild(ErrorNote)
    assert isinstance(note, ErrorNote)
    control = desk.days.control
    assert note.y() >= control.mapTo(desk, QPoint(0, control.height())).y()


class Crowded(QWidget):
    """Two narrow fields side by side, and a field and a button close below."""

    def __init__(self) -> None:
        super().__init__()
        self.form = Form(self)
        row, column = QHBoxLayout(), QVBoxLayout(self)
        first = self.form.add("first", Field("&Begin", DateEntry("first"), "sinds gisteren", width=140))
        days = self.form.add("days", Field("&Dagen", WholeEntry("days"), "ten hoogste 90", width=120))
        row.addWidget(first)
        row.addWidget(days)
        row.addWidget(Field("Einde", DateEntry("last"), "volgt", width=140))
        self.tick = TickBox("Onbeperkt", "unlimited")
        row.addLayout(in_line_with(first, self.tick))
        self.below = Field("&Reden", LineEntry("cause"))
        self.button = QPushButton("Ok")
        column.setSpacing(6)
        for part in (self.below, self.button):
            column.addWidget(part)
        column.insertLayout(0, row)
        column.addStretch(1)


def test_errors_of_a_crowded_form_hide_neither_each_other_nor_what_is_below(
    qtbot: QtBot, open_window: Callable[[QWidget], None]
) -> None:
    page = Crowded()
    open_window(page)
    place = page.tick.geometry()
    page.form.show_errors(
        {
            "first": "Deze dag bestaat niet.\nControleer de dag en de maand.",
            "days": "Schrijf een geheel getal.",
        }
    )
    qtbot.waitUntil(lambda: covered_by_errors(page) == [])
    assert page.tick.geometry() == place


def test_an_error_at_the_end_of_a_card_stays_in_it(
    qtbot: QtBot, open_window: Callable[[QWidget], None]
) -> None:
    page, card = QWidget(), Card("coordinates")
    field = Field("&E-mail", LineEntry("email"))
    card.body.addWidget(field)
    column = QVBoxLayout(page)
    column.addWidget(card)
    column.addStretch(1)
    page.resize(360, 300)
    open_window(page)
    field.show_error("Adresse e-mail inconnue.")
    note = page.findChild(ErrorNote)
    assert note is not None
    qtbot.waitUntil(lambda: card.geometry().contains(note.geometry()))


def test_what_moved_down_for_an_error_stays_while_one_types_and_moves_up_at_the_next_ok(
    qtbot: QtBot, open_window: Callable[[QWidget], None]
) -> None:
    page = Crowded()
    open_window(page)
    before = page.below.y()
    page.form.show_errors({"first": "Deze dag bestaat niet.\nControleer de dag en de maand."})
    qtbot.waitUntil(lambda: page.below.y() > before)
    moved = page.below.y()
    qtbot.keyClicks(page.form.field("first").control, "01/08/2010")
    QApplication.processEvents()
    assert (page.form.errors(), page.below.y()) == ({}, moved)
    page.form.check()
    qtbot.waitUntil(lambda: page.below.y() == before)


def test_an_error_takes_the_focus_and_goes_when_the_field_is_mended(qtbot: QtBot, desk: Desk) -> None:
    desk.form.show_errors({"amount": "0 € n’est pas un débit."})
    assert QApplication.focusWidget() is desk.amount.control
    assert desk.summary.isVisible()
    assert desk.summary.text == "1 point à corriger : montant du maintien"
    qtbot.keyClicks(desk.amount.control, "2")
    assert desk.form.errors() == {}
    assert not desk.summary.isVisible()
    assert desk.amount.control.property("invalid") == ""


def test_the_summary_counts_what_is_left_and_leads_there(qtbot: QtBot, desk: Desk) -> None:
    desk.form.show_errors({"days": "Trop de jours.", "amount": "Trop peu."})
    assert desk.summary.text == "2 points à corriger : nombre de jours, montant du maintien"
    desk.end.control.setFocus()
    go = desk.summary.findChild(QPushButton)
    assert isinstance(go, QPushButton)
    qtbot.mouseClick(go, Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is desk.days.control
    qtbot.keyClicks(desk.days.control, "7")
    assert desk.summary.text == "1 point à corriger : montant du maintien"


def test_a_refusal_that_belongs_to_no_field_is_said_in_the_summary(desk: Desk) -> None:
    desk.form.show_errors({"": "Modifié entre-temps par SARAH."})
    assert desk.summary.text == "Modifié entre-temps par SARAH."


def test_a_refusal_without_a_field_keeps_its_height_where_room_is_short(qtbot: QtBot) -> None:
    whole = QWidget()
    column = QVBoxLayout(whole)
    summary = ErrorSummary()
    greedy = QWidget()
    greedy.setMinimumHeight(100)
    column.addWidget(greedy, 1)
    column.addWidget(summary)
    qtbot.addWidget(whole)
    summary.show_sentence("La base ne répond pas.")
    whole.resize(600, 10)
    whole.show()
    assert summary.height() >= 38


def test_a_required_day_left_empty_is_asked_for(desk: Desk) -> None:
    assert not desk.form.check()
    assert desk.end.error() == "Date à remplir."


def test_a_disabled_field_asks_for_nothing(desk: Desk) -> None:
    desk.end.control.setEnabled(False)
    assert desk.form.check()


def test_the_label_leads_to_its_field(qtbot: QtBot, desk: Desk) -> None:
    qtbot.keyClick(desk, Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    assert QApplication.focusWidget() is desk.amount.control
    assert desk.amount.control.accessibleName() == "Montant du maintien"


def test_the_secret_shows_only_while_the_eye_is_pressed(qtbot: QtBot) -> None:
    entry = PasswordEntry("code")
    qtbot.addWidget(entry)
    entry.show()
    qtbot.keyClicks(entry, " ADMIN ")
    eye = entry.findChild(QToolButton)
    assert isinstance(eye, QToolButton)
    assert entry.echoMode() is QLineEdit.EchoMode.Password
    qtbot.mouseClick(eye, Qt.MouseButton.LeftButton)
    assert entry.echoMode() is QLineEdit.EchoMode.Normal
    assert entry.value() == " ADMIN "


def test_a_cause_may_be_chosen_or_written(qtbot: QtBot) -> None:
    cause = Choice("cause", [("Blessure", "injury"), ("Vacances", "holiday")], editable=True)
    qtbot.addWidget(cause)
    cause.show()
    line = cause.lineEdit()
    assert line is not None
    line.selectAll()
    qtbot.keyClicks(line, "Chantier ")
    line.insert("🎂")
    assert cause.value() == "Chantier 🎂"
    cause.set_value("holiday")
    assert cause.currentText() == "Vacances"
    assert cause.value() == "holiday"


def test_the_wheel_never_changes_a_choice(qtbot: QtBot) -> None:
    choice = Choice("language", [("Français", "fr"), ("Nederlands", "nl")])
    qtbot.addWidget(choice)
    choice.show()
    QTest.qWait(0)
    spot = choice.rect().center()
    QTest.wheelEvent(choice.windowHandle(), spot, QPoint(0, -240))
    assert choice.value() == "fr"


def test_a_disabled_button_says_why(qtbot: QtBot) -> None:
    button = plain("Montant", "amount", "pencil")
    qtbot.addWidget(button)
    button.tip("Changer le montant")
    set_allowed(button, False, "Rang 4 encaissé")
    assert not button.isEnabled()
    assert button.toolTip() == "Rang 4 encaissé"
    assert button.accessibleDescription() == "Rang 4 encaissé"
    set_allowed(button, True)
    assert button.isEnabled()
    assert button.toolTip() == "Changer le montant"


def test_all_controls_are_drawn_in_both_looks(
    qtbot: QtBot, each_look: object, assert_no_cut_text: Callable[[QWidget], None]
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    off = TickBox("Report illimité", "off")
    off.setEnabled(False)
    parts: list[QWidget] = [
        SearchEntry("find", "Rechercher un client", "Ctrl+F"),
        TextEntry("remark", "Remarque"),
        TickBox("Afficher le passé", "past", checked=True),
        off,
        RoundChoice("Un seul", "one", checked=True),
        Choice("language", [("Français", "fr")]),
        primary("Ok, enregistrer", "save"),
        destructive("Supprimer le rang 8", "delete", "trash"),
        QLabel("fin"),
    ]
    for part in parts:
        column.addWidget(part)
    page.show()
    assert_no_cut_text(page)
    assert not page.grab().isNull()
