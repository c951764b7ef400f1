"""Finds clients among any number of them: pages of rows in any order, counts, and scanned cards (spec 1.2).

First the keys of a page are found, then its rows are read. SQLite has no statistics to choose by,
so the way is chosen here: where a criterion leaves few clients, they are fetched and sorted; where
it leaves many, the index of the order is walked until the page is full (spec 5.1: p99 ≤ 5 ms among
a million). PostgreSQL chooses for itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.cents import Cents
from app.domain.ids import ClientId
from app.domain.names import card_digits
from app.domain.rights import Right
from app.models import Client
from app.services.criteria import Criteria, PageKey, Sort, SortColumn
from app.services.desk import Desk
from app.services.fields import PersonKind
from app.services.queries.asked import Asked, asked
from app.services.queries.name_words import WORD, Sought, first_name_claims, in_words, name_claims
from app.services.queries.predicates import Claim, Ids, starts_with, unindexed
from app.services.unit_of_work import reading
from app.services.views import ClientPage, ClientRow, ClientState

FEW = 12_000
"""Up to so many clients, found by an index of their own, are fetched and sorted; beyond, walking the
order is quicker."""
FEW_WORDS = 10_000
"""Up to so many words are read and sorted; beyond, they are so frequent that a walk soon meets them."""
FEW_TOGETHER = 20_000
"""The same where several words are asked for, which may each be frequent and rarely meet."""
ENOUGH = 500
"""A word as rare as this is the one to begin with; the others need not be counted."""
NEAR = 12_000
"""So far a walk goes for frequent words before they are read after all: they may all stand together,
as the surnames with a particle do."""
MANY_AT_MOST = 500
"""The longest page."""
SHORTEST_CARD = 4
STATE_INDEXES = frozenset({SortColumn.SURNAME, SortColumn.NUMBER})
"""Orders that have an index for each state too."""

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
_SHOWN = (
    Client.id,
    Client.number,
    Client.surname,
    Client.first_name,
    Client.company,
    Client.birth_date,
    Client.mobile,
    Client.phone,
    Client.town,
    Client.state,
    Client.has_access,
    Client.access_last,
    Client.end_open,
    Client.balance,
    Client.kind,
)
_ROWS = sa.select(*_SHOWN).where(Client.id.in_(sa.bindparam("clients", expanding=True)))
_STATES = {state.value: state for state in ClientState}
_KINDS = {kind.value: kind for kind in PersonKind}
_SURNAME_KEYS: tuple[Any, ...] = (Client.surname_key, Client.id)
Key = tuple[Any, int]


@dataclass(frozen=True, slots=True)
class _Order:
    """The order of a result, and where its page begins."""

    sort: Sort
    after: Key | None
    limit: int

    @property
    def column(self) -> Any:
        return _COLUMNS[self.sort.column]

    def beyond(self, *, walking: bool = True) -> list[Claim]:
        """The rows after the last one shown."""
        if self.after is None:
            return []
        place = sa.tuple_(*self._places(walking))
        bound = sa.tuple_(*self.after)
        return [place < bound if self.sort.descending else place > bound]

    def applied(self, query: sa.Select[Any], *, walking: bool) -> sa.Select[Any]:
        """In this order; not walking, SQLite fetches the rows first and sorts them then."""
        places = self._places(walking)
        listed = [place.desc() for place in places] if self.sort.descending else places
        return query.where(*self.beyond(walking=walking)).order_by(*listed).limit(self.limit)

    def _places(self, walking: bool) -> list[Any]:
        places: list[Any] = [self.column, Client.id]
        return places if walking else [unindexed(place) for place in places]

    def of_words(self, query: sa.Select[Any]) -> sa.Select[Any]:
        """The order of surnames, for a query of words."""
        places = [unindexed(WORD.surname_key), unindexed(WORD.client_id)]
        if self.after is not None:
            place, bound = sa.tuple_(*places), sa.tuple_(*self.after)
            query = query.where(place < bound if self.sort.descending else place > bound)
        return query.order_by(*([each.desc() for each in places] if self.sort.descending else places))


def search_clients(
    desk: Desk, criteria: Criteria, sort: Sort, after: PageKey | None = None, limit: int = 100
) -> ClientPage:
    """A page of the clients that meet the criteria, in this order.

    Equal values are in the order of entry. `after` is the `next_key` of the page before. Accents, case,
    hyphens and word order do not matter: `lefevre jean` finds Jean-Noël LEFÈVRE. Refuses: BadCondition.
    """
    desk.require(Right.SEARCH)
    question = asked(criteria, desk.clock)
    order = _Order(sort, _bound(sort, after), max(1, min(limit, MANY_AT_MOST)) + 1)
    with reading(desk) as session:
        keys = _keys(session, question, order)
        shown = keys[: order.limit - 1]
        rows = _rows(session, [key[1] for key in shown])
    follows = len(keys) == order.limit
    return ClientPage(rows, _page_key(shown[-1]) if follows else None)


def count_clients(desk: Desk, criteria: Criteria) -> int:
    """How many clients meet the criteria; exact, and meant for the background of a big club."""
    desk.require(Right.SEARCH)
    question = asked(criteria, desk.clock)
    with reading(desk) as session:
        claims = _claims(session, question)
        if _dialect(session) == "sqlite":
            few = _few_ids(session, question)
            if few is None and question.words.all:
                few = _sought(session, question.words.all)[0].ids()
            claims += [] if few is None else [Client.id.in_(few)]
        return session.execute(sa.select(sa.func.count()).select_from(Client).where(*claims)).scalar_one()


def client_with_card(desk: Desk, typed: str) -> ClientId | None:
    """The holder of exactly this card, so that a scanned card opens at once; spaces do not matter."""
    desk.require(Right.SEARCH)
    digits = card_digits(typed)
    if len(digits) < SHORTEST_CARD:
        return None
    with reading(desk) as session:
        found = session.scalar(sa.select(Client.id).where(Client.card_key == digits, Client.card_key != ""))
    return None if found is None else ClientId(found)


def rows_of(desk: Desk, clients: Sequence[ClientId]) -> tuple[ClientRow, ...]:
    """The rows of these clients, in this order: for lines to refresh after a change."""
    desk.require(Right.SEARCH)
    with reading(desk) as session:
        return _rows(session, clients)


def _dialect(session: Session) -> str:
    return session.get_bind().dialect.name


def _bound(sort: Sort, after: PageKey | None) -> Key | None:
    """Where the page begins, with the type of its column."""
    if after is None:
        return None
    if sort.column in (SortColumn.BIRTH_DATE, SortColumn.ACCESS_LAST):
        return date.fromisoformat(str(after.value)), after.client
    return after.value, after.client


def _page_key(key: Key) -> PageKey:
    value = key[0].isoformat() if isinstance(key[0], date) else key[0]
    return PageKey(value, key[1])


def _claims(session: Session, question: Asked) -> list[Claim]:
    """Everything that must hold of a row."""
    return [
        *(term.claim for term in question.terms),
        *name_claims(question.words, _dialect(session)),
    ]


def _keys(session: Session, question: Asked, order: _Order) -> list[Key]:
    """Sort value and id of each row of the page, and of one more."""
    wanted = sa.select(order.column, Client.id).where(*_claims(session, question))
    if _dialect(session) != "sqlite":
        return _fetch(session, order.applied(wanted, walking=True))
    few = _few_ids(session, question)
    if few is None and question.words.all:
        sought, is_frequent = _sought(session, question.words.all)
        if order.sort.column is SortColumn.SURNAME:
            return _keys_by_surname(session, question, sought, is_frequent, order)
        if not is_frequent and _count(session, sought.ids(), FEW) <= FEW:
            few = sought.ids()
    if few is not None:
        return _fetch(session, order.applied(wanted.where(Client.id.in_(few)), walking=False))
    if order.sort.column in STATE_INDEXES and not question.words.all:
        claims = (term.claim if term.walked is None else term.walked for term in question.terms)
        wanted = sa.select(order.column, Client.id).where(*claims)
    return _fetch(session, order.applied(wanted, walking=True))


def _fetch(session: Session, query: sa.Select[Any]) -> list[Key]:
    return [cast(Key, tuple(row)) for row in session.connection().execute(query)]


def _count(session: Session, ids: Ids, most: int) -> int:
    """How many ids there are, counted up to `most` and one more."""
    counted = sa.select(sa.func.count()).select_from(ids.limit(most + 1).subquery())
    return session.connection().execute(counted).scalar_one()


def _few_ids(session: Session, question: Asked) -> Ids | None:
    """The ids of the first term that leaves few clients."""
    for term in question.terms:
        if term.ids is not None and _count(session, term.ids, FEW) <= FEW:
            return term.ids
    return None


def _sought(session: Session, words: Sequence[str]) -> tuple[Sought, bool]:
    """The words with the rarest first, and whether even that one is frequent."""
    most = FEW_WORDS if len(words) == 1 else FEW_TOGETHER
    counts: dict[str, int] = {}
    for word in sorted(words, key=len, reverse=True):
        counts[word] = _count(session, sa.select(WORD.client_id).where(starts_with(WORD.word, word)), most)
        if counts[word] <= ENOUGH:
            break
    rarest = min(counts, key=lambda word: (counts[word], -len(word)))
    return Sought(rarest, tuple(word for word in words if word != rarest)), counts[rarest] > most


def _keys_by_surname(
    session: Session, question: Asked, sought: Sought, is_frequent: bool, order: _Order
) -> list[Key]:
    """The page in the order of surnames: one walk for frequent words, else two ranges merged."""
    others = [*(term.claim for term in question.terms), *first_name_claims(question.words, "sqlite")]
    scoped = question.words.surname
    surnames: sa.Select[Any] = sa.select(*_SURNAME_KEYS).where(*in_words(Client.surname_key, scoped), *others)
    if is_frequent and others:
        return _fetch(session, order.applied(surnames.where(*sought.everywhere()), walking=True))
    if is_frequent and not scoped and len(near := _near(session, sought, order)) == order.limit:
        return near
    found = set(_fetch(session, order.applied(surnames.where(*sought.surnames()), walking=True)))
    words: sa.Select[Any] = sa.select(WORD.surname_key, WORD.client_id)
    words = words.where(*sought.words(), *in_words(WORD.surname_key, scoped))
    if others:  # row by row: as a list of ids SQLite would read every client for it
        words = words.where(sa.exists().where(Client.id == WORD.client_id, *others))
    found.update(_distinct(session, order, words))
    return sorted(found, reverse=order.sort.descending)[: order.limit]


def _near(session: Session, sought: Sought, order: _Order) -> list[Key]:
    """What a short walk meets of frequent words; SQLite hands its rows on in the order of the walk."""
    walked = sa.select(*_SURNAME_KEYS, Client.name_key)
    near = order.applied(walked, walking=True).limit(NEAR).subquery().c
    met = sa.select(near.surname_key, near.id).where(*sought.judging(near.name_key))
    return _fetch(session, met.limit(order.limit))


def _distinct(session: Session, order: _Order, read: sa.Select[Any]) -> list[Key]:
    """The first keys of a range of words, each client once although two of its words may be in the range."""
    limit = 2 * order.limit
    while True:
        rows = _fetch(session, order.of_words(read).limit(limit))
        keys = list(dict.fromkeys(rows))
        if len(rows) < limit or len(keys) >= order.limit:
            return keys
        limit *= 2


def _rows(session: Session, clients: Sequence[int]) -> tuple[ClientRow, ...]:
    """The rows of these clients, in this order."""
    result = session.connection().execute(_ROWS, {"clients": list(clients)})
    found = {row[0]: _row(*tuple(row)) for row in result}
    return tuple(found[client] for client in clients if client in found)


def _row(
    client: int,
    number: int,
    surname: str,
    first_name: str,
    company: str,
    birth_date: date | None,
    mobile: str,
    phone: str,
    town: str,
    state: str,
    has_access: bool,
    access_last: date | None,
    end_open: bool,
    balance: int,
    kind: str,
) -> ClientRow:
    return ClientRow(
        ClientId(client),
        number,
        surname,
        first_name,
        company,
        birth_date,
        mobile or phone,
        town,
        _STATES[state],
        has_access,
        access_last,
        end_open,
        Cents(balance),
        _KINDS[kind],
    )
