"""Everything that is kept about one person, in a file that the person can take along (spec 5.3)."""

import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.ids import ClientId
from app.domain.rights import Right
from app.models import Base, Client
from app.services.audit import Entry
from app.services.desk import Desk, Outcome, touched_client
from app.services.documents.files import safe_stem, whole_file
from app.services.requests import ExportPerson
from app.services.stale import found
from app.services.unit_of_work import writing

DATA = "donnees.json"
PHOTO = "photo.jpg"
DOCUMENTS = "documents"
_OURS = frozenset({"version", "hash", "previous_hash", "command_id"})
"""Columns that say nothing of the person; nor do those that only help to search (`_key`)."""
_JSON_TEXTS = frozenset({"facts", "before", "after"})

Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class PersonExported(Outcome):
    """The name of the file that was written."""

    name: str = ""


def export_person(desk: Desk, request: ExportPerson) -> PersonExported:
    """Write a ZIP: all rows of this client as JSON, the photo, the documents; the history tells of it.

    Account and identity stand in it unmasked, so it asks for the right to see those. Of other people
    it holds nothing. Refuses: NotFound, DiskFull, FileNotWritten.
    """
    desk.require(Right.SEE_IDENTITY)
    desk.require(Right.SEE_IBAN)
    with writing(desk, request.command, PersonExported) as work:
        if work.earlier is not None:
            return work.earlier
        found(work.session, Client, request.client, "client")
        rows = rows_of_person(work.session, request.client)
        with whole_file(request.path) as out:
            _write(out, rows, desk.now().isoformat())
        work.tell(Entry("person_exported", client=request.client))
        return work.commit(
            PersonExported(frozenset({touched_client(request.client)}), name=request.path.name)
        )


def rows_of_person(session: Session, client: ClientId) -> Rows:
    """The person's rows by table: those that name the person, and what hangs on these alone.

    The tables are found by looking, so that a new one is never forgotten.
    """
    kept: Rows = {}
    reached: dict[str, list[int]] = {}
    for table in Base.metadata.sorted_tables:
        where = _belongs(table, client, reached)
        if where is None:
            continue
        query = sa.select(table).where(where).order_by(*table.primary_key.columns)
        rows = [dict(row) for row in session.execute(query).mappings()]
        if rows:
            kept[table.name] = rows
            reached[table.name] = [row["id"] for row in rows if "id" in row]
    return kept


def _belongs(
    table: sa.Table, client: ClientId, reached: Mapping[str, list[int]]
) -> sa.ColumnElement[bool] | None:
    """Which rows of a table are this person's; None: the table is about nobody."""
    if table.name == Client.__tablename__:
        return table.c.id == client
    if "client_id" in table.c:
        return table.c.client_id == client
    links = [
        link.parent.in_(reached[link.column.table.name])
        for link in table.foreign_keys
        if link.column.table.name in reached
    ]
    return sa.or_(*links) if links else None


def _write(out: BinaryIO, rows: Rows, at: str) -> None:
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in _contents(rows):
            file.writestr(name, content)
        told = {table: [_told(row) for row in some] for table, some in rows.items()}
        text = json.dumps({"exported_at": at, **told}, ensure_ascii=False, indent=1, default=_in_words)
        file.writestr(DATA, text)


def _contents(rows: Rows) -> Iterator[tuple[str, bytes]]:
    """The photo and the documents, each under a name that every system takes."""
    for photo in rows.get("client_photo", ()):
        yield PHOTO, photo["content"]
    for document in rows.get("document", ()):
        stem, dot, suffix = str(document["name"]).rpartition(".")
        name = f"{safe_stem(stem)}.{safe_stem(suffix)}" if dot else safe_stem(suffix)
        yield f"{DOCUMENTS}/{document['id']}-{name}", document["content"]


def _told(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as the person may read it."""
    return {
        name: json.loads(value) if name in _JSON_TEXTS and isinstance(value, str) else value
        for name, value in row.items()
        if name not in _OURS and not name.endswith("_key") and not isinstance(value, bytes)
    }


def _in_words(value: object) -> str:
    """Dates in ISO form."""
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
