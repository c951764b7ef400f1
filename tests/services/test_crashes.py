"""Processes that are killed and processes that save at once: nothing acknowledged is lost (spec 5.2)."""

import random
import subprocess
import sys
import threading
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

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def sold(club: Club) -> Callable[[int], None]:
    """Sells so many accesses."""

    def sell(count: int) -> None:
        client = club.client()
        sale = club.sale(client, date(2010, 7, 5), date(2010, 7, 5))
        sell_many(club.desk, new_command(), [replace(sale, command=new_command()) for _ in range(count)])

    return sell


def _start(place: str, first: int, step: int, acknowledged: Path, *count: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.services.writer_process", place]
    more = [str(first), str(step), str(acknowledged), *map(str, count)]
    return subprocess.Popen([*command, *more], cwd=ROOT, stderr=subprocess.PIPE)


def _acknowledged(file: Path) -> dict[int, int]:
    """Suspension by access, of the lines that were written to their end."""
    whole = file.read_text(encoding="ascii").rpartition("\n")[0] if file.exists() else ""
    return {int(access): int(made) for access, made in (line.split() for line in whole.splitlines())}


def _stored(store: Store) -> dict[int, int]:
    with store.session(writes=False) as session:
        return {
            access: made for made, access in session.execute(sa.select(Suspension.id, Suspension.access_id))
        }


def _kill_when(process: subprocess.Popen[bytes], file: Path, lines: int, chance: random.Random) -> None:
    """Kill the process after it acknowledged so many, at a moment nobody chose."""
    grown = threading.Event()
    while process.poll() is None and len(_acknowledged(file)) < lines:
        grown.wait(0.005)
    grown.wait(chance.random() * 0.03)
    process.kill()
    process.communicate()


def _crash(place: str, store: Store, folder: Path, rounds: int) -> None:
    chance = random.Random(rounds)
    seen: dict[int, int] = {}
    for number in range(rounds):
        file = folder / f"acknowledged-{number}"
        process = _start(place, number, rounds, file)
        _kill_when(process, file, chance.randrange(1, 12), chance)
        seen |= _acknowledged(file)
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
    writers = [_start(place, number, 4, tmp_path / f"writer-{number}", 10) for number in range(4)]
    errors = [writer.communicate(timeout=100)[1].decode() for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * 4, errors
    acknowledged: dict[int, int] = {}
    for number in range(4):
        acknowledged |= _acknowledged(tmp_path / f"writer-{number}")
    assert len(acknowledged) == 40
    assert acknowledged == _stored(store)
    assert check_database(store, TODAY).problems == ()
