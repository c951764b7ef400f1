"""Accesses that were ended early, for good."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this version."""
    op.add_column("access", sa.Column("ended_on", sa.Date(), nullable=True))


def downgrade() -> None:
    """Take the schema back to the version before."""
    op.drop_column("access", "ended_on")
