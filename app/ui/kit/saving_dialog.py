"""A big dialog that saves once: busy while it does, open until it is accepted, asking before typing is lost."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.refusals import Refused
from app.i18n import tr
from app.ui.kit.ask import ask, tell
from app.ui.kit.busy import Busy
from app.ui.kit.buttons import plain
from app.ui.kit.dialogs import BigDialog
from app.ui.kit.fields import ErrorSummary
from app.ui.kit.refused_words import in_words
from app.ui.kit.saving import Saving
from app.ui.kit.workplace import Workplace

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Leaving:
    """What is asked before typing is lost, the verb that loses it, and the title where nothing can be read."""

    question: str = field(default_factory=lambda: tr("Quitter sans enregistrer ?"))
    verb: str = field(default_factory=lambda: tr("Quitter sans enregistrer"))
    unreadable: str = field(default_factory=lambda: tr("Refusé"))


class SavingDialog(BigDialog):
    """Put fields into `body` and the buttons into the foot; `leave` is the safe way out."""

    def __init__(
        self,
        workplace: Workplace,
        name: str,
        size: QSize,
        parent: QWidget | None = None,
        leaving: Leaving | None = None,
    ) -> None:
        super().__init__(parent or workplace.window, name, size)
        self.setModal(True)
        self._workplace, self._leaving = workplace, leaving or Leaving()
        self._saving = Saving(workplace.runner, self)
        self._busy = Busy(self)
        self.summary = ErrorSummary(f"{name}_summary")
        self.leave: QPushButton = plain(tr("Annuler"), f"{name}_leave", main=True)
        self.leave.clicked.connect(self.reject)
        self._saving.began.connect(partial(self._busy.start, tr("Enregistrement…")))
        self._saving.ended.connect(self._busy.stop)

    def is_touched(self) -> bool:
        """Whether leaving now would lose something typed."""
        return False

    def save(
        self, job: Callable[[], T], done: Callable[[T], None], refused: Callable[[Refused], None]
    ) -> None:
        """Run the save beside the window, one at a time."""
        self._saving.run(job, done, refused)

    def read(self, job: Callable[[], T], show: Callable[[T], None], group: str) -> None:
        """Read what the dialog shows; what cannot be read is told, and the dialog closes."""
        self._workplace.runner.submit(job, show, self._on_unreadable, group)

    def _on_unreadable(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        tell(self._workplace.window, self._leaving.unreadable, in_words(error))
        self.leave_now()

    def reject(self) -> None:
        """Esc, Annuler and the cross: never in the middle of a save; asks once where something was typed."""
        if self._saving.is_under_way:
            return
        if not self.is_touched():
            self.leave_now()
            return
        ask_to_leave(self, self._leaving.question, self._leaving.verb, self.leave_now)

    def leave_now(self) -> None:
        """Close without asking."""
        super().reject()


def ask_to_leave(parent: QWidget, question: str, verb: str, leave: Callable[[], None]) -> None:
    """Ask once before what was typed is lost; Enter stays."""
    said = tr("Ce qui a été tapé n'est pas enregistré et serait perdu.")
    ask(parent, question, said, verb, leave, destructive=True)
