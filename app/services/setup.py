"""Make a database: the training one, or a club's own on a file or a server (spec 1.9)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import URL, Engine
from sqlalchemy.exc import DBAPIError

from app.domain.refusals import Refused
from app.domain.rights import Role
from app.models import ClubSetting, Meta, User
from app.models.schema import HEAD
from app.services import codes, migrating
from app.services.backup import back_up_file
from app.services.fields import ClubSettings
from app.services.json_values import to_json
from app.services.name_keys import name_key
from app.services.refusals import DatabaseExists, DatabaseMissing, DatabaseUnreachable, NotOurDatabase
from app.services.store import (
    Store,
    engine_for,
    open_store,
    place_in_words,
    refusal_of,
    refuse_bad_place,
    refuse_unknown_schema,
    schema_of,
    url_of,
)

FIRST_USER = "ADMIN"
FIRST_CODE = "ADMIN"
"""The shipped account (spec 1.1); a club's own database makes it choose another code at once."""


@dataclass(frozen=True, slots=True)
class FirstUser:
    """The first account of a database; `must_change_code`: before anything else opens."""

    name: str
    code: str
    must_change_code: bool


def create_empty(
    place: str | Path,
    *,
    training: bool,
    today: date,
    settings: ClubSettings | None = None,
    first: FirstUser | None = None,
) -> None:
    """Make the schema, the first account (`first`, else the shipped one) and the settings, all or nothing.

    Refuses: NetworkPath, DatabaseExists, DatabaseUnreachable, DiskFull.
    """
    url = url_of(place)
    refuse_bad_place(url)
    _make_folder(url)
    engine = engine_for(url)
    try:
        with engine.execution_options(writes=True).begin() as connection:
            if sa.inspect(connection).get_table_names():
                raise Refused(DatabaseExists(place_in_words(url)))
            migrating.upgrade(connection)
            user = first or FirstUser(FIRST_USER, FIRST_CODE, must_change_code=not training)
            _first_rows(connection, training, today, settings or ClubSettings(), user)
    except DBAPIError as fault:
        raise Refused(refusal_of(fault) or DatabaseUnreachable()) from fault
    finally:
        engine.dispose()


def _make_folder(url: URL) -> None:
    if url.get_backend_name() == "sqlite" and url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)


def _first_rows(
    connection: sa.Connection, training: bool, today: date, settings: ClubSettings, first: FirstUser
) -> None:
    kind = "training" if training else "club"
    connection.execute(
        sa.insert(Meta), [{"key": "kind", "value": kind}, {"key": "made_on", "value": today.isoformat()}]
    )
    connection.execute(sa.insert(ClubSetting).values(id=1, version=1, settings=to_json(settings)))
    connection.execute(
        sa.insert(User).values(
            version=1,
            name=first.name,
            name_key=name_key(first.name),
            role=Role.ADMINISTRATOR.value,
            active=True,
            code_hash=codes.hash_of(first.code),
            must_change_code=first.must_change_code,
            created_at=datetime.now(UTC),
        )
    )


def create_club(
    place: str | Path, settings: ClubSettings, today: date, first: FirstUser | None = None
) -> Store:
    """A club's own empty database; without `first` its first sign-in as ADMIN must choose a new code."""
    create_empty(place, training=False, today=today, settings=settings, first=first)
    return open_store(place)


def join_club(place: str | Path) -> Store:
    """Open the database that another desk of the club made; refusals as `open_store`."""
    return open_store(place)


def open_or_migrate(place: str | Path, workstation_dir: Path | None = None) -> Store:
    """Open a database; one of an older program is backed up and brought up to date first.

    Refuses: as `open_store`; a migration that fails leaves the database as it was.
    """
    url = url_of(place)
    refuse_bad_place(url)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        raise Refused(DatabaseMissing(place_in_words(url)))
    engine = engine_for(url)
    try:
        with engine.connect() as connection:
            schema = schema_of(connection)
            refuse_unknown_schema(schema, place_in_words(url))
        if schema != HEAD:
            migrate(engine, url, datetime.now(UTC))
    except DBAPIError as fault:
        raise Refused(refusal_of(fault) or NotOurDatabase(place_in_words(url))) from fault
    finally:
        engine.dispose()
    return open_store(place, workstation_dir)


def migrate(engine: Engine, url: URL, now: datetime) -> Path | None:
    """Bring the schema up to date in one transaction; gives the backup that was made first (spec 5.2)."""
    kept = None
    if url.get_backend_name() == "sqlite" and url.database:
        database = Path(url.database)
        kept = back_up_file(database, database.parent / "before-migration", now)
    with engine.execution_options(writes=True).begin() as connection:
        migrating.upgrade(connection)
    return kept


def is_set_up(place: str | Path) -> bool:
    """Whether a database of this program stands at this place already."""
    url = url_of(place)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        return False
    engine = engine_for(url)
    try:
        with engine.connect() as connection:
            return schema_of(connection) is not None
    except DBAPIError as fault:
        raise Refused(refusal_of(fault) or NotOurDatabase(place_in_words(url))) from fault
    finally:
        engine.dispose()
