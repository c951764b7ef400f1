"""Numbers of invoices have neither gap nor double, with eight desks at once and desks that are killed (spec 5.2)."""

import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.models import Invoice
from app.services.check import check_database
from app.services.store import Store
from tests.databases import TODAY
from tests.services.club import Club

ROOT = Path(__file__).resolve().parents[2]
DESKS = 8
EACH = 6


@pytest.fixture
def client(club: Club) -> int:
    """The one client to whom all desks bill."""
    client = club.client()
    assert client == 1
    return client


def _start(place: str, number: int, count: int, acknowledged: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.services.invoice_process", place]
    return subprocess.Popen(
        [*command, str(number), str(count), str(acknowledged)], cwd=ROOT, stderr=subprocess.PIPE
    )


def _acknowledged(file: Path) -> set[str]:
    """The numbers of the lines that were written to their end."""
    whole = file.read_text(encoding="ascii").rpartition("\n")[0] if file.exists() else ""
    return {line.split()[0] for line in whole.splitlines()}


def _stored(store: Store) -> list[str]:
    with store.session(writes=False) as session:
        return list(session.scalars(sa.select(Invoice.number).order_by(Invoice.id)))


def _without_gap(count: int) -> list[str]:
    return [f"2010-{place:06}" for place in range(1, count + 1)]


def test_eight_desks_at_once_give_each_number_once_and_leave_none_out(
    place: str, store: Store, client: int, tmp_path: Path
) -> None:
    files = [tmp_path / f"desk-{number}" for number in range(DESKS)]
    desks = [_start(place, number, EACH, file) for number, file in enumerate(files)]
    errors = [desk.communicate(timeout=100)[1].decode() for desk in desks]
    assert [desk.returncode for desk in desks] == [0] * DESKS, errors
    told = [number for file in files for number in _acknowledged(file)]
    assert len(told) == len(set(told)) == DESKS * EACH
    assert _stored(store) == _without_gap(DESKS * EACH)
    assert set(told) == set(_stored(store))
    assert check_database(store, TODAY).problems == ()


def test_a_killed_desk_leaves_no_gap_and_loses_no_number_it_had_given(
    place: str, store: Store, client: int, tmp_path: Path
) -> None:
    chance, told = random.Random(5), set[str]()
    for number in range(2):
        file = tmp_path / f"desk-{number}"
        desk = _start(place, number, 500, file)
        _kill_when(desk, file, chance.randrange(2, 9), chance)
        told |= _acknowledged(file)
        stored = _stored(store)
        assert told <= set(stored)
        assert stored == _without_gap(len(stored))
    assert check_database(store, TODAY).problems == ()
    assert told


def _kill_when(desk: subprocess.Popen[bytes], file: Path, lines: int, chance: random.Random) -> None:
    """Kill the process after it acknowledged so many, at a moment nobody chose."""
    grown = threading.Event()
    while desk.poll() is None and len(_acknowledged(file)) < lines:
        grown.wait(0.005)
    grown.wait(chance.random() * 0.03)
    desk.kill()
    desk.communicate()
