"""The network goes while an access is sold: trying again sells it once, and says what was sold (spec 5.2)."""

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.ids import UserId
from app.domain.rights import Role
from app.services.clock import FixedClock
from app.services.desk import Desk, Operator
from app.services.store import Store
from app.ui.kit.runner import PoolRunner
from tests.databases import TODAY
from tests.far_server import Line
from tests.services.club import AT_ONCE, Club
from tests.ui.noted_workplace import NotedWorkplace
from tests.ui.sale.conftest import SaleClerk

pytestmark = [
    pytest.mark.parametrize("place", ["postgresql"], indirect=True),
    pytest.mark.skipif(sys.platform == "win32", reason="the tests reach their server by a socket file"),
]


@pytest.fixture
def seller(
    store: Store, far: Store, runner: PoolRunner, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SaleClerk]:
    """At the end of the line, about to sell the only plan."""
    monkeypatch.setattr("app.services.unit_of_work.PATIENCE_SECONDS", 0.1)
    operator = Operator(UserId(1), "ADMIN", Role.ADMINISTRATOR, "ACCUEIL-1")
    club = Club(Desk(store, FixedClock(TODAY), operator))
    club.plan(AT_ONCE)
    window = QWidget()
    qtbot.addWidget(window)
    noted = NotedWorkplace(Desk(far, FixedClock(TODAY), operator), runner, window)
    clerk = SaleClerk(noted, club.client(), runner, qtbot)
    clerk.choose_plan(AT_ONCE.name)
    yield clerk
    window.close()


def sell_as_the_line_breaks(clerk: SaleClerk, line: Line) -> None:
    """The sale arrives, its answer does not, and the server stays away for a while."""
    line.breaks, line.stays_broken = "after", True
    clerk.press("sale_save")
    line.is_down = False


def test_a_sale_whose_answer_was_lost_is_made_once(seller: SaleClerk, line: Line) -> None:
    sell_as_the_line_breaks(seller, line)
    seller.press("sale_save")
    assert len(seller.sold()) == 1
    assert [said.split(",")[0] for said in seller.announced()] == ["Accès vendu : Trente jours"]
    assert not seller.sees("message")


def test_another_start_after_a_lost_answer_is_not_taken_for_the_one_that_was_sold(
    seller: SaleClerk, line: Line
) -> None:
    sell_as_the_line_breaks(seller, line)
    seller.type("sale_start", "01/08/2010")
    seller.settle()
    seller.press("sale_save")
    assert [view.item.first_day for view in seller.sold()] == [TODAY]
    assert "20/07/2010" in seller.text("message_detail")
    seller.press("message_close")
