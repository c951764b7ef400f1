"""Who is in a selection, and the accesses these clients hold, some hundred clients at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain import contract as d
from app.domain.ids import AccessId, ClientId
from app.models import Access, Suspension
from app.services.bulk.requests import Members
from app.services.bulk.views import BulkLine, Cancelled
from app.services.criteria import Criteria, PageKey, Sort
from app.services.desk import Desk
from app.services.queries.search import rows_of, search_clients
from app.services.schedules import contracts_of
from app.services.views import ClientRow

AT_ONCE = 500
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Held:
    """An access of the selection, its contract, and the line it begins with."""

    row: Access
    contract: d.Contract
    line: BulkLine


def clients_of(desk: Desk, members: Members, cancelled: Cancelled) -> list[ClientRow]:
    """The clients of a selection in the order of names, each once. Refuses: BadCondition."""
    if not isinstance(members, Criteria):
        return [row for some in slices(tuple(dict.fromkeys(members))) for row in rows_of(desk, some)]
    found: list[ClientRow] = []
    after: PageKey | None = None
    while not cancelled():
        page = search_clients(desk, members, Sort(), after, AT_ONCE)
        found += page.rows
        after = page.next_key
        if after is None:
            break
    return found


def not_ended(today: date) -> sa.ColumnElement[bool]:
    """Accesses that run or are to come."""
    return sa.or_(Access.end_open, Access.current_last.is_(None), Access.current_last >= today)


def suspended(today: date) -> sa.ColumnElement[bool]:
    """Accesses with a suspension that has not ended."""
    runs = sa.or_(Suspension.last_day.is_(None), Suspension.last_day >= today)
    return sa.exists().where(Suspension.access_id == Access.id, sa.not_(Suspension.cancelled), runs)


def held_by(session: Session, clients: Sequence[ClientRow], wanted: sa.ColumnElement[bool]) -> list[Held]:
    """The wanted accesses of these clients that nobody ended for good, in the order of the clients."""
    people = {client.id: client for client in clients}
    rows = access_rows(session, sa.and_(Access.client_id.in_(people), Access.ended_on.is_(None), wanted))
    contracts = {}
    for some in slices(rows):
        contracts.update(contracts_of(session, some))
    held = [
        Held(row, contracts[AccessId(row.id)], _line(people[ClientId(row.client_id)], row)) for row in rows
    ]
    places = {client.id: at for at, client in enumerate(clients)}
    return sorted(held, key=lambda each: places[each.line.client])


def access_rows(session: Session, wanted: sa.ColumnElement[bool]) -> list[Access]:
    """The wanted accesses to be read only: plain rows, several times quicker than mapped ones."""
    query = sa.select(*Access.__table__.columns).where(wanted)
    return cast(list[Access], session.connection().execute(query.order_by(Access.id)).all())


def _line(client: ClientRow, row: Access) -> BulkLine:
    name = " ".join(word for word in (client.surname, client.first_name) if word) or client.company
    return BulkLine(client.id, client.number, name, AccessId(row.id), row.version, row.plan_name)


def slices(listed: Sequence[T], at_once: int = AT_ONCE) -> Iterator[Sequence[T]]:
    """A long list, some at a time."""
    for start in range(0, len(listed), at_once):
        yield listed[start : start + at_once]
