"""Shows who pays what of the unbilled activities, adding up to the cent, with the rule in words (spec 3.3.6)."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import current, money, tr
from app.messages.dossiers import rule_told
from app.services.dossiers.views import Division
from app.ui.dossiers.division_rows import DivisionRow, columns, division_rows, key_of, parts_of
from app.ui.kit.cards import Card, NoteBox
from app.ui.kit.empty import EmptyState
from app.ui.kit.labels import hairline, label, muted
from app.ui.kit.notice import FactLine
from app.ui.kit.table import Table
from app.ui.kit.unfold import UnfoldModel


class DivisionPane(QWidget):
    """A table of active clients, its sum at the foot, and below it the rule."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._model: UnfoldModel[DivisionRow] = UnfoldModel(columns(), parts_of, key_of)
        self.table = Table(self._model, name, tr("Répartition clients"), row_height=38)
        self.table.set_empty(
            EmptyState("euro", tr("Rien à répartir"), tr("Aucune activité n'attend sa facture."))
        )
        self._own = label("", f"{name}_own")
        self._common = label("", f"{name}_common")
        self._total = label("", f"{name}_total", 16, bold=True)
        self._rule = muted("", f"{name}_rule", wrap=True)
        self._waiting = FactLine("pause-circle", "", name=f"{name}_waiting")
        self._lay_out(name)

    def _lay_out(self, name: str) -> None:
        card = Card(f"{name}_card", ground="surface")
        card.setMinimumHeight(220)
        foot = QFrame()
        foot.setProperty("surface", "sunken")
        foot.setFixedHeight(44)
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(24)
        row.addWidget(self._own)
        row.addWidget(self._common)
        row.addStretch(1)
        row.addWidget(self._total)
        card.body.addWidget(self.table, 1)
        card.body.addWidget(hairline())
        card.body.addWidget(foot)
        box = NoteBox(f"{name}_note")
        box.body.addWidget(self._rule)
        box.body.addWidget(self._waiting)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(card, 1)
        column.addWidget(box)

    def show_division(self, division: Division) -> None:
        """Show who pays what now."""
        self._model.set_rows(division_rows(division))
        own = sum(part.own for part in division.parts)
        self._own.setText(tr("Pour un client : {amount}", amount=money(own)))
        self._common.setText(tr("En commun : {amount}", amount=money(division.common)))
        self._total.setText(tr("Total : {amount}", amount=money(division.total)))
        self._rule.setText(rule_told(division, current()))
        self._waiting.setVisible(bool(division.waiting))
        said = tr(
            "{amount} d'activités de clients inactifs attendent : elles ne sont dans aucune part.",
            amount=money(division.waiting),
        )
        self._waiting.say("pause-circle", said, "suspended.icon")
