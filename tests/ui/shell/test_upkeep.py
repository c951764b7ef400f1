"""What a day begins with: the backup first, so that nothing that fails after it can prevent it (spec 5.2)."""

import logging
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.models import DoorPassage
from app.services.backup import backups
from app.services.clock import FixedClock
from app.services.fields import ClubSettings
from app.services.setup import create_club
from app.ui.kit.runner import ImmediateRunner
from app.ui.shell.upkeep import DailyUpkeep
from tests.ui.desk_fixtures import DESK_DAY

LONG_AGO = datetime(2008, 1, 2, 9, tzinfo=UTC)


def _passage() -> DoorPassage:
    """One that nobody may keep any more."""
    return DoorPassage(
        command="1", at=LONG_AGO, day=LONG_AGO.date(), card="1", is_open=False, closed_by="unknown_card",
        facts={}, workstation="ACCUEIL-1", operator="ADMIN",
    )  # fmt: skip


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


def test_a_day_that_cannot_be_backed_up_begins_all_the_same(qtbot: QtBot, tmp_path: Path) -> None:
    store = create_club(tmp_path / "club.db", ClubSettings(), DESK_DAY)
    with store.session(writes=True) as session:
        session.add(_passage())
        session.commit()
    (tmp_path / "copies").write_text("no folder", encoding="utf-8")
    owner = QObject()
    upkeep = DailyUpkeep(owner, store, FixedClock(DESK_DAY), ImmediateRunner(), tmp_path / "copies")
    with qtbot.waitSignal(upkeep.failed):
        upkeep.look()
    with store.session(writes=False) as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(DoorPassage)) == 0
    store.close()
