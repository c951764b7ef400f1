"""All controls that are typed into, under one roof."""

from app.ui.kit.date_entry import DateEntry
from app.ui.kit.line_entry import LineEntry, PasswordEntry, SearchEntry
from app.ui.kit.number_entries import MoneyEntry, WholeEntry

__all__ = ["DateEntry", "LineEntry", "MoneyEntry", "PasswordEntry", "SearchEntry", "WholeEntry"]
