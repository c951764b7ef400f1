"""The database does not open: the login says why, and leads on (spec 5.2)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.i18n import Language
from app.services.backup import back_up_file
from app.settings import WorkstationSettings, load_settings, save_settings
from app.ui.kit.theme import Mode
from app.ui.login.login_window import LoginWindow
from app.ui.shell.program import Program
from tests.ui.login.conftest import Start
from tests.ui.login.test_identification import button, error_in, login_of, sign_in

BROKEN = b"\xff" * 20_000
AN_HOUR_AGO = datetime(2010, 7, 20, 8, tzinfo=UTC)


@pytest.fixture
def club_file(known_club_file: Path, tmp_path: Path) -> Path:
    """A club's file that is no database any more, and a folder with its backup."""
    file = tmp_path / "club.db"
    back_up_file(known_club_file, tmp_path / "copies", AN_HOUR_AGO)
    file.write_bytes(BROKEN)
    return file


@pytest.fixture
def failed(start: Start, club_file: Path, tmp_path: Path, qtbot: QtBot) -> Program:
    """The program, which could not open it."""
    program = start(str(club_file), backup_folder=str(tmp_path / "copies"))
    wait_for_the_reason(program, qtbot)
    return program


def wait_for_the_reason(program: Program, qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: error_in(login_of(program), "user_code") != "")
    return error_in(login_of(program), "user_code")


def ways(login: LoginWindow) -> list[str]:
    found = [each for each in login.findChildren(QPushButton) if each.objectName().startswith("way_")]
    return [each.objectName() for each in found if each.isVisible()]


def press(window: QWidget, name: str, qtbot: QtBot) -> None:
    qtbot.mouseClick(button(window, name), Qt.MouseButton.LeftButton)


def type_into(window: QWidget, name: str, text: str) -> None:
    field = window.findChild(QLineEdit, name)
    assert field is not None
    field.setText(text)


def dialog_of(program: Program) -> QWidget:
    dialog = program._rescue.dialog
    assert dialog is not None
    return dialog


def test_a_backup_is_put_back_by_an_administrator_and_opens(
    failed: Program, club_file: Path, qtbot: QtBot
) -> None:
    login = login_of(failed)
    assert ways(login) == ["way_restore", "way_training"]
    press(login, "way_restore", qtbot)
    dialog = dialog_of(failed)
    type_into(dialog, "rescue_name", "ADMIN")
    type_into(dialog, "rescue_code", "faux")
    press(dialog, "rescue_save", qtbot)
    qtbot.waitUntil(lambda: error_in(dialog, "rescue_code") != "")
    assert club_file.read_bytes() == BROKEN
    type_into(dialog, "rescue_code", "ADMIN")
    press(dialog, "rescue_save", qtbot)
    qtbot.waitUntil(lambda: failed.is_open)
    assert club_file.read_bytes() != BROKEN
    assert ways(login_of(failed)) == []
    for window in QApplication.topLevelWidgets():
        if window.objectName() == "restored":
            window.close()
    sign_in(qtbot, failed, "ADMIN", "ADMIN")
    qtbot.waitUntil(lambda: failed.session is not None)


def test_nothing_typed_is_told_beside_its_field(failed: Program, club_file: Path, qtbot: QtBot) -> None:
    press(login_of(failed), "way_restore", qtbot)
    dialog = dialog_of(failed)
    press(dialog, "rescue_save", qtbot)
    assert error_in(dialog, "rescue_name") != ""
    assert error_in(dialog, "rescue_code") != ""
    press(dialog, "rescue_leave", qtbot)
    assert failed._rescue.dialog is None
    assert club_file.read_bytes() == BROKEN


def test_the_button_tries_again_and_opens_what_is_there_now(
    failed: Program, club_file: Path, known_club_file: Path, qtbot: QtBot
) -> None:
    club_file.write_bytes(known_club_file.read_bytes())
    assert button(login_of(failed), "activate").text() == "&Réessayer"
    press(login_of(failed), "activate", qtbot)
    qtbot.waitUntil(lambda: failed.is_open)
    assert button(login_of(failed), "activate").text() == "&Activer"
    assert error_in(login_of(failed), "user_code") == ""


@pytest.mark.usefixtures("training_there")
def test_one_may_work_in_training_meanwhile_and_the_club_stays_the_one_of_the_workstation(
    failed: Program, club_file: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    stored = tmp_path / "config" / "settings.toml"
    save_settings(stored, replace(WorkstationSettings(), database_url=str(club_file)))
    press(login_of(failed), "way_training", qtbot)
    qtbot.waitUntil(lambda: failed.is_open)
    sign_in(qtbot, failed, "ADMIN", "ADMIN")
    qtbot.waitUntil(lambda: failed.session is not None)
    assert failed.is_training
    kept = load_settings(stored).settings
    assert (kept.database_url, kept.last_user) == (str(club_file), "ADMIN")


def test_a_server_that_does_not_answer_offers_no_backup(start: Start, qtbot: QtBot) -> None:
    program = start("postgresql://personne@127.0.0.1:9/club")
    assert "ne répond pas" in wait_for_the_reason(program, qtbot)
    assert ways(login_of(program)) == ["way_training"]


def test_a_broken_training_database_is_set_aside_and_made_anew(
    start: Start, tmp_path: Path, known_club_file: Path, qtbot: QtBot
) -> None:
    training = tmp_path / "data" / "formation.db"
    training.parent.mkdir()
    training.write_bytes(BROKEN)
    program = start("")
    wait_for_the_reason(program, qtbot)
    assert ways(login_of(program)) == ["way_remake"]
    aside = training.with_name("formation.db.abimee")
    press(login_of(program), "way_remake", qtbot)
    assert aside.read_bytes() == BROKEN


def test_a_broken_training_database_that_cannot_be_set_aside_is_told(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    training = tmp_path / "data" / "formation.db"
    training.parent.mkdir()
    training.write_bytes(BROKEN)
    in_the_way = training.with_name("formation.db.abimee")
    (in_the_way / "something").mkdir(parents=True)
    program = start("")
    wait_for_the_reason(program, qtbot)
    press(login_of(program), "way_remake", qtbot)
    qtbot.waitUntil(lambda: "n'a pas pu être écrit" in error_in(login_of(program), "user_code"))
    assert training.read_bytes() == BROKEN
    assert not program.is_open


@pytest.mark.parametrize("language", list(Language))
def test_the_reason_is_told_in_every_language_and_nothing_is_cut(
    failed: Program,
    language: Language,
    each_look: Mode,
    assert_no_cut_text: Callable[[QWidget], None],
    qtbot: QtBot,
) -> None:
    failed.change_language(language)
    login = login_of(failed)
    assert error_in(login, "user_code") != ""
    assert ways(login) == ["way_restore", "way_training"]
    assert_no_cut_text(login)
    press(login, "way_restore", qtbot)
    assert_no_cut_text(dialog_of(failed))


def test_what_the_command_line_asked_for_once_is_not_kept(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    program = start(language=Language.NL)
    sign_in(qtbot, program, "ADMIN", "ADMIN")
    qtbot.waitUntil(lambda: program.session is not None)
    kept = load_settings(tmp_path / "config" / "settings.toml").settings
    assert (kept.database_url, kept.language, kept.last_user) == ("", Language.FR, "ADMIN")
