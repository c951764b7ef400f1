"""Names on SQLite in the order of surnames: the clients who have the words that were typed (spec 1.2, 5.1).

Rows are found by the rarest word. Those whose surname begins with it stand in the index of surnames
in their order already, so its first page is read and no more; it also tells how far the words further
on in a name, which have to be sorted, need to be read. Statements are made once for each form of a
search, since making one takes longer than running it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.models import Client
from app.services.queries.asked import Words
from app.services.queries.name_words import WORD, Sought, first_name_claims, holds, in_words
from app.services.queries.order import Key, Order, fetched, in_order
from app.services.queries.predicates import Claim, beyond, unindexed

FEW_WORDS = 12_000
"""Up to so many words are read and sorted; beyond, they are so frequent that a walk soon meets them."""
FEW_TOGETHER = 20_000
"""The same where several words are asked for, which may each be frequent and rarely meet."""
RARE = (500, 5_000)
"""Of several words the first that is no more frequent than one of these is the one to begin with."""
NEAR = 12_000
"""So far a walk goes for a frequent word before it is read after all: all who have it may stand together,
as the surnames with a particle do."""

_KEYS: tuple[Any, ...] = (Client.surname_key, Client.id)


def sought_by(session: Session, words: Sequence[str]) -> tuple[Sought, bool]:
    """The words with the rarest first, and whether even that one is frequent."""
    return _ranked(session, words, (*RARE, FEW_TOGETHER) if len(words) > 1 else (FEW_WORDS,))


def _ranked(session: Session, words: Sequence[str], limits: Sequence[int]) -> tuple[Sought, bool]:
    """The first word that is within a limit, long ones before short ones; and whether there is none."""
    by_length = sorted(words, key=len, reverse=True)
    for most in limits:
        for word in by_length:
            if not _is_more_frequent(session, word, most):
                return _sought(words, word), False
    return _sought(words, by_length[0]), True


def _sought(words: Sequence[str], rarest: str) -> Sought:
    return Sought(rarest, tuple(word for word in words if word != rarest))


def _is_more_frequent(session: Session, word: str, most: int) -> bool:
    """Whether more names than this have the word beyond the first of the surname; none need be counted."""
    parameters = {**_range_of(word), "most": most}
    return session.connection().execute(_ONE_MORE, parameters).first() is not None


def keys_by_surname(session: Session, words: Words, claims: Sequence[Claim], order: Order) -> list[Key]:
    """The page in the order of surnames; `claims` is what must hold beside the words."""
    page = _Page(session, order, words.surname, (*claims, *first_name_claims(words, "sqlite")))
    if len(words.all) > 1:
        limits = (*RARE, FEW_TOGETHER) if page.others else RARE
        sought, is_frequent = _ranked(session, words.all, limits)
        first = _surnames(page, sought) if is_frequent else page.of_surnames(sought)
        return page.first({*first, *page.of_words(sought, page.last_of(first))})
    sought, is_frequent = _ranked(session, words.all, (FEW_WORDS,))
    if is_frequent and page.others:
        return page.walked(sought)
    if is_frequent and not words.surname and len(near := page.near(sought)) == order.limit:
        return near
    first = page.of_surnames(sought)
    return page.first({*first, *page.of_words(sought, page.last_of(first))})


def _surnames(page: "_Page", sought: Sought) -> list[Key]:
    """The first surnames that begin with any of the words: the earlier they come, the less is left to read."""
    words = (sought.rarest, *sought.others)
    first: list[Key] = []
    for word in sorted(words, reverse=page.order.sort.descending):
        last = page.last_of(first)
        if last is None or page.begins_before(word, last):
            first = page.first({*first, *page.of_surnames(_sought(words, word))})
    return first


@dataclass(frozen=True, slots=True)
class _Page:
    """One page in the order of surnames, of which the surname has `scoped` words and `others` hold."""

    session: Session
    order: Order
    scoped: tuple[str, ...]
    others: tuple[Claim, ...]

    def first(self, keys: Iterable[Key]) -> list[Key]:
        """Those of the page, in its order."""
        return sorted(keys, reverse=self.order.sort.descending)[: self.order.limit]

    def last_of(self, keys: Sequence[Key]) -> str | None:
        """The surname beyond which nothing is left to find, where these fill the page."""
        return str(keys[-1][0]) if len(keys) == self.order.limit else None

    def begins_before(self, word: str, last: str) -> bool:
        """Whether surnames that begin with this word may stand before the last one of the page."""
        return beyond(word) > last if self.order.sort.descending else word <= last

    def of_surnames(self, sought: Sought) -> list[Key]:
        """The first clients whose surname begins with the rarest word: a range of the index of surnames."""
        made = _of_surnames(len(sought.others), self.order.sort.descending, self.order.after is not None)
        query = made.where(*in_words(Client.surname_key, self.scoped), *self.others)
        return fetched(self.session, query, self._parameters(sought, self.order.limit))

    def walked(self, sought: Sought) -> list[Key]:
        """The page that a walk along the index of surnames meets."""
        claims = (*in_words(Client.surname_key, self.scoped), *self.others, *sought.everywhere())
        query: sa.Select[Any] = sa.select(*_KEYS).where(*claims)
        return fetched(self.session, self.order.applied(query, walking=True))

    def near(self, sought: Sought) -> list[Key]:
        """What a short walk meets of a frequent word; SQLite hands its rows on in the order of the walk."""
        query = _near(self.order.sort.descending, self.order.after is not None)
        return fetched(
            self.session,
            query,
            {**self._place(), "near": NEAR, "limit": self.order.limit, **_mark(0, sought.rarest)},
        )

    def of_words(self, sought: Sought, last: str | None) -> set[Key]:
        """The first clients who have the rarest word further on in the name, none beyond the surname `last`.

        Each is found once, although two of its words may be in the range.
        """
        descending, follows = self.order.sort.descending, self.order.after is not None
        query = _of_words(len(sought.others), descending, follows, last is not None)
        query = query.where(*in_words(WORD.surname_key, self.scoped))
        if self.others:  # row by row: as a list of ids SQLite would read every client for it
            query = query.where(sa.exists().where(Client.id == WORD.client_id, *self.others))
        limit = 2 * self.order.limit
        while True:
            parameters = self._parameters(sought, limit) | ({} if last is None else {"last": last})
            rows = fetched(self.session, query, parameters)
            keys = set(rows)
            if len(rows) < limit or len(keys) >= self.order.limit:
                return keys
            limit *= 2

    def _parameters(self, sought: Sought, limit: int) -> dict[str, object]:
        parameters: dict[str, object] = {**_range_of(sought.rarest), **self._place(), "limit": limit}
        for number, word in enumerate(sought.others):
            parameters |= _mark(number, word)
        return parameters

    def _place(self) -> dict[str, object]:
        after = self.order.after
        return {} if after is None else {"surname": after[0], "client": after[1]}


def _range_of(word: str) -> dict[str, object]:
    return {"word": word, "beyond": beyond(word)}


def _mark(number: int, word: str) -> dict[str, object]:
    return {f"word_{number}": f" {word}"}


def _begun(column: Any) -> Claim:
    """The column begins with `word`."""
    return sa.and_(column >= sa.bindparam("word"), column < sa.bindparam("beyond"))


def _judged(column: Any, words: int) -> list[Claim]:
    """The column, which holds a whole name, has each of the words marked 0, 1, 2 …"""
    return [holds(column, sa.bindparam(f"word_{number}")) for number in range(words)]


def _paged(query: sa.Select[Any], places: Sequence[Any], descending: bool, follows: bool) -> sa.Select[Any]:
    """In the order of these places; where a page came before, from its last `surname` and `client` on."""
    query = in_order(query, places, descending=descending)
    if not follows:
        return query
    place, bound = sa.tuple_(*places), sa.tuple_(sa.bindparam("surname"), sa.bindparam("client"))
    return query.where(place < bound if descending else place > bound)


_ONE_MORE = sa.select(WORD.client_id).where(_begun(WORD.word)).limit(1).offset(sa.bindparam("most"))


@cache
def _of_surnames(words: int, descending: bool, follows: bool) -> sa.Select[Any]:
    query: sa.Select[Any] = sa.select(*_KEYS).where(
        _begun(Client.surname_key), *_judged(Client.name_key, words)
    )
    return _paged(query, _KEYS, descending, follows).limit(sa.bindparam("limit"))


@cache
def _near(descending: bool, follows: bool) -> sa.Select[Any]:
    walked = _paged(sa.select(*_KEYS, Client.name_key), _KEYS, descending, follows)
    near = walked.limit(sa.bindparam("near")).subquery().c
    met: sa.Select[Any] = sa.select(near.surname_key, near.id).where(*_judged(near.name_key, 1))
    return met.limit(sa.bindparam("limit"))


@cache
def _of_words(words: int, descending: bool, follows: bool, ends: bool) -> sa.Select[Any]:
    query: sa.Select[Any] = sa.select(WORD.surname_key, WORD.client_id).where(_begun(WORD.word))
    if ends:  # before the others are looked for, which takes longer
        last = sa.bindparam("last", type_=WORD.surname_key.type)
        query = query.where(WORD.surname_key >= last if descending else WORD.surname_key <= last)
    places = unindexed(WORD.surname_key), unindexed(WORD.client_id)
    query = query.where(*_judged(WORD.name_key, words))
    return _paged(query, places, descending, follows).limit(sa.bindparam("limit"))
