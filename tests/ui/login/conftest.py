"""The program at a workstation of its own: settings, data and database in a temporary folder."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.clock import FixedClock
from app.services.store import Store
from app.settings import Places, WorkstationSettings
from app.ui.kit.runner import PoolRunner
from app.ui.shell.program import Program
from tests.ui.desk_fixtures import DESK_DAY

Start = Callable[..., Program]


@pytest.fixture
def start(qapp: QApplication, qtbot: QtBot, known_club: Store, tmp_path: Path) -> Iterator[Start]:
    """Starts the program on the known club, or on another database; quits it at the end."""
    begun: list[Program] = []
    place = str(known_club.path)
    known_club.close()

    def begin(database: str = place, clock: object = None, **settings: object) -> Program:
        chosen = replace(
            WorkstationSettings(database_url=database, workstation="ACCUEIL-1"),
            **settings,  # type: ignore[arg-type]  # names of its fields
        )
        where = Places(tmp_path / "config", tmp_path / "data")
        fixed = clock if isinstance(clock, FixedClock) else FixedClock(DESK_DAY)
        program = Program(qapp, where, chosen, fixed, PoolRunner())
        begun.append(program)
        program.start()
        return program

    yield begin
    for program in begun:
        program.quit()


@pytest.fixture
def training_there(known_club_file: Path, tmp_path: Path) -> None:
    """The training database was made at an earlier start; making one takes seconds."""
    data = tmp_path / "data"
    data.mkdir()
    shutil.copyfile(known_club_file, data / "formation.db")
