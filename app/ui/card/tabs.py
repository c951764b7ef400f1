"""The tabs of a card; all but Accès are made when they are first opened, so that a card opens at once."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.ids import ClientId
from app.i18n import tr
from app.services.desk import Touched
from app.ui.card.access_page import AccessPage
from app.ui.card.later import LaterPage
from app.ui.card.lists import ActivityPage, DocumentsPage
from app.ui.card.reading import Shown
from app.ui.kit.identity_page import IdentityPage
from app.ui.kit.tabs import TabPages
from app.ui.kit.workplace import CardTab, Draft, View, Workplace

ACCESS, IDENTITY, DOCUMENTS, ACTIVITY = "access", "identity", "documents", "activity"


class CardTabs(TabPages):
    """Shows one client at a time in every tab; the tabs of other areas stand between Accès and Documents.

    `fields_wanted(SaveClient)`, `fields_left` and `document_wanted(row)` come from the tabs' own pages.
    """

    fields_wanted = Signal(object)
    fields_left = Signal()
    document_wanted = Signal(object)

    def __init__(self, workplace: Workplace, added: Sequence[CardTab]) -> None:
        super().__init__("card_tabs", page_keys=False)  # these lead to the next client
        self._workplace = workplace
        self._client: ClientId | None = None
        self._shown: Shown | None = None
        self._identity: IdentityPage | None = None
        self.access = AccessPage(workplace.memory)
        self._later = {
            IDENTITY: LaterPage(self._make_identity),
            DOCUMENTS: LaterPage(self._make_documents),
            ACTIVITY: LaterPage(self._make_activity),
        }
        self._added = {each.key: LaterPage(partial(self._make_added, each), 12) for each in added}
        for key, text, page in (
            (IDENTITY, tr("Identité"), self._later[IDENTITY]),
            (ACCESS, tr("Accès"), self.access),
            *((each.key, tr(each.title), self._added[each.key]) for each in added),
            (DOCUMENTS, tr("Documents"), self._later[DOCUMENTS]),
            (ACTIVITY, tr("Activité"), self._later[ACTIVITY]),
        ):
            self.add(key, text, page)
        self.show_page(ACCESS)
        self.page_changed.connect(self._open)

    # Made when they are opened

    def _open(self, key: str) -> None:
        if key in self._later:
            self._later[key].open()
        elif key in self._added and self._client is not None:
            self._added[key].open()

    def _make_identity(self) -> QWidget:
        page = self._identity = IdentityPage()
        page.wanted.connect(self.fields_wanted)
        page.left.connect(self.fields_left)
        page.show_client(self._shown.card if self._shown is not None else None)
        return page

    def _make_documents(self) -> QWidget:
        page = DocumentsPage(self._workplace.memory)
        page.asked.connect(self.document_wanted)
        if self._shown is not None:
            page.show_client(self._shown)
        return page

    def _make_activity(self) -> QWidget:
        page = ActivityPage(self._workplace.memory)
        if self._shown is not None:
            page.show_client(self._shown)
        return page

    def _make_added(self, tab: CardTab) -> QWidget:
        assert self._client is not None
        return tab.make(self._workplace, self._client)

    @property
    def identity(self) -> IdentityPage:
        """The tab Identité, made if it is not there yet."""
        page = self._later[IDENTITY].open()
        assert isinstance(page, IdentityPage)
        return page

    # Whose they are

    def begin(self, client: ClientId | None, stays: bool) -> None:
        """Another client, not read yet, or an empty card; `stays` on the tab that is open."""
        self._client, self._shown = client, None
        for each in self._added.values():
            each.forget()
        if self._identity is not None:
            self._identity.show_client(None)
        for key in (ACCESS, *self._added, DOCUMENTS, ACTIVITY):
            self.set_page_enabled(key, client is not None, tr("Enregistrez d'abord la fiche."))
        self.show_page(IDENTITY if client is None else self.page if stays else ACCESS)

    def show_client(self, shown: Shown) -> None:
        """The client was read; what is typed in Identité stays."""
        self._shown = shown
        if self._identity is not None and (self._identity.is_new or not self._identity.has_unsaved()):
            self._identity.show_client(shown.card)
        self.access.show_client(shown)
        for key in (DOCUMENTS, ACTIVITY):
            page = self._later[key].page
            if isinstance(page, DocumentsPage | ActivityPage):
                page.show_client(shown)
        self._open(self.page)

    def show_theirs(self, shown: Shown) -> None:
        """What is typed stays; the next save is made over what stands there now, knowingly."""
        self._shown = shown
        self.identity.take_version(shown.card.version, shown.card.fields)

    def refresh(self, touched: frozenset[Touched]) -> None:
        """Something was changed: the tabs of other areas see to themselves."""
        for each in self._added.values():
            page: object = each.page
            if isinstance(page, View):
                page.refresh(touched)

    def has_unsaved(self) -> bool:
        """Whether something typed in one of them would be lost."""
        pages: list[object] = [self._identity, *(each.page for each in self._added.values())]
        return any(isinstance(page, Draft) and page.has_unsaved() for page in pages)
