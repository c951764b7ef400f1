"""Read a proof document from a file: what kinds and how much is kept (spec 1.5)."""

from dataclasses import dataclass
from pathlib import Path

from app.domain.refusals import Refused
from app.services.refusals import FileKindUnknown, FileTooLarge, FileUnreadable

MEGABYTES = 10
LONGEST_NAME = 120
_BEGINNINGS = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}


@dataclass(frozen=True, slots=True)
class Proof:
    """A document as it is to be stored."""

    name: str
    media_type: str
    content: bytes


def read_proof(path: Path) -> Proof:
    """The document in this file; its kind is read from its content, not from its name.

    Refuses: FileUnreadable, FileTooLarge (over 10 MB), FileKindUnknown (not PDF, JPEG or PNG).
    """
    name = _shown(path.name)
    try:
        with path.open("rb") as file:
            content = file.read(MEGABYTES * 1024 * 1024 + 1)
    except (OSError, ValueError) as fault:
        raise Refused(FileUnreadable(name)) from fault
    if len(content) > MEGABYTES * 1024 * 1024:
        raise Refused(FileTooLarge(name, MEGABYTES))
    for beginning, media_type in _BEGINNINGS.items():
        if content.startswith(beginning):
            return Proof(name, media_type, content)
    raise Refused(FileKindUnknown(name))


def _shown(name: str) -> str:
    """The name of a file without characters that cannot be seen, and not too long to be shown."""
    visible = "".join(letter for letter in name if letter.isprintable())
    return visible if len(visible) <= LONGEST_NAME else f"…{visible[-LONGEST_NAME:]}"
