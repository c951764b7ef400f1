"""Words of names, as SQL: what must hold of a row, and where SQLite finds the rows.

A row matches when each word begins some word of its name. Whoever matches either has a surname
that begins with one of the words (a range of the index of surnames), or has every word beyond the
first word of the surname (ranges of `client_word`). Both carry surname and name, so that a page
is judged and ordered without reading a single row of the clients.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.models import Client
from app.services.queries.asked import Words
from app.services.queries.predicates import Claim, Ids, starts_with, unindexed

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
    return [has_word(Client.name_key, word, dialect) for word in words.all] + scoped_claims(words, dialect)


def scoped_claims(words: Words, dialect: str) -> list[Claim]:
    """What must hold of surname and first name, where words were asked for there."""
    scoped: tuple[tuple[Any, tuple[str, ...]], ...] = (
        (Client.surname_key, words.surname),
        (Client.first_name_key, words.first_name),
    )
    return [has_word(column, word, dialect) for column, listed in scoped for word in listed]


def has_word(column: Any, word: str, dialect: str = "sqlite") -> Claim:
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

    def lead_claims(self, column: Any, *, walking: bool) -> list[Claim]:
        """The surnames of this stream: a range to walk, or a condition on rows found otherwise."""
        if self.lead is None:
            return []
        return [starts_with(column if walking else unindexed(column), self.lead)]

    def rest_claims(self, column: Any) -> list[Claim]:
        """The other words, found in the whole name."""
        return [has_word(column, word) for word in self.rest]

    def ids(self, rarest: str | None) -> Ids:
        """The clients of this stream: by the words like `rarest`, or along the surnames."""
        if rarest is None:
            walked = self.lead_claims(Client.surname_key, walking=True)
            return sa.select(Client.id).where(*walked, *self.rest_claims(Client.name_key))
        return (
            sa.select(WORD.client_id.label("id"))
            .where(starts_with(WORD.word, rarest), *self.rest_claims(WORD.name_key))
            .where(*self.lead_claims(WORD.surname_key, walking=False))
        )


def streams(words: Iterable[str]) -> tuple[Stream, ...]:
    """The streams that together hold every row with these words."""
    wanted = tuple(words)
    leads = tuple(Stream(lead, tuple(word for word in wanted if word != lead)) for lead in wanted)
    return (*leads, Stream(None, wanted))
