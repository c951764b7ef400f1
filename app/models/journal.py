"""What the program keeps about itself: history, commands done, club settings, kind of database."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Id, Version


class History(Base):
    """One entry: who did what, when, where, before, after, why. Append-only, chained by hash.

    `facts`, `before` and `after` are canonical JSON text: what was hashed is what is kept.
    """

    __tablename__ = "history"
    __table_args__ = (
        Index(None, "client_id", "id"),
        Index(None, "access_id", "id"),
        Index(None, "dossier_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    operator: Mapped[str]
    workstation: Mapped[str]
    what: Mapped[str]
    client_id: Mapped[int | None]
    access_id: Mapped[int | None]
    dossier_id: Mapped[int | None]
    facts: Mapped[str] = mapped_column(Text)
    before: Mapped[str] = mapped_column(Text)
    after: Mapped[str] = mapped_column(Text)
    reason: Mapped[str]
    command_id: Mapped[str]
    previous_hash: Mapped[str]
    hash: Mapped[str]


class HistoryHead(Base):
    """The last entry of the history (one row), so that cutting the end off is seen too."""

    __tablename__ = "history_head"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[Id]
    entries: Mapped[int]
    hash: Mapped[str]


class Command(Base):
    """A command that was carried out: its client-made id acts once; the outcome answers a retry."""

    __tablename__ = "command"

    id: Mapped[str] = mapped_column(primary_key=True)
    what: Mapped[str]
    at: Mapped[datetime]
    outcome: Mapped[dict[str, Any]]


class ClubSetting(Base):
    """The club's settings (one row), as JSON of `services.fields.ClubSettings`."""

    __tablename__ = "club_setting"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[Id]
    version: Mapped[Version] = mapped_column()
    settings: Mapped[dict[str, Any]]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class Meta(Base):
    """Facts about the database itself: `kind` (training or club), `summaries_on` (ISO day)."""

    __tablename__ = "meta"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
