"""A database that no longer opens gets its backup back from an administrator of that backup (spec 5.2)."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.refusals import NotAllowed, Refusal, Refused
from app.domain.rights import Right, Role
from app.services.backup import back_up
from app.services.desk import Desk
from app.services.refusals import BackupDamaged, FileUnreadable, PlaceUnusable, WrongNameOrCode
from app.services.requests import SaveUser
from app.services.rescue import RestoreProved, restore_proved
from app.services.users import save_user
from tests.services.club import Club, new_command

NOW = datetime(2010, 7, 20, 8, tzinfo=UTC)
BROKEN = b"\xff" * 30_000
CODE = "un code de club assez long"
pytestmark = pytest.mark.parametrize("place", ["sqlite"], indirect=True)


@pytest.fixture
def copy(club: Club, tmp_path: Path) -> Path:
    """A backup with a receptionist in it; the database itself is damaged after it was made."""
    store = club.desk.store
    assert store.path is not None
    club.client("Dupont")
    save_user(club.desk, SaveUser(new_command(), None, 0, "TOM", Role.RECEPTION, True, CODE))
    made = back_up(store, tmp_path / "sauvegardes", NOW)
    store.close()
    store.path.write_bytes(BROKEN)
    return made


def database_of(desk: Desk) -> Path:
    assert desk.store.path is not None
    return desk.store.path


def contents(path: Path) -> list[str]:
    """Everything a database holds, as statements."""
    with closing(sqlite3.connect(path)) as database:
        return list(database.iterdump())


@pytest.fixture
def refused(desk: Desk, copy: Path) -> Callable[..., Refusal]:
    """Why this is refused; nothing was touched by it."""

    def ask(
        name: str = "ADMIN", code: str = "ADMIN", backup: Path = copy, database: Path | None = None
    ) -> Refusal:
        request = RestoreProved(backup, database or database_of(desk), name, code)
        with pytest.raises(Refused) as told:
            restore_proved(desk.clock, "ACCUEIL-1", request)
        assert database_of(desk).read_bytes() == BROKEN
        return told.value.refusals[0]

    return ask


def test_an_administrator_of_that_day_puts_the_backup_back(desk: Desk, copy: Path) -> None:
    kept = restore_proved(desk.clock, "ACCUEIL-1", RestoreProved(copy, database_of(desk), "admin", "ADMIN"))
    assert kept is not None
    assert kept.read_bytes() == BROKEN
    assert contents(database_of(desk)) == contents(copy)


def test_a_wrong_code_restores_nothing_and_leaves_the_backup_as_it_is(
    copy: Path, refused: Callable[..., Refusal]
) -> None:
    before = copy.read_bytes()
    for _ in range(6):
        assert refused(code="faux") == WrongNameOrCode()
    assert refused(name="PERSONNE") == WrongNameOrCode()
    assert copy.read_bytes() == before


def test_reception_restores_nothing(refused: Callable[..., Refusal]) -> None:
    assert refused(name="TOM", code=CODE) == NotAllowed(Right.RESTORE)


def test_what_is_no_backup_restores_nothing(refused: Callable[..., Refusal], tmp_path: Path) -> None:
    damaged = tmp_path / "gestion-20100720-080000.backup.db"
    damaged.write_bytes(BROKEN)
    assert refused(backup=damaged) == BackupDamaged(damaged.name)
    assert refused(backup=tmp_path / "disparue.db") == FileUnreadable("disparue.db")


def test_a_drive_that_is_not_there_is_no_place_for_a_database(
    refused: Callable[..., Refusal], tmp_path: Path
) -> None:
    away = tmp_path / "disque absent" / "club.db"
    assert refused(database=away) == PlaceUnusable(str(away))
    assert not away.parent.exists()
