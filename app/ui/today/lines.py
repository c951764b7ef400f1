"""One list of the page of the day: a head with its count, and lines that open a client's card (spec 1.8)."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.messages.today import Line
from app.ui.kit.cards import Card
from app.ui.kit.chips import CountBadge
from app.ui.kit.columns import Cell, Column
from app.ui.kit.empty import EmptyState
from app.ui.kit.rows import RowsModel
from app.ui.kit.table import Table

ROW_HEIGHT = 38
NAME_WIDTH, DAY_WIDTH = 204, 240
_GO = "go"


def _columns(who: int) -> list[Column]:
    return [
        Column("who", "", value=lambda line: Cell(line.who, bold=True), width=who),
        Column("detail", "", "muted", stretch=True, width=120),
        Column("fact", "", "date", 96, "right", value=_fact),
        Column(_GO, "", width=40, value=_way),
    ]


def _fact(line: Line) -> Cell:
    return Cell(line.fact, line.tone, bold=line.tone != "text")


def _way(_line: Line) -> Cell:
    return Cell(icon="chevron-right", tone="muted")


class Lines(Card):
    """`opened` carries the client of the line that was entered or double-clicked, or whose arrow was clicked;
    `asked` the position of one that is about nobody alone."""

    opened = Signal(object)
    asked = Signal(int)

    def __init__(
        self, key: str, title: str, icon: str, empty: tuple[str, str], actions: Sequence[QWidget] = ()
    ) -> None:
        super().__init__(f"today_{key}_card")
        self._count = CountBadge(0, f"today_{key}_count")
        self.model: RowsModel[Line] = RowsModel(_columns(DAY_WIDTH if key == "days" else NAME_WIDTH))
        self.table = Table(self.model, f"today_{key}", title, row_height=ROW_HEIGHT)
        self.table.horizontalHeader().hide()
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setMinimumHeight(3 * ROW_HEIGHT)
        self.table.set_empty(EmptyState("check-circle", *empty, tone="active.icon"))
        self.table.activated_row.connect(self._open)
        self.table.clicked.connect(self._open_by_arrow)
        self.table.installEventFilter(self)
        self.add_head(title, "", icon, self._count, actions)
        self.body.addWidget(self.table, 1)

    def show_lines(self, lines: Sequence[Line], count: int) -> None:
        """Show these lines, of `count` in all; the chosen one stays chosen where it is still there."""
        chosen = self.table.currentIndex().row()
        self.model.set_rows(lines)
        self._count.show_count(count)
        if 0 <= chosen < len(lines) and self.table.hasFocus():
            self.table.select(chosen)

    @property
    def chosen(self) -> int:
        """The position of the line with the focus; -1: none."""
        return self.table.currentIndex().row()

    def _open(self, line: Line) -> None:
        if line.person is not None:
            self.opened.emit(line.person.client)
        else:
            self.asked.emit(self.model.rows().index(line))

    def _open_by_arrow(self, index: QModelIndex) -> None:
        if self.model.columns[index.column()].key == _GO:
            self._open(self.model.row(index.row()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """One list at a time shows a chosen line: that which has the keyboard."""
        if watched is self.table:
            if event.type() == QEvent.Type.FocusIn:
                self.table.select(max(0, self.chosen))
            elif event.type() == QEvent.Type.FocusOut:
                self.table.clearSelection()
        return super().eventFilter(watched, event)
