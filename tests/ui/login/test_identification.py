"""Identification: who gets in, who does not, and what is said (spec 1.1, 5.3)."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.i18n import Language
from app.services import setup
from app.services.fields import ClubSettings
from app.settings import load_settings
from app.ui.kit.theme import Mode
from app.ui.login.login_window import LoginWindow
from app.ui.shell.program import Program
from tests.ui.login.conftest import Start

HOSTILE = ["'; DROP TABLE user; --", "👩‍🦽", "\u202eADMIN", "a\nb", "x" * 50_000, "\x00", " ADMIN\u00a0"]
NEW_CODE = "cheval agrafe pile correct"


def login_of(program: Program) -> LoginWindow:
    assert program.login is not None
    return program.login


def button(window: QWidget, name: str) -> QPushButton:
    found = window.findChild(QPushButton, name)
    assert isinstance(found, QPushButton), name
    return found


def error_in(login: QWidget, field: str) -> str:
    note = login.findChild(QWidget, f"{field}_error")
    return note.accessibleName() if note is not None and note.isVisible() else ""


def sign_in(qtbot: QtBot, program: Program, name: str, code: str) -> None:
    login = login_of(program)
    login.name_entry.setText(name)
    login.code_entry.setText(code)
    qtbot.mouseClick(button(login, "activate"), Qt.MouseButton.LeftButton)


def test_the_first_account_opens_the_training_database(start: Start, qtbot: QtBot) -> None:
    program = start()
    sign_in(qtbot, program, "ADMIN", "ADMIN")
    qtbot.waitUntil(lambda: program.session is not None)
    assert program.session is not None
    assert program.session.window.isVisible()
    assert "Formation" in program.session.window.windowTitle()
    assert not login_of(program).isVisible()


def test_a_code_typed_before_the_database_is_open_is_not_lost(start: Start, qtbot: QtBot) -> None:
    program = start()
    login = login_of(program)
    login.name_entry.setText("admin")
    qtbot.keyClicks(login.code_entry, "ADMIN")
    qtbot.keyClick(login.code_entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.session is not None)


@pytest.mark.parametrize(("name", "code"), [("ADMIN", "wrong"), ("NOBODY", "ADMIN"), ("ADMIN", "admin")])
def test_wrong_name_and_wrong_code_get_the_same_sentence(
    start: Start, qtbot: QtBot, name: str, code: str
) -> None:
    program = start()
    sign_in(qtbot, program, name, code)
    login = login_of(program)
    qtbot.waitUntil(lambda: error_in(login, "user_code") != "")
    said = error_in(login, "user_code")
    sign_in(qtbot, program, "SOMEBODY ELSE", "entirely")
    qtbot.waitUntil(lambda: button(login, "activate").isEnabled() and error_in(login, "user_code") != "")
    assert error_in(login, "user_code") == said
    assert program.session is None


def test_after_five_wrong_codes_the_sentence_says_how_long_to_wait(start: Start, qtbot: QtBot) -> None:
    program = start()
    login = login_of(program)
    for _ in range(5):
        qtbot.waitUntil(button(login, "activate").isEnabled)
        sign_in(qtbot, program, "ADMIN", "wrong")
        qtbot.waitUntil(lambda: error_in(login, "user_code") != "")
    first = error_in(login, "user_code")
    sign_in(qtbot, program, "ADMIN", "ADMIN")
    qtbot.waitUntil(lambda: error_in(login, "user_code") != "")
    assert any(letter.isdigit() for letter in first)
    assert program.session is None


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_and_codes_are_refused_in_a_sentence(start: Start, qtbot: QtBot, hostile: str) -> None:
    program = start()
    sign_in(qtbot, program, hostile, hostile)
    login = login_of(program)
    qtbot.waitUntil(lambda: error_in(login, "user_code") != "" or error_in(login, "user_name") != "")
    assert program.session is None


@pytest.mark.parametrize(("name", "code", "beside"), [("", "ADMIN", "user_name"), ("ADMIN", "", "user_code")])
def test_an_empty_field_is_told_beside_it(
    start: Start, qtbot: QtBot, name: str, code: str, beside: str
) -> None:
    program = start()
    sign_in(qtbot, program, name, code)
    assert error_in(login_of(program), beside) != ""


def test_the_eye_shows_the_code(start: Start) -> None:
    entry = login_of(start()).code_entry
    entry.setText("secret")
    hidden = entry.echoMode()
    eye = entry.findChild(QWidget)
    assert eye is not None
    entry._eye.click()
    assert hidden == entry.EchoMode.Password
    assert entry.echoMode() == entry.EchoMode.Normal


def test_the_language_changes_at_once_and_what_was_typed_stays(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    program = start()
    login = login_of(program)
    login.name_entry.setText("SARAH")
    login.code_entry.setText("secret")
    dutch = login.findChild(QAction, "language_nl")
    assert dutch is not None
    dutch.trigger()
    assert program.settings.language is Language.NL
    assert (login.name_entry.text(), login.code_entry.text()) == ("SARAH", "secret")
    assert load_settings(tmp_path / "config" / "settings.toml").settings.language is Language.NL


@pytest.mark.usefixtures("training_there")
def test_the_training_note_names_the_first_account(start: Start) -> None:
    login = login_of(start(""))
    assert login.findChild(QWidget, "training_note") is not None


def test_a_missing_database_is_told_in_a_sentence(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    program = start(str(tmp_path / "nowhere.db"))
    login = login_of(program)
    qtbot.waitUntil(lambda: error_in(login, "user_code") != "")
    assert button(login, "activate").text() == "&Réessayer"


class TestAClubsOwnDatabase:
    """The shipped code must be replaced before anything else opens."""

    @pytest.fixture
    def program(self, start: Start, tmp_path: Path) -> Program:
        place = tmp_path / "own.db"
        setup.create_club(place, ClubSettings(name="Club Horizon"), date(2010, 7, 20)).close()
        return start(str(place))

    def _reach_the_new_code(self, program: Program, qtbot: QtBot) -> QWidget:
        sign_in(qtbot, program, "ADMIN", "ADMIN")
        qtbot.waitUntil(lambda: program.new_code is not None and program.new_code.isVisible())
        assert program.new_code is not None
        return program.new_code

    def _type(self, dialog: QWidget, new: str, again: str) -> None:
        from PySide6.QtWidgets import QLineEdit

        for name, text in (("new_code", new), ("new_code_again", again)):
            field = dialog.findChild(QLineEdit, name)
            assert field is not None
            field.setText(text)
        button(dialog, "save_code").click()

    def test_nothing_opens_before_a_new_code_is_chosen(self, program: Program, qtbot: QtBot) -> None:
        dialog = self._reach_the_new_code(program, qtbot)
        assert program.session is None
        button(dialog, "cancel").click()
        qtbot.waitUntil(lambda: program.new_code is None)
        assert program.session is None
        assert login_of(program).isVisible()

    @pytest.mark.parametrize("weak", ["court", "ADMIN", "motdepasse123", "aaaaaaaaaaaa"])
    def test_a_weak_code_is_refused_beside_its_field(self, program: Program, qtbot: QtBot, weak: str) -> None:
        dialog = self._reach_the_new_code(program, qtbot)
        self._type(dialog, weak, weak)
        qtbot.waitUntil(lambda: error_in(dialog, "new_code") != "")
        assert program.session is None

    def test_two_different_codes_are_told(self, program: Program, qtbot: QtBot) -> None:
        dialog = self._reach_the_new_code(program, qtbot)
        self._type(dialog, NEW_CODE, NEW_CODE + "x")
        assert error_in(dialog, "new_code_again") != ""

    def test_a_good_code_opens_the_club(self, program: Program, qtbot: QtBot) -> None:
        dialog = self._reach_the_new_code(program, qtbot)
        self._type(dialog, NEW_CODE, NEW_CODE)
        qtbot.waitUntil(lambda: program.session is not None)
        assert program.session is not None
        assert "Formation" not in program.session.window.windowTitle()
        assert "Club Horizon" in program.session.window.windowTitle()


@pytest.mark.parametrize("language", list(Language))
def test_nothing_is_cut(
    start: Start,
    language: Language,
    each_look: Mode,
    assert_no_cut_text: Callable[[QWidget], None],
    training_there: None,
) -> None:
    program = start("", language=language)
    assert_no_cut_text(login_of(program))
