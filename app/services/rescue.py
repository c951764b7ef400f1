"""Puts a backup in the place of a database that no longer opens: nobody can sign in to ask for it (spec 5.2)."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from app.domain.refusals import NotAllowed, Refused
from app.domain.rights import Right
from app.services import backup
from app.services.clock import Clock
from app.services.refusals import DiskFull, FileUnreadable, PlaceUnusable
from app.services.setup import open_or_migrate
from app.services.signing_in import sign_in


@dataclass(frozen=True, slots=True)
class RestoreProved:
    """Which backup takes the place of which file, and who says so."""

    backup: Path
    database: Path
    name: str
    code: str


def restore_proved(clock: Clock, workstation: str, request: RestoreProved) -> Path | None:
    """Restore for an Administrateur of the backup itself, proved by the code of that day.

    Gives where what stood there was kept. Refuses: FileUnreadable, BackupDamaged, DatabaseNewer,
    WrongNameOrCode, AccountLocked, NotAllowed, PlaceUnusable, DiskFull.
    """
    if not request.backup.is_file():
        raise Refused(FileUnreadable(request.backup.name))
    if not request.database.parent.is_dir():
        raise Refused(PlaceUnusable(str(request.database)))
    backup.verify(request.backup)
    _prove(clock, workstation, request)
    return backup.restore(request.backup, request.database, clock.now())


def _prove(clock: Clock, workstation: str, request: RestoreProved) -> None:
    """Sign in to a copy: the backup stays as it is, however often a code is tried."""
    with tempfile.TemporaryDirectory(prefix="gestion-") as folder:
        copy = Path(folder) / "copy.db"
        try:
            shutil.copyfile(request.backup, copy)
        except OSError as fault:
            raise Refused(DiskFull()) from fault
        store = open_or_migrate(copy)
        try:
            operator = sign_in(store, clock, workstation, request.name, request.code).operator
        finally:
            store.close()
    if not operator.may(Right.RESTORE):
        raise Refused(NotAllowed(Right.RESTORE))
