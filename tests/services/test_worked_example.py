"""The worked example of spec 1.6, through the verbs of the desk and the stored rows."""

from collections.abc import Callable
from datetime import date

import pytest

from app.domain.ids import AccessId
from app.models import Client
from app.services.check import check_database
from app.services.desk import Desk
from app.services.unit_of_work import reading
from tests.databases import TODAY
from tests.services.club import Club


@pytest.fixture
def access(club: Club) -> AccessId:
    """59,00 € a month from 05/07/2010, without end."""
    return club.sold()


def test_what_is_sold_appears_in_the_schedule_at_once(club: Club, access: AccessId) -> None:
    assert club.rows(access, 3) == [
        (1, "05/07/2010", 5900),
        (2, "05/08/2010", 5900),
        (3, "05/09/2010", 5900),
    ]
    assert len(club.rows(access, 10_000)) >= 24


def test_45_days_replace_the_debit_of_august_and_nothing_else(club: Club, access: AccessId) -> None:
    outcome = club.suspended(access)
    row = club.suspension(outcome.suspension)
    assert (row.first_day, row.last_day) == (date(2010, 7, 22), date(2010, 9, 4))
    assert [amount for _, _, amount in club.rows(access, 5)] == [5900, 200, 5900, 5900, 5900]


def test_with_fin_3_two_debits_are_replaced(club: Club, access: AccessId) -> None:
    club.suspended(access, ranks=(2, 3))
    assert [amount for _, _, amount in club.rows(access, 5)] == [5900, 200, 200, 5900, 5900]


def test_without_end_all_later_debits_are_replaced(club: Club, access: AccessId) -> None:
    club.suspended(access, days=None, ranks=(2, None), cause="jambe cassée")
    amounts = [amount for _, _, amount in club.rows(access, 10_000)]
    assert amounts[0] == 5900
    assert set(amounts[1:]) == {200}


def test_stopped_on_28_december_after_159_days(
    club: Club, access: AccessId, on: Callable[[date], Desk]
) -> None:
    suspended = club.suspended(access, days=None, ranks=(2, None), cause="jambe cassée")
    back = on(date(2010, 12, 28))
    stopped = club.stopped(suspended.suspension, date(2010, 12, 28), desk=back)
    assert stopped.days == 159
    assert club.rows(access, 8) == [
        (1, "05/07/2010", 5900),
        (2, "05/08/2010", 200),
        (3, "05/09/2010", 200),
        (4, "05/10/2010", 200),
        (5, "05/11/2010", 200),
        (6, "05/12/2010", 200),
        (7, "05/01/2011", 5900),
        (8, "05/02/2011", 5900),
    ]
    with reading(back) as session:
        client = session.get_one(Client, club.access(access).client_id)
        assert client.state == "active"
    assert check_database(back.store, date(2010, 12, 28)).problems == ()


def test_the_card_is_suspended_for_exactly_these_days(
    club: Club, access: AccessId, on: Callable[[date], Desk]
) -> None:
    from app.services.horizon import begin_day

    club.suspended(access)
    states = {}
    for day in (date(2010, 7, 21), date(2010, 7, 22), date(2010, 9, 4), date(2010, 9, 5)):
        begin_day(club.desk.store, day)
        with reading(on(day)) as session:
            states[day] = session.get_one(Client, club.access(access).client_id).state
    assert list(states.values()) == ["active", "suspended", "suspended", "active"]
    assert check_database(club.desk.store, date(2010, 9, 5)).is_whole
    assert date(2010, 7, 22) > TODAY
