"""Finds clients among any number of them: pages of rows in any order, counts, and scanned cards (spec 1.2).

First the keys of a page are found, then its rows are read. SQLite has no statistics to choose by,
so the way is chosen here: where a criterion leaves few clients, they are fetched and sorted; where
it leaves many, the index of the order is walked until the page is full (spec 5.1: p99 ≤ 5 ms among
a million). PostgreSQL chooses for itself.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

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
from app.services.queries.name_words import name_claims
from app.services.queries.order import Key, Order, fetched, page_key, place_of
from app.services.queries.predicates import Claim, Ids
from app.services.queries.surname_order import keys_by_surname, sought_by
from app.services.unit_of_work import reading
from app.services.views import ClientPage, ClientRow, ClientState

FEW = 12_000
"""Up to so many clients, found by an index of their own, are fetched and sorted; beyond, walking the
order is quicker."""
MANY_AT_MOST = 500
"""The longest page."""
SHORTEST_CARD = 4
STATE_INDEXES = frozenset({SortColumn.SURNAME, SortColumn.NUMBER})
"""Orders that have an index for each state too."""

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


def search_clients(
    desk: Desk, criteria: Criteria, sort: Sort, after: PageKey | None = None, limit: int = 100
) -> ClientPage:
    """A page of the clients that meet the criteria, in this order.

    Equal values are in the order of entry. `after` is the `next_key` of the page before. Accents, case,
    hyphens and word order do not matter: `lefevre jean` finds Jean-Noël LEFÈVRE. Refuses: BadCondition.
    """
    desk.require(Right.SEARCH)
    question = asked(criteria, desk.clock)
    order = Order(sort, place_of(sort, after), max(1, min(limit, MANY_AT_MOST)) + 1)
    with reading(desk) as session:
        keys = _keys(session, question, order)
        shown = keys[: order.limit - 1]
        rows = _rows(session, [key[1] for key in shown])
    follows = len(keys) == order.limit
    return ClientPage(rows, page_key(shown[-1]) if follows else None)


def count_clients(desk: Desk, criteria: Criteria) -> int:
    """How many clients meet the criteria; exact, and meant for the background of a big club."""
    desk.require(Right.SEARCH)
    question = asked(criteria, desk.clock)
    with reading(desk) as session:
        claims = _claims(session, question)
        if _dialect(session) == "sqlite":
            few = _few_ids(session, question)
            if few is None and question.words.all:
                few = sought_by(session, question.words.all)[0].ids()
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


def _claims(session: Session, question: Asked) -> list[Claim]:
    """Everything that must hold of a row."""
    return [
        *(term.claim for term in question.terms),
        *name_claims(question.words, _dialect(session)),
    ]


def _keys(session: Session, question: Asked, order: Order) -> list[Key]:
    """Sort value and id of each row of the page, and of one more."""
    if _dialect(session) != "sqlite":
        return fetched(session, order.applied(_wanted(session, question, order), walking=True))
    few = _few_ids(session, question)
    if few is None and question.words.all:
        if order.sort.column is SortColumn.SURNAME:
            return keys_by_surname(session, question.words, [term.claim for term in question.terms], order)
        sought, is_frequent = sought_by(session, question.words.all)
        if not is_frequent and _are_few(session, sought.ids()):
            few = sought.ids()
    if few is not None:
        wanted = _wanted(session, question, order).where(Client.id.in_(few))
        return fetched(session, order.applied(wanted, walking=False))
    if order.sort.column in STATE_INDEXES and not question.words.all:
        claims = [term.claim if term.walked is None else term.walked for term in question.terms]
        wanted = sa.select(order.column, Client.id).where(*claims)
    else:
        wanted = _wanted(session, question, order)
    return fetched(session, order.applied(wanted, walking=True))


def _wanted(session: Session, question: Asked, order: Order) -> sa.Select[Any]:
    return sa.select(order.column, Client.id).where(*_claims(session, question))


def _are_few(session: Session, ids: Ids) -> bool:
    """Whether these are at most `FEW`."""
    return session.connection().execute(ids.limit(1).offset(FEW)).first() is None


def _few_ids(session: Session, question: Asked) -> Ids | None:
    """The ids of the first term that leaves few clients."""
    for term in question.terms:
        if term.ids is not None and _are_few(session, term.ids):
            return term.ids
    return None


def _rows(session: Session, clients: Sequence[int]) -> tuple[ClientRow, ...]:
    """The rows of these clients, in this order."""
    result = session.connection().execute(_ROWS, {"clients": list(clients)})
    found = {row[0]: _row(*tuple(row)) for row in result.all()}
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
