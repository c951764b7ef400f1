"""A desk far from its server, whose line can break in the middle of a commit.

A plugin of fixtures: `tests/conftest.py` makes them known to every test. The server is reached by a socket
file, so the tests run where there are such.
"""

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from app.services.store import Store, open_store

_COMMIT = re.compile(rb"\bCOMMIT\b")
"""Not the READ COMMITTED with which a transaction may begin."""


@dataclass
class Line:
    """A line to the server that can break at the next commit: before it arrives, or before its answer does."""

    server: str
    breaks: str = ""
    stays_broken: bool = False
    is_down: bool = False
    entry: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))
    threads: list[threading.Thread] = field(default_factory=list)
    open: list[socket.socket] = field(default_factory=list)

    def begin(self) -> None:
        """Take calls."""
        self._run(self._accept)

    def end(self) -> None:
        """Hang up everywhere."""
        self.is_down = True
        with suppress(OSError):
            self.entry.shutdown(socket.SHUT_RDWR)
        self.entry.close()
        self._hang_up()
        for thread in self.threads:
            thread.join()

    def _run(self, job: object, *args: object) -> None:
        thread = threading.Thread(target=job, args=args)  # type: ignore[arg-type]  # a bound method
        self.threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                caller, _ = self.entry.accept()
            except OSError:
                return
            if self.is_down:
                caller.close()
                continue
            callee = socket.socket(socket.AF_UNIX)
            callee.connect(self.server)
            self.open += [caller, callee]
            self._run(self._ask, caller, callee)
            self._run(self._answer, callee, caller)

    def _ask(self, caller: socket.socket, callee: socket.socket) -> None:
        with suppress(OSError):
            while data := caller.recv(65536):
                is_commit = _COMMIT.search(data) is not None
                if is_commit and self.breaks == "before":
                    self._break()
                    return
                if is_commit and self.breaks == "after":
                    self.breaks = "answer"  # before the server has the commit, for it may answer at once
                callee.sendall(data)

    def _answer(self, callee: socket.socket, caller: socket.socket) -> None:
        with suppress(OSError):
            while data := callee.recv(65536):
                if self.breaks == "answer":
                    self._break()
                    return
                caller.sendall(data)

    def _break(self) -> None:
        self.breaks, self.is_down = "", self.stays_broken
        self._hang_up()

    def _hang_up(self) -> None:
        for each in self.open:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()


@pytest.fixture
def line(place: str) -> Iterator[Line]:
    """The line of a desk."""
    host = make_url(place).query["host"]
    assert isinstance(host, str)
    made = Line(str(next(Path(host).glob(".s.PGSQL.*[0-9]"))))
    made.begin()
    yield made
    made.end()


@pytest.fixture
def far(line: Line, place: str) -> Iterator[Store]:
    """The database at the end of that line."""
    port = line.entry.getsockname()[1]
    url = make_url(place).set(
        host="127.0.0.1", port=port, query={"sslmode": "disable", "gssencmode": "disable"}
    )
    store = open_store(url.render_as_string(hide_password=False))
    yield store
    store.close()
