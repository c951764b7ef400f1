"""The schema's history: Alembic migrations, run by the program itself on SQLite and PostgreSQL."""
