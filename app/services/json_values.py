"""Frozen values to JSON and back, guided by their own type hints: outcomes, criteria, settings."""

import dataclasses
import types
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, NewType, TypeVar, Union, cast, get_args, get_origin, get_type_hints

V = TypeVar("V")


def to_json(value: object) -> Any:
    """A frozen value as plain JSON: dataclasses as objects, dates in ISO form, sets sorted."""
    if value is None or type(value) in _AS_THEY_ARE:
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {name: to_json(getattr(value, name)) for name in _names(type(value))}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (set, frozenset)):
        return sorted((to_json(one) for one in value), key=repr)
    if isinstance(value, (list, tuple)):
        return [to_json(one) for one in value]
    if isinstance(value, Mapping):
        return {str(key): to_json(one) for key, one in value.items()}
    if isinstance(value, (int, str)):
        return value
    raise TypeError(f"{type(value).__name__} has no JSON form here")


_AS_THEY_ARE = frozenset({bool, int, str})


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


def from_json(kind: type[V], stored: Any) -> V:
    """The value of this type that `to_json` wrote. Fields that were added since take their default."""
    return cast(V, _read(kind, stored))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(kind: Any, stored: Any) -> Any:
    if isinstance(kind, NewType):
        return _read(kind.__supertype__, stored)
    if get_origin(kind) in (Union, types.UnionType):
        return _read_optional(get_args(kind), stored)
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], one) for one in stored)
    if get_origin(kind) in (set, frozenset):
        return frozenset(_read(get_args(kind)[0], one) for one in stored)
    if get_origin(kind) is dict:
        return {key: _read(get_args(kind)[1], one) for key, one in stored.items()}
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(**{name: _read(hints[name], one) for name, one in stored.items() if name in hints})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(stored)
    if kind in (date, datetime):
        return kind.fromisoformat(stored)
    return stored


def _read_optional(kinds: tuple[Any, ...], stored: Any) -> Any:
    if stored is None:
        return None
    (kind,) = (one for one in kinds if one is not types.NoneType)
    return _read(kind, stored)
