"""Finds one dossier among those that answer what is typed; what cannot be chosen says why (spec 3.3.4, 3.3.8)."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.refusals import Refused
from app.i18n import tr
from app.services.desk import Desk
from app.ui.dossiers.jobs import Candidate
from app.ui.kit.cards import Card
from app.ui.kit.columns import Cell, Column
from app.ui.kit.empty import EmptyState
from app.ui.kit.entries import SearchEntry
from app.ui.kit.notice import FactLine
from app.ui.kit.refused_words import in_words
from app.ui.kit.rows import RowsModel
from app.ui.kit.table import Table
from app.ui.kit.typing_pace import TypingPace
from app.ui.kit.workplace import Workplace

Search = Callable[[Desk, str], tuple[Candidate, ...]]


class DossierChooser(QWidget):
    """`marked(candidate or None)` when the line changes, `taken(candidate)` on Enter or a double click."""

    marked = Signal(object)
    taken = Signal(object)

    def __init__(self, workplace: Workplace, name: str, search: Search, nothing: tuple[str, str]) -> None:
        super().__init__()
        self._workplace, self._look, self._name = workplace, search, name
        self._nothing = nothing
        self._pace = TypingPace(self)
        self.search = SearchEntry(f"{name}_search", tr("Nom du dossier ou d'un client"))
        self.search.setAccessibleName(tr("Rechercher un dossier"))
        self.model: RowsModel[Candidate] = RowsModel(_columns(), tone=_tone)
        self.table = Table(self.model, name, tr("Dossiers"), row_height=40)
        self._empty = EmptyState("folder", tr("Recherche en cours…"), name=f"{name}_empty")
        self.table.set_empty(self._empty)
        card = Card(f"{name}_card", ground="surface")
        card.setMinimumHeight(240)
        card.body.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.search)
        column.addWidget(card, 1)
        self._reason = FactLine("ban", "", "blocked.icon", f"{name}_reason")
        column.addWidget(self._reason)
        self._reason.hide()
        self.marked.connect(self._say_reason)
        self.search.textChanged.connect(self._on_typed)
        self.search.returnPressed.connect(self._take_current)
        self._pace.due.connect(self.reload)
        self.table.current_row.connect(self.marked)
        self.table.activated_row.connect(self.taken)

    def showEvent(self, event: QShowEvent) -> None:
        """What is offered is of now."""
        super().showEvent(event)
        self.reload()

    @property
    def chosen(self) -> Candidate | None:
        """The line with the focus."""
        row = self.table.selected_row()
        return row if isinstance(row, Candidate) else None

    def reload(self) -> None:
        """Look again for what is typed, beside the window."""
        job = partial(self._look, self._workplace.desk, self.search.value())
        self._workplace.runner.submit(job, self._show, self._failed, self._name)

    def _on_typed(self, _text: str) -> None:
        self._pace.key()

    def _take_current(self) -> None:
        if self.chosen is not None:
            self.taken.emit(self.chosen)

    def _say_reason(self, row: Candidate | None) -> None:
        """The whole sentence of why the line cannot be chosen."""
        reason = row.why_not if row is not None else ""
        self._reason.setVisible(bool(reason))
        self._reason.say("ban", reason, "blocked.icon")

    def _show(self, found: tuple[Candidate, ...]) -> None:
        before = self.chosen
        self.model.set_rows(found)
        if not found:
            if self.search.value():
                self._empty.say(
                    "search", tr("Aucun dossier ne correspond"), tr("Cherchez avec moins de lettres.")
                )
            else:
                self._empty.say("folder", *self._nothing)
            self.marked.emit(None)
            return
        at = self.model.find(lambda row: before is not None and row.id == before.id)
        self.table.select(max(0, at))
        self.marked.emit(self.chosen)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        self.model.set_rows([])
        self._empty.say("alert-triangle", in_words(error), tone="blocked.icon")
        self.marked.emit(None)


def _columns() -> list[Column]:
    return [
        Column("name", tr("Dossier"), "bold", 250, sortable=False),
        Column("clients", tr("Clients"), "text", 220, sortable=False, stretch=True),
        Column("why_not", tr("À savoir"), "text", 330, sortable=False, value=_why_not),
    ]


def _why_not(row: Candidate) -> Cell:
    return Cell(row.why_not, "blocked", icon="ban") if row.why_not else Cell("")


def _tone(row: Candidate) -> str:
    return "muted" if row.why_not else ""
