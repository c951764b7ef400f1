"""The network goes while a save is under way: trying again from the same window acts once (spec 5.2)."""

import sys
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from app.domain.ids import AccessId, UserId
from app.domain.rights import Role
from app.services.clock import FixedClock
from app.services.desk import Desk, Operator
from app.services.queries.history import history_of_access
from app.services.store import Store
from app.ui.kit.runner import PoolRunner
from app.ui.kit.workplace import AccessTab
from tests.databases import TODAY
from tests.far_server import Line
from tests.services.club import Club
from tests.ui.access.conftest import Clerk

pytestmark = [
    pytest.mark.parametrize("place", ["postgresql"], indirect=True),
    pytest.mark.skipif(sys.platform == "win32", reason="the tests reach their server by a socket file"),
]
SCHEDULE, REPORT = 2, 1


class FarClerk(Clerk):
    """A person at the end of a line that breaks at a save, and is mended before the next one."""

    line: Line

    def press_as_the_line_breaks(self, name: str) -> None:
        """The save arrives, its answer does not, and the server stays away for a while."""
        self.line.breaks, self.line.stays_broken = "after", True
        self.press(name)
        self.line.is_down = False


@pytest.fixture
def far_clerk(
    store: Store,
    far: Store,
    line: Line,
    qtbot: QtBot,
    runner: PoolRunner,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[FarClerk]:
    """At the Accès dialog of the member of spec 1.6, on the schedule."""
    monkeypatch.setattr("app.services.unit_of_work.PATIENCE_SECONDS", 0.1)

    def desk(store: Store, day: date = TODAY) -> Desk:
        return Desk(store, FixedClock(day), Operator(UserId(1), "ADMIN", Role.ADMINISTRATOR, "ACCUEIL-1"))

    start = date(2010, 7, 5)
    access: AccessId = Club(desk(store, start)).sold(start, start)
    clerk = FarClerk(desk(far), access, runner, qtbot, AccessTab.SCHEDULE)
    clerk.line = line
    yield clerk
    clerk.close()


def add_a_debit(at: FarClerk) -> str:
    at.press("schedule_add")
    at.type("instalment_add_due", "25/07/2010")
    at.type("instalment_add_amount", "7,00")
    return "instalment_add_ok"


def change_an_amount(at: FarClerk) -> str:
    at.dialog.schedule.show_rank(3)
    at.press("schedule_amount")
    at.type("instalment_amount_value", "7,00")
    return "instalment_amount_ok"


def delete_a_debit(at: FarClerk) -> str:
    at.dialog.schedule.show_rank(3)
    at.press("schedule_delete")
    return "ask_yes"


def suspend(at: FarClerk) -> str:
    at.show_tab(REPORT)
    at.add_report()
    return "report_save"


def stop(at: FarClerk) -> str:
    at.show_tab(REPORT)
    at.add_report("20/07/2010")
    at.press("report_save")
    at.press("report_stop")
    at.type("stop_return_day", "28/07/2010")
    at.press("stop_yes")
    return "stop_save"


def cancel(at: FarClerk) -> str:
    at.show_tab(REPORT)
    at.add_report()
    at.press("report_save")
    at.press("report_cancel")
    return "ask_yes"


@pytest.mark.parametrize("ask", [add_a_debit, change_an_amount, delete_a_debit, suspend, stop, cancel])
def test_a_save_whose_answer_was_lost_is_tried_again_and_acts_once(
    far_clerk: FarClerk, ask: Callable[[FarClerk], str]
) -> None:
    ok = ask(far_clerk)
    far_clerk.press_as_the_line_breaks(ok)
    entries = history(far_clerk)
    told = len(far_clerk.announced())
    far_clerk.press(ok)
    assert history(far_clerk) == entries
    assert len(far_clerk.announced()) == told + 1
    assert not far_clerk.sees(ok)


def test_another_amount_after_a_lost_answer_is_not_taken_for_the_one_that_was_kept(
    far_clerk: FarClerk,
) -> None:
    ok = add_a_debit(far_clerk)
    far_clerk.press_as_the_line_breaks(ok)
    far_clerk.type("instalment_add_amount", "9,00")
    far_clerk.press(ok)
    assert [row[3] for row in far_clerk.table("schedule_table")].count("7,00 €") == 1
    assert "9,00 €" not in [row[3] for row in far_clerk.table("schedule_table")]
    assert far_clerk.text("message_title") == "Déjà enregistré"
    assert "7,00" in far_clerk.text("message_detail")
    far_clerk.press("message_close")


def history(at: FarClerk) -> int:
    """How many entries the history of the access has."""
    return len(history_of_access(at.desk, at.access))
