"""The debits of the page of the day: what falls due, and what the bank returned (spec 1.8)."""

from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.cents import Cents
from app.domain.contract import InstalmentState, Origin
from app.domain.ids import AccessId, Rank
from app.models import Access, Client, Fact, Instalment
from app.services.today.people import PERSON, person
from app.services.today.views import DebitDay, RejectedDebit

AHEAD = 7
"""Debits are added up for so many days, today included."""
DUE = (InstalmentState.PLANNED.value, InstalmentState.PRESENTED.value)
"""What will be debited: planned, or in a bank file already; not what is on hold or deleted."""
_IS_MAINTENANCE = sa.case((Instalment.origin == Origin.SUSPENSION.value, 1), else_=0)


def debit_days(session: Session, today: date) -> tuple[DebitDay, ...]:
    """The next seven days that have debits, with their number and total in cents."""
    return _days(session, Instalment.due.between(today, today + timedelta(days=AHEAD - 1)))


def next_debits(session: Session, today: date, near: tuple[DebitDay, ...]) -> DebitDay | None:
    """The debits of the next day that has any; `near` are those of the next seven days."""
    if near:
        return near[0]
    query = sa.select(Instalment.due).where(Instalment.due >= today, Instalment.state.in_(DUE))
    due = session.scalar(query.order_by(Instalment.due).limit(1))
    return None if due is None else _days(session, Instalment.due == due)[0]


def _days(session: Session, when: sa.ColumnElement[bool]) -> tuple[DebitDay, ...]:
    """Added up in the index of due days alone: no schedule is read."""
    query = (
        sa.select(
            Instalment.due,
            sa.func.count().label("debits"),
            sa.func.sum(_IS_MAINTENANCE).label("maintenance"),
            sa.func.sum(Instalment.amount).label("total"),
        )
        .where(when, Instalment.state.in_(DUE))
        .group_by(Instalment.due)
        .order_by(Instalment.due)
    )
    return tuple(
        DebitDay(row.due, row.debits, int(row.maintenance), Cents(int(row.total)))
        for row in session.execute(query)
    )


def rejected_total(session: Session) -> tuple[int, Cents]:
    """How many rejected debits are to be handled, and what they come to in cents."""
    query = sa.select(sa.func.count(), sa.func.sum(Fact.amount)).where(Fact.state == "rejected")
    count, total = session.execute(query).one()
    return count, Cents(int(total or 0))


def rejected_debits(session: Session, limit: int) -> tuple[RejectedDebit, ...]:
    """The rejected debits, the latest rejections first."""
    query = (
        sa.select(*PERSON, Fact.access_id, Fact.rank, Fact.due, Fact.amount, Fact.rejected_on)
        .select_from(Fact)
        .join(Access, Access.id == Fact.access_id)
        .join(Client, Client.id == Access.client_id)
        .where(Fact.state == "rejected")
        .order_by(Fact.rejected_on.desc(), Fact.amount.desc(), Fact.access_id, Fact.rank)
        .limit(limit)
    )
    return tuple(_rejected(row) for row in session.execute(query))


def _rejected(row: Any) -> RejectedDebit:
    return RejectedDebit(
        person(row), AccessId(row.access_id), Rank(row.rank), row.due, Cents(row.amount), row.rejected_on
    )
