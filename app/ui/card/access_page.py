"""The tab Accès of the card: the time line, the suspensions, the next debits, what happened, other accesses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.contract import RankRange
from app.i18n import current, day, money, tr
from app.messages.history import told
from app.messages.words import word
from app.services.views import AccessItem, HistoryRow, SuspensionRow
from app.ui.card.reading import Shown, ShownAccess
from app.ui.card.words import suspended_days
from app.ui.kit import access_timeline
from app.ui.kit.access_words import days_of_access, ranks_text
from app.ui.kit.buttons import discreet
from app.ui.kit.cards import Card
from app.ui.kit.columns import Cell, Chip, Column
from app.ui.kit.empty import EmptyState
from app.ui.kit.labels import muted
from app.ui.kit.memory import Memory
from app.ui.kit.rows import RowsModel
from app.ui.kit.state_chips import ACCESS_CHIPS
from app.ui.kit.table import Table
from app.ui.kit.timeline_view import TimelineView

ROW, _HEAD, _EMPTY, _NO_LIMIT = 38, 36, 116, 16_777_215
_LINES_AHEAD = 4
_ENTRIES = 8


@dataclass(frozen=True, slots=True)
class DebitLine:
    """A line of the schedule from the next debit on."""

    first: str
    count: str
    amount: int
    is_maintenance: bool


class AccessPage(QWidget):
    """`asked_access(item or None)` opens the Accès dialog, `asked_suspensions()` its tab Report."""

    asked_access = Signal(object)
    asked_suspensions = Signal()
    asked_history = Signal()

    def __init__(self, memory: Memory) -> None:
        super().__init__()
        self._today = date.min
        self._timeline = TimelineView("card_timeline")
        self._days = muted("", "card_days_used")
        self._suspensions = Table(
            RowsModel(_suspension_columns(), tone=self._suspension_tone),
            "card_suspensions",
            tr("Reports"),
            memory,
            ROW,
        )
        self._others = Table(RowsModel(_access_columns()), "card_accesses", tr("Accès"), memory, ROW)
        self._suspensions.set_empty(
            EmptyState("pause-circle", tr("Aucun report"), tr("Accès, onglet Report, en ajoute un."))
        )
        self._no_debit = muted("", "card_no_debit")
        self._nothing = _nothing_sold()
        self._debits = Table(
            RowsModel(_debit_columns(), tone=_debit_tone), "card_debits", tr("Prochains débits"), memory, ROW
        )
        self._activity = Table(
            RowsModel(_activity_columns()), "card_recent", tr("Activité récente"), memory, ROW
        )
        self._lay_out()
        self._suspensions.activated_row.connect(self._on_suspension)
        self._others.activated_row.connect(self.asked_access)
        self._activity.activated_row.connect(self._on_entry)

    def _lay_out(self) -> None:
        self._line = _drawn(self._timeline)
        every = discreet(tr("Tout voir"), "card_all_activity")
        every.clicked.connect(self.asked_history)
        self._boxes = {
            "suspensions": _titled(tr("Reports"), self._suspensions, self._days),
            "others": _titled(tr("Autres accès"), self._others),
            "debits": _titled(tr("Prochains débits"), self._debits, self._no_debit),
            "activity": _titled(tr("Activité"), self._activity, every),
        }
        left, right = QVBoxLayout(), QVBoxLayout()
        self._left = left
        for column in (left, right):
            column.setSpacing(12)
        left.addWidget(self._line)
        left.addWidget(self._boxes["suspensions"])
        left.addWidget(self._boxes["others"], 1)
        left.addWidget(self._nothing, 1)
        right.addWidget(self._boxes["debits"])
        right.addWidget(self._boxes["activity"], 1)
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 12, 0, 0)
        row.setSpacing(16)
        row.addLayout(left, 5)
        row.addLayout(right, 3)
        _scrolled(self, inner)

    def show_client(self, shown: Shown) -> None:
        """Show the accesses of the client anew."""
        access, self._today = shown.access, shown.today
        if access is not None:
            title = access.view.item.plan_name
            self._timeline.show_data(
                access_timeline.stored(title, access.view.contract, access.schedule, shown.today, True)
            )
        suspensions, debits = _suspensions(access), _debit_lines(access, shown.today)
        main = access.view.item.id if access is not None else None
        others = [item for item in shown.card.accesses if item.id != main]
        self._days.setText(
            suspended_days(shown.card) if suspensions else tr("aucun report") if others else ""
        )
        self._no_debit.setText("" if debits else tr("aucun débit prévu"))
        _fill(self._suspensions, suspensions, 3, hides=bool(others))
        _fill(self._others, others, 3)
        self._left.setStretchFactor(self._boxes["suspensions"], 0 if others else 1)
        _fill(self._debits, debits, _LINES_AHEAD, hides=True)
        _fill(self._activity, list(shown.history[:_ENTRIES]), 3)
        for box in (self._line, self._boxes["suspensions"], self._boxes["debits"]):
            box.setVisible(access is not None)
        self._boxes["others"].setVisible(bool(others))
        self._nothing.setVisible(access is None)

    def _suspension_tone(self, row: SuspensionRow) -> str:
        today = self._today
        runs = row.first_day <= today and (row.last_day is None or today <= row.last_day)
        return "suspended" if runs and not row.cancelled else ""

    def _on_suspension(self, _row: object) -> None:
        self.asked_suspensions.emit()

    def _on_entry(self, _row: object) -> None:
        self.asked_history.emit()


def _drawn(timeline: TimelineView) -> Card:
    card = Card("card_timeline_card")
    inside = QVBoxLayout()
    inside.setContentsMargins(20, 10, 16, 10)
    timeline.setMinimumHeight(timeline.sizeHint().height())
    inside.addWidget(timeline)
    card.body.addLayout(inside)
    return card


def _nothing_sold() -> Card:
    card = Card("card_no_access")
    card.setMinimumHeight(176)
    card.body.addWidget(
        EmptyState(
            "card",
            tr("Aucun accès"),
            tr("Vendre un accès ouvre la porte à ce client ; ses débits et ses reports se verront ici."),
            name="card_nothing",
        )
    )
    return card


def _titled(text: str, table: Table, *actions: QWidget) -> Card:
    card = Card(f"{table.objectName()}_card")
    card.add_head(text, actions=actions)
    card.body.addWidget(table, 1)
    return card


def _scrolled(page: QWidget, inner: QWidget) -> None:
    """Where the window is low, the page scrolls; nothing is squeezed."""
    area = QScrollArea()
    area.setObjectName("card_access_scroll")
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(area)


def _fill(table: Table, rows: Sequence[object], most: int, hides: bool = False) -> None:
    """Show rows in a table as high as `most` of them at the least; without rows it may hide."""
    table.rows_model().set_rows(rows)
    table.setVisible(bool(rows) or not hides)
    height = _HEAD + (ROW * max(1, min(most, len(rows))) + 2 if rows or hides else _EMPTY)
    table.setMinimumHeight(height)
    table.setMaximumHeight(height if hides else _NO_LIMIT)


def _suspensions(access: ShownAccess | None) -> list[SuspensionRow]:
    rows = [row for row in access.view.suspensions if not row.cancelled] if access is not None else []
    return sorted(rows, key=lambda row: row.first_day, reverse=True)


def _debit_lines(access: ShownAccess | None, today: date) -> list[DebitLine]:
    if access is None:
        return []
    upcoming = access.schedule.next_due(today)
    if upcoming is None:
        return []
    found = []
    for line in access.schedule.lines(upcoming.due)[:_LINES_AHEAD]:
        several = line.count is None or line.count > 1
        first = tr("dès le {day}", day=day(line.first_due)) if several else day(line.first_due)
        count = tr("illimité") if line.count is None else str(line.count)
        found.append(DebitLine(first, count, line.amount, line.suspension is not None))
    return found


def _suspension_columns() -> list[Column]:
    return [
        Column("first_day", tr("Début"), "date", 104, sortable=False),
        Column("last_day", tr("Fin"), "text", 104, sortable=False, value=_last_day),
        Column("days", tr("Jours"), "number", 64, sortable=False, value=_days),
        Column("cause", tr("Cause"), "text", 80, sortable=False, stretch=True),
        Column("ranks", tr("Rangs"), "text", 76, sortable=False, value=_ranks),
        Column("maintenance", tr("Maintien"), "money", 90, sortable=False),
        Column("entered_by", tr("Saisie par"), "muted", 88, sortable=False),
    ]


def _last_day(row: SuspensionRow) -> object:
    return day(row.last_day) if row.last_day is not None else tr("illimité")


def _days(row: SuspensionRow) -> object:
    return Cell(str(row.days)) if row.days is not None else Cell("–", "muted")


def _ranks(row: SuspensionRow) -> object:
    if row.first_rank is None:
        return ranks_text(None)
    return ranks_text(RankRange(row.first_rank, None if row.open_ranks else row.last_rank))


def _access_columns() -> list[Column]:
    return [
        Column("plan_name", tr("Formule"), "bold", 160, sortable=False, stretch=True),
        Column("period", tr("Période"), "text", 190, sortable=False, value=days_of_access),
        Column("state", tr("État"), "chip", 116, sortable=False, value=_access_state),
    ]


def _access_state(item: AccessItem) -> Chip:
    return Chip(ACCESS_CHIPS[item.state], word(item.state, current()))


def _debit_columns() -> list[Column]:
    return [
        Column("first", tr("Premier débit"), "bold", 130, sortable=False, stretch=True),
        Column("count", tr("Nombre"), "text", 100, "right", sortable=False),
        Column("amount", tr("Montant"), "money", 90, sortable=False, value=_debit_amount),
    ]


def _debit_amount(line: DebitLine) -> object:
    return Cell(money(line.amount), "suspended" if line.is_maintenance else "text", bold=True)


def _debit_tone(line: DebitLine) -> str:
    return "suspended" if line.is_maintenance else ""


def _activity_columns() -> list[Column]:
    return [
        Column("at", tr("Jour"), "date", 96, sortable=False, value=_entry_day),
        Column("what", tr("Ce qui s'est passé"), "text", 160, sortable=False, value=_entry, stretch=True),
        Column("operator", tr("Qui"), "muted", 80, sortable=False),
    ]


def _entry_day(row: HistoryRow) -> Cell:
    return Cell(day(row.at.astimezone().date()), "muted")


def _entry(row: HistoryRow) -> str:
    return told(row, current())
