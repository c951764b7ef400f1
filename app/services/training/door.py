"""The last days at the door of the invented club: who came, and who was refused (spec 1.7, 1.9)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

import sqlalchemy as sa

from app.models import Client
from app.services.door.passing import decide_passage
from app.services.door.views import PassCard
from app.services.training.base import Club
from app.services.unit_of_work import reading

UNKNOWN = "00 999 999"
COMINGS: tuple[tuple[int, str, str], ...] = (
    (3, "active", "17:52"), (3, "active", "18:07"), (3, "suspended", "18:31"), (2, "active", "09:14"),
    (2, "blocked", "12:20"), (2, "active", "18:02"), (2, "active", "18:40"), (1, "active", "08:11"),
    (1, "active", "12:04"), (1, "blocked", "17:05"), (1, "active", "17:31"), (1, "former", "17:44"),
    (1, "", "17:58"), (1, "active", "18:06"), (1, "suspended", "18:22"), (1, "active", "18:37"),
    (1, "blocked", "18:39"), (1, "active", "18:41"), (1, "active", "18:42"), (1, "active", "19:03"),
)  # fmt: skip
"""How many days ago, in which state who came is today (empty: an unknown card), and when."""


@dataclass(frozen=True, slots=True)
class _At:
    """A clock that stands at one moment of a past day."""

    moment: datetime

    def today(self) -> date:
        """The day it stands on."""
        return self.moment.date()

    def now(self) -> datetime:
        """The moment."""
        return self.moment


def pass_cards(club: Club, today: date) -> None:
    """Let members pass their cards on the last days, each decided by the real verb."""
    cards = {state: _cards(club, today, state) for state in ("active", "suspended", "blocked", "former")}
    for place, (days_ago, state, clock) in enumerate(COMINGS):
        moment = datetime.combine(today - timedelta(days=days_ago), time.fromisoformat(clock), UTC)
        desk = replace(club.desk(today), clock=_At(moment))
        known = cards.get(state, ())
        typed = known[place % len(known)] if known else UNKNOWN
        decide_passage(desk, PassCard(club.command(), typed))


def _cards(club: Club, today: date, state: str) -> Sequence[str]:
    """The cards of some clients in this state."""
    query = sa.select(Client.card_number).where(Client.state == state, Client.card_key != "")
    with reading(club.desk(today)) as session:
        return session.scalars(query.order_by(Client.number.desc()).limit(len(COMINGS))).all()
