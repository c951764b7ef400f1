"""Backups open, are thinned, and can be put back; a damaged one never takes the place of a good one."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.domain.refusals import Refused
from app.services.backup import back_up, backups, restore, restore_backup, save_backup, taken_at, thin
from app.services.desk import Desk
from app.services.refusals import BackupDamaged, BackupOnServerOnly, FileUnreadable
from app.services.store import open_store
from tests.services.club import Club

NOW = datetime(2010, 7, 20, 12, tzinfo=UTC)
on_sqlite = pytest.mark.parametrize("place", ["sqlite"], indirect=True)


@on_sqlite
def test_a_backup_holds_what_was_saved_and_can_be_put_back(club: Club, tmp_path: Path) -> None:
    access = club.sold()
    before = club.rows(access, 99)
    folder = tmp_path / "sauvegardes"
    copy = back_up(club.desk.store, folder, NOW)
    club.suspended(access)
    changed = club.rows(access, 99)
    store = club.desk.store
    assert store.path is not None
    store.close()
    kept = restore(copy, store.path, NOW + timedelta(hours=1))
    assert club.rows(access, 99) == before
    store.close()
    assert kept is not None
    restore(kept, store.path, NOW + timedelta(hours=2))
    assert club.rows(access, 99) == changed
    assert backups(folder) == (copy,)


@on_sqlite
def test_a_damaged_backup_is_refused_and_nothing_is_replaced(club: Club, tmp_path: Path) -> None:
    access = club.sold()
    store = club.desk.store
    assert store.path is not None
    copy = back_up(store, tmp_path / "sauvegardes", NOW)
    content = bytearray(copy.read_bytes())
    content[200:20_000] = b"\xff" * 19_800
    copy.write_bytes(bytes(content))
    rows = club.rows(access, 99)
    store.close()
    with pytest.raises(Refused) as refused:
        restore(copy, store.path, NOW)
    assert refused.value.refusals == (BackupDamaged(copy.name),)
    with pytest.raises(Refused) as refused:
        restore(tmp_path / "absent.db", store.path, NOW)
    assert refused.value.refusals == (FileUnreadable("absent.db"),)
    assert club.rows(access, 99) == rows


@on_sqlite
def test_a_damaged_database_can_be_replaced_by_its_backup(club: Club, tmp_path: Path) -> None:
    access = club.sold()
    rows = club.rows(access, 99)
    store = club.desk.store
    assert store.path is not None
    copy = back_up(store, tmp_path / "sauvegardes", NOW)
    store.close()
    store.path.write_bytes(b"\xff" * 30_000)
    kept = restore(copy, store.path, NOW)
    assert kept is not None
    assert kept.read_bytes() == b"\xff" * 30_000
    assert club.rows(access, 99) == rows


@on_sqlite
def test_a_backup_is_made_while_a_desk_is_saving(club: Club, tmp_path: Path) -> None:
    club.sold()
    store = club.desk.store
    with store.session(writes=True):
        copy = back_up(store, tmp_path, NOW)
    opened = open_store(copy)
    assert opened.is_training
    opened.close()


@on_sqlite
def test_old_backups_are_thinned_to_days_weeks_and_months(tmp_path: Path, desk: Desk) -> None:
    today = date(2010, 7, 20)
    for age in range(400):
        moment = datetime(2010, 7, 20, 8, tzinfo=UTC) - timedelta(days=age)
        (tmp_path / f"gestion-{moment:%Y%m%d-%H%M%S}.backup.db").write_bytes(b"")
    gone = thin(tmp_path, today)
    left = backups(tmp_path)
    ages = [(today - taken_at(one).date()).days for one in left]
    assert ages[:14] == list(range(14))
    assert len(left) + len(gone) == 400
    assert len(left) <= 14 + 8 + 14
    assert {taken_at(one).date().replace(day=1) for one in left} == {
        (datetime(2010, 7, 20, tzinfo=UTC) - timedelta(days=age)).date().replace(day=1) for age in range(400)
    }
    assert thin(tmp_path, today) == ()
    assert desk.store.path is not None


@on_sqlite
def test_a_file_that_is_not_a_backup_is_left_alone(tmp_path: Path, desk: Desk) -> None:
    others = [tmp_path / "gestion.txt", tmp_path / "gestion-copie du lundi.backup.db"]
    for other in others:
        other.write_text("notes", encoding="utf-8")
    back_up(desk.store, tmp_path, NOW)
    thin(tmp_path, date(2030, 1, 1))
    assert all(other.exists() for other in others)
    assert len(backups(tmp_path)) == 1


@on_sqlite
def test_the_administrator_saves_and_restores_from_the_menu(club: Club, tmp_path: Path) -> None:
    access = club.sold()
    rows = club.rows(access, 99)
    copy = save_backup(club.desk, tmp_path)
    club.suspended(access)
    assert restore_backup(club.desk, copy) is not None
    assert club.rows(access, 99) == rows


@pytest.mark.parametrize("place", ["postgresql"], indirect=True)
def test_a_shared_database_is_backed_up_on_its_server(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        back_up(desk.store, tmp_path, NOW)
    assert refused.value.refusals == (BackupOnServerOnly(),)
