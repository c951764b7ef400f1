"""A dialog of dossiers that saves once: busy while it does, open until it is accepted, asking before typing is lost."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton

from app.domain.refusals import Refused
from app.i18n import tr
from app.ui.dossiers.words import whys
from app.ui.kit.ask import ask, tell
from app.ui.kit.busy import Busy
from app.ui.kit.buttons import plain
from app.ui.kit.dialogs import BigDialog
from app.ui.kit.fields import ErrorSummary
from app.ui.kit.saving import Saving
from app.ui.kit.workplace import Workplace

T = TypeVar("T")


class SavingDialog(BigDialog):
    """Put fields into `body` and the buttons into the foot; `leave` is the safe way out."""

    def __init__(self, workplace: Workplace, name: str, size: QSize) -> None:
        super().__init__(workplace.window, name, size)
        self.setModal(True)
        self._workplace = workplace
        self._saving = Saving(workplace.runner, self)
        self._busy = Busy(self)
        self.summary = ErrorSummary(f"{name}_summary")
        self.leave: QPushButton = plain(tr("Annuler"), f"{name}_leave", main=True)
        self.leave.clicked.connect(self.reject)
        self._saving.began.connect(self._on_begin)
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
        tell(self._workplace.window, tr("Refusé"), whys(error))
        super().reject()

    def _on_begin(self) -> None:
        self._busy.start(tr("Enregistrement…"))

    def reject(self) -> None:
        """Esc, Annuler and the cross: never in the middle of a save; asks once where something was typed."""
        if self._saving.is_under_way:
            return
        if not self.is_touched():
            super().reject()
            return
        ask(
            self,
            tr("Quitter sans enregistrer ?"),
            tr("Ce qui a été tapé ici n'est pas enregistré et serait perdu."),
            tr("Quitter sans enregistrer"),
            self._give_up,
            destructive=True,
        )

    def _give_up(self) -> None:
        super().reject()
