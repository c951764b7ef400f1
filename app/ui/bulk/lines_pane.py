"""The lines of a dry run or of its result: those that change, those refused and why, those not reached."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import number, tr
from app.services.bulk.views import BulkLine, BulkResult, Rehearsal
from app.ui.bulk import words
from app.ui.kit.banner import Banner
from app.ui.kit.columns import Cell, Column
from app.ui.kit.empty import EmptyState
from app.ui.kit.fields import ErrorSummary
from app.ui.kit.labels import muted
from app.ui.kit.memory import Memory
from app.ui.kit.rows import RowsModel
from app.ui.kit.table import Table
from app.ui.kit.tabs import TabPages

CHANGING, REFUSED, LEFT = "changing", "refused", "left"


class LinesPane(QWidget):
    """One banner, one table a tab; what there is to know of the current line stands below."""

    def __init__(self, memory: Memory) -> None:
        super().__init__()
        self.banner = Banner("info", "", name="bulk_said")
        self._totals = muted("", "bulk_totals", wrap=True)
        self._changing: RowsModel[BulkLine] = RowsModel(_change_columns())
        self._refused: RowsModel[words.Reason] = RowsModel(_reason_columns())
        self._left: RowsModel[BulkLine] = RowsModel(_change_columns())
        self.tabs = TabPages("bulk_lines")
        self.changing = _table(self._changing, "bulk_changing", tr("Accès qui changent"), memory)
        self.refused = _table(self._refused, "bulk_refused", tr("Accès refusés"), memory)
        self.left = _table(self._left, "bulk_left", tr("Accès non traités"), memory)
        self._empty_states()
        self._remarks = muted("", "bulk_remarks", wrap=True)
        self._remarks.setMinimumHeight(40)
        self.summary = ErrorSummary("bulk_apply_summary")
        self._lay_out()
        self.changing.current_row.connect(self._show_remarks)
        self.tabs.page_changed.connect(self._on_tab)

    def _empty_states(self) -> None:
        self.changing.set_empty(EmptyState("info", tr("Aucun accès ne change.")))
        self.refused.set_empty(EmptyState("check-circle", tr("Aucun accès n'est refusé.")))
        self.left.set_empty(EmptyState("check-circle", tr("Tout a été traité.")))

    def _lay_out(self) -> None:
        self.tabs.add(CHANGING, "", self.changing)
        self.tabs.add(REFUSED, "", self.refused)
        self.tabs.add(LEFT, "", self.left)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.banner)
        whole.addWidget(self._totals)
        whole.addWidget(self.tabs, 1)
        whole.addWidget(self._remarks)
        whole.addWidget(self.summary)

    # What is shown

    def show_rehearsal(self, rehearsal: Rehearsal) -> None:
        """What would change, and nothing has yet."""
        others = words.others_text(len(rehearsal.refused), rehearsal.without_access)
        detail = tr(
            "{request}. {others}. Rien n'est encore enregistré.",
            request=words.request_text(rehearsal),
            others=others,
        )
        self.banner.show_state("info", words.rehearsed_text(rehearsal), detail)
        self._show(rehearsal.accepted, rehearsal.refused, (), tr("Changent"))

    def show_result(self, result: BulkResult) -> None:
        """What was changed, and what was not."""
        others = words.others_text(len(result.refused), result.without_access, len(result.left))
        detail = tr("{request}. {others}.", request=words.request_text(result), others=others)
        kind = "attention" if result.cancelled else "active"
        said = words.done_text(result)
        self.banner.show_state(
            kind, tr("Interrompu : {done}", done=said) if result.cancelled else said, detail
        )
        self._show(result.done, result.refused, result.left, tr("Changés"))

    def _show(
        self,
        changing: tuple[BulkLine, ...],
        refused: tuple[BulkLine, ...],
        left: tuple[BulkLine, ...],
        title: str,
    ) -> None:
        self.summary.hide()
        self._changing.set_rows(changing)
        self._refused.set_rows(words.reasons(refused))
        self._left.set_rows(left)
        self._totals.setText(words.totals(changing) if changing else "")
        self._totals.setVisible(bool(changing))
        titles = (title, changing), (tr("Refusés"), refused), (tr("Non traités"), left)
        for at, (text, lines) in enumerate(titles):
            self.tabs.bar.setTabText(at, tr("{title} ({count})", title=text, count=number(len(lines))))
        if not left:
            self.tabs.bar.setTabText(2, "")
        self.tabs.bar.setTabVisible(2, bool(left))
        self.tabs.show_page(CHANGING if changing or not refused else REFUSED)
        self.changing.select(0)
        self._show_remarks(self.changing.selected_row())

    def focus(self) -> None:
        """Stand on the table that is shown."""
        shown = {CHANGING: self.changing, REFUSED: self.refused, LEFT: self.left}
        shown[self.tabs.page].setFocus()

    def _on_tab(self, key: str) -> None:
        self._show_remarks(self.changing.selected_row() if key == CHANGING else None)

    def _show_remarks(self, line: BulkLine | None) -> None:
        self._remarks.setText(words.remarks(line) if line is not None else "")


def _table(
    model: RowsModel[BulkLine] | RowsModel[words.Reason], name: str, said: str, memory: Memory
) -> Table:
    return Table(model, name, said, memory, row_height=36)


def _change_columns() -> list[Column]:
    change = words.change_of
    return [
        Column("name", tr("Client"), "bold", 200, stretch=True),
        Column("number", tr("N°"), "number", 56),
        Column("plan", tr("Formule"), "text", 176),
        Column("days", tr("Report"), "date", 200, value=words.days_cell, sortable=False),
        Column("ranks", tr("Rangs"), "text", 76, value=words.ranks_cell, sortable=False),
        Column("maintenance", tr("Maintien"), "money", 88, value=lambda line: change(line).maintenance),
        Column("end", tr("Fin d'accès"), "date", 200, value=words.end_cell, sortable=False),
        Column("difference", tr("Différence"), "money", 112, value=words.difference_cell, sortable=False),
        Column("remarks", tr("À savoir"), "text", 136, value=words.remarks_cell),
    ]


def _reason_columns() -> list[Column]:
    return [
        Column("name", tr("Client"), "bold", 200, value=lambda each: each.line.name if each.is_first else ""),
        Column(
            "number", tr("N°"), "number", 64, value=lambda each: each.line.number if each.is_first else ""
        ),
        Column(
            "plan", tr("Formule"), "text", 150, value=lambda each: each.line.plan if each.is_first else ""
        ),
        Column("reason", tr("Raison du refus"), "text", 600, value=_reason_cell, stretch=True),
    ]


def _reason_cell(each: words.Reason) -> Cell:
    return Cell(each.text, "blocked", icon="x-octagon")
