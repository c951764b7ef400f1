"""The debits of one day, member by member: what stands behind a line of the days ahead (spec 1.8)."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from app.domain.cents import Cents
from app.domain.contract import Origin
from app.domain.ids import AccessId, Rank
from app.domain.rights import Right
from app.models import Access, Client, Instalment
from app.services.desk import Desk
from app.services.today.debits import DUE
from app.services.today.people import PERSON, person
from app.services.today.views import DueDebit
from app.services.unit_of_work import reading

MOST_AT_ONCE = 500
_ORDER = (Client.surname_key, Client.id, Instalment.access_id, Instalment.rank)
_DEBITS = (
    sa.select(
        *PERSON,
        Client.surname_key,
        Instalment.access_id,
        Instalment.rank,
        Instalment.amount,
        Instalment.origin,
        Access.plan_name,
    )
    .select_from(Instalment)
    .join(Access, Access.id == Instalment.access_id)
    .join(Client, Client.id == Access.client_id)
    .where(Instalment.state.in_(DUE))
    .order_by(*_ORDER)
)


def debits_of_day(desk: Desk, day: date, after: DueDebit | None, limit: int) -> tuple[DueDebit, ...]:
    """What falls due on this day, by name; the page that follows `after` (None: the first)."""
    desk.require(Right.SEARCH)
    query = _DEBITS.where(Instalment.due == day).limit(max(1, min(limit, MOST_AT_ONCE)))
    if after is not None:
        key = (after.name_key, after.person.client, after.access, after.rank)
        query = query.where(sa.tuple_(*_ORDER) > key)
    with reading(desk) as session:
        return tuple(_debit(row) for row in session.execute(query))


def _debit(row: Any) -> DueDebit:
    return DueDebit(
        person(row),
        AccessId(row.access_id),
        Rank(row.rank),
        row.plan_name,
        Cents(row.amount),
        row.origin == Origin.SUSPENSION.value,
        row.surname_key,
    )
