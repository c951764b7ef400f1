"""Habits of the house that import-linter cannot see: sizes, docstrings, styles, clocks."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE = 400


def _modules(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def _names(paths: list[Path]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in paths]


ALL = [*_modules("app", "tests", "benchmarks", "packaging"), ROOT / "dev.py"]


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            yield node.module or ""


@pytest.mark.parametrize("path", ALL, ids=_names(ALL))
def test_a_module_opens_with_a_sentence_and_stays_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    sentence = ast.get_docstring(ast.parse(text))
    assert sentence, "the module does not say what it answers for"
    # A migration writes down one whole schema change and is never edited again.
    assert len(text.splitlines()) <= LONGEST_FILE or path.parent.name == "versions"


@pytest.mark.parametrize("path", _modules("app/domain"), ids=_names(_modules("app/domain")))
def test_the_rules_need_only_python_and_dateutil(path: Path) -> None:
    allowed = sys.stdlib_module_names | {"dateutil"}
    foreign = {
        name
        for name in _imports(path)
        if name.split(".")[0] not in allowed and not name.startswith("app.domain")
    }
    assert not foreign


@pytest.mark.parametrize("path", _modules("app/domain"), ids=_names(_modules("app/domain")))
def test_the_rules_never_look_at_a_clock(path: Path) -> None:
    clocks = re.compile(r"\b(?:now|today|utcnow|time)\(\)|\bimport time\b")
    assert not clocks.findall(path.read_text(encoding="utf-8"))


def test_colours_and_style_sheets_stand_in_the_theme_only() -> None:
    theme = ROOT / "app" / "ui" / "kit"
    style = re.compile(r"setStyleSheet\(|QColor\(\s*[\"']#")
    elsewhere = [
        path.relative_to(ROOT).as_posix()
        for path in _modules("app")
        if not (path.parent == theme and path.name.startswith("theme"))
        and style.search(path.read_text(encoding="utf-8"))
    ]
    assert elsewhere == []


def test_no_module_is_named_after_nothing() -> None:
    vague = {"utils", "util", "helpers", "helper", "manager", "misc", "common"}
    assert [name for path, name in zip(ALL, _names(ALL), strict=True) if path.stem in vague] == []


def test_nothing_in_the_program_needs_a_unix() -> None:
    unix_only = {"fcntl", "grp", "pwd", "resource", "termios", "syslog"}
    used = {path.relative_to(ROOT).as_posix(): unix_only & set(_imports(path)) for path in _modules("app")}
    assert {name: found for name, found in used.items() if found} == {}
