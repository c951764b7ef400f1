"""What the databases guard by themselves since 0005: what was billed, paid and reminded never changes.

An invoice keeps its number, parties, lines and amounts; only what is kept about it moves (paid,
credited, fees, on hold, reminders). Numbers of a series only count up by one.
"""

INVOICE_FROZEN = (
    "id", "kind", "year", "sequence", "number", "client_id", "credits_id", "issued_on", "due", "net", "vat",
    "gross", "language", "communication", "note", "issued_at", "issued_by",
)  # fmt: skip
REMINDER_FROZEN = (
    "id", "client_id", "level", "fee", "fee_invoice_id", "language", "text", "sent_on", "sent_at", "sent_by",
)  # fmt: skip
JSON_FROZEN = ("vat_parts", "seller", "customer")
NEVER_CHANGED = ("invoice_line", "payment", "payment_part", "reminder_invoice")
NEVER_DELETED = (*NEVER_CHANGED, "invoice", "reminder", "number_series")
_COUNTS = (
    "NEW.kind = OLD.kind AND NEW.year = OLD.year AND NEW.last >= OLD.last AND NEW.last_on >= OLD.last_on"
)


def _differs(columns: tuple[str, ...], unequal: str, cast: str = "") -> str:
    return " OR ".join(f"NEW.{name}{cast} {unequal} OLD.{name}{cast}" for name in columns)


def _sqlite(name: str, event: str, table: str, when: str = "") -> str:
    narrowed = f"WHEN ({when})" if when else ""
    return (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} {narrowed} BEGIN SELECT RAISE(ABORT, '{name}'); END"
    )


def _postgresql(name: str, event: str, table: str, when: str = "") -> str:
    narrowed = f"WHEN ({when})" if when else ""
    return f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {narrowed} EXECUTE FUNCTION guard_refuse()"


SQLITE_UP = (
    *(_sqlite(f"{table}_never_changes", "UPDATE", table) for table in NEVER_CHANGED),
    *(_sqlite(f"{table}_is_never_deleted", "DELETE", table) for table in NEVER_DELETED),
    _sqlite(
        "invoice_never_changes", "UPDATE", "invoice", _differs((*INVOICE_FROZEN, *JSON_FROZEN), "IS NOT")
    ),
    _sqlite("reminder_never_changes", "UPDATE", "reminder", _differs(REMINDER_FROZEN, "IS NOT")),
    _sqlite("number_series_counts_up", "UPDATE", "number_series", f"NOT ({_COUNTS})"),
)

POSTGRESQL_UP = (
    *(_postgresql(f"{table}_never_changes", "UPDATE", table) for table in NEVER_CHANGED),
    *(_postgresql(f"{table}_is_never_deleted", "DELETE", table) for table in NEVER_DELETED),
    _postgresql(
        "invoice_never_changes",
        "UPDATE",
        "invoice",
        f"{_differs(INVOICE_FROZEN, 'IS DISTINCT FROM')}"
        f" OR {_differs(JSON_FROZEN, 'IS DISTINCT FROM', '::text')}",
    ),
    _postgresql(
        "reminder_never_changes", "UPDATE", "reminder", _differs(REMINDER_FROZEN, "IS DISTINCT FROM")
    ),
    _postgresql("number_series_counts_up", "UPDATE", "number_series", f"NOT ({_COUNTS})"),
)
