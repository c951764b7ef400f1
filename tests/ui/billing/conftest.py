"""A clerk at the windows of the billing: a club with an invoice in each state, on real services and SQLite."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.ids import ClientId, UserId
from app.domain.rights import Role
from app.models import Invoice, Payment
from app.services.billing.queries import account_of
from app.services.billing.views import Account
from app.services.clock import FixedClock
from app.services.desk import Desk, Operator
from app.services.store import Store, open_store
from app.services.unit_of_work import reading
from app.ui.kit.runner import PoolRunner
from tests.ui.billing.bills import fill
from tests.ui.clerk import Clerk
from tests.ui.desk_fixtures import DESK_DAY
from tests.ui.noted_workplace import NotedWorkplace


@pytest.fixture(scope="session")
def billed_club_file(known_club_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The known club with its invoices."""
    path = tmp_path_factory.mktemp("billed") / "club.db"
    shutil.copyfile(known_club_file, path)
    store = open_store(path)
    operator = Operator(UserId(1), "ADMIN", Role.ADMINISTRATOR, "ACCUEIL-1")
    fill(Desk(store, FixedClock(date(2010, 7, 20)), operator))
    store.close()
    return path


@pytest.fixture
def known_club(billed_club_file: Path, tmp_path: Path) -> Iterator[Store]:
    """The club of these tests, open, to be changed at will."""
    path = tmp_path / "club.db"
    shutil.copyfile(billed_club_file, path)
    store = open_store(path)
    yield store
    store.close()


class BillingClerk(Clerk):
    """A person at a window of the billing."""

    def __init__(self, noted: NotedWorkplace, runner: PoolRunner, qtbot: QtBot) -> None:
        super().__init__(runner, qtbot)
        self.desk, self.noted = noted.desk, noted
        self.page: Any = None
        self.dialog: Any = None
        noted.window.show()

    def open(self, dialog: QDialog) -> None:
        """A dialog, opened as the shell does it."""
        self.dialog = dialog
        dialog.open()
        dialog.activateWindow()
        self.settle()

    def show(self, page: QWidget, size: tuple[int, int] = (1240, 843)) -> None:
        """A page in the window."""
        self.page = page
        QVBoxLayout(self.noted.window).addWidget(page)
        self.noted.window.resize(*size)
        with self.qtbot.waitActive(self.noted.window):
            self.noted.window.activateWindow()
        self.settle()
        QApplication.processEvents()

    def account(self, client: ClientId) -> Account:
        """How the account stands in the database."""
        return account_of(self.desk, client)

    def counts(self) -> tuple[int, int]:
        """How many invoices and payments there are."""
        with reading(self.desk) as session:
            return tuple(
                session.scalar(sa.select(sa.func.count()).select_from(kind)) or 0
                for kind in (Invoice, Payment)
            )  # type: ignore[return-value]  # two of them

    def told(self) -> list[str]:
        """What was announced."""
        return [way[2].replace("\u00a0", " ") for way in self.noted.ways if way[0] == "announced"]


@pytest.fixture
def clerk_of(
    desk_at: Callable[..., Desk], runner: PoolRunner, qtbot: QtBot, noted: NotedWorkplace
) -> Callable[..., BillingClerk]:
    """A clerk of a role on a day."""

    def make(role: Role = Role.MANAGER, today: date = DESK_DAY) -> BillingClerk:
        noted.desk = desk_at(role, today)
        return BillingClerk(noted, runner, qtbot)

    return make
