"""Derniers passages: the log of the door, the newest first, and how many there were today (spec 1.7)."""

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.i18n import current as texts
from app.i18n import ntr, short_day, tr
from app.messages.door import card_text, reason_line, way_in
from app.services.door.views import PassageCounts, PassageRow
from app.ui.kit.cards import Card
from app.ui.kit.columns import Cell, Chip, Column
from app.ui.kit.empty import EmptyState
from app.ui.kit.labels import muted
from app.ui.kit.memory import Memory
from app.ui.kit.rows import RowsModel
from app.ui.kit.table import Table

LISTED = 50


def moment(at: datetime, today: date) -> str:
    """18:42:07, and the day before it where that is not today."""
    local = at.astimezone()
    clock = f"{local:%H:%M:%S}"
    return clock if local.date() == today else f"{short_day(local.date())}\u00a0{clock}"


def counted(counts: PassageCounts) -> str:
    """312 aujourd'hui, 9 refusés."""
    if not counts.total:
        return tr("aucun passage aujourd'hui")
    total = ntr("{n} passage aujourd'hui", "{n} passages aujourd'hui", counts.total)
    refused = ntr("{n} refusé", "{n} refusés", counts.refused) if counts.refused else tr("aucun refusé")
    return tr("{total}, {refused}", total=total, refused=refused)


class Passages(Card):
    """The list and its count; each line with a client opens that client's card."""

    def __init__(self, memory: Memory) -> None:
        super().__init__("door_passages_card")
        self._today = date.min
        self._count: QLabel = muted("", "door_count")
        self.model: RowsModel[PassageRow] = RowsModel(self._columns())
        self.table = Table(self.model, "door_passages", tr("Derniers passages"), memory)
        self.table.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._empty = EmptyState("door", "")
        self.table.set_empty(self._empty)
        self.be_roomy(True)
        self._count.setMinimumWidth(300)
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.add_head(tr("Derniers passages"), actions=[self._count])
        self.body.addWidget(self.table, 1)

    def _columns(self) -> list[Column]:
        return [
            Column("at", tr("Heure"), "date", 110, value=self._moment, sortable=False),
            Column("card", tr("Carte"), "date", 130, value=_card, sortable=False),
            Column("name", tr("Client"), "bold", 210, value=_name, sortable=False),
            Column("decision", tr("Décision"), "chip", 124, value=_decision, sortable=False),
            Column("why", tr("Motif"), width=170, value=_why, sortable=False, stretch=True),
        ]

    def _moment(self, row: PassageRow) -> Cell:
        return Cell(moment(row.at, self._today), "muted")

    def be_roomy(self, roomy: bool) -> None:
        """On a small screen the empty list says less."""
        detail = tr("Chaque carte passée est notée ici, avec sa décision.") if roomy else ""
        self._empty.say("door", tr("Aucun passage"), detail)

    def show_rows(self, rows: Sequence[PassageRow], counts: PassageCounts, today: date) -> None:
        """Show the log as it is now."""
        self._today = today
        self.model.set_rows(rows)
        self.table.scrollToTop()
        self._count.setText(counted(counts))


def _card(row: PassageRow) -> Cell:
    return Cell(card_text(row.card, texts()), "text" if row.card else "muted")


def _name(row: PassageRow) -> Cell:
    return Cell(row.name, bold=not row.is_open)


def _decision(row: PassageRow) -> Chip:
    return Chip("allowed", tr("Autorisé")) if row.is_open else Chip("refused", tr("Refusé"))


def _why(row: PassageRow) -> Cell:
    if row.closure is not None:
        return Cell(reason_line(row.closure, texts()))
    return Cell(way_in(row.access_name, row.access_last, row.end_open, texts()), "muted")
