"""A verb's transaction: committed explicitly or not at all, once per command (spec 5.2)."""

from datetime import UTC, datetime

import psycopg
import pytest
import sqlalchemy as sa

from app.domain.refusals import Refused
from app.models import Client, Command, History, HistoryHead
from app.services.audit import Entry, broken_at
from app.services.desk import Desk, Outcome, touched_client
from app.services.refusals import CommandAlreadyUsed, DiskFull
from app.services.suspensions import Suspended
from app.services.unit_of_work import CHANNEL, reading, writing
from tests.services.club import Club, new_command

NOW = datetime(2010, 7, 20, tzinfo=UTC)


def _clients(desk: Desk) -> int:
    with reading(desk) as session:
        return session.scalar(sa.select(sa.func.count()).select_from(Client)) or 0


def test_what_is_not_committed_never_was(desk: Desk) -> None:
    with writing(desk, new_command(), Outcome) as work:
        work.session.add(Client(number=1, created_at=NOW))
        work.session.flush()
        work.tell(Entry("client_saved"))
    assert _clients(desk) == 0
    with reading(desk) as session:
        assert session.scalar(sa.select(HistoryHead.entries)) == 0


@pytest.mark.parametrize("place", ["postgresql"], indirect=True)
def test_what_touched_too_much_to_name_is_told_to_the_other_desks(club: Club) -> None:
    address = club.desk.store.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as ear:
        ear.execute(f"LISTEN {CHANNEL}".encode())
        with writing(club.desk, new_command(), Outcome) as work:
            work.commit(Outcome())
        with writing(club.desk, new_command(), Outcome) as work:
            work.tell(Entry("client_saved"))
            work.commit(Outcome())
        heard = [notice.payload for notice in ear.notifies(timeout=1, stop_after=1)]
        heard += [notice.payload for notice in ear.notifies(timeout=0.1)]
    assert heard == ["[]"]


def test_what_fails_half_way_never_was(desk: Desk) -> None:
    def fail_half_way() -> None:
        with writing(desk, new_command(), Outcome) as work:
            work.session.add(Client(number=1, created_at=NOW))
            work.session.flush()
            raise LookupError

    with pytest.raises(LookupError):
        fail_half_way()
    assert _clients(desk) == 0


def test_a_look_sees_one_state_although_another_desk_saves_meanwhile(club: Club) -> None:
    with reading(club.desk) as session:
        before = session.scalar(sa.select(sa.func.count()).select_from(Client))
        client = club.client("Autre")
        assert session.scalar(sa.select(sa.func.count()).select_from(Client)) == before
        assert session.get(Client, client) is None
    assert _clients(club.desk) == (before or 0) + 1


def test_a_commit_keeps_rows_history_and_outcome_together(desk: Desk) -> None:
    command = new_command()
    with writing(desk, command, Outcome) as work:
        work.session.add(Client(number=1, created_at=NOW))
        work.tell(Entry("client_saved", facts={"number": 1}))
        work.commit(Outcome(frozenset({touched_client(1)})))
    with reading(desk) as session:
        entry = session.scalars(sa.select(History)).one()
        assert (entry.operator, entry.workstation, entry.command_id) == ("ADMIN", "ACCUEIL-1", command)
        assert session.scalars(sa.select(Command.id)).one() == command
    with writing(desk, command, Outcome) as work:
        assert work.earlier == Outcome(frozenset({touched_client(1)}), repeated=True)


def test_the_id_of_one_verb_cannot_carry_another(desk: Desk) -> None:
    command = new_command()
    with writing(desk, command, Outcome) as work:
        work.commit(Outcome())
    with pytest.raises(Refused) as refused, writing(desk, command, Suspended):
        pass
    assert refused.value.refusals == (CommandAlreadyUsed(),)


def _save_much(desk: Desk) -> None:
    with writing(desk, new_command(), Outcome) as work:
        work.session.add(Client(number=999, created_at=NOW, remark="x" * 5_000_000))
        work.commit(Outcome())


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_a_full_disk_is_said_and_loses_nothing(club: Club) -> None:
    access = club.sold()
    before = club.rows(access, 99)
    with club.desk.store.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(Refused) as refused:
        _save_much(club.desk)
    assert refused.value.refusals == (DiskFull(),)
    assert club.rows(access, 99) == before
    with reading(club.desk) as session:
        assert broken_at(session) is None
