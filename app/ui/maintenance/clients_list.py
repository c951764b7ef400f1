"""The clients that answer what is typed, to choose one of them."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from app.domain.ids import ClientId
from app.domain.refusals import Refused
from app.i18n import current, tr
from app.messages.refusals import sentences
from app.messages.words import word
from app.services.criteria import Criteria, Sort
from app.services.desk import Desk
from app.services.queries.search import search_clients
from app.services.views import ClientRow, ClientState
from app.ui.kit.cards import Card
from app.ui.kit.columns import Chip, Column
from app.ui.kit.empty import EmptyState
from app.ui.kit.entries import SearchEntry
from app.ui.kit.rows import RowsModel
from app.ui.kit.state_chips import CLIENT_CHIPS
from app.ui.kit.table import Table
from app.ui.kit.workplace import Workplace

NAME = "maintenance_clients"
MOST = 200
"""Clients listed at once; who is not among them is typed."""
_NARROW, _WIDE = 310, 400
_PACE_MS = 150


@dataclass(frozen=True, slots=True)
class _Found:
    """The clients that answer what is typed."""

    rows: tuple[ClientRow, ...]


def _search(desk: Desk, typed: str) -> _Found:
    return _Found(search_clients(desk, Criteria(typed), Sort(), None, MOST).rows)


def _name(row: ClientRow) -> str:
    return f"{row.surname} {row.first_name}".strip() or row.company


def _columns() -> tuple[Column, ...]:
    return (
        Column("number", tr("N°"), "number", 58, sortable=False),
        Column("name", tr("Nom"), "bold", 110, sortable=False, value=_name, stretch=True),
        Column(
            "state",
            tr("État"),
            "chip",
            124,
            sortable=False,
            value=lambda row: Chip(CLIENT_CHIPS[row.state], word(row.state, current())),
        ),
    )


class ClientsList(Card):
    """`chosen(row)` when another line is marked by a person, `activated()` on Enter or a double click."""

    chosen = Signal(object)
    activated = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(f"{NAME}_list")
        self._workplace = workplace
        self._marked: ClientId | None = None
        self._is_read = self._filling = False
        self._pace = QTimer(self)
        self._pace.setSingleShot(True)
        self._pace.setInterval(_PACE_MS)
        self.search = SearchEntry(f"{NAME}_search", tr("Nom, numéro, carte, téléphone…"))
        self.search.setAccessibleName(tr("Rechercher un client"))
        self._model: RowsModel[ClientRow] = RowsModel(
            _columns(), tone=lambda row: "muted" if row.state is ClientState.DEACTIVATED else ""
        )
        self.table = Table(self._model, f"{NAME}_table", tr("Clients"), workplace.memory)
        self._none = EmptyState(
            "search", tr("Aucun client ne répond à cette recherche."), name=f"{NAME}_none"
        )
        self.table.set_empty(self._none)
        self._lay_out()
        self.search.textChanged.connect(lambda _text: self._pace.start())
        self._pace.timeout.connect(self.reload)
        self.table.current_row.connect(self._on_row)
        self.table.activated_row.connect(lambda _row: self.activated.emit())

    def _lay_out(self) -> None:
        self.setMinimumWidth(_NARROW)
        self.setMaximumWidth(_WIDE)
        self.add_head(tr("Tiers : clients"), "", "users")
        box = QVBoxLayout()
        box.setContentsMargins(12, 8, 12, 12)
        box.addWidget(self.search)
        self.body.addLayout(box)
        self.body.addWidget(self.table, 1)

    def showEvent(self, event: QShowEvent) -> None:
        """Read when first shown."""
        super().showEvent(event)
        if not self._is_read:
            self._is_read = True
            self.reload()

    def reload(self) -> None:
        """Search again for what is typed, beside the window."""
        if self._is_read:
            job = partial(_search, self._workplace.desk, str(self.search.value() or ""))
            self._workplace.runner.submit(job, self._show_found, self._unreadable, NAME)

    def _show_found(self, found: _Found) -> None:
        self._filling = True
        self._model.set_rows(found.rows)
        self._filling = False
        self.mark(self._marked)

    def mark(self, client: ClientId | None) -> None:
        """Mark the line of the client in the form, without choosing it anew."""
        self._marked, self._filling = client, True
        at = self._model.find(lambda row: row.id == client)
        if at >= 0:
            self.table.select(at)
        else:
            self.table.setCurrentIndex(QModelIndex())
            self.table.clearSelection()
        self._filling = False

    def _on_row(self, row: ClientRow | None) -> None:
        if not self._filling and row is not None:
            self.chosen.emit(row)

    def _unreadable(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        self._none.say("alert-triangle", tr("La liste n'a pas pu être lue."), sentences(error, current()))
