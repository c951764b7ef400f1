"""Reads the log of the door: the latest passages, and how many there were on a day (spec 1.7)."""

from datetime import date, timedelta
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy import CursorResult
from sqlalchemy.orm import Session

from app.domain.ids import ClientId
from app.domain.rights import Right
from app.models import Client, DoorPassage
from app.services.desk import Desk
from app.services.door.passing import access_shown, gravest
from app.services.door.views import Facts, PassageCounts, PassageRow
from app.services.json_values import from_json
from app.services.unit_of_work import reading

MOST = 200
KEPT_DAYS = 396
"""A passage is kept for thirteen months: who came when is nobody's business for ever (spec 5)."""
_LATEST = (
    sa.select(
        DoorPassage.id,
        DoorPassage.at,
        DoorPassage.card,
        DoorPassage.client_id,
        DoorPassage.is_open,
        DoorPassage.facts,
        Client.surname,
        Client.first_name,
        Client.company,
    )
    .outerjoin(Client, Client.id == DoorPassage.client_id)
    .order_by(DoorPassage.id.desc())
)


def latest_passages(desk: Desk, limit: int = 50) -> tuple[PassageRow, ...]:
    """The latest passages at all desks of the club, the newest first."""
    desk.require(Right.CONTROL_DOOR)
    with reading(desk) as session:
        rows = session.execute(_LATEST.limit(max(1, min(limit, MOST))))
        return tuple(_row(row) for row in rows)


def passages_today(desk: Desk) -> PassageCounts:
    """How many cards were passed today, and how many were refused."""
    desk.require(Right.CONTROL_DOOR)
    query = (
        sa.select(DoorPassage.is_open, sa.func.count().label("passages"))
        .where(DoorPassage.day == desk.today())
        .group_by(DoorPassage.is_open)
    )
    with reading(desk) as session:
        counted = {row.is_open: int(row.passages) for row in session.execute(query)}
    return PassageCounts(sum(counted.values()), counted.get(False, 0))


def forget_old_passages(session: Session, today: date) -> int:
    """Delete the passages that are older than the club may keep them; their number. The caller commits."""
    old = sa.delete(DoorPassage).where(DoorPassage.day < today - timedelta(days=KEPT_DAYS))
    return cast(CursorResult[Any], session.execute(old)).rowcount


def _row(row: Any) -> PassageRow:
    facts = from_json(Facts, row.facts)
    shown = access_shown(facts)
    name = " ".join(word for word in (row.surname, row.first_name) if word) or row.company or ""
    return PassageRow(
        id=row.id,
        at=row.at,
        card=row.card,
        client=None if row.client_id is None else ClientId(row.client_id),
        name=name,
        is_open=row.is_open,
        closure=gravest(facts.closures),
        access_name="" if shown is None else shown.name,
        access_last=None if shown is None else shown.last_day,
        end_open=shown is not None and shown.end_open,
    )
