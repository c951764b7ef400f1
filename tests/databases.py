"""Fresh databases for tests: a copied SQLite file, or a clone of a PostgreSQL template.

A plugin of fixtures: `tests/conftest.py` makes them known to every test.
"""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.pool import ConnectionPoolEntry

from app.services import codes
from app.services.setup import create_empty
from app.services.store import Store, open_store
from tests.postgres_server import administer, postgres_server
from tests.shared_database import TEMPLATE, SharedDatabase

TODAY = date(2010, 7, 20)
"""The day on which tests open a desk, two days before the suspension of spec 1.6."""
CODE = "un code de club"
ADDRESSES = ("sqlite", "postgresql")
ON_ONE_DATABASE = pytest.mark.parametrize("place", ["sqlite"], indirect=True)
"""For refusals that no database has a say in: the second one would only repeat the first."""


@pytest.fixture(scope="session", autouse=True)
def statements_are_compiled_once() -> Iterator[None]:
    """Let the stores of all tests share compiled SQL, as all windows of the program share one store's."""
    compiled: dict[object, object] = {}
    dialects: dict[type[Dialect], Dialect] = {}

    def share(connection: Connection) -> None:
        connection.dialect = dialects.setdefault(type(connection.dialect), connection.dialect)
        connection.execution_options(compiled_cache=compiled)

    sa.event.listen(sa.Engine, "engine_connect", share)
    yield
    sa.event.remove(sa.Engine, "engine_connect", share)


def _hurry(connection: object, record: ConnectionPoolEntry, _proxy: object) -> None:
    if isinstance(connection, sqlite3.Connection) and "hurries" not in record.info:
        record.info["hurries"] = True
        connection.execute("PRAGMA synchronous=OFF")


@pytest.fixture(scope="session", autouse=True)
def no_disk_is_waited_for() -> Iterator[None]:
    """SQLite does not wait until a save is on the disk, as the server of the tests does not.

    Processes that are killed have connections of their own, which wait as those of the program do.
    """
    sa.event.listen(sa.Pool, "checkout", _hurry)
    yield
    sa.event.remove(sa.Pool, "checkout", _hurry)


@pytest.fixture
def as_in_the_program(no_disk_is_waited_for: None) -> Iterator[None]:
    """SQLite waits for the disk in this test."""
    sa.event.remove(sa.Pool, "checkout", _hurry)
    yield
    sa.event.listen(sa.Pool, "checkout", _hurry)


@pytest.fixture(scope="session", autouse=True)
def own_hasher() -> Iterator[PasswordHasher]:
    """What the program hashes codes with; tests that say nothing of its strength have Argon2 at its least cost."""
    own = codes._HASHER
    patch = pytest.MonkeyPatch()
    patch.setattr(codes, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    yield own
    patch.undo()


@pytest.fixture
def at_full_strength(own_hasher: PasswordHasher, monkeypatch: pytest.MonkeyPatch) -> None:
    """Codes cost in this test what they cost in the program."""
    monkeypatch.setattr(codes, "_HASHER", own_hasher)


@pytest.fixture(scope="session")
def postgres_address() -> Iterator[str]:
    """The address of this process's PostgreSQL server, `{}` standing for the database."""
    with postgres_server() as address:
        administer(address.format("postgres"), f"CREATE DATABASE {TEMPLATE}")
        create_empty(address.format(TEMPLATE), training=True, today=TODAY)
        yield address


@pytest.fixture(scope="session")
def shared_database(postgres_address: str) -> Iterator[SharedDatabase]:
    """The PostgreSQL database that tests take turns with."""
    shared = SharedDatabase(postgres_address)
    yield shared
    shared.close()


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database without clients, to be copied."""
    path = tmp_path_factory.mktemp("empty") / "club.db"
    create_empty(path, training=True, today=TODAY)
    return path


@pytest.fixture(params=ADDRESSES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The path or URL of an empty database of this program, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        path = tmp_path / "club.db"
        shutil.copyfile(request.getfixturevalue("empty_file"), path)
        yield str(path)
        return
    shared: SharedDatabase = request.getfixturevalue("shared_database")
    yield shared.place()
    shared.empty()


@pytest.fixture
def open_at(place: str) -> Iterator[Callable[[], Store]]:
    """Opens the database once more, as another desk would; all are closed at the end."""
    with ExitStack() as opened:

        def open_one() -> Store:
            store = open_store(place)
            opened.callback(store.close)
            return store

        yield open_one


@pytest.fixture
def store(open_at: Callable[[], Store]) -> Store:
    """An open empty database."""
    return open_at()
