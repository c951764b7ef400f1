"""Types of clients that desks kept in their own language become codes; what somebody typed stays (step 0004)."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from app.services import migrating
from app.services.store import Store

TYPED = ["Étudiant", "Bedrijf", "Private person", "Club de boxe", ""]
CODES = ["student", "business", "private", "Club de boxe", ""]
FRENCH = ["Étudiant", "Entreprise", "Particulier", "Club de boxe", ""]


def _before(connection: Connection) -> None:
    """Cards and a saved search as the program before 0004 kept them."""
    from app.models import Client, Segment

    for number, typed in enumerate(TYPED, start=1):
        values = {"version": 1, "number": number, "created_at": datetime.now(UTC), "client_type": typed}
        connection.execute(sa.insert(Client).values(**values))
    conditions = [
        {"field": "client_type", "value": "Étudiant", "negated": False},
        {"field": "town", "value": "Étudiant", "negated": False},
        {"field": "client_type", "value": "Boxe", "negated": True},
    ]
    kept: dict[str, Any] = {"anything": "", "conditions": conditions}
    connection.execute(
        sa.insert(Segment).values(
            version=1, name="S", name_key="s", criteria=kept, saved_by="A", saved_at=datetime.now(UTC)
        )
    )


def _types(connection: Connection) -> list[str]:
    return list(connection.execute(sa.text("SELECT client_type FROM client ORDER BY number")).scalars())


def _values(connection: Connection) -> list[str]:
    from app.models import Segment

    criteria = connection.execute(sa.select(Segment.criteria)).scalar_one()
    return [condition["value"] for condition in criteria["conditions"]]


def test_the_words_of_three_languages_become_one_code_and_go_back(store: Store) -> None:
    engine = store.engine.execution_options(writes=True)
    with engine.begin() as connection:
        migrating.downgrade(connection, "0003")
        _before(connection)
    with engine.begin() as connection:
        migrating.upgrade(connection)
    with engine.begin() as connection:
        assert _types(connection) == CODES
        assert _values(connection) == ["student", "Étudiant", "Boxe"]
        migrating.downgrade(connection, "0003")
    with engine.begin() as connection:
        assert _types(connection) == FRENCH
        assert _values(connection) == ["Étudiant", "Étudiant", "Boxe"]
