"""The quotes and the follow-ups of one opportunity, side by side below its fields."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import tr
from app.services.prospects.views import FollowUpRow, QuoteRow
from app.ui.kit.buttons import Button, quiet
from app.ui.kit.columns import Column
from app.ui.kit.empty import EmptyState
from app.ui.kit.labels import SECTION, hairline, label
from app.ui.kit.rows import RowsModel
from app.ui.kit.table import Table
from app.ui.kit.workplace import Workplace
from app.ui.prospects.words import due_text, follow_up_chip, quote_chip

_LOWEST = 150


class LinkedLists(QWidget):
    """A line opens its window; `quote_asked` and `follow_up_asked` when another one is wanted."""

    quote_asked = Signal()
    follow_up_asked = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        memory = workplace.memory
        self._quotes: RowsModel[QuoteRow] = RowsModel(_quote_columns())
        self._follow_ups: RowsModel[FollowUpRow] = RowsModel(self._follow_up_columns())
        self._quote_table = Table(self._quotes, "opportunity_quotes", tr("Devis"), memory, 36)
        self._follow_up_table = Table(self._follow_ups, "opportunity_follow_ups", tr("Suivis"), memory, 36)
        self._new_quote = quiet(tr("Nouveau &devis…"), "opportunity_new_quote", "plus")
        self._new_follow_up = quiet(tr("Nouveau s&uivi…"), "opportunity_new_follow_up", "plus")
        self._lay_out()
        self._new_quote.clicked.connect(self.quote_asked)
        self._new_follow_up.clicked.connect(self.follow_up_asked)
        self._quote_table.activated_row.connect(self._open_quote)
        self._follow_up_table.activated_row.connect(self._open_follow_up)

    def _lay_out(self) -> None:
        quotes = EmptyState("document", tr("Aucun devis"), tr("« Nouveau devis » en rédige un."))
        calls = EmptyState("phone", tr("Aucun suivi"), tr("« Nouveau suivi » prévoit un appel ou une tâche."))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        row.addLayout(_column(tr("Devis"), self._new_quote, self._quote_table, quotes), 1)
        row.addLayout(_column(tr("Suivis"), self._new_follow_up, self._follow_up_table, calls), 1)

    @property
    def verbs(self) -> tuple[Button, ...]:
        """The buttons that begin something new."""
        return (self._new_quote, self._new_follow_up)

    def show_rows(self, quotes: Sequence[QuoteRow], follow_ups: Sequence[FollowUpRow]) -> None:
        """Show these quotes and follow-ups."""
        self._quotes.set_rows(quotes)
        self._follow_ups.set_rows(follow_ups)

    def _open_quote(self, row: QuoteRow) -> None:
        self._workplace.open_quote(row.id)

    def _open_follow_up(self, row: FollowUpRow) -> None:
        self._workplace.open_follow_up(row.id)

    def _follow_up_columns(self) -> list[Column]:
        today = self._workplace.desk.today()

        def state(row: FollowUpRow) -> object:
            return follow_up_chip(row, today)

        return [
            Column("due_on", tr("Prévu le"), "date", 146, sortable=False, value=due_text),
            Column("subject", tr("Objet"), "text", 150, sortable=False, stretch=True),
            Column("state", tr("État"), "chip", 124, sortable=False, value=state),
        ]


def _column(text: str, verb: Button, table: Table, empty: EmptyState) -> QVBoxLayout:
    table.set_empty(empty)
    table.setMinimumHeight(_LOWEST)
    head, column = QHBoxLayout(), QVBoxLayout()
    head.addWidget(label(text, px=SECTION, bold=True))
    head.addStretch(1)
    head.addWidget(verb)
    column.setSpacing(4)
    column.addLayout(head)
    column.addWidget(hairline())
    column.addWidget(table, 1)
    return column


def _quote_columns() -> list[Column]:
    return [
        Column("number", tr("N°"), "bold", 116, sortable=False, stretch=True),
        Column("state", tr("État"), "chip", 118, sortable=False, value=quote_chip),
        Column("billed", tr("À la vente"), "money", 100, sortable=False),
        Column("first_year", tr("Sur un an"), "money", 100, sortable=False),
    ]
