"""What a save changed, for the history: the fields that differ, before and after."""

from dataclasses import fields
from typing import Any

from app.services.json_values import to_json


def differences(before: Any, after: Any) -> tuple[dict[str, object], dict[str, object]]:
    """The fields in which two values of one dataclass differ, as they were and as they are."""
    changed = [
        field.name for field in fields(after) if getattr(before, field.name) != getattr(after, field.name)
    ]
    return (
        {name: to_json(getattr(before, name)) for name in changed},
        {name: to_json(getattr(after, name)) for name in changed},
    )
