"""The windows beside their floors: start-up, a key to painted rows, a card, memory (spec 5.1).

Rows are (what was done, ours, floor, allowed), in seconds; those whose name ends in MB are megabytes.
Start-up and memory are measured in processes of their own, beside an empty PySide6 window.
"""

import gc
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import quantiles
from time import perf_counter

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from app.domain.ids import ClientId, CommandId, UserId
from app.domain.rights import Role
from app.services.clock import FixedClock
from app.services.desk import Desk, Operator
from app.services.queries.search import search_clients
from app.services.store import open_store
from app.settings import Mode, WorkstationSettings
from app.ui.kit.memory import SessionMemory
from app.ui.kit.runner import PoolRunner
from app.ui.search import SearchPage
from app.ui.shell.areas import SEARCH
from app.ui.shell.main_window import MainWindow
from app.ui.shell.pages import PREPARED_AFTER_MS
from benchmarks.crowd import TODAY, crowd_at

Row = tuple[str, float, float, float]
_TYPED = ("lambert", "jean", "marie dup", "van den", "le roy", "bertrand", "sophie", "moreau")
_CARDS = 30
_PATIENCE = 60.0


def rows(small: int = 100_000, large: int = 1_000_000) -> list[Row]:
    """Everything: with `small` and with `large` numbers of clients."""
    measured = [*start_up()]
    for count in (small, large):
        path = crowd_at(count)
        measured.append(keystrokes(path, count))
        measured += [cards(path)] if count == small else [memory(path, count)]
    return measured


# --- A key, and the rows it brings ----------------------------------------------------------


def keystrokes(path: Path, count: int) -> Row:
    """p99 from a key in the field of the name to the painted rows; the floor is the query alone."""
    with _window(path) as window:
        page = window.pages.page(SEARCH)
        assert isinstance(page, SearchPage)
        page.bar.focus_field("surname")
        field = page.findChild(QWidget, "criterion_surname")
        assert isinstance(field, QWidget)
        taken = [_key(window, page, field, letter) for text in _TYPED for letter in ("", *text)]
        floor = _query(window.workplace.desk)
    waited = [seconds for seconds in taken if seconds is not None]
    name = f"a key to painted rows, {count:,} clients, p99".replace(",", " ")
    return (name, _p99(waited), floor, 0.050)


def _key(window: MainWindow, page: SearchPage, field: QWidget, letter: str) -> float | None:
    """Press a key after a rest, and wait until its rows are painted; an empty key empties the field."""
    _process_until(lambda: not _busy(window) and _rested(page))
    painted = _Painted(page.result.table)
    before = page.bar.criteria
    begin = perf_counter()
    if letter:
        QApplication.sendEvent(field, _press(letter))
    else:
        page.bar.clear()
    if page.bar.criteria == before:
        return None
    page._results.loaded.connect(painted.expect)
    _process_until(lambda: painted.at > 0)
    page._results.loaded.disconnect(painted.expect)
    return painted.at - begin if letter else None


class _Painted(QObject):
    """Notes when the table was first painted after it was told to expect new rows."""

    def __init__(self, table: QTableView) -> None:
        super().__init__()
        self.at = 0.0
        self._table = table
        self._expects = False
        table.viewport().installEventFilter(self)

    def expect(self) -> None:
        """New rows are in the model."""
        self._expects = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - the name is Qt's
        """Paint at once, then look at the clock."""
        if self._expects and event.type() == QEvent.Type.Paint:
            self._expects = False
            watched.removeEventFilter(self)
            self._table.paintEvent(event)  # type: ignore[arg-type]  # it is a paint event
            self.at = perf_counter()
            return True
        return False


def _press(letter: str) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)


def _rested(page: SearchPage) -> bool:
    return not page.bar._typing._rest.isActive()


def _query(desk: Desk) -> float:
    from app.services.criteria import Criteria, Sort

    taken = []
    for text in _TYPED:
        begin = perf_counter()
        search_clients(desk, Criteria(surname=text), Sort())
        taken.append(perf_counter() - begin)
    return min(taken)


# --- A card ---------------------------------------------------------------------------------


def cards(path: Path) -> Row:
    """p99 from opening a card with an access to its painted page; the floor is its query alone.

    Nobody opens a card in the first second: by then the window has prepared the page.
    """
    from app.services.queries.card import client_card

    with _window(path) as window:
        desk = window.workplace.desk
        members = _sell_to_some(desk)
        rest = perf_counter() + 1.5 * PREPARED_AFTER_MS / 1e3
        _process_until(lambda: perf_counter() > rest and not _busy(window))
        taken, floor = [], []
        for member in members:
            begin = perf_counter()
            client_card(desk, member)
            floor.append(perf_counter() - begin)
        for member in members:
            begin = perf_counter()
            window.workplace.open_client(member)
            _process_until(lambda: not _busy(window))
            page = window.pages.currentWidget()
            assert page is not None
            page.repaint()
            taken.append(perf_counter() - begin)
    return ("open a card with access and schedule, painted, p99", _p99(taken), min(floor), 0.060)


def _sell_to_some(desk: Desk) -> list[ClientId]:
    from app.domain.cents import Cents
    from app.services.fields import MandateFields, PaymentMode, PlanFields, PlanKind
    from app.services.plans import save_plan
    from app.services.requests import SavePlan, SellAccess
    from app.services.sales import sell

    fields = PlanFields(
        "Illimité",
        PlanKind.UNLIMITED,
        None,
        PaymentMode.DIRECT_DEBIT,
        Cents(5900),
        Cents(0),
        Cents(200),
        debit_day=5,
    )
    plan = save_plan(desk, SavePlan(CommandId("bench-plan"), None, 0, fields)).plan
    members = [ClientId(1 + 37 * place) for place in range(_CARDS)]
    for member in members:
        mandate = MandateFields("BE68539007547034", "GKCCBEBB", f"RUM-{member}", TODAY)
        command = CommandId(f"bench-{member}")
        sell(
            desk,
            SellAccess(command, member, plan, TODAY, TODAY.replace(day=5), 5, Cents(5900), Cents(0), mandate),
        )
    return members


# --- Start-up and memory, in processes of their own ----------------------------------------

_EMPTY_WINDOW = """
import sys, time
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([]); window = QWidget(); window.show(); app.processEvents(); window.grab()
import psutil
print(time.time(), time.time(), psutil.Process().memory_info().rss / 1e6)
"""
_LOGIN = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QEventLoop
from app.bootstrap import assemble, make_application
from app.settings import Places, WorkstationSettings
home = Path(sys.argv[1])
settings = WorkstationSettings()
app = make_application(settings)
program = assemble(app, Places(home / "config", home / "data"), settings)
program.start()
app.sendPostedEvents(); program.login.repaint()
painted = time.time()
while not program.is_open:  # it sleeps in between, as at a desk: a busy loop would starve the thread that opens
    app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
print(painted, time.time(), 0)
program.quit()
"""
_TABLE = """
import sys
from pathlib import Path
from benchmarks.windows import megabytes_with_table
print(0, 0, megabytes_with_table(Path(sys.argv[1])))
"""


def start_up() -> list[Row]:
    """From the start of the process to the painted login, and to the opened training database."""
    with tempfile.TemporaryDirectory(prefix="gestion-bench-") as home:
        _in_process(_LOGIN, home)  # makes the training database, as the very first start does
        ours = [_in_process(_LOGIN, home) for _ in range(5)]
        floor = [_in_process(_EMPTY_WINDOW) for _ in range(5)]
    painted, usable = min(each[0] for each in ours), min(each[1] for each in ours)
    empty = min(each[0] for each in floor)
    return [
        ("start to first window", painted, empty, 0.600),
        ("start to usable (database open behind the login)", usable, empty, 1.500),
    ]


def memory(path: Path, count: int) -> Row:
    """Resident memory with the whole club in the table, scrolled through and sorted."""
    name = f"{count:,} clients open in the table, MB".replace(",", " ")
    return (name, _in_process(_TABLE, str(path))[2], _in_process(_EMPTY_WINDOW)[2], 200.0)


def megabytes_with_table(path: Path) -> float:
    """Open, scroll ten thousand rows down, sort by two columns; the resident megabytes after that."""
    import psutil

    with _window(path) as window:
        page = window.pages.page(SEARCH)
        assert isinstance(page, SearchPage)
        table = page.result.table
        while page._results.model.rowCount() < 10_000 and not page._results.model.complete:
            table.scrollToBottom()
            _process_until(lambda: not _busy(window))
        for column in (0, 3):
            table.horizontalHeader().sectionClicked.emit(column)
            _process_until(lambda: not _busy(window))
        return float(psutil.Process().memory_info().rss / 1e6)


def _in_process(code: str, *arguments: str) -> tuple[float, float, float]:
    """Run code in a fresh interpreter; seconds to its two moments, and its megabytes."""
    from time import time

    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    begin = time()
    told = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True, text=True, check=True, env=environment, timeout=300,
    ).stdout.split()  # fmt: skip
    first, second, megabytes = (float(word) for word in told[-3:])
    return first - begin, second - begin, megabytes


# --- The window -----------------------------------------------------------------------------


@contextmanager
def _window(path: Path) -> Iterator[MainWindow]:
    """A main window on this database, the first rows painted."""
    from app.bootstrap import make_application

    existing = QApplication.instance()
    if not isinstance(existing, QApplication):
        make_application(WorkstationSettings(mode=Mode.LIGHT))
    runner = PoolRunner(2)
    gc.freeze()  # as the program does once its database is open
    with closing(open_store(path)) as store:
        operator = Operator(UserId(1), "ADMIN", Role.ADMINISTRATOR, "BENCH")
        desk = Desk(store, FixedClock(TODAY), operator)
        window = MainWindow(desk, "Club", runner, SessionMemory(), Mode.LIGHT)
        window.showNormal()
        window.resize(1440, 900)
        window.open_area(SEARCH)
        _process_until(lambda: not _busy(window))
        yield window
        window.close_for_good()
        runner.shutdown()


def _busy(window: MainWindow) -> bool:
    runner = window.workplace.runner
    return isinstance(runner, PoolRunner) and runner.is_busy


def _process_until(done: Callable[[], bool]) -> None:
    """Let the windows work until it is so; between events the loop sleeps, as it does at a desk."""
    heart = QTimer()
    heart.start(20)
    until = perf_counter() + _PATIENCE
    while not done():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if perf_counter() > until:
            raise TimeoutError("the windows did not come to rest")
    heart.stop()


def _p99(taken: list[float]) -> float:
    return quantiles(taken, n=100, method="inclusive")[98]
