"""What a workstation remembers survives, and a broken file never keeps the desk from working."""

from pathlib import Path

import pytest

from app.i18n import Language
from app.settings import (
    PARTLY_WRONG,
    UNREADABLE,
    LoadedSettings,
    Memory,
    Mode,
    WorkstationSettings,
    load_settings,
    places,
    save_settings,
    write_whole,
)


def test_a_first_start_uses_the_defaults_without_a_complaint(tmp_path: Path) -> None:
    loaded = load_settings(tmp_path / "nothing" / "settings.toml")
    assert loaded == LoadedSettings(WorkstationSettings())
    assert loaded.settings.database_url == ""


def test_saved_settings_are_read_back(tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "settings.toml"
    settings = WorkstationSettings(
        "postgresql://accueil@serveur/club",
        Language.NL,
        Mode.DARK,
        "Accueil é 2",
        5,
        "/sauvegardes",
        "SARAH",
        False,
    )
    save_settings(file, settings)
    assert load_settings(file) == LoadedSettings(settings)
    assert [entry.name for entry in file.parent.iterdir()] == ["settings.toml"]


@pytest.mark.parametrize("content", [b"language = ", b"\xff\xfe\x00", b"= = ="])
def test_a_broken_file_gives_a_sentence_and_the_defaults_and_is_kept(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(content)
    assert load_settings(file) == LoadedSettings(WorkstationSettings(), UNREADABLE)
    save_settings(file, WorkstationSettings(mode=Mode.LIGHT))
    assert load_settings(file).settings.mode is Mode.LIGHT
    assert (tmp_path / "settings.toml.illisible").read_bytes() == content


@pytest.mark.parametrize(
    "line",
    [
        'language = "de"',
        "language = 3",
        'mode = "pink"',
        "idle_lock_minutes = -1",
        "idle_lock_minutes = true",
        'show_preview = "yes"',
        "workstation = 12",
        'workstation = "a\\nb"',
        f'workstation = "{"x" * 61}"',
    ],
)
def test_one_wrong_setting_costs_only_itself(tmp_path: Path, line: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(f'{line}\nlast_user = "TOM"\n', encoding="utf-8")
    loaded = load_settings(file)
    assert loaded == LoadedSettings(WorkstationSettings(last_user="TOM"), PARTLY_WRONG)


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "kept"
    target.mkdir()  # a folder cannot be replaced by a file
    with pytest.raises(OSError, match="kept"):
        write_whole(target, b"new")
    assert list(tmp_path.iterdir()) == [target]


def test_the_home_variable_moves_everything(tmp_path: Path) -> None:
    moved = places({"GESTION_CLIENTELE_HOME": str(tmp_path)})
    assert {moved.settings.parent.parent, moved.training.parent.parent, moved.backups.parent.parent} == {
        tmp_path
    }
    usual = places({})
    assert usual.settings.name == "settings.toml"
    assert tmp_path not in usual.settings.parents


def test_widths_are_remembered_for_each_user(tmp_path: Path) -> None:
    file = tmp_path / "memory.json"
    Memory(file).remember_widths("Sarah", "search", (80, 200))
    memory = Memory(file)
    assert memory.widths("SARAH", "search") == (80, 200)
    assert memory.widths("TOM", "search") == ()


@pytest.mark.parametrize(
    "content", ["", "[1]", "{", '{"sarah": 3}', '{"sarah": {"widths/search": ["a", -1]}}']
)
def test_a_broken_memory_is_forgotten(tmp_path: Path, content: str) -> None:
    file = tmp_path / "memory.json"
    file.write_text(content, encoding="utf-8")
    memory = Memory(file)
    assert memory.widths("SARAH", "search") == ()
    memory.remember("SARAH", "splitter", 3)
    assert Memory(file).recall("SARAH", "splitter") == 3


def test_a_memory_that_cannot_be_written_does_not_stop_the_desk(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    memory.remember("TOM", "splitter", 3)
    assert memory.recall("TOM", "splitter") == 3
