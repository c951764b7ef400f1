"""SQLAlchemy mappings and Alembic migrations; no rules."""
