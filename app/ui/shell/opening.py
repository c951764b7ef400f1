"""Opens the database behind the login that is already painted, and makes the training one if there is none.

Everything here runs beside the window; SQLAlchemy and the services are imported here first, so
that they never delay the first paint (spec 5.1).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.ui.kit.runner import Runner

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.clock import Clock
    from app.services.store import Store


@dataclass(frozen=True, slots=True)
class Opened:
    """The open database, the club's name, and after how many idle minutes its workstations lock."""

    store: Store
    club: str
    idle_lock_minutes: int


class Opening(QObject):
    """One attempt; `told` carries how many of how many clients of the training club are made."""

    told = Signal(int, int)
    opened = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject, runner: Runner, clock: Clock) -> None:
        super().__init__(parent)
        self._runner, self._clock = runner, clock

    def begin(self, url: str, training: Path, workstation_dir: Path) -> None:
        """Open the club's database, or the training one where `url` is empty."""
        job = partial(_open, url, training, workstation_dir, self._clock, self.told.emit)
        self._runner.submit(job, self.opened.emit, self.failed.emit)


def _open(
    url: str, training: Path, workstation_dir: Path, clock: Clock, told: Callable[[int, int], None]
) -> Opened:
    from app.services import setup
    from app.services.club import stored_settings

    if not url and not setup.is_set_up(training):
        from app.services.training.making import create_training

        create_training(training, clock.today(), told=told)
    store = setup.open_or_migrate(url or training, workstation_dir)
    with store.session(writes=False) as session:
        settings, _version = stored_settings(session)
    _import_the_rest()
    return Opened(store, settings.name, settings.idle_lock_minutes)


def _import_the_rest() -> None:
    """What signing in and the first search need, while somebody still types the code."""
    import app.services.queries.card
    import app.services.queries.search
    import app.services.signing_in  # noqa: F401 - imported for its time, not its names
