"""The debits of one day, member by member; each line opens its card (spec 1.8)."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QSize, Signal

from app.domain.refusals import Refused
from app.i18n import current, money, number, tr, weekday_day
from app.messages.today import debits_text
from app.services.desk import Desk
from app.services.today.views import DebitDay, DueDebit
from app.ui.kit.buttons import plain, primary, set_allowed
from app.ui.kit.cards import Card
from app.ui.kit.columns import Cell, Column
from app.ui.kit.dialogs import BigDialog
from app.ui.kit.empty import EmptyState
from app.ui.kit.refused_words import in_words
from app.ui.kit.rows import PagedModel
from app.ui.kit.table import Table
from app.ui.kit.workplace import Workplace

SIZE = QSize(860, 640)
_PAGE = 200


def read_debits(desk: Desk, day: date, after: DueDebit | None, limit: int) -> Sequence[DueDebit]:
    """One page of them."""
    from app.services.today.due import debits_of_day

    return debits_of_day(desk, day, after, limit)


def _columns() -> list[Column]:
    return [
        Column("who", tr("Client"), "bold", 220, sortable=False, value=lambda row: row.person.name),
        Column("number", tr("N°"), "number", 80, "right", False, value=lambda row: number(row.person.number)),
        Column("plan", tr("Formule"), "text", 160, sortable=False, stretch=True),
        Column("what", tr("Origine"), "muted", 160, sortable=False, value=_what),
        Column("amount", tr("Montant"), "money", 120, "right", False, value=_amount),
    ]


def _what(row: DueDebit) -> str:
    return tr("Maintien") if row.is_maintenance else ""


def _amount(row: DueDebit) -> Cell:
    return Cell(money(row.amount), bold=True)


def _follows(row: DueDebit) -> DueDebit:
    return row


class DueDialog(BigDialog):
    """`opened` carries the client whose line was entered; the dialog is gone by then."""

    opened = Signal(object)

    def __init__(self, workplace: Workplace, day: DebitDay) -> None:
        super().__init__(workplace.window, "due_dialog", SIZE)
        self.setModal(True)
        self.model: PagedModel[DueDebit] = PagedModel(_columns(), _follows, workplace.runner, _PAGE)
        self.model.setParent(self)
        self.table = Table(self.model, "due_debits", tr("Débits du jour"))
        self._empty = EmptyState("bank", tr("Lecture…"), name="due_empty")
        self.table.set_empty(self._empty)
        self._card = primary(tr("&Ouvrir la fiche"), "due_open", "user")
        self._leave = plain(tr("Fermer"), "due_leave", main=True)
        self._lay_out(day)
        self._connect()
        self._allow()
        self.model.load(partial(read_debits, workplace.desk, day.due))
        self.table.setFocus()

    def _lay_out(self, day: DebitDay) -> None:
        said = tr("{debits} : {total}", debits=debits_text(day, current()), total=money(day.total))
        self.set_head(tr("Débits du {day}", day=weekday_day(day.due)), said)
        card = Card("due_card")
        card.body.addWidget(self.table, 1)
        self.body.addWidget(card, 1)
        self.set_foot(right=[self._leave, self._card], default=self._card)

    def _connect(self) -> None:
        self._leave.clicked.connect(self.reject)
        self._card.clicked.connect(self._open_chosen)
        self.table.activated_row.connect(self._open)
        self.table.current_row.connect(self._allow)
        self.model.fetched.connect(self._begin)
        self.model.failed.connect(self._tell_failure)

    def _begin(self, count: int) -> None:
        if count and self.table.selected_row() is None:
            self.table.select(0)
        elif not count:
            self._empty.say("bank", tr("Aucun débit n'est plus prévu ce jour-là."))
        self._allow()

    def _allow(self, *_: object) -> None:
        chosen = self.table.selected_row() is not None
        set_allowed(self._card, chosen, tr("Choisissez d'abord un débit."))

    def _open_chosen(self) -> None:
        row = self.table.selected_row()
        if row is not None:
            self._open(row)

    def _open(self, row: DueDebit) -> None:
        self.accept()
        self.opened.emit(row.person.client)

    def _tell_failure(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        self._empty.say("alert-triangle", in_words(error), tone="blocked.icon")
