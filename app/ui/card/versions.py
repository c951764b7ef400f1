"""A stale edit, told: what stands in the database now beside what is typed here, field by field."""

from dataclasses import fields as fields_of
from datetime import date

from app.i18n import current, day, tr
from app.messages.history import plain
from app.services.fields import ClientFields

MOST = 8
"""Fields that are told; where more differ, these are enough to know that somebody worked on the card."""


def differences(theirs: ClientFields, typed: ClientFields, labels: dict[str, str]) -> str:
    """Both versions, field by field: what stands there now, and what is typed here."""
    lines = [
        tr(
            "{field} : « {theirs} » est enregistré, « {mine} » est tapé ici.",
            field=labels.get(each.name, each.name),
            theirs=_told(each.name, getattr(theirs, each.name)),
            mine=_told(each.name, getattr(typed, each.name)),
        )
        for each in fields_of(ClientFields)
        if getattr(theirs, each.name) != getattr(typed, each.name)
    ]
    return "\n".join(lines[:MOST])


def _told(name: str, value: object) -> str:
    if isinstance(value, bool):
        return tr("oui") if value else tr("non")
    return day(value) if isinstance(value, date) else plain(name, value, current()) if value else ""
