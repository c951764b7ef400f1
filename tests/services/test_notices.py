"""What one desk changes reaches the others on a shared database, after the commit and not before."""

import queue
import threading
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa

from app.services.desk import Touched, TouchedKind
from app.services.notices import listen
from app.services.store import Store
from app.services.unit_of_work import CHANNEL
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


@pytest.mark.parametrize("place", ["postgresql"], indirect=True)
def test_a_notice_that_names_nothing_known_may_mean_anything(club: Club, heard: Heard) -> None:
    _wait_until_it_listens(club, heard)
    for payload in ("", '[["satellite", 3]]', "{"):
        with club.desk.store.session(writes=True) as session:
            session.execute(sa.select(sa.func.pg_notify(CHANNEL, payload)))
            session.commit()
    made = club.client("Dernier")
    rest = [heard.get(timeout=20)]
    while Touched(TouchedKind.CLIENT, made) not in rest[-1]:
        rest.append(heard.get(timeout=20))
    assert rest[-4:-1] == [frozenset()] * 3


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_a_file_database_has_nothing_to_hear(store: Store) -> None:
    heard: Heard = queue.Queue()
    listen(store, heard.put, threading.Event())
    assert heard.empty()
