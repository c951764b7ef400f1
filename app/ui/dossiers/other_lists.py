"""The invoices that were made of a dossier, and what happened to it (spec 3.3.10, 3.4)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from app.i18n import current, instant, tr
from app.messages.history import told_in_dossier
from app.services.dossiers.views import DossierInvoice
from app.services.views import HistoryRow
from app.ui.kit.cards import Card
from app.ui.kit.columns import Chip, Column
from app.ui.kit.empty import EmptyState
from app.ui.kit.labels import hairline, label
from app.ui.kit.memory import Memory
from app.ui.kit.rows import RowsModel
from app.ui.kit.table import Table

TWO_LINES = 42


class InvoicesCard(Card):
    """`opened(invoice)` on Enter or a double click."""

    opened = Signal(object)

    def __init__(self, memory: Memory) -> None:
        super().__init__("dossier_invoices")
        columns = [
            Column("number", tr("Facture"), "bold", 130),
            Column("issued_on", tr("Date"), "date", 104),
            Column("client_name", tr("Client"), "text", 200, stretch=True),
            Column("gross", tr("Montant"), "money", 110),
            Column("state", "", "chip", 130, sortable=False, value=_credited),
        ]
        self.model: RowsModel[DossierInvoice] = RowsModel(columns)
        self.table = Table(self.model, "dossier_invoice_table", tr("Factures du dossier"), memory, 38)
        self.table.set_empty(
            EmptyState("euro", tr("Aucune facture"), tr("« Facturer » en fait une pour chaque client actif."))
        )
        self.table.activated_row.connect(self._open)
        self.body.addWidget(self.table)

    def _open(self, row: DossierInvoice) -> None:
        self.opened.emit(row.id)


class HistoryCard(Card):
    """Every entry that concerns the dossier, in words, the latest first."""

    def __init__(self, memory: Memory) -> None:
        super().__init__("dossier_history")
        columns = [
            Column("at", tr("Quand"), "text", 138, value=_when),
            Column("what", tr("Ce qui s'est passé"), "text", 260, value=_told, stretch=True),
            Column("operator", tr("Qui"), "text", 90),
            Column("workstation", tr("Poste"), "muted", 110, hidden=True),
        ]
        self.model: RowsModel[HistoryRow] = RowsModel(columns)
        self.table = Table(self.model, "dossier_history_table", tr("Historique du dossier"), memory, 38)
        self.table.set_empty(EmptyState("clock", tr("Rien encore"), tr("Chaque changement s'inscrit ici.")))
        self._entry = label("", "dossier_history_entry", wrap=True)
        self._entry.setMinimumHeight(TWO_LINES)
        box = QVBoxLayout()
        box.setContentsMargins(14, 8, 14, 8)
        box.addWidget(self._entry)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(hairline())
        self.body.addLayout(box)
        self.table.current_row.connect(self._say)

    def show_history(self, rows: tuple[HistoryRow, ...]) -> None:
        """Show what happened, the line with the focus in full below."""
        self.model.set_rows(rows)
        self.table.select(0)
        self._say(self.table.selected_row())

    def _say(self, row: HistoryRow | None) -> None:
        self._entry.setText(told_in_dossier(row, current()) if row is not None else "")


def _credited(row: DossierInvoice) -> object:
    return Chip("ended", tr("Créditée")) if row.is_credited else ""


def _when(row: HistoryRow) -> str:
    return instant(row.at)


def _told(row: HistoryRow) -> str:
    return told_in_dossier(row, current())
