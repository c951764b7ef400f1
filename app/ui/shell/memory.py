"""What one user's windows remember at this workstation, on top of the file that keeps it for all."""

from typing import Any

from app.settings import Memory


class UserMemory:
    """The memory of one user: small JSON dictionaries by name."""

    def __init__(self, kept: Memory, user: str) -> None:
        self._kept, self._user = kept, user

    def get(self, name: str) -> dict[str, Any] | None:
        """See `kit.memory.Memory.get`."""
        value = self._kept.recall(self._user, name)
        return value if isinstance(value, dict) else None

    def set(self, name: str, value: dict[str, Any]) -> None:
        """See `kit.memory.Memory.set`."""
        self._kept.remember(self._user, name, value)
