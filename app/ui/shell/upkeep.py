"""Once a day, beside the windows: states that change by the day alone, schedules far enough ahead, the
portal's pages, a backup."""

from __future__ import annotations

import logging
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.ui.kit.runner import Runner

if TYPE_CHECKING:
    from app.services.clock import Clock
    from app.services.store import Store

_LOOK_EVERY_MS = 60_000
_RETRY_AFTER_LOOKS = 10
_LOG = logging.getLogger(__name__)


class DailyUpkeep(QObject):
    """Runs at the start and when a new day has begun; `done` says that views may read again."""

    done = Signal()
    failed = Signal(object)

    def __init__(self, parent: QObject, store: Store, clock: Clock, runner: Runner, backups: Path) -> None:
        super().__init__(parent)
        self._store, self._clock, self._runner, self._backups = store, clock, runner, backups
        self._day: date | None = None
        self._looks = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Do today's work now, and look for a new day from now on."""
        self._timer.start()
        self.look()

    def back_up_into(self, folder: Path) -> None:
        """Put the backups of the next days into this folder."""
        self._backups = folder

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def look(self) -> None:
        """Begin the work of a day that has not been done; now and then, the pages that are still due."""
        today = self._clock.today()
        self._looks += 1
        if today != self._day:
            self._day = today
            job = partial(_work, self._store, self._clock, self._backups)
            self._runner.submit(job, self._tell, self._note, "upkeep")
        elif self._looks % _RETRY_AFTER_LOOKS == 0:
            self._runner.submit(partial(_catch_up, self._store, self._clock), _nothing, self._note, "portal")

    def _tell(self, _done: None) -> None:
        self.done.emit()

    def _note(self, error: Exception) -> None:
        """The desk goes on without; the journal says why, and the next day tries again."""
        _LOG.warning("the daily upkeep did not finish: %s", error)
        self.failed.emit(error)


def _work(store: Store, clock: Clock, backups: Path) -> None:
    """Back up and bring the database to this day; a training database needs no backup, a server has its own.

    The backup comes first: whatever fails after it, yesterday is safe. Where it fails, the day begins
    all the same, and is told of as failed.
    """
    from app.services.dossiers.publishing import publish_all
    from app.services.horizon import begin_day

    fault = _back_up(store, clock, backups)
    begin_day(store, clock.today(), clock.now())
    for reason in publish_all(store, clock.today(), clock.now()).failed:
        _LOG.warning("a page of the portal was not brought up to date: %s", reason)
    if fault is not None:
        raise fault


def _back_up(store: Store, clock: Clock, backups: Path) -> Exception | None:
    """One backup more, and those that nobody needs any more away; what went wrong with it, or None."""
    from app.domain.refusals import Refused
    from app.services.backup import back_up, thin

    if store.path is None or store.is_training:
        return None
    try:
        back_up(store, backups, clock.now())
        thin(backups, clock.today())
    except (OSError, Refused) as fault:
        return fault
    return None


def _catch_up(store: Store, clock: Clock) -> None:
    """Write or remove what could not be before: the drive is back, or another desk could not reach it."""
    from app.services.dossiers.publishing import publish

    for reason in publish(store, clock.today(), clock.now()).failed:
        _LOG.warning("a page of the portal was not brought up to date: %s", reason)


def _nothing(_done: None) -> None:
    """The pages are written; no view shows more than before."""
