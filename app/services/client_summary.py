"""The summary on a client's row, by which the search table filters and sorts in the database.

State, end of access, suspension and balance follow from the accesses, suspensions, rejected debits
and invoices, and from the day. `refresh` is called by every verb that changes one of them, inside its
transaction; `refresh_summaries` once a day, for the clients whose next change has come.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.card_state import ClientState, client_state
from app.domain.ids import ClientId
from app.models import Access, Client, Fact, Invoice, Suspension
from app.models.clients import NO_ACCESS, OPEN_END, WITHOUT_END
from app.services.overdue import HAS_BALANCE

STATE_ORDER = {
    ClientState.ACTIVE: 0,
    ClientState.SUSPENDED: 1,
    ClientState.BLOCKED: 2,
    ClientState.FORMER: 3,
    ClientState.PROSPECT: 4,
    ClientState.DEACTIVATED: 5,
}
"""In which order the state column sorts."""
_AT_ONCE = 500


@dataclass(slots=True)
class _Known:
    """What one client's summary is made from."""

    accesses: list[Any] = field(default_factory=list)
    suspensions: list[Any] = field(default_factory=list)
    balance: int = 0


def refresh(session: Session, clients: Iterable[ClientId | int], today: date) -> None:
    """Make the summaries of these clients true for today. Leaves the version of the card alone.

    Only the columns that differ are written: most have an index that would be written with them.
    """
    session.flush()
    for some in _chunks(sorted(set(clients))):
        changed: dict[tuple[str, ...], list[dict[str, object]]] = defaultdict(list)
        for row, summary in _made(session, some, today):
            differing = {name: value for name, value in summary.items() if getattr(row, name) != value}
            changed[tuple(differing)].append({"client": row.id, **differing})
        for names, rows in changed.items():
            if names:
                session.connection().execute(_WRITTEN, rows)


def summaries(session: Session, clients: Sequence[int], today: date) -> dict[int, dict[str, object]]:
    """The summary columns of these clients for today, by client; writes nothing."""
    return {row.id: summary for row, summary in _made(session, clients, today)}


def refresh_summaries(session: Session, today: date) -> int:
    """Bring the clients up to date whose summary changes by today; their number."""
    due = session.scalars(sa.select(Client.id).where(Client.next_change_on <= today)).all()
    refresh(session, due, today)
    return len(due)


def _made(session: Session, clients: Sequence[int], today: date) -> Iterator[tuple[Any, dict[str, object]]]:
    """The row of each of these clients as it stands, and the summary columns for today."""
    known = _read(session, clients)
    for row in session.connection().execute(_STANDING, {"ids": list(clients)}).all():
        yield row, summary_of(known[row.id], row.block_on, row.deactivated_on, today)


def _chunks(ids: Sequence[int]) -> Iterator[list[int]]:
    rest = iter(ids)
    while some := list(islice(rest, _AT_ONCE)):
        yield some


_IDS: sa.BindParameter[Any] = sa.bindparam("ids", expanding=True)
_ACCESSES = sa.select(Access.client_id, Access.first_day, Access.current_last, Access.end_open).where(
    Access.client_id.in_(_IDS)
)
_SUSPENSIONS = (
    sa.select(Access.client_id, Suspension.first_day, Suspension.last_day)
    .join(Access, Access.id == Suspension.access_id)
    .where(Access.client_id.in_(_IDS), sa.not_(Suspension.cancelled), Access.ended_on.is_(None))
)
"""Those of accesses that go on: an access ended for good is suspended no longer."""
_REJECTED = (
    sa.select(Access.client_id, sa.func.sum(Fact.amount).label("amount"))
    .join(Access, Access.id == Fact.access_id)
    .where(Access.client_id.in_(_IDS), Fact.state == "rejected")
    .group_by(Access.client_id)
)
_OWED = (
    sa.select(Invoice.client_id, sa.func.sum(Invoice.owed).label("amount"))
    .where(Invoice.client_id.in_(_IDS), HAS_BALANCE)
    .group_by(Invoice.client_id)
)
"""What is left of invoices, their reminder fees included; below zero where the club owes it."""
_STANDING = sa.select(
    Client.id,
    Client.block_on,
    Client.deactivated_on,
    Client.state,
    Client.state_order,
    Client.has_access,
    Client.access_last,
    Client.end_open,
    Client.access_key,
    Client.suspended_from,
    Client.suspended_until,
    Client.suspended_open,
    Client.balance,
    Client.next_change_on,
).where(Client.id.in_(_IDS))
_TABLE = cast(sa.Table, Client.__table__)
_WRITTEN = sa.update(_TABLE).where(_TABLE.c.id == sa.bindparam("client"))


def _read(session: Session, clients: Sequence[int]) -> dict[int, _Known]:
    known: dict[int, _Known] = defaultdict(_Known)
    connection, ids = session.connection(), {"ids": list(clients)}
    for row in connection.execute(_ACCESSES, ids):
        known[row.client_id].accesses.append(row)
    for held in connection.execute(_SUSPENSIONS, ids):
        known[held.client_id].suspensions.append(held)
    for query in (_REJECTED, _OWED):
        for owed in connection.execute(query, ids):
            known[owed.client_id].balance += int(owed.amount)
    return known


def summary_of(
    known: _Known, blocked_on: date | None, deactivated_on: date | None, today: date
) -> dict[str, object]:
    """The summary columns of one client for today."""
    current = [row for row in known.suspensions if row.first_day <= today and _reaches(row.last_day, today)]
    state = client_state(
        deactivated=deactivated_on is not None,
        blocked=blocked_on is not None,
        suspended=bool(current),
        has_access=bool(known.accesses),
        lasts=any(row.end_open or _reaches(row.current_last, today) for row in known.accesses),
    )
    end_open = any(row.end_open for row in known.accesses)
    ends = [row.current_last for row in known.accesses if not row.end_open]
    without_end = any(last is None for last in ends)
    last = None if without_end or end_open or not ends else max(ends)
    until = [row.last_day for row in current]
    return {
        "state": state.value,
        "state_order": STATE_ORDER[state],
        "has_access": bool(known.accesses),
        "access_last": last,
        "end_open": end_open and not without_end,
        "access_key": WITHOUT_END if without_end else OPEN_END if end_open else last or NO_ACCESS,
        "suspended_from": min((row.first_day for row in current), default=None),
        "suspended_until": None if None in until else max(until, default=None),
        "suspended_open": None in until,
        "balance": known.balance,
        "next_change_on": _next_change(known, today),
    }


def _reaches(last: date | None, today: date) -> bool:
    return last is None or last >= today


def _next_change(known: _Known, today: date) -> date | None:
    """The first day after today on which the summary reads differently."""
    days = [row.first_day for row in known.suspensions]
    ends = [row.last_day for row in known.suspensions]
    ends += [row.current_last for row in known.accesses if not row.end_open]
    days += [last + timedelta(days=1) for last in ends if last is not None and last < date.max]
    return min((day for day in days if day > today), default=None)
