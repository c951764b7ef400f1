"""The tab *Suivi* of the card: the follow-ups, opportunities and quotes of one client (spec 3.2)."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.domain.ids import ClientId, OpportunityId
from app.domain.prospects import OPEN_STAGES, FollowUpState
from app.domain.refusals import Refused
from app.domain.rights import Right
from app.i18n import tr
from app.services.desk import Touched, TouchedKind
from app.services.prospects.views import ClientProspects, FollowUpRow, OpportunityRow, QuoteRow
from app.ui.kit.buttons import Button, quiet, set_allowed
from app.ui.kit.cards import Card
from app.ui.kit.chips import CountBadge
from app.ui.kit.columns import Column
from app.ui.kit.empty import EmptyState
from app.ui.kit.icons import icon
from app.ui.kit.news import concerns
from app.ui.kit.refused_words import in_words
from app.ui.kit.rows import RowsModel
from app.ui.kit.table import Table
from app.ui.kit.workplace import Workplace
from app.ui.prospects import reading
from app.ui.prospects.listed import follow_up_columns, quote_columns
from app.ui.prospects.words import stage_chip

_KINDS = frozenset({TouchedKind.OPPORTUNITY, TouchedKind.QUOTE, TouchedKind.FOLLOW_UP})


class FollowUpTab(QWidget):
    """Reads beside the window; a line opens its window, the heads plan something new."""

    def __init__(self, workplace: Workplace, client: ClientId) -> None:
        super().__init__()
        self.setObjectName("follow_up_tab")
        self._workplace, self._client = workplace, client
        self._make()
        self._lay_out()
        self._connect()
        self.read()

    def _make(self) -> None:
        memory = self._workplace.memory
        self.follow_ups: RowsModel[FollowUpRow] = RowsModel(
            follow_up_columns(self._workplace, with_client=False)
        )
        self.opportunities: RowsModel[OpportunityRow] = RowsModel(_opportunity_columns())
        self.quotes: RowsModel[QuoteRow] = RowsModel(quote_columns(with_client=False))
        self.follow_up_table = Table(self.follow_ups, "card_follow_ups", tr("Suivis"), memory, 38)
        self.opportunity_table = Table(
            self.opportunities, "card_opportunities", tr("Opportunités"), memory, 38
        )
        self.quote_table = Table(self.quotes, "card_quotes", tr("Devis"), memory, 38)
        self._new_follow_up = quiet(tr("Nouveau s&uivi…"), "card_new_follow_up", "plus")
        self._new_opportunity = quiet(tr("Nouvelle opportuni&té…"), "card_new_opportunity", "plus")
        self._new_quote = quiet(tr("Nouveau dev&is…"), "card_new_quote", "plus")
        self._counts = {name: CountBadge(0, f"card_{name}_count") for name in ("due", "open", "quotes")}

    def _lay_out(self) -> None:
        follow = self._card(
            "phone", tr("Suivis"), "due", self.follow_up_table, self._new_follow_up,
            EmptyState("phone", tr("Aucun suivi"), tr("« Nouveau suivi » prévoit un appel ou une tâche.")),
        )  # fmt: skip
        offers = self._card(
            "target", tr("Opportunités"), "open", self.opportunity_table, self._new_opportunity,
            EmptyState("target", tr("Aucune opportunité"), tr("Ce que ce client pourrait acheter.")),
        )  # fmt: skip
        quotes = self._card(
            "document", tr("Devis"), "quotes", self.quote_table, self._new_quote,
            EmptyState("document", tr("Aucun devis"), tr("« Nouveau devis » en rédige un.")),
        )  # fmt: skip
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(offers, 1)
        below.addWidget(quotes, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(12)
        column.addWidget(follow, 1)
        column.addLayout(below, 1)

    def _card(self, glyph: str, text: str, count: str, table: Table, verb: Button, empty: EmptyState) -> Card:
        card = Card(f"{table.objectName()}_card")
        card.add_head(text, "", glyph, self._counts[count], [verb])
        table.set_empty(empty)
        table.setMinimumHeight(130)
        card.body.addWidget(table, 1)
        return card

    def _connect(self) -> None:
        workplace = self._workplace
        self._new_follow_up.clicked.connect(self._plan_follow_up)
        self._new_opportunity.clicked.connect(self._note_opportunity)
        self._new_quote.clicked.connect(partial(self._write_quote, None))
        self.follow_up_table.activated_row.connect(self._open_follow_up)
        self.opportunity_table.activated_row.connect(self._open_opportunity)
        self.quote_table.activated_row.connect(self._open_quote)
        self.follow_up_table.fill_menu = self._follow_up_menu
        self.opportunity_table.fill_menu = self._opportunity_menu
        self.quote_table.fill_menu = self._quote_menu
        may = workplace.desk.operator.may(Right.FOLLOW_UP)
        for verb in (self._new_follow_up, self._new_opportunity, self._new_quote):
            set_allowed(verb, may, tr("Votre rôle ne permet pas de suivre les prospects."))

    # Reading

    def read(self) -> None:
        """Read everything of the client again."""
        job = partial(reading.of_client, self._workplace.desk, self._client)
        self._workplace.runner.submit(job, self._show, self._unreadable, "card/prospects")

    def refresh(self, touched: frozenset[Touched]) -> None:
        """See `View.refresh`."""
        if concerns(touched, {Touched(TouchedKind.CLIENT, self._client)}, _KINDS):
            self.read()

    def _show(self, found: ClientProspects) -> None:
        self.follow_ups.set_rows(found.follow_ups)
        self.opportunities.set_rows(found.opportunities)
        self.quotes.set_rows(found.quotes)
        due = sum(1 for row in found.follow_ups if row.state is FollowUpState.OPEN)
        still = sum(1 for row in found.opportunities if row.stage in OPEN_STAGES)
        for name, count in (("due", due), ("open", still), ("quotes", len(found.quotes))):
            self._counts[name].show_count(count)

    def _unreadable(self, error: Exception) -> None:
        """A client that is gone has none; the card says so itself."""
        if not isinstance(error, Refused):
            raise error
        said = EmptyState("alert-triangle", in_words(error), "", tone="blocked.icon")
        self.follow_up_table.set_empty(said)

    # Ways

    def _plan_follow_up(self) -> None:
        self._workplace.new_follow_up(self._client)

    def _note_opportunity(self) -> None:
        self._workplace.new_opportunity(self._client)

    def _write_quote(self, opportunity: OpportunityId | None = None) -> None:
        self._workplace.new_quote(self._client, opportunity)

    def _open_follow_up(self, row: FollowUpRow) -> None:
        self._workplace.open_follow_up(row.id)

    def _open_opportunity(self, row: OpportunityRow) -> None:
        self._workplace.open_opportunity(row.id)

    def _open_quote(self, row: QuoteRow) -> None:
        self._workplace.open_quote(row.id)

    def _follow_up_menu(self, menu: QMenu, row: FollowUpRow) -> None:
        menu.addAction(icon("pencil", "muted"), tr("Ouvrir"), partial(self._open_follow_up, row))

    def _opportunity_menu(self, menu: QMenu, row: OpportunityRow) -> None:
        menu.addAction(icon("pencil", "muted"), tr("Ouvrir"), partial(self._open_opportunity, row))
        menu.addAction(
            icon("document", "muted"),
            tr("Nouveau devis…"),
            partial(self._write_quote, row.id),
        )

    def _quote_menu(self, menu: QMenu, row: QuoteRow) -> None:
        menu.addAction(icon("pencil", "muted"), tr("Ouvrir"), partial(self._open_quote, row))


def _opportunity_columns() -> list[Column]:
    return [
        Column("title", tr("Opportunité"), "bold", 180, stretch=True),
        Column("stage", tr("Étape"), "chip", 140, value=lambda row: stage_chip(row.stage)),
        Column("expected_value", tr("Valeur"), "money", 110),
        Column("expected_on", tr("Conclusion"), "date", 110),
    ]
