"""Backups: made, proved, put back after one question; a damaged one never (spec 5.2)."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.services.backup import back_up, backups
from app.services.club import club_settings
from app.services.desk import Desk
from app.services.store import Store
from app.settings import Places, WorkstationSettings
from app.ui.maintenance.backups_page import BackupsPage
from app.ui.maintenance.database_page import DatabasePage
from app.ui.shell.program import Program
from tests.ui.maintenance.conftest import HOSTILE, Maintainer, Start, answer, contents, maintain, sign_in
from tests.ui.noted_workplace import NotedWorkplace
from tests.ui.resting import rest

B, F = "maintenance_backups", "maintenance_folder"


@pytest.fixture
def program(start: Start, tmp_path: Path) -> Program:
    """The program, whose backups lie in a folder of their own."""
    folder = tmp_path / "copies"
    folder.mkdir()
    return start(backup_folder=str(folder))


@pytest.fixture
def at_backups(program: Program, qtbot: QtBot) -> Maintainer:
    """The administrator at the tab Sauvegardes of the running program."""
    return maintain(program, qtbot, "backups")


class QuietStation:
    """A workstation on which nothing is changed."""

    def __init__(self, folder: Path) -> None:
        self.settings = WorkstationSettings(database_url="postgresql://club")
        self.places = Places(folder / "config", folder / "data")
        self.backup_folder = folder / "copies"

    def keep(self, settings: WorkstationSettings) -> None:
        raise AssertionError(settings)

    def club_saved(self, name: str, idle_lock_minutes: int) -> None:
        raise AssertionError(name)

    def use_database(self, url: str, user: str = "") -> None:
        raise AssertionError(url)

    def restore(self, backup: Path) -> None:
        raise AssertionError(backup)


def states(desk: Maintainer) -> list[str]:
    model = desk.table(f"{B}_table").rows_model()
    return [model.cell(at, 2).plain for at in range(model.rowCount())]


def in_dialog(name: str) -> str:
    """The text of a label in a dialog that is open."""
    found = [
        label.text()
        for window in QApplication.topLevelWidgets()
        if isinstance(window, QDialog) and window.isVisible()
        for label in window.findChildren(QLabel, name)
    ]
    return found[-1] if found else ""


def test_an_empty_folder_says_what_fills_it(at_backups: Maintainer) -> None:
    assert at_backups.told(f"{B}_empty_sentence") == "Aucune sauvegarde dans ce dossier."
    assert not at_backups.button(f"{B}_restore").isEnabled()
    assert at_backups.button(f"{B}_restore").toolTip() == "Choisissez d'abord une sauvegarde."


def test_a_backup_is_made_now_and_proved(at_backups: Maintainer, tmp_path: Path) -> None:
    at_backups.press(f"{B}_now")
    at_backups.qtbot.waitUntil(lambda: states(at_backups) == ["Vérifiée"])
    (made,) = backups(tmp_path / "copies")
    assert contents(made) == contents(tmp_path / "club.db")


def test_a_restored_backup_is_what_is_open_afterwards(
    program: Program, at_backups: Maintainer, qtbot: QtBot, tmp_path: Path
) -> None:
    at_backups.press(f"{B}_now")
    at_backups.page.show_section("club")
    at_backups.rest()
    at_backups.type("maintenance_club_name", "Après la sauvegarde")
    at_backups.press("maintenance_club_save")
    at_backups.page.show_section("backups")
    at_backups.rest()
    at_backups.press(f"{B}_restore")
    assert "Tout ce qui a été enregistré depuis disparaît" in in_dialog("ask_text")
    answer(at_backups.page, "ask_yes")
    qtbot.waitUntil(lambda: program.session is None and program.is_open)
    assert "gardé" in in_dialog("restored_detail")
    answer(at_backups.page, "restored_close")
    sign_in(program, qtbot)
    assert program.session is not None
    assert club_settings(program.session.desk)[0].name != "Après la sauvegarde"
    (kept,) = (tmp_path / "before-restore").iterdir()
    assert any("Après la sauvegarde" in line for line in contents(kept))


def test_the_question_answered_no_changes_nothing(
    program: Program, at_backups: Maintainer, tmp_path: Path
) -> None:
    at_backups.press(f"{B}_now")
    before = contents(tmp_path / "club.db")
    at_backups.press(f"{B}_restore")
    answer(at_backups.page, "ask_cancel")
    at_backups.rest()
    assert program.session is not None
    assert contents(tmp_path / "club.db") == before


def test_a_damaged_backup_is_told_and_cannot_be_chosen(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    assert program.session is not None
    desk = program.session.desk
    made = back_up(desk.store, tmp_path / "copies", desk.now())
    made.write_bytes(made.read_bytes()[:20_000])
    person = maintain(program, qtbot, "backups")
    qtbot.waitUntil(lambda: states(person) == ["Abîmée"])
    assert not person.button(f"{B}_restore").isEnabled()
    assert "est abîmée" in person.button(f"{B}_restore").toolTip()


def test_a_backup_that_vanished_is_refused_in_words(
    program: Program, at_backups: Maintainer, tmp_path: Path
) -> None:
    at_backups.press(f"{B}_now")
    at_backups.qtbot.waitUntil(lambda: states(at_backups) == ["Vérifiée"])
    before = contents(tmp_path / "club.db")
    backups(tmp_path / "copies")[0].unlink()
    at_backups.press(f"{B}_restore")
    answer(at_backups.page, "ask_yes")
    at_backups.rest()
    assert "ne peut pas être lu" in in_dialog(f"{B}_refused_text")
    answer(at_backups.page, f"{B}_refused_close")
    assert program.session is not None
    assert contents(tmp_path / "club.db") == before


def test_another_folder_is_kept_and_made(at_backups: Maintainer, program: Program, tmp_path: Path) -> None:
    at_backups.type(f"{F}_backup_folder", str(tmp_path / "autre disque" / "copies"))
    at_backups.press(f"{F}_save")
    assert (tmp_path / "autre disque" / "copies").is_dir()
    assert program.settings.backup_folder == str(tmp_path / "autre disque" / "copies")
    at_backups.press(f"{B}_now")
    assert len(backups(tmp_path / "autre disque" / "copies")) == 1
    assert backups(tmp_path / "copies") == ()


def test_a_bad_folder_is_refused_beside_its_field(at_backups: Maintainer, program: Program) -> None:
    before = program.settings
    for typed in ("copies", "/etc/hostname/x", "/x" * 900, *HOSTILE.values()):
        at_backups.type(f"{F}_backup_folder", typed)
        at_backups.press(f"{F}_save")
        assert "Ce dossier ne convient pas" in at_backups.said(f"{F}_backup_folder")
        assert program.settings == before


def test_an_empty_folder_means_the_programs_own(
    at_backups: Maintainer, program: Program, tmp_path: Path
) -> None:
    at_backups.type(f"{F}_backup_folder", "")
    at_backups.press(f"{F}_save")
    assert program.settings.backup_folder == ""
    assert at_backups.typed(f"{F}_backup_folder") == str(tmp_path / "data" / "sauvegardes")


@pytest.mark.parametrize("place", ["postgresql"], indirect=True)
def test_a_server_is_backed_up_by_its_own_means(
    store: Store, noted: NotedWorkplace, qtbot: QtBot, tmp_path: Path
) -> None:
    noted.desk = Desk(store, noted.desk.clock, noted.desk.operator)
    station = QuietStation(tmp_path)
    backup = BackupsPage(noted, station, lambda: False)
    database = DatabasePage(noted, station, lambda: False)
    for page in (backup, database):
        qtbot.addWidget(page)
        page.resize(1200, 700)
        page.show()
        rest(noted.runner, qtbot)
    button = backup.findChild(QPushButton, f"{B}_now")
    assert button is not None
    assert not button.isEnabled()
    assert "se sauvegarde sur son serveur" in button.toolTip()
    about, place = (database.findChild(QLabel, f"maintenance_database_{name}") for name in ("about", "place"))
    assert about is not None
    assert place is not None
    assert about.text().startswith("Serveur PostgreSQL")
    assert "club_" in place.text().replace("\u200b", "")
