"""In the whole window each letter with Alt leads to one control, and what is created is reached by keys (spec 1)."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.domain.ids import ClientId
from app.domain.rights import Role
from app.i18n import Language, set_language
from app.ui.kit.runner import PoolRunner
from app.ui.kit.tabs import TabPages
from app.ui.shell.main_window import MainWindow
from tests.ui.clerk import Clerk

Open = Callable[..., MainWindow]
BASTIEN = ClientId(5)


def letters_that_lead_to_several(window: QWidget) -> dict[str, list[str]]:
    """The texts that share a letter, by the letter; of what is seen and can be used."""
    found: dict[str, list[str]] = defaultdict(list)
    for widget in window.findChildren(QWidget):
        if isinstance(widget, QLabel):
            text = widget.text() if widget.buddy() is not None else ""
        else:
            text = widget.text() if isinstance(widget, QAbstractButton) else ""
        letter = re.search(r"&(\w)", text.replace("&&", ""))
        if letter and widget.isVisible() and widget.isEnabled() and widget.window() is window:
            found[letter[1].lower()].append(text)
    return {letter: texts for letter, texts in found.items() if len(texts) > 1}


@pytest.fixture(params=list(Language))
def spoken(request: pytest.FixtureRequest) -> Iterator[Language]:
    set_language(request.param)
    yield request.param
    set_language(Language.FR)


@pytest.mark.usefixtures("spoken")
def test_each_letter_leads_to_one_control_of_a_card(
    open_window: Open, runner: PoolRunner, qtbot: QtBot
) -> None:
    window, clerk = open_window(Role.MANAGER), Clerk(runner, qtbot)
    window.workplace.open_client(BASTIEN)
    clerk.settle()
    for tab in ("access", "account", "dossiers", "follow_ups", "links", "identity"):
        clerk.control(TabPages, "card_tabs").show_page(tab)
        clerk.settle()
        if tab == "identity":
            clerk.type("field_first_name", "Basile")
        assert (tab, letters_that_lead_to_several(window)) == (tab, {})


def test_all_that_can_be_created_is_offered_by_keys(
    open_window: Open, runner: PoolRunner, qtbot: QtBot
) -> None:
    window, clerk = open_window(Role.MANAGER), Clerk(runner, qtbot)
    menu = window.findChild(QMenu, "new_menu")
    assert menu is not None
    seen: list[bool] = []

    def note() -> None:
        seen.append(True)
        menu.close()

    menu.aboutToShow.connect(note, Qt.ConnectionType.QueuedConnection)
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_N, modifiers)
    clerk.settle()
    assert seen == [True]
    assert not window.top.new.isDown()
