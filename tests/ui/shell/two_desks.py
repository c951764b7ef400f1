"""Two windows on two connections to one PostgreSQL database, as two desks of a club are; dark, and in Dutch."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.ids import ClientId, UserId
from app.domain.rights import Role
from app.i18n import Language, set_language
from app.services.clock import FixedClock
from app.services.desk import Desk, Operator, Touched
from app.services.store import Store
from app.settings import Mode
from app.ui.kit.error_note import ErrorNote
from app.ui.kit.memory import SessionMemory
from app.ui.kit.news import ANYTHING
from app.ui.kit.runner import PoolRunner
from app.ui.kit.table import Table
from app.ui.kit.tabs import TabPages
from app.ui.kit.theme import Mode as Shade
from app.ui.kit.theme import apply_theme
from app.ui.shell.main_window import MainWindow
from app.ui.shell.other_desks import OtherDesks
from tests.ui.clerk import Clerk
from tests.ui.desk_fixtures import DESK_DAY

W = TypeVar("W", bound=QObject)
SOON = 5000
"""So many milliseconds at most until what one desk saved is shown at the other."""


class DeskClerk(Clerk):
    """A person at one of the desks, who sees and presses only what belongs to the window there."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        super().__init__(PoolRunner(), qtbot)
        self.desk = desk
        self.window = MainWindow(desk, "Club Horizon", self.runner, SessionMemory(), Mode.DARK)
        self.window.showNormal()
        self.window.resize(1440, 900)
        self.others = OtherDesks(self.window, desk.store)
        self.others.changed.connect(self._hear)

    def _hear(self, touched: frozenset[Touched]) -> None:
        self.window.workplace.refresh(touched or ANYTHING)

    def is_deaf(self) -> None:
        """From now on what the other desk saves comes too late to be heard."""
        self.others.stop()
        self.settle()

    def control(self, kind: type[W], name: str) -> W:
        """The visible control of this name at this desk; the newest one of several."""
        found = [each for each in self._all(kind) if each.objectName() == name]
        assert found, f"{name} is not shown"
        return found[-1]

    def sees(self, name: str) -> bool:
        """Whether a control of this name is shown at this desk."""
        return any(each.objectName() == name for each in self._all(QWidget))

    def _all(self, kind: type[W]) -> list[W]:
        found: list[W] = []
        for window in QApplication.topLevelWidgets():
            if self._belongs(window):
                here = [*window.findChildren(kind), window]
                found += [each for each in here if isinstance(each, kind) and _is_visible(each)]
        return found

    def _belongs(self, window: QWidget) -> bool:
        above: QWidget | None = window
        while above is not None and above is not self.window:
            above = above.parentWidget()
        return above is not None

    @property
    def shown(self) -> str:
        """Every word at this desk."""
        said = [each.text() for each in self._all(QLabel)]
        said += [each.sentence for each in self._all(ErrorNote)]
        for table in self._all(Table):
            model = table.rows_model()
            cells = [(row, at) for row in range(model.rowCount()) for at in range(model.columnCount())]
            said += [model.cell(row, at).plain for row, at in cells]
        return "\n".join(said).replace("\u00a0", " ")

    def waits_for(self, words: str) -> None:
        """The other desk saved: it is shown here soon."""
        self.qtbot.waitUntil(lambda: words in self.shown, timeout=SOON)

    def goes_to(self, area: str) -> None:
        """Open an area."""
        self.window.open_area(area)
        self.settle()

    def opens_tab(self, client: ClientId, tab: str) -> None:
        """Open a tab of a client's card."""
        self.window.workplace.open_client(client)
        self.settle()
        self.control(TabPages, "card_tabs").show_page(tab)
        self.settle()

    def end(self) -> None:
        """Leave the desk."""
        self.others.stop()
        self.window.close_for_good()
        self.runner.shutdown()


Desks = tuple[DeskClerk, DeskClerk]


@contextmanager
def two_desks(open_at: Callable[[], Store], app: QApplication, qtbot: QtBot) -> Iterator[Desks]:
    """Both desks of the known club, at its page of the day."""
    stores = open_at(), open_at()
    set_language(Language.NL)
    apply_theme(app, Shade.DARK)
    with ExitStack() as opened:
        clerks = [
            DeskClerk(_desk(store, f"ONTHAAL-{at}", DESK_DAY), qtbot) for at, store in enumerate(stores, 1)
        ]
        for clerk in clerks:
            opened.callback(clerk.end)
            clerk.goes_to("today")
        yield clerks[0], clerks[1]


def _is_visible(each: QObject) -> bool:
    return not isinstance(each, QWidget) or each.isVisible()


def _desk(store: Store, workstation: str, today: date) -> Desk:
    return Desk(store, FixedClock(today), Operator(UserId(1), "ADMIN", Role.ADMINISTRATOR, workstation, "nl"))
