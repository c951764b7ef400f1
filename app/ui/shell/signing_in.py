"""From a name and a code to a desk, and to a new code where one is due (spec 1.1, 5.3)."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from app import i18n
from app.ui.kit.runner import Runner

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.services.clock import Clock
    from app.services.desk import Desk
    from app.services.signing_in import SignedIn
    from app.services.store import Store
    from app.ui.login.new_code import NewCodeDialog


class SigningIn(QObject):
    """`entered` carries the desk; `code_due` the desk and the code that has to be replaced first."""

    entered = Signal(object)
    code_due = Signal(object, str)
    refused = Signal(str)

    def __init__(self, parent: QObject, runner: Runner, clock: Clock) -> None:
        super().__init__(parent)
        self._runner, self._clock = runner, clock
        self._store: Store | None = None
        self._asked: tuple[str, str, str] | None = None

    def use(self, store: Store | None) -> None:
        """Sign in to this database; who has already typed a code waited for it. None: that database is left."""
        self._store = store
        if store is None:
            self._asked = None
        self._go_on()

    def ask(self, name: str, code: str, workstation: str) -> None:
        """Sign this person in, as soon as the database is open."""
        self._asked = (name, code, workstation)
        self._go_on()

    def _go_on(self) -> None:
        from app.services.signing_in import sign_in

        if self._store is not None and self._asked is not None:
            name, code, workstation = self._asked
            job = partial(sign_in, self._store, self._clock, workstation, name, code)
            self._runner.submit(job, self._take, self._refuse, "login")

    def _take(self, signed_in: SignedIn) -> None:
        from app.services.desk import Desk

        asked, self._asked = self._asked, None
        if self._store is None or asked is None:
            return
        operator = replace(signed_in.operator, language=i18n.current().language.value)
        desk = Desk(self._store, self._clock, operator)
        if signed_in.must_change_code:
            self.code_due.emit(desk, asked[1])
        else:
            self.entered.emit(desk)

    def _refuse(self, error: Exception) -> None:
        from app.domain.refusals import Refused
        from app.messages.refusals import sentence

        self._asked = None
        if not isinstance(error, Refused):
            raise error
        self.refused.emit(sentence(error.refusals[0], i18n.current()))


class CodeChange(QObject):
    """One change of a code: the dialog, the verb, and what is said beside the fields."""

    changed = Signal()
    given_up = Signal()

    def __init__(self, parent: QWidget | None, desk: Desk, runner: Runner, known: str = "") -> None:
        from app.ui.login.new_code import NewCodeDialog

        super().__init__(parent)
        self._desk, self._runner = desk, runner
        self.dialog: NewCodeDialog = NewCodeDialog(parent, desk.operator.name, known)
        self.dialog.asked.connect(self._change)
        self.dialog.accepted.connect(self.changed)
        self.dialog.rejected.connect(self.given_up)
        self.dialog.finished.connect(self.deleteLater)

    def open(self) -> None:
        """Ask for the new code."""
        self.dialog.open()

    def _change(self, current: str, new: str) -> None:
        from app.domain.ids import CommandId
        from app.services.requests import ChangeCode
        from app.services.signing_in import change_code

        request = ChangeCode(CommandId(str(uuid4())), current, new)
        self._runner.submit(partial(change_code, self._desk, request), self._accept, self._refuse)

    def _accept(self, _outcome: object) -> None:
        self.dialog.accept()

    def _refuse(self, error: Exception) -> None:
        from app.domain.refusals import Refused
        from app.messages.refusals import sentence

        if not isinstance(error, Refused):
            raise error
        texts = i18n.current()
        self.dialog.refuse({each.beside or "new": sentence(each, texts) for each in error.refusals})
