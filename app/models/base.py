"""The common ground of all mapped tables: naming of constraints, column types, short words."""

from datetime import UTC, date, datetime
from typing import Annotated, Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, Date, DateTime, Integer, MetaData, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Instant(TypeDecorator[datetime]):
    """A moment, always UTC and always with its zone, also where the database forgets zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without zone: nobody could tell when it was."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without its zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Every mapped table of the program."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {  # noqa: RUF012 - read once by SQLAlchemy when the class is made
        str: Text(),
        date: Date(),
        datetime: Instant(),
        dict[str, Any]: JSON(),
        list[Any]: JSON(),
    }


Id = Annotated[int, mapped_column(Integer, primary_key=True)]
Amount = Annotated[int, mapped_column(BigInteger)]
"""Whole cents."""
Word = Annotated[str, mapped_column(String(24))]
"""A short word of a closed list, held to it by a CHECK made with `one_of`."""
Key = Annotated[str, mapped_column(Text().with_variant(Text(collation="C"), "postgresql"))]
"""A normalised text: compared byte by byte on both databases, so that one index sorts and finds."""
Version = Annotated[int, mapped_column(Integer)]
"""Counts the changes of a row that people edit, so that a stale save is seen."""


def one_of(column: str, *words: str) -> CheckConstraint:
    """A CHECK that holds a column to these words."""
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")
