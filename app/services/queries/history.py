"""Reads who did what, when and why: the activity of a client, the history of an access (spec 3.4)."""

import json

import sqlalchemy as sa

from app.domain.ids import AccessId, ClientId
from app.domain.rights import Right
from app.models import History
from app.services.desk import Desk
from app.services.unit_of_work import reading
from app.services.views import HistoryRow

MOST = 1_000
"""So many entries are shown, the latest; nobody scrolls further."""


def history_of_client(desk: Desk, client: ClientId) -> tuple[HistoryRow, ...]:
    """What was done with a client and the client's accesses, the latest first."""
    return history_about(desk, History.client_id == client)


def newest_about_client(desk: Desk, client: ClientId) -> int:
    """The id of the latest entry about a client; 0 where there is none."""
    desk.require(Right.SEE_CARD)
    with reading(desk) as session:
        return session.scalar(sa.select(sa.func.max(History.id)).where(History.client_id == client)) or 0


def history_of_client_since(desk: Desk, client: ClientId, entry: int) -> tuple[HistoryRow, ...]:
    """What was done with a client after this entry, the latest first."""
    return history_about(desk, sa.and_(History.client_id == client, History.id > entry))


def history_of_access(desk: Desk, access: AccessId) -> tuple[HistoryRow, ...]:
    """What was done with an access, the latest first."""
    return history_about(desk, History.access_id == access)


def history_about(desk: Desk, about: sa.ColumnElement[bool]) -> tuple[HistoryRow, ...]:
    """The entries of which this holds, the latest first."""
    desk.require(Right.SEE_CARD)
    query = sa.select(History).where(about).order_by(History.id.desc()).limit(MOST)
    with reading(desk) as session:
        return tuple(_row(entry) for entry in session.scalars(query))


def _row(entry: History) -> HistoryRow:
    return HistoryRow(
        id=entry.id,
        at=entry.at,
        operator=entry.operator,
        workstation=entry.workstation,
        what=entry.what,
        facts=json.loads(entry.facts),
        before=json.loads(entry.before),
        after=json.loads(entry.after),
        reason=entry.reason,
    )
