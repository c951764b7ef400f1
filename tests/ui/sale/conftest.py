"""A clerk who sells to a member of the known club, on real services and SQLite."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from app.domain.cents import Cents
from app.domain.ids import ClientId
from app.domain.rights import Role
from app.services.desk import Desk
from app.services.plans import save_plan
from app.services.queries.access import access_view, accesses
from app.services.requests import SavePlan
from app.services.views import AccessView
from app.ui.kit.runner import PoolRunner
from app.ui.kit.table import Table
from app.ui.sale import SaleDialog
from tests.services.club import AT_ONCE, UNLIMITED, new_command
from tests.ui.clerk import Clerk
from tests.ui.noted_workplace import NotedWorkplace

WITH_FEE = replace(
    UNLIMITED, name="Illimité avec inscription", amount=Cents(6450), registration_fee=Cents(2500)
)


class SaleClerk(Clerk):
    """A person who sells."""

    def __init__(self, noted: NotedWorkplace, client: ClientId, runner: PoolRunner, qtbot: QtBot) -> None:
        super().__init__(runner, qtbot)
        self.desk, self.noted, self.client = noted.desk, noted, client
        self.dialog = SaleDialog(noted, client)
        self.dialog.open()
        self.dialog.activateWindow()
        self.settle()

    def choose_plan(self, name: str) -> None:
        """Choose a plan by its name, with the arrows."""
        table = self.control(Table, "sale_plans")
        names = [row[0] for row in self.table("sale_plans")]
        table.select(names.index(name))
        self.settle()

    def lines(self) -> list[list[str]]:
        """What will stand in the Echéancier: first debit, last, number, amount."""
        return self.table("sale_lines")

    def sold(self) -> list[AccessView]:
        """The accesses of the client as the database has them."""
        return [access_view(self.desk, item.id) for item in accesses(self.desk, self.client)]

    def announced(self) -> list[str]:
        """What was told to the workplace after saves."""
        return [way[2] for way in self.noted.ways if way[0] == "announced"]


@pytest.fixture
def selling(
    desk_at: Callable[..., Desk], runner: PoolRunner, qtbot: QtBot, noted: NotedWorkplace
) -> Callable[..., SaleClerk]:
    """Opens Vendre un accès for a client; the club sells four plans."""
    for plan in (WITH_FEE, AT_ONCE):
        save_plan(desk_at(), SavePlan(new_command(), None, 0, plan))

    def open_sale(client: ClientId, role: Role = Role.ADMINISTRATOR) -> SaleClerk:
        noted.desk = desk_at(role)
        noted.window.show()
        return SaleClerk(noted, client, runner, qtbot)

    return open_sale
