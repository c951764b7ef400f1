"""Papers printed at a desk need the same small club as the verbs do."""

from tests.services.conftest import club, desk, desk_of, on

__all__ = ["club", "desk", "desk_of", "on"]
