"""Words of names, as SQL: what must hold of a row, and where SQLite finds the rows.

A row matches when each word begins some word of its name. Whoever matches either has a surname
that begins with one of the words (a range of the index of surnames), or has all words beyond the
first word of the surname (`client_fts` over `rest_key`, with an index of its own for beginnings of
one to five letters).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.models import Client
from app.services.queries.asked import Words
from app.services.queries.predicates import Claim, Ids, starts_with, unindexed

_FTS = sa.table("client_fts", sa.column("rowid", sa.Integer), sa.column("client_fts"))


def name_claims(words: Words, dialect: str) -> list[Claim]:
    """What must hold of the name of a row."""
    scoped: tuple[tuple[Any, tuple[str, ...]], ...] = (
        (Client.name_key, words.all),
        (Client.surname_key, words.surname),
        (Client.first_name_key, words.first_name),
    )
    return [has_word(column, word, dialect) for column, listed in scoped for word in listed]


def has_word(column: Any, word: str, dialect: str) -> Claim:
    """Some word of the column begins with this one; the column has plain words and single spaces."""
    if dialect == "sqlite":
        return sa.func.instr(sa.literal(" ").concat(column), f" {word}") > 0
    return sa.or_(column.like(f"{word}%"), column.like(f"% {word}%"))


@dataclass(frozen=True, slots=True)
class Stream:
    """Some of the rows that match: surnames that begin with `lead` (None: any) whose other name
    words begin with `rest`."""

    lead: str | None
    rest: tuple[str, ...]

    def range_claims(self, *, walking: bool = True) -> list[Claim]:
        """The surnames of this stream, as a range of their index."""
        column = Client.surname_key if walking else unindexed(Client.surname_key)
        return [] if self.lead is None else [starts_with(column, self.lead)]

    def ids_by_fts(self) -> Ids:
        """The clients with these other words, whatever their surname."""
        query = " AND ".join(f'"{word}" *' for word in self.rest)
        return sa.select(_FTS.c.rowid.label("id")).where(_FTS.c.client_fts.op("MATCH")(query))


def streams(words: Iterable[str]) -> tuple[Stream, ...]:
    """The streams that together hold every row with these words."""
    wanted = tuple(words)
    leads = tuple(Stream(lead, tuple(word for word in wanted if word != lead)) for lead in wanted)
    return (*leads, Stream(None, wanted))
