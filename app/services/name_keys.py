"""Names that must be unique whatever their case: users, plans, segments, mandate references."""

import unicodedata


def name_key(name: str) -> str:
    """The form in which two spellings of one name are the same: composed, without case, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
