"""Opportunities, quotes and follow-ups."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

INDEXES = (
    ("opportunity", ["client_id"]),
    ("opportunity", ["stage", "expected_key", "id", "expected_value"]),
    ("opportunity", ["stage", "expected_value", "id"]),
    ("follow_up", ["assigned_to"]),
    ("follow_up", ["client_id"]),
    ("follow_up", ["opportunity_id"]),
    ("quote", ["client_id"]),
    ("quote", ["opportunity_id"]),
    ("quote", ["state", "valid_until", "id"]),
    ("quote_line", ["access_id"]),
    ("quote_line", ["plan_id"]),
)
PARTIAL = (
    ("ix_opportunity_open_expected_key", "opportunity", ("expected_key", "id"), "closed_on IS NULL"),
    ("ix_opportunity_open_expected_value", "opportunity", ("expected_value", "id"), "closed_on IS NULL"),
    ("ix_opportunity_open_title_key", "opportunity", ("title_key", "id"), "closed_on IS NULL"),
    ("ix_opportunity_open_stage_order", "opportunity", ("stage_order", "id"), "closed_on IS NULL"),
    ("ix_follow_up_open", "follow_up", ("due_on", "due_key", "id"), "state = 'open'"),
    ("ix_follow_up_closed", "follow_up", ("closed_on", "id"), "state <> 'open'"),
)
TABLES = ("quote_invoice", "quote_line", "quote", "follow_up", "opportunity", "quote_series")
"""In the order in which they are dropped."""
GUARDS = (
    ("quote_is_never_deleted", "DELETE", ""),
    ("quote_number_never_changes", "UPDATE", "WHEN (NEW.number <> OLD.number)"),
    ("quote_sold_stays_sold", "UPDATE", "WHEN (OLD.state = 'converted' AND NEW.state <> 'converted')"),
)
"""What the databases refuse by themselves: the series keeps every number, a sale is not undone by a quote."""


def upgrade() -> None:
    """Bring the schema to this version."""
    _create_opportunities()
    _create_quotes()
    _create_quote_lines()
    _create_follow_ups()
    for table, columns in INDEXES:
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))
    for name, table, keys, where in PARTIAL:
        condition = sa.text(where)
        op.create_index(name, table, list(keys), sqlite_where=condition, postgresql_where=condition)
    for name, event, narrowed in GUARDS:
        _guard(name, event, narrowed)


def _guard(name: str, event: str, narrowed: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON quote {narrowed} BEGIN SELECT RAISE(ABORT, '{name}'); END"
        )
    else:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON quote FOR EACH ROW {narrowed} EXECUTE FUNCTION guard_refuse()"
        )


def _create_opportunities() -> None:
    op.create_table(
        "opportunity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_key", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("stage", sa.String(length=24), nullable=False),
        sa.Column("stage_order", sa.Integer(), nullable=False),
        sa.Column("expected_value", sa.BigInteger(), nullable=False),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.Column("expected_key", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("adviser", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("lost_reason", sa.Text(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "stage <> 'lost' OR lost_reason <> ''", name=op.f("ck_opportunity_a_loss_has_a_reason")
        ),
        sa.CheckConstraint(
            "stage IN ('new', 'contacted', 'visit', 'quoted', 'won', 'lost')",
            name=op.f("ck_opportunity_stage_known"),
        ),
        sa.CheckConstraint("expected_value >= 0", name=op.f("ck_opportunity_value_is_not_negative")),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_opportunity_client_id_client")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opportunity")),
    )


def _create_quotes() -> None:
    op.create_table(
        "quote_series",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_quote_series")),
    )
    op.create_table(
        "quote",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("opportunity_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("converted_on", sa.Date(), nullable=True),
        sa.Column("invoiced", sa.BigInteger(), nullable=False),
        sa.Column("first_year", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'sent', 'accepted', 'refused', 'converted')",
            name=op.f("ck_quote_state_known"),
        ),
        sa.CheckConstraint("sequence >= 1", name=op.f("ck_quote_numbers_begin_at_one")),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_quote_client_id_client")),
        sa.ForeignKeyConstraint(
            ["opportunity_id"], ["opportunity.id"], name=op.f("fk_quote_opportunity_id_opportunity")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quote")),
        sa.UniqueConstraint("number", name=op.f("uq_quote_number")),
        sa.UniqueConstraint("year", "sequence", name=op.f("uq_quote_year_sequence")),
    )


def _create_quote_lines() -> None:
    op.create_table(
        "quote_line",
        sa.Column("quote_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("unit_price", sa.BigInteger(), nullable=False),
        sa.Column("vat_rate", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("sale_kind", sa.String(length=24), nullable=False),
        sa.Column("registration_fee", sa.BigInteger(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=True),
        sa.Column("instalments", sa.Integer(), nullable=True),
        sa.Column("period_count", sa.Integer(), nullable=False),
        sa.Column("period_unit", sa.String(length=24), nullable=False),
        sa.Column("access_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(kind = 'plan') = (plan_id IS NOT NULL)", name=op.f("ck_quote_line_a_plan_line_has_a_plan")
        ),
        sa.CheckConstraint("kind IN ('plan', 'free')", name=op.f("ck_quote_line_kind_known")),
        sa.CheckConstraint("period_unit IN ('month', 'week')", name=op.f("ck_quote_line_period_unit_known")),
        sa.CheckConstraint(
            "sale_kind IN ('', 'unlimited', 'fixed_by_debit', 'fixed_at_once')",
            name=op.f("ck_quote_line_sale_kind_known"),
        ),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_quote_line_quantity_is_positive")),
        sa.CheckConstraint("unit_price >= 0", name=op.f("ck_quote_line_price_is_not_negative")),
        sa.CheckConstraint("vat_rate BETWEEN 0 AND 10000", name=op.f("ck_quote_line_rate_is_a_percentage")),
        sa.ForeignKeyConstraint(["access_id"], ["access.id"], name=op.f("fk_quote_line_access_id_access")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_quote_line_plan_id_plan")),
        sa.ForeignKeyConstraint(["quote_id"], ["quote.id"], name=op.f("fk_quote_line_quote_id_quote")),
        sa.PrimaryKeyConstraint("quote_id", "position", name=op.f("pk_quote_line")),
    )
    op.create_table(
        "quote_invoice",
        sa.Column("quote_id", sa.Integer(), nullable=False),
        sa.Column("invoice_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invoice_id"], ["invoice.id"], name=op.f("fk_quote_invoice_invoice_id_invoice")
        ),
        sa.ForeignKeyConstraint(["quote_id"], ["quote.id"], name=op.f("fk_quote_invoice_quote_id_quote")),
        sa.PrimaryKeyConstraint("quote_id", name=op.f("pk_quote_invoice")),
        sa.UniqueConstraint("invoice_id", name=op.f("uq_quote_invoice_invoice_id")),
    )


def _create_follow_ups() -> None:
    op.create_table(
        "follow_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("opportunity_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_at", sa.Time(), nullable=True),
        sa.Column("due_key", sa.Integer(), nullable=False),
        sa.Column("assigned_to", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(state = 'open') = (closed_on IS NULL)", name=op.f("ck_follow_up_what_is_closed_has_a_day")
        ),
        sa.CheckConstraint(
            "kind IN ('call', 'task', 'visit', 'email')", name=op.f("ck_follow_up_kind_known")
        ),
        sa.CheckConstraint("state IN ('open', 'done', 'cancelled')", name=op.f("ck_follow_up_state_known")),
        sa.ForeignKeyConstraint(
            ["assigned_to"], ["user_account.id"], name=op.f("fk_follow_up_assigned_to_user_account")
        ),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_follow_up_client_id_client")),
        sa.ForeignKeyConstraint(
            ["opportunity_id"], ["opportunity.id"], name=op.f("fk_follow_up_opportunity_id_opportunity")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
    )


def downgrade() -> None:
    """Take the schema back to the version before."""
    for table in TABLES:
        op.drop_table(table)
