"""Codes: how they are kept (Argon2id), proved, and which new ones are good enough (spec 1.1, 5.3)."""

from functools import cache
from importlib.resources import files

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.domain.refusals import Refusal
from app.services.refusals import CodeTooCommon, CodeTooLong, CodeTooShort

SHORTEST = 12
LONGEST = 1024
_HASHER = PasswordHasher()


def hash_of(code: str) -> str:
    """The Argon2id hash of a code, with the library's own parameters and a fresh salt."""
    return _HASHER.hash(_as_bytes(code))


def proves(code: str, kept: str) -> bool:
    """Whether this code made the kept hash; takes the same time either way."""
    try:
        return len(code) <= LONGEST and _HASHER.verify(kept, _as_bytes(code))
    except (VerificationError, InvalidHashError):
        return False


def _as_bytes(code: str) -> bytes:
    """Whatever was typed or pasted, halves of characters too."""
    return code.encode("utf-8", "surrogatepass")


def is_outdated(kept: str) -> bool:
    """Whether the hash was made with other parameters than today's."""
    return _HASHER.check_needs_rehash(kept)


@cache
def nobodys_hash() -> str:
    """A hash that no code proves, verified for unknown names so that they take the same time."""
    return _HASHER.hash("\0nobody")


@cache
def common_codes() -> frozenset[str]:
    """Codes that everybody tries first, lower case."""
    listed = files("app.services").joinpath("common_codes.txt").read_text(encoding="utf-8")
    return frozenset(line.strip() for line in listed.splitlines() if line.strip())


def weakness_of(code: str, name: str = "") -> Refusal | None:
    """Why this code cannot be a new one: under 12 characters, endless, or common, or the name itself."""
    if len(code) < SHORTEST:
        return CodeTooShort(SHORTEST)
    if len(code) > LONGEST:
        return CodeTooLong(LONGEST)
    plain = code.casefold()
    repeated = len(set(plain)) < 5
    named = len(name) >= 4 and plain.replace(name.casefold(), "").strip("0123456789!@#.-_ ") == ""
    if repeated or named or plain in common_codes() or plain.rstrip("0123456789!?.*#") in common_codes():
        return CodeTooCommon()
    return None
