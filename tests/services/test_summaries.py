"""The summary on a client's row: true after every change, and written only where it differs (spec 5.1)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import sqlalchemy as sa

from app.models import Client
from app.services import client_summary
from app.services.desk import Desk
from app.services.unit_of_work import reading, upkeep
from tests.services.club import TWELVE_MONTHS, Club

SUMMARY = ("state", "access_last", "access_key", "suspended_from", "balance", "next_change_on")


@contextmanager
def writes_to_clients(desk: Desk) -> Iterator[list[str]]:
    """The statements that change clients while this lasts."""
    written: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("UPDATE client"):
            written.append(statement)

    sa.event.listen(desk.store.engine, "before_cursor_execute", note)
    yield written
    sa.event.remove(desk.store.engine, "before_cursor_execute", note)


def summary(desk: Desk, client: int) -> dict[str, object]:
    with reading(desk) as session:
        row = session.get_one(Client, client)
        return {name: getattr(row, name) for name in SUMMARY}


def refreshed(desk: Desk, client: int, today: date) -> list[str]:
    """What a refresh on this day writes."""
    with writes_to_clients(desk) as written, upkeep(desk.store) as session:
        client_summary.refresh(session, [client], today)
        session.commit()
    return written


def test_a_summary_that_is_true_is_not_written_again(desk: Desk) -> None:
    club = Club(desk)
    client = club.client()
    club.sold(date(2010, 7, 5), date(2010, 7, 5), TWELVE_MONTHS, client)
    before = summary(desk, client)
    assert refreshed(desk, client, desk.today()) == []
    assert summary(desk, client) == before


def test_a_summary_that_another_day_changes_is_written_where_it_differs(desk: Desk) -> None:
    club = Club(desk)
    client = club.client()
    club.sold(date(2010, 7, 5), date(2010, 7, 5), TWELVE_MONTHS, client)
    before = summary(desk, client)
    (written,) = refreshed(desk, client, date(2011, 8, 1))
    assert "state" in written
    assert "access_key" not in written
    assert summary(desk, client) == before | {"state": "former", "next_change_on": None}
