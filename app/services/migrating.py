"""Bring a database's schema to the version of this program, and back; the only door to Alembic."""

from alembic import command
from alembic.config import Config
from sqlalchemy.engine import Connection

from app.models.schema import HEAD, MIGRATIONS


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def upgrade(connection: Connection, schema: str = HEAD) -> None:
    """Bring the database up to `schema`, in the caller's transaction."""
    command.upgrade(_config(connection), schema)


def downgrade(connection: Connection, schema: str) -> None:
    """Take the database back to `schema` ("base": to nothing), in the caller's transaction."""
    command.downgrade(_config(connection), schema)
