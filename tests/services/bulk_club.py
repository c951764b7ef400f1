"""A club with one access of each kind, and what is asked of a whole selection of it."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.domain.cents import Cents
from app.domain.ids import AccessId, ClientId, Rank
from app.domain.refusals import (
    Refusal,
)
from app.models import Access, Client, History, Instalment, Suspension
from app.services.bank_facts import record_presented
from app.services.bulk.applying import apply_suspension
from app.services.bulk.rehearsing import rehearse_stop, rehearse_suspension
from app.services.bulk.requests import BulkStop, BulkSuspend
from app.services.bulk.views import BulkLine, BulkResult, Rehearsal
from app.services.criteria import Criteria
from app.services.desk import Desk
from app.services.instalments import change_amount
from app.services.requests import ChangeInstalmentAmount
from app.services.unit_of_work import reading
from tests.databases import TODAY
from tests.services.club import AT_ONCE, TWELVE_MONTHS, Club, new_command

WORKS = "fermeture pour travaux"
CLOSED_FROM = date(2010, 8, 1)
EVERYBODY = Criteria()


def request(**changed: Any) -> BulkSuspend:
    return replace(BulkSuspend(EVERYBODY, CLOSED_FROM, 60, WORKS), **changed)


def told(_done: int, _of: int) -> None:
    """Nobody looks at the progress."""


def never() -> bool:
    return False


def rehearsed(desk: Desk, asked: BulkSuspend) -> Rehearsal:
    return rehearse_suspension(desk, asked, told, never)


def applied(desk: Desk, rehearsal: Rehearsal) -> BulkResult:
    return apply_suspension(desk, new_command(), rehearsal, told, never)


def stop_rehearsed(desk: Desk, day: date, cause: str | None = None) -> Rehearsal:
    return rehearse_stop(desk, BulkStop(EVERYBODY, day, cause), told, never)


def kinds(line: BulkLine) -> set[type[Refusal]]:
    return {type(each) for each in line.refusals}


def line_of(rehearsal: Rehearsal | tuple[BulkLine, ...], access: AccessId) -> BulkLine:
    lines = rehearsal.lines if isinstance(rehearsal, Rehearsal) else rehearsal
    return next(line for line in lines if line.access == access)


def mixed(club: Club) -> list[AccessId]:
    """One access of each kind: without end, twelve months, at once, at the bank, changed by hand."""
    plain = club.sold()
    fixed = club.sold(date(2010, 3, 1), date(2010, 3, 5), TWELVE_MONTHS)
    at_once = club.sold(date(2010, 7, 15), None, AT_ONCE)
    at_the_bank = club.sold()
    record_presented(club.desk, new_command(), at_the_bank, Rank(2), TODAY)
    by_hand = club.sold()
    version = club.access(by_hand).version
    change_amount(club.desk, ChangeInstalmentAmount(new_command(), by_hand, version, Rank(2), Cents(3000)))
    return [plain, fixed, at_once, at_the_bank, by_hand]


def standing(desk: Desk, access: AccessId) -> dict[str, Any]:
    """All that stands of an access, without ids, versions and moments."""
    with reading(desk) as session:
        row = session.get_one(Access, access)
        client = session.get_one(Client, row.client_id)
        suspensions = session.scalars(
            sa.select(Suspension).where(Suspension.access_id == access).order_by(Suspension.id)
        ).all()
        instalments = session.scalars(
            sa.select(Instalment).where(Instalment.access_id == access).order_by(Instalment.rank)
        ).all()
        entries = session.scalars(
            sa.select(History).where(History.access_id == access, History.what != "sold").order_by(History.id)
        ).all()
        return {
            "access": (row.version, row.next_sequence, row.current_last, row.end_open, row.stored_to),
            "client": (client.state, client.suspended_from, client.suspended_until, client.access_last),
            "suspensions": [_columns(each) for each in suspensions],
            "instalments": [
                (each.rank, each.due, each.amount, each.state, each.origin, each.suspension_id is None)
                for each in instalments
            ],
            "history": [(each.what, each.reason, _unnumbered(each)) for each in entries],
        }


def _columns(row: Suspension) -> dict[str, Any]:
    names = [column.key for column in sa.inspect(Suspension).column_attrs]
    return {name: getattr(row, name) for name in names if name not in ("id", "access_id", "entered_at")}


def _unnumbered(entry: History) -> str:
    return re.sub(r'"suspension":\d+', '"suspension":0', entry.facts + entry.before + entry.after)


def clients_of(club: Club, accesses: list[AccessId]) -> tuple[ClientId, ...]:
    return tuple(ClientId(club.access(access).client_id) for access in accesses)
