"""The companies of a person, or the persons of a company: each line opens the other's card (spec 3.2.7)."""

from functools import partial
from uuid import uuid4

from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.domain.ids import ClientId, CommandId
from app.domain.refusals import Refused
from app.domain.rights import Right
from app.i18n import current, tr
from app.messages.refusals import sentences
from app.messages.words import word
from app.services.company_links import LinkClients, LinkRow, LinksView, PartClients, link, links_view, part
from app.services.desk import Outcome, Touched, TouchedKind
from app.services.fields import PersonKind
from app.services.views import ClientState
from app.ui.kit.ask import ask, tell
from app.ui.kit.buttons import plain, quiet, set_allowed
from app.ui.kit.cards import Card
from app.ui.kit.chips import CountBadge
from app.ui.kit.columns import Chip, Column
from app.ui.kit.empty import EmptyState
from app.ui.kit.icons import icon
from app.ui.kit.labels import SECTION, Glyph, hairline, label
from app.ui.kit.news import concerns
from app.ui.kit.refused_words import in_words
from app.ui.kit.rows import RowsModel
from app.ui.kit.saving import Saving
from app.ui.kit.state_chips import CLIENT_CHIPS
from app.ui.kit.table import Table
from app.ui.kit.workplace import Workplace
from app.ui.links.dialog import NewLinkDialog


class LinksPage(QWidget):
    """A tab of the card; reads beside the window."""

    def __init__(self, workplace: Workplace, client: ClientId) -> None:
        super().__init__()
        self.setObjectName("links_page")
        self._workplace, self._client = workplace, client
        self._links: LinksView | None = None
        self._dialog: NewLinkDialog | None = None
        self._saving = Saving(workplace.runner, self)
        self._make()
        self._lay_out()
        self._connect()
        self.reload()

    def _make(self) -> None:
        self._model: RowsModel[LinkRow] = RowsModel(_columns(), (), _tone)
        self._table = Table(self._model, "card_links", tr("Liens"), self._workplace.memory)
        self._empty = EmptyState("users", tr("Lecture des liens…"), name="links_empty")
        self._table.set_empty(self._empty)
        self._table.fill_menu = self._fill_menu
        self._heading = label("", "links_heading", SECTION, bold=True)
        self._count = CountBadge(0, "links_count")
        self._add = plain("", "links_add", "plus")
        self._part = quiet(tr("E&nlever le lien…"), "links_part", "close")

    def _lay_out(self) -> None:
        head = QFrame()
        head.setMinimumHeight(48)
        row = QHBoxLayout(head)
        row.setContentsMargins(14, 2, 8, 2)
        row.setSpacing(10)
        for each in (Glyph("users"), self._heading, self._count):
            row.addWidget(each)
        row.addStretch()
        row.addWidget(self._part)
        row.addWidget(self._add)
        card = Card("links_card")
        for part_ in (head, hairline()):
            card.body.addWidget(part_)
        card.body.addWidget(self._table, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def _connect(self) -> None:
        self._table.activated_row.connect(self._open)
        self._table.current_row.connect(self._allow)
        self._add.clicked.connect(self._ask_link)
        self._part.clicked.connect(self._ask_part)
        self._allow()

    # Reading

    def reload(self) -> None:
        """Read the links again beside the window."""
        job = partial(links_view, self._workplace.desk, self._client)
        self._workplace.runner.submit(job, self._show, self._unreadable, "links")

    def refresh(self, touched: frozenset[Touched]) -> None:
        """See `View.refresh`: this client, or one of those in the list."""
        shown = {self._client, *(row.client for row in self._model.rows())}
        if concerns(touched, {Touched(TouchedKind.CLIENT, client) for client in shown}):
            self.reload()

    def _show(self, links: LinksView) -> None:
        self._links = links
        is_person = links.kind is PersonKind.NATURAL
        self._heading.setText(
            tr("Sociétés de cette personne") if is_person else tr("Personnes de cette société")
        )
        self._add.setText(tr("&Lier à une société…") if is_person else tr("&Lier une personne…"))
        self._count.show_count(len(links.rows))
        if is_person:
            self._empty.say(
                "users",
                tr("Aucune société"),
                tr("« Lier à une société » note pour quelle entreprise cette personne vient."),
            )
        else:
            self._empty.say(
                "users",
                tr("Aucune personne"),
                tr("« Lier une personne » note qui vient au club pour cette société."),
            )
        self._model.set_rows(links.rows)
        if links.rows:
            self._table.select(0)
        self._allow()

    def _unreadable(self, error: Exception) -> None:
        """A client that is gone has no links; the card says so itself."""
        if not isinstance(error, Refused):
            raise error
        self._empty.say("alert-triangle", sentences(error, current()), tone="blocked.icon")

    def _allow(self, *_: object) -> None:
        may = self._workplace.desk.operator.may(Right.EDIT_CARD)
        never = "" if may else tr("Votre rôle ne le permet pas.")
        set_allowed(self._add, may and self._links is not None, never)
        chosen = self._chosen() is not None
        why = never or tr("Choisissez d'abord une ligne.")
        set_allowed(self._part, may and chosen, why)

    def _chosen(self) -> LinkRow | None:
        row = self._table.selected_row()
        return row if isinstance(row, LinkRow) else None

    # What is asked

    def _open(self, row: LinkRow) -> None:
        self._workplace.open_client(row.client)

    def _fill_menu(self, menu: QMenu, row: LinkRow) -> None:
        menu.addAction(icon("user", "muted"), tr("Ouvrir la fiche"), partial(self._open, row))
        away = menu.addAction(icon("close", "muted"), tr("Enlever le lien…"), self._ask_part)
        away.setEnabled(self._workplace.desk.operator.may(Right.EDIT_CARD))

    def _ask_link(self) -> None:
        if self._links is None:
            return
        self._dialog = NewLinkDialog(self._workplace, self._links)
        self._dialog.wanted.connect(self._link)
        self._dialog.open()

    def _link(self, request: LinkClients) -> None:
        job = partial(link, self._workplace.desk, request)
        self._saving.run(job, self._linked, self._refused)

    def _linked(self, outcome: Outcome) -> None:
        if self._dialog is not None:
            self._dialog.accept()
            self._dialog = None
        self._saved(tr("Lien enregistré."), outcome)

    def _refused(self, refused: Refused) -> None:
        if self._dialog is not None:
            self._dialog.show_refused(refused)

    def _ask_part(self) -> None:
        row = self._chosen()
        if row is None or self._links is None:
            return
        ask(
            self._workplace.window,
            tr("Enlever ce lien ?"),
            tr("{name} et {other} ne seront plus liés.", name=self._links.name, other=row.name),
            tr("&Enlever le lien"),
            partial(self._unlink, row),
            detail=tr("Les deux fiches restent ; le lien peut être refait."),
        )

    def _unlink(self, row: LinkRow) -> None:
        request = PartClients(CommandId(str(uuid4())), row.id, row.version)
        job = partial(part, self._workplace.desk, request)
        self._saving.run(job, partial(self._saved, tr("Lien enlevé.")), self._not_parted)

    def _not_parted(self, refused: Refused) -> None:
        tell(self._workplace.window, tr("Refusé"), in_words(refused))
        self.reload()

    def _saved(self, said: str, outcome: Outcome) -> None:
        self._workplace.announce(outcome, said)
        self.reload()


def _columns() -> list[Column]:
    return [
        Column("name", tr("Nom"), "bold", 240, stretch=True),
        Column("number", tr("N°"), "number", 80),
        Column("role", tr("Rôle"), "text", 200),
        Column("since", tr("Lié depuis"), "date", 120),
        Column("state", tr("État"), "chip", 132, value=_state),
    ]


def _tone(row: LinkRow) -> str:
    return "muted" if row.state is ClientState.DEACTIVATED else ""


def _state(row: LinkRow) -> Chip:
    return Chip(CLIENT_CHIPS[row.state], word(row.state, current()))
