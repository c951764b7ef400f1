"""Who signs in: users, and the wrong codes counted per typed name."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Id, Key, Version, Word, one_of


class User(Base):
    """A person who signs in; `name_key` is the name without case, unique."""

    __tablename__ = "user_account"
    __table_args__ = (one_of("role", "reception", "manager", "administrator"),)

    id: Mapped[Id]
    version: Mapped[Version] = mapped_column()
    name: Mapped[str]
    name_key: Mapped[Key] = mapped_column(unique=True)
    role: Mapped[Word]
    active: Mapped[bool] = mapped_column(default=True)
    code_hash: Mapped[str]
    must_change_code: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    last_sign_in: Mapped[datetime | None]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class SignInAttempt(Base):
    """Wrong codes in a row for one typed name, known or not, so that both behave alike."""

    __tablename__ = "sign_in_attempt"

    name_key: Mapped[Key] = mapped_column(primary_key=True)
    failures: Mapped[int]
    last_at: Mapped[datetime]
    locked_until: Mapped[datetime | None]
