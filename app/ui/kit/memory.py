"""What windows remember per user: widths, orders, hidden columns, sizes."""

from typing import Any, Protocol


class Memory(Protocol):
    """A small store of JSON-like dictionaries by name."""

    def get(self, name: str) -> dict[str, Any] | None:
        """Return what was remembered under `name`."""

    def set(self, name: str, value: dict[str, Any]) -> None:
        """Remember `value` under `name`."""


class SessionMemory:
    """Remembers until the program ends."""

    def __init__(self) -> None:
        self._kept: dict[str, dict[str, Any]] = {}

    def get(self, name: str) -> dict[str, Any] | None:
        """See `Memory.get`."""
        return self._kept.get(name)

    def set(self, name: str, value: dict[str, Any]) -> None:
        """See `Memory.set`."""
        self._kept[name] = value
