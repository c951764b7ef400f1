"""A clerk at the windows of the billing: a club with an invoice in each state, on real services and SQLite."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from pytestqt.qtbot import QtBot

from app.domain.ids import ClientId
from app.domain.rights import Role
from app.models import Invoice, Payment
from app.services.billing.queries import account_of
from app.services.billing.views import Account
from app.services.desk import Desk
from app.services.unit_of_work import reading
from app.ui.kit.runner import PoolRunner
from tests.ui.billing.bills import fill
from tests.ui.desk_fixtures import DESK_DAY, filled
from tests.ui.noted_workplace import NotedWorkplace
from tests.ui.window_clerk import WindowClerk


@pytest.fixture(scope="session")
def begun_club_file(known_club_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The known club with its invoices."""
    return filled(known_club_file, tmp_path_factory.mktemp("billing"), date(2010, 7, 20), fill)


class BillingClerk(WindowClerk):
    """A person at a window of the billing."""

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


@pytest.fixture
def clerk_of(
    desk_at: Callable[..., Desk], runner: PoolRunner, qtbot: QtBot, noted: NotedWorkplace
) -> Callable[..., BillingClerk]:
    """A clerk of a role on a day."""

    def make(role: Role = Role.MANAGER, today: date = DESK_DAY) -> BillingClerk:
        noted.desk = desk_at(role, today)
        return BillingClerk(noted, runner, qtbot)

    return make
