"""Reads the page of the day: one look at the database, each part by an index of its own (spec 1.8)."""

from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.cents import Cents
from app.domain.rights import Right
from app.models import Client, DoorPassage
from app.services.club import stored_settings
from app.services.desk import Desk
from app.services.prospects.follow_up_queries import due_by
from app.services.today import debits, pauses
from app.services.today.people import PERSON, person
from app.services.today.views import CameBlocked, Today
from app.services.unit_of_work import reading

LISTED = 60
"""Each list shows so many lines at most; its count tells how many there are."""
DOOR_DAYS = 7
"""A blocked member who came by is told of for so many days, today included."""


def today_at(desk: Desk, listed: int = LISTED) -> Today:
    """Everything the page of the day shows, as of this moment."""
    desk.require(Right.SEARCH)
    today = desk.today()
    with reading(desk) as session:
        review_after = stored_settings(session)[0].review_open_suspensions_after_days
        near = debits.debit_days(session, today)
        rejected_count, rejected_total = debits.rejected_total(session)
        suspended, without_end = pauses.suspended_now(session, today)
        turns, turns_count = pauses.turning_today(session, today, listed)
        back, back_count = pauses.coming_back(session, today, listed)
        review, review_count = pauses.to_review(session, today, review_after, listed)
        came, came_count = came_blocked(session, today, listed)
        due, due_count = due_by(session, today, listed)
        return Today(
            day=today,
            at=desk.now(),
            next_debits=debits.next_debits(session, today, near),
            rejected_count=rejected_count,
            rejected_total=rejected_total,
            suspended_count=suspended,
            suspended_open=without_end,
            review_after=review_after,
            turns=turns,
            turns_count=turns_count,
            coming_back=back,
            coming_back_count=back_count,
            coming_back_until=today + timedelta(days=pauses.WEEK - 1),
            to_review=review,
            to_review_count=review_count,
            rejected=debits.rejected_debits(session, listed),
            came_blocked=came,
            came_blocked_count=came_count,
            days=near,
            follow_ups=due,
            follow_ups_count=due_count,
        )


def came_blocked(session: Session, today: date, limit: int) -> tuple[tuple[CameBlocked, ...], int]:
    """The members who are blocked and passed their card these last days, the latest first; their number."""
    last = (
        sa.select(DoorPassage.client_id, sa.func.max(DoorPassage.id).label("passage"))
        .where(DoorPassage.closed_by == "blocked", DoorPassage.day > today - timedelta(days=DOOR_DAYS))
        .group_by(DoorPassage.client_id)
        .subquery()
    )
    named = (
        sa.select(*PERSON, Client.block_reason, Client.balance, DoorPassage.at)
        .select_from(last)
        .join(DoorPassage, DoorPassage.id == last.c.passage)
        .join(Client, Client.id == last.c.client_id)
        .where(Client.block_on.is_not(None))
    )
    count = session.execute(sa.select(sa.func.count()).select_from(named.subquery())).scalar_one()
    rows = session.execute(named.order_by(DoorPassage.id.desc()).limit(limit))
    return tuple(
        CameBlocked(person(row), row.block_reason, row.at, Cents(row.balance)) for row in rows
    ), count
