"""The history is a chain: whoever alters, removes or cuts it off is found out (spec 3.4, 5.3)."""

import json

import pytest
import sqlalchemy as sa

from app.models import History
from app.services.audit import broken_at
from app.services.check import ProblemKind, check_database
from app.services.store import Store
from app.services.unit_of_work import reading
from tests.databases import TODAY
from tests.services.club import Club


@pytest.fixture
def told(club: Club) -> Club:
    """A club with a few entries in its history."""
    club.suspended(club.sold())
    return club


def _tamper(store: Store, statement: str) -> None:
    """Change the history as somebody with full power over the database could."""
    with store.engine.execution_options(writes=True).begin() as connection:
        if store.dialect == "sqlite":
            for guard in ("history_never_changes", "history_is_never_deleted"):
                connection.exec_driver_sql(f"DROP TRIGGER {guard}")
        else:
            connection.exec_driver_sql("ALTER TABLE history DISABLE TRIGGER ALL")
        connection.exec_driver_sql(statement)


def test_every_change_is_told_with_who_when_and_why(told: Club) -> None:
    with reading(told.desk) as session:
        entries = session.scalars(sa.select(History).order_by(History.id)).all()
        assert broken_at(session) is None
    assert [entry.what for entry in entries] == ["client_created", "plan_created", "sold", "suspended"]
    last = entries[-1]
    assert (last.operator, last.workstation, last.reason) == ("ADMIN", "ACCUEIL-1", "blessure")
    assert json.loads(last.after)["days"] == 45
    assert last.previous_hash == entries[-2].hash


@pytest.mark.parametrize(
    ("statement", "found_at"),
    [
        ("UPDATE history SET operator = 'Personne' WHERE id = 2", 2),
        ("UPDATE history SET after = '{}' WHERE id = 4", 4),
        ("DELETE FROM history WHERE id = 3", 3),
        ("DELETE FROM history WHERE id = 4", 4),
        ("UPDATE history SET id = id + 100 WHERE id = 1", 1),
    ],
)
def test_a_tampered_history_is_found_where_it_was_tampered_with(
    told: Club, statement: str, found_at: int
) -> None:
    _tamper(told.desk.store, statement)
    with reading(told.desk) as session:
        assert broken_at(session) == found_at
    (problem,) = check_database(told.desk.store, TODAY).problems
    assert (problem.kind, problem.of) == (ProblemKind.HISTORY, found_at)
