"""The import contracts of pyproject.toml hold, and each of them is seen to fail on a planted violation."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
    "contracts"
]
NOT_AREAS = {"kit", "shell", "tour"}  # shared by the areas, or made of them

# contract, module with the bad import, its text: each breaks this contract and no other.
PLANTED = [
    ("domain-is-pure", "domain/planted.py", "import sqlalchemy"),
    ("domain-is-pure", "domain/planted.py", "import PySide6.QtCore"),
    ("domain-is-pure", "domain/planted.py", "from babel import dates"),
    ("services-and-models-know-no-qt", "services/planted.py", "from PySide6.QtCore import QDate"),
    ("services-and-models-know-no-qt", "models/planted.py", "def late():\n    import PySide6"),
    ("windows-know-no-database-and-no-paper", "ui/planted.py", "from sqlalchemy.orm import Session"),
    ("windows-know-no-database-and-no-paper", "ui/search/planted.py", "import alembic"),
    ("only-services-open-the-models", "ui/card/planted.py", "from app import models"),
    ("paper-is-made-in-one-room", "services/planted.py", "from reportlab.pdfgen import canvas"),
    ("bank-files-are-made-in-one-room", "services/planted.py", "from lxml import etree"),
    ("bank-files-are-made-in-one-room", "services/planted.py", "import xml.etree.ElementTree"),
    ("areas-do-not-import-each-other", "ui/login/planted.py", "import app.ui.maintenance"),
    ("one-direction", "i18n.py", "import app.domain"),
]

# The same, where a second wall stands behind the first.
PLANTED_AGAINST_TWO = [
    ("domain-is-pure", "domain/planted.py", "import reportlab"),
    ("domain-is-pure", "domain/planted.py", "import app.services"),
    ("one-direction", "models/planted.py", "import app.services.queries"),
    ("one-direction", "services/planted.py", "import app.ui.kit"),
    ("windows-know-no-database-and-no-paper", "ui/planted.py", "import reportlab"),
]


def _check_walls(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter over the `app` in this folder."""
    command = "from importlinter.cli import lint_imports_command as check; check()"
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-c", command, "--no-cache"],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def _broken(report: str) -> set[str]:
    names = {contract["name"]: contract["id"] for contract in CONTRACTS}
    return {names[name] for name in re.findall(r"^(.+) BROKEN\b", report, flags=re.MULTILINE)}


@pytest.fixture
def copy_of_the_house(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "app", tmp_path / "app", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def _plant(house: Path, module: str, text: str) -> None:
    with (house / "app" / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{text}\n")


def test_every_wall_stands() -> None:
    result = _check_walls(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken." in result.stdout


@pytest.mark.parametrize(("contract", "module", "text"), PLANTED)
def test_a_planted_violation_breaks_exactly_its_wall(
    copy_of_the_house: Path, contract: str, module: str, text: str
) -> None:
    _plant(copy_of_the_house, module, text)
    result = _check_walls(copy_of_the_house)
    assert result.returncode != 0
    assert _broken(result.stdout) == {contract}, result.stdout


@pytest.mark.parametrize(("contract", "module", "text"), PLANTED_AGAINST_TWO)
def test_a_planted_violation_breaks_its_wall_and_one_behind_it(
    copy_of_the_house: Path, contract: str, module: str, text: str
) -> None:
    _plant(copy_of_the_house, module, text)
    result = _check_walls(copy_of_the_house)
    assert result.returncode != 0
    assert contract in _broken(result.stdout), result.stdout


def test_a_planted_circle_is_found(copy_of_the_house: Path) -> None:
    _plant(copy_of_the_house, "services/planted_here.py", "import app.services.planted_there")
    _plant(copy_of_the_house, "services/planted_there.py", "import app.services.planted_here")
    result = _check_walls(copy_of_the_house)
    assert result.returncode != 0
    assert _broken(result.stdout) == {"no-cycles"}, result.stdout


def test_every_contract_has_a_planted_violation() -> None:
    planted = {contract for contract, _, _ in PLANTED} | {"no-cycles"}
    assert planted == {contract["id"] for contract in CONTRACTS}


def test_every_area_of_the_windows_is_behind_its_own_wall() -> None:
    areas = {
        f"app.ui.{folder.parent.name}"
        for folder in (ROOT / "app" / "ui").glob("*/__init__.py")
        if folder.parent.name not in NOT_AREAS
    }
    walled = next(c for c in CONTRACTS if c["id"] == "areas-do-not-import-each-other")["modules"]
    assert sorted(areas) == sorted(walled)
