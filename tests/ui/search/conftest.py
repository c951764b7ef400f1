"""The search page at a desk of the known club, driven as a person does."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.services.views import ClientRow
from app.ui.search import SearchPage
from tests.ui.noted_workplace import NotedWorkplace
from tests.ui.resting import rest


class Searcher:
    """A person at the search page."""

    def __init__(self, page: SearchPage, noted: NotedWorkplace, qtbot: QtBot) -> None:
        self.page, self.noted, self.qtbot = page, noted, qtbot

    def control(self, name: str) -> QWidget:
        """The control of this object name."""
        found = self.page.findChild(QWidget, name)
        assert isinstance(found, QWidget), name
        return found

    def unfold(self) -> None:
        """Open the criteria."""
        self.press("fold_criteria")

    def press(self, name: str) -> None:
        """Click a button."""
        self.qtbot.mouseClick(self.control(name), Qt.MouseButton.LeftButton)

    def type(self, name: str, text: str) -> None:
        """Type into a field, over what stands there."""
        field = self.control(name)
        assert isinstance(field, QLineEdit)
        field.setFocus()
        field.selectAll()
        for letter in text:  # QTest cannot press accented letters
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                pressed = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(field, pressed)

    def paste(self, name: str, text: str) -> None:
        """Put a text into a field at once, as from the clipboard."""
        field = self.control(name)
        assert isinstance(field, QLineEdit)
        field.setFocus()
        field.selectAll()
        field.insert(text)

    def choose(self, name: str, value: object) -> None:
        """Choose in a drop-down."""
        box = self.control(name)
        assert isinstance(box, QComboBox)
        box.setCurrentIndex(box.findData(value))

    def enter(self, name: str) -> None:
        """Press Enter in a field."""
        self.qtbot.keyClick(self.control(name), Qt.Key.Key_Return)

    def names(self) -> list[str]:
        """The names in the table, in its order."""
        rows: list[ClientRow] = self.page.result.table.rows_model().rows()
        return [f"{row.surname} {row.first_name}".strip() for row in rows]

    def sees(self, *names: str) -> None:
        """Wait until the table shows exactly these, in any order."""
        self.qtbot.waitUntil(lambda: sorted(self.names()) == sorted(names))

    def rest(self) -> None:
        """Wait until nothing is under way."""
        rest(self.noted.runner, self.qtbot)


@pytest.fixture
def searcher(noted: NotedWorkplace, qtbot: QtBot) -> Searcher:
    """A person before the freshly opened page, all clients found."""
    page = SearchPage(noted)
    qtbot.addWidget(page)
    page.resize(1400, 860)
    page.show()
    person = Searcher(page, noted, qtbot)
    qtbot.waitUntil(lambda: len(person.names()) == 8)
    person.rest()
    return person


@pytest.fixture
def text_of(searcher: Searcher) -> Callable[[str], str]:
    """Reads a label of the page."""

    def read(name: str) -> str:
        return str(searcher.control(name).property("text"))

    return read
