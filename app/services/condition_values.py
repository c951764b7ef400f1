"""Which values the conditions of a segment can have."""

import re
from collections.abc import Callable

from app.services.client_fields import LANGUAGES
from app.services.criteria import Condition, ConditionField, StateFilter

LONGEST_TEXT = 120
ACCESS_ENDS = ("this_month", "next_month", "past")


def is_meaningful(condition: Condition) -> bool:
    """Whether the condition has a value that its field can have."""
    return _VALUES[condition.field](condition.value)


def _whole(least: int, most: int) -> Callable[[str], bool]:
    return lambda value: bool(re.fullmatch(r"[0-9]{1,9}", value)) and least <= int(value) <= most


def _one_of(*listed: str) -> Callable[[str], bool]:
    return lambda value: value in listed


def _text(value: str) -> bool:
    return bool(value.strip()) and len(value) <= LONGEST_TEXT and value.isprintable()


_VALUES: dict[ConditionField, Callable[[str], bool]] = {
    ConditionField.ACTIVE: _one_of("yes", "no"),
    ConditionField.STATE: _one_of(*(state.value for state in StateFilter)),
    ConditionField.SUSPENDED_OPEN_SINCE: _whole(0, 36_600),
    ConditionField.ACCESS_ENDS: _one_of(*ACCESS_ENDS),
    ConditionField.PLAN: _whole(1, 999_999_999),
    ConditionField.TOWN: _text,
    ConditionField.POSTAL_CODE: _text,
    ConditionField.LANGUAGE: _one_of(*LANGUAGES),
    ConditionField.CLIENT_TYPE: _text,
    ConditionField.ADVISER: _text,
    ConditionField.BIRTH_MONTH: _whole(1, 12),
    ConditionField.AGE_AT_LEAST: _whole(0, 150),
    ConditionField.AGE_AT_MOST: _whole(0, 150),
    ConditionField.BALANCE_AT_LEAST: _whole(0, 999_999_999),
    ConditionField.NO_EMAIL: lambda value: value == "",
    ConditionField.CREATED_SINCE: _whole(0, 36_600),
}
