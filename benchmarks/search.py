"""Finding clients by name, and reading a card, beside raw queries of `sqlite3` (spec 5.1).

Rows are (what was done, seconds of ours, seconds of the floor, seconds allowed). The floor of a
search is one range of the index of surnames with the same number of rows, read by `sqlite3` alone;
that of a card is reading its row by its key.
"""

import gc
import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter

from app.domain.ids import ClientId, UserId
from app.domain.names import search_text
from app.domain.rights import Role
from app.services.clock import FixedClock
from app.services.criteria import Criteria, Sort
from app.services.desk import Desk, Operator
from app.services.fields import ClientFields
from app.services.queries.access import access_view
from app.services.queries.card import client_card
from app.services.queries.search import count_clients, search_clients
from app.services.store import open_store
from app.services.training.making import create_training
from benchmarks.crowd import TODAY, crowd, crowd_at, folder

Row = tuple[str, float, float, float]
_PAGE = 100
_PEOPLE = 120
_COLUMNS = "id, number, surname, first_name, birth_date, mobile, town, state, access_last, balance"


def rows(small: int = 100_000, large: int = 1_000_000) -> list[Row]:
    """Names typed in whole and in part, among few and among many; then cards."""
    measured: list[Row] = []
    for count in dict.fromkeys((small, large)):
        measured += _searches(crowd_at(count), count)
    return [*measured, *_cards()]


@contextmanager
def _desk(path: Path) -> Iterator[Desk]:
    with closing(open_store(path)) as store:
        gc.freeze()  # as the program does once its database is open
        yield Desk(store, FixedClock(TODAY), Operator(UserId(1), "ADMIN", Role.ADMINISTRATOR, "BENCH"))


def _searches(path: Path, count: int) -> list[Row]:
    said = f"{count:,} clients".replace(",", " ")
    floor = _floor(path)
    with _desk(path) as desk:
        by_name = _seconds(desk, list(_names()))
        while_typing = _seconds(desk, list(_beginnings()))
        begin = perf_counter()
        count_clients(desk, Criteria(anything="mar"))
        counted = perf_counter() - begin
    return [
        (f"find by name, {said}, p50", median(by_name), floor, 0.005),
        (f"find by name, {said}, p99", _p99(by_name), floor, 0.005),
        (f"find while typing 1–5 letters, {said}, p50", median(while_typing), floor, 0.005),
        (f"find while typing 1–5 letters, {said}, p99", _p99(while_typing), floor, 0.005),
        (f"count a frequent beginning, {said} (in the background)", counted, floor, 1.0),
    ]


def _people() -> list[ClientFields]:
    """Some of the crowd, drawn as they come: frequent names more often."""
    return random.Random(7).sample(list(islice(crowd(20_000), 20_000)), _PEOPLE)


def _names() -> Iterator[str]:
    """Surname, both names in both orders, first name, and surname with an initial."""
    for person in _people():
        surname, first_name = person.surname.lower(), person.first_name
        yield surname
        yield f"{surname} {first_name}"
        yield f"{first_name} {surname}"
        yield f"{surname} {first_name[0]}"
        yield first_name


def _beginnings() -> Iterator[str]:
    """What stands in the field after each of the first letters of a surname."""
    for person in _people():
        for letters in range(1, 6):
            yield person.surname[:letters].lower()


def _seconds(desk: Desk, typed: list[str]) -> list[float]:
    def ask(text: str) -> None:
        search_clients(desk, Criteria(anything=text), Sort(), None, _PAGE)

    for text in typed[:20]:
        ask(text)
    return [_timed(lambda text=text: ask(text)) for text in typed]  # type: ignore[misc]


def _timed(work: Callable[[], object]) -> float:
    begin = perf_counter()
    work()
    return perf_counter() - begin


def _floor(path: Path) -> float:
    """A page by a range of the index of surnames, without our program."""
    query = f"SELECT {_COLUMNS} FROM client WHERE surname_key >= ? ORDER BY surname_key, id LIMIT ?"
    keys = [search_text(person.surname) for person in _people()]
    with closing(sqlite3.connect(path)) as connection:

        def page(key: str) -> None:
            connection.execute(query, (key, _PAGE)).fetchall()

        taken = [_timed(lambda key=key: page(key)) for key in keys * 2]  # type: ignore[misc]
    return median(taken)


def _cards() -> list[Row]:
    """Every card of the invented club, with all its accesses and their schedules."""
    path = folder() / "formation.db"
    create_training(path, TODAY)
    with _desk(path) as desk:
        page = search_clients(desk, Criteria(), Sort(), None, 300)
        taken = [_timed(lambda client=row.id: _open(desk, client)) for row in page.rows]  # type: ignore[misc]
        with closing(sqlite3.connect(path)) as connection:
            read = "SELECT * FROM client WHERE id = ?"
            floor = median(
                _timed(lambda client=row.id: connection.execute(read, (client,)).fetchall())  # type: ignore[misc]
                for row in page.rows
            )
    return [
        ("read a card with its accesses and schedules, p50", median(taken), floor, 0.020),
        ("read a card with its accesses and schedules, p99", _p99(taken), floor, 0.020),
    ]


def _open(desk: Desk, client: ClientId) -> None:
    for access in client_card(desk, client).accesses:
        access_view(desk, access.id)


def _p99(taken: list[float]) -> float:
    return sorted(taken)[int(len(taken) * 0.99)]
