"""Who would pay an activity while it is typed: the client it is for, or each active one his share (spec 3.3.6)."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.cents import Cents
from app.domain.dossiers import Party, shares, why_no_activity
from app.domain.ids import ClientId
from app.i18n import money, tr
from app.services.dossiers.views import OfferedParty
from app.ui.dossiers import words
from app.ui.kit.cards import Card
from app.ui.kit.columns import Cell, Column
from app.ui.kit.empty import EmptyState
from app.ui.kit.labels import muted
from app.ui.kit.rows import RowsModel
from app.ui.kit.table import Table


@dataclass(frozen=True, slots=True)
class Payer:
    """One client and what he would pay."""

    name: str
    weight: int
    amount: Cents


def payers(amount: Cents, client: ClientId | None, parties: Sequence[OfferedParty]) -> list[Payer]:
    """The payers of an activity of `amount` cents for this client, or in common (None)."""
    known = {each.client: each for each in parties}
    if client is not None:
        return [Payer(known[client].name, known[client].weight, amount)] if client in known else []
    drawn = [Party(each.client, at, True, each.weight) for at, each in enumerate(parties)]
    if why_no_activity(drawn) is not None:
        return []
    return [
        Payer(known[each.client].name, known[each.client].weight, each.amount)
        for each in shares(amount, drawn)
    ]


class PayersPane(QWidget):
    """A small table that follows the typing, and the rule below it."""

    def __init__(self) -> None:
        super().__init__()
        columns = [
            Column("name", tr("Qui paie"), "bold", 200, sortable=False, stretch=True),
            Column("weight", tr("Parts"), "number", 80, sortable=False),
            Column("amount", tr("Montant"), "money", 140, sortable=False, value=_amount),
        ]
        self._model: RowsModel[Payer] = RowsModel(columns)
        table = Table(self._model, "activity_payers", tr("Qui paie"), row_height=36)
        table.set_empty(EmptyState("euro", tr("Le partage se voit ici dès que le montant est lisible.")))
        self._rule = muted("", "activity_rule", wrap=True)
        card = Card("activity_payers_card", ground="surface")
        card.setMinimumHeight(130)
        card.body.addWidget(table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(card, 1)
        column.addWidget(self._rule)

    def show_payers(
        self, amount: Cents | None, client: ClientId | None, parties: Sequence[OfferedParty]
    ) -> None:
        """Show who would pay what; nothing while the amount cannot be read."""
        self._model.set_rows(payers(amount, client, parties) if amount is not None else [])
        self._rule.setText(words.common_rule(parties) if client is None else "")


def _amount(row: Payer) -> Cell:
    return Cell(money(row.amount), bold=True)
