"""Bring a database's schema to the version of this program, and back; the only door to Alembic.

Alembic is loaded when a schema is to be changed, not at each start of the program.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.schema import HEAD, MIGRATIONS

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy.engine import Connection


def _config(connection: Connection) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def upgrade(connection: Connection, schema: str = HEAD) -> None:
    """Bring the database up to `schema`, in the caller's transaction."""
    from alembic import command

    command.upgrade(_config(connection), schema)


def downgrade(connection: Connection, schema: str) -> None:
    """Take the database back to `schema` ("base": to nothing), in the caller's transaction."""
    from alembic import command

    command.downgrade(_config(connection), schema)
