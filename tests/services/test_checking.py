"""The check finds what was planted, and the program's daily upkeep leaves nothing to find (spec 2.6-9)."""

from collections.abc import Callable
from datetime import date

import pytest
import sqlalchemy as sa

from app.domain.ids import AccessId
from app.models import Client
from app.services.check import ProblemKind, check_database
from app.services.desk import Desk
from app.services.horizon import begin_day, extend_schedules
from app.services.unit_of_work import reading, upkeep
from tests.databases import TODAY
from tests.services.club import AT_ONCE, TWELVE_MONTHS, Club


@pytest.fixture
def access(club: Club) -> AccessId:
    """59,00 € a month from 05/07/2010, suspended for 45 days."""
    access = club.sold()
    club.suspended(access)
    return access


def _plant(club: Club, statement: str) -> list[ProblemKind]:
    with upkeep(club.desk.store) as session:
        session.execute(sa.text(statement))
        session.commit()
    return [problem.kind for problem in check_database(club.desk.store, TODAY).problems]


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE instalment SET amount = 5800 WHERE rank = 2", [ProblemKind.SCHEDULE]),
        ("UPDATE instalment SET due = '2010-08-06' WHERE rank = 2", [ProblemKind.SCHEDULE]),
        ("DELETE FROM instalment WHERE rank = 7", [ProblemKind.SCHEDULE]),
        ("UPDATE suspension SET maintenance = 300", [ProblemKind.SCHEDULE]),
        ("UPDATE access SET current_last = '2030-01-01'", [ProblemKind.ACCESS_END, ProblemKind.SUMMARY]),
        ("UPDATE client SET state = 'blocked'", [ProblemKind.SUMMARY]),
        ("UPDATE client SET balance = 100", [ProblemKind.SUMMARY]),
        ("UPDATE access SET instalments = 999999", [ProblemKind.IMPOSSIBLE]),
    ],
)
def test_what_was_planted_is_found(
    club: Club, access: AccessId, statement: str, found: list[ProblemKind]
) -> None:
    assert check_database(club.desk.store, TODAY).is_whole
    kinds = _plant(club, statement)
    assert set(kinds) >= {found[0]}
    assert set(kinds) <= {*found, ProblemKind.SUMMARY, ProblemKind.HORIZON}


def test_a_schedule_that_is_stored_too_short_is_found(club: Club, access: AccessId) -> None:
    kinds = _plant(club, "UPDATE access SET stored_to = 10")
    assert ProblemKind.HORIZON in kinds


def test_the_report_says_how_much_was_looked_at(club: Club, access: AccessId) -> None:
    club.sold(TODAY, None, AT_ONCE)
    report = check_database(club.desk.store, TODAY)
    assert (report.accesses, report.clients, report.is_whole) == (2, 2, True)


def test_endless_schedules_stay_24_debits_ahead_of_today(club: Club, access: AccessId) -> None:
    fixed = club.sold(date(2010, 7, 1), date(2010, 7, 5), TWELVE_MONTHS)
    version = club.access(access).version
    later = date(2013, 3, 1)
    before = len(club.rows(access, 10_000))
    assert [problem.kind for problem in check_database(club.desk.store, later).problems] == [
        ProblemKind.HORIZON
    ]
    assert extend_schedules(club.desk.store, later) == 1
    assert extend_schedules(club.desk.store, later) == 0
    rows = club.rows(access, 10_000)
    assert len(rows) > before
    assert sum(date(int(due[6:]), int(due[3:5]), int(due[:2])) >= later for _, due, _ in rows) >= 24
    assert club.access(access).version == version
    assert len(club.rows(fixed, 10_000)) == 12
    begin_day(club.desk.store, later)
    assert check_database(club.desk.store, later).is_whole


def test_a_client_is_former_the_day_after_the_last_access(club: Club, on: Callable[[date], Desk]) -> None:
    client = club.client()
    club.sold(TODAY, None, AT_ONCE, client)
    states = []
    for day in (date(2010, 8, 18), date(2010, 8, 19)):
        begin_day(club.desk.store, day)
        with reading(on(day)) as session:
            row = session.get_one(Client, client)
            states.append((row.state, row.access_last))
    assert states == [("active", date(2010, 8, 18)), ("former", date(2010, 8, 18))]


def test_upkeep_of_the_day_leaves_the_version_of_the_card_alone(club: Club, access: AccessId) -> None:
    with reading(club.desk) as session:
        before = session.scalars(sa.select(Client.version)).one()
    begin_day(club.desk.store, date(2010, 7, 22))
    with reading(club.desk) as session:
        row = session.scalars(sa.select(Client)).one()
        assert (row.version, row.state) == (before, "suspended")
        assert (row.suspended_from, row.suspended_until) == (date(2010, 7, 22), date(2010, 9, 4))
