"""The work with prospects done without a mouse: letters, Tab, Enter, arrows (spec 1, 7.4)."""

from collections.abc import Callable
from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog, QLabel, QWidget

from app.domain.ids import QuoteId
from app.domain.prospects import QuoteState
from app.services.prospects.queries import quote_view
from app.ui.prospects import FollowUpDialog, FollowUpTab, OpportunityDialog, ProspectsPage, QuoteDialog
from app.ui.prospects.convert_dialog import ConvertDialog
from tests.services.club import IBAN
from tests.ui.noted_workplace import NotedWorkplace
from tests.ui.prospects.conftest import AISSATOU, BASTIEN, DRAFT, FAMILY, LATE, SENT, ProspectClerk

ALT = Qt.KeyboardModifier.AltModifier
WINDOWS: dict[str, Callable[[NotedWorkplace], QWidget]] = {
    "page": lambda noted: ProspectsPage(noted),
    "tab": lambda noted: FollowUpTab(noted, BASTIEN),
    "opportunity": lambda noted: OpportunityDialog(noted, opportunity=FAMILY),
    "opportunity-new": lambda noted: OpportunityDialog(noted),
    "draft": lambda noted: QuoteDialog(noted, quote=DRAFT),
    "sent": lambda noted: QuoteDialog(noted, quote=SENT),
    "convert": lambda noted: ConvertDialog(noted, DRAFT),
    "follow-up": lambda noted: FollowUpDialog(noted, follow_up=LATE),
}


def focused() -> str:
    """The name of the control that has the keyboard."""
    found = QApplication.focusWidget()
    return "" if found is None else found.objectName()


def test_a_quote_is_written_without_a_mouse(clerk: ProspectClerk) -> None:
    clerk.open(QuoteDialog(clerk.noted, client=AISSATOU))
    clerk.key(Qt.Key.Key_Space)
    plan = QApplication.focusWidget()
    assert isinstance(plan, QComboBox)
    assert plan.objectName() == "quote_plan_1"
    while plan.currentText() != "Illimité mensuel":
        clerk.key(Qt.Key.Key_Down)
    clerk.key(Qt.Key.Key_O, clerk.dialog, ALT)
    clerk.qtbot.waitUntil(lambda: clerk.told() != [])
    assert clerk.told() == ["Devis D2010-0003 enregistré."]
    assert quote_view(clerk.desk, QuoteId(3)).lines[0].description == "Illimité mensuel"


def test_a_quote_is_sold_without_a_mouse(clerk: ProspectClerk) -> None:
    clerk.open(ConvertDialog(clerk.noted, DRAFT))
    assert focused() == "convert_start_1"
    for expected in ("convert_first_due_1", "convert_iban"):
        clerk.key(Qt.Key.Key_Tab)
        assert focused() == expected
    clerk.type("convert_iban", IBAN)
    clerk.key(Qt.Key.Key_Return)
    assert quote_view(clerk.desk, DRAFT).row.state is QuoteState.CONVERTED


def test_a_follow_up_is_done_without_a_mouse(clerk: ProspectClerk) -> None:
    clerk.open(FollowUpDialog(clerk.noted, follow_up=LATE))
    assert focused() == "follow_up_result"
    clerk.key(Qt.Key.Key_Tab)
    clerk.key(Qt.Key.Key_Space)
    clerk.key(Qt.Key.Key_T, clerk.dialog, ALT)
    clerk.qtbot.waitUntil(lambda: clerk.told() != [])
    assert clerk.told() == ["Suivi noté comme fait."]


def test_escape_leaves_and_the_stages_are_walked_by_arrows(clerk: ProspectClerk) -> None:
    clerk.show(ProspectsPage(clerk.noted))
    tile = clerk.control(QAbstractButton, "stage_open")
    tile.setFocus()
    for expected in ("stage_new", "stage_contacted", "stage_visit"):
        clerk.key(Qt.Key.Key_Right)
        assert focused() == expected
    assert [row[1] for row in clerk.table("opportunities")] == ["Essai"]


@pytest.mark.parametrize("name", WINDOWS)
def test_no_two_controls_of_a_window_answer_to_the_same_letter(clerk: ProspectClerk, name: str) -> None:
    window = WINDOWS[name](clerk.noted)
    if isinstance(window, QDialog):
        clerk.open(window)
    else:
        clerk.show(window)
    shown = [each for kind in (QAbstractButton, QLabel) for each in window.findChildren(kind)]
    texts = [str(each.property("text")) for each in shown if each.isVisible()]
    found = [(QKeySequence.mnemonic(text).toString(), text) for text in texts]
    letters = [(key, text) for key, text in found if key]
    assert [(one, other) for one, other in combinations(letters, 2) if one[0] == other[0]] == []


@pytest.mark.parametrize("name", WINDOWS)
def test_every_control_that_takes_the_focus_is_named(clerk: ProspectClerk, name: str) -> None:
    window = WINDOWS[name](clerk.noted)
    if isinstance(window, QDialog):
        clerk.open(window)
    else:
        clerk.show(window)
    nameless = [
        type(each).__name__
        for each in window.findChildren(QWidget)
        if each.isVisible()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not each.objectName()
        and not isinstance(each.parent(), QComboBox)
    ]
    assert nameless == []
