"""The course of the program: login, work, lock, sign out, quit; the windows themselves know only their part."""

from __future__ import annotations

import gc
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from app import i18n
from app.i18n import Language, tr
from app.settings import Memory, Mode, Places, WorkstationSettings, save_changes
from app.ui.kit import theme
from app.ui.kit.ask import tell
from app.ui.kit.runner import Runner
from app.ui.kit.sweeper import Sweeper
from app.ui.login.login_window import LoginWindow
from app.ui.shell.opening import Opened, Opening
from app.ui.shell.qt_texts import QtTexts
from app.ui.shell.rescue import Rescue
from app.ui.shell.signing_in import CodeChange, SigningIn
from app.ui.shell.station import ProgramStation
from app.ui.shell.watching import Watching

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.services.clock import Clock
    from app.services.desk import Desk, Touched
    from app.ui.login.new_code import NewCodeDialog
    from app.ui.shell.session import Session
    from app.ui.shell.tray import TrayMenu

_CLUB = "club"
_WORKSTATION = ""


class Program(QObject):
    """Wired by the bootstrap; everything it opens is closed again by `quit`."""

    def __init__(
        self,
        app: QApplication,
        places: Places,
        settings: WorkstationSettings,
        clock: Clock,
        runner: Runner,
    ) -> None:
        super().__init__(app)
        self._app, self._places, self._clock, self._runner = app, places, clock, runner
        self.settings = settings
        self._memory = Memory(places.memory)
        self._qt_texts = QtTexts(app)
        self._sweeper = Sweeper(self)
        self.station = ProgramStation(self, self, places, clock, runner)
        self._signing_in = SigningIn(self, runner, clock)
        self._signing_in.entered.connect(self._enter)
        self._signing_in.code_due.connect(self._force_new_code)
        self._signing_in.refused.connect(self._refused_in)
        self._rescue = Rescue(self, self, places.training, clock, runner)
        self._opened: Opened | None = None
        self._watching = Watching(self, clock, runner)
        self._watching.heard.connect(self._hear)
        self._watching.day_began.connect(self._after_upkeep)
        self._watching.upkeep_failed.connect(self._upkeep_failed)
        self._wanted_area = ""
        self.tray: TrayMenu | None = None
        self.session: Session | None = None
        self.new_code: NewCodeDialog | None = None
        self.login: LoginWindow | None = None

    # --- Start ------------------------------------------------------------------------------

    def start(self, complaint: str = "") -> None:
        """Paint the login; the database is opened behind it. `complaint` is what was wrong with the settings."""
        self._sweeper.begin()
        i18n.set_language(self.settings.language)
        self._qt_texts.speak(self.settings.language)
        self._show_login()
        QTimer.singleShot(0, self._after_the_first_paint)
        if complaint:
            tell(self.login, tr("Réglages de ce poste"), tr(complaint), name="complaint")

    @property
    def is_training(self) -> bool:
        """Whether the training database is used, as far as is known."""
        return self._opened.store.is_training if self._opened else not self.settings.database_url

    @property
    def is_open(self) -> bool:
        """Whether the database is open: from now on a sign-in is answered at once."""
        return self._opened is not None

    def _show_login(self) -> None:
        if self.login is None:
            kept = self._memory.recall(_WORKSTATION, _CLUB)
            club = kept if isinstance(kept, str) else ""
            name = self.settings.last_user or ("ADMIN" if self.is_training else "")
            self.login = LoginWindow(self.settings.workstation, self.is_training, club, name)
            self.login.asked.connect(self._ask_in)
            self.login.language_chosen.connect(self.change_language)
            self.login.way_chosen.connect(self._rescue.go)
            self.login.quit_asked.connect(self.quit)
        self.login.show()
        self.login.raise_()
        self.login.activateWindow()
        self.login.focus_first()

    def _after_the_first_paint(self) -> None:
        self._open_database()
        self._show_tray()

    def _show_tray(self) -> None:
        """The icon beside the clock, where the desktop has a place for it (spec 1.1)."""
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return
        from app.ui.shell.areas import AREAS
        from app.ui.shell.tray import TrayMenu, entries_of

        self.tray = TrayMenu(self)
        self.tray.asked.connect(self.go_to)
        self.tray.quit_asked.connect(self._ask_quit)
        self.tray.offer(entries_of(AREAS, None))
        self.tray.show()

    def _ask_quit(self) -> None:
        if self.session is not None:
            self.session.ask_quit()
        else:
            self.quit()

    def _open_database(self) -> None:
        opening = Opening(self, self._runner, self._clock)
        opening.told.connect(self._tell_progress)
        opening.opened.connect(self._take_opened)
        opening.failed.connect(self._tell_failure)
        assert self.login is not None
        self._rescue.forget()
        self.login.recover()
        self.login.say_busy(tr("Ouverture de la base…"))
        opening.begin(self.settings.database_url, self._places.training, self._places.data)

    def _tell_progress(self, made: int, all_: int) -> None:
        if self.login is not None:
            said = tr("Création de la base de formation : {made} clients sur {all}", made=made, all=all_)
            self.login.say_busy(said, made / max(1, all_))

    def _take_opened(self, opened: Opened) -> None:
        gc.freeze()  # what has been loaded stays: searching it for garbage would halt the windows for 0.1 s
        self._opened = opened
        self._memory.remember(_WORKSTATION, _CLUB, opened.club)
        self._watching.begin(opened.store, self.station.backup_folder)
        if self.login is not None:
            self.login.say_nothing()
            self.login.show_club(opened.club)
        self._signing_in.use(opened.store)

    def _hear(self, touched: frozenset[Touched]) -> None:
        """Another desk saved something."""
        if self.session is None:
            return
        if touched:
            self.session.window.workplace.refresh(touched)
        else:
            self.session.read_again()

    def _after_upkeep(self) -> None:
        """A day has begun: what is shown may be of yesterday."""
        if self.session is not None:
            self.session.read_again()

    def _upkeep_failed(self) -> None:
        if self.session is not None:
            said = tr("L'entretien du jour (sauvegarde, échéanciers) n'a pas abouti : il sera repris demain.")
            self.session.window.notice.say(said)

    def _tell_failure(self, error: Exception) -> None:
        from app.domain.refusals import Refused

        if self.login is not None:
            self._rescue.tell(self.login, error)
        if not isinstance(error, Refused):
            raise error

    # --- Signing in -------------------------------------------------------------------------

    def _ask_in(self, name: str, code: str) -> None:
        assert self.login is not None
        self.login.check_begins()
        self._signing_in.ask(name, code, self.settings.workstation)

    def _refused_in(self, sentence: str) -> None:
        if self.login is not None:
            self.login.refuse(sentence)

    def _force_new_code(self, desk: Desk, known: str) -> None:
        """Nothing else opens before the shipped code is replaced (spec 1.1)."""
        change = self._open_code_change(self.login, desk, known)
        change.changed.connect(partial(self._enter, desk))
        change.given_up.connect(self._back_to_login)

    def _open_code_change(self, parent: QWidget | None, desk: Desk, known: str = "") -> CodeChange:
        change = CodeChange(parent, desk, self._runner, known)
        self.new_code = change.dialog
        change.dialog.finished.connect(self._forget_new_code)
        change.open()
        return change

    def _forget_new_code(self) -> None:
        self.new_code = None

    def _back_to_login(self) -> None:
        if self.login is not None:
            self.login.forget_code()
            self.login.focus_first()

    # --- At work ----------------------------------------------------------------------------

    def _enter(self, desk: Desk) -> None:
        from app.ui.shell.session import Session

        assert self._opened is not None
        self._remember(last_user=desk.operator.name)
        self.session = Session(self, self, desk, self._opened, self._runner, self._memory)
        self.session.open(self._wanted_area)
        self._wanted_area = ""
        if self.login is not None:
            self.login.forget_code()
            self.login.hide()

    def change_code(self) -> None:
        """From the user menu."""
        if self.session is not None:
            change = self._open_code_change(self.session.window, self.session.desk)
            change.changed.connect(self._tell_code_changed)

    def _tell_code_changed(self) -> None:
        if self.session is not None:
            self.session.window.notice.say(tr("Votre code est changé."))

    def sign_out(self) -> None:
        """Close what this person has open, and ask who comes next."""
        if self.session is not None:
            self.session.end()
            self.session = None
        self._show_login()

    def go_to(self, area: str) -> None:
        """From the menu beside the clock: to the area, through the login where nobody is at work."""
        if self.session is None:
            self._wanted_area = area
            self._show_login()
        else:
            self.session.go_to(area)

    def change_language(self, language: Language) -> None:
        """Let all windows speak another language, at once and at the next start."""
        i18n.set_language(language)
        self._qt_texts.speak(language)
        self._remember(language=language)
        if self.login is not None:
            self.login.retranslate()
            self._rescue.tell_again(self.login)
        if self.session is not None:
            self.session.rebuild()

    def change_mode(self, mode: Mode) -> None:
        """Light, dark, or as the system has it."""
        theme.apply_theme(self._app, theme.Mode(mode.value))
        self._remember(mode=mode)

    def put_in_force(self, settings: WorkstationSettings) -> None:
        """Settings of this workstation that were kept: what can change at once does."""
        before, self.settings = self.settings, settings
        if settings.mode is not before.mode:
            theme.apply_theme(self._app, theme.Mode(settings.mode.value))
        self._watching.back_up_into(self.station.backup_folder)
        if settings.language is not before.language:
            self.change_language(settings.language)
        elif self.session is not None:
            self.session.settings_changed()

    def club_saved(self, name: str, idle_lock_minutes: int) -> None:
        """The club's settings were saved at this desk."""
        if self._opened is None:
            return
        self._opened = replace(self._opened, club=name, idle_lock_minutes=idle_lock_minutes)
        self._memory.remember(_WORKSTATION, _CLUB, name)
        if self.login is not None:
            self.login.show_club(name)
        if self.session is not None:
            self.session.club_saved(self._opened)

    # --- Another database -------------------------------------------------------------------

    def leave_database(self, settings: WorkstationSettings) -> Path | None:
        """Sign out, close the database and go by these settings; gives its file, None for a server's."""
        self._memory.remember(_WORKSTATION, _CLUB, "")
        self.settings = settings
        opened, self._opened = self._opened, None
        self._signing_in.use(None)
        self._watching.stop()
        if self.session is not None:
            self.session.end()
            self.session = None
        if opened is not None:
            opened.store.close()
        if self.login is not None:
            self.login.hide()
            self.login.deleteLater()
            self.login = None
        self._show_login()
        return opened.store.path if opened is not None else None

    def say_busy(self, text: str) -> None:
        """Let the login say what is under way."""
        if self.login is not None:
            self.login.say_busy(text)

    def open_again(self) -> None:
        """Open the database that the settings name, behind the login."""
        self._open_database()

    def _remember(self, **changes: object) -> None:
        """Keep settings of this workstation; where the folder cannot be written, for this session only."""
        self.settings = replace(self.settings, **changes)  # type: ignore[arg-type]  # names of its fields
        try:
            save_changes(self._places.settings, changes)
        except OSError:
            return

    def quit(self) -> None:
        """Finish what is being saved, close everything, end."""
        if self.session is not None:
            self.session.end()
            self.session = None
        if self.tray is not None:
            self.tray.hide()
        self._watching.stop()
        self._runner.shutdown()
        self._sweeper.end()
        if self.login is not None:
            self.login.hide()
            self.login.deleteLater()
            self.login = None
        if self._opened is not None:
            self._opened.store.close()
            self._opened = None
        self._app.quit()
