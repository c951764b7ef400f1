"""Answers passed cards one by one in the order they came; a burst waits its turn and loses none (spec 1.7)."""

from collections import deque
from functools import partial
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.ids import CommandId
from app.services.desk import Desk
from app.services.door.views import Passage, PassageCounts, PassageRow, PassCard
from app.ui.kit.runner import Runner

Answer = tuple[Passage, tuple[PassageRow, ...], PassageCounts]
SHOWN_MS = 200
"""While others wait, each verdict stands at least so long: ten cards in three seconds are all seen."""


def pass_card(desk: Desk, request: PassCard, listed: int) -> Answer:
    """Decide and log one card, then read the log as the list shows it."""
    from app.services.door.passing import decide_passage

    return decide_passage(desk, request), *look(desk, listed)


def look(desk: Desk, listed: int) -> tuple[tuple[PassageRow, ...], PassageCounts]:
    """The log as the list shows it."""
    from app.services.door.logbook import latest_passages, passages_today

    return latest_passages(desk, listed), passages_today(desk)


class CardQueue(QObject):
    """`decided` and `failed` come once for each card, in the order of the cards."""

    decided = Signal(object, object, object)
    failed = Signal(object)

    def __init__(self, desk: Desk, runner: Runner, listed: int, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._runner, self._listed = desk, runner, listed
        self._waiting: deque[PassCard] = deque()
        self._is_busy = False
        self._pace = QTimer(self)
        self._pace.setSingleShot(True)
        self._pace.setInterval(SHOWN_MS)
        self._pace.timeout.connect(self._next)

    def __len__(self) -> int:
        """How many cards wait for their answer."""
        return len(self._waiting) + self._is_busy

    def add(self, typed: str) -> None:
        """Take a card; its answer comes after those of the cards before it."""
        self._waiting.append(PassCard(CommandId(str(uuid4())), typed))
        if not self._is_busy and not self._pace.isActive():
            self._next()

    def _next(self) -> None:
        if not self._waiting or self._is_busy:
            return
        self._is_busy = True
        job = partial(pass_card, self._desk, self._waiting.popleft(), self._listed)
        self._runner.submit(job, self._tell, self._tell_failure)

    def _tell(self, answer: Answer) -> None:
        self._is_busy = False
        self._pace.start()
        self.decided.emit(*answer)

    def _tell_failure(self, error: Exception) -> None:
        self._is_busy = False
        self._pace.start()
        self.failed.emit(error)
