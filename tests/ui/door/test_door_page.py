"""The window at the door, by the keys of a reader (spec 1.7)."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.refusals import Refused
from app.services.door.logbook import latest_passages
from app.services.refusals import DatabaseBusy
from app.ui.door import DoorPage
from app.ui.kit.theme import Mode
from app.ui.kit.workplace import AccessTab
from tests.ui.desk_fixtures import JEAN_NOELS_CARD
from tests.ui.door.conftest import CARDS
from tests.ui.noted_workplace import NotedWorkplace


def read(qtbot: QtBot, door: DoorPage, digits: str) -> None:
    """What a keyboard-wedge reader does: digits, then Enter."""
    qtbot.keyClicks(door.strip.entry, digits)
    qtbot.keyClick(door.strip.entry, Qt.Key.Key_Return)


def answered(qtbot: QtBot, door: DoorPage) -> None:
    """Wait until every card has its answer."""
    qtbot.waitUntil(lambda: len(door.queue) == 0)


def press(door: DoorPage, name: str) -> None:
    """Click the visible button of that name."""
    button = door.findChild(QAbstractButton, name)
    assert button is not None
    assert button.isVisible()
    button.click()


def test_a_member_with_a_running_access_is_let_in(door: DoorPage, qtbot: QtBot) -> None:
    read(qtbot, door, CARDS["Margaux"])
    answered(qtbot, door)
    assert (door.verdict.state, door.verdict.word.text) == ("active", "Accès autorisé")
    assert door.verdict.name.text == "LEFÈVRE Margaux"
    assert door.verdict.reason.line.text == "Illimité mensuel, sans fin"


def test_a_suspended_member_is_refused_with_the_days_and_the_return(door: DoorPage, qtbot: QtBot) -> None:
    read(qtbot, door, JEAN_NOELS_CARD)
    answered(qtbot, door)
    assert (door.verdict.state, door.verdict.word.text) == ("blocked", "Accès refusé")
    assert door.verdict.reason.line.text == "Suspendu du 22/07/2010 au 04/09/2010 inclus"
    assert door.verdict.reason.detail.text == "La carte ouvre de nouveau le 05/09/2010."
    assert door.verdict.reason.state == "suspended"
    remark = door.findChild(QWidget, "door_remark")
    assert remark is not None
    assert remark.property("text") == "Certificat médical à rapporter à la reprise."


@pytest.mark.parametrize(
    ("card", "said"),
    [
        (CARDS["Inès"], "Bloqué : paiement en retard"),
        (CARDS["Bastien"], "Aucun accès"),
        ("4711", "Carte inconnue"),
    ],
)
def test_every_refusal_says_its_reason(door: DoorPage, qtbot: QtBot, card: str, said: str) -> None:
    read(qtbot, door, card)
    answered(qtbot, door)
    assert door.verdict.state == "blocked"
    assert door.verdict.reason.line.text == said
    assert said in door.verdict.accessibleName()


def test_a_burst_of_ten_cards_is_answered_card_by_card_in_order(door: DoorPage, qtbot: QtBot) -> None:
    cards = [*CARDS.values(), JEAN_NOELS_CARD] * 2
    told: list[str] = []
    door.queue.decided.connect(lambda passage, _rows, _counts: told.append(passage.card))
    for card in cards:
        read(qtbot, door, card)
    answered(qtbot, door)
    assert told == cards
    assert [row.card for row in reversed(latest_passages(door._workplace.desk))] == cards
    assert [row.card for row in door.passages.model.rows()] == cards[::-1]


def test_digits_that_were_pressed_elsewhere_begin_a_card(door: DoorPage, qtbot: QtBot) -> None:
    read(qtbot, door, JEAN_NOELS_CARD)
    answered(qtbot, door)
    for name in ("door_open_card", "door_passages"):
        elsewhere = door.findChild(QWidget, name)
        assert elsewhere is not None
        elsewhere.setFocus()
        qtbot.keyClicks(elsewhere, "4")
        assert door.strip.entry.hasFocus()
        qtbot.keyClicks(door.strip.entry, "711")
        qtbot.keyClick(door.strip.entry, Qt.Key.Key_Return)
    answered(qtbot, door)
    assert [row.card for row in door.passages.model.rows()] == ["4711", "4711", JEAN_NOELS_CARD]


def test_a_click_on_the_page_leaves_the_keyboard_to_the_reader(door: DoorPage, qtbot: QtBot) -> None:
    read(qtbot, door, CARDS["Margaux"])
    answered(qtbot, door)
    for place in (door.verdict, door.passages.table.viewport()):
        qtbot.mouseClick(place, Qt.MouseButton.LeftButton, pos=QPoint(40, 20))
        assert door.strip.entry.hasFocus()


def test_the_verdict_gives_way_to_waiting_and_stays_in_the_list(door: DoorPage, qtbot: QtBot) -> None:
    door._fade.setInterval(30)
    read(qtbot, door, CARDS["Margaux"])
    qtbot.waitUntil(lambda: len(door.passages.model.rows()) == 1)
    qtbot.waitUntil(lambda: door.verdict.state == "")
    assert door.verdict.word.text == "Passez une carte"
    assert len(door.passages.model.rows()) == 1


@pytest.mark.parametrize(
    "typed",
    ["'; DROP TABLE door_passage; --", "😀👩‍🦽", "9" * 5000, "\u202e4711", "<b>1</b>", "12,5", "%_"],
)
def test_what_is_no_card_is_refused_in_words(door: DoorPage, qtbot: QtBot, typed: str) -> None:
    door.strip.entry.insert(typed)
    qtbot.keyClick(door.strip.entry, Qt.Key.Key_Return)
    answered(qtbot, door)
    assert door.verdict.reason.line.text == "Carte inconnue"
    assert [row.client for row in door.passages.model.rows()] == [None]


@pytest.mark.parametrize("typed", ["", "   "])
def test_an_empty_enter_is_no_card(door: DoorPage, qtbot: QtBot, typed: str) -> None:
    read(qtbot, door, typed)
    answered(qtbot, door)
    assert (door.verdict.state, door.passages.model.rows()) == ("", [])


def test_the_buttons_lead_to_the_card_and_to_the_suspension(
    door: DoorPage, noted: NotedWorkplace, qtbot: QtBot
) -> None:
    read(qtbot, door, JEAN_NOELS_CARD)
    answered(qtbot, door)
    press(door, "door_open_card")
    press(door, "door_stop")
    (_, client), (way, same, access, tab) = noted.ways
    assert (way, same, tab) == ("access", client, AccessTab.REPORT)
    assert access is not None


def test_a_member_without_access_may_buy_one_at_once(
    door: DoorPage, noted: NotedWorkplace, qtbot: QtBot
) -> None:
    read(qtbot, door, CARDS["Bastien"])
    answered(qtbot, door)
    press(door, "door_sell")
    assert [way for way, *_ in noted.ways] == ["sale"]


def test_a_line_of_the_log_opens_its_card(door: DoorPage, noted: NotedWorkplace, qtbot: QtBot) -> None:
    read(qtbot, door, CARDS["Margaux"])
    answered(qtbot, door)
    door.passages.table.select(0)
    qtbot.keyClick(door.passages.table, Qt.Key.Key_Return)
    assert [way for way, *_ in noted.ways] == ["client"]


def test_a_fault_lets_nobody_in_and_the_next_card_is_answered(door: DoorPage, qtbot: QtBot) -> None:
    door.queue.failed.emit(Refused(DatabaseBusy()))
    assert (door.verdict.state, door.verdict.word.text) == ("suspended", "Carte non contrôlée")
    read(qtbot, door, CARDS["Margaux"])
    answered(qtbot, door)
    assert door.verdict.state == "active"


def test_the_signal_can_be_switched_off_and_stays_off(
    door: DoorPage, noted: NotedWorkplace, open_window: Callable[..., None]
) -> None:
    assert door.strip.sound.isChecked()
    door.strip.sound.click()
    again = DoorPage(noted)
    open_window(again)
    assert not again.strip.sound.isChecked()


@pytest.mark.parametrize("size", [(1240, 840), (936, 543)])
def test_no_text_of_the_door_is_cut(
    door: DoorPage,
    qtbot: QtBot,
    each_look: Mode,
    size: tuple[int, int],
    assert_no_cut_text: Callable[[QWidget], None],
    grab: Callable[[QWidget, str], QImage],
) -> None:
    door.resize(*size)
    grab(door, f"door-waits-{each_look.value}-{size[0]}")
    assert_no_cut_text(door)
    for card in (JEAN_NOELS_CARD, CARDS["Inès"], "4711"):
        read(qtbot, door, card)
        answered(qtbot, door)
        grab(door, f"door-{each_look.value}-{size[0]}-{card}")
        assert_no_cut_text(door)
        for line in (door.verdict.word, door.verdict.name, door.verdict.reason.line):
            assert line.toolTip() == ""
