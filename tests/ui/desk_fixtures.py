"""Desks and windows for window tests: a small known club on real SQLite, copied for each test.

A plugin of fixtures: `tests/conftest.py` makes them known to every test.
"""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.domain.ids import UserId
from app.domain.rights import Role
from app.services.clock import FixedClock
from app.services.desk import Desk, Operator
from app.services.store import Store, open_store
from tests.shared_database import TEMPLATE, SharedDatabase, clone

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.ui.kit.runner import PoolRunner
    from tests.ui.noted_workplace import NotedWorkplace

DESK_DAY = date(2010, 7, 28)
"""The day at the desks of window tests: six days into the suspension of spec 1.6."""
JEAN_NOELS_CARD = "00348112"


@pytest.fixture(scope="session")
def known_club_file(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A club of a dozen members whose names, cards and states the tests know."""
    from app.services.horizon import begin_day
    from tests.ui.known_club import fill

    path = tmp_path_factory.mktemp("known") / "club.db"
    shutil.copyfile(empty_file, path)
    store = open_store(path)
    fill(Desk(store, FixedClock(date(2010, 7, 20)), _operator(Role.ADMINISTRATOR)))
    begin_day(store, DESK_DAY)
    store.close()
    return path


@pytest.fixture(scope="session")
def shared_known_club(postgres_address: str) -> Iterator[SharedDatabase]:
    """The same club on PostgreSQL, with which tests take turns."""
    from app.services.horizon import begin_day
    from tests.ui.known_club import fill

    clone(postgres_address, "known_club", TEMPLATE)
    store = open_store(postgres_address.format("known_club"))
    fill(Desk(store, FixedClock(date(2010, 7, 20)), _operator(Role.ADMINISTRATOR)))
    begin_day(store, DESK_DAY)
    store.close()
    shared = SharedDatabase(postgres_address, "known_club")
    yield shared
    shared.close()


def filled(base: Path, folder: Path, day: date, fill: Callable[[Desk], None]) -> Path:
    """A copy of a club, with what an area's tests need done in it on a day."""
    path = folder / "club.db"
    shutil.copyfile(base, path)
    store = open_store(path)
    fill(Desk(store, FixedClock(day), _operator(Role.ADMINISTRATOR)))
    store.close()
    return path


@pytest.fixture(scope="session")
def begun_club_file(known_club_file: Path) -> Path:
    """The club that each test begins with; an area with a fuller one lays its own over this."""
    return known_club_file


@pytest.fixture
def known_club(begun_club_file: Path, tmp_path: Path) -> Iterator[Store]:
    """The club of a test, open, to be changed at will."""
    path = tmp_path / "club.db"
    shutil.copyfile(begun_club_file, path)
    store = open_store(path)
    yield store
    store.close()


@pytest.fixture
def desk_at(known_club: Store) -> Callable[..., Desk]:
    """Makes a desk of a role in the known club."""

    def make(role: Role = Role.ADMINISTRATOR, today: date = DESK_DAY) -> Desk:
        return Desk(known_club, FixedClock(today), _operator(role))

    return make


@pytest.fixture
def runner(qapp: object) -> "Iterator[PoolRunner]":
    """The runner of the program, ended with the test."""
    from app.ui.kit.runner import PoolRunner

    pool = PoolRunner()
    yield pool
    pool.shutdown()


@pytest.fixture
def noted(desk_at: Callable[..., Desk], runner: "PoolRunner", qtbot: "QtBot") -> "NotedWorkplace":
    """A workplace that notes which ways were taken instead of taking them."""
    from PySide6.QtWidgets import QWidget

    from tests.ui.noted_workplace import NotedWorkplace

    window = QWidget()
    qtbot.addWidget(window)
    return NotedWorkplace(desk_at(), runner, window)


def _operator(role: Role) -> Operator:
    return Operator(UserId(1), "ADMIN", role, "ACCUEIL-1")
