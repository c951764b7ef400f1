"""Words of names, as SQL: what must hold of a row, and where SQLite finds the rows.

A row matches when each word begins some word of its name. Rows are found by the rarest word: it
begins the surname (a range of the index of surnames), or a word after its first (a range of
`client_word`). Both carry surname and name, so that a page is judged by the other words and
ordered without reading a single row of the clients.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.models import Client
from app.services.queries.asked import Words
from app.services.queries.predicates import Claim, Ids, starts_with

WORD = sa.table(
    "client_word",
    sa.column("word", sa.Text),
    sa.column("surname_key", sa.Text),
    sa.column("client_id", sa.Integer),
    sa.column("name_key", sa.Text),
).c
"""Each word of a name beyond the first of the surname, with the surname, the client, and the whole name."""


def name_claims(words: Words, dialect: str) -> list[Claim]:
    """What must hold of the name of a row."""
    return [
        *in_words(Client.name_key, words.all, dialect),
        *in_words(Client.surname_key, words.surname, dialect),
        *first_name_claims(words, dialect),
    ]


def first_name_claims(words: Words, dialect: str) -> list[Claim]:
    """What must hold of the first name, which no index of words has apart."""
    return in_words(Client.first_name_key, words.first_name, dialect)


def in_words(column: Any, words: Iterable[str], dialect: str = "sqlite") -> list[Claim]:
    """Each of these words begins some word of the column."""
    return [has_word(column, word, dialect) for word in words]


def has_word(column: Any, word: str, dialect: str = "sqlite") -> Claim:
    """Some word of the column begins with this one; the column has plain words and single spaces."""
    if dialect == "sqlite":
        return holds(column, f" {word}")
    return sa.or_(column.like(f"{word}%"), column.like(f"% {word}%"))


def holds(column: Any, mark: Any) -> Claim:
    """Some word of the column begins with the one after the space of the mark, on SQLite."""
    return sa.func.instr(sa.literal(" ").concat(column), mark) > 0


@dataclass(frozen=True, slots=True)
class Sought:
    """The words of a search: the rarest, by which rows are found, and the others, by which they are judged."""

    rarest: str
    others: tuple[str, ...]

    def surnames(self) -> list[Claim]:
        """Clients whose surname begins with the rarest word: a range of the index of surnames."""
        return [starts_with(Client.surname_key, self.rarest), *self._judged(Client.name_key)]

    def words(self) -> list[Claim]:
        """Clients who have the rarest word further on in the name: a range of `client_word`."""
        return [starts_with(WORD.word, self.rarest), *self._judged(WORD.name_key)]

    def everywhere(self) -> list[Claim]:
        """Both, to be met while walking the index of surnames."""
        return self.judging(Client.name_key)

    def judging(self, column: Any) -> list[Claim]:
        """All words, in a column that holds the whole name."""
        return in_words(column, (self.rarest, *self.others))

    def ids(self) -> Ids:
        """All of these clients, unordered."""
        leading = sa.select(Client.id).where(*self.surnames())
        united = sa.union(leading, sa.select(WORD.client_id).where(*self.words())).subquery()
        return sa.select(united.c.id)

    def _judged(self, column: Any) -> list[Claim]:
        return in_words(column, self.others)
