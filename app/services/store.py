"""The open database: SQLite for one workstation, PostgreSQL for several desks (spec 5.2).

Transactions are begun here explicitly: a reading one is deferred, a writing one takes the single
write lock at once (BEGIN IMMEDIATE; an advisory lock on PostgreSQL), so that what a verb reads
cannot change before it commits, on either database. What a reading one sees does not change between
its queries: by itself on SQLite, as REPEATABLE READ on PostgreSQL.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import Session

from app.domain.refusals import Refusal, Refused
from app.models.schema import HEAD, KNOWN
from app.services.network_paths import is_on_network
from app.services.refusals import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseMissing,
    DatabaseNewer,
    DatabaseReadOnly,
    DatabaseUnreachable,
    DiskFull,
    NetworkPath,
    NotOurDatabase,
)

BUSY_MILLISECONDS = 10_000
WRITE_LOCK = 720_1010
"""Key of the advisory lock that PostgreSQL writers take, so that one desk writes at a time."""

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",
    f"PRAGMA busy_timeout={BUSY_MILLISECONDS}",
    "PRAGMA cache_size=-8000",  # 8 MB a connection: the upper pages of every index stay at hand while somebody types
)
_BUSY_STATES = ("55P03", "40P01", "40001")
_FULL_STATES = ("53100",)
_READ_ONLY_STATES = ("25006", "42501")
_GONE_CLASSES = ("08", "57", "28", "3D")
_SQLITE_REFUSALS: dict[int, type[Refusal]] = {
    sqlite3.SQLITE_BUSY: DatabaseBusy,
    sqlite3.SQLITE_LOCKED: DatabaseBusy,
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_IOERR: DiskFull,
    sqlite3.SQLITE_READONLY: DatabaseReadOnly,
    sqlite3.SQLITE_PERM: DatabaseReadOnly,
    sqlite3.SQLITE_CORRUPT: DatabaseDamaged,
    sqlite3.SQLITE_CANTOPEN: DatabaseUnreachable,
}


@dataclass(frozen=True, slots=True)
class Store:
    """An open database. `close` it at the end; sessions come from `unit_of_work`."""

    engine: Engine
    url: URL
    workstation_dir: Path | None = None
    is_training: bool = field(default=False)

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self.engine.dialect.name

    @property
    def path(self) -> Path | None:
        """The file of a SQLite database; None on a server."""
        return Path(self.url.database) if self.dialect == "sqlite" and self.url.database else None

    @contextmanager
    def session(self, *, writes: bool) -> Iterator[Session]:
        """One transaction: rolled back at the end unless it was committed; faults become refusals."""
        try:
            with Session(self._engine(writes), expire_on_commit=False) as session:
                session.connection()
                yield session
        except DBAPIError as fault:
            refusal = refusal_of(fault)
            if refusal is None:
                raise
            raise Refused(refusal) from fault

    def _engine(self, writes: bool) -> Engine:
        """A writer reads what stands once it has its lock, a reader one state from its first query on."""
        if self.dialect == "postgresql" and not writes:
            return self.engine.execution_options(writes=False, isolation_level="REPEATABLE READ")
        return self.engine.execution_options(writes=writes)

    def close(self) -> None:
        """Let go of the database and its files."""
        self.engine.dispose()


def refusal_of(fault: DBAPIError) -> Refusal | None:
    """The refusal that stands for a fault of disk, file, lock or network; None for a fault of the program."""
    cause = fault.orig
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
        return _SQLITE_REFUSALS[code]() if code in _SQLITE_REFUSALS else None
    state = getattr(cause, "sqlstate", None)
    if state in _BUSY_STATES:
        return DatabaseBusy()
    if state in _FULL_STATES:
        return DiskFull()
    if state in _READ_ONLY_STATES:
        return DatabaseReadOnly()
    gone = fault.connection_invalidated or state is None or state[:2] in _GONE_CLASSES
    return DatabaseUnreachable() if gone and isinstance(fault, sa.exc.OperationalError) else None


def engine_for(url: URL) -> Engine:
    """An engine whose transactions begin as this module promises."""
    if url.get_backend_name() == "sqlite":
        engine = sa.create_engine(url)
        sa.event.listen(engine, "connect", _set_up_sqlite)
        sa.event.listen(engine, "begin", _begin_sqlite)
        return engine
    engine = sa.create_engine(
        url,
        pool_pre_ping=True,
        connect_args={"options": f"-c lock_timeout={BUSY_MILLISECONDS}", "connect_timeout": 10},
    )
    sa.event.listen(engine, "begin", _begin_postgresql)
    return engine


def _set_up_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    if connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITE_LOCK})")


def url_of(place: str | Path) -> URL:
    """The database address of a file path or a `postgresql://` URL; refuses what is neither."""
    text = str(place)
    if "://" not in text:
        return URL.create("sqlite", database=str(Path(text).expanduser().absolute()))
    try:
        url = make_url(text)
    except (SQLAlchemyError, ValueError) as fault:
        raise Refused(NotOurDatabase(text)) from fault
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() == "sqlite" and url.database:
        return url.set(drivername="sqlite", database=str(Path(url.database).absolute()))
    raise Refused(NotOurDatabase(text))


def refuse_bad_place(url: URL) -> None:
    """Refuse a SQLite file on a network drive: its locks cannot be trusted there (spec 5.2)."""
    if url.get_backend_name() == "sqlite" and url.database and is_on_network(Path(url.database)):
        raise Refused(NetworkPath(url.database))


def schema_of(connection: Connection) -> str | None:
    """The schema version written in the database; None: none of ours."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()


def refuse_unknown_schema(schema: str | None, place: str) -> None:
    """Refuse a database of another program, and one that a newer program has worked with."""
    if schema is None:
        raise Refused(NotOurDatabase(place))
    if schema not in KNOWN:
        raise Refused(DatabaseNewer())


def open_store(place: str | Path, workstation_dir: Path | None = None) -> Store:
    """Open an existing database of this program's schema.

    Refuses: NetworkPath, DatabaseMissing, NotOurDatabase, DatabaseNewer, DatabaseUnreachable.
    An older schema is migrated first by `setup.open_or_migrate`.
    """
    url = url_of(place)
    refuse_bad_place(url)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        raise Refused(DatabaseMissing(str(url.database)))
    engine = engine_for(url)
    try:
        with engine.connect() as connection:
            schema = schema_of(connection)
            refuse_unknown_schema(schema, place_in_words(url))
            if schema != HEAD:
                raise Refused(NotOurDatabase(place_in_words(url)))
            kind = connection.execute(sa.text("SELECT value FROM meta WHERE key = 'kind'")).scalar()
    except DBAPIError as fault:
        engine.dispose()
        raise Refused(refusal_of(fault) or NotOurDatabase(place_in_words(url))) from fault
    except Refused:
        engine.dispose()
        raise
    return Store(engine, url, workstation_dir, is_training=kind == "training")


def place_in_words(url: URL) -> str:
    """The path or the address without its password."""
    return str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string()
