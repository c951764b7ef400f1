"""A club with very many clients: rows written at once, with the program's own schema and search keys."""

import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory

from app.services import setup
from app.services.client_rows import columns_of
from app.services.fields import ClientFields
from app.services.training.people import words

TODAY = date(2026, 6, 1)
_FIRST = [
    "Bar",
    "Cal",
    "Del",
    "Fer",
    "Gau",
    "Hen",
    "Jac",
    "Lam",
    "Mar",
    "Nor",
    "Per",
    "Ric",
    "Sau",
    "Tur",
    "Val",
    "Ver",
    "Wil",
    "Bou",
    "Cha",
    "Fon",
    "Gra",
    "Lor",
    "Mon",
    "Pel",
    "Ros",
]
_MIDDLE = ["a", "e", "i", "o", "ou", "an", "en", "in", "on", "ar", "er", "il"]
_LAST = [
    "bert",
    "bois",
    "champ",
    "det",
    "din",
    "fort",
    "gnier",
    "lard",
    "let",
    "mann",
    "nel",
    "nier",
    "rand",
    "ret",
    "rier",
    "teau",
    "tier",
    "val",
    "vel",
    "ville",
    "vin",
    "zac",
]
_PARTICLES = (*[""] * 10, "Le ", "De ", "Van ", "Van de ", "D'", "Du ")
_STATES = {"active": 60, "former": 18, "prospect": 12, "suspended": 5, "deactivated": 3, "blocked": 2}
_STATE_ORDER = {"active": 0, "suspended": 1, "blocked": 2, "former": 3, "prospect": 4, "deactivated": 5}

_WORDS = """INSERT OR IGNORE INTO client_word (word, surname_key, client_id, name_key)
    SELECT word.value, surname_key, client.id, name_key
    FROM client, json_each('["' || replace(rest_key, ' ', '","') || '"]') AS word
    WHERE word.value <> '' ORDER BY 1, 2, 3"""


def make_crowd(path: Path, count: int) -> None:
    """A training database with `count` clients and no accesses; about 50 000 clients a second."""
    setup.create_empty(path, training=True, today=TODAY)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("BEGIN")
        indexes = _drop_indexes(connection)
        _insert(connection, count)
        for statement in indexes:
            connection.execute(statement)
        connection.execute(_WORDS)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _drop_indexes(connection: sqlite3.Connection) -> list[str]:
    """Take indexes and triggers of the client table away; the statements that bring them back."""
    listed = connection.execute(
        "SELECT type, name, sql FROM sqlite_master"
        " WHERE tbl_name = 'client' AND type IN ('index', 'trigger') AND sql IS NOT NULL"
    ).fetchall()
    for kind, name, _ in listed:
        connection.execute(f"DROP {kind} {name}")
    return [statement for _, _, statement in listed]


def _insert(connection: sqlite3.Connection, count: int) -> None:
    people = crowd(count)
    names = [row[1] for row in connection.execute("PRAGMA table_info(client)")]
    filled: dict[str, object] = {
        row[1]: 0 if row[2] in ("INTEGER", "BOOLEAN") else ""
        for row in connection.execute("PRAGMA table_info(client)")
        if row[3]
    }
    marks = ", ".join("?" * len(names))
    connection.executemany(
        f"INSERT INTO client ({', '.join(names)}) VALUES ({marks})",
        _rows(people, names, filled),
    )


def _rows(
    people: Iterator[ClientFields], names: Sequence[str], filled: dict[str, object]
) -> Iterator[list[object]]:
    chance = random.Random(2)
    states, weights = list(_STATES), list(accumulate(_STATES.values()))
    for place, person in enumerate(people, start=1):
        (state,) = chance.choices(states, cum_weights=weights)
        row = {
            **filled,
            **columns_of(person),
            "id": place,
            "version": 1,
            "number": 100 + place,
            "created_at": "2020-01-01 12:00:00.000000",
            "state": state,
            "state_order": _STATE_ORDER[state],
            "access_key": "9999-12-31" if state in ("active", "suspended") else "0001-01-01",
            "has_access": state != "prospect",
            "balance": 5900 if chance.random() < 0.02 else 0,
        }
        row["birth_date"], row["birth_key"] = str(row["birth_date"]), str(row["birth_key"])
        yield [row.get(name) for name in names]


def crowd(count: int) -> Iterator[ClientFields]:
    """Cards of people with names as frequent, and as rare, as in a phone book."""
    chance = random.Random(1)
    surnames, first_names = _surnames(chance), _first_names(chance)
    surname_weights = list(accumulate(1 / (rank + 60) for rank in range(len(surnames))))
    first_weights = list(accumulate(1 / (rank + 15) for rank in range(len(first_names))))
    towns = words().towns
    for place in range(count):
        town = towns[place * 7 % len(towns)]
        yield ClientFields(
            surname=chance.choices(surnames, cum_weights=surname_weights)[0],
            first_name=chance.choices(first_names, cum_weights=first_weights)[0],
            birth_date=TODAY - timedelta(days=6_000 + place * 37 % 24_000),
            address="12, rue des Écoles",
            postal_code=town.postal_code,
            town=town.name,
            country=town.country,
            mobile=f"06 {place // 1_000_000:02} {place // 10_000 % 100:02} {place // 100 % 100:02} {place % 100:02}",
            email=f"client{place}@example.org",
            card_number=f"00 {place:07}",
        )


def _surnames(chance: random.Random) -> list[str]:
    """Frequent ones first; names with a particle and double names are rarer, as they are in life."""
    made = [f"{first}{middle}{last}" for first in _FIRST for middle in ("", *_MIDDLE) for last in _LAST]
    chance.shuffle(made)
    listed = [*words()["surnames"], *words()["belgian_surnames"], *made[: len(made) // 2]]
    chance.shuffle(listed)
    listed += [f"{chance.choice(_PARTICLES)}{name}" for name in made[len(made) // 2 :]]
    listed += [f"{chance.choice(listed)}-{chance.choice(listed)}" for _ in range(len(listed) // 20)]
    return [name.upper() for name in listed]


def _first_names(chance: random.Random) -> list[str]:
    lists = words()
    listed = [*lists["women"], *lists["men"], *lists["dutch_women"], *lists["dutch_men"]]
    chance.shuffle(listed)
    return listed


@cache
def _temporary() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="gestion-bench-", ignore_cleanup_errors=True)


def folder() -> Path:
    """A folder that goes when the benchmarks end."""
    return Path(_temporary().name)


@cache
def crowd_at(count: int) -> Path:
    """The database of a crowd, made once for everything that is measured in this run."""
    path = folder() / f"crowd-{count}.db"
    make_crowd(path, count)
    return path
