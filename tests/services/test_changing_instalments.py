"""Changes by hand and facts at the bank, through the verbs (spec 2.4)."""

from collections.abc import Callable
from datetime import date

import pytest
import sqlalchemy as sa

from app.domain.cents import Cents
from app.domain.contract import InstalmentState
from app.domain.ids import AccessId, CommandId, Rank
from app.domain.refusals import (
    AmountNotPositive,
    InstalmentIsFact,
    InstalmentNotPlanned,
    InstalmentUnknown,
    NotAllowed,
    Refused,
)
from app.domain.rights import Right, Role
from app.models import Client, Fact, Instalment
from app.services.bank_facts import record_collected, record_presented, record_rejected
from app.services.check import check_database
from app.services.desk import Desk
from app.services.instalments import (
    add_instalment,
    change_amount,
    change_date,
    delete_instalment,
    hold_instalment,
    release_instalment,
    restore_instalment,
)
from app.services.refusals import StaleEdit
from app.services.requests import (
    AddInstalment,
    ChangeInstalmentAmount,
    ChangeInstalmentDate,
    MarkInstalment,
)
from app.services.unit_of_work import reading
from tests.databases import TODAY
from tests.services.club import Club, new_command


@pytest.fixture
def access(club: Club) -> AccessId:
    """59,00 € a month from 05/07/2010, without end."""
    return club.sold()


def _mark(club: Club, access: AccessId, rank: int) -> MarkInstalment:
    return MarkInstalment(new_command(), access, club.access(access).version, Rank(rank))


def _stored(club: Club, access: AccessId, rank: int) -> Instalment:
    with reading(club.desk) as session:
        return session.get_one(Instalment, (access, rank))


def test_an_amount_changed_by_hand_belongs_to_one_rank(club: Club, access: AccessId) -> None:
    version = club.access(access).version
    change_amount(club.desk, ChangeInstalmentAmount(new_command(), access, version, Rank(3), Cents(1500)))
    assert [amount for *_, amount in club.rows(access, 4)] == [5900, 5900, 1500, 5900]
    assert _stored(club, access, 3).origin == "manual"


def test_a_date_changed_by_hand_belongs_to_one_rank(club: Club, access: AccessId) -> None:
    version = club.access(access).version
    change_date(club.desk, ChangeInstalmentDate(new_command(), access, version, Rank(2), date(2010, 8, 20)))
    assert [due for _, due, _ in club.rows(access, 3)] == ["05/07/2010", "20/08/2010", "05/09/2010"]


def test_deleted_held_and_back_again(club: Club, access: AccessId) -> None:
    states = []
    for verb in (delete_instalment, restore_instalment, hold_instalment, release_instalment):
        verb(club.desk, _mark(club, access, 2))
        states.append(_stored(club, access, 2).state)
    assert states == ["deleted", "planned", "on_hold", "planned"]
    assert check_database(club.desk.store, TODAY).is_whole


def test_an_added_instalment_renumbers_nothing(club: Club, access: AccessId) -> None:
    before = club.rows(access, 99)
    version = club.access(access).version
    add_instalment(club.desk, AddInstalment(new_command(), access, version, date(2010, 8, 1), Cents(1000)))
    assert club.rows(access, 99) == [(-1, "01/08/2010", 1000), *before]


def test_a_debit_of_nothing_is_refused_and_changes_nothing(club: Club, access: AccessId) -> None:
    version = club.access(access).version
    for amount in (0, -100):
        with pytest.raises(Refused) as refused:
            change_amount(
                club.desk, ChangeInstalmentAmount(new_command(), access, version, Rank(3), Cents(amount))
            )
        assert refused.value.refusals == (AmountNotPositive(Cents(amount)),)
    assert club.access(access).version == version


def test_a_receptionist_does_not_delete(club: Club, access: AccessId, desk_of: Callable[..., Desk]) -> None:
    with pytest.raises(Refused) as refused:
        delete_instalment(desk_of(Role.RECEPTION), _mark(club, access, 2))
    assert refused.value.refusals == (NotAllowed(Right.DELETE_INSTALMENT),)


def test_a_rank_that_does_not_exist_is_said(club: Club, access: AccessId) -> None:
    with pytest.raises(Refused) as refused:
        hold_instalment(club.desk, _mark(club, access, -4))
    assert refused.value.refusals == (InstalmentUnknown(Rank(-4)),)


def test_a_stale_schedule_is_refused(club: Club, access: AccessId) -> None:
    shown = _mark(club, access, 2)
    hold_instalment(club.desk, _mark(club, access, 3))
    with pytest.raises(Refused) as refused:
        hold_instalment(club.desk, shown)
    assert isinstance(refused.value.refusals[0], StaleEdit)


def _bank(verb: Callable[..., object], club: Club, access: AccessId, on: date = TODAY) -> None:
    command: CommandId = new_command()
    verb(club.desk, command, access, Rank(1), on)


def test_what_is_at_the_bank_is_never_altered(club: Club, access: AccessId) -> None:
    _bank(record_presented, club, access)
    version = club.access(access).version
    with pytest.raises(Refused) as refused:
        change_amount(club.desk, ChangeInstalmentAmount(new_command(), access, version, Rank(1), Cents(1)))
    assert refused.value.refusals == (InstalmentIsFact(Rank(1), InstalmentState.PRESENTED),)


def test_a_rejected_debit_is_owed_until_it_is_settled(club: Club, access: AccessId) -> None:
    _bank(record_presented, club, access, date(2010, 7, 3))
    _bank(record_collected, club, access, date(2010, 7, 6))
    _bank(record_rejected, club, access, date(2010, 7, 9))
    with reading(club.desk) as session:
        fact = session.scalars(sa.select(Fact)).one()
        client = session.scalars(sa.select(Client)).one()
    assert (fact.presented_on, fact.collected_on, fact.rejected_on) == (
        date(2010, 7, 3),
        date(2010, 7, 6),
        date(2010, 7, 9),
    )
    assert (fact.state, client.balance) == ("rejected", 5900)
    assert _stored(club, access, 1).state == "rejected"
    assert check_database(club.desk.store, TODAY).is_whole


def test_only_what_was_presented_can_be_collected(club: Club, access: AccessId) -> None:
    with pytest.raises(Refused) as refused:
        _bank(record_collected, club, access)
    assert refused.value.refusals == (InstalmentNotPlanned(Rank(1), InstalmentState.PLANNED),)
