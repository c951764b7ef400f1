"""Which persons belong to which companies, and types of clients kept as codes instead of a desk's words."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

CODES = {
    "Particulier": "private",
    "Private person": "private",
    "Jeune": "youth",
    "Étudiant": "student",
    "Student": "student",
    "Senior": "senior",
    "Famille": "family",
    "Familie": "family",
    "Family": "family",
    "Entreprise": "business",
    "Bedrijf": "business",
    "Business": "business",
    "Personnel": "staff",
    "Personeel": "staff",
    "Staff": "staff",
}
"""What the card offered in its three languages; any other text was typed and stays as it is."""
WORDS = {code: word for word, code in reversed(CODES.items())}


def upgrade() -> None:
    """Bring the schema to this version."""
    op.create_table(
        "company_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.CheckConstraint("person_id <> company_id", name=op.f("ck_company_link_two_clients")),
        sa.ForeignKeyConstraint(["person_id"], ["client.id"], name=op.f("fk_company_link_person_id_client")),
        sa.ForeignKeyConstraint(
            ["company_id"], ["client.id"], name=op.f("fk_company_link_company_id_client")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_company_link")),
    )
    op.create_index("ix_company_link_company_id", "company_link", ["company_id"])
    op.create_index(
        "ix_company_link_person_id_company_id", "company_link", ["person_id", "company_id"], unique=True
    )
    _rename(CODES)


def downgrade() -> None:
    """Take the schema back to the version before."""
    _rename(WORDS)
    op.drop_table("company_link")


def _rename(names: dict[str, str]) -> None:
    """Give the types of clients other names, on the cards and in the saved searches."""
    connection = op.get_bind()
    for old, new in names.items():
        connection.execute(
            sa.text("UPDATE client SET client_type = :new WHERE client_type = :old"), {"old": old, "new": new}
        )
    segment = sa.table("segment", sa.column("id", sa.Integer), sa.column("criteria", sa.JSON))
    for row in connection.execute(sa.select(segment.c.id, segment.c.criteria)).all():
        criteria = _renamed(row.criteria, names)
        if criteria != row.criteria:
            connection.execute(sa.update(segment).where(segment.c.id == row.id).values(criteria=criteria))


def _renamed(criteria: dict[str, object], names: dict[str, str]) -> dict[str, object]:
    """The criteria of a segment with the types under their other names."""
    renamed: dict[str, object] = json.loads(json.dumps(criteria))
    conditions = renamed.get("conditions")
    for condition in conditions if isinstance(conditions, list) else []:
        if condition.get("field") == "client_type":
            condition["value"] = names.get(condition["value"], condition["value"])
    return renamed
