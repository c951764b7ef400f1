"""First schema: clients, plans, accesses, suspensions, facts, stored schedules, history."""

import sqlalchemy as sa
from alembic import op

from app.models.migrations import guards_0001 as guards

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TABLES_LAST_FIRST = (
    "fact",
    "document",
    "suspension",
    "price_change",
    "manual_change",
    "instalment",
    "access",
    "mandate",
    "client_photo",
    "user_account",
    "sign_in_attempt",
    "segment",
    "plan",
    "meta",
    "history_head",
    "history",
    "command",
    "club_setting",
    "client",
)


def upgrade() -> None:
    """Bring the schema to this version."""
    op.create_table(
        "client",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("surname", sa.Text(), nullable=False),
        sa.Column("first_name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("company", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("address2", sa.Text(), nullable=False),
        sa.Column("postal_code", sa.Text(), nullable=False),
        sa.Column("town", sa.Text(), nullable=False),
        sa.Column("province", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("fax", sa.Text(), nullable=False),
        sa.Column("mobile", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=24), nullable=False),
        sa.Column("contact_person", sa.Text(), nullable=False),
        sa.Column("legal_representative", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("client_type", sa.Text(), nullable=False),
        sa.Column("adviser", sa.Text(), nullable=False),
        sa.Column("vat_number", sa.Text(), nullable=False),
        sa.Column("vat_rate", sa.Text(), nullable=False),
        sa.Column("exemption_certificate", sa.Text(), nullable=False),
        sa.Column("discount_scheme", sa.Text(), nullable=False),
        sa.Column("price_list", sa.Text(), nullable=False),
        sa.Column("payment_term", sa.Text(), nullable=False),
        sa.Column("payment_condition", sa.Text(), nullable=False),
        sa.Column("internal_account", sa.Text(), nullable=False),
        sa.Column("iban", sa.Text(), nullable=False),
        sa.Column("bic", sa.Text(), nullable=False),
        sa.Column("card_number", sa.Text(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("show_remark", sa.Boolean(), nullable=False),
        sa.Column("show_identity", sa.Boolean(), nullable=False),
        sa.Column("national_number", sa.Text(), nullable=False),
        sa.Column("identity_document", sa.Text(), nullable=False),
        sa.Column("block_on", sa.Date(), nullable=True),
        sa.Column("block_by", sa.Text(), nullable=False),
        sa.Column("block_reason", sa.Text(), nullable=False),
        sa.Column("block_automatic", sa.Boolean(), nullable=False),
        sa.Column("deactivated_on", sa.Date(), nullable=True),
        sa.Column("deactivated_by", sa.Text(), nullable=False),
        sa.Column("surname_key", KEY, nullable=False),
        sa.Column("first_name_key", KEY, nullable=False),
        sa.Column("name_key", KEY, nullable=False),
        sa.Column("rest_key", KEY, nullable=False),
        sa.Column("town_key", KEY, nullable=False),
        sa.Column("email_key", KEY, nullable=False),
        sa.Column("phone_key", KEY, nullable=False),
        sa.Column("second_phone_key", KEY, nullable=False),
        sa.Column("card_key", KEY, nullable=False),
        sa.Column("birth_key", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("state_order", sa.Integer(), nullable=False),
        sa.Column("has_access", sa.Boolean(), nullable=False),
        sa.Column("access_last", sa.Date(), nullable=True),
        sa.Column("end_open", sa.Boolean(), nullable=False),
        sa.Column("access_key", sa.Date(), nullable=False),
        sa.Column("suspended_from", sa.Date(), nullable=True),
        sa.Column("suspended_until", sa.Date(), nullable=True),
        sa.Column("suspended_open", sa.Boolean(), nullable=False),
        sa.Column("balance", sa.BigInteger(), nullable=False),
        sa.Column("next_change_on", sa.Date(), nullable=True),
        sa.CheckConstraint("kind IN ('natural', 'legal')", name="ck_client_kind_known"),
        sa.CheckConstraint(
            "state IN ('prospect', 'active', 'suspended', 'blocked', 'deactivated', 'former')",
            name="ck_client_state_known",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_client"),
        sa.UniqueConstraint("number", name="uq_client_number"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_client_access_key_id", "client", ["access_key", "id"], unique=False)
    op.create_index("ix_client_balance_id", "client", ["balance", "id"], unique=False)
    op.create_index("ix_client_birth_key_id", "client", ["birth_key", "id"], unique=False)
    op.create_index("ix_client_block_on", "client", ["block_on"], unique=False)
    op.create_index("ix_client_email_key", "client", ["email_key"], unique=False)
    op.create_index("ix_client_first_name_key_id", "client", ["first_name_key", "id"], unique=False)
    op.create_index("ix_client_second_phone_key", "client", ["second_phone_key"], unique=False)
    op.create_index("ix_client_next_change_on", "client", ["next_change_on"], unique=False)
    op.create_index("ix_client_phone_key_id", "client", ["phone_key", "id"], unique=False)
    op.create_index("ix_client_postal_code", "client", ["postal_code"], unique=False)
    op.create_index("ix_client_state_number_id", "client", ["state", "number", "id"], unique=False)
    op.create_index("ix_client_state_order_id", "client", ["state_order", "id"], unique=False)
    op.create_index("ix_client_state_surname_key_id", "client", ["state", "surname_key", "id"], unique=False)
    op.create_index("ix_client_surname_key_id", "client", ["surname_key", "id", "name_key"], unique=False)
    op.create_index("ix_client_town_key_id", "client", ["town_key", "id"], unique=False)
    op.create_index(
        "uq_client_card_key",
        "client",
        ["card_key"],
        unique=True,
        sqlite_where=sa.text("card_key <> ''"),
        postgresql_where=sa.text("card_key <> ''"),
    )
    op.create_table(
        "club_setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.CheckConstraint("id = 1", name="ck_club_setting_one_row"),
        sa.PrimaryKeyConstraint("id", name="pk_club_setting"),
    )
    op.create_table(
        "command",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_command"),
    )
    op.create_table(
        "history",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("operator", sa.Text(), nullable=False),
        sa.Column("workstation", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=True),
        sa.Column("access_id", sa.Integer(), nullable=True),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("command_id", sa.Text(), nullable=False),
        sa.Column("previous_hash", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_history"),
    )
    op.create_index("ix_history_access_id_id", "history", ["access_id", "id"], unique=False)
    op.create_index("ix_history_client_id_id", "history", ["client_id", "id"], unique=False)
    op.create_table(
        "history_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.CheckConstraint("id = 1", name="ck_history_head_one_row"),
        sa.PrimaryKeyConstraint("id", name="pk_history_head"),
    )
    op.create_table(
        "meta",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_meta"),
    )
    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", KEY, nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("length", sa.Integer(), nullable=True),
        sa.Column("payment", sa.String(length=24), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("registration_fee", sa.BigInteger(), nullable=False),
        sa.Column("maintenance", sa.BigInteger(), nullable=False),
        sa.Column("instalments", sa.Integer(), nullable=True),
        sa.Column("period_count", sa.Integer(), nullable=False),
        sa.Column("period_unit", sa.String(length=24), nullable=False),
        sa.Column("debit_day", sa.Integer(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("kind IN ('unlimited', 'months', 'days')", name="ck_plan_kind_known"),
        sa.CheckConstraint("payment IN ('direct_debit', 'at_once')", name="ck_plan_payment_known"),
        sa.CheckConstraint("period_unit IN ('month', 'week')", name="ck_plan_period_unit_known"),
        sa.PrimaryKeyConstraint("id", name="pk_plan"),
        sa.UniqueConstraint("name_key", name="uq_plan_name_key"),
    )
    op.create_table(
        "segment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", KEY, nullable=False),
        sa.Column("criteria", sa.JSON(), nullable=False),
        sa.Column("saved_by", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_segment"),
        sa.UniqueConstraint("name_key", name="uq_segment_name_key"),
    )
    op.create_table(
        "sign_in_attempt",
        sa.Column("name_key", KEY, nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("name_key", name="pk_sign_in_attempt"),
    )
    op.create_table(
        "user_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", KEY, nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.Column("must_change_code", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_sign_in", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "role IN ('reception', 'manager', 'administrator')", name="ck_user_account_role_known"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_user_account"),
        sa.UniqueConstraint("name_key", name="uq_user_account_name_key"),
    )
    op.create_table(
        "client_photo",
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name="fk_client_photo_client_id_client"),
        sa.PrimaryKeyConstraint("client_id", name="pk_client_photo"),
    )
    op.create_table(
        "mandate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("iban", sa.Text(), nullable=False),
        sa.Column("bic", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("reference_key", KEY, nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name="fk_mandate_client_id_client"),
        sa.PrimaryKeyConstraint("id", name="pk_mandate"),
        sa.UniqueConstraint("reference_key", name="uq_mandate_reference_key"),
    )
    op.create_index("ix_mandate_client_id", "mandate", ["client_id"], unique=False)
    op.create_table(
        "access",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=True),
        sa.Column("plan_name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("payment", sa.String(length=24), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("registration_fee", sa.BigInteger(), nullable=False),
        sa.Column("maintenance", sa.BigInteger(), nullable=False),
        sa.Column("first_due", sa.Date(), nullable=True),
        sa.Column("anchor_day", sa.Integer(), nullable=True),
        sa.Column("period_count", sa.Integer(), nullable=False),
        sa.Column("period_unit", sa.String(length=24), nullable=False),
        sa.Column("instalments", sa.Integer(), nullable=True),
        sa.Column("first_amounts", sa.JSON(), nullable=False),
        sa.Column("price_steps", sa.JSON(), nullable=False),
        sa.Column("next_sequence", sa.Integer(), nullable=False),
        sa.Column("current_last", sa.Date(), nullable=True),
        sa.Column("end_open", sa.Boolean(), nullable=False),
        sa.Column("stored_to", sa.Integer(), nullable=True),
        sa.Column("sold_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sold_by", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('unlimited', 'months', 'days')", name="ck_access_kind_known"),
        sa.CheckConstraint("payment IN ('direct_debit', 'at_once')", name="ck_access_payment_known"),
        sa.CheckConstraint("period_unit IN ('month', 'week')", name="ck_access_period_unit_known"),
        sa.CheckConstraint(
            "first_due IS NULL OR anchor_day BETWEEN 1 AND 31", name="ck_access_anchor_is_a_day"
        ),
        sa.CheckConstraint("last_day IS NULL OR last_day >= first_day", name="ck_access_days_in_order"),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name="fk_access_client_id_client"),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name="fk_access_mandate_id_mandate"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_access_plan_id_plan"),
        sa.PrimaryKeyConstraint("id", name="pk_access"),
    )
    op.create_index("ix_access_client_id", "access", ["client_id"], unique=False)
    op.create_index("ix_access_current_last", "access", ["current_last"], unique=False)
    op.create_index("ix_access_mandate_id", "access", ["mandate_id"], unique=False)
    op.create_index("ix_access_plan_id", "access", ["plan_id"], unique=False)
    op.create_table(
        "instalment",
        sa.Column("access_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("origin", sa.String(length=24), nullable=False),
        sa.Column("suspension_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "origin IN ('contract', 'first_amount', 'price_step', 'price_change', 'suspension', 'postponed', 'manual', 'added')",
            name="ck_instalment_origin_known",
        ),
        sa.CheckConstraint(
            "state IN ('planned', 'on_hold', 'presented', 'collected', 'rejected', 'deleted')",
            name="ck_instalment_state_known",
        ),
        sa.CheckConstraint("amount > 0", name="ck_instalment_amount_is_a_debit"),
        sa.ForeignKeyConstraint(["access_id"], ["access.id"], name="fk_instalment_access_id_access"),
        sa.PrimaryKeyConstraint("access_id", "rank", name="pk_instalment"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_instalment_due_state", "instalment", ["due", "state"], unique=False)
    op.create_table(
        "manual_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("access_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('amount', 'date', 'delete', 'restore', 'hold', 'release', 'add')",
            name="ck_manual_change_kind_known",
        ),
        sa.CheckConstraint("amount IS NULL OR amount > 0", name="ck_manual_change_amount_is_a_debit"),
        sa.CheckConstraint("rank <> 0", name="ck_manual_change_rank_exists"),
        sa.ForeignKeyConstraint(["access_id"], ["access.id"], name="fk_manual_change_access_id_access"),
        sa.PrimaryKeyConstraint("id", name="pk_manual_change"),
        sa.UniqueConstraint("access_id", "sequence", name="uq_manual_change_access_id_sequence"),
    )
    op.create_table(
        "price_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("access_id", sa.Integer(), nullable=False),
        sa.Column("from_rank", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount > 0", name="ck_price_change_amount_is_a_debit"),
        sa.ForeignKeyConstraint(["access_id"], ["access.id"], name="fk_price_change_access_id_access"),
        sa.PrimaryKeyConstraint("id", name="pk_price_change"),
        sa.UniqueConstraint("access_id", "sequence", name="uq_price_change_access_id_sequence"),
    )
    op.create_table(
        "suspension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("access_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("first_rank", sa.Integer(), nullable=True),
        sa.Column("last_rank", sa.Integer(), nullable=True),
        sa.Column("open_ranks", sa.Boolean(), nullable=False),
        sa.Column("maintenance", sa.BigInteger(), nullable=True),
        sa.Column("postpones", sa.Boolean(), nullable=False),
        sa.Column("replaces_manual", sa.Boolean(), nullable=False),
        sa.Column("returned", sa.JSON(), nullable=False),
        sa.Column("has_returned", sa.Boolean(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stopped_on", sa.Date(), nullable=True),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(first_rank IS NULL) = (maintenance IS NULL)", name="ck_suspension_ranks_have_an_amount"
        ),
        sa.CheckConstraint(
            "NOT open_ranks OR (first_rank IS NOT NULL AND last_rank IS NULL)",
            name="ck_suspension_open_ranks_have_no_last",
        ),
        sa.CheckConstraint("last_day IS NULL OR last_day >= first_day", name="ck_suspension_days_in_order"),
        sa.CheckConstraint(
            "last_rank IS NULL OR last_rank >= first_rank", name="ck_suspension_ranks_in_order"
        ),
        sa.CheckConstraint(
            "maintenance IS NULL OR maintenance > 0", name="ck_suspension_maintenance_is_a_debit"
        ),
        sa.ForeignKeyConstraint(["access_id"], ["access.id"], name="fk_suspension_access_id_access"),
        sa.PrimaryKeyConstraint("id", name="pk_suspension"),
    )
    op.create_index("ix_suspension_access_id", "suspension", ["access_id"], unique=False)
    op.create_index("ix_suspension_first_day", "suspension", ["first_day"], unique=False)
    op.create_index("ix_suspension_last_day", "suspension", ["last_day"], unique=False)
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("access_id", sa.Integer(), nullable=True),
        sa.Column("suspension_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["access_id"], ["access.id"], name="fk_document_access_id_access"),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name="fk_document_client_id_client"),
        sa.ForeignKeyConstraint(
            ["suspension_id"], ["suspension.id"], name="fk_document_suspension_id_suspension"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
    )
    op.create_index("ix_document_access_id", "document", ["access_id"], unique=False)
    op.create_index("ix_document_client_id", "document", ["client_id"], unique=False)
    op.create_index("ix_document_suspension_id", "document", ["suspension_id"], unique=False)
    op.create_table(
        "fact",
        sa.Column("access_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("origin", sa.String(length=24), nullable=False),
        sa.Column("suspension_id", sa.Integer(), nullable=True),
        sa.Column("postpones", sa.Boolean(), nullable=False),
        sa.Column("presented_on", sa.Date(), nullable=False),
        sa.Column("collected_on", sa.Date(), nullable=True),
        sa.Column("rejected_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "origin IN ('contract', 'first_amount', 'price_step', 'price_change', 'suspension', 'postponed', 'manual', 'added')",
            name="ck_fact_origin_known",
        ),
        sa.CheckConstraint("state IN ('presented', 'collected', 'rejected')", name="ck_fact_state_known"),
        sa.CheckConstraint("amount > 0", name="ck_fact_amount_is_a_debit"),
        sa.ForeignKeyConstraint(["access_id"], ["access.id"], name="fk_fact_access_id_access"),
        sa.ForeignKeyConstraint(
            ["suspension_id"], ["suspension.id"], name="fk_fact_suspension_id_suspension"
        ),
        sa.PrimaryKeyConstraint("access_id", "rank", name="pk_fact"),
    )
    op.create_index("ix_fact_suspension_id", "fact", ["suspension_id"], unique=False)
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in guards.SQLITE_UP if on_sqlite else guards.POSTGRESQL_UP:
        op.execute(statement)
    op.execute("INSERT INTO history_head (id, entries, hash) VALUES (1, 0, '')")


def downgrade() -> None:
    """Take the schema back to the version before."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in guards.SQLITE_DOWN if on_sqlite else guards.POSTGRESQL_DOWN:
        op.execute(statement)
    for table in TABLES_LAST_FIRST:
        op.drop_table(table)
