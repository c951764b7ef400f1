"""What `dev.py` sets up a bare machine with, and the locked packages it installs."""

import importlib.util
import re
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

import app

ROOT = Path(__file__).resolve().parents[2]
LOCKS = [ROOT / "requirements" / "run.lock", ROOT / "requirements" / "dev.lock"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture
def dev() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dev_under_test", ROOT / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _name(requirement: str) -> str:
    return re.split(r"[\[<>=!~ ;]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def _pinned(lock: Path) -> dict[str, str]:
    """The requirement lines of a lock by name, each with the hashes below it."""
    entries = re.split(r"\n(?=\S)", lock.read_text(encoding="utf-8").strip())
    return {_name(entry): entry for entry in entries}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_locked_package_has_a_version_and_hashes(lock: Path) -> None:
    for name, entry in _pinned(lock).items():
        assert re.match(r"[\w.-]+(\[\w+\])?==\S+", entry), name
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry), name


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_names_no_address_and_no_folder(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert not re.search(r"://|--(extra-)?index-url|--find-links|^-f\b| @ |/", text, flags=re.MULTILINE)


def test_every_dependency_is_locked() -> None:
    wanted = {_name(requirement) for requirement in PROJECT["dependencies"]}
    tools = {_name(requirement) for requirement in PROJECT["optional-dependencies"]["dev"]}
    assert wanted - set(_pinned(LOCKS[0])) == set()
    assert (wanted | tools) - set(_pinned(LOCKS[1])) == set()


def test_the_tools_bring_no_other_version_of_what_the_program_runs_on() -> None:
    run, dev = (_pinned(lock) for lock in LOCKS)
    assert {name: entry.split()[0] for name, entry in run.items()} == {
        name: dev[name].split()[0] for name in run
    }


def test_qt_stays_at_the_release_that_works_with_python_3_11() -> None:
    pinned = _pinned(LOCKS[0])
    assert pinned["pyside6-essentials"].startswith("pyside6-essentials==6.11.3")
    assert pinned["shiboken6"].startswith("shiboken6==6.11.3")


def test_only_missing_libraries_are_installed(dev: ModuleType) -> None:
    assert dev.missing_libraries(["libegl1", "libgl1"], {"libgl1", "bash"}) == ["libegl1"]
    assert dev.missing_libraries(["libegl1"], {"libegl1"}) == []


def test_a_library_that_debian_renamed_counts_as_there(dev: ModuleType) -> None:
    assert dev.missing_libraries(["libcups2", "libglib2.0-0"], {"libcups2t64", "libglib2.0-0t64"}) == []


def test_a_changed_lock_is_noticed(dev: ModuleType, tmp_path: Path) -> None:
    lock = tmp_path / "run.lock"
    lock.write_text("alembic==1\n", encoding="utf-8")
    before = dev.fingerprint(lock)
    assert dev.fingerprint(lock) == before
    lock.write_text("alembic==2\n", encoding="utf-8")
    assert dev.fingerprint(lock) != before


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")
@pytest.mark.parametrize(
    ("environment", "seen"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
        ({"QT_QPA_PLATFORM": "vnc"}, True),
    ],
)
def test_a_machine_without_a_display_is_recognised(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], seen: bool
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert dev.has_display() is seen


def test_an_unknown_command_shows_what_there_is(dev: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["tset"]) == 2
    shown = capsys.readouterr().out
    assert all(re.search(rf"^  {command}\b", shown, flags=re.MULTILINE) for command in dev.COMMANDS)


def test_an_old_python_is_told_so(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev.sys, "version_info", (3, 10, 4))
    with pytest.raises(SystemExit, match=r"Python 3\.11 or newer"):
        dev.main(["run"])


def test_the_server_runs_the_test_command() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert script.strip().splitlines()[-1] == "exec python3 dev.py test"


def test_the_bundled_fonts_come_with_their_licence() -> None:
    fonts = ROOT / "resources" / "fonts"
    assert {path.name for path in fonts.glob("*.ttf")} == {"NotoSans-Regular.ttf", "NotoSans-Bold.ttf"}
    assert "SIL OPEN FONT LICENSE" in (fonts / "OFL.txt").read_text(encoding="utf-8")


def test_the_program_tells_the_version_that_is_released() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert app.__version__ == PROJECT["version"]
    assert f"## [{app.__version__}]" in changes
