"""The names of the criteria and what a filled one says: for chips, menus and labels."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from app.i18n import current, day, mark, tr
from app.messages.words import word
from app.services.criteria import Condition, Criteria, StateFilter
from app.ui.search.condition_words import condition_words

NAMES: dict[str, str] = {
    "anything": mark("Partout"),
    "surname": mark("Nom"),
    "first_name": mark("Prénom"),
    "number": mark("N° de client"),
    "card": mark("N° de carte"),
    "phone": mark("Téléphone"),
    "email": mark("E-mail"),
    "town": mark("Ville"),
    "birth_date": mark("Date de naissance"),
    "state": mark("État"),
}
"""Each field of `Criteria` that a person fills, in the order in which they are shown."""


def criterion_name(key: str) -> str:
    """The name of one criterion."""
    return tr(NAMES[key])


def criterion_value(criteria: Criteria, key: str) -> str:
    """What one criterion asks for, in words; empty if it asks for nothing."""
    value = getattr(criteria, key)
    if isinstance(value, StateFilter):
        return "" if value is StateFilter.ALL else word(value, current()).lower()
    if isinstance(value, date):
        return day(value)
    return str(value or "")


def without(criteria: Criteria, key: str) -> Criteria:
    """The criteria with one of them asking for nothing."""
    changes: dict[str, Any] = {key: getattr(Criteria(), key)}
    return replace(criteria, **changes)


def without_condition(criteria: Criteria, condition: Condition) -> Criteria:
    """The criteria without one condition."""
    kept = tuple(each for each in criteria.conditions if each != condition)
    return replace(criteria, conditions=kept)


def told(criteria: Criteria, plans: Mapping[str, str]) -> list[tuple[str, str]]:
    """Every criterion that asks for something, as (name, value)."""
    filled = [(criterion_name(key), value) for key in NAMES if (value := criterion_value(criteria, key))]
    return filled + [condition_words(condition, plans) for condition in criteria.conditions]
