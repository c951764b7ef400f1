"""The pipeline read in its orders, and a quote turned into a sale, beside raw queries of `sqlite3` (spec 3.2, 5.1).

Rows are (what was done, seconds of ours, seconds of the floor, seconds allowed). The floor of a page is
the same rows read through their index; that of a sale is one row inserted with full sync.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from shutil import copyfile
from statistics import median
from time import perf_counter

from app.domain.cents import Cents
from app.domain.ids import ClientId, CommandId, UserId
from app.domain.prospects import OPEN_STAGES, Stage
from app.domain.quote_lines import QuoteLine
from app.domain.rights import Role
from app.services.clock import FixedClock
from app.services.desk import Desk, Operator
from app.services.prospects.converting import convert_quote, propose_conversion
from app.services.prospects.offers import plan_choices
from app.services.prospects.queries import opportunity_page, pipeline_sums
from app.services.prospects.quotes import save_quote
from app.services.prospects.requests import ConvertQuote, LineSale, QuoteFields, SaveQuote
from app.services.prospects.views import PipelineFilter
from app.services.store import open_store
from app.services.training.making import create_training
from benchmarks.crowd import TODAY, crowd_at, folder

Row = tuple[str, float, float, float]
_LOOKS, _SALES, _PAGE = 15, 40, 200
_READ = """SELECT opportunity.*, client.surname FROM opportunity JOIN client ON client.id = client_id
    WHERE closed_on IS NULL ORDER BY expected_key, opportunity.id LIMIT 200"""
_SUM = "SELECT stage, count(*), sum(expected_value) FROM opportunity GROUP BY stage"
_KEPT = "INSERT INTO command (id, what, at, outcome) VALUES (?, 'Bench', '2026-06-01 12:00:00.000000', '{}')"


def rows(count: int = 100_000) -> list[Row]:
    """The pipeline of a club with `count` opportunities; then sales from quotes in the invented club."""
    return [*_pipeline(count), *_sales()]


def _desk(path: Path) -> Desk:
    operator = Operator(UserId(1), "ADMIN", Role.ADMINISTRATOR, "BENCH")
    return Desk(open_store(path), FixedClock(TODAY), operator)


def _pipeline(count: int) -> list[Row]:
    path = folder() / f"prospects-{count}.db"
    copyfile(crowd_at(count), path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        _fill(connection, count)
        floors = [_timed(partial(_read, connection, query)) for query in (_READ, _SUM)]
    desk = _desk(path)
    with closing(desk.store):
        page = _timed(lambda: opportunity_page(desk, PipelineFilter(), None, _PAGE))
        sums = _timed(lambda: pipeline_sums(desk))
    said = f"{count:,} opportunities".replace(",", " ")
    return [
        (f"first {_PAGE} rows of the pipeline, {said}", page, floors[0], 0.050),
        (f"totals of the stages, {said}", sums, floors[1], 0.050),
    ]


def _read(connection: sqlite3.Connection, query: str) -> list[object]:
    return connection.execute(query).fetchall()


def _timed(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(_LOOKS):
        begin = perf_counter()
        work()
        taken.append(perf_counter() - begin)
    return median(taken)


def _fill(connection: sqlite3.Connection, count: int) -> None:
    """An opportunity for each client, as many in each stage."""
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("BEGIN")
    connection.executemany(
        """INSERT INTO opportunity (id, version, client_id, title, title_key, stage, stage_order, expected_value,
        expected_on, expected_key, source, adviser, note, lost_reason, closed_on, created_at, created_by)
        VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, '', 'B', '', ?, ?, '2026-01-01 12:00:00.000000', 'B')""",
        _opportunities(count),
    )
    connection.execute("COMMIT")


def _opportunities(count: int) -> Iterator[tuple[object, ...]]:
    stages = list(Stage)
    for place in range(1, count + 1):
        stage = stages[place % len(stages)]
        day = (TODAY + timedelta(days=place % 300)).isoformat()
        title, reason = f"Offre {place}", "trop cher" if stage is Stage.LOST else ""
        closed = None if stage in OPEN_STAGES else TODAY.isoformat()
        order, value = stages.index(stage), place * 37 % 100_000
        yield place, place, title, title.casefold(), stage.value, order, value, day, day, reason, closed


def _sales() -> list[Row]:
    path = folder() / "devis.db"
    create_training(path, TODAY)
    desk = _desk(path)
    with closing(desk.store), closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=FULL")
        clients = [
            ClientId(each)
            for (each,) in connection.execute("SELECT id FROM client WHERE state = 'prospect' ORDER BY id")
        ]
        taken = [_timed_sale(desk, clients[place % len(clients)], place) for place in range(_SALES)]
        floor = [_timed_kept(connection, place) for place in range(_SALES)]
    return [("turn a quote into an access and an invoice, p50", median(taken), median(floor), 0.050)]


def _timed_sale(desk: Desk, client: ClientId, place: int) -> float:
    plan = next(each for each in plan_choices(desk) if each.offer.is_debited)
    rate = Decimal(21)
    lines = (
        QuoteLine(plan.name, plan.amount, rate, offer=plan.offer),
        QuoteLine("Serviette", Cents(1210), rate),
    )
    fields = QuoteFields(lines, TODAY + timedelta(days=30))
    quote = save_quote(desk, SaveQuote(CommandId(f"q{place}"), None, 0, client, fields)).quote
    said = propose_conversion(desk, quote)
    sales = tuple(LineSale(each.position, each.start, each.first_due, each.anchor_day) for each in said.sales)
    assert said.mandate is not None
    mandate = replace(said.mandate, reference=f"BENCH-{place}")
    begin = perf_counter()
    convert_quote(desk, ConvertQuote(CommandId(f"v{place}"), quote, said.view.row.version, sales, mandate))
    return perf_counter() - begin


def _timed_kept(connection: sqlite3.Connection, place: int) -> float:
    begin = perf_counter()
    connection.execute(_KEPT, (f"floor-{place}",))
    return perf_counter() - begin
