"""Desks of a process of their own: forked from one that has the program loaded, since loading it takes a second."""

import multiprocessing
import random
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path

_PATIENCE = 100
"""So many seconds at most until a desk has done what it was told."""
_LOADED = [
    "tests.services.invoice_process",
    "tests.services.writer_process",
    "psycopg",
    "sqlalchemy.dialects.postgresql.psycopg",
    "sqlalchemy.dialects.sqlite.pysqlite",
]


@dataclass(frozen=True)
class DeskProcess:
    """A desk at work, and the file into which it writes what was acknowledged."""

    process: BaseProcess
    acknowledged: Path
    errors: Path

    def lines(self) -> list[str]:
        """The lines that were written to their end."""
        if not self.acknowledged.exists():
            return []
        return self.acknowledged.read_text(encoding="ascii").rpartition("\n")[0].splitlines()

    def works_to_the_end(self) -> None:
        """Wait until it has done everything."""
        self.process.join(_PATIENCE)
        complaint = self.errors.read_text(encoding="utf-8") if self.errors.exists() else "it never began"
        assert self.process.exitcode == 0, complaint

    def is_killed_after(self, lines: int, chance: random.Random) -> None:
        """Kill it after it acknowledged so many, at a moment nobody chose."""
        grown = threading.Event()
        while self.process.is_alive() and len(self.lines()) < lines:
            grown.wait(0.005)
        grown.wait(chance.random() * 0.03)
        self.process.kill()
        self.process.join(_PATIENCE)


def start_desk(work: Callable[..., None], acknowledged: Path, *words: object) -> DeskProcess:
    """Let a process do `work(acknowledged, *words)`."""
    errors = acknowledged.with_suffix(".errors")
    process = _context().Process(target=_work, args=(errors, work, acknowledged, *words))  # type: ignore[attr-defined]  # each context has it
    process.start()
    return DeskProcess(process, acknowledged, errors)


def _context() -> BaseContext:
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_LOADED)
    return context


def _work(errors: Path, work: Callable[..., None], *words: object) -> None:
    """What the process does; what it complains about is kept."""
    with errors.open("w", encoding="utf-8", buffering=1) as told:
        sys.stderr = told
        try:
            work(*words)
        except BaseException:
            sys.excepthook(*sys.exc_info())
            raise SystemExit(1) from None
