"""Ce poste: kept in the workstation's file and in force at once (spec 1.1, 7.4)."""

from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.i18n import Language
from app.i18n import current as texts
from app.settings import Mode, load_settings
from app.ui.kit import theme
from app.ui.kit.tokens import DARK
from app.ui.search import SearchPage
from tests.ui.maintenance.conftest import HOSTILE, Maintainer, Start, maintain

W = "maintenance_workstation"


@pytest.fixture
def at_station(start: Start, qtbot: QtBot) -> Maintainer:
    """The administrator at the tab Ce poste of the running program."""
    return maintain(start(), qtbot, "workstation")


def kept(tmp_path: Path) -> object:
    return load_settings(tmp_path / "config" / "settings.toml").settings


def test_dark_is_worn_at_once_and_kept(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    program = start()
    desk = maintain(program, qtbot, "workstation")
    desk.choose(f"{W}_mode", Mode.DARK)
    desk.press(f"{W}_save")
    assert theme.current() == DARK
    assert load_settings(tmp_path / "config" / "settings.toml").settings.mode is Mode.DARK
    assert program.session is not None
    action = program.session.window.findChild(QAction, "mode_dark")
    assert action is not None
    assert action.isChecked()
    assert not desk.page.has_unsaved()


def test_another_language_is_spoken_at_once_on_the_same_tab(start: Start, qtbot: QtBot) -> None:
    program = start()
    desk = maintain(program, qtbot, "workstation")
    desk.choose(f"{W}_language", Language.NL)
    desk.press(f"{W}_save")
    assert texts().language is Language.NL
    assert program.session is not None
    again = program.session.window.pages.page("maintenance")
    assert again is not desk.page
    shown = again.findChild(QLabel, f"{W}_path_0")
    assert shown is not None
    assert shown.isVisible()


def test_own_idle_delay_wins_over_the_clubs(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    program = start()
    desk = maintain(program, qtbot, "workstation")
    assert program.session is not None
    assert program.session.idle_minutes == 15
    desk.tick(f"{W}_idle_lock_minutes_none", False)
    desk.type(f"{W}_idle_lock_minutes_number", "3")
    desk.press(f"{W}_save")
    assert program.session.idle_minutes == 3
    assert load_settings(tmp_path / "config" / "settings.toml").settings.idle_lock_minutes == 3
    desk.tick(f"{W}_idle_lock_minutes_none", True)
    desk.press(f"{W}_save")
    assert program.session.idle_minutes == 15


def test_name_and_preview_are_kept(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    program = start()
    at_station = maintain(program, qtbot, "workstation")
    at_station.type(f"{W}_workstation", "ACCUEIL-2")
    at_station.tick(f"{W}_show_preview", False)
    at_station.press(f"{W}_save")
    assert program.session is not None
    program.session.window.open_area("search")
    search = program.session.window.pages.page("search")
    assert isinstance(search, SearchPage)
    assert not search.preview.isVisible()
    at_station.rest()
    settings = load_settings(tmp_path / "config" / "settings.toml").settings
    assert (settings.workstation, settings.show_preview) == ("ACCUEIL-2", False)


BAD = {
    "no name": ("workstation", "", "obligatoire"),
    "rtl name": ("workstation", HOSTILE["right to left"], "invisibles"),
    "minutes": ("idle_lock_minutes_number", "1441", "de 0 à"),
    "no minutes": ("idle_lock_minutes_number", "", "Nombre à remplir"),
    "letters": ("idle_lock_minutes_number", "dix", "Écrivez un nombre entier"),
    "negative": ("idle_lock_minutes_number", "-5", "Écrivez un nombre de"),
}


def test_bad_settings_of_the_workstation_are_refused_beside_their_fields(
    at_station: Maintainer, tmp_path: Path
) -> None:
    before = kept(tmp_path)
    for field, text, sentence in BAD.values():
        at_station.tick(f"{W}_idle_lock_minutes_none", not field.startswith("idle"))
        at_station.type(f"{W}_{field}", text)
        at_station.press(f"{W}_save")
        assert sentence in at_station.said(f"{W}_{field.removesuffix('_number')}").replace("\u00a0", " ")
        assert kept(tmp_path) == before
        assert at_station.page.has_unsaved()
        at_station.press(f"{W}_undo")


def test_a_name_is_never_longer_than_the_file_takes(at_station: Maintainer) -> None:
    at_station.type(f"{W}_workstation", "x" * 5000)
    assert at_station.typed(f"{W}_workstation") == "x" * 60


def test_settings_that_cannot_be_written_change_nothing(at_station: Maintainer, tmp_path: Path) -> None:
    (tmp_path / "config").rename(tmp_path / "elsewhere")
    (tmp_path / "config").write_text("no folder", encoding="utf-8")
    at_station.choose(f"{W}_mode", Mode.DARK)
    at_station.press(f"{W}_save")
    assert "settings.toml n'a pas pu être écrit" in at_station.told(f"{W}_summary_text")
    assert theme.current() != DARK
    assert at_station.page.has_unsaved()
