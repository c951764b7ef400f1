"""Hear what other desks change on a shared PostgreSQL database, so that open windows refresh (spec 5.2).

A commit tells what it touched on the channel `gestion_clientele`; PostgreSQL delivers it after the
commit and only then. A file database has one workstation, nothing to hear, and no driver to load.
"""

import json
import threading
from collections.abc import Callable

from app.services.desk import Touched, TouchedKind
from app.services.store import Store
from app.services.unit_of_work import CHANNEL

Hear = Callable[[frozenset[Touched]], None]
PATIENCE_SECONDS = 0.5
"""How long one wait lasts before `until` is looked at again."""


def listen(store: Store, hear: Hear, until: threading.Event) -> None:
    """Call `hear` with what each commit touched, until the event is set; an empty set: too much to name.

    Runs in a thread of its own. When the server goes away it comes back by itself, and `hear` is
    called with an empty set, since something may have been missed.
    """
    if store.dialect != "postgresql":
        return
    import psycopg

    while not until.is_set():
        try:
            _listen_once(store, hear, until)
        except psycopg.OperationalError:
            until.wait(PATIENCE_SECONDS * 4)
            if not until.is_set():
                hear(frozenset())


def _listen_once(store: Store, hear: Hear, until: threading.Event) -> None:
    import psycopg

    address = store.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"LISTEN {CHANNEL}".encode())
        while not until.is_set():
            for notice in connection.notifies(timeout=PATIENCE_SECONDS):
                hear(_touched(notice.payload))
                if until.is_set():
                    return


def _touched(payload: str) -> frozenset[Touched]:
    """What a notice names; one of a newer program, or of somebody else, may mean anything."""
    try:
        return frozenset(Touched(TouchedKind(kind), int(number)) for kind, number in json.loads(payload))
    except (TypeError, ValueError):
        return frozenset()
