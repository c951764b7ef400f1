"""Reads follow-ups by their index: those of the day, of the club, of one client (spec 1.8, 3.2)."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.ids import ClientId, FollowUpId, OpportunityId, UserId
from app.domain.prospects import FollowUpKind, FollowUpState
from app.domain.rights import Right
from app.models import Client, FollowUp, Quote, User
from app.services.desk import Desk
from app.services.prospects.people import SOMEONE, someone, someone_of
from app.services.prospects.queries import opportunities_of, quotes_where
from app.services.prospects.views import (
    MOST,
    ClientProspects,
    Colleague,
    FollowUpList,
    FollowUpRow,
)
from app.services.stale import found
from app.services.unit_of_work import reading

_IS_OPEN = sa.text("follow_up.state = 'open'")  # written out, so that the partial index is used


def follow_ups_of_day(desk: Desk, day: date) -> tuple[FollowUpRow, ...]:
    """What is to be done by this day: the overdue first, then in the order of the day."""
    desk.require(Right.SEARCH)
    with reading(desk) as session:
        return due_by(session, day, MOST)[0]


def due_by(session: Session, day: date, limit: int) -> tuple[tuple[FollowUpRow, ...], int]:
    """The first open follow-ups due by this day, and how many there are in all."""
    count = session.execute(
        sa.select(sa.func.count()).select_from(FollowUp).where(_IS_OPEN, FollowUp.due_on <= day)
    ).scalar_one()
    query = _follow_ups().where(_IS_OPEN, FollowUp.due_on <= day)
    rows = session.execute(query.order_by(FollowUp.due_on, FollowUp.due_key, FollowUp.id).limit(limit))
    return tuple(_follow_up(row) for row in rows), count


def follow_up_page(
    desk: Desk, wanted: FollowUpList, after: FollowUpRow | None, limit: int
) -> tuple[FollowUpRow, ...]:
    """The next follow-ups of the club: open ones by day and time, closed ones the latest first."""
    desk.require(Right.FOLLOW_UP)
    query = _follow_ups().limit(limit)
    if wanted is FollowUpList.CLOSED:
        place: Any = sa.tuple_(FollowUp.closed_on, FollowUp.id)
        query = query.where(sa.text("follow_up.state <> 'open'"))
        query = query.order_by(FollowUp.closed_on.desc(), FollowUp.id.desc())
    else:
        place = sa.tuple_(FollowUp.due_on, FollowUp.due_key, FollowUp.id)
        query = query.where(_IS_OPEN).order_by(FollowUp.due_on, FollowUp.due_key, FollowUp.id)
    if wanted is FollowUpList.MINE:
        query = query.where(FollowUp.assigned_to == desk.operator.user)
    with reading(desk) as session:
        if after is not None:
            last = session.execute(sa.select(*place.clauses).where(FollowUp.id == after.id)).one()
            if None in last:
                return ()
            here = sa.tuple_(*(sa.literal(value) for value in last))
            query = query.where(place < here if wanted is FollowUpList.CLOSED else place > here)
        return tuple(_follow_up(row) for row in session.execute(query))


def follow_up_view(desk: Desk, follow_up: FollowUpId) -> FollowUpRow:
    """One follow-up. Refuses NotFound."""
    desk.require(Right.FOLLOW_UP)
    with reading(desk) as session:
        found(session, FollowUp, follow_up, "follow_up")
        return _follow_up(session.execute(_follow_ups().where(FollowUp.id == follow_up)).one())


def follow_ups_of_opportunity(desk: Desk, opportunity: OpportunityId) -> tuple[FollowUpRow, ...]:
    """What is or was done about an opportunity: the open ones by day, then the closed ones, the latest first."""
    desk.require(Right.FOLLOW_UP)
    query = _open_first(_follow_ups().where(FollowUp.opportunity_id == opportunity))
    with reading(desk) as session:
        return tuple(_follow_up(row) for row in session.execute(query))


def client_prospects(desk: Desk, client: ClientId) -> ClientProspects:
    """Everything of one client for the tab *Suivi*. Refuses NotFound."""
    desk.require(Right.SEE_CARD)
    with reading(desk) as session:
        rows = session.execute(_open_first(_follow_ups().where(FollowUp.client_id == client)))
        return ClientProspects(
            client=someone_of(session, client),
            opportunities=opportunities_of(session, client),
            quotes=quotes_where(session, desk, Quote.client_id == client),
            follow_ups=tuple(_follow_up(row) for row in rows),
        )


def colleagues(desk: Desk) -> tuple[Colleague, ...]:
    """To whom a follow-up can be assigned: whoever may sign in, by name."""
    desk.require(Right.FOLLOW_UP)
    with reading(desk) as session:
        query = sa.select(User.id, User.name).where(User.active).order_by(User.name_key)
        return tuple(Colleague(UserId(row.id), row.name) for row in session.execute(query))


def _open_first(query: sa.Select[Any]) -> sa.Select[Any]:
    order = (FollowUp.closed_on.desc().nulls_first(), FollowUp.due_on, FollowUp.due_key, FollowUp.id)
    return query.order_by(*order).limit(MOST)


def _follow_ups() -> sa.Select[Any]:
    columns = [column for column in FollowUp.__table__.columns if column.name != "client_id"]
    return (
        sa.select(*SOMEONE, *columns, User.name.label("assignee"))
        .select_from(FollowUp)
        .join(Client, Client.id == FollowUp.client_id)
        .join(User, User.id == FollowUp.assigned_to, isouter=True)
    )


def _follow_up(row: Any) -> FollowUpRow:
    return FollowUpRow(
        id=FollowUpId(row.id),
        version=row.version,
        client=someone(row),
        opportunity=OpportunityId(row.opportunity_id) if row.opportunity_id is not None else None,
        kind=FollowUpKind(row.kind),
        subject=row.subject,
        due_on=row.due_on,
        due_at=row.due_at,
        assigned_to=UserId(row.assigned_to) if row.assigned_to is not None else None,
        assignee=row.assignee or "",
        note=row.note,
        state=FollowUpState(row.state),
        result=row.result,
        closed_on=row.closed_on,
        closed_by=row.closed_by,
        created_by=row.created_by,
    )
