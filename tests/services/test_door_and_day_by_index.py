"""Neither a card at the door nor the page of the day ever reads a whole table (spec 1.8, 5.1)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from app.services.clients import block_client
from app.services.desk import Desk
from app.services.door.logbook import latest_passages, passages_today
from app.services.door.passing import decide_passage
from app.services.door.views import PassCard
from app.services.queries.search import client_with_card
from app.services.requests import BlockClient
from app.services.today.queries import today_at
from tests.services.club import Club, new_command
from tests.services.prospect_club import ProspectClub

LARGE = (
    "client", "access", "instalment", "fact", "suspension", "door_passage", "history", "command", "follow_up",
    "invoice", "invoice_line", "payment", "payment_part", "reminder", "reminder_invoice",
)  # fmt: skip

pytestmark = pytest.mark.parametrize("place", ["sqlite"], indirect=True)


def scans(desk: Desk, work: Callable[[], object]) -> list[str]:
    """The statements of this work that read a large table from end to end, with what SQLite plans."""
    seen: list[tuple[str, Any]] = []

    def note(_c: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
        if statement.startswith("SELECT"):
            seen.append((statement, parameters))

    sa.event.listen(desk.store.engine, "before_cursor_execute", note)
    try:
        work()
    finally:
        sa.event.remove(desk.store.engine, "before_cursor_execute", note)
    found = []
    with desk.store.engine.connect() as connection:
        for statement, parameters in seen:
            for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters):
                if any(step.detail == f"SCAN {table}" for table in LARGE):
                    found.append(f"{step.detail}: {statement}")
    assert seen
    return found


@pytest.fixture
def full(club: Club) -> Desk:
    """A desk where every list of the day has something to read."""
    member = club.client(card_number="4711")
    club.suspended(club.sold(client=member), first_day=date(2010, 7, 20), days=3, ranks=None)
    block_client(club.desk, BlockClient(new_command(), member, "vol"))
    decide_passage(club.desk, PassCard(new_command(), "4711"))
    ProspectClub(club).follow_up(member)
    return club.desk


def test_a_card_is_found_and_decided_by_indexes(full: Desk) -> None:
    assert scans(full, lambda: decide_passage(full, PassCard(new_command(), "4711"))) == []
    assert scans(full, lambda: client_with_card(full, "4711")) == []


def test_the_log_of_the_door_is_read_by_indexes(full: Desk) -> None:
    assert scans(full, lambda: passages_today(full)) == []


def test_the_latest_passages_are_read_from_the_end(full: Desk) -> None:
    (line,) = scans(full, lambda: latest_passages(full))
    assert "ORDER BY door_passage.id DESC" in line
    assert "LIMIT" in line


def test_the_page_of_the_day_is_read_by_indexes(full: Desk) -> None:
    assert scans(full, lambda: today_at(full)) == []
