"""The pipeline: a tile for each stage, the opportunities of the chosen one, and the focused one at a glance."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.domain.refusals import Refused
from app.i18n import day, ntr, tr
from app.services.desk import Touched, TouchedKind
from app.services.prospects.views import OpportunityRow, PipelineFilter, PipelineSort, StageSum
from app.services.views import ClientState
from app.ui.kit.ask import tell
from app.ui.kit.cards import Card
from app.ui.kit.columns import Cell, Column
from app.ui.kit.empty import EmptyState
from app.ui.kit.icons import icon
from app.ui.kit.labels import hairline, muted
from app.ui.kit.news import concerns
from app.ui.kit.refused_words import in_words
from app.ui.kit.rows import PagedModel
from app.ui.kit.table import Table
from app.ui.kit.workplace import Workplace
from app.ui.prospects import reading
from app.ui.prospects.glance import Glance
from app.ui.prospects.stage_tiles import StageTiles
from app.ui.prospects.words import client_cell, stage_chip

NARROWEST_WITH_GLANCE = 1200
_SORTS = {
    "title": PipelineSort.TITLE,
    "stage": PipelineSort.STAGE,
    "expected_value": PipelineSort.VALUE,
    "expected_on": PipelineSort.EXPECTED,
}


class Pipeline(QWidget):
    """Reads beside the window when it is shown and when something was saved."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.setObjectName("pipeline")
        self._workplace = workplace
        self._wanted = PipelineFilter()
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.tiles = StageTiles()
        today = self._workplace.desk.today()
        self.model: PagedModel[OpportunityRow] = PagedModel(
            _columns(today), _itself, self._workplace.runner, tone=_tone
        )
        self.table = Table(self.model, "opportunities", tr("Opportunités"), self._workplace.memory)
        self.table.set_empty(
            EmptyState(
                "target",
                tr("Aucune opportunité à cette étape"),
                tr("« Nouvelle opportunité » note ce qu'un prospect pourrait acheter."),
            )
        )
        self.table.fill_menu = self._fill_menu
        self._foot = muted("", "pipeline_count")
        self.glance = Glance()

    def _lay_out(self) -> None:
        card = Card("pipeline_card")
        card.body.addWidget(self.table, 1)
        card.body.addWidget(hairline())
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 8)
        foot.addWidget(self._foot)
        foot.addStretch(1)
        card.body.addLayout(foot)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(card, 1)
        middle.addWidget(self.glance)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.tiles)
        column.addLayout(middle, 1)

    def _connect(self) -> None:
        self.tiles.chosen.connect(self._choose)
        self.model.sort_asked.connect(self._sort)
        self.model.fetched.connect(self._count)
        self.model.failed.connect(self._tell_failure)
        self.table.activated_row.connect(self._open)
        self.table.current_row.connect(self._show_current)
        self.glance.card_asked.connect(self._open_card)
        self.glance.opened.connect(self._open_current)
        self.glance.quote_asked.connect(self._new_quote)
        self.glance.follow_up_asked.connect(self._new_follow_up)

    # Reading

    def showEvent(self, event: QShowEvent) -> None:
        """Coming to the front, the pipeline is of now."""
        super().showEvent(event)
        self.read()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window leaves the pane out."""
        super().resizeEvent(event)
        self.glance.setVisible(self.window().width() >= NARROWEST_WITH_GLANCE)

    def read(self) -> None:
        """Read sums and rows again."""
        desk = self._workplace.desk
        self._workplace.runner.submit(
            partial(reading.sums, desk), self._show_sums, self._tell_failure, "prospects/sums"
        )
        self.model.load(partial(reading.opportunities_page, desk, self._wanted))

    def refresh(self, touched: frozenset[Touched]) -> None:
        """See `View.refresh`."""
        about = {TouchedKind.OPPORTUNITY, TouchedKind.QUOTE, TouchedKind.FOLLOW_UP, TouchedKind.CLIENT}
        if self.isVisible() and concerns(touched, kinds=about):
            self.read()

    def _show_sums(self, sums: Sequence[StageSum]) -> None:
        self.tiles.show_sums(sums)

    def _choose(self, stage: object) -> None:
        self._wanted = PipelineFilter(self.tiles.stage, None, self._wanted.sort, self._wanted.descending)
        if self.isVisible():
            self.read()

    def _sort(self, key: str, descending: bool) -> None:
        self._wanted = PipelineFilter(self._wanted.stage, None, _SORTS[key], descending)
        self.read()

    def _count(self, count: int) -> None:
        more = "" if self.model.complete else "+"
        self._foot.setText(ntr("{n} opportunité affichée", "{n} opportunités affichées", count) + more)
        if count and self.table.selected_row() is None:
            self.table.select(0)
        self._show_current()

    def _tell_failure(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        tell(self._workplace.window, tr("Prospects"), in_words(error))

    # The line with the focus

    def _current(self) -> OpportunityRow | None:
        row = self.table.selected_row()
        return row if isinstance(row, OpportunityRow) else None

    def _show_current(self, *_: object) -> None:
        row = self._current()
        if row is None:
            self.glance.show_nothing()
        else:
            self.glance.show_row(row)

    def _fill_menu(self, menu: QMenu, row: OpportunityRow) -> None:
        menu.addAction(icon("pencil", "muted"), tr("Ouvrir"), partial(self._open, row))
        menu.addAction(icon("user", "muted"), tr("Ouvrir la fiche"), self._open_card)
        menu.addAction(icon("document", "muted"), tr("Nouveau devis…"), self._new_quote)
        menu.addAction(icon("phone", "muted"), tr("Nouveau suivi…"), self._new_follow_up)

    def _open(self, row: OpportunityRow) -> None:
        self._workplace.open_opportunity(row.id)

    def _open_current(self) -> None:
        if (row := self._current()) is not None:
            self._open(row)

    def _open_card(self) -> None:
        if (row := self._current()) is not None:
            self._workplace.open_client(row.client.id)

    def _new_quote(self) -> None:
        if (row := self._current()) is not None:
            self._workplace.new_quote(row.client.id, row.id)

    def _new_follow_up(self) -> None:
        if (row := self._current()) is not None:
            self._workplace.new_follow_up(row.client.id, row.id)


def _itself(row: OpportunityRow) -> OpportunityRow:
    return row


def _tone(row: OpportunityRow) -> str:
    return "muted" if row.client.state is ClientState.DEACTIVATED else ""


def _columns(today: object) -> list[Column]:
    def next_due(row: OpportunityRow) -> Cell:
        if row.next_due is None:
            return Cell("–", "muted")
        late = row.next_due < today  # type: ignore[operator]
        return Cell(day(row.next_due), "blocked" if late else "text", bold=late)

    def client(row: OpportunityRow) -> Cell:
        return client_cell(row.client)

    def stage(row: OpportunityRow) -> object:
        return stage_chip(row.stage)

    return [
        Column("client", tr("Client"), "bold", 188, sortable=False, value=client),
        Column("title", tr("Opportunité"), "text", 160, stretch=True),
        Column("stage", tr("Étape"), "chip", 140, value=stage),
        Column("expected_value", tr("Valeur"), "money", 108),
        Column("expected_on", tr("Conclusion"), "date", 112),
        Column("next_due", tr("Prochain suivi"), "date", 124, sortable=False, value=next_due),
        Column("source", tr("Origine"), "muted", 120, sortable=False, hidden=True),
        Column("adviser", tr("Conseiller"), "muted", 110, sortable=False, hidden=True),
    ]
