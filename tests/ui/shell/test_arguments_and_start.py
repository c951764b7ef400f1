"""The arguments of the program, the check of a database, and what must not be imported before the first paint."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from app import __version__
from app.__main__ import main, parse
from app.services.store import Store

ROOT = Path(__file__).resolve().parents[3]
BEFORE_THE_FIRST_PAINT = """
import sys
from pathlib import Path
from app.bootstrap import assemble, make_application
from app.settings import Places, WorkstationSettings
home, settings = Path(sys.argv[1]), WorkstationSettings()
app = make_application(settings)
program = assemble(app, Places(home / "config", home / "data"), settings)
program.start()
program.login.repaint()
print([name for name in ("sqlalchemy", "alembic", "reportlab", "psycopg", "argon2") if name in sys.modules])
program.quit()
"""


def test_without_arguments_the_program_runs() -> None:
    arguments = parse([])
    assert (arguments.command, arguments.database, arguments.language) == (None, "", "")


def test_a_database_and_a_language_can_be_asked_for_once() -> None:
    arguments = parse(["--database", "postgresql://club", "--language", "nl"])
    assert (arguments.database, arguments.language) == ("postgresql://club", "nl")


@pytest.mark.parametrize("words", [["tour"], ["screens"], ["check"], ["--language", "de"], ["dance"]])
def test_what_cannot_be_understood_is_told_and_ends_with_2(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        parse(words)
    assert left.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_the_version_is_the_one_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["--version"])
    written = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert written["project"]["version"] == __version__
    assert __version__ in capsys.readouterr().out


def test_checking_a_whole_database_finds_nothing_wrong(
    known_club_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "club.db"
    shutil.copyfile(known_club_file, copy)
    main(["check", str(copy)])
    told = capsys.readouterr().out
    assert "échéancier enregistré n'est pas" not in told
    assert "Historique" not in told


def test_a_damaged_history_is_found(known_club: Store, capsys: pytest.CaptureFixture[str]) -> None:
    import sqlite3
    from contextlib import closing

    known_club.close()
    with closing(sqlite3.connect(str(known_club.path))) as connection:
        triggers = [
            row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        ]
        for name in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE history SET operator = 'SOMEBODY' WHERE id = 1")
        connection.commit()
    assert main(["check", str(known_club.path)]) == 1
    assert "Historique, entrée 1" in capsys.readouterr().out


def test_every_problem_has_its_sentence() -> None:
    from app.i18n import current
    from app.messages.problems import PROBLEMS, told
    from app.services.check import Problem, ProblemKind

    assert set(PROBLEMS) == set(ProblemKind)
    for kind in ProblemKind:
        assert "7" in told(Problem(kind, 7, "7"), current())


def test_checking_what_is_no_database_is_told_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(tmp_path / "nothing.db")]) == 2
    assert capsys.readouterr().err.strip() != ""


def test_nothing_of_the_database_is_imported_before_the_login_is_painted(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", BEFORE_THE_FIRST_PAINT, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=environment,
        timeout=60,
    )
    assert done.stdout.strip().splitlines()[-1] == "[]"
