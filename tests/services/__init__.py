"""The verbs of the desk, on real SQLite and real PostgreSQL."""
