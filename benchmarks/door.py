"""A card passed at the door, and the page of the day, beside raw queries of `sqlite3` (spec 1.7, 1.8).

Rows are (what was done, seconds of ours, seconds of the floor, seconds allowed). The floor of a
passage is inserting its log line with full sync; that of the day is adding up its debits.
"""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from shutil import copyfile
from statistics import median
from time import perf_counter

from app.domain.ids import CommandId, UserId
from app.domain.rights import Role
from app.services.clock import FixedClock
from app.services.desk import Desk, Operator
from app.services.door.passing import decide_passage
from app.services.door.views import PassCard
from app.services.store import open_store
from app.services.today.queries import today_at
from app.services.training.making import create_training
from benchmarks.crowd import TODAY, crowd_at, folder

Row = tuple[str, float, float, float]
_PASSAGES = 400
_LOOKS = 15
_DEBITS = 10
"""Stored debits of each client."""
_LOG = """INSERT INTO door_passage (command, at, day, card, client_id, is_open, closed_by, facts, workstation, operator)
    VALUES (?, '2026-06-01 12:00:00.000000', '2026-06-01', '0', NULL, 0, 'unknown_card', '{}', 'B', 'B')"""
_SUM = """SELECT due, count(*), sum(amount) FROM instalment
    WHERE due BETWEEN ? AND ? AND state IN ('planned', 'presented') GROUP BY due"""


def rows(count: int = 100_000) -> list[Row]:
    """Cards of the invented club one after the other; then the day of a club with `count` clients."""
    return [*_passages(), *_days(count)]


def _desk(path: Path) -> Desk:
    operator = Operator(UserId(1), "ADMIN", Role.ADMINISTRATOR, "BENCH")
    return Desk(open_store(path), FixedClock(TODAY), operator)


def _passages() -> list[Row]:
    path = folder() / "porte.db"
    create_training(path, TODAY)
    desk = _desk(path)
    with closing(desk.store), closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=FULL")
        cards = [card for (card,) in connection.execute("SELECT card_key FROM client WHERE card_key <> ''")]
        chosen = random.Random(3).choices(cards, k=_PASSAGES)
        taken = [_timed_passage(desk, place, card) for place, card in enumerate(chosen)]
        floor = [_timed_log(connection, place) for place in range(_PASSAGES)]
    return [
        ("decide and log a card at the door, p50", median(taken), median(floor), 0.020),
        ("decide and log a card at the door, p99", _p99(taken), _p99(floor), 0.020),
    ]


def _timed_passage(desk: Desk, place: int, card: str) -> float:
    begin = perf_counter()
    decide_passage(desk, PassCard(CommandId(f"bench-{place}"), card))
    return perf_counter() - begin


def _timed_log(connection: sqlite3.Connection, place: int) -> float:
    begin = perf_counter()
    connection.execute(_LOG, (f"floor-{place}",))
    return perf_counter() - begin


def _p99(taken: list[float]) -> float:
    return sorted(taken)[int(len(taken) * 0.99)]


def _days(count: int) -> list[Row]:
    path = folder() / f"jour-{count}.db"
    copyfile(crowd_at(count), path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        _fill(connection, count)
        week = (TODAY.isoformat(), (TODAY + timedelta(days=6)).isoformat())
        floor = median(_timed_sum(connection, week) for _ in range(_LOOKS))
    desk = _desk(path)
    with closing(desk.store):
        taken = [_timed_day(desk) for _ in range(_LOOKS)]
    said = f"{count:,} clients, {count * _DEBITS:,} debits".replace(",", " ")
    return [(f"the page of the day, {said}", median(taken), floor, 0.300)]


def _timed_sum(connection: sqlite3.Connection, week: tuple[str, str]) -> float:
    begin = perf_counter()
    connection.execute(_SUM, week).fetchall()
    return perf_counter() - begin


def _timed_day(desk: Desk) -> float:
    begin = perf_counter()
    today_at(desk)
    return perf_counter() - begin


def _fill(connection: sqlite3.Connection, count: int) -> None:
    """An access for each client with its debits, a suspension for one in ten, some rejects and passages."""
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("BEGIN")
    for table, made in (
        ("plan", iter([{"id": 1, "name": "Illimité", "name_key": "illimite", **_PLAN}])),
        ("access", _accesses(count)),
        ("instalment", _instalments(count)),
        ("suspension", _suspensions(count)),
        ("fact", _facts(count)),
        ("door_passage", _log(count)),
        ("follow_up", _follow_ups(count)),
    ):
        _insert(connection, table, made)
    connection.execute("COMMIT")


def _insert(connection: sqlite3.Connection, table: str, made: Iterator[dict[str, object]]) -> None:
    """Rows with the columns they name; the others that must not be empty get a bare value."""
    columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
    bare = {each[1]: 0 if each[2] in ("INTEGER", "BIGINT", "BOOLEAN") else "" for each in columns if each[3]}
    names = [each[1] for each in columns]
    marks = ", ".join("?" * len(names))
    values = ([{**bare, **row}.get(name) for name in names] for row in made)
    connection.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", values)


_PLAN = {
    "kind": "unlimited", "payment": "direct_debit", "amount": 5900, "period_count": 1, "period_unit": "month",
    "version": 1, "active": 1,
}  # fmt: skip


def _accesses(count: int) -> Iterator[dict[str, object]]:
    for place in range(1, count + 1):
        yield {
            "id": place, "client_id": place, "plan_id": 1, "plan_name": "Illimité", **_PLAN,
            "first_day": "2025-01-01", "first_due": "2025-01-05", "anchor_day": 5, "maintenance": 200,
            "first_amounts": "[]", "price_steps": "[]", "next_sequence": 1, "sold_at": "2025-01-01 12:00:00.000000",
            "sold_by": "B",
        }  # fmt: skip


def _instalments(count: int) -> Iterator[dict[str, object]]:
    """Most on the 5th, the others through the month; the sixth one is of this week or after."""
    for place in range(1, count + 1):
        day = 5 if place % 3 else place % 28 + 1
        for rank in range(1, _DEBITS + 1):
            paid = rank < 6
            yield {
                "access_id": place, "rank": rank, "due": date(2026, rank, day).isoformat(), "amount": 5900,
                "state": "collected" if paid else "planned",
                "origin": "suspension" if place % 50 == 0 else "contract",
            }  # fmt: skip


def _suspensions(count: int) -> Iterator[dict[str, object]]:
    """One in ten clients; of these one in eight without end, the others end through the year."""
    for place in range(10, count + 1, 10):
        first = TODAY - timedelta(days=place // 10 % 200)
        last = None if place // 10 % 8 == 0 else (first + timedelta(days=place % 97 + 10)).isoformat()
        yield {
            "id": place, "access_id": place, "version": 1, "sequence": 1, "first_day": first.isoformat(),
            "last_day": last, "maintenance": None, "first_rank": None, "cause": "blessure", "returned": "[]",
            "entered_by": "B", "entered_at": "2026-01-01 12:00:00.000000",
        }  # fmt: skip


def _facts(count: int) -> Iterator[dict[str, object]]:
    """A tenth of the clients has a collected debit at the bank, one in a hundred a rejected one."""
    for place in range(10, count + 1, 10):
        rejected = place % 100 == 0
        yield {
            "access_id": place, "rank": 5, "state": "rejected" if rejected else "collected", "due": "2026-05-05",
            "amount": 5900, "origin": "contract", "presented_on": "2026-05-01",
            "rejected_on": "2026-05-09" if rejected else None,
        }  # fmt: skip


def _log(count: int) -> Iterator[dict[str, object]]:
    """A year of passages would be more; what is read is the last week."""
    for place in range(1, count + 1):
        day = TODAY - timedelta(days=place % 60)
        blocked = place % 40 == 0
        yield {
            "id": place, "command": f"b{place}", "at": f"{day.isoformat()} 12:00:00.000000", "day": day.isoformat(),
            "card": str(place), "client_id": place, "is_open": 0 if blocked else 1,
            "closed_by": "blocked" if blocked else "", "facts": "{}", "workstation": "B", "operator": "B",
        }  # fmt: skip


def _follow_ups(count: int) -> Iterator[dict[str, object]]:
    """A call for one in ten clients: most done, one in five to be done, half of these overdue."""
    for place in range(10, count + 1, 10):
        is_open = place % 50 == 0
        due = TODAY + timedelta(days=place // 50 % 40 - 20)
        yield {
            "id": place, "version": 1, "client_id": place, "kind": "call", "subject": "Rappeler", "due_key": -1,
            "due_on": due.isoformat(), "state": "open" if is_open else "done", "created_by": "B",
            "closed_on": None if is_open else due.isoformat(), "created_at": "2026-01-01 12:00:00.000000",
        }  # fmt: skip
