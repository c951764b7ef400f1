"""Signing in: one answer for every wrong try, a growing delay, and codes that are worth something (spec 1.1, 5.3)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher, extract_parameters
from argon2.profiles import RFC_9106_LOW_MEMORY as DEFAULTS

from app.domain.refusals import Refused
from app.domain.rights import Role
from app.models import History, User
from app.services import codes
from app.services.clock import FixedClock
from app.services.desk import Desk
from app.services.refusals import (
    AccountLocked,
    CodeTooCommon,
    CodeTooLong,
    CodeTooShort,
    CodeUnchanged,
    WrongCurrentCode,
    WrongNameOrCode,
)
from app.services.requests import ChangeCode
from app.services.signing_in import SignedIn, change_code, check_code, delay_after, sign_in
from app.services.store import Store
from app.services.unit_of_work import upkeep
from tests.databases import ON_ONE_DATABASE, TODAY
from tests.services.club import new_command

GOOD = "trois chats sur un toit"


class MovingClock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.moment = datetime(2010, 7, 20, 12, tzinfo=UTC)

    def today(self) -> date:
        return self.moment.date()

    def now(self) -> datetime:
        return self.moment


def _answer(store: Store, name: str, code: str, clock: MovingClock | None = None) -> object:
    try:
        return sign_in(store, clock or MovingClock(), "ACCUEIL-1", name, code)
    except Refused as refused:
        return refused.refusals[0]


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest.mark.usefixtures("at_full_strength")
def test_the_first_account_signs_in_whatever_the_case_of_its_name(store: Store) -> None:
    for name in ("ADMIN", "admin", " Admin "):
        signed_in = sign_in(store, FixedClock(TODAY), "ACCUEIL-1", name, "ADMIN")
        assert (signed_in.operator.name, signed_in.operator.role) == ("ADMIN", Role.ADMINISTRATOR)
        assert signed_in.operator.workstation == "ACCUEIL-1"
        assert not signed_in.must_change_code


def test_a_wrong_name_and_a_wrong_code_get_the_same_answer(store: Store) -> None:
    assert _answer(store, "ADMIN", "admin") == WrongNameOrCode() == _answer(store, "PERSONNE", "ADMIN")


@pytest.mark.parametrize("strange", ["\x00", "AD\x00MIN", "\ud83d", "a\udfff", "\u202eADMIN", "x" * 5000])
def test_what_no_keyboard_types_is_a_wrong_name_or_a_wrong_code(store: Store, strange: str) -> None:
    assert _answer(store, strange, "ADMIN") == WrongNameOrCode()
    assert _answer(store, "ADMIN", strange) == WrongNameOrCode()


@pytest.mark.parametrize("name", ["ADMIN", "PERSONNE"])
def test_the_fifth_wrong_code_locks_and_each_further_one_longer(
    store: Store, clock: MovingClock, name: str
) -> None:
    for _ in range(4):
        assert _answer(store, name, "faux", clock) == WrongNameOrCode()
    assert _answer(store, name, "faux", clock) == AccountLocked(clock.now() + timedelta(seconds=30))
    clock.moment += timedelta(seconds=29)
    assert isinstance(_answer(store, name, "ADMIN", clock), AccountLocked)
    clock.moment += timedelta(seconds=2)
    assert _answer(store, name, "faux", clock) == AccountLocked(clock.now() + timedelta(seconds=60))


def test_the_right_code_after_the_delay_forgets_the_wrong_ones(store: Store, clock: MovingClock) -> None:
    for _ in range(5):
        _answer(store, "ADMIN", "faux", clock)
    clock.moment += timedelta(minutes=1)
    assert isinstance(_answer(store, "ADMIN", "ADMIN", clock), SignedIn)
    assert _answer(store, "ADMIN", "faux", clock) == WrongNameOrCode()


def test_the_delay_grows_to_an_hour_and_no_further() -> None:
    assert [delay_after(failures) for failures in (1, 4)] == [None, None]
    assert [delay_after(failures) for failures in (5, 6, 7)] == [
        timedelta(seconds=30),
        timedelta(seconds=60),
        timedelta(seconds=120),
    ]
    assert delay_after(1000) == timedelta(hours=1)


def test_a_lock_is_told_in_the_history(store: Store, clock: MovingClock) -> None:
    for _ in range(5):
        _answer(store, "ADMIN", "faux", clock)
    with store.session(writes=False) as session:
        assert session.scalars(sa.select(History.what)).all() == ["account_locked"]


def test_a_user_who_is_not_active_is_a_stranger(store: Store) -> None:
    with upkeep(store) as session:
        session.scalars(sa.select(User)).one().active = False
        session.commit()
    assert _answer(store, "ADMIN", "ADMIN") == WrongNameOrCode()


@pytest.mark.usefixtures("at_full_strength")
def test_a_hash_of_older_parameters_is_renewed_at_the_next_sign_in(store: Store) -> None:
    with upkeep(store) as session:
        session.scalars(sa.select(User)).one().code_hash = PasswordHasher(time_cost=1).hash("ADMIN")
        session.commit()
    assert isinstance(_answer(store, "ADMIN", "ADMIN"), SignedIn)
    with store.session(writes=False) as session:
        kept = session.scalars(sa.select(User.code_hash)).one()
    assert not codes.is_outdated(kept)
    assert kept.startswith("$argon2id$")
    assert extract_parameters(kept) == DEFAULTS


def test_a_locked_desk_opens_with_the_code_of_the_one_who_left_it(desk: Desk) -> None:
    check_code(desk, "ADMIN")
    with pytest.raises(Refused) as refused:
        check_code(desk, "admin")
    assert refused.value.refusals == (WrongNameOrCode(),)


def _change(desk: Desk, new: str, current: str = "ADMIN") -> object:
    try:
        return change_code(desk, ChangeCode(new_command(), current, new))
    except Refused as refused:
        return refused.refusals[0]


@ON_ONE_DATABASE
@pytest.mark.parametrize(
    ("new", "answer"),
    [
        ("", CodeTooShort(12)),
        ("onze signes", CodeTooShort(12)),
        ("x" * 5000, CodeTooLong(1024)),
        ("motdepasse123", CodeTooCommon()),
        ("AZERTYUIOPQS", CodeTooCommon()),
        ("aaaaaaaaaaaaa", CodeTooCommon()),
        ("admin12345678!", CodeTooCommon()),
        ("ADMINADMINADMIN", CodeTooCommon()),
    ],
)
def test_a_weak_code_is_refused(desk: Desk, new: str, answer: object) -> None:
    assert _change(desk, new) == answer
    check_code(desk, "ADMIN")


def test_a_new_code_replaces_the_old_one(desk: Desk) -> None:
    change_code(desk, ChangeCode(new_command(), "ADMIN", GOOD))
    check_code(desk, GOOD)
    assert _answer(desk.store, "ADMIN", "ADMIN") == WrongNameOrCode()
    assert _change(desk, GOOD, GOOD) == CodeUnchanged()


def test_who_does_not_know_the_current_code_changes_nothing(desk: Desk) -> None:
    assert _change(desk, GOOD, "admin") == WrongCurrentCode()
    check_code(desk, "ADMIN")


def test_the_same_change_sent_twice_acts_once(desk: Desk) -> None:
    request = ChangeCode(new_command(), "ADMIN", GOOD)
    first, again = change_code(desk, request), change_code(desk, request)
    assert replace(again, repeated=False) == first
    assert again.repeated
