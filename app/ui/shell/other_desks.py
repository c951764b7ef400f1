"""Hears what other desks of the club save, so that the windows here show it too (spec 5.2)."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.store import Store


class OtherDesks(QObject):
    """`changed` carries what was touched elsewhere; an empty set: anything may have been."""

    changed = Signal(object)

    def __init__(self, parent: QObject, store: Store) -> None:
        super().__init__(parent)
        self._end = threading.Event()
        self._thread: threading.Thread | None = None
        if store.dialect == "postgresql":
            hear = partial(_listen, store, self.changed.emit, self._end)
            self._thread = threading.Thread(target=hear, name="other desks", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Hear nothing more; waits for the thread to leave."""
        self._end.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None


def _listen(store: Store, hear: Callable[[object], None], end: threading.Event) -> None:
    from app.services.notices import listen

    listen(store, hear, end)
