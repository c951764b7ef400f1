"""The tabs Documents and Activité of the card: what is kept of the client, and who did what, when."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import current, instant, ntr, tr
from app.messages.history import told
from app.services.views import DocumentRow, HistoryRow
from app.ui.card.reading import Shown
from app.ui.kit.cards import Card
from app.ui.kit.columns import Column
from app.ui.kit.empty import EmptyState
from app.ui.kit.memory import Memory
from app.ui.kit.rows import RowsModel
from app.ui.kit.table import Table


class DocumentsPage(QWidget):
    """`asked(row)` when a document is to be kept outside the program."""

    asked = Signal(object)

    def __init__(self, memory: Memory) -> None:
        super().__init__()
        columns = [
            Column("name", tr("Document"), "bold", 260, stretch=True),
            Column("size", tr("Taille"), "text", 90, "right", value=_size),
            Column("added_at", tr("Ajouté le"), "text", 150, value=_added),
            Column("added_by", tr("Par"), "muted", 120),
        ]
        self._table = Table(RowsModel(columns), "card_documents", tr("Documents"), memory)
        self._table.set_empty(
            EmptyState(
                "paperclip",
                tr("Aucun document"),
                tr("Les justificatifs joints à un report se trouvent ici."),
            )
        )
        self._table.activated_row.connect(self.asked)
        _fill(self, self._table)

    def show_client(self, shown: Shown) -> None:
        """Show the documents of the client."""
        self._table.rows_model().set_rows(list(shown.documents))


class ActivityPage(QWidget):
    """Every entry of the history that concerns the client, in words."""

    def __init__(self, memory: Memory) -> None:
        super().__init__()
        columns = [
            Column("at", tr("Quand"), "text", 150, value=_when),
            Column("what", tr("Ce qui s'est passé"), "text", 420, value=_told, stretch=True),
            Column("reason", tr("Pourquoi"), "text", 200),
            Column("operator", tr("Qui"), "text", 110),
            Column("workstation", tr("Poste"), "muted", 120),
        ]
        self._table = Table(RowsModel(columns), "card_activity", tr("Activité"), memory)
        self._table.set_empty(
            EmptyState("clock", tr("Rien encore"), tr("Chaque changement de cette fiche s'inscrit ici."))
        )
        _fill(self, self._table)

    def show_client(self, shown: Shown) -> None:
        """Show what happened, the latest first."""
        self._table.rows_model().set_rows(list(shown.history))


def _fill(page: QWidget, table: Table) -> None:
    card = Card(f"{table.objectName()}_card")
    card.body.addWidget(table)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 12, 0, 0)
    column.addWidget(card)


def _size(row: DocumentRow) -> str:
    return ntr("{n} ko", "{n} ko", max(1, round(row.size / 1024)))


def _added(row: DocumentRow) -> str:
    return instant(row.added_at)


def _when(row: HistoryRow) -> str:
    return instant(row.at)


def _told(row: HistoryRow) -> str:
    return told(row, current())
