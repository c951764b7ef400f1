"""The main window: top bar, side bar, pages, and the quiet line at the foot (spec 7.1)."""

from base64 import b64decode, b64encode
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.domain.ids import ClientId
from app.domain.rights import Right
from app.i18n import current, tr
from app.messages.words import word
from app.services.desk import Desk
from app.settings import Mode
from app.ui.kit.labels import hairline
from app.ui.kit.memory import Memory
from app.ui.kit.notice import Notice
from app.ui.kit.runner import Runner
from app.ui.kit.station import Station
from app.ui.shell.apart import ApartWindow
from app.ui.shell.areas import AREAS, SEARCH, TODAY, Area
from app.ui.shell.pages import HELP, Pages
from app.ui.shell.side_bar import SideBar
from app.ui.shell.top_bar import Standing, TopBar
from app.ui.shell.workplace import DeskWorkplace

_MEMORY = "main_window"
NARROWEST_WITH_WORDS = 1380


def _client_with_card(desk: Desk, typed: str) -> ClientId | None:
    from app.services.queries.search import client_with_card

    return client_with_card(desk, typed)


class MainWindow(QMainWindow):
    """One operator's window; `close_asked` is the cross, the window itself closes only when told to."""

    close_asked = Signal()
    apart_closed = Signal()

    def __init__(
        self,
        desk: Desk,
        club: str,
        runner: Runner,
        memory: Memory,
        mode: Mode,
        areas: Sequence[Area] = AREAS,
        station: Station | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self._station = station
        self._desk, self._runner, self._memory = desk, runner, memory
        self._areas = tuple(areas)
        self._may_close = False
        self._club = club
        self._apart: dict[str, ApartWindow] = {}
        self._folded = False
        self.setWindowTitle(_title(club, desk.store.is_training))
        self._make(club, mode)
        self._lay_out()
        self._connect()
        self._shortcuts()
        self._restore()

    # --- Widgets ----------------------------------------------------------------------------

    def _make(self, club: str, mode: Mode) -> None:
        operator = self._desk.operator
        standing = Standing(
            club or tr("Gestion clientèle"),
            operator.name,
            word(operator.role, current()),
            self._desk.store.is_training,
            operator.may(Right.EDIT_CARD),
            mode,
            operator.may(Right.KEEP_DOSSIER),
            operator.may(Right.ENTER_ACTIVITY),
            operator.may(Right.FOLLOW_UP),
            operator.may(Right.BILL),
        )
        self.top = TopBar(standing)
        self.side = SideBar(self._areas, self.may_open, operator.workstation)
        self.pages = Pages(self._areas)
        self.notice = Notice("notice")
        self.workplace = DeskWorkplace(
            self._desk, self._runner, self._memory, self, self.pages, self.notice, self._station
        )
        self.pages.work_at(self.workplace)

    def _lay_out(self) -> None:
        whole, middle, right = QWidget(), QHBoxLayout(), QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.pages, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 0, 24, 0)
        foot.addWidget(self.notice)
        right.addLayout(foot)
        middle.setSpacing(0)
        middle.addWidget(self.side)
        middle.addWidget(hairline(vertical=True))
        middle.addLayout(right, 1)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(hairline())
        column.addLayout(middle, 1)
        self.setCentralWidget(whole)
        self.setMinimumSize(1000, 600)

    def _connect(self) -> None:
        self.top.fold_asked.connect(self.toggle_side)
        self.top.searched.connect(self.search)
        self.top.typed.connect(self._search_typed)
        self.top.new_client_asked.connect(self.workplace.new_client)
        self.top.new_dossier_asked.connect(partial(self.workplace.new_dossier, None))
        self.top.new_activity_asked.connect(partial(self.workplace.new_activity, None, None))
        self.top.new_follow_up_asked.connect(partial(self.workplace.new_follow_up, None))
        self.top.new_invoice_asked.connect(partial(self.workplace.new_invoice, None))
        self.side.asked.connect(self.open_area)
        self.side.help_asked.connect(self.open_help)
        self.pages.shown.connect(self._show_current)

    def _shortcuts(self) -> None:
        for keys, act in (
            ("Ctrl+F", self.top.focus_search),
            ("Ctrl+Shift+N", self.top.offer_new),
            ("F1", self.open_help),
            ("Ctrl+B", self.toggle_side),
        ):
            QShortcut(QKeySequence(keys), self, act)
        for at, area in enumerate(self._areas[:9], start=1):
            QShortcut(QKeySequence(f"Ctrl+{at}"), self, partial(self.open_area, area.key))
        self.addActions([*self.top.shortcuts(), *self.top.user_menu.shortcuts()])

    # --- Ways -------------------------------------------------------------------------------

    def may_open(self, area: Area) -> bool:
        """Whether the operator has one of the rights that an area asks for."""
        return not area.rights or any(self._desk.operator.may(right) for right in area.rights)

    def open_area(self, key: str) -> None:
        """Go to an area, if it may be opened; the side bar keeps telling where one is."""
        if key == HELP:
            self.open_help()
            return
        area = next((area for area in self._areas if area.key == key), None)
        if area is not None and self.may_open(area):
            self.pages.open_area(key)
        self._show_current(self.pages.current_area)

    def open_apart(self, key: str) -> None:
        """Open an area in a window of its own, or bring that window forward; others open here."""
        area = next((area for area in self._areas if area.key == key), None)
        if area is None or not area.apart or not self.may_open(area):
            self.come_forward()
            self.open_area(key)
            return
        window = self._apart.get(key)
        if window is None or not isValid(window):
            page = area.page(self.workplace)
            self.workplace.accompany(page)
            window = self._apart[key] = ApartWindow(area, page, self._club or tr("Gestion clientèle"))
            window.closed.connect(self.apart_closed)
        window.come_forward()

    def open_help(self) -> None:
        """F1."""
        self.pages.open_area(HELP)
        self._show_current(self.pages.current_area)

    def _show_current(self, key: str) -> None:
        self.side.show_current("" if key == HELP else key)
        self.notice.give_back_place()

    def search(self, text: str) -> None:
        """Enter in the search field: a card number opens its card at once, anything else is looked for."""
        if text:
            look = partial(_client_with_card, self._desk, text)
            self._runner.submit(look, partial(self._found_card, text), group="shell/card")
        else:
            self._search_for("")

    def _found_card(self, text: str, client: ClientId | None) -> None:
        if client is None:
            self._search_for(text)
        else:
            self.top.search.clear()
            self.workplace.open_client(client)

    def _search_for(self, text: str) -> None:
        self.pages.leave(partial(self._show_found, text))

    def _show_found(self, text: str) -> None:
        from app.ui.search import SearchPage

        self.open_area(SEARCH)
        page = self.pages.page(SEARCH)
        assert isinstance(page, SearchPage)
        page.search_anything(text, focus=True)

    def _search_typed(self, text: str) -> None:
        """The search page follows the typing; on the page of the day the first letters bring it forward."""
        from app.ui.search import SearchPage

        if self.pages.current_area == TODAY and any(sign.isalpha() for sign in text):
            self.open_area(SEARCH)
        page = self.pages.currentWidget()
        if isinstance(page, SearchPage):
            page.anything_typed(text.strip())

    def show_club(self, club: str) -> None:
        """The club's name was changed."""
        self._club = club
        self.setWindowTitle(_title(club, self._desk.store.is_training))
        self.top.show_club(club or tr("Gestion clientèle"))

    # --- Coming and going -------------------------------------------------------------------

    def _restore(self) -> None:
        kept = self._memory.get(_MEMORY) or {}
        self._folded = kept.get("folded") is True
        geometry = kept.get("geometry")
        self.resize(1440, 900)
        if not (isinstance(geometry, str) and self.restoreGeometry(QByteArray(_decoded(geometry)))):
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def remember(self) -> None:
        """Keep size, place and side bar for this user."""
        geometry = b64encode(self.saveGeometry().data()).decode("ascii")
        self._memory.set(_MEMORY, {"geometry": geometry, "folded": self._folded})

    def toggle_side(self) -> None:
        """Fold or unfold the side bar, and remember it for windows wide enough to have the choice."""
        self.side.toggle()
        if self.width() >= NARROWEST_WITH_WORDS:
            self._folded = self.side.is_folded

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window leaves the words of the side bar out."""
        super().resizeEvent(event)
        was_narrow = 0 <= event.oldSize().width() < NARROWEST_WITH_WORDS
        is_narrow = self.width() < NARROWEST_WITH_WORDS
        if was_narrow != is_narrow or event.oldSize().width() < 0:
            self.side.fold(self._folded or is_narrow)

    def come_forward(self) -> None:
        """Show the window in front of everything."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    @property
    def is_leaving(self) -> bool:
        """Whether the session ends."""
        return self._may_close

    def close_for_good(self) -> None:
        """Close, as the end of the session wants it."""
        self.remember()
        self._may_close = True
        for apart in self._apart.values():
            if isValid(apart):
                apart.close()
        self.close()
        self.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The cross asks; nothing is lost by it."""
        if self._may_close:
            super().closeEvent(event)
        else:
            event.ignore()
            self.close_asked.emit()


def _decoded(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except ValueError:
        return b""


def _title(club: str, is_training: bool) -> str:
    if is_training:
        return tr("Gestion clientèle — {club} · Formation", club=club)
    return tr("Gestion clientèle — {club}", club=club)
