"""What the databases guard by themselves since 0007: billed activities never move, nor what each client was billed.

The function `guard_refuse` of PostgreSQL is that of `guards_0001`.
"""

_BILLED = "WHEN (OLD.billed_on IS NOT NULL)"
_FROZEN = (
    ("activity_billed_never_changes", "UPDATE", "activity", _BILLED),
    ("activity_billed_is_never_deleted", "DELETE", "activity", _BILLED),
    ("activity_share_never_changes", "UPDATE", "activity_share", ""),
    ("activity_share_is_never_deleted", "DELETE", "activity_share", ""),
    ("dossier_invoice_never_changes", "UPDATE", "dossier_invoice", ""),
    ("dossier_invoice_is_never_deleted", "DELETE", "dossier_invoice", ""),
)

SQLITE_UP = tuple(
    f"CREATE TRIGGER {name} BEFORE {event} ON {table} {when} BEGIN SELECT RAISE(ABORT, '{name}'); END"
    for name, event, table, when in _FROZEN
)
POSTGRESQL_UP = tuple(
    f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {when} EXECUTE FUNCTION guard_refuse()"
    for name, event, table, when in _FROZEN
)
