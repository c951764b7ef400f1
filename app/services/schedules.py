"""Between the tables and the engine: the contract of an access, and the schedule stored from it.

Terms, suspensions, manual changes, price changes and facts are the sources; the rows of
`instalment` are written here and nowhere else, only those that changed.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, cast

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.orm import Session

from app.domain import contract as d
from app.domain.cents import Cents
from app.domain.dues import first_rank_due_from, last_rank_in_calendar
from app.domain.ids import AccessId, Rank, SuspensionId
from app.domain.instalments import Instalment
from app.domain.schedule import Schedule, schedule
from app.models import Access, Fact, ManualChange, PriceChange, Suspension
from app.models import Instalment as Stored

if TYPE_CHECKING:
    import psycopg

PERIODS_AHEAD = 24
"""Endless schedules are stored at least this many debits ahead of today …"""
PERIODS_STORED = 36
"""… and, whenever they are stored, this many."""

Row = tuple[int, date, int, str, str, int | None]
"""Rank, due, amount, state, origin, suspension: one stored instalment."""


@dataclass(slots=True)
class _Sources:
    """What happened to one access, as rows."""

    suspensions: list[Any] = field(default_factory=list)
    manual: list[Any] = field(default_factory=list)
    prices: list[Any] = field(default_factory=list)
    facts: list[Any] = field(default_factory=list)


def contract_of(session: Session, access: Access) -> d.Contract:
    """Everything the schedule of this access is computed from."""
    session.flush()
    return _contract(access, _sources(session, [access.id])[access.id])


def contracts_of(session: Session, accesses: Sequence[Access]) -> dict[AccessId, d.Contract]:
    """The contracts of several accesses, with four queries for all of them (at most 900 at once)."""
    session.flush()
    sources = _sources(session, [access.id for access in accesses])
    return {AccessId(access.id): _contract(access, sources[access.id]) for access in accesses}


def _source(kind: type[Any], order: str) -> sa.Select[Any]:
    """The rows of one kind of source, of the accesses `ids`; made once, since building it costs more
    than running it."""
    columns = kind.__table__.columns
    query = sa.select(*columns).where(columns.access_id.in_(sa.bindparam("ids", expanding=True)))
    if kind is Suspension:
        query = query.where(sa.not_(columns.cancelled))
    return query.order_by(columns.access_id, columns[order])


_SOURCES = {
    "suspensions": _source(Suspension, "sequence"),
    "manual": _source(ManualChange, "sequence"),
    "prices": _source(PriceChange, "sequence"),
    "facts": _source(Fact, "rank"),
}


def _sources(session: Session, ids: Sequence[int]) -> dict[int, _Sources]:
    found: dict[int, _Sources] = defaultdict(_Sources)
    connection = session.connection()
    for name, query in _SOURCES.items():
        for row in connection.execute(query, {"ids": list(ids)}):
            getattr(found[row.access_id], name).append(row)
    return found


def _contract(access: Access, sources: _Sources) -> d.Contract:
    return d.Contract(
        access=d.DayRange(access.first_day, access.last_day),
        terms=terms_of(access),
        suspensions=tuple(suspension_of(row) for row in sources.suspensions),
        manual=tuple(
            d.ManualChange(Rank(row.rank), d.ManualKind(row.kind), row.sequence, row.amount, row.due)
            for row in sources.manual
        ),
        facts=tuple(fact_of(row) for row in sources.facts),
        price_changes=tuple(
            d.PriceChange(Rank(row.from_rank), Cents(row.amount), row.sequence) for row in sources.prices
        ),
        ended_on=access.ended_on,
    )


def terms_of(access: Access) -> d.Terms | None:
    """What the contract says of its debits; None: paid at once."""
    if access.first_due is None or access.anchor_day is None:
        return None
    return d.Terms(
        first_due=access.first_due,
        normal_amount=Cents(access.amount),
        anchor_day=access.anchor_day,
        period=d.Period(access.period_count, d.PeriodUnit(access.period_unit)),
        count=access.instalments,
        first_amounts=tuple(Cents(amount) for amount in access.first_amounts),
        price_steps=tuple(
            d.PriceStep(date.fromisoformat(day), Cents(amount)) for day, amount in access.price_steps
        ),
    )


def suspension_of(row: Any) -> d.Suspension:
    """The domain's value of a stored suspension."""
    ranks = d.RankRange(Rank(row.first_rank), row.last_rank) if row.first_rank is not None else None
    return d.Suspension(
        id=SuspensionId(row.id),
        days=d.DayRange(row.first_day, row.last_day),
        ranks=ranks,
        maintenance=row.maintenance,
        sequence=row.sequence,
        postpones=row.postpones,
        replaces_manual=row.replaces_manual,
        cause=row.cause,
        returned=frozenset(Rank(rank) for rank in row.returned),
    )


def fact_of(row: Any) -> d.Fact:
    """The domain's value of a stored fact."""
    return d.Fact(
        rank=Rank(row.rank),
        state=d.InstalmentState(row.state),
        due=row.due,
        amount=Cents(row.amount),
        origin=d.Origin(row.origin),
        suspension=row.suspension_id,
        postpones=row.postpones,
    )


def store_schedule(session: Session, access: Access, contract: d.Contract, today: date) -> Schedule:
    """Write what changed of this access's stored schedule, and where it ends now."""
    made = schedule(contract)
    access.current_last, access.end_open = made.access_last, made.end_open
    access.stored_to = reach(made, today, access.stored_to)
    session.flush()
    write_rows(session, access.id, rows_of(made, access.stored_to))
    return made


def reach(made: Schedule, today: date, stored_to: int | None, ahead: int = PERIODS_STORED) -> int | None:
    """The rank to which an endless schedule is to be stored on this day; None: whole."""
    if made.tail is None:
        return None
    terms = made.tail.terms
    special = max((each.rank for each in made.head), default=0)
    wanted = max(first_rank_due_from(terms, today) + ahead - 1, special, stored_to or 0)
    return min(wanted, last_rank_in_calendar(terms))


def rows_of(made: Schedule, stored_to: int | None) -> list[Row]:
    """The rows that stand for a schedule up to this rank."""
    return [_row(each) for each in made.instalments(stored_to)]


def _row(each: Instalment) -> Row:
    # the plain attribute behind `value`, which Python 3.11 finds ten times more slowly
    return (each.rank, each.due, each.amount, each.state._value_, each.origin._value_, each.suspension)


_STORED = sa.select(
    Stored.access_id,
    Stored.rank,
    Stored.due,
    Stored.amount,
    Stored.state,
    Stored.origin,
    Stored.suspension_id,
).where(Stored.access_id.in_(sa.bindparam("ids", expanding=True)))


def stored_rows_of(session: Session, accesses: Sequence[int]) -> dict[int, dict[int, Row]]:
    """The stored schedules of these accesses, by access and rank."""
    found: dict[int, dict[int, Row]] = defaultdict(dict)
    for row in session.connection().execute(_STORED, {"ids": list(accesses)}):
        found[row.access_id][row.rank] = cast(Row, tuple(row)[1:])
    return found


def write_rows(session: Session, access: int, rows: Iterable[Row]) -> None:
    """Make the stored schedule of one access these rows, touching only what differs."""
    before = stored_rows_of(session, [access])[access]
    after = {row[0]: row for row in rows}
    gone = [rank for rank in before if rank not in after]
    changed = [row for rank, row in after.items() if before.get(rank) != row]
    if gone:
        session.execute(sa.delete(Stored).where(Stored.access_id == access, Stored.rank.in_(gone)))
    if changed:
        _upsert(session.connection(), [(access, row) for row in changed])


def write_differences(
    session: Session, schedules: Iterable[tuple[int, Iterable[Instalment], Iterable[Instalment]]]
) -> None:
    """Make the stored schedules of many accesses (id, as stored, as wanted) the wanted ones."""
    gone: list[dict[str, int]] = []
    changed: list[tuple[int, Row]] = []
    for access, before, after in schedules:
        stored = {each.rank: each for each in before}
        for each in after:
            if stored.pop(each.rank, None) != each:
                changed.append((access, _row(each)))
        gone += [{"of": access, "at": rank} for rank in stored]
    connection = session.connection()
    if gone:
        connection.execute(_GONE, gone)
    if changed:
        _upsert(connection, changed)


_GONE = sa.delete(Stored).where(Stored.access_id == sa.bindparam("of"), Stored.rank == sa.bindparam("at"))
_COLUMNS = ("access_id", "rank", "due", "amount", "state", "origin", "suspension_id")


_NAMED = f"instalment ({', '.join(_COLUMNS)})"
_INSERT = f"INSERT INTO {_NAMED} VALUES ({', '.join('?' for _ in _COLUMNS)})"
_WRITTEN = ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS[2:])
_UPSERT = f"{_INSERT} ON CONFLICT ({', '.join(_COLUMNS[:2])}) DO UPDATE SET {_WRITTEN}"
_POSTGRESQL = postgresql_insert(Stored)
_UPSERT_POSTGRESQL = _POSTGRESQL.on_conflict_do_update(
    index_elements=_COLUMNS[:2], set_={name: _POSTGRESQL.excluded[name] for name in _COLUMNS[2:]}
)


def _upsert(connection: sa.Connection, rows: Sequence[tuple[int, Row]]) -> None:
    """Write these rows over those of the same access and rank."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_UPSERT, _driven(rows))
        return
    named = [dict(zip(_COLUMNS, (access, *row), strict=True)) for access, row in rows]
    connection.execute(_UPSERT_POSTGRESQL, named)


def _driven(rows: Iterable[tuple[int, Row]]) -> list[tuple[object, ...]]:
    """The rows as `sqlite3` takes them, past SQLAlchemy's care for each value."""
    return [(access, row[0], row[1].isoformat(), *row[2:]) for access, row in rows]


def insert_rows(session: Session, rows: Sequence[tuple[int, Row]]) -> None:
    """Store the schedules of new accesses, many at once and past SQLAlchemy's care for each value."""
    if not rows:
        return
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_INSERT, _driven(rows))
        return
    driver = cast("psycopg.Connection", connection.connection.driver_connection)
    with driver.cursor() as cursor, cursor.copy(f"COPY {_NAMED} FROM STDIN".encode()) as copy:
        for access, row in rows:
            copy.write_row((access, *row))
