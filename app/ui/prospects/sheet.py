"""The ground of the windows of prospects: reads beside the window, saves once, asks before typed things are lost."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, TypeVar
from uuid import uuid4

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.domain.ids import CommandId
from app.domain.refusals import Refused
from app.i18n import current, tr
from app.messages.words import word
from app.services.prospects.views import Someone
from app.services.refusals import StaleEdit
from app.ui.kit.ask import tell
from app.ui.kit.fields import Field, Form
from app.ui.kit.labels import fitting_title
from app.ui.kit.refused_words import in_words, why
from app.ui.kit.saving import next_command
from app.ui.kit.saving_dialog import SavingDialog
from app.ui.kit.state_chips import CLIENT_CHIPS
from app.ui.kit.workplace import Workplace
from app.ui.prospects import reading
from app.ui.prospects.words import known_by

Typed = Callable[[], object]
G = TypeVar("G")
_BESIDE_TITLE = 280
_LONGEST_TOLD = 120


class Sheet(SavingDialog):
    """`shown` when what was asked for has been read; `form` says beside its fields what is refused."""

    shown = Signal()

    def __init__(self, workplace: Workplace, name: str, size: QSize) -> None:
        super().__init__(workplace, name, size)
        self.command = CommandId(str(uuid4()))
        self.form = Form(self, self.summary)
        self.leave.setText(tr("Fermer"))
        self.leave.setAccessibleName(tr("Fermer"))
        self._typed: Typed | None = None
        self._is_read = False
        self._start: object = None

    # Reading

    def read(self, job: Callable[[], Any], show: Callable[[Any], None], group: str = "") -> None:
        """Read beside the window; what cannot be read is said, and the window leaves.

        Until it was read once nothing can be typed, which reading would overwrite.
        """
        self._let_type(self._is_read)

        def done(found: Any) -> None:
            self._is_read = True
            self._let_type(True)
            show(found)
            self.shown.emit()

        super().read(job, done, group or self.objectName())

    def _let_type(self, allowed: bool) -> None:
        page = self.body.parentWidget()
        if page is not None:
            page.setEnabled(allowed)

    def head_client(self, heading: str, client: Someone | None) -> None:
        """Say in the head what this is, and whom it is about."""
        if client is None:
            self.set_head(heading)
            return
        said = tr("{what} : {name}", what=heading, name=client.name)
        self.set_head(
            fitting_title(said, self.width() - _BESIDE_TITLE),
            known_by(client),
            CLIENT_CHIPS[client.state],
            word(client.state, current()),
        )

    # Saving

    def watch(self, typed: Typed) -> None:
        """From now on `typed` tells whether something was changed."""
        self._typed, self._start = typed, typed()

    def is_touched(self) -> bool:
        """Whether something was typed that is not saved."""
        return self._typed is not None and self._typed() != self._start

    def carry_out(self, request: reading.Request, done: Callable[[Any], None]) -> None:
        """Carry the request out beside the window; refused, the window stays with what was typed."""
        self.save(partial(reading.carry_out, self._workplace.desk, request), done, self.show_refused)

    def show_refused(self, refused: Refused) -> None:
        """Each reason beside its field; the next try is another command."""
        self.next_command(refused)
        said: dict[str, str] = {}
        for refusal in refused.refusals:
            text = why(refusal)
            key = refusal.beside
            said[key] = f"{said[key]} {text}" if key in said else text
        self.form.show_errors(said)

    def read_theirs(self, refused: Refused, job: Callable[[], G], take: Callable[[G], Iterable[str]]) -> None:
        """Another desk saved it meanwhile: read what stands there now. `take` keeps it for the next save and
        says it in words; it says nothing where there is nothing left to say."""
        self.next_command(refused)
        self.read(job, partial(self._show_theirs, refused, take))

    def _show_theirs(self, refused: Refused, take: Callable[[G], Iterable[str]], ground: G) -> None:
        if stored := tuple(take(ground)):
            self.tell_stale(refused, stored)

    def tell_stale(self, refused: Refused, stored: Iterable[str]) -> None:
        """Another desk saved it meanwhile: say what stands there now; what was typed stays in the window,
        and the next save is made over what stands there, knowingly (spec 5.2)."""
        told = ", ".join(short for each in stored if (short := " ".join(each.split())[:_LONGEST_TOLD]))
        tell(
            self,
            tr("Modifié entre-temps"),
            in_words(refused),
            tr("Ce qui est enregistré : {what}", what=told),
        )

    def next_command(self, refused: Refused | None = None) -> None:
        """What is asked from now on is another command (spec 5.2), unless it is not known what became of this one."""
        self.command = CommandId(str(uuid4())) if refused is None else next_command(self.command, refused)

    def leave_saved(self) -> None:
        """Close after a save: nothing typed is lost."""
        self._typed = None
        self.accept()

    def leave_now(self) -> None:
        """Close without asking."""
        self._typed = None
        super().leave_now()


def is_stale(refused: Refused) -> bool:
    """Whether it was refused because another desk saved the same thing meanwhile."""
    return any(isinstance(each, StaleEdit) for each in refused.refusals)


def left(*widgets: QWidget, gap: int = 16) -> QHBoxLayout:
    """Widgets side by side, from the left."""
    row = QHBoxLayout()
    row.setSpacing(gap)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def low(field: Field) -> Field:
    """A field of several lines that is no taller than these lines."""
    field.control.setFixedHeight(field.control.minimumHeight())
    field.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return field
