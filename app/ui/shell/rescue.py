"""What is offered at the login where the database does not open, so that nobody is left without a way (spec 5.2)."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.i18n import current, instant, tr
from app.ui.kit.ask import tell
from app.ui.kit.runner import Runner
from app.ui.login.ways import Way

if TYPE_CHECKING:
    from app.services.clock import Clock
    from app.ui.login.login_window import LoginWindow
    from app.ui.login.restore_dialog import RestoreDialog
    from app.ui.shell.course import Course

_SET_ASIDE = ".abimee"


class Rescue(QObject):
    """Says why, offers the ways that lead somewhere, and goes them."""

    def __init__(self, parent: QObject, course: Course, training: Path, clock: Clock, runner: Runner) -> None:
        super().__init__(parent)
        self._course, self._training, self._clock, self._runner = course, training, clock, runner
        self._error: Exception | None = None
        self._login: LoginWindow | None = None
        self.dialog: RestoreDialog | None = None

    def forget(self) -> None:
        """The database is tried once more, or another one."""
        self._error = None

    def tell(self, login: LoginWindow, error: Exception) -> None:
        """Say at the login what is wrong and what can be done."""
        self._error, self._login = error, login
        self.tell_again(login)

    def tell_again(self, login: LoginWindow) -> None:
        """The same in another language; nothing where nothing is wrong."""
        from app.domain.refusals import Refused
        from app.messages.refusals import sentence

        if self._error is None:
            return
        said = tr("La base ne s'est pas ouverte.")
        if isinstance(self._error, Refused):
            said = sentence(self._error.refusals[0], current())
        login.fail(said, self._ways())

    def go(self, way: Way) -> None:
        """Do what was chosen."""
        match way:
            case Way.AGAIN:
                self._course.open_again()
            case Way.RESTORE:
                self._ask_backup()
            case Way.TRAINING:
                self._course.leave_database(replace(self._course.settings, database_url=""))
                self._course.open_again()
            case Way.REMAKE:
                self._remake_training()

    # --- Which ways lead somewhere ----------------------------------------------------------

    def _ways(self) -> list[Way]:
        if not self._course.settings.database_url:
            return [Way.REMAKE] if self._is_unusable() and self._training.is_file() else []
        file = self._file()
        restores = file is not None and file.parent.is_dir() and self._is_unusable() and self._backups()
        return [Way.RESTORE, Way.TRAINING] if restores else [Way.TRAINING]

    def _is_unusable(self) -> bool:
        """Whether the file itself is wrong; waiting or a newer program would not help."""
        from app.domain.refusals import Refused
        from app.services.refusals import DatabaseDamaged, DatabaseMissing, NotOurDatabase

        wrong = (DatabaseDamaged, DatabaseMissing, NotOurDatabase)
        return not isinstance(self._error, Refused) or isinstance(self._error.refusals[0], wrong)

    def _file(self) -> Path | None:
        """The file of the database that should have been opened; None for a server's."""
        from app.domain.refusals import Refused
        from app.services.store import url_of

        try:
            url = url_of(self._course.settings.database_url)
        except Refused:
            return None
        return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None

    def _backups(self) -> list[tuple[str, object]]:
        from datetime import UTC

        from app.services.backup import backups, taken_at

        found = backups(self._course.station.backup_folder)
        return [(instant(taken_at(each).replace(tzinfo=UTC)), each) for each in found]

    # --- A backup put back ------------------------------------------------------------------

    def _ask_backup(self) -> None:
        from app.ui.login.restore_dialog import RestoreDialog

        login = self._course.login
        if login is None or self.dialog is not None:
            return
        self.dialog = RestoreDialog(login, self._backups())
        self.dialog.wanted.connect(self._restore)
        self.dialog.finished.connect(self._leave)
        self.dialog.open()

    def _leave(self) -> None:
        self.dialog = None

    def _restore(self, backup: Path, name: str, code: str) -> None:
        from app.services.rescue import RestoreProved, restore_proved

        file = self._file()
        if file is None:
            return
        request = RestoreProved(backup, file, name, code)
        job = partial(restore_proved, self._clock, self._course.settings.workstation, request)
        self._runner.submit(job, self._restored, self._not_restored, "rescue")

    def _restored(self, kept: Path | None) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        self._course.open_again()
        said = tr("La sauvegarde a pris la place de la base. Identifiez-vous pour continuer.")
        where = tr("Ce qui s'y trouvait est gardé : {path}", path=kept) if kept is not None else ""
        tell(self._course.login, tr("Base restaurée"), said, where, "restored")

    def _not_restored(self, error: Exception) -> None:
        from app.domain.refusals import Refused

        if not isinstance(error, Refused):
            raise error
        if self.dialog is not None:
            self.dialog.refuse(error)

    # --- The training database made anew ----------------------------------------------------

    def _remake_training(self) -> None:
        """Set the broken file aside; opening makes the training database where there is none."""
        from app.domain.refusals import Refused
        from app.services.refusals import FileNotWritten

        try:
            self._training.replace(self._training.with_name(self._training.name + _SET_ASIDE))
            for beside in ("-wal", "-shm"):
                self._training.with_name(self._training.name + beside).unlink(missing_ok=True)
        except OSError:
            if self._login is not None:
                self.tell(self._login, Refused(FileNotWritten(self._training.name)))
            return
        self._course.open_again()
