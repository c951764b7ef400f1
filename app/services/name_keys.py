"""Names that must be unique whatever their case: users, plans, segments, mandate references."""

import unicodedata


def name_key(name: str) -> str:
    """The form in which two spellings of one name are the same: composed, without case, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", storable(name)).casefold().split())


def storable(text: str) -> str:
    """The text as every database takes it: without NUL, and with `?` for halves of a character."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
