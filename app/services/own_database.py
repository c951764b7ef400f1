"""What an administrator does with the database itself: found, join, check, back up, put back (spec 1.9, 5.2).

The steps are those of `setup`, `check` and `backup`; here each asks for its right first, and every
way in which a place or a file can be wrong becomes a refusal beside its field.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from app.domain.refusals import FieldMissing, Refusal, Refused
from app.domain.rights import Right
from app.services import backup, codes, setup
from app.services.check import CheckReport, check_database
from app.services.desk import Desk
from app.services.fields import ClubSettings
from app.services.form_checks import FormChecks
from app.services.refusals import (
    BackupOnServerOnly,
    DatabaseExists,
    DatabaseUnreachable,
    FileNotWritten,
    FileUnreadable,
    PlaceUnusable,
)
from app.services.setup import FirstUser
from app.services.store import place_in_words, url_of

LONGEST_PLACE = 1000


@dataclass(frozen=True, slots=True)
class FoundClub:
    """Make the club's own database: `place` is the full path of a file or a `postgresql://` address."""

    place: str
    club: str
    administrator: str
    code: str


@dataclass(frozen=True, slots=True)
class BackupRow:
    """A backup in a folder: when it was made (UTC), and how large it is in bytes."""

    path: Path
    taken_at: datetime
    size: int


@dataclass(frozen=True, slots=True)
class DatabaseFacts:
    """Which database a desk works in: its place without password, a server's or a file, bytes of a file."""

    place: str
    is_server: bool
    is_training: bool
    size: int | None


def database_facts(desk: Desk) -> DatabaseFacts:
    """Where the database of this desk is."""
    desk.require(Right.MANAGE_SETTINGS)
    store = desk.store
    size = store.path.stat().st_size if store.path is not None and store.path.is_file() else None
    return DatabaseFacts(place_in_words(store.url), store.path is None, store.is_training, size)


def found_club(desk: Desk, request: FoundClub) -> str:
    """Make the club's own database; gives the address to keep in the workstation's settings.

    The new administrator signs in with this code. Refuses all wrong fields at once: FieldMissing,
    CodeTooShort, CodeTooCommon, PlaceUnusable; then NetworkPath, DatabaseExists, DatabaseUnreachable,
    DiskFull. The database in use is not touched.
    """
    desk.require(Right.MANAGE_SETTINGS)
    checks = FormChecks()
    _check_place(checks, request.place)
    club = checks.name(request.club)
    administrator = checks.line("administrator", request.administrator, 60)
    checks.needed("administrator", administrator or None)
    weakness = codes.weakness_of(request.code, administrator)
    if weakness is not None:
        checks.refusals.append(weakness)
    checks.finish()
    place = _free_place(request.place)
    first = FirstUser(administrator, request.code, must_change_code=False)
    settings = replace(ClubSettings(), name=club)
    try:
        setup.create_club(place, settings, desk.today(), first).close()
    except (OSError, ValueError) as fault:
        raise Refused(PlaceUnusable(request.place)) from fault
    except Refused as refused:
        raise Refused(*(_of_a_file(each, place) for each in refused.refusals)) from refused
    return place


def join_place(desk: Desk, place: str) -> str:
    """Try the database that another desk of the club made; gives the address to keep.

    Refuses: FieldMissing, PlaceUnusable, and as `setup.join_club`.
    """
    desk.require(Right.MANAGE_SETTINGS)
    checks = FormChecks()
    _check_place(checks, place)
    checks.finish()
    address = _address(place)
    try:
        setup.open_or_migrate(address).close()
    except (OSError, ValueError) as fault:
        raise Refused(PlaceUnusable(place)) from fault
    except Refused as refused:
        raise Refused(*(_of_a_file(each, address) for each in refused.refusals)) from refused
    return address


def _check_place(checks: FormChecks, place: str) -> None:
    text = place.strip()
    if not text:
        checks.refusals.append(FieldMissing("place"))
    elif (
        len(text) > LONGEST_PLACE or not text.isprintable() or ("://" not in text and not _is_file_path(text))
    ):
        checks.refusals.append(PlaceUnusable(text[:60]))


def _is_file_path(text: str) -> bool:
    """Whether this is the full path of something that is, or could become, a file."""
    try:
        path = Path(text).expanduser()
        return path.is_absolute() and not text.endswith(("/", os.sep)) and not path.is_dir()
    except (OSError, RuntimeError):
        return False


def _address(place: str) -> str:
    """The address with everything it needs to be opened, its password too; a plain path for a file."""
    url = url_of(place.strip())
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    return url.render_as_string(hide_password=False)


def _free_place(place: str) -> str:
    """The address, unless a file with something in it stands there."""
    address = _address(place)
    try:
        if "://" not in address and Path(address).is_file() and Path(address).stat().st_size > 0:
            raise Refused(DatabaseExists(address))
    except (OSError, ValueError) as fault:
        raise Refused(PlaceUnusable(place[:60])) from fault
    return address


def _of_a_file(refusal: Refusal, address: str) -> Refusal:
    """A file that cannot be opened is no server that does not answer."""
    if isinstance(refusal, DatabaseUnreachable) and "://" not in address:
        return PlaceUnusable(address[:60])
    return refusal


def check_now(desk: Desk, told: Callable[[int, int], None] = lambda done, total: None) -> CheckReport:
    """Check the whole database in use; `told` hears how many accesses and cards of how many are done.

    Changes nothing. What `told` raises ends the check.
    """
    desk.require(Right.BACKUP)
    return check_database(desk.store, desk.today(), told)


def backup_rows(desk: Desk, folder: Path) -> tuple[BackupRow, ...]:
    """The backups in a folder, newest first; nothing where the folder cannot be read."""
    desk.require(Right.BACKUP)
    rows = []
    for path in backup.backups(folder):
        try:
            rows.append(BackupRow(path, backup.taken_at(path).replace(tzinfo=UTC), path.stat().st_size))
        except (OSError, ValueError):
            continue
    return tuple(rows)


def prove_backup(desk: Desk, path: Path) -> None:
    """Open a backup and check it whole. Refuses: BackupDamaged, DatabaseNewer."""
    desk.require(Right.BACKUP)
    backup.verify(path)


def back_up_now(desk: Desk, folder: Path) -> Path:
    """Make a verified backup of the database in use; refusals as `backup.save_backup`."""
    desk.require(Right.BACKUP)
    if folder.exists() and not folder.is_dir():
        raise Refused(FileNotWritten(folder.name))
    return backup.save_backup(desk, folder)


def prepare_restore(desk: Desk, path: Path) -> Path:
    """Whether this backup may take the place of the database in use; gives the file it will replace.

    Refuses: BackupOnServerOnly, FileUnreadable, BackupDamaged, DatabaseNewer.
    """
    desk.require(Right.RESTORE)
    if desk.store.path is None:
        raise Refused(BackupOnServerOnly())
    if not path.is_file():
        raise Refused(FileUnreadable(path.name))
    backup.verify(path)
    return desk.store.path
