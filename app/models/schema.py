"""Which schema versions this program knows, oldest first; a test compares them with the migrations."""

from pathlib import Path

KNOWN = ("0001", "0002", "0003", "0004", "0005", "0006", "0007")
HEAD = KNOWN[-1]
MIGRATIONS = Path(__file__).resolve().parent / "migrations"
