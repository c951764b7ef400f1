"""The client's card: reads beside the window, shows, and carries what is asked to the services (spec 1.3)."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.ids import AccessId, ClientId
from app.domain.refusals import Refused
from app.i18n import tr
from app.services.clients import ClientSaved, save_client
from app.services.desk import Touched, TouchedKind
from app.services.fields import ClientFields
from app.services.refusals import StaleEdit
from app.services.requests import SaveClient
from app.services.views import AccessItem
from app.ui.card.files import CardFiles
from app.ui.card.head import CardHead
from app.ui.card.reading import Shown, read
from app.ui.card.tabs import ACCESS, ACTIVITY, IDENTITY, CardTabs
from app.ui.card.versions import differences
from app.ui.card.words import full_name
from app.ui.kit.ask import popup_remark, tell
from app.ui.kit.blocking import Blocking
from app.ui.kit.busy import Busy
from app.ui.kit.identity_page import IdentityPage
from app.ui.kit.labels import PAGE, title
from app.ui.kit.refused_words import in_words
from app.ui.kit.relation import Relation
from app.ui.kit.saving import Saving
from app.ui.kit.workplace import AccessTab, CardTab, Neighbours, Result, Workplace

PATIENCE_MS = 300
HIGH_ENOUGH_FOR_FACTS = 858
"""Pixels of the window below which the key facts are shown over the tab Accès only. Of the window, not of the
page: the line that tells of a save takes room from the page, and nothing shall move for it."""


class ClientPage(QWidget):
    """The card of `client`, or an empty one (None) that becomes a client when it is saved.

    `tabs` are those of other areas; they stand between Accès and Documents.
    """

    def __init__(self, workplace: Workplace, client: ClientId | None, tabs: Sequence[CardTab] = ()) -> None:
        super().__init__()
        self.setObjectName("client_page")
        self._workplace = workplace
        self._client: ClientId | None = None
        self._shown: Shown | None = None
        self._remark_told = False
        self._saving = Saving(workplace.runner, self)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._files = CardFiles(workplace, self._saving, self)
        self._relation = Relation(workplace, self._saving, self)
        self._blocking = Blocking(workplace, self._saving, self)
        self._tabs = CardTabs(workplace, tabs)
        self._lay_out()
        self._connect()
        self.open(client)

    def _lay_out(self) -> None:
        self._new = title(tr("Nouveau client"), "card_new", PAGE)
        self.head = CardHead()
        self._busy = Busy(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 16)
        column.setSpacing(12)
        column.addWidget(self._new)
        column.addWidget(self.head)
        column.addWidget(self._tabs, 1)

    @property
    def identity(self) -> IdentityPage:
        """The tab Identité."""
        return self._tabs.identity

    # Whose card it is

    def open(self, client: ClientId | None) -> None:
        """Show the card of another client, or an empty one; the tab stays where one walks a result."""
        walks = self.isVisible() and client is not None and self._client is not None
        self._client, self._shown, self._remark_told = client, None, False
        self._new.setVisible(client is None)
        self._tabs.begin(client, stays=walks)
        if client is None:
            self._show_content(True)
            self.identity.focus_first()
            return
        self.setUpdatesEnabled(False)  # what stood here goes when the card is read, in one stroke
        self._patience.start()
        self.reload()

    def _show_content(self, shown: bool) -> None:
        """Show the card, or that it is being read."""
        self._patience.stop()
        self.head.setVisible(shown and self._client is not None)
        self._tabs.setVisible(shown)
        self.setUpdatesEnabled(True)
        if shown:
            self._busy.stop()

    def _on_patience(self) -> None:
        self._show_content(False)
        self._busy.start(tr("Lecture de la fiche…"))

    def _connect(self) -> None:
        self.head.back.connect(self._workplace.back_to_search)
        self.head.asked.connect(self._do)
        self._tabs.page_changed.connect(self._fit_facts)
        self._tabs.fields_wanted.connect(self._save_fields)
        self._tabs.fields_left.connect(self._workplace.back_to_search)
        self._tabs.document_wanted.connect(self._files.keep_document)
        self._blocking.saved.connect(self._workplace.announce)
        for keys, verb in (("Ctrl+PgUp", "before"), ("Ctrl+PgDown", "after")):
            QShortcut(QKeySequence(keys), self, partial(self._do, verb))
        self._tabs.access.asked_access.connect(self._open_access)
        self._tabs.access.asked_suspensions.connect(partial(self._do, "stop"))
        self._tabs.access.asked_history.connect(partial(self._tabs.show_page, ACTIVITY))
        self._patience.timeout.connect(self._on_patience)
        self._saving.began.connect(self._on_save_begins)
        self._saving.ended.connect(self._busy.stop)

    # Reading

    def reload(self) -> None:
        """Read the card again beside the window, then show it."""
        if self._client is None:
            return
        self._workplace.runner.submit(
            partial(read, self._workplace.desk, self._client), self._show, self._on_unreadable, "card"
        )

    def _show(self, shown: Shown) -> None:
        if shown.card.id != self._client:
            return
        self._shown = shown
        self.head.show_client(shown)
        self._tabs.show_client(shown)
        self._fit_facts()
        self.head.show_neighbours(self._neighbours())
        self._show_content(True)
        self._tell_remark(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window keeps its room for the tab that is open."""
        super().resizeEvent(event)
        self._fit_facts()

    def showEvent(self, event: QShowEvent) -> None:
        """An empty card begins with the name."""
        super().showEvent(event)
        if self._client is None:
            self.identity.focus_first()

    def _fit_facts(self, *_: object) -> None:
        self.head.show_facts(self._tabs.page == ACCESS or self.window().height() >= HIGH_ENOUGH_FOR_FACTS)

    def _neighbours(self) -> Neighbours | None:
        place: object = self._workplace
        if self._client is None or not isinstance(place, Result):
            return None
        return place.neighbours(self._client)

    def _go_to(self, is_after: bool) -> None:
        found = self._neighbours()
        to = None if found is None else found.after if is_after else found.before
        if to is not None:
            self._workplace.open_client(to)

    def _tell_remark(self, shown: Shown) -> None:
        fields = shown.card.fields
        if fields.show_remark and fields.remark and not self._remark_told and self.isVisible():
            popup_remark(self._workplace.window, full_name(shown.card), fields.remark)
        self._remark_told = True

    def _on_unreadable(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        self._show_content(True)
        tell(self._workplace.window, tr("Fiche illisible"), in_words(error))
        self._workplace.back_to_search()

    def refresh(self, touched: frozenset[Touched]) -> None:
        """Something was changed: read again, if it is shown here (`View`)."""
        card = self._shown.card if self._shown is not None else None
        items = card.accesses if card is not None else ()
        own = {Touched(TouchedKind.ACCESS, item.id) for item in items}
        if self._client is not None:
            own.add(Touched(TouchedKind.CLIENT, self._client))
        if own & touched or any(each.kind is TouchedKind.SETTINGS for each in touched):
            self.reload()
        self._tabs.refresh(touched)

    def has_unsaved(self) -> bool:
        """Whether something typed would be lost (`Draft`)."""
        return self._tabs.has_unsaved()

    # What is asked

    def _do(self, verb: str) -> None:
        """An action of the head, by its name."""
        if self._client is None:
            return
        ways: dict[str, Callable[[], None]] = {
            "access": partial(self._workplace.open_access, self._client),
            "sell": partial(self._workplace.sell_access, self._client),
            "collect": partial(self._workplace.take_payment, self._client),
            "stop": partial(self._workplace.open_access, self._client, self._main_access(), AccessTab.REPORT),
            "block": partial(self._ask_reason, True),
            "unblock": partial(self._ask_reason, False),
            "relation": self._ask_relation,
            "photo": partial(self._files.choose_photo, self._client),
            "no_photo": partial(self._files.remove_photo, self._client),
            "print": self._print,
            "export": partial(self._files.choose_export, self._shown),
            "identity": self._complete_identity,
            "before": partial(self._go_to, False),
            "after": partial(self._go_to, True),
        }
        ways[verb]()

    def _ask_reason(self, blocks: bool) -> None:
        if self._shown is not None:
            self._blocking.ask(self._shown.card.id, full_name(self._shown.card), blocks=blocks)

    def _ask_relation(self) -> None:
        if self._shown is not None:
            card = self._shown.card
            self._relation.ask(card.id, full_name(card), ends=card.deactivated_on is None)

    def _main_access(self) -> AccessId | None:
        return self._shown.access.view.item.id if self._shown is not None and self._shown.access else None

    def _open_access(self, item: AccessItem) -> None:
        self._workplace.open_access(item.client, item.id)

    def _complete_identity(self) -> None:
        self._tabs.show_page(IDENTITY)
        self.identity.focus_field("legal_representative")

    def _print(self) -> None:
        access = self._main_access()
        if access is not None:
            self._workplace.print_schedule(access)

    # Saving

    def _on_save_begins(self) -> None:
        self._busy.start(tr("Enregistrement…"))

    def _save_fields(self, request: SaveClient) -> None:
        job = partial(save_client, self._workplace.desk, request)
        self._saving.run(job, partial(self._on_fields_saved, request), self._on_fields_refused)

    def _on_fields_saved(self, request: SaveClient, saved: ClientSaved) -> None:
        self.identity.saved()
        if request.client is None:
            self._workplace.announce(saved, tr("Client n° {number} créé.", number=saved.number))
            self.identity.show_client(None)
            self._workplace.open_client(saved.client)
            return
        self._workplace.announce(saved, tr("Fiche enregistrée."))
        if saved.repeated:
            self._read_theirs()  # what was changed after the answer was lost is not saved yet
            return
        if request.client == self._client:
            self.identity.accept_typed()
        self.reload()

    def _on_fields_refused(self, refused: Refused) -> None:
        stale = next((each for each in refused.refusals if isinstance(each, StaleEdit)), None)
        if stale is None:
            self.identity.show_refused(refused)
            return
        theirs = stale.theirs if isinstance(stale.theirs, ClientFields) else ClientFields()
        tell(
            self._workplace.window,
            tr("Modifié entre-temps"),
            in_words(refused),
            differences(theirs, self.identity.typed(), self.identity.labels()),
        )
        self._read_theirs()

    def _read_theirs(self) -> None:
        if self._client is not None:
            job = partial(read, self._workplace.desk, self._client)
            self._workplace.runner.submit(job, self._take_theirs, None, "card")

    def _take_theirs(self, shown: Shown) -> None:
        """What is typed stays; the next save is made over what stands there now, knowingly."""
        self._shown = shown
        self.head.show_client(shown)
        self._tabs.show_theirs(shown)
