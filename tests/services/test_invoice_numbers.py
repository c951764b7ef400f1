"""Numbers of invoices have neither gap nor double, with eight desks at once and desks that are killed (spec 5.2)."""

import random
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.models import Invoice
from app.services.check import check_database
from app.services.store import Store
from tests.databases import TODAY
from tests.services.club import Club
from tests.services.desk_processes import DeskProcess, start_desk
from tests.services.invoice_process import issue_many

DESKS = 8
EACH = 6


@pytest.fixture
def client(club: Club) -> int:
    """The one client to whom all desks bill."""
    client = club.client()
    assert client == 1
    return client


def _numbers(desk: DeskProcess) -> set[str]:
    """The numbers that the desk acknowledged."""
    return {line.split()[0] for line in desk.lines()}


def _stored(store: Store) -> list[str]:
    with store.session(writes=False) as session:
        return list(session.scalars(sa.select(Invoice.number).order_by(Invoice.id)))


def _without_gap(count: int) -> list[str]:
    return [f"2010-{place:06}" for place in range(1, count + 1)]


def test_eight_desks_at_once_give_each_number_once_and_leave_none_out(
    place: str, store: Store, client: int, tmp_path: Path
) -> None:
    desks = [
        start_desk(issue_many, tmp_path / f"desk-{number}", place, number, EACH) for number in range(DESKS)
    ]
    for desk in desks:
        desk.works_to_the_end()
    told = [number for desk in desks for number in _numbers(desk)]
    assert len(told) == len(set(told)) == DESKS * EACH
    assert _stored(store) == _without_gap(DESKS * EACH)
    assert set(told) == set(_stored(store))
    assert check_database(store, TODAY).problems == ()


def test_a_killed_desk_leaves_no_gap_and_loses_no_number_it_had_given(
    place: str, store: Store, client: int, tmp_path: Path
) -> None:
    chance, told = random.Random(5), set[str]()
    for number in range(2):
        desk = start_desk(issue_many, tmp_path / f"desk-{number}", place, number, 500)
        desk.is_killed_after(chance.randrange(2, 9), chance)
        told |= _numbers(desk)
        stored = _stored(store)
        assert told <= set(stored)
        assert stored == _without_gap(len(stored))
    assert check_database(store, TODAY).problems == ()
    assert told
