"""Runs the saves of a window one at a time: nothing acts twice, and closing waits for what is under way."""

from collections.abc import Callable
from typing import TypeVar
from uuid import uuid4

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from app.domain.ids import CommandId
from app.domain.refusals import Refused
from app.ui.kit.lost_answer import is_lost
from app.ui.kit.runner import Runner

T = TypeVar("T")


def next_command(command: CommandId, refused: Refused) -> CommandId:
    """The id of the next try after a refusal: the same one where it is not known whether the command was
    carried out, so that nothing is done twice (spec 5.2)."""
    return command if is_lost(refused) else CommandId(str(uuid4()))


class Saving(QObject):
    """One save at a time; `began` when it leaves, `ended` before its answer is acted on."""

    began = Signal()
    ended = Signal()

    def __init__(self, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._under_way = False

    @property
    def is_under_way(self) -> bool:
        """Whether a save has not been answered yet."""
        return self._under_way

    def run(
        self, job: Callable[[], T], done: Callable[[T], None], refused: Callable[[Refused], None]
    ) -> None:
        """Run `job` beside the window; while it runs, further requests are ignored (double click).

        A window that is gone when the answer comes is told nothing.
        """
        if self._under_way:
            return
        self._under_way = True
        self.began.emit()

        def succeed(result: T) -> None:
            if isValid(self):
                self._finish()
                done(result)

        def fail(error: Exception) -> None:
            if isValid(self):
                self._finish()
            if not isinstance(error, Refused):
                raise error
            if isValid(self):
                refused(error)

        self._runner.submit(job, succeed, fail)

    def _finish(self) -> None:
        self._under_way = False
        self.ended.emit()
