"""Desks to try the verbs at, on an empty database of either kind."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from app.domain.ids import CommandId, UserId
from app.domain.rights import Role
from app.services.clock import FixedClock
from app.services.desk import Desk, Operator
from app.services.store import Store
from tests.databases import TODAY
from tests.services.club import Club

_numbers = itertools.count(1)


@pytest.fixture
def command() -> Callable[[], CommandId]:
    """Makes the id of a new command."""
    return lambda: CommandId(f"command-{next(_numbers)}")


@pytest.fixture
def desk_of(store: Store) -> Callable[..., Desk]:
    """Makes a desk of a role on a day; by default an administrator's on `TODAY`."""

    def make(role: Role = Role.ADMINISTRATOR, today: date = TODAY, store: Store = store) -> Desk:
        operator = Operator(UserId(1), "ADMIN", role, "ACCUEIL-1")
        return Desk(store, FixedClock(today), operator)

    return make


@pytest.fixture
def desk(desk_of: Callable[..., Desk]) -> Desk:
    """An administrator's desk on `TODAY`."""
    return desk_of()


@pytest.fixture
def on(desk: Desk) -> Callable[[date], Desk]:
    """The same desk on another day."""
    return lambda day: replace(desk, clock=FixedClock(day))


@pytest.fixture
def club(desk: Desk) -> Club:
    """A small club at the administrator's desk."""
    return Club(desk)
