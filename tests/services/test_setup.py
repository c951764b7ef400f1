"""Databases are made whole or not at all, opened only where that is safe, and never when newer."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.domain.refusals import Refused
from app.models.schema import HEAD
from app.services.clock import FixedClock
from app.services.desk import Desk
from app.services.fields import ClubSettings
from app.services.network_paths import file_system_of, is_on_network
from app.services.refusals import (
    DatabaseExists,
    DatabaseMissing,
    DatabaseNewer,
    DatabaseUnreachable,
    NetworkPath,
    NotOurDatabase,
)
from app.services.requests import ChangeCode
from app.services.setup import (
    create_club,
    create_empty,
    is_set_up,
    join_club,
    migrate,
    open_or_migrate,
)
from app.services.signing_in import change_code, sign_in
from app.services.store import engine_for, open_store, url_of
from tests.databases import TODAY
from tests.services.club import new_command


def _refusal(place: str | Path) -> object:
    with pytest.raises(Refused) as refused:
        open_store(place)
    return refused.value.refusals[0]


def test_a_club_must_choose_its_own_code_at_the_first_sign_in(tmp_path: Path) -> None:
    store = create_club(tmp_path / "club.db", ClubSettings(name="Club Léo"), TODAY)
    clock = FixedClock(TODAY)
    signed_in = sign_in(store, clock, "ACCUEIL-1", "ADMIN", "ADMIN")
    assert signed_in.must_change_code
    assert not store.is_training
    change_code(
        Desk(store, clock, signed_in.operator), ChangeCode(new_command(), "ADMIN", "un toit, trois chats")
    )
    assert not sign_in(store, clock, "ACCUEIL-1", "ADMIN", "un toit, trois chats").must_change_code
    store.close()


def test_the_training_database_keeps_admin_and_says_so(place: str) -> None:
    store = open_store(place)
    assert store.is_training
    assert not sign_in(store, FixedClock(TODAY), "A", "ADMIN", "ADMIN").must_change_code
    store.close()


def test_a_database_is_not_made_over_another(place: str) -> None:
    with pytest.raises(Refused) as refused:
        create_empty(place, training=False, today=TODAY)
    assert isinstance(refused.value.refusals[0], DatabaseExists)
    store = join_club(place)
    assert store.is_training
    store.close()


@pytest.mark.usefixtures("as_in_the_program")
def test_sqlite_writes_so_that_a_power_cut_loses_nothing_acknowledged(tmp_path: Path) -> None:
    create_empty(tmp_path / "club.db", training=True, today=TODAY)
    store = open_store(tmp_path / "club.db")
    with store.engine.connect() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers", "busy_timeout")
        }
    store.close()
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "busy_timeout": 10_000,
    }


def _pretend(place: str, schema: str) -> None:
    engine = engine_for(url_of(place))
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = :schema"), {"schema": schema})
    engine.dispose()


def test_a_database_of_a_newer_program_is_refused(place: str) -> None:
    _pretend(place, "9999")
    assert _refusal(place) == DatabaseNewer()
    _pretend(place, HEAD)
    open_store(place).close()


def test_what_is_no_database_of_ours_is_refused_in_words(tmp_path: Path) -> None:
    text = tmp_path / "liste.txt"
    text.write_text("nom;prénom\n" * 100, encoding="utf-8")
    other = tmp_path / "autre.db"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE things (id INTEGER)")
    connection.close()
    assert _refusal(text) == NotOurDatabase(str(text))
    assert _refusal(other) == NotOurDatabase(str(other))
    assert _refusal(tmp_path / "absent.db") == DatabaseMissing(str(tmp_path / "absent.db"))
    assert isinstance(_refusal("mysql://club/base"), NotOurDatabase)
    assert isinstance(_refusal("postgresql://nobody@127.0.0.1:9/club"), DatabaseUnreachable)
    assert text.read_text(encoding="utf-8").startswith("nom;prénom")


def test_whether_something_is_set_up_can_be_asked(place: str, tmp_path: Path) -> None:
    assert is_set_up(place)
    assert not is_set_up(tmp_path / "absent.db")


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
nas:/club /mnt/club nfs4 rw 0 0
//nas/club /mnt/share\\040club cifs rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/club/base.db", "ext4"),
        ("/mnt/club/base.db", "nfs4"),
        ("/mnt/share club/base.db", "cifs"),
        ("/mnt/club2/base.db", "ext4"),
    ],
)
def test_the_longest_mount_point_tells_what_a_path_lies_on(path: str, kind: str) -> None:
    assert file_system_of(Path(path), MOUNTS) == kind


def test_a_share_is_refused_for_a_file_database() -> None:
    assert is_on_network(Path("//nas/club/base.db"))
    with pytest.raises(Refused) as refused:
        create_empty("//nas/club/base.db", training=True, today=TODAY)
    assert isinstance(refused.value.refusals[0], NetworkPath)


def test_an_up_to_date_database_is_opened_without_a_migration(place: str, tmp_path: Path) -> None:
    store = open_or_migrate(place, tmp_path)
    assert store.workstation_dir == tmp_path
    store.close()
    assert not (tmp_path / "before-migration").exists()


def test_a_newer_or_foreign_database_is_not_migrated(place: str, tmp_path: Path) -> None:
    _pretend(place, "9999")
    with pytest.raises(Refused) as refused:
        open_or_migrate(place)
    assert refused.value.refusals == (DatabaseNewer(),)
    _pretend(place, HEAD)
    with pytest.raises(Refused) as refused:
        open_or_migrate(tmp_path / "absent.db")
    assert isinstance(refused.value.refusals[0], DatabaseMissing)


def test_a_migration_keeps_a_copy_of_what_was_there(place: str) -> None:
    url = url_of(place)
    engine = engine_for(url)
    kept = migrate(engine, url, datetime(2010, 7, 20, tzinfo=UTC))
    engine.dispose()
    assert (kept is None) == place.startswith("postgresql")
    for path in (place, kept):
        if path is not None:
            opened = open_store(path)
            assert opened.is_training
            opened.close()
