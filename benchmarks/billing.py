"""How long issuing 10 000 invoices at once takes, and reminding of every one of them a month later (issue 3).

One transaction each, numbers without gap, history chained. The floor is the raw `sqlite3` module
inserting as many invoices and lines in one transaction with the same settings.
"""

import sqlite3
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from app.domain.cents import Cents
from app.domain.ids import CommandId
from app.domain.invoicing import InvoiceLine
from app.services.billing.issuing import issue_many
from app.services.billing.reminding import rehearse_reminders, send_reminders
from app.services.billing.requests import IssueInvoice, SendReminders
from app.services.clock import FixedClock
from app.services.desk import Desk
from benchmarks.save import TODAY, Row, clients_for, empty_club

INVOICES = 10_000
LINES = (
    InvoiceLine("Coaching", Decimal(2), Cents(3500), Decimal(21)),
    InvoiceLine("Boisson", Decimal(3), Cents(250), Decimal(6)),
)


def _issue(desk: Desk, invoices: int) -> float:
    """One invoice of two lines to each client, in seconds."""
    clients = clients_for(desk, invoices)
    requests = [IssueInvoice(CommandId(f"bill-{client}"), client, LINES) for client in clients]
    begun = time.perf_counter()
    issued = issue_many(desk, CommandId("bill"), requests)
    taken = time.perf_counter() - begun
    assert len(issued.invoices) == invoices
    return taken


def _remind(desk: Desk, invoices: int) -> float:
    """Rehearse and send the first reminder of every invoice, a month later."""
    late = replace(desk, clock=FixedClock(TODAY + timedelta(days=30)))
    begun = time.perf_counter()
    sent = send_reminders(late, SendReminders(CommandId("remind"), rehearse_reminders(late, late.today())))
    taken = time.perf_counter() - begun
    assert len(sent.letters) == invoices
    return taken


def _raw(path: Path, invoices: int) -> float:
    """As many invoices and lines, put into tables by `sqlite3` alone; seconds."""
    rows = [
        (at, f"2026-{at:06}", at, "2026-01-02", "2026-01-16", 6493, 1257, 7750, '{"name": "Club"}')
        for at in range(1, invoices + 1)
    ]
    lines = [
        (at, place, "Coaching", 2000, 3500, 2100, 7000) for at in range(1, invoices + 1) for place in (1, 2)
    ]
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for setting in ("journal_mode=WAL", "synchronous=FULL"):
            connection.execute(f"PRAGMA {setting}")
        connection.execute(
            "CREATE TABLE invoice (id INTEGER PRIMARY KEY, number TEXT UNIQUE, client_id INTEGER, issued_on TEXT,"
            " due TEXT, net INTEGER, vat INTEGER, gross INTEGER, customer TEXT)"
        )
        connection.execute(
            "CREATE TABLE invoice_line (invoice_id INTEGER, position INTEGER, description TEXT, quantity INTEGER,"
            " unit_price INTEGER, vat_rate INTEGER, amount INTEGER, PRIMARY KEY (invoice_id, position)) WITHOUT ROWID"
        )
        begun = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO invoice VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        connection.executemany("INSERT INTO invoice_line VALUES (?, ?, ?, ?, ?, ?, ?)", lines)
        connection.execute("COMMIT")
        return time.perf_counter() - begun


def rows(invoices: int = INVOICES) -> list[Row]:
    """Issue this many invoices at once, then remind of each."""
    allowed = 10.0 * invoices / INVOICES
    with tempfile.TemporaryDirectory() as folder, empty_club(Path(folder)) as desk:
        issued, reminded = _issue(desk, invoices), _remind(desk, invoices)
        floor = _raw(Path(folder) / "raw.db", invoices)
    count = f"{invoices:,}".replace(",", " ")
    return [
        (f"issue {count} invoices of two lines at once", issued, floor, allowed),
        (f"send {count} reminders at once, rehearsal included", reminded, floor, allowed),
    ]
