"""A long job beside the window: its progress comes over, and it can be asked to stop."""

from collections.abc import Callable
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from app.domain.refusals import Refused
from app.services.bulk.views import Cancelled, Progress
from app.ui.kit.busy import Busy
from app.ui.kit.runner import Runner

T = TypeVar("T")


class Work(QObject):
    """One job at a time, behind a veil that counts and offers the way out; `moved(done, of)`."""

    moved = Signal(int, int)

    def __init__(self, runner: Runner, busy: Busy) -> None:
        super().__init__(busy)
        self._runner, self._busy = runner, busy
        self._stop = Event()
        self._under_way = False
        self.moved.connect(self._show)

    @property
    def is_under_way(self) -> bool:
        """Whether a job has not ended yet."""
        return self._under_way

    def begin(
        self,
        text: str,
        job: Callable[[Progress, Cancelled], T],
        done: Callable[[T], None],
        refused: Callable[[Refused], None],
    ) -> None:
        """Run `job(progress, cancelled)`; a second one meanwhile is ignored (double click)."""
        if self._under_way:
            return
        self._under_way = True
        self._stop = stop = Event()
        self._busy.start(text, self.stop)

        def succeed(result: T) -> None:
            self._end()
            done(result)

        def fail(error: Exception) -> None:
            self._end()
            if not isinstance(error, Refused):
                raise error
            refused(error)

        self._runner.submit(lambda: job(self.moved.emit, stop.is_set), succeed, fail)

    def stop(self) -> None:
        """Ask the job to stop; it ends by itself soon after."""
        self._stop.set()

    def _show(self, done: int, of: int) -> None:
        if self._under_way:
            self._busy.progress(done, of)

    def _end(self) -> None:
        self._under_way = False
        self._busy.stop()
