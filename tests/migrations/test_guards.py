"""What the databases refuse by themselves, whatever the program does."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlalchemy.orm import Session

from app.models import Access, Client, Fact, History, Plan, Quote, Suspension
from app.services.store import Store

NOW = datetime(2010, 7, 20, 12, tzinfo=UTC)


@pytest.fixture
def session(store: Store) -> Iterator[Session]:
    """A transaction on a database in which one access (id 1) was sold to one client."""
    with store.session(writes=True) as session:
        plan = Plan(
            name="Illimité", name_key="illimité", kind="unlimited", payment="direct_debit", amount=5900,
            registration_fee=0, maintenance=200,
        )  # fmt: skip
        client = Client(number=1, created_at=NOW, surname="Lefèvre", name_key="lefevre jean noel")
        session.add_all([plan, client])
        session.flush()
        access = Access(
            client_id=client.id, plan_id=plan.id, plan_name="Illimité", kind="unlimited", payment="direct_debit",
            first_day=date(2010, 7, 5), amount=5900, registration_fee=0, maintenance=200,
            first_due=date(2010, 7, 5), anchor_day=5, first_amounts=[], price_steps=[], sold_at=NOW, sold_by="ADMIN",
        )  # fmt: skip
        session.add(access)
        session.flush()
        assert access.id == 1
        yield session


def _suspension(first: date, last: date | None, ranks: tuple[int, int | None] | None) -> Suspension:
    return Suspension(
        access_id=1, sequence=1, first_day=first, last_day=last, returned=[], cause="blessure",
        first_rank=ranks[0] if ranks else None, last_rank=ranks[1] if ranks else None,
        open_ranks=ranks is not None and ranks[1] is None, maintenance=200 if ranks else None,
        entered_by="ADMIN", entered_at=NOW,
    )  # fmt: skip


STANDING = (date(2010, 7, 22), date(2010, 9, 4), (2, 3))


@pytest.mark.parametrize(
    ("first", "last", "ranks", "guard"),
    [
        (date(2010, 9, 4), date(2010, 9, 30), None, "suspension_days_overlap"),
        (date(2010, 7, 1), date(2010, 7, 22), None, "suspension_days_overlap"),
        (date(2010, 7, 1), None, None, "suspension_days_overlap"),
        (date(2010, 10, 1), date(2010, 10, 9), (3, 4), "suspension_ranks_overlap"),
        (date(2010, 10, 1), None, (1, None), "suspension_ranks_overlap"),
    ],
)
def test_two_suspensions_that_share_a_day_or_a_rank_are_refused_by_the_database(
    session: Session, first: date, last: date | None, ranks: tuple[int, int | None] | None, guard: str
) -> None:
    session.add(_suspension(*STANDING))
    session.flush()
    session.add(_suspension(first, last, ranks))
    with pytest.raises(IntegrityError, match=guard):
        session.flush()


def test_a_suspension_moved_onto_another_is_refused_by_the_database(session: Session) -> None:
    moved = _suspension(date(2010, 9, 5), None, (4, None))
    session.add_all([_suspension(*STANDING), moved])
    session.flush()
    moved.first_day = date(2010, 9, 4)
    with pytest.raises(IntegrityError, match="suspension_days_overlap"):
        session.flush()


def test_neighbours_and_cancelled_suspensions_do_not_overlap(session: Session) -> None:
    cancelled = _suspension(date(2010, 7, 1), None, (1, None))
    cancelled.cancelled = True
    session.add_all([_suspension(*STANDING), _suspension(date(2010, 9, 5), None, (4, None)), cancelled])
    session.flush()
    assert session.scalar(sa.select(sa.func.count()).select_from(Suspension)) == 3


def _entry() -> History:
    return History(
        id=1, at=NOW, operator="ADMIN", workstation="A", what="sold", facts="{}", before="{}", after="{}",
        reason="", command_id="c", previous_hash="", hash="h",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("statement", "guard"),
    [
        ("UPDATE history SET operator = 'X'", "history_never_changes"),
        ("DELETE FROM history", "history_is_never_deleted"),
    ],
)
def test_the_history_is_append_only(session: Session, statement: str, guard: str) -> None:
    session.add(_entry())
    session.flush()
    with pytest.raises(IntegrityError, match=guard):
        session.execute(sa.text(statement))


@pytest.mark.parametrize(
    ("statement", "guard"),
    [
        ("UPDATE fact SET amount = 1", "fact_never_changes"),
        ("UPDATE fact SET due = '2011-01-01'", "fact_never_changes"),
        ("DELETE FROM fact", "fact_is_never_deleted"),
    ],
)
def test_what_is_at_the_bank_is_never_altered(session: Session, statement: str, guard: str) -> None:
    session.add(
        Fact(
            access_id=1,
            rank=1,
            state="presented",
            due=date(2010, 7, 5),
            amount=5900,
            origin="contract",
            presented_on=date(2010, 7, 1),
        )
    )
    session.flush()
    with pytest.raises(IntegrityError, match=guard):
        session.execute(sa.text(statement))


def test_a_fact_may_go_from_presented_to_collected(session: Session) -> None:
    fact = Fact(
        access_id=1, rank=1, state="presented", due=date(2010, 7, 5), amount=5900, origin="contract",
        presented_on=date(2010, 7, 1),
    )  # fmt: skip
    session.add(fact)
    session.flush()
    fact.state = "collected"
    session.flush()
    assert session.scalar(sa.select(Fact.state)) == "collected"


def test_a_word_that_no_list_knows_is_refused(session: Session) -> None:
    with pytest.raises(DatabaseError, match="state_known"):
        session.execute(sa.update(Client).values(state="asleep"))


def test_one_card_opens_one_client(session: Session) -> None:
    session.add_all([Client(number=number, created_at=NOW, card_key="4711") for number in (2, 3)])
    with pytest.raises(IntegrityError, match="card_key"):
        session.flush()


def _quote(**changed: object) -> Quote:
    fields: dict[str, object] = {
        "year": 2010, "sequence": 1, "number": "D2010-0001", "client_id": 1, "state": "draft",
        "issued_on": date(2010, 7, 20), "valid_until": date(2010, 8, 19), "invoiced": 0, "first_year": 0,
        "created_at": NOW, "created_by": "ADMIN",
    }  # fmt: skip
    return Quote(**{**fields, **changed})


@pytest.mark.parametrize(
    ("statement", "guard"),
    [
        ("DELETE FROM quote", "quote_is_never_deleted"),
        ("UPDATE quote SET number = 'D2010-0002'", "quote_number_never_changes"),
        ("UPDATE quote SET state = 'draft'", "quote_sold_stays_sold"),
    ],
)
def test_the_series_of_quotes_keeps_every_number_and_every_sale(
    session: Session, statement: str, guard: str
) -> None:
    session.add(_quote(state="converted"))
    session.flush()
    with pytest.raises(IntegrityError, match=guard):
        session.execute(sa.text(statement))
