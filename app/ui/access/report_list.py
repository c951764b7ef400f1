"""The list of the tab Report: the suspensions of the access, and the buttons that act on the chosen one."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.domain.ids import SuspensionId
from app.i18n import tr
from app.services.views import SuspensionRow
from app.ui.access import suspension_rows as rows
from app.ui.access.loaded import Loaded
from app.ui.access.pages import framed
from app.ui.access.suspension_rows import SuspensionLine
from app.ui.kit.buttons import Button, destructive, plain, set_allowed
from app.ui.kit.columns import Chip, Column
from app.ui.kit.empty import EmptyState
from app.ui.kit.icons import icon
from app.ui.kit.labels import muted
from app.ui.kit.memory import Memory
from app.ui.kit.rows import RowsModel
from app.ui.kit.table import Table

_ORDER = (rows.ADD, rows.MODIFY, rows.STOP, rows.PROOF, rows.RECEIPT, rows.CANCEL)


def _columns() -> list[Column]:
    return [
        Column("state", tr("État"), "chip", 120, value=_chip, sortable=False),
        Column("first", tr("Début"), "date", 104),
        Column("last", tr("Fin"), width=104, value=_last),
        Column("days", tr("Jours"), "number", 72, value=_days),
        Column("cause", tr("Cause"), "bold", 104, stretch=True),
        Column("ranks", tr("Rangs"), width=72, sortable=False),
        Column("maintenance", tr("Maintien"), "money", 88),
        Column("entered_by", tr("Saisi par"), "muted", 96),
        Column("entered_at", tr("Le"), "muted", 140),
        Column("proofs", tr("Justificatifs"), "muted", 88),
    ]


def _chip(line: SuspensionLine) -> Chip:
    return Chip(line.chip, line.state)


def _last(line: SuspensionLine) -> str:
    return line.last


def _days(line: SuspensionLine) -> str:
    return line.days


def _tone(line: SuspensionLine) -> str:
    return "muted" if line.row.cancelled else ""


class ReportList(QWidget):
    """`asked(what, row or None)` when a button, the menu, Enter or a double click asks for something."""

    asked = Signal(str, object)

    def __init__(self, memory: Memory | None) -> None:
        super().__init__()
        self._reasons: dict[str, str] = {}
        self._loaded: Loaded | None = None
        self._model: RowsModel[SuspensionLine] = RowsModel(_columns(), tone=_tone)
        self.table = Table(self._model, "report_table", tr("Reports de cet accès"), memory)
        self.table.setMinimumHeight(180)
        self.table.set_empty(
            EmptyState(
                "pause-circle",
                tr("Aucun report."),
                tr("Ajouter suspend l'accès et bloque la carte pour une période."),
            )
        )
        self._why = muted("", "report_why")
        self._buttons = self._make_buttons()
        self._lay_out()
        self._connect()

    def _make_buttons(self) -> dict[str, Button]:
        return {
            rows.ADD: plain(tr("A&jouter"), "report_add", "plus"),
            rows.MODIFY: plain(tr("&Modifier"), "report_modify", "pencil"),
            rows.STOP: plain(tr("Arrê&ter"), "report_stop", "check-circle"),
            rows.PROOF: plain(tr("J&ustificatif"), "report_proof", "paperclip"),
            rows.RECEIPT: plain(tr("&Imprimer l'avenant"), "report_receipt", "printer"),
            rows.CANCEL: destructive(tr("A&nnuler le report"), "report_cancel", "trash"),
        }

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for what in _ORDER[:-1]:
            row.addWidget(self._buttons[what])
        row.addStretch(1)
        row.addSpacing(16)
        row.addWidget(self._buttons[rows.CANCEL])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addLayout(row)
        whole.addWidget(framed(self.table, "report_card"), 1)
        whole.addWidget(self._why)

    def _connect(self) -> None:
        for what, button in self._buttons.items():
            button.clicked.connect(partial(self._ask, what))
        self.table.current_row.connect(self._on_row)
        self.table.activated_row.connect(self._on_activated)
        self.table.fill_menu = self._fill_menu

    def show_loaded(self, loaded: Loaded) -> None:
        """Show the suspensions; the chosen one stays chosen."""
        chosen = self.chosen()
        self._loaded = loaded
        lines = rows.lines(loaded.shown, loaded.today) if loaded.shown is not None else ()
        self._model.set_rows(lines)
        self.choose(chosen.id if chosen is not None else None)

    def choose(self, wanted: SuspensionId | None) -> None:
        """Stand on a suspension; else on the one that runs or comes, else on the first."""
        at = self._model.find(lambda line: line.row.id == wanted)
        if at < 0:
            at = self._model.find(lambda line: line.chip in ("suspended", "planned"))
        self.table.select(max(at, 0))
        self._update()

    def chosen(self) -> SuspensionRow | None:
        """The suspension with the focus."""
        line = self.table.selected_row()
        return line.row if isinstance(line, SuspensionLine) else None

    def _on_row(self, _line: object) -> None:
        self._update()

    def _update(self) -> None:
        if self._loaded is None:
            return
        self._reasons = rows.reasons(self._loaded, self.chosen())
        for what, button in self._buttons.items():
            set_allowed(button, not self._reasons[what], self._reasons[what])
        shown = self._reasons if self._model.rowCount() else {rows.ADD: self._reasons[rows.ADD]}
        said = dict.fromkeys(reason for reason in shown.values() if reason)
        self._why.setText(" · ".join(said))
        self._why.setVisible(bool(said))

    def _on_activated(self, line: SuspensionLine) -> None:
        what = rows.MODIFY if not self._reasons.get(rows.MODIFY) else rows.PROOF
        self._ask(what)

    def _ask(self, what: str, _checked: bool = False) -> None:
        if not self._reasons.get(what):
            self.asked.emit(what, None if what == rows.ADD else self.chosen())

    def print_receipt(self) -> None:
        """What the button of the avenant does, where it may."""
        self._ask(rows.RECEIPT)

    def _fill_menu(self, menu: QMenu, _line: SuspensionLine) -> None:
        icons = {
            rows.MODIFY: "pencil",
            rows.STOP: "check-circle",
            rows.PROOF: "paperclip",
            rows.RECEIPT: "printer",
            rows.CANCEL: "trash",
        }
        for what, shown in icons.items():
            action = menu.addAction(icon(shown, "muted"), self._buttons[what].text())
            action.setEnabled(not self._reasons.get(what))
            action.triggered.connect(partial(self._ask, what))
