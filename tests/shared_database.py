"""One PostgreSQL database that is emptied after each test, since cloning one takes a second.

A test that changes the schema itself is noticed by the fingerprint, and the next one gets a new
database.
"""

import itertools

import psycopg
from psycopg import sql

from tests.postgres_server import administer

TEMPLATE = "empty_club"
_KEPT = "kept"
_numbers = itertools.count(1)

_FINGERPRINT = """
SELECT md5(
    coalesce((SELECT string_agg(relname || relkind::text, ',' ORDER BY relname)
              FROM pg_class WHERE relnamespace = 'public'::regnamespace), '')
    || (SELECT string_agg(tgname || tgenabled::text, ',' ORDER BY tgname, tgrelid) FROM pg_trigger)
)
"""


class SharedDatabase:
    """The database that tests take turns with."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._name = ""
        self._fingerprint = ""
        self._tables: list[str] = []

    def place(self) -> str:
        """The URL of an empty database of this program."""
        if not self._name:
            self._make()
        return self._address.format(self._name)

    def empty(self) -> None:
        """Take back everything the test wrote."""
        with self._connect() as connection:
            if _fingerprint(connection) == self._fingerprint:
                self._restore(connection)
                return
        administer(self._address.format("postgres"), f"DROP DATABASE {self._name} WITH (FORCE)")
        self._name = ""

    def _make(self) -> None:
        self._name = f"club_{next(_numbers)}"
        administer(self._address.format("postgres"), f"CREATE DATABASE {self._name} TEMPLATE {TEMPLATE}")
        with self._connect() as connection:
            rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            self._tables = [name for (name,) in rows]
            connection.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(_KEPT)))
            for name in self._tables:
                connection.execute(_copy(name))
            self._fingerprint = _fingerprint(connection)

    def _connect(self) -> psycopg.Connection:
        url = self._address.format(self._name).replace("+psycopg", "")
        return psycopg.connect(url, options="-c lock_timeout=5000")

    def _restore(self, connection: psycopg.Connection) -> None:
        connection.execute("SET LOCAL session_replication_role = replica")  # the guards look away
        for name in self._tables:
            connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(name)))
            connection.execute(_put_back(name))
        for (name,) in connection.execute(
            "SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL"
        ).fetchall():
            connection.execute("SELECT setval(%s::regclass, 1, false)", (f"public.{name}",))
        connection.execute("SELECT setval('user_account_id_seq', (SELECT max(id) FROM user_account))")


def _copy(name: str) -> sql.Composed:
    table = sql.Identifier(name)
    return sql.SQL("CREATE TABLE {}.{} AS TABLE public.{}").format(sql.Identifier(_KEPT), table, table)


def _put_back(name: str) -> sql.Composed:
    table = sql.Identifier(name)
    return sql.SQL("INSERT INTO public.{} SELECT * FROM {}.{}").format(table, sql.Identifier(_KEPT), table)


def _fingerprint(connection: psycopg.Connection) -> str:
    row = connection.execute(_FINGERPRINT).fetchone()
    assert row is not None
    return str(row[0])
