"""Choosing a client in a field: typing, the arrows, the mouse, a scanned card, and who cannot be chosen."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QListView, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.services.criteria import Criteria, Sort
from app.services.queries.search import search_clients
from app.services.states import DeactivateClient, deactivate, deactivation_facts
from app.services.views import ClientRow, ClientState
from app.ui.kit.buttons import primary
from app.ui.kit.client_picker import ClientPicker
from app.ui.kit.client_popup import ClientPopup
from app.ui.kit.entries import LineEntry
from app.ui.kit.fields import ErrorSummary, Field, Form
from app.ui.kit.rows import ROW_ROLE
from tests.services.club import new_command
from tests.ui.desk_fixtures import JEAN_NOELS_CARD
from tests.ui.noted_workplace import NotedWorkplace
from tests.ui.resting import rest


def not_ines(row: ClientRow) -> str:
    return "Inès est bloquée, rien ne peut lui être vendu." if row.first_name == "Inès" else ""


class Asking(QDialog):
    """A form that asks for a client, as windows make them."""

    def __init__(self, noted: NotedWorkplace) -> None:
        super().__init__()
        self.summary = ErrorSummary()
        self.form = Form(self, self.summary)
        self.picker = ClientPicker(noted, "who", why_not=not_ines, required=True)
        self.form.add("who", Field("&Client", self.picker))
        self.other = LineEntry("other")
        save = primary("Enregistrer", "save")
        save.setDefault(True)
        save.clicked.connect(self.form.check)
        column = QVBoxLayout(self)
        for each in (self.summary, self.form.field("who"), self.other, save):
            column.addWidget(each)
        column.addStretch(1)
        self.resize(620, 420)


@pytest.fixture
def asking(noted: NotedWorkplace, open_window: Callable[[QWidget], None]) -> Asking:
    found = search_clients(noted.desk, Criteria(surname="N'Diaye"), Sort()).rows[0].id
    version = deactivation_facts(noted.desk, found).version
    deactivate(noted.desk, DeactivateClient(new_command(), found, version))
    made = Asking(noted)
    open_window(made)
    return made


class Chooser:
    """A person at the form."""

    def __init__(self, asking: Asking, noted: NotedWorkplace, qtbot: QtBot) -> None:
        self.asking, self.noted, self.qtbot = asking, noted, qtbot
        self.picker = asking.picker
        self.picks: list[ClientRow] = []
        self.picker.picked.connect(self.picks.append)

    def type(self, text: str, *, waits: bool = True) -> None:
        self.picker.setFocus()
        self.picker.selectAll()
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(
                    self.picker, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                )
        if waits:
            self.settle()

    def settle(self) -> None:
        rest(self.noted.runner, self.qtbot)
        self.qtbot.waitUntil(lambda: not self.picker.is_searching)
        rest(self.noted.runner, self.qtbot)

    def key(self, *keys: Qt.Key) -> None:
        for key in keys:
            self.qtbot.keyClick(self.picker, key)
        self.settle()

    @property
    def popup(self) -> ClientPopup:
        found = self.picker.findChild(ClientPopup)
        assert isinstance(found, ClientPopup)
        return found

    def rows(self) -> QListView:
        found = self.popup.findChild(QListView)
        assert isinstance(found, QListView)
        return found

    def names(self) -> list[str]:
        model = self.rows().model()
        return [str(model.index(at, 0).data()) for at in range(model.rowCount())]


@pytest.fixture
def chooser(asking: Asking, noted: NotedWorkplace, qtbot: QtBot) -> Chooser:
    return Chooser(asking, noted, qtbot)


def test_typing_part_of_a_name_and_enter_chooses_the_first_line(chooser: Chooser) -> None:
    chooser.type("lefe")
    assert chooser.names() == ["LEFÈVRE Jean-Noël · n° 1", "LEFÈVRE Margaux · n° 2"]
    chooser.key(Qt.Key.Key_Return)
    assert chooser.picker.value() == chooser.picks[0].id
    assert chooser.picker.text() == "LEFÈVRE Jean-Noël · n° 1"
    assert not chooser.popup.isVisible()
    assert chooser.asking.form.check()


def test_the_arrows_walk_the_list_and_stop_at_its_ends(chooser: Chooser) -> None:
    chooser.type("lefe")
    chooser.key(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert [row.first_name for row in chooser.picks] == ["Margaux"]
    chooser.type("lefe")
    chooser.key(Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert [row.first_name for row in chooser.picks] == ["Margaux", "Jean-Noël"]


def test_down_in_an_empty_field_lists_everybody(chooser: Chooser) -> None:
    chooser.picker.setFocus()
    chooser.key(Qt.Key.Key_Down)
    assert len(chooser.names()) == 8
    assert chooser.popup.isVisible()


def test_esc_closes_the_list_and_only_then_the_window(chooser: Chooser) -> None:
    chooser.type("leg")
    chooser.key(Qt.Key.Key_Escape)
    assert not chooser.popup.isVisible()
    assert chooser.asking.isVisible()
    assert chooser.picker.text() == "leg"
    chooser.qtbot.keyClick(chooser.picker, Qt.Key.Key_Escape)
    assert not chooser.asking.isVisible()


def test_a_click_chooses(chooser: Chooser) -> None:
    chooser.type("lefe")
    shown = chooser.rows()
    place = shown.visualRect(shown.model().index(1, 0)).center()
    chooser.qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [row.first_name for row in chooser.picks] == ["Margaux"]


def test_a_scanned_card_is_chosen_although_its_enter_comes_before_the_answer(chooser: Chooser) -> None:
    chooser.type(JEAN_NOELS_CARD, waits=False)
    chooser.key(Qt.Key.Key_Return)
    assert [row.first_name for row in chooser.picks] == ["Jean-Noël"]
    assert chooser.asking.isVisible()


def test_typing_on_takes_the_choice_back_and_the_form_says_so(chooser: Chooser) -> None:
    chooser.type("legrand")
    chooser.key(Qt.Key.Key_Return)
    chooser.key(Qt.Key.Key_End, Qt.Key.Key_Backspace)
    assert chooser.picker.value() is None
    chooser.key(Qt.Key.Key_Escape)
    assert not chooser.asking.form.check()
    said = chooser.asking.form.errors()["who"]
    assert said == "Ce n'est pas encore un client.\nChoisissez une ligne de la liste."
    chooser.type("legrand")
    assert chooser.asking.form.errors() == {}


def test_the_cross_empties_the_field(chooser: Chooser) -> None:
    chooser.type("legrand")
    chooser.key(Qt.Key.Key_Return)
    cross = chooser.picker.findChild(QToolButton, "who_clear")
    assert isinstance(cross, QToolButton)
    with chooser.qtbot.waitSignal(chooser.picker.valueChanged):
        chooser.qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert (chooser.picker.value(), chooser.picker.text()) == (None, "")
    assert not cross.isVisible()
    assert chooser.picker.error() == "Client à choisir."


def test_who_cannot_be_chosen_is_shown_with_the_reason(
    chooser: Chooser, grab: Callable[[QWidget, str], QImage]
) -> None:
    chooser.type("lecl")
    assert chooser.names() == ["LECLERCQ Inès · n° 3"]
    grab(chooser.popup, "picker_refused")
    chooser.key(Qt.Key.Key_Return)
    assert chooser.picker.value() is None
    assert chooser.popup.isVisible()


def test_3_2_6_a_deactivated_client_can_be_chosen_and_is_named_so(
    chooser: Chooser, each_look: object, grab: Callable[[QWidget, str], QImage]
) -> None:
    chooser.type("diaye")
    assert chooser.rows().model().index(0, 0).data(ROW_ROLE).state is ClientState.DEACTIVATED
    grab(chooser.popup, f"picker_deactivated_{each_look}")
    chooser.key(Qt.Key.Key_Return)
    assert chooser.picks[0].state is ClientState.DEACTIVATED
    grab(chooser.asking, f"picker_chosen_{each_look}")


def test_nobody_found_is_said(chooser: Chooser, assert_no_cut_text: Callable[[QWidget], None]) -> None:
    chooser.type("zzz")
    assert chooser.names() == []
    assert_no_cut_text(chooser.popup)
    chooser.key(Qt.Key.Key_Return)
    assert chooser.picker.value() is None


def test_the_list_goes_with_the_focus(chooser: Chooser, grab: Callable[[QWidget, str], QImage]) -> None:
    chooser.type("le")
    assert chooser.popup.isVisible()
    grab(chooser.popup, "picker_list")
    chooser.qtbot.keyClick(chooser.picker, Qt.Key.Key_Tab)
    assert not chooser.popup.isVisible()


def test_the_list_does_not_stay_where_the_window_was(chooser: Chooser) -> None:
    chooser.type("le")
    chooser.asking.move(chooser.asking.x() + 60, chooser.asking.y() + 40)
    chooser.qtbot.waitUntil(lambda: not chooser.popup.isVisible())
    chooser.type("leg")
    assert chooser.popup.isVisible()


def test_a_client_set_from_outside_is_kept_until_it_is_edited(
    chooser: Chooser, noted: NotedWorkplace
) -> None:
    row = search_clients(noted.desk, Criteria(surname="Legrand"), Sort()).rows[0]
    chooser.picker.set_client(row.id, "LEGRAND Anne-Sophie · n° 4")
    assert (chooser.picker.value(), chooser.picker.chosen()) == (row.id, None)
    assert chooser.asking.form.check()
    chooser.picker.set_client(None)
    assert chooser.picker.value() is None
