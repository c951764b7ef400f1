"""Files that are whole or not there: written under another name, then renamed (spec 5.2)."""

import errno
import os
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from app.domain.refusals import Refused
from app.services.refusals import DiskFull, FileNotWritten

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT}) if hasattr(errno, "EDQUOT") else frozenset({errno.ENOSPC})
_LONGEST_STEM = 90
_SPELLED = str.maketrans(
    {"ß": "ss", "Æ": "AE", "æ": "ae", "Œ": "OE", "œ": "oe", "Ø": "O", "ø": "o", "ł": "l", "Ł": "L"}
)


@contextmanager
def whole_file(target: Path) -> Iterator[BinaryIO]:
    """An open file that stands under `target` only once everything was written and is on the disk.

    Whatever goes wrong inside leaves `target` as it was. Refuses: DiskFull; FileNotWritten (no
    permission, no such folder, or open in another program).
    """
    with refusing_faults(target):
        waiting = target.parent / f".gestion-{uuid4().hex}.part"
        try:
            with waiting.open("xb") as out:
                yield out
                out.flush()
                os.fsync(out.fileno())
            waiting.replace(target)
        finally:
            waiting.unlink(missing_ok=True)


@contextmanager
def refusing_faults(target: Path) -> Iterator[None]:
    """Faults of the disk, told as refusals that name `target`."""
    try:
        yield
    except OSError as fault:
        refusal = DiskFull() if fault.errno in _FULL else FileNotWritten(target.name)
        raise Refused(refusal) from fault


def write_file(target: Path, content: bytes) -> None:
    """Write `content` to `target`, whole or not at all. Refuses as `whole_file` does."""
    with whole_file(target) as out:
        out.write(content)


def safe_stem(*parts: str) -> str:
    """A file name without extension that every system takes: "Echéancier", "348", "LEFÈVRE" → Echeancier-348-LEFEVRE."""
    plain = unicodedata.normalize("NFKD", "-".join(parts).translate(_SPELLED))
    letters = plain.encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^A-Za-z0-9]+", "-", letters)[:_LONGEST_STEM].strip("-") or "document"


def free_name(folder: Path, stem: str, suffix: str) -> Path:
    """The first of `stem`, `stem-2`, `stem-3` … that is not taken in `folder`."""
    path = folder / f"{stem}{suffix}"
    number = 2
    while path.exists():
        path = folder / f"{stem}-{number}{suffix}"
        number += 1
    return path
