"""The stack of pages: one per area, and at most one client card over them; asks before typing is lost."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.ids import ClientId
from app.i18n import tr
from app.services.desk import Touched
from app.ui.kit.ask import ask
from app.ui.kit.workplace import Draft, Overview, View, Workplace
from app.ui.shell.areas import DOOR, DOSSIERS, SEARCH, TODAY, Area
from app.ui.shell.card_tabs import CARD_TABS
from app.ui.shell.help_page import HelpPage

if TYPE_CHECKING:
    from app.ui.card import ClientPage

HELP = "help"
PREPARED_AFTER_MS = 1200
_ORIGINS = (TODAY, SEARCH, DOSSIERS, DOOR)
"""A card that was opened from one of these leads back to it."""


class Pages(QStackedWidget):
    """`shown` carries the key of the area whose page is in front; a card belongs to the search."""

    shown = Signal(str)

    def __init__(self, areas: Sequence[Area]) -> None:
        super().__init__()
        self.setObjectName("pages")
        self._areas = {area.key: area for area in areas}
        self._made: dict[str, QWidget] = {}
        self._card: ClientPage | None = None
        self._card_client: ClientId | None = None
        self._origin = SEARCH
        self._workplace: Workplace | None = None
        self._missed: dict[QWidget, frozenset[Touched]] = {}
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(PREPARED_AFTER_MS)
        self._idle.timeout.connect(self._prepare_card)

    def work_at(self, workplace: Workplace) -> None:
        """The workplace that pages are made for."""
        self._workplace = workplace

    # --- Ways -------------------------------------------------------------------------------

    def open_area(self, key: str) -> None:
        """Bring the page of an area to the front; asked for while it is there, it shows its list."""
        is_here = self._made.get(key) is self.currentWidget()
        page: object = self.currentWidget()
        if is_here and isinstance(page, Overview):
            self.leave(page.show_list)
        else:
            self.leave(partial(self._show_area, key))

    def open_in(self, key: str, act: Callable[[QWidget], None]) -> None:
        """Bring the page of an area to the front and let it show something of its own."""
        self.leave(partial(self._show_in, key, act))

    def open_client(self, client: ClientId | None) -> None:
        """Bring a client's card to the front; None: an empty one."""
        if client is not None and client == self._card_client and self._card is self.currentWidget():
            return
        self.leave(partial(self._show_client, client))

    def page(self, key: str) -> QWidget:
        """The page of an area, made when it is first asked for."""
        if key not in self._made:
            assert self._workplace is not None
            made = HelpPage() if key == HELP else self._areas[key].page(self._workplace)
            self._made[key] = made
            self.addWidget(made)
            if self._card is None:
                self._idle.start()
        return self._made[key]

    def _prepare_card(self) -> None:
        """Make the card while nobody waits for it, so that the first one opens like the others."""
        from app.ui.card import ClientPage

        if self._card is None and self._workplace is not None:
            self._card = ClientPage(self._workplace, None, CARD_TABS)
            self.addWidget(self._card)

    @property
    def current_area(self) -> str:
        """The key of the area in front."""
        current = self.currentWidget()
        return next((key for key, page in self._made.items() if page is current), SEARCH)

    @property
    def origin(self) -> str:
        """The area from which the card in front was opened: the search, the day, a dossier, or the door."""
        return self._origin

    @property
    def current_client(self) -> ClientId | None:
        """The client whose card is in front, if one is."""
        return self._card_client

    def leave(self, then: Callable[[], None]) -> None:
        """Go on with `then`, after asking where something typed would be lost."""
        if not self.has_unsaved():
            then()
            return
        ask(
            self,
            tr("Quitter sans enregistrer ?"),
            tr("Ce qui a été changé sur cette page n'est pas enregistré et serait perdu."),
            tr("Quitter sans enregistrer"),
            then,
            destructive=True,
        )

    def has_unsaved(self) -> bool:
        """Whether the page in front holds something that is not saved."""
        page: object = self.currentWidget()
        return isinstance(page, Draft) and page.has_unsaved()

    def _show_area(self, key: str) -> None:
        self._bring(self.page(key))
        self._card_client = None
        self.shown.emit(key)

    def _show_in(self, key: str, act: Callable[[QWidget], None]) -> None:
        self._show_area(key)
        act(self.page(key))

    def _show_client(self, client: ClientId | None) -> None:
        from app.ui.card import ClientPage

        assert self._workplace is not None
        if self._card is None or self._card is not self.currentWidget():
            self._origin = self.current_area if self.current_area in _ORIGINS else SEARCH
        if self._card is None:
            self._card = ClientPage(self._workplace, client, CARD_TABS)
            self.addWidget(self._card)
        else:
            self._card.open(client)
        self._missed.pop(self._card, None)
        self._card_client = client
        self._bring(self._card)
        self.shown.emit(SEARCH)

    def _bring(self, page: QWidget) -> None:
        self.setCurrentWidget(page)
        missed = self._missed.pop(page, None)
        if missed and isinstance(page, View):
            page.refresh(missed)

    # --- News -------------------------------------------------------------------------------

    def refresh(self, touched: frozenset[Touched]) -> None:
        """The page in front reads again; the others do when they come to the front."""
        for page in [*self._made.values(), self._card]:
            if page is None:
                continue
            if page is self.currentWidget():
                if isinstance(page, View):
                    page.refresh(touched)
            else:
                self._missed[page] = self._missed.get(page, frozenset()) | touched
