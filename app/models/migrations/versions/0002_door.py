"""The log of the door, and the indexes by which the page of the day is read."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

CLOSED_BY = ("", "deactivated", "blocked", "suspended", "not_started", "expired", "no_access", "unknown_card")


def upgrade() -> None:
    """Bring the schema to this version."""
    listed = ", ".join(f"'{word}'" for word in CLOSED_BY)
    op.create_table(
        "door_passage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("card", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=True),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("closed_by", sa.String(length=24), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("workstation", sa.Text(), nullable=False),
        sa.Column("operator", sa.Text(), nullable=False),
        sa.CheckConstraint(f"closed_by IN ({listed})", name=op.f("ck_door_passage_closed_by_known")),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_door_passage_client_id_client"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_door_passage")),
        sa.UniqueConstraint("command", name=op.f("uq_door_passage_command")),
    )
    op.create_index("ix_door_passage_day_is_open", "door_passage", ["day", "is_open"])
    op.create_index("ix_door_passage_client_id", "door_passage", ["client_id"])
    _partial("ix_door_passage_blocked", "door_passage", ["day", "client_id"], "closed_by = 'blocked'")
    _partial("ix_fact_rejected", "fact", ["rejected_on", "amount"], "state = 'rejected'")
    op.drop_index("ix_instalment_due_state", "instalment")
    op.create_index(
        "ix_instalment_due_state_origin_amount", "instalment", ["due", "state", "origin", "amount"]
    )


def _partial(name: str, table: str, columns: list[str], where: str) -> None:
    """An index of the rows that meet a condition, on either database."""
    condition = sa.text(where)
    op.create_index(name, table, columns, sqlite_where=condition, postgresql_where=condition)


def downgrade() -> None:
    """Take the schema back to the version before."""
    op.drop_index("ix_instalment_due_state_origin_amount", "instalment")
    op.create_index("ix_instalment_due_state", "instalment", ["due", "state"])
    op.drop_index("ix_fact_rejected", "fact")
    op.drop_table("door_passage")
