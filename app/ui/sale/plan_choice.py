"""The list of plans that are sold: name, length, price and how it is paid; one of them is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.ids import PlanId
from app.i18n import money, tr
from app.services.views import PlanRow
from app.ui.kit.cards import Card
from app.ui.kit.columns import Cell, Column
from app.ui.kit.empty import EmptyState
from app.ui.kit.memory import Memory
from app.ui.kit.rows import RowsModel
from app.ui.kit.table import Table
from app.ui.sale.words import length_words, rhythm_words

_ROW, _HEAD = 36, 36
_LEAST, _MOST = 3, 6


class PlanChoice(QWidget):
    """`chosen(PlanRow)` when another plan is chosen."""

    chosen = Signal(object)

    def __init__(self, memory: Memory) -> None:
        super().__init__()
        self._told: PlanId | None = None
        self._table = Table(RowsModel(_columns()), "sale_plans", tr("Formules"), memory, _ROW)
        self._table.set_empty(
            EmptyState(
                "card",
                tr("Aucune formule en vente"),
                tr("L'administrateur les crée dans Maintenance, Formules."),
                name="sale_no_plan",
            )
        )
        card = Card("sale_plans_card", ground="surface")
        card.body.addWidget(self._table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self._table.current_row.connect(self._on_row)
        self._fit(0)

    def show_plans(self, plans: Sequence[PlanRow]) -> None:
        """Offer these plans; the chosen one stays chosen, else the first is."""
        kept, self._told = self._told, None
        self._table.rows_model().set_rows(list(plans))
        self._fit(len(plans))
        at = next((at for at, row in enumerate(plans) if row.id == kept), 0)
        self._table.select(at)
        self._on_row(self._table.selected_row())

    def _fit(self, count: int) -> None:
        rows = min(max(count, _LEAST), _MOST)
        self._table.setFixedHeight(_HEAD + rows * _ROW + 2)

    def plan(self) -> PlanRow | None:
        """The plan that is chosen."""
        row = self._table.selected_row()
        return row if isinstance(row, PlanRow) else None

    def focus(self) -> None:
        """Begin here: arrows choose."""
        self._table.setFocus()

    def _on_row(self, row: object) -> None:
        if isinstance(row, PlanRow) and row.id != self._told:
            self._told = row.id
            self.chosen.emit(row)


def _columns() -> list[Column]:
    return [
        Column("name", tr("Formule"), "bold", 116, sortable=False, value=_name, stretch=True),
        Column("length", tr("Durée"), "text", 100, sortable=False, value=_length),
        Column("amount", tr("Montant"), "money", 92, sortable=False, value=_amount),
        Column("rhythm", tr("Paiement"), "muted", 186, sortable=False, value=_rhythm),
    ]


def _name(row: PlanRow) -> str:
    return row.fields.name


def _length(row: PlanRow) -> str:
    return length_words(row.fields)


def _amount(row: PlanRow) -> object:
    return Cell(money(row.fields.amount), bold=True)


def _rhythm(row: PlanRow) -> str:
    return rhythm_words(row.fields)
