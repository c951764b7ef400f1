"""What a session and the workstation may ask of the course of the program, so that they need not know it whole."""

from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from app.i18n import Language
from app.settings import Mode, WorkstationSettings
from app.ui.kit.station import Station
from app.ui.shell.tray import TrayMenu


class Course(Protocol):
    """Answered by `Program`."""

    @property
    def settings(self) -> WorkstationSettings:
        """The settings of this workstation, as they are in force."""
        ...

    @property
    def station(self) -> Station:
        """The workstation."""
        ...

    @property
    def tray(self) -> TrayMenu | None:
        """The menu beside the clock, where the desktop has one."""
        ...

    @property
    def login(self) -> QWidget | None:
        """The login window."""
        ...

    def change_mode(self, mode: Mode) -> None:
        """Light, dark, or as the system has it."""
        ...

    def change_code(self) -> None:
        """Let the person at work choose a new code."""
        ...

    def change_language(self, language: Language) -> None:
        """Let all windows speak another language."""
        ...

    def put_in_force(self, settings: WorkstationSettings) -> None:
        """Settings that were kept: what can change at once does."""
        ...

    def club_saved(self, name: str, idle_lock_minutes: int) -> None:
        """The club's settings were saved at this desk."""
        ...

    def leave_database(self, settings: WorkstationSettings) -> Path | None:
        """Sign out and close the database; gives its file."""
        ...

    def say_busy(self, text: str) -> None:
        """Let the login say what is under way."""
        ...

    def open_again(self) -> None:
        """Open the database that the settings name."""
        ...

    def sign_out(self) -> None:
        """End the session, and show the login."""
        ...

    def quit(self) -> None:
        """End the program."""
        ...
