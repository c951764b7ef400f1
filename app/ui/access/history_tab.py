"""The tab Historique: who did what, when and where, in words; the newest first."""

from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import current, instant, tr
from app.messages.history import field_name, plain, told
from app.messages.history_fields import FIELDS
from app.services.views import HistoryRow
from app.ui.access.loaded import Loaded
from app.ui.access.pages import Foot, framed
from app.ui.kit.columns import Column
from app.ui.kit.empty import EmptyState
from app.ui.kit.labels import label, muted
from app.ui.kit.memory import Memory
from app.ui.kit.rows import RowsModel
from app.ui.kit.table import Table


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One entry in words; `changes` are the fields that differ, before → after."""

    at: str
    what: str
    who: str
    where: str
    changes: str


def lines(history: tuple[HistoryRow, ...]) -> tuple[HistoryLine, ...]:
    """The entries, the newest first."""
    ordered = sorted(history, key=lambda row: row.id, reverse=True)
    return tuple(_line(row) for row in ordered)


def _line(row: HistoryRow) -> HistoryLine:
    what = told(row, current())
    return HistoryLine(instant(row.at), what, row.operator, row.workstation, _changes(row))


def _changes(row: HistoryRow) -> str:
    """Montant 59,00 € → 2,00 €: only fields that have a name on screen."""
    changed = [
        name
        for name in row.after
        if name in FIELDS and name in row.before and row.before[name] != row.after[name]
    ]
    said = [
        tr(
            "{field} : {before} → {after}",
            field=field_name(name, current()),
            before=plain(name, row.before[name], current()),
            after=plain(name, row.after[name], current()),
        )
        for name in changed
    ]
    return " · ".join(said)


def _columns() -> list[Column]:
    return [
        Column("at", tr("Quand"), "muted", 148, sortable=False),
        Column("what", tr("Quoi"), width=460, stretch=True, sortable=False),
        Column("who", tr("Qui"), width=110, sortable=False),
        Column("where", tr("Poste"), "muted", 120, sortable=False),
    ]


class HistoryTab(QWidget):
    """A table of sentences; the chosen one is written out in full beneath."""

    def __init__(self, memory: Memory | None) -> None:
        super().__init__()
        self._model: RowsModel[HistoryLine] = RowsModel(_columns())
        self.table = Table(self._model, "history_table", tr("Historique de cet accès"), memory)
        self.table.setMinimumHeight(220)
        empty = tr("Chaque vente, report, arrêt et changement y laisse une ligne.")
        self.table.set_empty(EmptyState("clock", tr("Rien n'a encore été fait."), empty))
        self._full = label("", "history_full", wrap=True)
        self._full.setMinimumHeight(24)
        self._changes = muted("", "history_changes", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(framed(self.table, "history_card"), 1)
        column.addWidget(self._full)
        column.addWidget(self._changes)
        self.table.current_row.connect(self._on_row)

    def show_loaded(self, loaded: Loaded) -> None:
        """Show the history of the chosen access."""
        self._model.set_rows(lines(loaded.shown.history) if loaded.shown is not None else ())
        self.table.select(0)

    def _on_row(self, line: HistoryLine | None) -> None:
        self._full.setText(line.what if line is not None else "")
        self._changes.setText(line.changes if line is not None else "")
        self._changes.setVisible(line is not None and bool(line.changes))

    def foot(self, close: QWidget) -> Foot:
        """Nothing but Fermer."""
        return Foot(right=[close])
