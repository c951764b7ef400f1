"""One transaction of a verb: it commits explicitly, and leaving it otherwise undoes everything.

with writing(desk, request.command, Suspended) as work:
    if work.earlier is not None:
        return work.earlier          # the same command came before: its answer, marked repeated
    ...                              # read and write through work.session
    work.tell(Entry("suspended", …)) # history, inside the transaction
    work.summarise(client)           # the summary on the client's row
    return work.commit(Suspended(…))
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from time import monotonic, sleep
from typing import Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.domain.ids import ClientId, CommandId
from app.domain.refusals import Refused
from app.models import Command
from app.services import audit, client_summary
from app.services.audit import Entry
from app.services.clock import StoppedClock
from app.services.desk import Desk, Outcome
from app.services.json_values import from_json, to_json
from app.services.refusals import AnswerLost, CommandAlreadyUsed, DatabaseUnreachable
from app.services.store import Store, refusal_of

CHANNEL = "gestion_clientele"
"""Where PostgreSQL tells the other desks what a commit touched (JSON list of [kind, id]; empty: too much to name)."""
_NOTIFIED_AT_MOST = 200
PATIENCE_SECONDS = 10.0
"""So long a server that went away during a commit is asked whether it carried it out."""
_PAUSE_SECONDS = 0.5

_KEEP = sa.insert(Command)
_KEPT = sa.select(Command.what, Command.outcome).where(Command.id == sa.bindparam("command"))

O = TypeVar("O", bound=Outcome)  # noqa: E741 - an outcome


@dataclass(slots=True)
class UnitOfWork(Generic[O]):
    """The open transaction of one command."""

    session: Session
    desk: Desk
    command: CommandId
    earlier: O | None
    _kind: type[O]
    _entries: list[Entry] = field(default_factory=list)
    _clients: set[int] = field(default_factory=set)

    def tell(self, entry: Entry) -> None:
        """Add an entry to the history; it is chained at the commit."""
        self._entries.append(entry)

    def summarise(self, client: ClientId | int) -> None:
        """Bring this client's summary up to date at the commit."""
        self._clients.add(client)

    def commit(self, outcome: O) -> O:
        """Write summaries, history and the outcome under the command's id, and commit."""
        self.session.flush()
        if self._clients:
            client_summary.refresh(self.session, self._clients, self.desk.today())
        audit.append(self.session, self._signature(), self._entries)
        self.session.connection().execute(
            _KEEP,
            {
                "id": self.command,
                "what": self._kind.__name__,
                "at": self.desk.now(),
                "outcome": to_json(outcome),
            },
        )
        self._announce(outcome)
        try:
            self.session.commit()
        except DBAPIError as fault:
            if self.desk.store.dialect != "postgresql" or refusal_of(fault) != DatabaseUnreachable():
                raise
            if not _was_kept(self.desk.store, self.command):
                raise
        return outcome

    def _signature(self) -> audit.Signature:
        operator = self.desk.operator
        return audit.Signature(operator.name, operator.workstation, self.desk.now(), self.command)

    def _announce(self, outcome: O) -> None:
        is_unchanged = not outcome.touched and not self._entries
        if self.desk.store.dialect != "postgresql" or is_unchanged:
            return
        touched = sorted([one.kind.value, one.id] for one in outcome.touched)
        payload = audit.canonical(touched if len(touched) <= _NOTIFIED_AT_MOST else [])
        self.session.execute(sa.select(sa.func.pg_notify(CHANNEL, payload)))


def _was_kept(store: Store, command: CommandId) -> bool:
    """Whether a command was carried out whose commit was sent, but never answered.

    Asked under the write lock, which the lost transaction holds until it has ended. Refuses: AnswerLost
    where the server does not say so in time.
    """
    until = monotonic() + PATIENCE_SECONDS
    while True:
        try:
            with store.session(writes=True) as session:
                return session.connection().execute(_KEPT, {"command": command}).one_or_none() is not None
        except Refused as refused:
            if monotonic() > until:
                raise Refused(AnswerLost()) from refused
            sleep(_PAUSE_SECONDS)


@contextmanager
def writing(desk: Desk, command: CommandId, kind: type[O]) -> Iterator[UnitOfWork[O]]:
    """The transaction of a command whose outcome is of this kind; undone unless committed.

    Its own desk (`work.desk`) has the day on which it got the lock, until its end: what is written around
    midnight has one date, and the number of an invoice is of the year of that date.
    Refuses: CommandAlreadyUsed, DatabaseBusy, DiskFull, DatabaseUnreachable, AnswerLost.
    """
    with desk.store.session(writes=True) as session:
        stopped = replace(desk, clock=StoppedClock(desk.now(), desk.today()))
        yield UnitOfWork(session, stopped, command, _earlier(session, command, kind), kind)


def _earlier(session: Session, command: CommandId, kind: type[O]) -> O | None:
    stored = session.connection().execute(_KEPT, {"command": command}).one_or_none()
    if stored is None:
        return None
    if stored.what != kind.__name__:
        raise Refused(CommandAlreadyUsed())
    return replace(from_json(kind, stored.outcome), repeated=True)


@contextmanager
def reading(desk: Desk) -> Iterator[Session]:
    """One consistent look at the database; nothing is changed."""
    with desk.store.session(writes=False) as session:
        yield session


@contextmanager
def upkeep(store: Store) -> Iterator[Session]:
    """A writing transaction of the program itself (set-up, daily upkeep); the caller commits."""
    with store.session(writes=True) as session:
        yield session
