"""The table of the Echéancier: lines that unfold into single instalments."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtGui import QResizeEvent

from app.domain.ids import Rank
from app.domain.schedule import Schedule
from app.i18n import money, tr
from app.ui.access.schedule_rows import ScheduleRow, line_rows, position_of, single_rows
from app.ui.kit.columns import Cell, Chip, Column
from app.ui.kit.empty import EmptyState
from app.ui.kit.memory import Memory
from app.ui.kit.table import Table
from app.ui.kit.unfold import UnfoldModel, unfold_column

_NAME, _MODE = "schedule_table", "mode"


def _columns() -> list[Column]:
    return [
        unfold_column(40),
        Column("rank", tr("Rang"), width=64, sortable=False),
        Column(_MODE, tr("Mode"), "muted", 120, sortable=False),
        Column("amount", tr("Montant"), "money", 92, sortable=False, value=_amount),
        Column("first_due", tr("Premier débit"), "date", 108, sortable=False),
        Column("count", tr("Nombre"), "number", 90, sortable=False, value=_count),
        Column("last", tr("Dernier"), width=100, sortable=False),
        Column("state", tr("État"), "chip", 132, sortable=False, value=_state),
        Column("origin", tr("Origine"), "muted", 96, sortable=False, stretch=True),
    ]


def _amount(row: ScheduleRow) -> Cell:
    is_line = row.line is not None
    return Cell(money(row.amount), bold=is_line)


def _count(row: ScheduleRow) -> str:
    return row.count


def _state(row: ScheduleRow) -> Chip:
    return Chip(row.chip, row.state_word)


def _tone(row: ScheduleRow) -> str:
    return "muted" if row.chip == "deleted" else ""


def _key(row: ScheduleRow) -> tuple[int, str]:
    return row.key


class ScheduleTable(Table):
    """Shows a schedule from a day on, or all of it."""

    def __init__(self, memory: Memory | None) -> None:
        self._plan: Schedule | None = None
        self._kept = memory
        self._unfolding: UnfoldModel[ScheduleRow] = UnfoldModel(_columns(), self._parts, _key, _tone)
        super().__init__(self._unfolding, _NAME, tr("Échéances de cet accès"), memory, row_height=36)
        self.setMinimumHeight(220)
        self.set_empty(
            EmptyState(
                "calendar",
                tr("Aucune échéance à venir."),
                tr("Afficher le passé montre les échéances d'avant aujourd'hui."),
            )
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show how a line is paid where there is room for it beside the rest; a person's choice stays."""
        if self._kept is None or self._kept.get(_NAME) is None:
            columns = self.rows_model().columns
            room = self.viewport().width() >= sum(column.width for column in columns)
            self.setColumnHidden([column.key for column in columns].index(_MODE), not room)
        super().resizeEvent(event)

    def _parts(self, row: ScheduleRow) -> Sequence[ScheduleRow]:
        return () if self._plan is None else single_rows(self._plan, row)

    def show_schedule(self, plan: Schedule, since: date | None) -> None:
        """Show these lines; the row chosen and the lines unfolded stay so."""
        chosen = self.chosen()
        self._plan = plan
        self._unfolding.set_rows(line_rows(plan, since))
        if chosen is None or not self._choose_again(chosen):
            self.select(0)

    def _choose_again(self, chosen: ScheduleRow) -> bool:
        if chosen.instalment is not None:
            return self.choose_rank(chosen.instalment.rank, unfolding=False)
        at = self._unfolding.find(lambda row: row.key == chosen.key)
        self.select(at)
        return at >= 0

    def chosen(self) -> ScheduleRow | None:
        """The row with the focus."""
        row = self.selected_row()
        return row if isinstance(row, ScheduleRow) else None

    def choose_rank(self, rank: Rank, unfolding: bool = True) -> bool:
        """Stand on one instalment, or on its line while that is folded; False: it is not among those shown."""
        if self._plan is None:
            return False
        at = position_of(self._unfolding.rows(), self._plan, rank)
        if at < 0:
            return False
        if unfolding:
            self._unfolding.set_open(at, True)
        found = self._unfolding.find(lambda row: row.instalment is not None and row.instalment.rank == rank)
        self.select(found if found >= 0 else at)
        return True

    def unfold_chosen(self) -> None:
        """Détail: unfold or fold the line of the chosen row."""
        at = self.currentIndex().row()
        if at < 0:
            return
        if self._unfolding.level(at):
            self.select(self._unfolding.set_open(at, False))
        else:
            self._unfolding.toggle(at)
