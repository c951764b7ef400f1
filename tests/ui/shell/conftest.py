"""A main window at a desk of the known club."""

from collections.abc import Callable, Iterator, Sequence

import pytest
from pytestqt.qtbot import QtBot

from app.domain.rights import Role
from app.services.desk import Desk
from app.settings import Mode
from app.ui.kit.memory import SessionMemory
from app.ui.kit.runner import PoolRunner
from app.ui.shell.areas import AREAS, Area
from app.ui.shell.main_window import MainWindow
from tests.ui.resting import rest

Open = Callable[..., MainWindow]


@pytest.fixture
def open_window(desk_at: Callable[..., Desk], runner: PoolRunner, qtbot: QtBot) -> Iterator[Open]:
    """Opens main windows for a role, with the real areas or others; closes them at the end."""
    opened: list[MainWindow] = []

    def make(
        role: Role = Role.ADMINISTRATOR,
        areas: Sequence[Area] = AREAS,
        memory: SessionMemory | None = None,
        size: tuple[int, int] = (1440, 900),
    ) -> MainWindow:
        window = MainWindow(
            desk_at(role), "Club Horizon", runner, memory or SessionMemory(), Mode.LIGHT, areas
        )
        window.showNormal()
        window.resize(*size)
        window.open_area(areas[0].key)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        opened.append(window)
        rest(runner, qtbot)
        return window

    yield make
    for window in opened:
        window.close_for_good()
