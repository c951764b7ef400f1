"""Processes that are killed and processes that save at once: nothing acknowledged is lost (spec 5.2)."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.models import Command, Suspension
from app.services.bulk_sales import sell_many
from app.services.check import check_database
from app.services.store import Store
from tests.databases import TODAY
from tests.services.club import Club, new_command
from tests.services.desk_processes import DeskProcess, start_desk
from tests.services.writer_process import suspend_many


@pytest.fixture
def sold(club: Club) -> Callable[[int], None]:
    """Sells so many accesses."""

    def sell(count: int) -> None:
        client = club.client()
        sale = club.sale(client, date(2010, 7, 5), date(2010, 7, 5))
        sell_many(club.desk, new_command(), [replace(sale, command=new_command()) for _ in range(count)])

    return sell


def _acknowledged(desk: DeskProcess) -> dict[int, int]:
    """Suspension by access, of what the desk acknowledged."""
    return {int(access): int(made) for access, made in (line.split() for line in desk.lines())}


def _stored(store: Store) -> dict[int, int]:
    with store.session(writes=False) as session:
        return {
            access: made for made, access in session.execute(sa.select(Suspension.id, Suspension.access_id))
        }


def _crash(place: str, store: Store, folder: Path, rounds: int) -> None:
    chance = random.Random(rounds)
    seen: dict[int, int] = {}
    for number in range(rounds):
        desk = start_desk(suspend_many, folder / f"acknowledged-{number}", place, number, rounds)
        desk.is_killed_after(chance.randrange(1, 12), chance)
        seen |= _acknowledged(desk)
        stored = _stored(store)
        assert seen.items() <= stored.items()
        report = check_database(store, TODAY)
        assert report.problems == ()
    with store.session(writes=False) as session:
        commands = set(session.scalars(sa.select(Command.id).where(Command.what == "Suspended")))
    assert commands == {f"suspend-{access}" for access in _stored(store)}
    assert seen


def test_a_killed_desk_loses_nothing_it_had_acknowledged(
    place: str, store: Store, sold: Callable[[int], None], tmp_path: Path
) -> None:
    sold(60)
    _crash(place, store, tmp_path, rounds=3)


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_a_desk_killed_again_and_again_loses_nothing_it_had_acknowledged(
    place: str, store: Store, sold: Callable[[int], None], tmp_path: Path
) -> None:
    sold(1500)
    _crash(place, store, tmp_path, rounds=100)


def test_several_processes_that_save_at_once_save_everything(
    place: str, store: Store, sold: Callable[[int], None], tmp_path: Path
) -> None:
    sold(40)
    writers = [
        start_desk(suspend_many, tmp_path / f"writer-{number}", place, number, 4, 10) for number in range(4)
    ]
    acknowledged: dict[int, int] = {}
    for writer in writers:
        writer.works_to_the_end()
        acknowledged |= _acknowledged(writer)
    assert len(acknowledged) == 40
    assert acknowledged == _stored(store)
    assert check_database(store, TODAY).problems == ()
