"""Runs database work beside the window and brings the result back to it; drops what is no longer wanted."""

from collections import deque
from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal
from shiboken6 import isValid

T = TypeVar("T")


class Runner(Protocol):
    """Takes a job and hands its result, or its exception, to the caller in the window's thread."""

    def submit(
        self,
        job: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        group: str | None = None,
    ) -> None:
        """Run `job`; of several jobs of one `group` only the latest reports back."""

    def when_idle(self, then: Callable[[], None]) -> None:
        """Call `then` in the window's thread as soon as no job is under way any more."""

    def shutdown(self) -> None:
        """Forget what has not begun, wait for what has, report nothing more."""


class _Ended(QObject):
    """Carries the end of one job over to the window's thread."""

    ended = Signal(int, object, object)


class _Job(QRunnable):
    def __init__(self, number: int, work: Callable[[], object], ended: _Ended) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self._number = number
        self._work = work
        self._ended = ended

    def run(self) -> None:
        """Work, then report."""
        result: object = None
        error: Exception | None = None
        try:
            result = self._work()
        except Exception as caught:
            error = caught
        self._ended.ended.emit(self._number, result, error)


Waiting = tuple[_Job, Callable[[Any], None], Callable[[Exception], None] | None, str | None, int]


class PoolRunner(QObject):
    """The runner of the program: a thread pool; one thread by default, so that work keeps its order."""

    idle = Signal()

    def __init__(self, threads: int = 1, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(threads)
        self._numbers = count(1)
        self._waiting: dict[int, Waiting] = {}
        self._latest: dict[str, int] = {}
        self._spent: deque[_Job] = deque(maxlen=32)  # its thread may still be leaving the job
        self._closed = False
        self._resting: list[Callable[[], None]] = []
        self.idle.connect(self._rest_soon)
        self._ended = _Ended()
        self._ended.ended.connect(self._report)

    @property
    def is_busy(self) -> bool:
        """Whether a job has not reported yet."""
        return bool(self._waiting)

    def submit(
        self,
        job: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        group: str | None = None,
    ) -> None:
        """See `Runner.submit`."""
        if self._closed:
            return
        number = next(self._numbers)
        if group is not None:
            self._drop_queued(group)
            self._latest[group] = number
        task = _Job(number, job, self._ended)
        self._waiting[number] = (task, done, failed, group, number)
        self._pool.start(task)

    def _drop_queued(self, group: str) -> None:
        """Take jobs of `group` that have not begun out of the queue."""
        for number, (task, _done, _failed, of_group, _) in list(self._waiting.items()):
            if of_group == group and self._pool.tryTake(task):
                del self._waiting[number]

    def _report(self, number: int, result: object, error: Exception | None) -> None:
        entry = self._waiting.pop(number, None)
        if entry is None or self._closed:
            return
        task, done, failed, group, _ = entry
        self._spent.append(task)
        if not self._waiting:
            self.idle.emit()
        if group is not None and self._latest.get(group) != number:
            return
        if _is_gone(done):
            return
        if error is None:
            done(result)
        elif failed is not None:
            failed(error)
        else:
            raise error

    def when_idle(self, then: Callable[[], None]) -> None:
        """See `Runner.when_idle`."""
        self._resting.append(then)
        if not self._waiting:
            self._rest_soon()

    def _rest_soon(self) -> None:
        """The last job still has to be acted on, and may bring another one."""
        if self._resting:
            QTimer.singleShot(0, self._rest)

    def _rest(self) -> None:
        while self._resting and not self._waiting and not self._closed:
            self._resting.pop(0)()

    def shutdown(self) -> None:
        """See `Runner.shutdown`."""
        self._closed = True
        self._pool.clear()
        self._pool.waitForDone()
        self._waiting.clear()


def _is_gone(callback: Callable[..., object]) -> bool:
    """Whether the page or dialog that asked has been closed and deleted meanwhile."""
    while isinstance(callback, partial):
        callback = callback.func
    owner = getattr(callback, "__self__", None)
    return isinstance(owner, QObject) and not isValid(owner)


class ImmediateRunner:
    """Runs every job at once in the calling thread: for tools without an event loop, and for tests."""

    def submit(
        self,
        job: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        group: str | None = None,
    ) -> None:
        """See `Runner.submit`."""
        try:
            result = job()
        except Exception as error:
            if failed is None:
                raise
            failed(error)
            return
        done(result)

    def when_idle(self, then: Callable[[], None]) -> None:
        """See `Runner.when_idle`."""
        then()

    def shutdown(self) -> None:
        """Nothing is ever waiting."""
