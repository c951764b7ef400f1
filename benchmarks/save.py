"""How long saving takes: one suspension, and 10 000 accesses with their schedules.

Beside each figure stands its floor: the raw `sqlite3` module inserting the same rows in one
transaction with the same settings (WAL, full sync).
"""

import gc
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from app.domain.cents import Cents
from app.domain.contract import RankRange
from app.domain.ids import AccessId, ClientId, CommandId, PlanId, Rank, UserId
from app.domain.rights import Role
from app.services.bulk_sales import sell_many
from app.services.clients import save_client
from app.services.clock import FixedClock
from app.services.desk import Desk, Operator
from app.services.fields import ClientFields, MandateFields, PaymentMode, PlanFields, PlanKind
from app.services.plans import save_plan
from app.services.requests import SaveClient, SavePlan, SellAccess, SuspendAccess
from app.services.setup import create_empty
from app.services.store import open_store
from app.services.suspensions import suspend

TODAY = date(2026, 1, 2)
IBAN = "BE68539007547034"
SUSPENSIONS = 300
ACCESSES = 10_000
LINES = 24

Row = tuple[str, float, float, float]
"""What was measured, ours, the floor, and what ours must be."""


@contextmanager
def empty_club(folder: Path) -> Iterator[Desk]:
    """An administrator's desk on an empty database in this folder."""
    path = folder / "club.db"
    create_empty(path, training=True, today=TODAY)
    store = open_store(path)
    gc.freeze()  # as the program does once its database is open
    try:
        yield Desk(store, FixedClock(TODAY), Operator(UserId(1), "ADMIN", Role.ADMINISTRATOR, "BENCH"))
    finally:
        store.close()


def plan_of_24(desk: Desk) -> PlanId:
    """Twenty-four months at 59,00 €, by direct debit."""
    fields = PlanFields(
        name="Vingt-quatre mois",
        kind=PlanKind.MONTHS,
        length=LINES,
        payment=PaymentMode.DIRECT_DEBIT,
        amount=Cents(5900),
        registration_fee=Cents(0),
        maintenance=Cents(200),
        instalments=LINES,
        debit_day=5,
    )
    return save_plan(desk, SavePlan(CommandId("plan"), None, 0, fields)).plan


def clients_for(desk: Desk, count: int) -> list[ClientId]:
    """Clients for the sales; all but the first are copies of its row, since saving cards is not measured."""
    card = ClientFields(surname="Lefèvre", first_name="Jean")
    first = save_client(desk, SaveClient(CommandId("client"), None, 0, card)).client
    assert desk.store.path is not None
    with closing(sqlite3.connect(desk.store.path)) as connection:
        names = [row[1] for row in connection.execute("PRAGMA table_info(client)")]
        copied = ", ".join(name for name in names if name not in ("id", "number"))
        connection.executemany(
            f"INSERT INTO client (id, number, {copied}) SELECT ?, ?, {copied} FROM client WHERE id = ?",
            [(number, number + 1000, first) for number in range(first + 1, first + count)],
        )
        connection.commit()
    return [ClientId(number) for number in range(first, first + count)]


def sales_to(plan: PlanId, clients: list[ClientId]) -> list[SellAccess]:
    """One sale to each client, all begun on the same day."""
    return [
        SellAccess(
            command=CommandId(f"sale-{client}"),
            client=client,
            plan=plan,
            start=date(2026, 1, 1),
            first_due=date(2026, 1, 5),
            anchor_day=5,
            amount=Cents(5900),
            registration_fee=Cents(0),
            mandate=MandateFields(IBAN, "", f"RUM-{client}", date(2026, 1, 1)),
        )
        for client in clients
    ]


def _request(access: AccessId) -> SuspendAccess:
    """Twenty-two of the 24 lines change: from rank 3 to the end."""
    return SuspendAccess(
        command=CommandId(f"suspend-{access}"),
        access=access,
        version=1,
        first_day=date(2026, 3, 1),
        days=60,
        cause="blessure",
        ranks=RankRange(Rank(3), Rank(24)),
        maintenance=Cents(200),
    )


def save_suspension() -> list[Row]:
    """Save one suspension that changes 22 lines, with full sync: median and 99th percentile."""
    with tempfile.TemporaryDirectory() as folder, empty_club(Path(folder)) as desk:
        sales = sales_to(plan_of_24(desk), clients_for(desk, SUSPENSIONS))
        accesses = sell_many(desk, CommandId("sales"), sales).accesses
        taken = []
        for access in accesses:
            request = replace(_request(access))
            begun = time.perf_counter()
            suspend(desk, request)
            taken.append(time.perf_counter() - begun)
        floor = _raw_saves(Path(folder) / "raw.db", SUSPENSIONS)
    return [
        ("save one suspension of 22 lines, p50", statistics.median(taken), statistics.median(floor), 0.010),
        ("save one suspension of 22 lines, p99", _p99(taken), _p99(floor), 0.050),
    ]


def sell_in_bulk() -> list[Row]:
    """Sell 10 000 accesses of 24 instalments in one transaction."""
    with tempfile.TemporaryDirectory() as folder, empty_club(Path(folder)) as desk:
        sales = sales_to(plan_of_24(desk), clients_for(desk, ACCESSES))
        begun = time.perf_counter()
        sell_many(desk, CommandId("sales"), sales)
        taken = time.perf_counter() - begun
        (floor,) = _raw_saves(Path(folder) / "raw.db", 1, ACCESSES)
    return [("sell 10 000 accesses with 24 instalments each", taken, floor, 5.0)]


def _raw_saves(path: Path, rounds: int, accesses: int = 1) -> list[float]:
    """The same instalments, put into a table by `sqlite3` alone; seconds per transaction."""
    taken = []
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for setting in ("journal_mode=WAL", "synchronous=FULL"):
            connection.execute(f"PRAGMA {setting}")
        connection.execute(
            "CREATE TABLE instalment (access_id INTEGER, rank INTEGER, due TEXT, amount INTEGER, state TEXT,"
            " origin TEXT, suspension_id INTEGER, PRIMARY KEY (access_id, rank)) WITHOUT ROWID"
        )
        for number in range(rounds):
            rows = [
                (number * accesses + access, rank, "2026-01-05", 5900, "planned", "contract", None)
                for access in range(accesses)
                for rank in range(1, LINES + 1)
            ]
            begun = time.perf_counter()
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany("INSERT INTO instalment VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
            connection.execute("COMMIT")
            taken.append(time.perf_counter() - begun)
    return taken


def _p99(taken: list[float]) -> float:
    return sorted(taken)[int(len(taken) * 0.99)]


def rows() -> list[Row]:
    """Saving one suspension, and selling many accesses."""
    return [*save_suspension(), *sell_in_bulk()]
