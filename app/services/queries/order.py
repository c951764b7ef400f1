"""The order of a result, and the place where its page begins (spec 1.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.models import Client
from app.services.criteria import PageKey, Sort, SortColumn
from app.services.queries.predicates import Claim, unindexed

_COLUMNS: dict[SortColumn, Any] = {
    SortColumn.NUMBER: Client.number,
    SortColumn.SURNAME: Client.surname_key,
    SortColumn.FIRST_NAME: Client.first_name_key,
    SortColumn.BIRTH_DATE: Client.birth_key,
    SortColumn.PHONE: Client.phone_key,
    SortColumn.TOWN: Client.town_key,
    SortColumn.STATE: Client.state_order,
    SortColumn.ACCESS_LAST: Client.access_key,
    SortColumn.BALANCE: Client.balance,
}
Key = tuple[Any, int]
"""Sort value and id of a row."""


@dataclass(frozen=True, slots=True)
class Order:
    """The order of a result, and where its page begins."""

    sort: Sort
    after: Key | None
    limit: int

    @property
    def column(self) -> Any:
        """The column that is sorted by."""
        return _COLUMNS[self.sort.column]

    def applied(self, query: sa.Select[Any], *, walking: bool) -> sa.Select[Any]:
        """In this order; not walking, SQLite fetches the rows first and sorts them then."""
        column, client = (
            (self.column, Client.id) if walking else (unindexed(self.column), unindexed(Client.id))
        )
        query = in_order(query, (column, client), descending=self.sort.descending)
        return query.where(*self._beyond((column, client))).limit(self.limit)

    def _beyond(self, places: tuple[Any, Any]) -> list[Claim]:
        """The rows after the last one shown."""
        if self.after is None:
            return []
        place, bound = sa.tuple_(*places), sa.tuple_(*self.after)
        return [place < bound if self.sort.descending else place > bound]


def in_order(query: sa.Select[Any], places: Sequence[Any], *, descending: bool) -> sa.Select[Any]:
    """Sorted by these, all in one direction."""
    return query.order_by(*([place.desc() for place in places] if descending else places))


def place_of(sort: Sort, after: PageKey | None) -> Key | None:
    """Where a page begins, with the type of its column."""
    if after is None:
        return None
    if sort.column in (SortColumn.BIRTH_DATE, SortColumn.ACCESS_LAST):
        return date.fromisoformat(str(after.value)), after.client
    return after.value, after.client


def page_key(key: Key) -> PageKey:
    """The place of a row, as it is handed out."""
    value = key[0].isoformat() if isinstance(key[0], date) else key[0]
    return PageKey(value, key[1])


def fetched(
    session: Session, query: sa.Select[Any], parameters: dict[str, object] | None = None
) -> list[Key]:
    """The keys of a query that selects sort value and id."""
    return [cast(Key, tuple(row)) for row in session.connection().execute(query, parameters).all()]
