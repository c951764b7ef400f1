"""After each save here: the pages of the portal that show what was saved are written anew (spec 3.3.9)."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.ids import DossierId
from app.services.desk import Desk, Touched, TouchedKind
from app.ui.kit.runner import Runner

if TYPE_CHECKING:
    from app.domain.refusals import Refusal

_LOG = logging.getLogger(__name__)


class PortalFollower(QObject):
    """Told of what was saved; writes page by page beside the window, and says which dossiers it wrote.

    Billing, cards and accesses know nothing of dossiers: what they touched says whom it concerns.
    """

    written = Signal(object)

    def __init__(self, desk: Desk, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._runner = desk, runner

    def follow(self, touched: frozenset[Touched]) -> None:
        """Write the pages that show these things; nothing in particular: every page."""
        self._runner.submit(partial(_mark, self._desk, touched), self._write, self._note)

    def _write(self, dossiers: tuple[DossierId, ...]) -> None:
        """One job each, so that what is asked meanwhile comes between."""
        for dossier in dossiers:
            done = partial(self._tell, dossier)
            self._runner.submit(partial(_publish, self._desk, dossier), done, self._note)

    def _tell(self, dossier: DossierId, failed: Refusal | None) -> None:
        if failed is not None:
            _LOG.warning("a page of the portal was not brought up to date: %s", failed)
        self.written.emit(frozenset({Touched(TouchedKind.DOSSIER, dossier)}))

    def _note(self, error: Exception) -> None:
        """What was saved is saved; the upkeep writes the pages later."""
        _LOG.warning("the pages of the portal were not followed: %s", error)


def _mark(desk: Desk, touched: frozenset[Touched]) -> tuple[DossierId, ...]:
    from app.services.dossiers.following import mark_touched

    return mark_touched(desk, touched)


def _publish(desk: Desk, dossier: DossierId) -> Refusal | None:
    from app.services.dossiers.publishing import catch_up

    return catch_up(desk, dossier)
