"""The only place where objects are wired together: settings, theme, runner, clock and the course of the program."""

from __future__ import annotations

import logging
import sys
from dataclasses import replace
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

from app.i18n import Language, set_language
from app.settings import Places, WorkstationSettings, load_settings, places

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QApplication

    from app.services.clock import Clock
    from app.ui.shell.program import Program

_THREADS = 2
"""One for what a window waits for, one for long work beside it (printing a whole selection)."""


def run(database: str = "", language: Language | None = None) -> int:
    """Open the program on the login; the exit code of its event loop."""
    where = places()
    keep_journal(where)
    loaded = load_settings(where.settings)
    settings = _chosen(loaded.settings, database, language)
    app = make_application(settings)
    program = assemble(app, where, settings)
    program.start(loaded.complaint)
    return app.exec()


def make_application(settings: WorkstationSettings) -> QApplication:
    """The application, dressed; nothing of the database is imported by this."""
    from PySide6.QtWidgets import QApplication

    from app.ui.kit import theme
    from app.ui.kit.errors_shown import ErrorsShown
    from app.ui.kit.focus import FocusRing

    QApplication.setApplicationName("gestion-clientele")
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    set_language(settings.language)
    theme.apply_theme(app, theme.Mode(settings.mode.value))
    app.setWindowIcon(_sign())
    FocusRing(app)
    ErrorsShown(app, _sentence_of).install()
    return app


def _sign() -> QIcon:
    """The sign of the program, in the sizes that title bars and task bars ask for."""
    from PySide6.QtGui import QIcon

    from app.ui.kit import theme
    from app.ui.kit.icons import pixmap

    sign = QIcon()
    for size in (16, 24, 32, 48, 64, 128):
        sign.addPixmap(pixmap("logo", theme.current().accent, size))
    return sign


def _sentence_of(error: BaseException) -> str | None:
    """The words for a refusal that no window expected."""
    from app.domain.refusals import Refused
    from app.i18n import current
    from app.messages.refusals import sentence

    return sentence(error.refusals[0], current()) if isinstance(error, Refused) else None


def keep_journal(where: Places) -> None:
    """Let warnings and errors be written beside the data; without a writable folder the program still runs."""
    handler: logging.Handler
    try:
        where.data.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            where.data / "journal.log", maxBytes=1_000_000, backupCount=2, encoding="utf-8"
        )
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])


def assemble(
    app: QApplication, where: Places, settings: WorkstationSettings, clock: Clock | None = None
) -> Program:
    """The program at these places, ready to start."""
    from app.services.clock import SystemClock
    from app.ui.kit.runner import PoolRunner
    from app.ui.shell.program import Program

    return Program(app, where, settings, clock or SystemClock(), PoolRunner(_THREADS))


class Wired:
    """The wiring, for the tour: the same program as `run` starts, at other places and on another day."""

    def application(self, settings: WorkstationSettings) -> QApplication:
        """See `make_application`."""
        return make_application(settings)

    def program(
        self, app: QApplication, where: Places, settings: WorkstationSettings, clock: Clock
    ) -> Program:
        """See `assemble`."""
        return assemble(app, where, settings, clock)


def tour(to: Path, language: Language | None = None) -> int:
    """The guided tour: the real windows, driven through the main job."""
    from app.ui.tour import run_tour

    return run_tour(Wired(), to, language or Language.FR)


def screens(to: Path, language: Language | None = None) -> int:
    """Pictures of every window."""
    from app.ui.tour import run_screens

    return run_screens(Wired(), to, language)


def check(database: str) -> int:
    """Check a whole database; says each problem on a line, exit code 1 if there is one."""
    from app.domain.refusals import Refused
    from app.i18n import current, tr
    from app.messages.problems import told
    from app.messages.refusals import sentence
    from app.services.check import check_database
    from app.services.clock import SystemClock
    from app.services.store import open_store

    try:
        store = open_store(database)
    except Refused as refused:
        sys.stderr.write(sentence(refused.refusals[0], current()) + "\n")
        return 2
    try:
        report = check_database(store, SystemClock().today())
    finally:
        store.close()
    for problem in report.problems:
        sys.stdout.write(told(problem, current()) + "\n")
    if not report.problems:
        sys.stdout.write(tr("Base vérifiée : aucun problème.") + "\n")
    return 1 if report.problems else 0


def _chosen(settings: WorkstationSettings, database: str, language: Language | None) -> WorkstationSettings:
    """The settings of the workstation, with what the command line asks for once."""
    if database:
        settings = replace(settings, database_url=database)
    if language is not None:
        settings = replace(settings, language=language)
    return settings
