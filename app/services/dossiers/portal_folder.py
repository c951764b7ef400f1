"""The folder that a web server serves: one unguessable folder per shared dossier, whole or not there (spec 3.3.9)."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from app.services.documents.files import refusing_faults

ROBOTS = b"User-agent: *\nDisallow: /\n"
EMPTY = b""
PASSING = ".gestion-"
"""Begins the name of what stands there for a moment only, while a page is written or removed."""
LONGEST_PASSAGE_SECONDS = 3600.0


def write_page(folder: Path, token: str, files: Mapping[str, bytes]) -> None:
    """Put the files of a page in its folder, in place of those that stood there; all of them, or none.

    Refuses: DiskFull, FileNotWritten (no such drive, no permission, or open in another program).
    """
    target = folder / token
    with refusing_faults(folder):
        folder.mkdir(parents=True, exist_ok=True)
        _guard(folder)
        with _beside(folder) as waiting:
            for name, content in files.items():
                _write(waiting / name, content)
            waiting.chmod(0o755)
            _replace(waiting, target)


def remove_page(folder: Path, token: str) -> None:
    """Take a page away with all its files; where it is gone already, all is well.

    Refuses as `write_page`; a folder that is not there may be a drive that comes back, pages and all.
    """
    target = folder / token
    with refusing_faults(folder):
        if not folder.is_dir():
            raise FileNotFoundError(folder)
        if not target.exists():
            return
        gone = Path(tempfile.mkdtemp(prefix=PASSING, dir=folder))
        target.replace(gone / token)
        shutil.rmtree(gone)


def sweep(folder: Path, now: float) -> int:
    """Remove what a program that was killed has left half-done; how many. `now` in seconds since 1970.

    Refuses as `write_page`.
    """
    with refusing_faults(folder):
        left = [
            path
            for path in (folder.glob(f"{PASSING}*") if folder.is_dir() else ())
            if path.is_dir() and path.stat().st_mtime < now - LONGEST_PASSAGE_SECONDS
        ]
        for path in left:
            shutil.rmtree(path)
    return len(left)


def _guard(folder: Path) -> None:
    """Nothing lists the pages, and no search engine is let in."""
    for name, content in (("index.html", EMPTY), ("robots.txt", ROBOTS)):
        if not (folder / name).exists():
            _write(folder / name, content)


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """A new folder that goes away again unless it was moved to its place."""
    waiting = Path(tempfile.mkdtemp(prefix=PASSING, dir=folder))
    try:
        yield waiting
    finally:
        shutil.rmtree(waiting, ignore_errors=True)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


def _replace(waiting: Path, target: Path) -> None:
    """Swap the new folder in; should that fail, the one that stood there comes back."""
    if not target.exists():
        waiting.rename(target)
        return
    old = Path(tempfile.mkdtemp(prefix=PASSING, dir=target.parent)) / target.name
    target.rename(old)
    try:
        waiting.rename(target)
    except OSError:
        old.rename(target)
        raise
    finally:
        shutil.rmtree(old.parent, ignore_errors=True)
