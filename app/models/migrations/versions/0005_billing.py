"""Invoices, payments and reminders; what was issued or paid never changes."""

import sqlalchemy as sa
from alembic import op

from app.models.migrations import guards_0005 as guards

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TABLES_LAST_FIRST = (
    "reminder_invoice",
    "reminder",
    "payment_part",
    "payment",
    "invoice_line",
    "invoice",
    "number_series",
)


def upgrade() -> None:
    """Bring the schema to this version."""
    op.create_table(
        "number_series",
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('invoice', 'credit_note', 'payment')", name=op.f("ck_number_series_kind_known")
        ),
        sa.CheckConstraint("last > 0", name=op.f("ck_number_series_counts_from_one")),
        sa.PrimaryKeyConstraint("kind", "year", name=op.f("pk_number_series")),
    )
    op.create_table(
        "invoice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("credits_id", sa.Integer(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("net", sa.BigInteger(), nullable=False),
        sa.Column("vat", sa.BigInteger(), nullable=False),
        sa.Column("gross", sa.BigInteger(), nullable=False),
        sa.Column("vat_parts", sa.JSON(), nullable=False),
        sa.Column("seller", sa.JSON(), nullable=False),
        sa.Column("customer", sa.JSON(), nullable=False),
        sa.Column("language", sa.String(length=24), nullable=False),
        sa.Column("communication", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by", sa.Text(), nullable=False),
        sa.Column("paid", sa.BigInteger(), nullable=False),
        sa.Column("credited", sa.BigInteger(), nullable=False),
        sa.Column("fees", sa.BigInteger(), nullable=False),
        sa.Column("owed", sa.BigInteger(), nullable=False),
        sa.Column("on_hold_since", sa.Date(), nullable=True),
        sa.Column("on_hold_by", sa.Text(), nullable=False),
        sa.Column("on_hold_reason", sa.Text(), nullable=False),
        sa.Column("reminder_level", sa.Integer(), nullable=False),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(kind = 'credit_note') = (credits_id IS NOT NULL)", name=op.f("ck_invoice_credits_an_invoice")
        ),
        sa.CheckConstraint("kind IN ('invoice', 'credit_note')", name=op.f("ck_invoice_kind_known")),
        sa.CheckConstraint(
            "owed = CASE kind WHEN 'invoice' THEN gross + fees - credited - paid ELSE 0 END",
            name=op.f("ck_invoice_owed_is_what_is_left"),
        ),
        sa.CheckConstraint("credited <= gross", name=op.f("ck_invoice_credited_was_billed")),
        sa.CheckConstraint(
            "gross >= 0 AND credited >= 0 AND fees >= 0", name=op.f("ck_invoice_amounts_count_up")
        ),
        sa.CheckConstraint("net + vat = gross", name=op.f("ck_invoice_net_and_vat_make_gross")),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_invoice_client_id_client")),
        sa.ForeignKeyConstraint(["credits_id"], ["invoice.id"], name=op.f("fk_invoice_credits_id_invoice")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoice")),
        sa.UniqueConstraint("kind", "year", "sequence", name=op.f("uq_invoice_kind_year_sequence")),
        sa.UniqueConstraint("number", name=op.f("uq_invoice_number")),
    )
    op.create_index(op.f("ix_invoice_client_id_id"), "invoice", ["client_id", "id"], unique=False)
    op.create_index(op.f("ix_invoice_credits_id"), "invoice", ["credits_id"], unique=False)
    op.create_index(op.f("ix_invoice_issued_on_id"), "invoice", ["issued_on", "id"], unique=False)
    op.create_index(
        "ix_invoice_owed",
        "invoice",
        ["client_id", "due"],
        unique=False,
        sqlite_where=sa.text("owed <> 0"),
        postgresql_where=sa.text("owed <> 0"),
    )
    op.create_index(
        "ix_invoice_unpaid",
        "invoice",
        ["due", "client_id"],
        unique=False,
        sqlite_where=sa.text("owed > 0 AND on_hold_since IS NULL"),
        postgresql_where=sa.text("owed > 0 AND on_hold_since IS NULL"),
    )
    op.create_table(
        "invoice_line",
        sa.Column("invoice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("unit_price", sa.BigInteger(), nullable=False),
        sa.Column("vat_rate", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("credits_position", sa.Integer(), nullable=True),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_invoice_line_quantity_is_something")),
        sa.CheckConstraint("vat_rate BETWEEN 0 AND 10000", name=op.f("ck_invoice_line_rate_is_a_percentage")),
        sa.ForeignKeyConstraint(
            ["invoice_id"], ["invoice.id"], name=op.f("fk_invoice_line_invoice_id_invoice")
        ),
        sa.PrimaryKeyConstraint("invoice_id", "position", name=op.f("pk_invoice_line")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "payment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(length=24), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.Column("given_back", sa.BigInteger(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reverses_id", sa.Integer(), nullable=True),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "method IN ('cash', 'card', 'cheque', 'transfer')", name=op.f("ck_payment_method_known")
        ),
        sa.CheckConstraint("amount <> 0", name=op.f("ck_payment_amount_is_something")),
        sa.CheckConstraint("received - given_back = amount", name=op.f("ck_payment_change_is_the_rest")),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_payment_client_id_client")),
        sa.ForeignKeyConstraint(["reverses_id"], ["payment.id"], name=op.f("fk_payment_reverses_id_payment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
        sa.UniqueConstraint("number", name=op.f("uq_payment_number")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_payment_reverses_id")),
        sa.UniqueConstraint("year", "sequence", name=op.f("uq_payment_year_sequence")),
    )
    op.create_index(op.f("ix_payment_client_id_id"), "payment", ["client_id", "id"], unique=False)
    op.create_index(op.f("ix_payment_taken_on_id"), "payment", ["taken_on", "id"], unique=False)
    op.create_table(
        "payment_part",
        sa.Column("payment_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("invoice_id", sa.Integer(), nullable=True),
        sa.Column("access_id", sa.Integer(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "(access_id IS NULL) = (rank IS NULL)", name=op.f("ck_payment_part_debit_has_a_rank")
        ),
        sa.CheckConstraint(
            "(invoice_id IS NULL) = (access_id IS NOT NULL)", name=op.f("ck_payment_part_one_debt")
        ),
        sa.CheckConstraint("amount <> 0", name=op.f("ck_payment_part_amount_is_something")),
        sa.ForeignKeyConstraint(["access_id"], ["access.id"], name=op.f("fk_payment_part_access_id_access")),
        sa.ForeignKeyConstraint(
            ["invoice_id"], ["invoice.id"], name=op.f("fk_payment_part_invoice_id_invoice")
        ),
        sa.ForeignKeyConstraint(
            ["payment_id"], ["payment.id"], name=op.f("fk_payment_part_payment_id_payment")
        ),
        sa.PrimaryKeyConstraint("payment_id", "position", name=op.f("pk_payment_part")),
    )
    op.create_index(op.f("ix_payment_part_access_id"), "payment_part", ["access_id"], unique=False)
    op.create_index(op.f("ix_payment_part_invoice_id"), "payment_part", ["invoice_id"], unique=False)
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("fee", sa.BigInteger(), nullable=False),
        sa.Column("fee_invoice_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=24), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_by", sa.Text(), nullable=False),
        sa.Column("waived_on", sa.Date(), nullable=True),
        sa.CheckConstraint("fee >= 0", name=op.f("ck_reminder_fee_is_not_given")),
        sa.CheckConstraint("level > 0", name=op.f("ck_reminder_level_counts_from_one")),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_reminder_client_id_client")),
        sa.ForeignKeyConstraint(
            ["fee_invoice_id"], ["invoice.id"], name=op.f("fk_reminder_fee_invoice_id_invoice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
    )
    op.create_index(op.f("ix_reminder_client_id_id"), "reminder", ["client_id", "id"], unique=False)
    op.create_index(op.f("ix_reminder_fee_invoice_id"), "reminder", ["fee_invoice_id"], unique=False)
    op.create_table(
        "reminder_invoice",
        sa.Column("reminder_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("invoice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("owed", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invoice_id"], ["invoice.id"], name=op.f("fk_reminder_invoice_invoice_id_invoice")
        ),
        sa.ForeignKeyConstraint(
            ["reminder_id"], ["reminder.id"], name=op.f("fk_reminder_invoice_reminder_id_reminder")
        ),
        sa.PrimaryKeyConstraint("reminder_id", "invoice_id", name=op.f("pk_reminder_invoice")),
        sa.UniqueConstraint("invoice_id", "level", name=op.f("uq_reminder_invoice_invoice_id_level")),
    )

    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in guards.SQLITE_UP if on_sqlite else guards.POSTGRESQL_UP:
        op.execute(statement)


def downgrade() -> None:
    """Take the schema back to the version before; the guards go with their tables."""
    for table in TABLES_LAST_FIRST:
        op.drop_table(table)
