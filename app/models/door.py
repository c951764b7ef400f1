"""The log of the door: each card that was passed, what was decided, and what it was decided from (spec 1.7)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Id, Word, one_of

CLOSED_BY = ("", "deactivated", "blocked", "suspended", "not_started", "expired", "no_access", "unknown_card")


class DoorPassage(Base):
    """One card passed. `closed_by`: the gravest reason, empty where the door opened.

    `day` is the day at the club; `card` holds digits only, empty where none could be read. `facts` is
    the JSON of `services.door.logbook.Facts`. A client that is deleted leaves its passages without name.
    """

    __tablename__ = "door_passage"
    __table_args__ = (
        one_of("closed_by", *CLOSED_BY),
        Index(None, "day", "is_open"),
        Index(None, "client_id"),
        Index(
            "ix_door_passage_blocked",
            "day",
            "client_id",
            sqlite_where=text("closed_by = 'blocked'"),
            postgresql_where=text("closed_by = 'blocked'"),
        ),
    )

    id: Mapped[Id]
    command: Mapped[str] = mapped_column(unique=True)
    at: Mapped[datetime]
    day: Mapped[date]
    card: Mapped[str]
    client_id: Mapped[int | None] = mapped_column(ForeignKey("client.id", ondelete="SET NULL"))
    is_open: Mapped[bool]
    closed_by: Mapped[Word]
    facts: Mapped[dict[str, Any]]
    workstation: Mapped[str]
    operator: Mapped[str]
