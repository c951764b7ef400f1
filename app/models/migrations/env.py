"""Where Alembic starts: it works on the connection it is handed, never on one of its own."""

from alembic import context

from app.models import Base


def _ignores_native(_object: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    """Leave what each database searches names by out of comparisons: no mapped class stands for it."""
    native_table = kind == "table" and name is not None and name == "client_word"
    native_index = kind == "index" and name == "ix_client_name_trigrams"
    return not (native_table or native_index)


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    include_object=_ignores_native,
    compare_type=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
