"""Locks a workstation that was left, and unlocks it with the code of the person at work (spec 1.1)."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.refusals import Refused
from app.i18n import current
from app.messages.refusals import sentence
from app.services.desk import Desk
from app.ui.kit.runner import Runner
from app.ui.login.unlock import UnlockDialog
from app.ui.shell.idle import IdleWatch
from app.ui.shell.veils import Veils


def _check(desk: Desk, code: str) -> None:
    from app.services.signing_in import check_code

    check_code(desk, code)


class Lock(QObject):
    """Covers all windows when nobody is there or when asked to; nothing that was typed is touched."""

    sign_out_asked = Signal()
    unlocked = Signal()

    def __init__(self, window: QWidget, desk: Desk, runner: Runner, club: str) -> None:
        super().__init__(window)
        self._window, self._desk, self._runner, self._club = window, desk, runner, club
        self._minutes = 0
        self._dialog: UnlockDialog | None = None
        self.idle = IdleWatch(self)
        self._veils = Veils(self)
        self.idle.went_idle.connect(self.lock)

    @property
    def is_locked(self) -> bool:
        """Whether the windows are covered."""
        return self._dialog is not None

    @property
    def dialog(self) -> UnlockDialog | None:
        """The window that asks for the code, while locked."""
        return self._dialog

    def watch(self, minutes: int) -> None:
        """Lock after so many minutes without a touch; 0: never by itself."""
        self._minutes = minutes
        if not self.is_locked:
            self.idle.start(minutes)

    def lock(self) -> None:
        """Cover everything and ask for the code."""
        if self.is_locked:
            self.come_forward()
            return
        self.idle.stop()
        self._dialog = UnlockDialog(self._window, self._desk.operator.name, self._club)
        self._dialog.asked.connect(self._ask)
        self._dialog.sign_out_asked.connect(self.sign_out_asked)
        self._veils.draw(self._dialog)
        self._dialog.show()

    def come_forward(self) -> None:
        """Show the window that asks for the code in front."""
        if self._dialog is not None:
            self._dialog.raise_()
            self._dialog.activateWindow()

    def end(self) -> None:
        """Uncover everything: the code was right, or the session ends."""
        self.idle.stop()
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            self._veils.lift()
            dialog.open_up()

    def _ask(self, code: str) -> None:
        self._runner.submit(partial(_check, self._desk, code), self._open, self._refuse, "lock/code")

    def _open(self, _checked: None) -> None:
        self.end()
        self.idle.start(self._minutes)
        self.unlocked.emit()

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        if self._dialog is not None:
            self._dialog.refuse(sentence(error.refusals[0], current()))
