"""What every test has: no display needed, French at the start, and nothing left behind."""

import gc
import logging
import os
import tempfile
import threading
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any
from weakref import WeakSet

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from app import i18n

pytest_plugins = ["tests.databases", "tests.far_server", "tests.ui.desk_fixtures"]

FAILURES = Path(__file__).resolve().parent.parent / "test-failures"

settings.register_profile(
    "bounded",
    max_examples=50,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("long", settings.get_profile("bounded"), max_examples=2000, stateful_step_count=60)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="deep property tests and long harnesses too")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("long" if config.getoption("--long") else "bounded")
    _use_an_empty_home(config)


def _use_an_empty_home(config: pytest.Config) -> None:
    """Keep settings and databases of the person who runs the tests out of them, and the other way round."""
    home = tempfile.TemporaryDirectory(prefix="gestion-tests-", ignore_cleanup_errors=True)
    config.add_cleanup(home.cleanup)
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"):
        folder = Path(home.name) / name.lower()
        folder.mkdir(mode=0o700)
        os.environ[name] = str(folder)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the deep ones; begin with those that may take minutes, so that no process waits for one at the end."""
    items.sort(key=lambda item: item.get_closest_marker("timeout") is None)
    if config.getoption("--long"):
        return
    deep = [item for item in items if item.get_closest_marker("long")]
    items[:] = [item for item in items if item not in set(deep)]
    config.hook.pytest_deselected(items=deep)


def pytest_collection_finish() -> None:
    """What is loaded now stays to the end: no later sweep has to look through it."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Sweep what a window test leaves in this thread, before or after any other could: see `app.ui.kit.sweeper`."""
    if not {"qtbot", "qapp"} & set(getattr(item, "fixturenames", ())):
        return (yield)
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect(1)
        gc.enable()


@pytest.fixture(autouse=True)
def french_at_the_start() -> Iterator[None]:
    """Each test begins at a French desk, whatever the one before it chose."""
    i18n.set_language(i18n.Language.FR)
    yield
    i18n.set_language(i18n.Language.FR)


class _Errors(logging.Handler):
    """Keeps what the program logs as an error."""

    def __init__(self) -> None:
        super().__init__(level=logging.ERROR)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def no_error_is_logged(request: pytest.FixtureRequest) -> Iterator[None]:
    """A logged error fails the test, unless it is marked `logs_errors`."""
    errors = _Errors()
    logging.getLogger().addHandler(errors)
    yield
    logging.getLogger().removeHandler(errors)
    if errors.seen and not request.node.get_closest_marker("logs_errors"):
        pytest.fail("errors were logged:\n" + "\n".join(errors.seen))


@pytest.fixture(autouse=True)
def no_thread_survives() -> Iterator[None]:
    """Every thread a test starts has ended when the test ends."""
    before = set(threading.enumerate())
    yield
    # Threads of Qt show up under a dummy name that Python never takes away again.
    known = ("Dummy-", "pytest_timeout")
    left = [thread for thread in set(threading.enumerate()) - before if not thread.name.startswith(known)]
    for thread in left:
        thread.join(timeout=2)
    alive = [thread.name for thread in left if thread.is_alive()]
    if alive:
        pytest.fail(f"threads still run after the test: {alive}")


@pytest.fixture(scope="session")
def started_timers() -> Iterator[WeakSet[Any]]:
    """Every QTimer that Python code has started and that still lives."""
    from PySide6.QtCore import QTimer

    timers: WeakSet[Any] = WeakSet()
    start = QTimer.start

    def start_and_note(timer: QTimer, *interval: int) -> None:
        timers.add(timer)
        start(timer, *interval)

    patch = pytest.MonkeyPatch()
    patch.setattr(QTimer, "start", start_and_note)
    yield timers
    patch.undo()


@pytest.fixture(autouse=True)
def no_window_timer_or_job_survives(request: pytest.FixtureRequest) -> Iterator[None]:
    """After a window test no window is open, no timer runs and no job is under way."""
    if not {"qtbot", "qapp"} & set(request.fixturenames):
        yield
        return
    timers: WeakSet[Any] = request.getfixturevalue("started_timers")
    yield
    from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
    from PySide6.QtWidgets import QApplication
    from shiboken6 import isValid

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    running = [timer for timer in timers if isValid(timer) and timer.isActive()]
    windows = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    left = [f"timer of {timer.parent()!r}" for timer in running] + [
        f"window {window!r}" for window in windows
    ]
    if not QThreadPool.globalInstance().waitForDone(2000):
        left.append("a job of the global thread pool")
    for timer in running:
        timer.stop()
    for window in windows:
        window.close()
    if left:
        pytest.fail("left behind after the test: " + ", ".join(left))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Keep a picture of every open window of a failed test in `test-failures/`."""
    report = yield
    if report.when == "call" and report.failed and "qtbot" in getattr(item, "fixturenames", ()):
        for picture in _photograph(item.name):
            report.sections.append(("picture", str(picture)))
    return report


def _photograph(test: str) -> Iterator[Path]:
    from PySide6.QtWidgets import QApplication

    name = "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in test)[:120]
    visible = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    FAILURES.mkdir(exist_ok=True)
    for position, window in enumerate(visible, start=1):
        picture = FAILURES / f"{name}-{position}.png"
        window.grab().save(str(picture))
        yield picture
