"""How long suspending 10 000 accesses at once takes, the dry run included (spec 5.1: the club closed).

Members began on 300 different days, so that no two neighbours have the same schedule. The floor is
the raw `sqlite3` module writing as many suspensions and changed instalments in one transaction with
the same settings.
"""

import sqlite3
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from app.domain.ids import CommandId
from app.services.bulk.applying import apply_stop, apply_suspension
from app.services.bulk.rehearsing import rehearse_stop, rehearse_suspension
from app.services.bulk.requests import BulkStop, BulkSuspend
from app.services.bulk_sales import sell_many
from app.services.criteria import Criteria
from app.services.desk import Desk
from app.services.requests import SellAccess
from benchmarks.save import Row, clients_for, empty_club, plan_of_24, sales_to

ACCESSES = 10_000
START_DAYS = 300
CLOSED_FROM = date(2026, 3, 1)
OPEN_AGAIN = date(2026, 4, 10)
DAYS = 60
CHANGED = 4
"""Two instalments become maintenance, two are postponed to the end."""


def _sales(desk: Desk, accesses: int) -> list[SellAccess]:
    """One access each, begun on a day of the last ten months."""
    sales = sales_to(plan_of_24(desk), clients_for(desk, accesses))
    return [_begun(sale, date(2025, 3, 1) + timedelta(days=at % START_DAYS)) for at, sale in enumerate(sales)]


def _begun(sale: SellAccess, start: date) -> SellAccess:
    due = start + timedelta(days=3)
    assert sale.mandate is not None
    mandate = replace(sale.mandate, signed_on=start)
    return replace(sale, start=start, first_due=due, anchor_day=due.day, mandate=mandate)


def _quietly(_done: int, _of: int) -> None:
    """Nobody watches the progress."""


def _never() -> bool:
    return False


def _suspend(desk: Desk) -> float:
    """Dry run and apply, in seconds."""
    request = BulkSuspend(Criteria(), CLOSED_FROM, DAYS, "travaux")
    begun = time.perf_counter()
    rehearsal = rehearse_suspension(desk, request, _quietly, _never)
    result = apply_suspension(desk, CommandId("suspend"), rehearsal, _quietly, _never)
    taken = time.perf_counter() - begun
    assert result.done
    assert not result.refused
    return taken


def _stop(desk: Desk) -> float:
    """The same for the return, half way."""
    begun = time.perf_counter()
    rehearsal = rehearse_stop(desk, BulkStop(Criteria(), OPEN_AGAIN), _quietly, _never)
    result = apply_stop(desk, CommandId("stop"), rehearsal, _quietly, _never)
    taken = time.perf_counter() - begun
    assert result.done
    assert not result.refused
    return taken


def _raw(path: Path, accesses: int) -> float:
    """As many suspensions and changed instalments, put into tables by `sqlite3` alone; seconds."""
    suspensions = [(access, "2026-03-01", "2026-04-29", 12, 13, 200, "travaux") for access in range(accesses)]
    instalments = [
        (access, rank, "2026-03-05", 200, "planned", "suspension", access)
        for access in range(accesses)
        for rank in range(CHANGED)
    ]
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for setting in ("journal_mode=WAL", "synchronous=FULL"):
            connection.execute(f"PRAGMA {setting}")
        connection.execute(
            "CREATE TABLE suspension (access_id INTEGER, first_day TEXT, last_day TEXT, first_rank INTEGER,"
            " last_rank INTEGER, maintenance INTEGER, cause TEXT)"
        )
        connection.execute(
            "CREATE TABLE instalment (access_id INTEGER, rank INTEGER, due TEXT, amount INTEGER, state TEXT,"
            " origin TEXT, suspension_id INTEGER, PRIMARY KEY (access_id, rank)) WITHOUT ROWID"
        )
        begun = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO suspension VALUES (?, ?, ?, ?, ?, ?, ?)", suspensions)
        connection.executemany("INSERT INTO instalment VALUES (?, ?, ?, ?, ?, ?, ?)", instalments)
        connection.execute("COMMIT")
        return time.perf_counter() - begun


def rows(accesses: int = ACCESSES) -> list[Row]:
    """Suspend and stop this many accesses at once, each dry run included."""
    allowed = 5.0 * accesses / ACCESSES
    with tempfile.TemporaryDirectory() as folder, empty_club(Path(folder)) as desk:
        sell_many(desk, CommandId("sales"), _sales(desk, accesses))
        suspended, stopped = _suspend(desk), _stop(desk)
        floor = _raw(Path(folder) / "raw.db", accesses)
    count = f"{accesses:,}".replace(",", " ")
    return [
        (f"suspend {count} accesses at once, dry run included", suspended, floor, allowed),
        (f"stop {count} suspensions at once, dry run included", stopped, floor, allowed),
    ]
