"""The workstation of the running program: its settings in force, another database, a backup put back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.refusals import Refused
from app.i18n import current, tr
from app.messages.refusals import sentences
from app.services.refusals import FileNotWritten
from app.services.workstation import refuse_bad_settings
from app.settings import Places, WorkstationSettings, save_changes
from app.ui.kit.ask import tell
from app.ui.kit.runner import Runner

if TYPE_CHECKING:
    from datetime import datetime

    from app.services.clock import Clock
    from app.ui.shell.course import Course


def _restore(backup: Path, database: Path, now: datetime) -> Path | None:
    from app.services.backup import restore

    return restore(backup, database, now)


class ProgramStation(QObject):
    """Answers `kit.station.Station` for the areas."""

    def __init__(self, parent: QObject, course: Course, places: Places, clock: Clock, runner: Runner) -> None:
        super().__init__(parent)
        self._course, self._places, self._clock, self._runner = course, places, clock, runner

    @property
    def settings(self) -> WorkstationSettings:
        """See `Station.settings`."""
        return self._course.settings

    @property
    def places(self) -> Places:
        """See `Station.places`."""
        return self._places

    @property
    def backup_folder(self) -> Path:
        """See `Station.backup_folder`."""
        chosen = self.settings.backup_folder
        return Path(chosen) if chosen else self._places.backups

    def keep(self, settings: WorkstationSettings) -> None:
        """See `Station.keep`; what the command line asked for once is kept only if it was changed."""
        before = asdict(self.settings)
        self._write(settings, {name: new for name, new in asdict(settings).items() if new != before[name]})
        self._course.put_in_force(settings)

    def _write(self, settings: WorkstationSettings, changes: Mapping[str, object]) -> None:
        refuse_bad_settings(settings)
        try:
            save_changes(self._places.settings, changes)
        except OSError as fault:
            raise Refused(FileNotWritten(self._places.settings.name)) from fault

    def club_saved(self, name: str, idle_lock_minutes: int) -> None:
        """See `Station.club_saved`."""
        self._course.club_saved(name, idle_lock_minutes)

    def use_database(self, url: str, user: str = "") -> None:
        """See `Station.use_database`; what is still being read or saved is waited for."""
        settings = replace(self.settings, database_url=url, last_user=user)
        self._write(settings, {"database_url": url, "last_user": user})
        self._runner.when_idle(partial(self._switch, settings))

    def _switch(self, settings: WorkstationSettings) -> None:
        self._course.leave_database(settings)
        self._course.open_again()

    def restore(self, backup: Path) -> None:
        """See `Station.restore`; what is still being read or saved is waited for."""
        self._runner.when_idle(partial(self._put_back, backup))

    def _put_back(self, backup: Path) -> None:
        database = self._course.leave_database(self.settings)
        if database is None:
            self._course.open_again()
            return
        self._course.say_busy(tr("Restauration de la sauvegarde…"))
        job = partial(_restore, backup, database, self._clock.now())
        self._runner.submit(job, self._put_back_done, self._put_back_failed)

    def _put_back_done(self, kept: Path | None) -> None:
        self._course.open_again()
        said = tr("La sauvegarde a pris la place de la base. Identifiez-vous pour continuer.")
        where = tr("Ce qui s'y trouvait est gardé : {path}", path=kept) if kept is not None else ""
        tell(self._course.login, tr("Base restaurée"), said, where, "restored")

    def _put_back_failed(self, error: Exception) -> None:
        self._course.open_again()
        if not isinstance(error, Refused):
            raise error
        said = tr("La base n'a pas été restaurée : celle d'avant est toujours en service.")
        tell(self._course.login, tr("Base non restaurée"), said, sentences(error, current()), "not_restored")
