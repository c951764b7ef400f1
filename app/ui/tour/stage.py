"""The stage of the tour: an invented club in an empty folder, the real program, and a clock that can be set."""

import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from shutil import copyfile
from typing import Protocol, Self

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from app.i18n import Language
from app.services.clock import Clock
from app.settings import Mode, Places, WorkstationSettings
from app.ui.shell.main_window import MainWindow
from app.ui.shell.program import Program
from app.ui.tour.hands import until, wait

WINDOW = (1440, 900)


class Wiring(Protocol):
    """How the program is put together; the bootstrap hands it over, since only it wires objects."""

    def application(self, settings: WorkstationSettings) -> QApplication:
        """The application, dressed."""
        ...

    def program(
        self, app: QApplication, places: Places, settings: WorkstationSettings, clock: Clock
    ) -> Program:
        """The program, ready to start."""
        ...


@dataclass(slots=True)
class StageClock:
    """A clock that stands on a day at noon until the tour sets it to another."""

    day: date

    def today(self) -> date:
        """The day it stands on."""
        return self.day

    def now(self) -> datetime:
        """Noon of that day, in UTC."""
        return datetime.combine(self.day, time(12), UTC)


class Stage:
    """The program as a person starts it, on a day, in a language and a mode; nothing outlives `leave`.

    The database is a real one, made by the program itself in a folder that is thrown away; `club`
    is one made before, to be copied, where many pictures are taken.
    """

    def __init__(
        self,
        wiring: Wiring,
        day: date,
        language: Language = Language.FR,
        mode: Mode = Mode.LIGHT,
        club: Path | None = None,
    ) -> None:
        self.clock = StageClock(day)
        self._folder = tempfile.TemporaryDirectory(prefix="gestion-clientele-", ignore_cleanup_errors=True)
        home = Path(self._folder.name)
        self.places = Places(home / "config", home / "data")
        if club is not None:
            self.places.data.mkdir(parents=True)
            copyfile(club, self.places.training)
        settings = WorkstationSettings(
            language=language, mode=mode, workstation="ACCUEIL-1", idle_lock_minutes=0
        )
        existing = QApplication.instance()
        self.app = existing if isinstance(existing, QApplication) else wiring.application(settings)
        self.program = wiring.program(self.app, self.places, settings, self.clock)

    def __enter__(self) -> Self:
        self.program.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.leave()

    @property
    def window(self) -> MainWindow:
        """The main window, once somebody has signed in."""
        until(lambda: self.program.session is not None, "the main window")
        session = self.program.session
        assert session is not None
        return session.window

    def fill_the_screen(self) -> MainWindow:
        """The main window at the size of the pictures."""
        window = self.window
        window.showNormal()
        window.resize(*WINDOW)
        wait(50)
        return window

    def leave(self) -> None:
        """Quit the program and throw its folder away."""
        self.program.quit()
        wait(20)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self._folder.cleanup()


def say(text: str) -> None:
    """One line for who started the tour."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
