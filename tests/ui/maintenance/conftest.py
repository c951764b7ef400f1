"""A person at the maintenance page: alone at a desk of the known club, or in the whole program."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.services.clock import FixedClock
from app.services.desk import Touched, TouchedKind
from app.services.store import Store
from app.settings import Mode, Places, WorkstationSettings
from app.ui.kit.runner import PoolRunner
from app.ui.kit.table import Table
from app.ui.maintenance import MaintenancePage
from app.ui.shell.program import Program
from tests.ui.desk_fixtures import DESK_DAY
from tests.ui.noted_workplace import NotedWorkplace
from tests.ui.resting import rest

HOSTILE = {
    "sql": "'; DROP TABLE plan; --",
    "emoji": "👩‍🦽🏋️",
    "right to left": "\u202eאבג",
    "newlines": "a\nb\r\nc\u2028d",
    "nul": "a\x00b",
    "html": "<img src=x>A & B",
}


def contents(path: Path) -> list[str]:
    """Everything a SQLite database holds, as statements: two equal lists are the same database."""
    with closing(sqlite3.connect(path)) as database:
        return list(database.iterdump())


class Maintainer:
    """A person at the page, who finds things by their names."""

    def __init__(self, page: MaintenancePage, runner: PoolRunner, qtbot: QtBot) -> None:
        self.page, self.runner, self.qtbot = page, runner, qtbot

    def found(self, name: str) -> QWidget:
        """The control of this object name."""
        found = self.page.findChild(QWidget, name)
        assert isinstance(found, QWidget), name
        return found

    def button(self, name: str) -> QPushButton:
        found = self.found(name)
        assert isinstance(found, QPushButton)
        return found

    def press(self, name: str) -> None:
        """Click a button, and wait for what follows."""
        self.qtbot.mouseClick(self.found(name), Qt.MouseButton.LeftButton)
        self.rest()

    def type(self, name: str, text: str) -> None:
        """Put a text into a field, over what stands there, as by pasting."""
        field = self.found(name)
        field.setFocus()
        if isinstance(field, QPlainTextEdit):
            field.selectAll()
            field.insertPlainText(text)
            return
        assert isinstance(field, QLineEdit), name
        field.selectAll()
        field.insert(text) if text else field.clear()

    def typed(self, name: str) -> str:
        field = self.found(name)
        assert isinstance(field, QLineEdit)
        return field.text()

    def choose(self, name: str, value: object) -> None:
        """Choose in a drop-down."""
        box = self.found(name)
        assert isinstance(box, QComboBox)
        at = next(at for at in range(box.count()) if box.itemData(at) == value)
        box.setCurrentIndex(at)

    def tick(self, name: str, on: bool) -> None:
        box = self.found(name)
        assert isinstance(box, QCheckBox)
        box.setChecked(on)

    def table(self, name: str) -> Table:
        found = self.found(name)
        assert isinstance(found, Table)
        return found

    def select(self, table: str, text: str) -> None:
        """Choose the line whose first cell says this."""
        view = self.table(table)
        model = view.rows_model()
        at = next(at for at in range(model.rowCount()) if model.cell(at, 0).plain == text)
        view.select(at)
        self.rest()

    def said(self, field: str) -> str:
        """The sentence beside a field, or nothing."""
        notes = self.page.window().findChildren(QWidget, f"{field}_error")
        return next((note.accessibleName() for note in notes if note.isVisible()), "")

    def told(self, name: str) -> str:
        """What a label, banner or dialog text says."""
        found = self.page.window().findChild(QWidget, name)
        return "" if found is None else str(found.property("text") or found.accessibleName())

    def refresh(self, kind: TouchedKind) -> None:
        """News of another desk: something of this kind was changed."""
        self.page.refresh(frozenset({Touched(kind, 0)}))
        self.rest()

    def rest(self) -> None:
        """Wait until nothing is under way."""
        rest(self.runner, self.qtbot)


def answer(window: QWidget, name: str) -> None:
    """Press a button of the question that is open over a window."""
    found = [
        button
        for top in QApplication.topLevelWidgets()
        for button in top.findChildren(QPushButton, name)
        if button.isVisible()
    ]
    assert found, f"no {name} over {window}"
    found[-1].click()


def open_page(noted: NotedWorkplace, qtbot: QtBot, section: str = "users") -> Maintainer:
    """The page of this workplace, shown in its window, at the section where one was before."""
    noted.memory.set("maintenance", {"tab": section})
    page = MaintenancePage(noted)
    qtbot.addWidget(page)
    page.resize(1240, 800)
    page.show()
    qtbot.waitUntil(page.isVisible)
    person = Maintainer(page, noted.runner, qtbot)
    person.rest()
    return person


@pytest.fixture
def desk(noted: NotedWorkplace, qtbot: QtBot) -> Maintainer:
    """An administrator before the page, at a workplace that runs on no station."""
    return open_page(noted, qtbot)


@pytest.fixture
def noted_file(noted: NotedWorkplace) -> Path:
    """The file of the database the desk works in."""
    path = noted.desk.store.path
    assert path is not None
    return path


Start = Callable[..., Program]


@pytest.fixture
def start(qapp: QApplication, qtbot: QtBot, known_club: Store, tmp_path: Path) -> Iterator[Start]:
    """Starts the whole program on the known club, signed in as ADMIN; quits it at the end."""
    begun: list[Program] = []
    place = str(known_club.path)
    known_club.close()

    def begin(**settings: object) -> Program:
        chosen = replace(
            WorkstationSettings(database_url=place, workstation="ACCUEIL-1", mode=Mode.LIGHT),
            **settings,  # type: ignore[arg-type]  # names of its fields
        )
        where = Places(tmp_path / "config", tmp_path / "data")
        program = Program(qapp, where, chosen, FixedClock(DESK_DAY), PoolRunner())
        begun.append(program)
        program.start()
        sign_in(program, qtbot)
        return program

    yield begin
    for program in begun:
        program.quit()


def sign_in(program: Program, qtbot: QtBot, name: str = "ADMIN", code: str = "ADMIN") -> None:
    """Sign in and open the maintenance page."""
    assert program.login is not None
    program.login.name_entry.setText(name)
    program.login.code_entry.setText(code)
    qtbot.mouseClick(program.login.findChild(QPushButton, "activate"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.session is not None)


def maintain(program: Program, qtbot: QtBot, section: str) -> Maintainer:
    """The person at a section of the page in the main window."""
    assert program.session is not None
    window = program.session.window
    window.showNormal()
    window.resize(1440, 900)
    window.open_area("maintenance")
    page = window.pages.page("maintenance")
    assert isinstance(page, MaintenancePage)
    page.show_section(section)
    runner = program._runner
    assert isinstance(runner, PoolRunner)
    person = Maintainer(page, runner, qtbot)
    person.rest()
    return person
