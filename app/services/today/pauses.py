"""The suspensions of the page of the day: turning today, ending this week, open for long (spec 1.8).

Clients who are deactivated are left out: nobody waits for them at the desk.
"""

from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from app.domain.cents import Cents
from app.domain.contract import DayRange
from app.domain.ids import AccessId, SuspensionId
from app.domain.periods import days_of
from app.models import Access, Client, Instalment, Suspension
from app.services.today.debits import DUE
from app.services.today.people import PERSON, person
from app.services.today.views import ComingBack, SuspensionTurn, ToReview

WEEK = 7
_A_PERIOD_OR_TWO = timedelta(days=70)
_NEXT = aliased(Suspension)


def _of_clients(*columns: Any) -> sa.Select[Any]:
    """Suspensions that stand, of clients who are still clients."""
    return (
        sa.select(*columns)
        .select_from(Suspension)
        .join(Access, Access.id == Suspension.access_id)
        .join(Client, Client.id == Access.client_id)
        .where(sa.not_(Suspension.cancelled), Client.deactivated_on.is_(None), Access.ended_on.is_(None))
    )


def suspended_now(session: Session, today: date) -> tuple[int, int]:
    """How many accesses are suspended today, and how many of them without end."""
    begun = Suspension.first_day <= today
    count = _of_clients(sa.func.count())
    with_end = session.execute(count.where(begun, Suspension.last_day >= today)).scalar_one()
    without = session.execute(count.where(begun, Suspension.last_day.is_(None))).scalar_one()
    return with_end + without, without


def turning_today(session: Session, today: date, limit: int) -> tuple[tuple[SuspensionTurn, ...], int]:
    """The suspensions that begin today, then those whose last day is today; and their number."""
    turns = sa.or_(Suspension.first_day == today, Suspension.last_day == today)
    count = session.execute(_of_clients(sa.func.count()).where(turns)).scalar_one()
    query = (
        _of_clients(*PERSON, Suspension.first_day, Suspension.last_day, Suspension.cause)
        .where(turns)
        .order_by(Suspension.first_day.desc(), Client.surname_key, Client.id)
        .limit(limit)
    )
    return tuple(_turn(row, today) for row in session.execute(query)), count


def _turn(row: Any, today: date) -> SuspensionTurn:
    days = days_of(DayRange(row.first_day, row.last_day))
    return SuspensionTurn(person(row), row.first_day == today, row.cause, days)


def coming_back(session: Session, today: date, limit: int) -> tuple[tuple[ComingBack, ...], int]:
    """The members whose card opens again within seven days, today included; and their number.

    A suspension that another one follows, or after which the access has ended, is no return.
    """
    returns = Suspension.last_day.between(today - timedelta(days=1), today + timedelta(days=WEEK - 2))
    goes_on = sa.exists().where(
        _NEXT.access_id == Suspension.access_id,
        sa.not_(_NEXT.cancelled),
        _NEXT.first_day > Suspension.last_day,
        _NEXT.first_day <= _day_after(session),
    )
    lasts = sa.or_(Access.current_last.is_(None), Access.current_last > Suspension.last_day)
    conditions = (returns, lasts, sa.not_(goes_on))
    count = session.execute(_of_clients(sa.func.count()).where(*conditions)).scalar_one()
    query = (
        _of_clients(*PERSON, Suspension.last_day, Suspension.access_id)
        .where(*conditions)
        .order_by(Suspension.last_day, Client.surname_key, Client.id)
        .limit(limit)
    )
    rows = session.execute(query).all()
    debits = _first_debits(session, {row.access_id: row.last_day for row in rows})
    return tuple(_back(row, debits) for row in rows), count


def _day_after(session: Session) -> sa.ColumnElement[Any]:
    """The day after the last one of a suspension, in the words of this database."""
    if session.get_bind().dialect.name == "sqlite":
        return sa.func.date(Suspension.last_day, "+1 day")
    return Suspension.last_day + sa.literal(1)


def _first_debits(session: Session, ended: dict[int, date]) -> dict[int, tuple[date, Cents]]:
    """The first debit of each access after the day on which its suspension ends."""
    if not ended:
        return {}
    query = (
        sa.select(Instalment.access_id, Instalment.due, Instalment.amount)
        .where(
            Instalment.access_id.in_(list(ended)),
            Instalment.state.in_(DUE),
            Instalment.due.between(min(ended.values()), max(ended.values()) + _A_PERIOD_OR_TWO),
        )
        .order_by(Instalment.due.desc())
    )
    return {
        row.access_id: (row.due, Cents(row.amount))
        for row in session.execute(query)
        if row.due > ended[row.access_id]
    }


def _back(row: Any, debits: dict[int, tuple[date, Cents]]) -> ComingBack:
    due, amount = debits.get(row.access_id, (None, None))
    return ComingBack(person(row), row.last_day + timedelta(days=1), due, amount)


def to_review(session: Session, today: date, after: int, limit: int) -> tuple[tuple[ToReview, ...], int]:
    """The open-ended suspensions that nobody looked at for `after` days, the longest first; their number."""
    long_ago = today - timedelta(days=after)
    seen = sa.func.coalesce(Suspension.reviewed_on, Suspension.first_day)
    conditions = (Suspension.last_day.is_(None), Suspension.first_day <= long_ago, seen <= long_ago)
    count = session.execute(_of_clients(sa.func.count()).where(*conditions)).scalar_one()
    columns = (
        Suspension.id.label("suspension"),
        Suspension.version,
        Suspension.access_id,
        Suspension.first_day,
        Suspension.cause,
        Suspension.reviewed_on,
    )
    query = _of_clients(*PERSON, *columns).where(*conditions).order_by(seen, Suspension.id).limit(limit)
    return tuple(_review(row, today) for row in session.execute(query)), count


def _review(row: Any, today: date) -> ToReview:
    seen = row.reviewed_on or row.first_day
    return ToReview(
        person=person(row),
        suspension=SuspensionId(row.suspension),
        version=row.version,
        access=AccessId(row.access_id),
        since=row.first_day,
        cause=row.cause,
        days=(today - seen).days,
    )
