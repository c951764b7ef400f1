"""What a day begins with: the backup first, so that nothing that fails after it can prevent it (spec 5.2)."""

import logging
from pathlib import Path

import pytest
import sqlalchemy as sa
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.services.backup import backups
from app.services.clock import FixedClock
from app.services.fields import ClubSettings
from app.services.setup import create_club
from app.ui.kit.runner import ImmediateRunner
from app.ui.shell.upkeep import DailyUpkeep
from tests.ui.desk_fixtures import DESK_DAY


def test_a_day_that_cannot_begin_is_backed_up_all_the_same(
    qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = create_club(tmp_path / "club.db", ClubSettings(), DESK_DAY)
    with store.session(writes=True) as session:
        session.execute(sa.text("DROP TABLE door_passage"))
        session.commit()
    owner = QObject()
    upkeep = DailyUpkeep(owner, store, FixedClock(DESK_DAY), ImmediateRunner(), tmp_path / "copies")
    with caplog.at_level(logging.CRITICAL), qtbot.waitSignal(upkeep.failed):
        upkeep.look()
    assert len(backups(tmp_path / "copies")) == 1
    store.close()
