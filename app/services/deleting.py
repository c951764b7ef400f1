"""Delete a client that nothing refers to, such as one entered twice by mistake (spec 3.1).

Every table that points at a client counts, so that what is added to the program later protects its
clients by itself; only the photo belongs to the client and goes along.
"""

from dataclasses import dataclass
from typing import cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.ids import ClientId, CommandId
from app.domain.refusals import Refused
from app.domain.rights import Right
from app.models import Base, Client, ClientPhoto
from app.services.audit import Entry
from app.services.client_rows import fields_of, name_of
from app.services.desk import Desk, Outcome, touched_client
from app.services.stale import found, refuse_stale
from app.services.state_refusals import ClientInUse, Uses
from app.services.unit_of_work import writing

OWN = frozenset({"client_photo"})
"""Tables of what is part of the client."""


@dataclass(frozen=True, slots=True)
class DeleteClient:
    """Delete this client, as the card was shown."""

    command: CommandId
    client: ClientId
    version: int


def delete_client(desk: Desk, request: DeleteClient) -> Outcome:
    """Delete a client that nothing refers to; the history keeps the number and the name.

    Refuses: ClientInUse with everything that refers to the client, StaleEdit, NotFound.
    """
    desk.require(Right.DELETE_CLIENT)
    with writing(desk, request.command, Outcome) as work:
        if work.earlier is not None:
            return work.earlier
        row = found(work.session, Client, request.client, "client")
        refuse_stale(work.session, row, request.version, client=row.id)
        uses = _uses(work.session, request.client)
        if uses.listed:
            raise Refused(ClientInUse(uses))
        facts = {"number": row.number, "name": name_of(fields_of(row))}
        work.session.execute(sa.delete(ClientPhoto).where(ClientPhoto.client_id == row.id))
        work.session.delete(row)
        work.tell(Entry("client_deleted", client=request.client, facts=facts))
        return work.commit(Outcome(frozenset({touched_client(request.client)})))


def referring() -> list[tuple[str, sa.ColumnElement[int]]]:
    """The columns that point at a client, with the names of their tables."""
    client = cast(sa.Table, Client.__table__)
    return [
        (table.name, key.parent)
        for table in Base.metadata.sorted_tables
        if table.name not in OWN
        for key in table.foreign_keys
        if key.column is client.c.id
    ]


def _uses(session: Session, client: ClientId) -> Uses:
    """How many of each refer to this client, as far as there are any."""
    counted = (
        (name, session.scalar(sa.select(sa.func.count()).where(column == client)) or 0)
        for name, column in referring()
    )
    return Uses(tuple((name, count) for name, count in counted if count))
