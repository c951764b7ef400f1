"""A clerk at the Accès dialog, on real services and a SQLite database of one member."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.domain.ids import AccessId, UserId
from app.domain.rights import Role
from app.services.clock import FixedClock
from app.services.desk import Desk, Operator
from app.services.fields import PlanFields
from app.services.queries.access import access_view
from app.services.store import Store, open_store
from app.services.views import AccessView
from app.ui.access import AccessDialog
from app.ui.kit.preview_pair import PreviewPair
from app.ui.kit.runner import PoolRunner
from app.ui.kit.table import Table
from app.ui.kit.workplace import AccessTab
from tests.databases import TODAY
from tests.services.club import UNLIMITED, Club
from tests.ui.noted_workplace import NotedWorkplace
from tests.ui.resting import rest

W = TypeVar("W", bound=QWidget)


class Clerk:
    """A person at the dialog: types, presses keys, reads what is shown."""

    def __init__(
        self, desk: Desk, access: AccessId, runner: PoolRunner, qtbot: QtBot, tab: AccessTab
    ) -> None:
        self.desk, self.access, self.runner, self.qtbot = desk, access, runner, qtbot
        window = QWidget()
        qtbot.addWidget(window)
        self.noted = NotedWorkplace(desk, runner, window)
        client = access_view(desk, access).item.client
        self.dialog = AccessDialog(self.noted, client, access, tab)
        with qtbot.waitExposed(self.dialog):
            self.dialog.open()
        self.settle()

    def close(self) -> None:
        """Close the dialog, whatever is open over it."""
        if isValid(self.dialog):
            for over in self.dialog.findChildren(QDialog):
                over.close()
            self.settle()
            self.dialog.report.show_list()
            self.dialog.close()

    def settle(self) -> None:
        """Wait for the jobs under way, and for what they bring."""
        rest(self.runner, self.qtbot)

    def control(self, kind: type[W], name: str) -> W:
        """The visible control of this name, in the dialog or in one over it."""
        found = [
            widget
            for window in QApplication.topLevelWidgets()
            for widget in window.findChildren(kind, name)
            if widget.isVisible()
        ]
        assert found, f"{name} is not shown"
        return found[-1]

    def sees(self, name: str) -> bool:
        """Whether a control of this name is shown."""
        return any(
            widget.isVisible()
            for window in QApplication.topLevelWidgets()
            for widget in window.findChildren(QWidget, name)
        )

    def control_enabled(self, name: str) -> bool:
        """Whether a button can be used."""
        return self.control(QWidget, name).isEnabled()

    def press(self, name: str, twice: bool = False) -> None:
        """Click a button, once or in a hurry twice, and wait for what it does."""
        button = self.control(QAbstractButton, name)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        if twice:
            self.qtbot.mouseDClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def tick(self, name: str, on: bool = True) -> None:
        """Tick a box or clear it."""
        self.control(QAbstractButton, name).setChecked(on)

    def type(self, name: str, text: str) -> None:
        """Type over what stands in a field."""
        field = self.field(name)
        field.setFocus()
        field.selectAll()
        self.key(Qt.Key.Key_Delete, field)
        for letter in text:  # QTest cannot press accented letters
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))

    def paste(self, name: str, text: str) -> None:
        """Paste over what stands in a field."""
        field = self.field(name)
        field.setFocus()
        field.selectAll()
        QApplication.clipboard().setText(text)
        field.paste()

    def field(self, name: str) -> QLineEdit:
        """A text field, or the one of an editable combo box."""
        found = self.control(QWidget, name)
        line = found.lineEdit() if isinstance(found, QComboBox) else found
        assert isinstance(line, QLineEdit)
        return line

    def key(self, key: Qt.Key, widget: QWidget | None = None) -> None:
        """Press a key where the focus is."""
        target = widget or QApplication.focusWidget()
        assert target is not None
        self.qtbot.keyClick(target, key)

    def text(self, name: str) -> str:
        """What a label or field says."""
        found = self.control(QWidget, name)
        if isinstance(found, QLabel | QLineEdit | QAbstractButton):
            return found.text()
        return found.accessibleName()

    def error(self, name: str) -> str:
        """The sentence beside a field, on one line."""
        return self.control(QWidget, f"{name}_error").accessibleName().replace("\n", " ")

    def show_tab(self, at: int) -> None:
        """Choose a tab: 0 Accès, 1 Report, 2 Echéancier, 3 Historique."""
        bar = self.dialog._tabs.bar
        self.qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(at).center())
        self.settle()

    def after(self, name: str = "report_preview") -> list[str]:
        """The lines of *Après*: first debit, number, amount."""
        side = self.control(PreviewPair, name).after.side
        return [f"{row.first_text} ×{row.count_text} {_plain(row.amount_text)}" for row in side.rows]

    def table(self, name: str) -> list[list[str]]:
        """The cells shown in a table, row by row."""
        model = self.control(Table, name).rows_model()
        return [
            [_plain(model.cell(row, at).plain) for at in range(model.columnCount())]
            for row in range(model.rowCount())
        ]

    def upcoming(self) -> list[str]:
        """The lines of the Echéancier: ranks, amount, first debit, number."""
        return [f"{row[1]}: {row[3]} {row[4]} ×{row[5]}" for row in self.table("schedule_table")]

    def stored(self) -> AccessView:
        """The access as the database has it now."""
        return access_view(self.desk, self.access)

    def announced(self) -> list[str]:
        """What was told to the workplace after saves."""
        return [way[2] for way in self.noted.ways if way[0] == "announced"]

    def add_report(self, first: str = "22/07/2010", days: str = "45", cause: str = "blessure") -> None:
        """Ajouter and step 1, up to its Ok."""
        self.press("report_add")
        self.type("report_first_day", first)
        if days:
            self.type("report_days", days)
        else:
            self.tick("report_unlimited")
        self.type("report_cause", cause)
        self.press("report_ok")


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.fixture
def lone_store(empty_file: Path, tmp_path: Path) -> Iterator[Store]:
    """A SQLite database without clients."""
    path = tmp_path / "club.db"
    shutil.copyfile(empty_file, path)
    store = open_store(path)
    yield store
    store.close()


@pytest.fixture
def desk_on(lone_store: Store) -> Callable[..., Desk]:
    """Makes a desk on a day, of a role, at a workstation."""

    def make(day: date = TODAY, role: Role = Role.ADMINISTRATOR, name: str = "ADMIN") -> Desk:
        return Desk(lone_store, FixedClock(day), Operator(UserId(1), name, role, "ACCUEIL-1"))

    return make


@pytest.fixture
def sold(desk_on: Callable[..., Desk]) -> Callable[..., AccessId]:
    """Sells an access to the member; by default the one of spec 1.6."""
    club = Club(desk_on())

    def sell(
        plan: PlanFields = UNLIMITED,
        start: date = date(2010, 7, 5),
        first_due: date | None = date(2010, 7, 5),
    ) -> AccessId:
        return Club(desk_on(start), club.plans).sold(start, first_due, plan)

    return sell


@pytest.fixture
def clerk(
    qtbot: QtBot, runner: PoolRunner, desk_on: Callable[..., Desk], sold: Callable[..., AccessId]
) -> Iterator[Callable[..., Clerk]]:
    """Opens the dialog at a desk on a day, on the access of spec 1.6 or on another."""

    opened: list[Clerk] = []

    def open_dialog(
        day: date = TODAY,
        role: Role = Role.ADMINISTRATOR,
        access: AccessId | None = None,
        tab: AccessTab = AccessTab.REPORT,
    ) -> Clerk:
        one = Clerk(desk_on(day, role), access if access is not None else sold(), runner, qtbot, tab)
        opened.append(one)
        return one

    yield open_dialog
    for one in opened:
        one.close()
