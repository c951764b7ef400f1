"""Dossiers, their parties and their activities, and the dossier that an entry of the history tells of."""

import sqlalchemy as sa
from alembic import op

from app.models.migrations import guards_0007 as guards

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TABLES_LAST_FIRST = (
    "portal_page",
    "dossier_invoice",
    "activity_share",
    "activity",
    "dossier_intervenant",
    "dossier_party",
    "dossier",
)


def upgrade() -> None:
    """Bring the schema to this version."""
    _create_dossiers()
    _create_activities()
    _create_billed()
    op.add_column("history", sa.Column("dossier_id", sa.Integer(), nullable=True))
    op.create_index("ix_history_dossier_id_id", "history", ["dossier_id", "id"])
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in guards.SQLITE_UP if on_sqlite else guards.POSTGRESQL_UP:
        op.execute(statement)


def downgrade() -> None:
    """Take the schema back to the version before."""
    op.drop_index("ix_history_dossier_id_id", "history")
    op.drop_column("history", "dossier_id")
    for table in TABLES_LAST_FIRST:
        op.drop_table(table)


def _create_dossiers() -> None:
    op.create_table(
        "dossier",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", KEY, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier")),
    )
    op.create_index("ix_dossier_name_key_id", "dossier", ["name_key", "id"])
    op.create_table(
        "dossier_party",
        _to("dossier_id"),
        _to("client_id"),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.CheckConstraint("weight >= 1", name=op.f("ck_dossier_party_weight_counts")),
        _key("dossier_party", "dossier_id", "dossier"),
        _key("dossier_party", "client_id", "client"),
        sa.PrimaryKeyConstraint("dossier_id", "client_id", name=op.f("pk_dossier_party")),
        sa.UniqueConstraint("dossier_id", "position", name=op.f("uq_dossier_party_dossier_id_position")),
    )
    op.create_index("ix_dossier_party_client_id", "dossier_party", ["client_id"])
    op.create_table(
        "dossier_intervenant",
        _to("dossier_id"),
        _to("user_id"),
        _key("dossier_intervenant", "dossier_id", "dossier"),
        _key("dossier_intervenant", "user_id", "user_account"),
        sa.PrimaryKeyConstraint("dossier_id", "user_id", name=op.f("pk_dossier_intervenant")),
    )
    op.create_index("ix_dossier_intervenant_user_id", "dossier_intervenant", ["user_id"])


def _create_activities() -> None:
    op.create_table(
        "activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _to("dossier_id"),
        sa.Column("client_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("unit_price", sa.BigInteger(), nullable=False),
        sa.Column("vat_rate", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("billed_on", sa.Date(), nullable=True),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_activity_quantity_counts")),
        sa.CheckConstraint("unit_price >= 0", name=op.f("ck_activity_price_is_no_credit")),
        sa.CheckConstraint("vat_rate BETWEEN 0 AND 10000", name=op.f("ck_activity_rate_is_a_percentage")),
        _key("activity", "dossier_id", "dossier"),
        _key("activity", "client_id", "client"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
    )
    op.create_index("ix_activity_dossier_id_billed_on", "activity", ["dossier_id", "billed_on"])
    op.create_index("ix_activity_client_id", "activity", ["client_id"])


def _create_billed() -> None:
    op.create_table(
        "activity_share",
        _to("activity_id"),
        _to("client_id"),
        _to("invoice_id"),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        _key("activity_share", "activity_id", "activity"),
        _key("activity_share", "client_id", "client"),
        _key("activity_share", "invoice_id", "invoice"),
        sa.PrimaryKeyConstraint("activity_id", "client_id", name=op.f("pk_activity_share")),
    )
    op.create_index("ix_activity_share_client_id", "activity_share", ["client_id"])
    op.create_index("ix_activity_share_invoice_id", "activity_share", ["invoice_id"])
    op.create_table(
        "dossier_invoice",
        sa.Column("invoice_id", sa.Integer(), autoincrement=False, nullable=False),
        _to("dossier_id"),
        _key("dossier_invoice", "invoice_id", "invoice"),
        _key("dossier_invoice", "dossier_id", "dossier"),
        sa.PrimaryKeyConstraint("invoice_id", name=op.f("pk_dossier_invoice")),
    )
    op.create_index("ix_dossier_invoice_dossier_id", "dossier_invoice", ["dossier_id"])
    op.create_table(
        "portal_page",
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=True),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("written", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("folders", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["dossier_id"],
            ["dossier.id"],
            name=op.f("fk_portal_page_dossier_id_dossier"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_portal_page")),
    )
    op.create_index("ix_portal_page_dossier_id", "portal_page", ["dossier_id"])


def _to(column: str) -> sa.Column[int]:
    """A column that points at another row."""
    return sa.Column(column, sa.Integer(), nullable=False)


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    """The constraint that the row it points at is there."""
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"))
