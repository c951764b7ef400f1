"""Check a whole database: stored schedules = recomputed ones, history whole, cards = suspensions, invoices add up.

The command `check DATABASE` prints what this finds; an empty report is the promise of spec 2.6-9.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.domain.contract import Contract, Suspension
from app.domain.ids import AccessId
from app.domain.periods import overlaps
from app.domain.refusals import Refused
from app.domain.schedule import schedule
from app.models import Access, Client
from app.services import client_summary
from app.services.audit import broken_at
from app.services.billing.checking import wrong_invoices, wrong_numbers, wrong_payments
from app.services.company_links import wrong_links
from app.services.dossiers.checking import dossier_problems
from app.services.prospects.checking import wrong_quotes
from app.services.schedules import (
    PERIODS_AHEAD,
    Row,
    contracts_of,
    reach,
    rows_of,
    stored_rows_of,
)
from app.services.store import Store

AT_ONCE = 400


class ProblemKind(StrEnum):
    """What can be wrong with a database."""

    FILE = "file"
    SCHEDULE = "schedule"
    HORIZON = "horizon"
    ACCESS_END = "access_end"
    SUMMARY = "summary"
    OVERLAP = "overlap"
    IMPOSSIBLE = "impossible"
    HISTORY = "history"
    INVOICE = "invoice"
    PAYMENT = "payment"
    NUMBER = "number"
    DOSSIER = "dossier"
    LINK = "link"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, and of which access, client or history entry (`of`)."""

    kind: ProblemKind
    of: int
    detail: str


@dataclass(frozen=True, slots=True)
class CheckReport:
    """How much was looked at, and everything that was wrong."""

    accesses: int
    clients: int
    problems: tuple[Problem, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def check_database(
    store: Store, today: date, told: Callable[[int, int], None] = lambda done, total: None
) -> CheckReport:
    """Recompute everything that is derived and compare it with what is stored; changes nothing.

    `told` hears how many accesses and cards of how many are done; what it raises ends the check.
    """
    with store.session(writes=False) as session:
        total = sum(
            session.scalar(sa.select(sa.func.count()).select_from(kind)) or 0 for kind in (Access, Client)
        )
        told(0, total)
        problems = [*_file(session)]
        accesses = clients = 0
        for some in _batches(session, Access.id):
            accesses += len(some)
            problems += _accesses(session, some, today)
            told(accesses, total)
        for some in _batches(session, Client.id):
            clients += len(some)
            problems += _clients(session, some, today)
            told(accesses + clients, total)
        problems += [Problem(ProblemKind.DOSSIER, of, said) for of, said in dossier_problems(session)]
        problems += _billing(session)
        problems += [Problem(ProblemKind.LINK, of, said) for of, said in wrong_links(session)]
        problems += [Problem(ProblemKind.QUOTE, of, said) for of, said in wrong_quotes(session)]
        broken = broken_at(session)
        if broken is not None:
            problems.append(Problem(ProblemKind.HISTORY, broken, "hash"))
    return CheckReport(accesses, clients, tuple(problems))


def _file(session: Session) -> Iterator[Problem]:
    """What SQLite itself finds; PostgreSQL checks its files and keys by other means."""
    if session.get_bind().dialect.name != "sqlite":
        return
    for said in session.scalars(sa.text("PRAGMA integrity_check(20)")):
        if said != "ok":
            yield Problem(ProblemKind.FILE, 0, str(said))
    for row in session.execute(sa.text("PRAGMA foreign_key_check")):
        yield Problem(ProblemKind.FILE, 0, f"{row[0]} -> {row[2]}")


def _billing(session: Session) -> Iterator[Problem]:
    """Invoices, payments and the numbers of both."""
    found = (
        (ProblemKind.INVOICE, wrong_invoices),
        (ProblemKind.PAYMENT, wrong_payments),
        (ProblemKind.NUMBER, wrong_numbers),
    )
    for kind, look in found:
        for of, detail in look(session):
            yield Problem(kind, of, detail)


def _batches(session: Session, column: InstrumentedAttribute[int]) -> Iterator[Sequence[int]]:
    last = 0
    while some := session.scalars(
        sa.select(column).where(column > last).order_by(column).limit(AT_ONCE)
    ).all():
        yield some
        last = some[-1]


def _accesses(session: Session, ids: Sequence[int], today: date) -> Iterator[Problem]:
    accesses = session.scalars(sa.select(Access).where(Access.id.in_(ids))).all()
    contracts = contracts_of(session, accesses)
    stored = stored_rows_of(session, ids)
    for access in accesses:
        yield from _access(access, contracts[AccessId(access.id)], stored[access.id], today)
    session.expunge_all()


def _access(access: Access, contract: Contract, stored: dict[int, Row], today: date) -> Iterator[Problem]:
    for one, other in combinations(contract.suspensions, 2):
        if overlaps(one.days, other.days) or _share_a_rank(one, other):
            yield Problem(ProblemKind.OVERLAP, access.id, f"{one.id} {other.id}")
    try:
        made = schedule(contract)
    except Refused as refused:
        yield Problem(ProblemKind.IMPOSSIBLE, access.id, type(refused.refusals[0]).__name__)
        return
    expected = {row[0]: row for row in rows_of(made, access.stored_to)}
    for rank in sorted(
        rank for rank in expected.keys() | stored.keys() if expected.get(rank) != stored.get(rank)
    ):
        yield Problem(ProblemKind.SCHEDULE, access.id, f"{rank}: {stored.get(rank)} != {expected.get(rank)}")
    needed = reach(made, today, None, PERIODS_AHEAD)
    if (needed is None) != (access.stored_to is None) or (needed or 0) > (access.stored_to or 0):
        yield Problem(ProblemKind.HORIZON, access.id, f"{access.stored_to} < {needed}")
    if (access.current_last, access.end_open) != (made.access_last, made.end_open):
        yield Problem(ProblemKind.ACCESS_END, access.id, f"{access.current_last} != {made.access_last}")


def _share_a_rank(one: Suspension, other: Suspension) -> bool:
    if one.ranks is None or other.ranks is None:
        return False
    starts_before_end = other.ranks.last is None or one.ranks.first <= other.ranks.last
    return starts_before_end and (one.ranks.last is None or other.ranks.first <= one.ranks.last)


def _clients(session: Session, ids: Sequence[int], today: date) -> Iterator[Problem]:
    """Compare the summaries that claim to be true today; the others wait for the day's refresh."""
    columns = Client.__table__.columns
    rows = session.execute(
        sa.select(*columns).where(
            columns.id.in_(ids), sa.or_(columns.next_change_on.is_(None), columns.next_change_on > today)
        )
    ).mappings()
    made = client_summary.summaries(session, ids, today)
    for row in rows:
        for name, value in made[row["id"]].items():
            if row[name] != value:
                yield Problem(ProblemKind.SUMMARY, row["id"], f"{name}: {row[name]} != {value}")
