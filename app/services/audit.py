"""The history: append-only entries, each holding the hash of the one before (spec 3.4, 5.3).

The text that was hashed is the text that is kept, so that any change of a stored entry shows.
The head (number of entries and last hash) stands in a row of its own, so that cutting the end
off shows too.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.ids import AccessId, ClientId, CommandId, DossierId
from app.models import History, HistoryHead
from app.services.json_values import to_json

NOTHING: Mapping[str, object] = {}
ADDED_LATER = frozenset({"dossier_id"})
"""Columns of later schemas: hashed where they hold something, so that older entries keep their hash."""
_AT_ONCE = 1000
_HEAD = sa.select(HistoryHead.entries, HistoryHead.hash)
_INSERT = sa.insert(History.__table__)  # type: ignore[arg-type]
_ADVANCE = sa.update(HistoryHead.__table__)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be told of one change; `what` is a key of `app.messages.history`."""

    what: str
    client: ClientId | None = None
    access: AccessId | None = None
    facts: Mapping[str, object] = field(default_factory=lambda: NOTHING)
    before: Mapping[str, object] = field(default_factory=lambda: NOTHING)
    after: Mapping[str, object] = field(default_factory=lambda: NOTHING)
    reason: str = ""
    dossier: DossierId | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """Who makes the entries of one transaction, where, when and by which command."""

    operator: str
    workstation: str
    at: datetime
    command: CommandId


def canonical(value: object) -> str:
    """The one JSON text of a value: keys sorted, no spaces, dates in ISO form."""
    return _CANONICAL.encode(value)


_CANONICAL = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=to_json)


def append(session: Session, signature: Signature, entries: Sequence[Entry]) -> None:
    """Chain these entries to the history, inside the transaction of the change they tell of."""
    if not entries:
        return
    connection = session.connection()
    head = connection.execute(_HEAD).one()
    number, link = head.entries, head.hash
    signed: dict[str, object] = {
        "at": signature.at.astimezone(UTC),
        "operator": signature.operator,
        "workstation": signature.workstation,
        "command_id": signature.command,
    }
    rows = []
    for entry in entries:
        number += 1
        row = _row(number, link, signed, entry)
        link = row["hash"]
        rows.append(row)
    connection.execute(_INSERT, rows)
    connection.execute(_ADVANCE, {"entries": number, "hash": link})


def _row(number: int, link: str, signed: Mapping[str, object], entry: Entry) -> dict[str, object]:
    row: dict[str, object] = {
        "id": number,
        **signed,
        "what": entry.what,
        "client_id": entry.client,
        "access_id": entry.access,
        "dossier_id": entry.dossier,
        "facts": canonical(entry.facts),
        "before": canonical(entry.before),
        "after": canonical(entry.after),
        "reason": entry.reason,
        "previous_hash": link,
    }
    row["hash"] = hash_of(row)
    return row


def hash_of(row: Mapping[str, object]) -> str:
    """SHA-256 of everything an entry holds, the hash of the entry before it included."""
    hashed = {
        name: value
        for name, value in row.items()
        if name != "hash" and not (name in ADDED_LATER and value is None)
    }
    moment = hashed["at"]
    hashed["at"] = moment.astimezone(UTC).isoformat() if isinstance(moment, datetime) else moment
    return hashlib.sha256(canonical(hashed).encode()).hexdigest()


def broken_at(session: Session) -> int | None:
    """The number of the first entry that is not as it was written; None: the chain is whole.

    An entry that is missing at the end is named by the number it had.
    """
    head = session.execute(_HEAD).one()
    number, link = 0, ""
    for row in _rows(session):
        number += 1
        if row["id"] != number or row["previous_hash"] != link or row["hash"] != hash_of(row):
            return number
        link = str(row["hash"])
    if head.entries != number or head.hash != link:
        return number + 1
    return None


def _rows(session: Session) -> Iterator[Mapping[str, object]]:
    """All entries in order, read some at a time."""
    columns = History.__table__.columns
    last = None
    while True:
        query = sa.select(*columns).order_by(columns.id).limit(_AT_ONCE)
        if last is not None:
            query = query.where(columns.id > last)
        rows = session.execute(query).mappings().all()
        for row in rows:
            yield {str(name): value for name, value in row.items()}
        if len(rows) < _AT_ONCE:
            return
        last = rows[-1]["id"]
