"""What goes on by itself while a database is open: the upkeep of each day, and the news of the other desks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.ui.shell.other_desks import OtherDesks
from app.ui.shell.upkeep import DailyUpkeep

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.clock import Clock
    from app.services.store import Store
    from app.ui.kit.runner import Runner


class Watching(QObject):
    """Of one database at a time. `heard(touched)` when another desk saved, `day_began` after the upkeep,
    `upkeep_failed` where it did not get through."""

    heard = Signal(object)
    day_began = Signal()
    upkeep_failed = Signal()

    def __init__(self, parent: QObject, clock: Clock, runner: Runner) -> None:
        super().__init__(parent)
        self._clock, self._runner = clock, runner
        self._upkeep: DailyUpkeep | None = None
        self._others: OtherDesks | None = None

    def begin(self, store: Store, backups: Path) -> None:
        """Watch this database, and back it up into this folder."""
        self._upkeep = DailyUpkeep(self, store, self._clock, self._runner, backups)
        self._upkeep.done.connect(self.day_began)
        self._upkeep.failed.connect(self._tell_failure)
        self._upkeep.start()
        self._others = OtherDesks(self, store)
        self._others.changed.connect(self.heard)

    def _tell_failure(self, _error: Exception) -> None:
        self.upkeep_failed.emit()

    def back_up_into(self, folder: Path) -> None:
        """From now on the backups go there."""
        if self._upkeep is not None:
            self._upkeep.back_up_into(folder)

    def stop(self) -> None:
        """The database is being left."""
        if self._upkeep is not None:
            self._upkeep.stop()
            self._upkeep.deleteLater()
            self._upkeep = None
        if self._others is not None:
            self._others.stop()
            self._others.deleteLater()
            self._others = None
