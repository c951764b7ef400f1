"""A list at the left, the form of its chosen line at the right: what users and plans have in common."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar
from uuid import uuid4

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.ids import CommandId
from app.domain.refusals import Refused
from app.i18n import current, tr
from app.messages.refusals import sentences
from app.services.desk import Desk, Outcome, Touched, TouchedKind
from app.services.refusals import StaleEdit
from app.ui.kit.ask import ask, tell
from app.ui.kit.buttons import plain
from app.ui.kit.cards import Card
from app.ui.kit.chips import CountBadge
from app.ui.kit.columns import Column
from app.ui.kit.empty import EmptyState
from app.ui.kit.labels import SECTION, hairline, title
from app.ui.kit.rows import RowsModel
from app.ui.kit.saving import Saving, next_command
from app.ui.kit.table import Table
from app.ui.kit.workplace import Workplace
from app.ui.maintenance.sheet import Sheet

R = TypeVar("R")
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Listed(Generic[R]):
    """How one kind of row is read, shown in a form and saved; `save` gives the outcome and the row's id."""

    name: str
    title: str
    icon: str
    new_text: str
    new_title: str
    kind: TouchedKind
    columns: Sequence[Column]
    read: Callable[[Desk], Sequence[R]]
    save: Callable[[Desk, CommandId, R | None, Values], tuple[Outcome, int]]
    key: Callable[[R], int]
    row_title: Callable[[R], str]
    values: Callable[[R | None], Values]
    said: Callable[[Values], str]
    beside: dict[str, str]
    tone: Callable[[R], str]


class ListedPage(QWidget, Generic[R]):
    """The rows, and the form of one of them or of a new one; nothing typed is lost without a question."""

    def __init__(self, workplace: Workplace, listed: Listed[R], sheet: Sheet, form_width: int) -> None:
        super().__init__()
        self.setObjectName(f"{listed.name}_page")
        self._workplace, self._listed, self.sheet = workplace, listed, sheet
        self._saving = Saving(workplace.runner, self)
        self._command = CommandId(str(uuid4()))
        self._row: R | None = None
        self._key: int | None = None
        self._is_untold = self._is_told = (
            False  # both desks changed one field: one save is refused, to tell of it
        )
        self._is_read = False
        self._filling = False
        self._make()
        self._lay_out(form_width)
        self._connect()

    def _make(self) -> None:
        listed = self._listed
        self._count = CountBadge(0)
        self._new = plain(listed.new_text, f"{listed.name}_new", "plus")
        self._model: RowsModel[R] = RowsModel(listed.columns, tone=listed.tone)
        self.table = Table(self._model, f"{listed.name}_table", listed.title, self._workplace.memory)
        self._empty = EmptyState(listed.icon, tr("Lecture…"), name=f"{listed.name}_empty")
        self.table.set_empty(self._empty)
        self._heading = title("", f"{listed.name}_title", SECTION)

    def _lay_out(self, form_width: int) -> None:
        left, right = Card(f"{self._listed.name}_list"), Card(f"{self._listed.name}_card")
        left.add_head(self._listed.title, "", self._listed.icon, self._count, [self._new])
        left.body.addWidget(self.table, 1)
        right.body.addLayout(self._lay_out_head())
        right.body.addWidget(hairline())
        right.body.addWidget(self.sheet, 1)
        right.setFixedWidth(form_width)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 12, 0, 0)
        row.setSpacing(16)
        row.addWidget(left, 1)
        row.addWidget(right)

    def _lay_out_head(self) -> QHBoxLayout:
        self.head = QHBoxLayout()
        self.head.setContentsMargins(16, 2, 8, 2)
        self._heading.setMinimumHeight(36)
        self.head.addWidget(self._heading, 1)
        self.head.addWidget(self.sheet.state)
        self.head.addSpacing(8)
        return self.head

    def _connect(self) -> None:
        self.table.current_row.connect(self._choose)
        self.table.activated_row.connect(self._edit)
        self._new.clicked.connect(self._ask_new)
        self.sheet.wanted.connect(self._save)
        self._saving.began.connect(partial(self.sheet.allow, False, tr("Enregistrement en cours…")))
        self._saving.ended.connect(partial(self.sheet.allow, True))

    # Reading

    def showEvent(self, event: QShowEvent) -> None:
        """Read when first shown."""
        super().showEvent(event)
        if not self._is_read:
            self._is_read = True
            self.reload()

    def refresh(self, touched: frozenset[Touched]) -> None:
        """Read again what another desk or page has changed (`View`)."""
        if self._is_read and any(each.kind in (self._listed.kind, TouchedKind.SETTINGS) for each in touched):
            self.reload()

    def reload(self) -> None:
        """Read the rows again beside the window."""
        self._workplace.runner.submit(
            partial(self._listed.read, self._workplace.desk), self._show, self._unreadable, self._listed.name
        )

    def _show(self, rows: Sequence[R]) -> None:
        self._filling = True
        self._model.set_rows(rows)
        self._count.show_count(len(rows))
        at = self._at(self._key)
        if at < 0 and rows and not self.sheet.has_unsaved():
            at = 0
        if at >= 0:
            self.table.select(at)
        self._filling = False
        if at >= 0:
            self._take_row(self._model.row(at))

    def _at(self, key: int | None) -> int:
        """Where the row of this key stands, or -1."""
        return self._model.find(lambda row: self._listed.key(row) == key)

    def _unreadable(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        self._empty.say("alert-triangle", tr("La liste n'a pas pu être lue."), sentences(error, current()))

    def _take_row(self, row: R) -> None:
        """A row was read again: what is typed over it stays, everything else is shown anew."""
        values, typed = self._listed.values(row), self.sheet.has_unsaved()
        clashes = typed and (self._is_untold or self.sheet.disagrees(values))
        self._is_untold, self._is_told = clashes and not self._is_told, False
        if not self._is_untold:
            self._row = row
        self._key = self._listed.key(row)
        self._heading.setText(self._listed.row_title(row))
        if typed:
            self.sheet.take_stored(values)
        else:
            self.sheet.show_values(values)
        self.shown(row)

    def shown(self, row: R | None) -> None:
        """For pages that show more of a row than its form."""

    # Choosing

    @property
    def row(self) -> R | None:
        """The row in the form; None: a new one."""
        return self._row

    def has_unsaved(self) -> bool:
        """Whether something typed would be lost (`Draft`)."""
        return self.sheet.has_unsaved()

    def _choose(self, row: R | None) -> None:
        if self._filling or row is None or self._listed.key(row) == self._key:
            return
        if self.sheet.has_unsaved():
            self._stay()
            self._ask_to_leave(partial(self._leave_for, row))
        else:
            self._open(row)

    def _stay(self) -> None:
        """Keep the line of the form marked while the question is open."""
        self._filling = True
        at = self._at(self._key)
        if at >= 0:
            self.table.select(at)
        else:
            self.table.setCurrentIndex(QModelIndex())
            self.table.clearSelection()
        self._filling = False

    def _ask_to_leave(self, then: Callable[[], None]) -> None:
        ask(
            self._workplace.window,
            tr("Abandonner les changements ?"),
            tr("Ce qui a été tapé dans ce formulaire n'est pas enregistré et serait perdu."),
            tr("Abandonner les changements"),
            then,
            destructive=True,
        )

    def _leave_for(self, row: R) -> None:
        self.sheet.give_up()
        at = self._at(self._listed.key(row))
        if at >= 0:
            self.table.select(at)

    def _open(self, row: R) -> None:
        self._row, self._key = row, self._listed.key(row)
        self._command = CommandId(str(uuid4()))
        self._heading.setText(self._listed.row_title(row))
        self.sheet.show_values(self._listed.values(row))
        self.shown(row)

    def _edit(self, row: R) -> None:
        """Enter or a double click: go on in the form."""
        self.focus_form()

    def focus_form(self) -> None:
        """Begin at the first field."""
        self.sheet.form.field("name").focus()

    def _ask_new(self) -> None:
        if self.sheet.has_unsaved():
            self._ask_to_leave(self._start_new)
        else:
            self._start_new()

    def _start_new(self) -> None:
        self._row = self._key = None
        self._stay()
        self._command = CommandId(str(uuid4()))
        self._heading.setText(self._listed.new_title)
        self.sheet.show_values(self._listed.values(None))
        self.shown(None)
        self.focus_form()

    # Saving

    def _save(self) -> None:
        values = self.sheet.values()
        job = partial(self._listed.save, self._workplace.desk, self._command, self._row, values)
        self._saving.run(job, partial(self._saved, values), self._refused)

    def _saved(self, values: Values, done: tuple[Outcome, int]) -> None:
        outcome, saved = done
        self._command = CommandId(str(uuid4()))
        self.sheet.take_saved()
        self._key = saved
        self._workplace.announce(outcome, self._listed.said(values))
        self.reload()

    def _refused(self, refused: Refused) -> None:
        self._command = next_command(self._command, refused)
        stale = next((each for each in refused.refusals if isinstance(each, StaleEdit)), None)
        if stale is None:
            self.sheet.refuse(refused, self._listed.beside)
            return
        self._workplace.runner.submit(
            partial(self._listed.read, self._workplace.desk), partial(self._show_theirs, refused)
        )

    def _show_theirs(self, refused: Refused, rows: Sequence[R]) -> None:
        """Both versions; what is typed stays, and may now be saved over what stands there."""
        said = sentences(refused, current())
        theirs = next((row for row in rows if self._listed.key(row) == self._key), self._row)
        detail = self.sheet.differences(self._listed.values(theirs))
        self._is_told = True
        self._show(rows)
        tell(self._workplace.window, tr("Modifié entre-temps"), said, detail, "maintenance_stale")
