"""One person's session: the main window, the menu, the lock; from signing in to signing out."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.i18n import tr
from app.services.desk import Desk
from app.settings import Memory
from app.ui.kit.news import ANYTHING
from app.ui.kit.runner import Runner
from app.ui.shell.areas import AREAS
from app.ui.shell.course import Course
from app.ui.shell.lock_key import LockKey
from app.ui.shell.locking import Lock
from app.ui.shell.main_window import MainWindow
from app.ui.shell.memory import UserMemory
from app.ui.shell.opening import Opened
from app.ui.shell.tray import Launcher, entries_of

_TOLD = "told_about_tray"


class Session(QObject):
    """Opened by the program after signing in; `end` closes every window it opened."""

    def __init__(
        self, parent: QObject, course: Course, desk: Desk, opened: Opened, runner: Runner, memory: Memory
    ) -> None:
        super().__init__(parent)
        self._course, self.desk, self._opened, self._runner = course, desk, opened, runner
        self._memory = UserMemory(memory, desk.operator.name)
        self.window = self._make_window()
        self.lock = self._make_lock()
        self.launcher = Launcher()
        self.launcher.asked.connect(self.go_to)
        self.launcher.quit_asked.connect(self.ask_quit)
        self.launcher.closed.connect(self._launcher_closed)
        self._offer()

    # --- Making -----------------------------------------------------------------------------

    def _make_window(self) -> MainWindow:
        window = MainWindow(
            self.desk,
            self._opened.club,
            self._runner,
            self._memory,
            self._course.settings.mode,
            station=self._course.station,
        )
        menu = window.top.user_menu
        menu.code_asked.connect(self._course.change_code)
        menu.language_chosen.connect(self._ask_language)
        menu.mode_chosen.connect(self._course.change_mode)
        menu.lock_asked.connect(self._lock_now)
        menu.menu_asked.connect(self._show_launcher)
        menu.sign_out_asked.connect(self._ask_sign_out)
        window.close_asked.connect(self._close_window)
        window.apart_closed.connect(self._apart_closed)
        return window

    def _make_lock(self) -> Lock:
        lock = Lock(self.window, self.desk, self._runner, self._opened.club)
        lock.sign_out_asked.connect(self._sign_out_locked)
        LockKey(self.window, self._lock_now)
        return lock

    def _offer(self) -> None:
        entries = entries_of(AREAS, self.window.may_open)
        self.launcher.offer(entries)
        if self._course.tray is not None:
            self._course.tray.offer(entries)

    def open(self, area: str) -> None:
        """Show the main window, on an area if one was asked for."""
        self.window.open_area(area or AREAS[0].key)
        self.window.come_forward()
        self.window.top.focus_search()
        self.lock.watch(self.idle_minutes)

    @property
    def idle_minutes(self) -> int:
        """After how many minutes this workstation locks: its own setting, else the club's."""
        own = self._course.settings.idle_lock_minutes
        return self._opened.idle_lock_minutes if own is None else own

    def club_saved(self, opened: Opened) -> None:
        """The club's name or its idle delay was changed."""
        self._opened = opened
        self.window.show_club(opened.club)
        self.lock.watch(self.idle_minutes)

    def settings_changed(self) -> None:
        """The workstation's own settings were changed."""
        self.window.top.user_menu.show_mode(self._course.settings.mode)
        self.lock.watch(self.idle_minutes)
        self.read_again()

    # --- Ways -------------------------------------------------------------------------------

    def go_to(self, area: str) -> None:
        """From the menu: to an area, or to the lock while locked."""
        self.launcher.hide()
        if self.lock.is_locked:
            self.lock.come_forward()
            return
        self.window.open_apart(area)

    def _lock_now(self) -> None:
        self.launcher.hide()
        self.lock.lock()

    def _show_launcher(self) -> None:
        self.launcher.show()
        self.launcher.raise_()
        self.launcher.activateWindow()

    def _close_window(self) -> None:
        """The cross: the window goes, the menu stays, beside the clock or as the launcher."""
        if self.lock.is_locked:
            return
        self.window.remember()
        self.window.hide()
        tray = self._course.tray
        if tray is None:
            self._show_launcher()
        elif self._memory.get(_TOLD) is None:
            tray.say(tr("Le programme reste ouvert ici, dans le menu à côté de l'horloge."))
            self._memory.set(_TOLD, {"told": True})

    def _apart_closed(self) -> None:
        """The window at the door was the last one: the menu comes back where there is no tray."""
        if not self.window.isVisible() and self._course.tray is None and not self.window.is_leaving:
            self._show_launcher()

    def _launcher_closed(self) -> None:
        if not self.window.isVisible() and self._course.tray is None:
            self.ask_quit()

    def _ask_language(self, language: object) -> None:
        from app.i18n import Language

        assert isinstance(language, Language)
        self.window.pages.leave(lambda: self._course.change_language(language))

    def _ask_sign_out(self) -> None:
        self.window.pages.leave(self._course.sign_out)

    def _sign_out_locked(self) -> None:
        """Somebody else needs the workstation: what was typed is lost, so it is asked once."""
        from app.ui.kit.ask import ask

        ask(
            self.lock.dialog,
            tr("Se déconnecter ?"),
            tr("Ce qui était tapé par {name} et pas enregistré est perdu.", name=self.desk.operator.name),
            tr("Se déconnecter"),
            self._course.sign_out,
            destructive=True,
        )

    def ask_quit(self) -> None:
        """Quitter: asks first where something typed would be lost, or for the code while locked."""
        if self.lock.is_locked:
            self.lock.come_forward()
            return
        if self.window.pages.has_unsaved():
            self.window.come_forward()
        self.window.pages.leave(self._course.quit)

    def read_again(self) -> None:
        """Let every view read again, as on a new day."""
        self.window.workplace.refresh(ANYTHING)

    def rebuild(self) -> None:
        """Make the window again, in the language now in force, at the same place."""
        old, area, client = self.window, self.window.pages.current_area, self.window.pages.current_client
        self.lock.end()
        old.remember()
        self.window = self._make_window()
        self.lock = self._make_lock()
        self.window.open_area(area)
        if client is not None:
            self.window.pages.open_client(client)
        if old.isVisible():
            self.window.come_forward()
        old.close_for_good()
        self._offer()
        self.lock.watch(self.idle_minutes)

    def end(self) -> None:
        """Close every window of this session."""
        self.lock.end()
        if self._course.tray is not None:
            self._course.tray.offer(entries_of(AREAS, None))
        self.launcher.closed.disconnect(self._launcher_closed)
        self.launcher.close()
        self.launcher.deleteLater()
        self.window.close_for_good()
        self.deleteLater()
