"""Backups of a SQLite database: made by the backup API, verified by opening, thinned, restored (spec 5.2).

A shared PostgreSQL database is backed up on its server by its own means.
"""

import contextlib
import re
import shutil
import sqlite3
from datetime import date, datetime
from pathlib import Path

from app.domain.refusals import Refused
from app.domain.rights import Right
from app.models.schema import KNOWN
from app.services.desk import Desk
from app.services.refusals import (
    BackupDamaged,
    BackupOnServerOnly,
    DatabaseNewer,
    DiskFull,
    FileUnreadable,
)
from app.services.store import Store

PREFIX = "gestion-"
SUFFIX = ".backup.db"
_MOMENT = "%Y%m%d-%H%M%S"
_MADE_HERE = re.compile(rf"{PREFIX}\d{{8}}-\d{{6}}{re.escape(SUFFIX)}")
DAYS_KEPT = 14
WEEKS_KEPT = 8
MONTHS_KEPT = 24


def back_up(store: Store, folder: Path, now: datetime) -> Path:
    """Copy the open database into `folder`, check the copy, and only then give it its name.

    Desks may go on saving meanwhile; the copy is of one moment. Refuses: BackupOnServerOnly,
    DiskFull, BackupDamaged.
    """
    if store.path is None:
        raise Refused(BackupOnServerOnly())
    return back_up_file(store.path, folder, now)


def save_backup(desk: Desk, folder: Path) -> Path:
    """The verb of the menu: a backup now, for an Administrateur. Refuses as `back_up`."""
    desk.require(Right.BACKUP)
    return back_up(desk.store, folder, desk.now())


def restore_backup(desk: Desk, backup: Path) -> Path | None:
    """The verb of the menu: put a backup in the place of this desk's database, which is closed by it.

    Whoever is signed in must sign in again: users and codes are those of the backup. Refuses as
    `restore`, and BackupOnServerOnly.
    """
    desk.require(Right.RESTORE)
    if desk.store.path is None:
        raise Refused(BackupOnServerOnly())
    desk.store.close()
    return restore(backup, desk.store.path, desk.now())


def back_up_file(database: Path, folder: Path, now: datetime) -> Path:
    """The same for a database that is not open, as before a migration."""
    target = folder / f"{PREFIX}{now.strftime(_MOMENT)}{SUFFIX}"
    unfinished = target.with_suffix(".part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _copy(database, unfinished)
        verify(unfinished)
        unfinished.replace(target)
    except (OSError, sqlite3.OperationalError) as fault:
        raise Refused(DiskFull()) from fault
    finally:
        unfinished.unlink(missing_ok=True)
    return target


def _copy(source: Path, target: Path) -> None:
    """Copy by SQLite's backup API, into a file that stands by itself (no WAL beside it)."""
    with (
        contextlib.closing(sqlite3.connect(source)) as from_database,
        contextlib.closing(sqlite3.connect(target)) as to_database,
    ):
        from_database.backup(to_database, pages=4096)
        to_database.execute("PRAGMA journal_mode=DELETE")


def verify(backup: Path) -> None:
    """Open a backup and check it whole. Refuses: BackupDamaged, DatabaseNewer."""
    try:
        with contextlib.closing(sqlite3.connect(f"{backup.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            whole = copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            row = copy.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error as fault:
        raise Refused(BackupDamaged(backup.name)) from fault
    if not whole or row is None:
        raise Refused(BackupDamaged(backup.name))
    if row[0] not in KNOWN:
        raise Refused(DatabaseNewer())


def restore(backup: Path, database: Path, now: datetime) -> Path | None:
    """Put a backup in the place of a closed database; gives where what stood there was kept.

    The backup is verified first, and what stood there is backed up beside it, so that restoring
    the wrong one can be undone. Refuses: FileUnreadable, BackupDamaged, DatabaseNewer, DiskFull.
    """
    if not backup.is_file():
        raise Refused(FileUnreadable(backup.name))
    verify(backup)
    unfinished = database.with_suffix(".restoring")
    try:
        kept = _set_aside(database, now) if database.is_file() else None
        _copy(backup, unfinished)
        for beside in ("-wal", "-shm"):
            database.with_name(database.name + beside).unlink(missing_ok=True)
        unfinished.replace(database)
    except (OSError, sqlite3.OperationalError) as fault:
        raise Refused(DiskFull()) from fault
    finally:
        unfinished.unlink(missing_ok=True)
    return kept


def _set_aside(database: Path, now: datetime) -> Path:
    """A backup of what is to be replaced; a damaged one, which may be why, is copied as it is."""
    folder = database.parent / "before-restore"
    try:
        return back_up_file(database, folder, now)
    except (Refused, sqlite3.DatabaseError):
        kept = folder / f"{now.strftime(_MOMENT)}-{database.name}.damaged"
        shutil.copyfile(database, kept)
        return kept


def backups(folder: Path) -> tuple[Path, ...]:
    """The backups in a folder, newest first; a file that somebody named otherwise is none of them."""
    found = (each for each in folder.glob(f"{PREFIX}*{SUFFIX}") if _MADE_HERE.fullmatch(each.name))
    return tuple(sorted(found, reverse=True))


def taken_at(backup: Path) -> datetime:
    """When a backup was made, by its name."""
    return datetime.strptime(backup.name.removeprefix(PREFIX).removesuffix(SUFFIX), _MOMENT)  # noqa: DTZ007


def thin(folder: Path, today: date) -> tuple[Path, ...]:
    """Delete what no one needs: keep all of 14 days, the last of each of 8 weeks, of each of 24 months.

    Gives what was deleted. The newest backup always stays.
    """
    found = backups(folder)
    kept = set(found[:1])
    weeks: set[tuple[int, int]] = set()
    months: set[tuple[int, int]] = set()
    for backup in found:
        day = taken_at(backup).date()
        week = day.isocalendar()[:2]
        month = (day.year, day.month)
        if (today - day).days < DAYS_KEPT:
            kept.add(backup)
        if week not in weeks and len(weeks) < WEEKS_KEPT:
            weeks.add(week)
            kept.add(backup)
        if month not in months and len(months) < MONTHS_KEPT:
            months.add(month)
            kept.add(backup)
    gone = tuple(backup for backup in found if backup not in kept)
    for backup in gone:
        backup.unlink()
    return gone
