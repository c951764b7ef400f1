"""A responsable who suspends and stops whole selections of the known club, on real services and SQLite."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from pytestqt.qtbot import QtBot

from app.domain.rights import Role
from app.models import Client, Suspension
from app.services.criteria import Criteria
from app.services.desk import Desk
from app.services.unit_of_work import reading
from app.ui.bulk import BulkDialog, Task
from app.ui.kit.runner import PoolRunner
from tests.ui.clerk import Clerk
from tests.ui.noted_workplace import NotedWorkplace


class BulkClerk(Clerk):
    """A person at the dialog of a whole selection."""

    def __init__(
        self, noted: NotedWorkplace, criteria: Criteria, task: Task, runner: PoolRunner, qtbot: QtBot
    ) -> None:
        super().__init__(runner, qtbot)
        self.desk, self.noted = noted.desk, noted
        self.dialog = BulkDialog(noted, criteria, task)
        self.dialog.open()
        self.dialog.activateWindow()
        self.settle()

    def names(self, table: str) -> list[str]:
        """The clients of a table, line by line."""
        return [row[0] for row in self.table(table)]

    def suspensions(self) -> int:
        """How many suspensions stand in the database."""
        with reading(self.desk) as session:
            count = sa.select(sa.func.count()).where(sa.not_(Suspension.cancelled))
            return session.scalar(count.select_from(Suspension)) or 0

    def suspended_now(self) -> int:
        """How many clients the search table shows as suspended."""
        with reading(self.desk) as session:
            count = sa.select(sa.func.count()).where(Client.state == "suspended")
            return session.scalar(count.select_from(Client)) or 0

    def ask_sixty_days(self) -> None:
        """The club closes for works from 1 August on, for sixty days."""
        self.type("bulk_first_day", "01/08/2010")
        self.type("bulk_days", "60")
        self.type("bulk_cause", "travaux")


EVERYBODY = Criteria()
Open = Callable[..., BulkClerk]


@pytest.fixture
def at_selection(
    desk_at: Callable[..., Desk], runner: PoolRunner, qtbot: QtBot, noted: NotedWorkplace
) -> Open:
    """Opens the dialog over all that these criteria find."""

    def open_one(
        task: Task = Task.SUSPEND, criteria: Criteria = EVERYBODY, role: Role = Role.MANAGER
    ) -> BulkClerk:
        noted.desk = desk_at(role)
        noted.window.show()
        return BulkClerk(noted, criteria, task, runner, qtbot)

    return open_one
