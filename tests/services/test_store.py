"""The database is busy, gone or shared: each is said in words, and nothing is half done (spec 5.2)."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from app.domain.refusals import Refused
from app.models import Client
from app.services.refusals import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseReadOnly,
    DatabaseUnreachable,
)
from app.services.store import Store, open_store
from tests.databases import TODAY

NOW = datetime(2010, 7, 20, tzinfo=UTC)


def _lose_patience(store: Store) -> None:
    """Let the one pooled connection of this desk wait for locks no longer than a moment."""
    with store.engine.connect() as connection:
        impatient = "PRAGMA busy_timeout=20" if store.dialect == "sqlite" else "SET lock_timeout = '20ms'"
        connection.exec_driver_sql(impatient)
        connection.commit()


def _write(store: Store) -> None:
    with store.session(writes=True) as session:
        session.add(Client(number=1, created_at=NOW))
        session.commit()


def _clients(store: Store) -> int:
    with store.session(writes=False) as session:
        return session.scalar(sa.select(sa.func.count()).select_from(Client)) or 0


def test_one_desk_writes_at_a_time_and_the_other_is_told_when_it_takes_too_long(
    open_at: Callable[[], Store],
) -> None:
    one, other = open_at(), open_at()
    _lose_patience(other)
    with one.session(writes=True), pytest.raises(Refused) as refused:
        _write(other)
    assert refused.value.refusals == (DatabaseBusy(),)
    assert _clients(other) == 0
    _write(other)
    assert _clients(one) == 1


def test_a_desk_that_reads_waits_for_nobody(open_at: Callable[[], Store]) -> None:
    one, other = open_at(), open_at()
    _lose_patience(other)
    with one.session(writes=True) as session:
        session.add(Client(number=1, created_at=NOW))
        session.flush()
        assert _clients(other) == 0
        session.commit()
    assert _clients(other) == 1


def test_a_database_that_may_only_be_read_is_said(store: Store) -> None:
    only_read = (
        "PRAGMA query_only=ON"
        if store.dialect == "sqlite"
        else "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"
    )
    with store.engine.connect() as connection:
        connection.exec_driver_sql(only_read)
        connection.commit()
    with pytest.raises(Refused) as refused:
        _write(store)
    assert refused.value.refusals == (DatabaseReadOnly(),)
    assert _clients(store) == 0


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_a_damaged_file_is_said_and_not_taken_for_another_program_s(store: Store) -> None:
    path = store.path
    assert path is not None
    _write(store)
    with store.engine.connect() as connection:
        page = connection.exec_driver_sql("PRAGMA page_size").scalar_one()
    store.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:page] + b"\xff" * (len(whole) - page))
    with pytest.raises(Refused) as refused:
        open_store(path)
    assert refused.value.refusals == (DatabaseDamaged(),)


@pytest.mark.parametrize("place", ["postgresql"], indirect=True)
def test_a_server_that_goes_away_is_said_and_found_again(open_at: Callable[[], Store]) -> None:
    one, other = open_at(), open_at()

    def write_while_the_server_cuts_the_line() -> None:
        with one.session(writes=True) as session:
            backend = session.scalar(sa.text("SELECT pg_backend_pid()"))
            with other.session(writes=False) as administrator:
                administrator.execute(sa.text("SELECT pg_terminate_backend(:pid)"), {"pid": backend})
            session.add(Client(number=1, created_at=NOW))
            session.commit()

    with pytest.raises(Refused) as refused:
        write_while_the_server_cuts_the_line()
    assert refused.value.refusals == (DatabaseUnreachable(),)
    _write(one)
    assert _clients(other) == 1


def test_moments_come_back_with_their_zone_and_contract_days_as_days(store: Store) -> None:
    with store.session(writes=True) as session:
        session.add(Client(number=1, created_at=NOW, birth_date=TODAY))
        session.commit()
    with store.session(writes=False) as session:
        row = session.scalars(sa.select(Client)).one()
    assert (row.created_at, row.birth_date) == (NOW, TODAY)
    assert row.created_at.tzinfo is not None


def test_a_moment_without_its_zone_is_a_fault_of_the_program(store: Store) -> None:
    with store.session(writes=True) as session:
        session.add(Client(number=1, created_at=datetime(2010, 7, 20)))  # noqa: DTZ001
        with pytest.raises(sa.exc.StatementError, match="without its zone"):
            session.flush()
