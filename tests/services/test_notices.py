"""What one desk changes reaches the others on a shared database, after the commit and not before."""

import queue
import threading
from collections.abc import Callable, Iterator

import pytest

from app.services.desk import Touched, TouchedKind
from app.services.notices import listen
from app.services.store import Store
from tests.services.club import Club

Heard = queue.Queue[frozenset[Touched]]


@pytest.fixture
def heard(open_at: Callable[[], Store]) -> Iterator[Heard]:
    """What another desk hears."""
    told: Heard = queue.Queue()
    until = threading.Event()
    ear = threading.Thread(target=listen, args=(open_at(), told.put, until))
    ear.start()
    yield told
    until.set()
    ear.join()


def _wait_until_it_listens(club: Club, heard: Heard) -> None:
    """Change something again and again until the other desk hears it."""
    for number in range(1000):
        club.client(f"Client {number}")
        try:
            heard.get(timeout=0.05)
        except queue.Empty:
            continue
        return
    pytest.fail("the other desk hears nothing")


@pytest.mark.parametrize("place", ["postgresql"], indirect=True)
def test_another_desk_hears_what_was_touched(club: Club, heard: Heard) -> None:
    access = club.sold()
    _wait_until_it_listens(club, heard)
    made = club.suspended(access)
    while (touched := heard.get(timeout=20)) != made.touched:
        assert Touched(TouchedKind.ACCESS, access) not in touched


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_a_file_database_has_nothing_to_hear(store: Store) -> None:
    heard: Heard = queue.Queue()
    listen(store, heard.put, threading.Event())
    assert heard.empty()
