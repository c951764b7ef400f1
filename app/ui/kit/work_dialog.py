"""A big dialog whose verb is long work: it is tried and carried out beside the window, and stopped rather than left."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from app.ui.kit.busy import Busy
from app.ui.kit.dialogs import BigDialog
from app.ui.kit.work import Work
from app.ui.kit.workplace import Workplace


class WorkDialog(BigDialog):
    """Begin the work with `work`; what ends it asks `leaves()` first, and shows nothing where it is true."""

    def __init__(self, workplace: Workplace, name: str, size: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent or workplace.window, name, size)
        self._workplace = workplace
        self._is_leaving = False
        self.work = Work(workplace.runner, Busy(self))
        self.setModal(True)

    def leaves(self) -> bool:
        """Whether the cross was pressed while the work went on; then leave now."""
        if self._is_leaving:
            self.leave_now()
        return self._is_leaving

    def leave_now(self) -> None:
        """Close without asking."""
        super().reject()

    def reject(self) -> None:
        """Esc and Annuler: stop the work if there is some, else leave."""
        if self.work.is_under_way:
            self.work.stop()
        else:
            self.leave_now()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The cross stops the work, and leaves when it has stopped."""
        if self.work.is_under_way:
            self._is_leaving = True
            self.work.stop()
            event.ignore()
        else:
            super().closeEvent(event)
