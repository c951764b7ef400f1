"""Dossiers: their page, the + of the top bar among many, and billing many at once, beside raw `sqlite3` (spec 3.3).

Rows are (what was done, seconds of ours, seconds of the floor, seconds allowed). The floor of a search
is one pass over the names of the dossiers; that of billing is inserting as many invoices, lines and shares
with full sync.
"""

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from shutil import copyfile
from statistics import median
from time import perf_counter

from app.domain.ids import CommandId, DossierId, UserId
from app.domain.rights import Role
from app.services.clock import FixedClock
from app.services.desk import Desk, Operator
from app.services.dossiers.invoicing import invoice_dossiers
from app.services.dossiers.page import dossier_view
from app.services.dossiers.queries import offered_dossiers
from app.services.store import open_store
from benchmarks.crowd import TODAY, crowd_at, folder

Row = tuple[str, float, float, float]
_LOOKS = 40
_BILLED = 1_000
_ACTIVITIES = 3
_NOW = "2026-06-01 12:00:00.000000"
_SCAN = "SELECT id, name FROM dossier WHERE instr(' ' || name_key, ?) > 0 ORDER BY name_key, id LIMIT 20"


def rows(count: int = 10_000) -> list[Row]:
    """As many dossiers of two clients each, with three activities that are not billed."""
    path = folder() / f"dossiers-{count}.db"
    copyfile(crowd_at(2 * count), path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        words = _fill(connection, count)
    operator = Operator(UserId(1), "ADMIN", Role.ADMINISTRATOR, "BENCH")
    desk = Desk(open_store(path), FixedClock(TODAY), operator)
    with closing(desk.store), closing(sqlite3.connect(path, isolation_level=None)) as connection:
        said = f"{count:,} dossiers".replace(",", " ")
        offered = [_timed(partial(offered_dossiers, desk, word, 20)) for word in words]
        scanned = [_timed(partial(_scan, connection, word)) for word in words]
        opened = [_timed(partial(dossier_view, desk, DossierId(at))) for at in range(1, _LOOKS)]
        read = [_timed(partial(_read, connection, at)) for at in range(1, _LOOKS)]
        billed = min(_BILLED, count)
        return [
            (f"offer dossiers under the +, {said}, p50", median(offered), median(scanned), 0.050),
            (f"open a dossier, {said}, p50", median(opened), median(read), 0.060),
            (
                f"bill {billed} dossiers, an invoice per client",
                _bill(desk, billed),
                _floor(path, billed),
                5.0,
            ),
        ]


def _timed(act: Callable[[], object]) -> float:
    begin = perf_counter()
    act()
    return perf_counter() - begin


def _scan(connection: sqlite3.Connection, word: str) -> object:
    return connection.execute(_SCAN, (f" {word}",)).fetchall()


def _read(connection: sqlite3.Connection, dossier: int) -> object:
    return connection.execute("SELECT * FROM activity WHERE dossier_id = ?", (dossier,)).fetchall()


def _bill(desk: Desk, count: int) -> float:
    wanted = [DossierId(at) for at in range(1, count + 1)]
    return _timed(lambda: invoice_dossiers(desk, CommandId("bench"), wanted))


def _floor(path: Path, count: int) -> float:
    """As many rows written as the invoices, their lines and their shares are."""
    with closing(sqlite3.connect(path.with_suffix(".floor"), isolation_level=None)) as bare:
        bare.execute("PRAGMA journal_mode=WAL")
        bare.execute("PRAGMA synchronous=FULL")
        bare.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, of INTEGER, what TEXT, amount INTEGER)")
        made = [(at, "Court de tennis", 1001) for at in range(count * 2 * (1 + 2 * _ACTIVITIES))]
        begin = perf_counter()
        bare.execute("BEGIN IMMEDIATE")
        bare.executemany("INSERT INTO row (of, what, amount) VALUES (?, ?, ?)", made)
        bare.execute("COMMIT")
        return perf_counter() - begin


def _fill(connection: sqlite3.Connection, count: int) -> list[str]:
    """The dossiers; and words of their clients' names, to look for."""
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("BEGIN")
    connection.execute("UPDATE client SET state = 'active', state_order = 0")
    found = connection.execute("SELECT id, surname, surname_key FROM client ORDER BY id").fetchall()
    connection.executemany(
        f"INSERT INTO dossier (id, version, name, name_key, note, created_at, created_by) VALUES (?, 1, ?, ?, '', '{_NOW}', 'ADMIN')",
        (
            (at, f"Famille {found[2 * at - 2][1]}", f"famille {found[2 * at - 2][2]}")
            for at in range(1, count + 1)
        ),
    )
    connection.executemany(
        "INSERT INTO dossier_party (dossier_id, client_id, position, active, weight) VALUES (?, ?, ?, 1, 1)",
        ((at, 2 * at - 2 + place, place) for at in range(1, count + 1) for place in (1, 2)),
    )
    connection.executemany(
        "INSERT INTO activity (version, dossier_id, client_id, day, description, quantity, unit_price, vat_rate,"
        f" amount, entered_at, entered_by) VALUES (1, ?, ?, '2026-05-20', 'Court de tennis', 1000, 1001, 2100, 1001, '{_NOW}', 'ADMIN')",
        _activities(count),
    )
    connection.execute("COMMIT")
    chance = random.Random(5)
    return [chance.choice(found)[2][: chance.randint(3, 6)].strip() for _ in range(_LOOKS)]


def _activities(count: int) -> Iterator[tuple[int, int | None]]:
    """Two in common, one of the first client."""
    for at in range(1, count + 1):
        for place in range(_ACTIVITIES):
            yield at, (2 * at - 1 if place == 0 else None)
