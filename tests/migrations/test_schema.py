"""The schema equals the mapped tables, and goes up, down and up again, also with data."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Engine

from app.models import Base, Client, Plan
from app.models.schema import HEAD, KNOWN, MIGRATIONS
from app.services import migrating
from app.services.store import Store


@pytest.fixture
def engine(store: Store) -> Engine:
    """An engine whose transactions take the write lock at once."""
    return store.engine.execution_options(writes=True)


def _is_ours(_object: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    native_table = kind == "table" and name is not None and name == "client_word"
    native_index = kind == "index" and name == "ix_client_name_trigrams"
    return not (native_table or native_index)


def test_the_migrations_build_exactly_the_mapped_tables(engine: Engine) -> None:
    with engine.begin() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_object": _is_ours}
        )
        assert compare_metadata(context, Base.metadata) == []


def test_the_program_knows_every_schema_that_has_a_migration() -> None:
    scripts = ScriptDirectory(str(MIGRATIONS))
    assert [script.revision for script in scripts.walk_revisions()] == list(reversed(KNOWN))
    assert scripts.get_current_head() == HEAD


def _tables(engine: Engine) -> set[str]:
    with engine.begin() as connection:
        found = set(sa.inspect(connection).get_table_names())
    return {name for name in found if not name.startswith("sqlite_")}


def test_a_database_with_data_goes_down_to_nothing_and_up_again(engine: Engine) -> None:
    before = _tables(engine)
    with engine.begin() as connection:
        connection.execute(
            sa.insert(Client).values(
                version=1, number=1, created_at=datetime.now(UTC), name_key="lefevre jean"
            )
        )
        connection.execute(
            sa.insert(Plan).values(
                version=1, name="An", name_key="an", kind="months", length=12, payment="at_once",
                amount=10000, registration_fee=0, maintenance=200,
            )
        )  # fmt: skip
    with engine.begin() as connection:
        migrating.downgrade(connection, "base")
    assert _tables(engine) == {"alembic_version"}
    with engine.begin() as connection:
        migrating.upgrade(connection)
    assert _tables(engine) == before
    with engine.begin() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(Client)).scalar() == 0
