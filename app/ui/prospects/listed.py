"""The lists of quotes and of follow-ups: a filter, a table of any length, what a line can do."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.domain.ids import ClientId
from app.domain.prospects import FollowUpKind, QuoteState
from app.domain.refusals import Refused
from app.i18n import current, ntr, tr
from app.messages.words import words
from app.services.desk import Touched, TouchedKind
from app.services.prospects.views import FollowUpList, FollowUpRow, QuoteRow
from app.services.views import ClientState
from app.ui.kit.ask import tell
from app.ui.kit.cards import Card
from app.ui.kit.choices import Choice
from app.ui.kit.columns import Cell, Column
from app.ui.kit.empty import EmptyState
from app.ui.kit.fields import Field
from app.ui.kit.icons import icon
from app.ui.kit.labels import hairline, muted
from app.ui.kit.news import concerns
from app.ui.kit.refused_words import in_words
from app.ui.kit.rows import PagedModel
from app.ui.kit.table import Table
from app.ui.kit.workplace import Workplace
from app.ui.prospects import reading
from app.ui.prospects.words import client_cell, due_text, follow_up_chip, quote_chip

Row = QuoteRow | FollowUpRow
_FILTER = 220


class ListedPage(QWidget):
    """One list. `page` reads the next rows of what the filter says; `open_row` is what Enter does."""

    def __init__(
        self,
        workplace: Workplace,
        name: str,
        columns: Sequence[Column],
        choices: Sequence[tuple[str, object]],
        page: Callable[..., Sequence[Any]],
        open_row: Callable[[Any], None],
        empty: EmptyState,
        kinds: frozenset[TouchedKind],
    ) -> None:
        super().__init__()
        self.setObjectName(f"{name}_page")
        self._workplace, self._page, self._open_row = workplace, page, open_row
        self._kinds = kinds | {TouchedKind.CLIENT}
        self.filter = Choice(f"{name}_filter", choices)
        self.model: PagedModel[Any] = PagedModel(columns, _itself, workplace.runner, tone=_tone)
        self.table = Table(self.model, name, empty_name(name), workplace.memory)
        self.table.set_empty(empty)
        self.table.fill_menu = self._fill_menu
        self._foot = muted("", f"{name}_count")
        self._lay_out(name)
        self.filter.currentIndexChanged.connect(self._choose)
        self.table.activated_row.connect(open_row)
        self.model.fetched.connect(self._count)
        self.model.failed.connect(self._tell_failure)

    def _lay_out(self, name: str) -> None:
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(Field(tr("&Afficher"), self.filter, width=_FILTER))
        head.addStretch(1)
        foot.setContentsMargins(16, 8, 16, 8)
        foot.addWidget(self._foot)
        foot.addStretch(1)
        card = Card(f"{name}_card")
        card.body.addWidget(self.table, 1)
        card.body.addWidget(hairline())
        card.body.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(card, 1)

    def showEvent(self, event: QShowEvent) -> None:
        """Coming to the front, the list is of now."""
        super().showEvent(event)
        self.read()

    def read(self) -> None:
        """Read the list again."""
        self.model.load(partial(self._page, self._workplace.desk, self.filter.value()))

    def refresh(self, touched: frozenset[Touched]) -> None:
        """See `View.refresh`."""
        if self.isVisible() and concerns(touched, kinds=self._kinds):
            self.read()

    def _choose(self, _at: int) -> None:
        self.read()

    def _count(self, count: int) -> None:
        more = "" if self.model.complete else "+"
        self._foot.setText(ntr("{n} ligne affichée", "{n} lignes affichées", count) + more)
        if count and self.table.selected_row() is None:
            self.table.select(0)

    def _tell_failure(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        tell(self._workplace.window, tr("Prospects"), in_words(error))

    def _fill_menu(self, menu: QMenu, row: Row) -> None:
        menu.addAction(icon("pencil", "muted"), tr("Ouvrir"), partial(self._open_row, row))
        menu.addAction(icon("user", "muted"), tr("Ouvrir la fiche"), partial(self._open_card, row.client.id))

    def _open_card(self, client: ClientId) -> None:
        self._workplace.open_client(client)


def empty_name(name: str) -> str:
    """How a list is read aloud."""
    return tr("Devis") if name == "quotes" else tr("Suivis")


def quotes_page(workplace: Workplace) -> ListedPage:
    """All quotes, the latest number first."""
    every: list[tuple[str, object]] = [(tr("Tous"), None)]
    return ListedPage(
        workplace,
        "quotes",
        quote_columns(with_client=True),
        [*every, *((text, state) for state, text in words(QuoteState, current()).items())],
        reading.quotes_page,
        lambda row: workplace.open_quote(row.id),
        EmptyState("document", tr("Aucun devis"), tr("« Nouveau devis » en rédige un.")),
        frozenset({TouchedKind.QUOTE}),
    )


def follow_ups_page(workplace: Workplace) -> ListedPage:
    """All follow-ups: those to be done by day and time, those that are closed the latest first."""
    return ListedPage(
        workplace,
        "follow_ups",
        follow_up_columns(workplace, with_client=True),
        [(text, listed) for listed, text in words(FollowUpList, current()).items()],
        reading.follow_ups_page,
        lambda row: workplace.open_follow_up(row.id),
        EmptyState(
            "check-circle",
            tr("Aucun suivi"),
            tr("« Nouveau suivi » prévoit un appel, une tâche, une visite ou un e-mail."),
            tone="active.icon",
        ),
        frozenset({TouchedKind.FOLLOW_UP}),
    )


def quote_columns(*, with_client: bool) -> list[Column]:
    """The columns of quotes, in the whole club or of one client."""
    client = Column("client", tr("Client"), "bold", 200, sortable=False, value=_client, stretch=True)
    return [
        Column("number", tr("N°"), "bold", 124, sortable=False, stretch=not with_client),
        *([client] if with_client else []),
        Column("state", tr("État"), "chip", 130, sortable=False, value=quote_chip),
        Column("issued_on", tr("Du"), "date", 110, sortable=False, hidden=not with_client),
        Column("valid_until", tr("Valable jusqu'au"), "date", 140, sortable=False),
        Column("billed", tr("À la vente"), "money", 112, sortable=False, hidden=not with_client),
        Column("first_year", tr("Sur un an"), "money", 112, sortable=False),
        Column("created_by", tr("Par"), "muted", 90, sortable=False, hidden=not with_client),
    ]


def follow_up_columns(workplace: Workplace, *, with_client: bool) -> list[Column]:
    """The columns of follow-ups, in the whole club or of one client."""
    today = workplace.desk.today()
    kinds = words_of_kinds()

    def state(row: FollowUpRow) -> object:
        return follow_up_chip(row, today)

    def subject(row: FollowUpRow) -> Cell:
        return Cell(row.subject, bold=not with_client)

    client = Column("client", tr("Client"), "bold", 200, sortable=False, value=_client)
    return [
        Column("due_on", tr("Prévu le"), "date", 150, sortable=False, value=_due),
        *([client] if with_client else []),
        Column("kind", tr("Sorte"), "text", 90, sortable=False, value=lambda row: kinds[row.kind]),
        Column("subject", tr("Objet"), "text", 220, sortable=False, value=subject, stretch=True),
        Column("state", tr("État"), "chip", 130, sortable=False, value=state),
        Column("assignee", tr("Confié à"), "muted", 120, sortable=False, value=_assignee),
        Column("result", tr("Résultat"), "muted", 180, sortable=False, hidden=with_client),
    ]


def words_of_kinds() -> dict[FollowUpKind, str]:
    """The word of each kind of follow-up."""
    return {FollowUpKind(kind): text for kind, text in words(FollowUpKind, current()).items()}


def _itself(row: Row) -> Row:
    return row


def _client(row: Row) -> Cell:
    return client_cell(row.client)


def _due(row: FollowUpRow) -> Cell:
    return Cell(due_text(row))


def _assignee(row: FollowUpRow) -> str:
    return row.assignee or tr("l'accueil")


def _tone(row: Row) -> str:
    return "muted" if row.client.state is ClientState.DEACTIVATED else ""
