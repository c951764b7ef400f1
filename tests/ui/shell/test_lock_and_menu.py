"""The idle lock, the menu beside the clock and the launcher, signing out and quitting (spec 1.1)."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.rights import Role
from app.i18n import Language
from app.settings import Mode
from app.ui.kit import theme
from app.ui.shell.areas import AREAS, MAINTENANCE, SEARCH, TODAY
from app.ui.shell.idle import IdleWatch
from app.ui.shell.program import Program
from app.ui.shell.session import Session
from app.ui.shell.tray import Launcher, TrayMenu, entries_of
from tests.ui.login.conftest import Start, start
from tests.ui.login.test_identification import sign_in
from tests.ui.shell.conftest import Open

__all__ = ["start"]


class Watch:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def program(start: Start, qtbot: QtBot) -> Program:
    """The program with ADMIN at work."""
    program = start()
    sign_in(qtbot, program, "ADMIN", "ADMIN")
    qtbot.waitUntil(lambda: program.session is not None)
    return program


def session_of(program: Program) -> Session:
    assert program.session is not None
    return program.session


def button(window: QWidget | None, name: str) -> QPushButton:
    assert window is not None
    found = window.findChild(QPushButton, name)
    assert isinstance(found, QPushButton), name
    return found


def action(parent: QObject, name: str) -> QAction:
    found = parent.findChild(QAction, name)
    assert isinstance(found, QAction), name
    return found


def is_covered(window: QWidget) -> bool:
    veil = window.findChild(QWidget, "veil")
    return veil is not None and veil.isVisible() and veil.geometry() == window.rect()


def test_a_workstation_left_alone_goes_idle_once(qtbot: QtBot) -> None:
    owner, watch = QObject(), Watch()
    idle = IdleWatch(owner, watch)
    gone: list[bool] = []
    idle.went_idle.connect(lambda: gone.append(True))
    idle.start(15)
    watch.seconds = 14 * 60 + 59
    idle.look()
    assert gone == []
    watch.seconds = 15 * 60
    idle.look()
    assert gone == [True]
    idle.stop()


def test_a_key_begins_the_delay_again(qtbot: QtBot) -> None:
    window, watch = QLineEdit(), Watch()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    idle = IdleWatch(window, watch)
    idle.start(15)
    watch.seconds = 14 * 60
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    watch.seconds = 16 * 60
    gone: list[bool] = []
    idle.went_idle.connect(lambda: gone.append(True))
    idle.look()
    assert gone == []
    idle.stop()


def test_no_delay_means_no_lock(qtbot: QtBot) -> None:
    owner, watch = QObject(), Watch()
    idle = IdleWatch(owner, watch)
    idle.start(0)
    assert not idle._timer.isActive()


def test_locking_hides_everything_and_loses_nothing(program: Program, qtbot: QtBot) -> None:
    session = session_of(program)
    session.window.top.search.setText("à moitié")
    dialog = QDialog(session.window)
    dialog.setWindowTitle("Accès — LEFÈVRE Jean-Noël")
    typed = QLineEdit("45")
    QVBoxLayout(dialog).addWidget(typed)
    dialog.open()
    session.lock.lock()
    assert "LEFÈVRE" not in dialog.windowTitle()
    assert is_covered(dialog)
    assert is_covered(session.window)
    unlock = session.lock.dialog
    assert unlock is not None
    field = unlock.findChild(QLineEdit, "unlock_code")
    qtbot.keyClicks(field, "ADMIN")
    button(unlock, "unlock_confirm").click()
    qtbot.waitUntil(lambda: not session.lock.is_locked)
    assert (session.window.top.search.text(), typed.text()) == ("à moitié", "45")
    assert dialog.isVisible()
    assert dialog.windowTitle() == "Accès — LEFÈVRE Jean-Noël"
    qtbot.waitUntil(lambda: dialog.findChild(QWidget, "veil") is None)
    dialog.close()


def test_ctrl_l_locks_from_a_dialog_too(program: Program, qtbot: QtBot) -> None:
    session = session_of(program)
    dialog = QDialog(session.window)
    field = QLineEdit(dialog)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert session.lock.is_locked
    assert is_covered(dialog)
    session.lock.end()
    dialog.close()


def test_a_wrong_code_and_escape_open_nothing(program: Program, qtbot: QtBot) -> None:
    session = session_of(program)
    session.lock.lock()
    unlock = session.lock.dialog
    assert unlock is not None
    qtbot.keyClick(unlock, Qt.Key.Key_Escape)
    unlock.close()
    assert unlock.isVisible()
    qtbot.keyClicks(unlock.findChild(QLineEdit, "unlock_code"), "wrong")
    button(unlock, "unlock_confirm").click()
    qtbot.waitUntil(lambda: unlock.findChild(QWidget, "unlock_code_error") is not None)
    assert session.lock.is_locked


def test_a_window_that_opens_while_locked_is_covered_too(program: Program) -> None:
    session = session_of(program)
    session.lock.lock()
    late = QDialog(session.window)
    late.show()
    assert late.findChild(QWidget, "veil") is not None
    session.lock.end()
    late.close()


def test_the_menu_opens_nothing_while_locked(program: Program) -> None:
    session = session_of(program)
    session.lock.lock()
    session.window.hide()
    session.go_to(SEARCH)
    assert not session.window.isVisible()
    session.lock.end()


def test_somebody_else_may_sign_out_a_locked_workstation(program: Program, qtbot: QtBot) -> None:
    session = session_of(program)
    session.lock.lock()
    button(session.lock.dialog, "unlock_sign_out").click()
    button(session.lock.dialog, "ask_yes").click()
    qtbot.waitUntil(lambda: program.session is None)
    assert program.login is not None
    assert program.login.isVisible()
    assert program.login.code_entry.text() == ""


def test_signing_out_leads_back_to_the_login(program: Program, qtbot: QtBot) -> None:
    action(session_of(program).window, "sign_out").trigger()
    assert program.session is None
    assert program.login is not None
    assert program.login.isVisible()
    sign_in(qtbot, program, "ADMIN", "ADMIN")
    qtbot.waitUntil(lambda: program.session is not None)


def test_the_language_of_the_user_menu_rebuilds_the_window_at_the_same_place(
    program: Program, qtbot: QtBot
) -> None:
    session = session_of(program)
    old = session.window
    session.window.open_help()
    action(old, "language_nl").trigger()
    assert program.settings.language is Language.NL
    assert session.window is not old
    assert session.window.isVisible()
    assert session.window.pages.current_area == "help"


def test_the_look_of_the_user_menu_changes_at_once(program: Program) -> None:
    action(session_of(program).window, "mode_dark").trigger()
    assert theme.current().dark
    assert program.settings.mode is Mode.DARK


def test_the_code_can_be_changed_from_the_user_menu(program: Program, qtbot: QtBot) -> None:
    action(session_of(program).window, "change_code").trigger()
    dialog = program.new_code
    assert dialog is not None
    for name, text in (
        ("current_code", "ADMIN"),
        ("new_code", "cheval agrafe pile"),
        ("new_code_again", "cheval agrafe pile"),
    ):
        field = dialog.findChild(QLineEdit, name)
        assert field is not None
        field.setText(text)
    button(dialog, "save_code").click()
    qtbot.waitUntil(lambda: program.new_code is None)
    assert session_of(program).window.notice.text != ""


def test_a_wrong_current_code_is_told_beside_it(program: Program, qtbot: QtBot) -> None:
    action(session_of(program).window, "change_code").trigger()
    dialog = program.new_code
    assert dialog is not None
    for name, text in (
        ("current_code", "nope"),
        ("new_code", "cheval agrafe pile"),
        ("new_code_again", "cheval agrafe pile"),
    ):
        field = dialog.findChild(QLineEdit, name)
        assert field is not None
        field.setText(text)
    button(dialog, "save_code").click()
    qtbot.waitUntil(lambda: dialog.findChild(QWidget, "current_code_error") is not None)
    button(dialog, "cancel").click()


def test_without_a_tray_the_launcher_takes_the_place_of_the_window(program: Program) -> None:
    session = session_of(program)
    session.window.close()
    assert not session.window.isVisible()
    assert session.launcher.isVisible()
    button(session.launcher, f"launch_{SEARCH}").click()
    assert session.window.isVisible()
    assert not session.launcher.isVisible()


def test_the_menu_offers_what_works_and_says_why_something_is_closed(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(Role.RECEPTION)
    entries = entries_of(AREAS, window.may_open)
    assert [entry.title for entry in entries] == [
        "Gestion clientèle",
        "Contrôle d'accès",
        "Tableau de bord",
        "Paramètres",
    ]
    launcher = Launcher()
    qtbot.addWidget(launcher)
    launcher.offer(entries)
    assert not button(launcher, f"launch_{MAINTENANCE}").isEnabled()
    assert button(launcher, f"launch_{MAINTENANCE}").toolTip() != ""


def test_the_tray_menu_leads_to_an_area_and_out(qtbot: QtBot) -> None:
    owner = QObject()
    tray = TrayMenu(owner)
    tray.offer(entries_of(AREAS, None))
    with qtbot.waitSignal(tray.asked, check_params_cb=lambda key: key == TODAY):
        action(tray.menu, f"tray_{TODAY}").trigger()
    with qtbot.waitSignal(tray.asked, check_params_cb=lambda key: key == MAINTENANCE):
        action(tray.menu, f"tray_{MAINTENANCE}").trigger()
    with qtbot.waitSignal(tray.quit_asked):
        action(tray.menu, "tray_quit").trigger()
    tray.menu.deleteLater()


def test_quitting_closes_every_window(program: Program, qapp: QObject) -> None:
    session = session_of(program)
    window, launcher = session.window, session.launcher
    button(launcher, "launch_quit").click()
    assert program.session is None
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[attr-defined]  # a QApplication
    assert program.login is None
    assert not any(each.isVisible() for each in _alive(window, launcher))


def _alive(*windows: QWidget) -> list[QWidget]:
    from shiboken6 import isValid

    return [window for window in windows if isValid(window)]
