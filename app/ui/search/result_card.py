"""The result table with its foot: how many were found, in which order, and what the keys do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.domain.ids import ClientId
from app.domain.refusals import Refused
from app.i18n import current, ntr, number, tr
from app.messages.refusals import sentence
from app.messages.words import word
from app.services.criteria import Criteria
from app.services.views import ClientRow
from app.ui.kit.cards import Card
from app.ui.kit.chips import Tag
from app.ui.kit.empty import EmptyState
from app.ui.kit.labels import HINT, hairline, label, muted
from app.ui.kit.memory import Memory
from app.ui.kit.table import Table
from app.ui.search.results import Results


class ResultCard(Card):
    """Shows what `Results` finds; the first line is chosen after each new search."""

    def __init__(self, results: Results, memory: Memory) -> None:
        super().__init__("result")
        self._results = results
        self._kept: ClientId | None = None
        self._wants_focus = False
        self.table = Table(results.model, "clients", tr("Clients trouvés"), memory)
        self._empty = EmptyState("search", tr("Recherche en cours…"), name="result_empty")
        self.table.set_empty(self._empty)
        self._count = label("", "result_count", HINT, bold=True)
        self._order = muted("", "result_order")
        self._hints = self._make_hints()
        self._lay_out()
        results.loaded.connect(self._take)
        results.counted.connect(self._tell_count)
        results.failed.connect(self._fail)
        results.model.sort_asked.connect(self._tell_order)
        self._tell_order()

    def _make_hints(self) -> QWidget:
        hints = QWidget()
        row = QHBoxLayout(hints)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for key, does in ((tr("Entrée"), tr("ouvrir la fiche")), (tr("F5"), tr("actualiser"))):
            row.addWidget(Tag(key))
            row.addWidget(muted(does, px=12))
        return hints

    def _lay_out(self) -> None:
        foot = QFrame()
        foot.setProperty("surface", "sunken")
        foot.setFixedHeight(40)
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self._count)
        row.addWidget(self._order)
        row.addStretch(1)
        row.addWidget(self._hints)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(hairline())
        self.body.addWidget(foot)

    def keep_line(self) -> None:
        """After the next reading, choose the client that is chosen now."""
        row = self.table.selected_row()
        self._kept = row.id if isinstance(row, ClientRow) else None

    def focus_when_loaded(self) -> None:
        """After the next reading, the table takes the focus, so that Enter opens and arrows walk."""
        self._wants_focus = True

    def _take(self) -> None:
        """Choose a line after a new reading; a further page changes nothing."""
        model = self._results.model
        if self.table.selected_row() is None and model.rowCount():
            at = model.find(self._is_kept) if self._kept is not None else 0
            self.table.select(max(0, at))
        self._kept = None
        if not model.rowCount():
            self._say_nobody()
        if self._wants_focus and model.rowCount():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._wants_focus = False

    def _is_kept(self, row: ClientRow) -> bool:
        return row.id == self._kept

    def _say_nobody(self) -> None:
        if self._results.criteria == Criteria():
            self._empty.say(
                "users",
                tr("Aucun client encore"),
                tr("« Nouveau » en haut de la fenêtre ouvre la première fiche."),
            )
        else:
            self._empty.say(
                "search",
                tr("Aucun client ne correspond à ces critères"),
                tr("Enlevez un critère, ou cherchez avec moins de lettres."),
            )

    def _tell_count(self, found: int, total: int) -> None:
        if self._results.criteria == Criteria():
            self._count.setText(ntr("{n} client", "{n} clients", total))
        else:
            said = ntr(
                "{n} client trouvé sur {total}", "{n} clients trouvés sur {total}", found, total=number(total)
            )
            self._count.setText(said)

    def _tell_order(self, *_: object) -> None:
        sort = self._results.sort
        arrow = "↓" if sort.descending else "↑"
        self._order.setText(tr("· tri : {column} {arrow}", column=word(sort.column, current()), arrow=arrow))

    def _fail(self, error: object) -> None:
        if not isinstance(error, Refused):
            assert isinstance(error, Exception)
            raise error
        self._results.model.set_rows([])
        self._count.setText("")
        self._empty.say("alert-triangle", sentence(error.refusals[0], current()), tone="blocked.icon")
