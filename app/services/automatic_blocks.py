"""Blocks that the club's settings decide: a rejected debit, an amount overdue for too long (spec 3.1).

An overdue debt blocks once: after a Responsable released the client, it does not block again.
Settling it releases only a block that was set here.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.ids import ClientId, CommandId
from app.i18n import Language, mark, texts
from app.models import Access, Client, Fact, History, Invoice
from app.services import audit, client_summary
from app.services.audit import Entry
from app.services.club_rules import settings_of
from app.services.fields import ClubSettings
from app.services.overdue import OWED, UNPAID
from app.services.store import Store
from app.services.unit_of_work import UnitOfWork, upkeep

PROGRAM = "—"
"""Who blocked, where nobody was at the desk."""
_REJECTED = mark("débit rejeté : {amount} du {due}")
_OVERDUE = mark("impayé depuis plus de {days} jours : {amount} du {due}")
_OVERDUE_INVOICE = mark("facture {number} impayée depuis plus de {days} jours : {amount}, échéance le {due}")
_SETTLED = mark("tout est réglé")


@dataclass(frozen=True, slots=True)
class _Debt:
    """What a client owes; `since`: the day on which it was rejected or was to be paid at the latest."""

    client_id: int
    amount: int
    due: date
    since: date
    number: str = ""


def block_after_reject(work: UnitOfWork[Any], client: ClientId, fact: Fact) -> None:
    """Block the client of a debit that was just rejected, if the club wants so."""
    settings = settings_of(work.session)
    row = work.session.get_one(Client, client)
    if not settings.blocks_on_reject or row.block_on is not None:
        return
    reason = _reason(settings, _REJECTED, fact.amount, fact.due)
    work.tell(_blocked(row, reason, work.desk.operator.name, work.desk.today()))
    work.summarise(client)


def release_if_settled(work: UnitOfWork[Any], client: ClientId) -> None:
    """Release a client whom the settings blocked, once nothing is owed that would block.

    An invoice put *en attente* since the block is not settled by that: it keeps the client blocked.
    """
    settings, row = settings_of(work.session), work.session.get_one(Client, client)
    if not settings.releases_when_settled or row.block_on is None or not row.block_automatic:
        return
    if _still_owed(work.session, client, settings, work.desk.today(), row.block_on):
        return
    before = {"block_on": row.block_on.isoformat(), "block_reason": row.block_reason}
    row.block_on, row.block_by, row.block_reason, row.block_automatic = None, "", "", False
    reason = texts(Language(settings.language)).tr(_SETTLED)
    work.tell(Entry("client_released_by_rule", client=client, before=before, reason=reason))
    work.summarise(client)


def review_overdue(store: Store, today: date, now: datetime) -> int:
    """Block those who left a rejected debit or an invoice unpaid for more days than the club allows; how many.

    Part of the daily upkeep. Invoices *en attente* do not count. A debt that was overdue when a
    Responsable released the client stays released.
    """
    with upkeep(store) as session:
        settings = settings_of(session)
        days = settings.blocks_after_overdue_days
        if days is None:
            return 0
        entries = [
            _blocked(session.get_one(Client, owed.client_id), _overdue(settings, days, owed), PROGRAM, today)
            for owed in _overdue_debts(session, today, days)
        ]
        client_summary.refresh(session, [entry.client for entry in entries if entry.client], today)
        audit.append(session, audit.Signature(PROGRAM, "", now, CommandId("")), entries)
        session.commit()
        return len(entries)


def _blocked(row: Client, reason: str, by: str, today: date) -> Entry:
    row.block_on, row.block_by, row.block_reason, row.block_automatic = today, by, reason, True
    return Entry("client_blocked_by_rule", client=ClientId(row.id), reason=reason)


def _overdue(settings: ClubSettings, days: int, owed: _Debt) -> str:
    message = _OVERDUE_INVOICE if owed.number else _OVERDUE
    return _reason(settings, message, owed.amount, owed.due, days=days, number=owed.number)


def _reason(settings: ClubSettings, message: str, amount: int, due: date, **more: object) -> str:
    """The reason, in the language of the club's papers: it is kept as it stands."""
    told = texts(Language(settings.language))
    return told.tr(message, amount=told.money(amount), due=told.day(due), **more)


def _owed_by() -> sa.Select[Any, Any, Any, Any]:
    return (
        sa.select(Access.client_id, Fact.amount, Fact.due, Fact.rejected_on)
        .join(Access, Access.id == Fact.access_id)
        .where(Fact.state == "rejected")
    )


def _still_owed(
    session: Session, client: ClientId, settings: ClubSettings, today: date, blocked_on: date
) -> bool:
    """Whether a debit or an invoice is unpaid that the settings block for (any, where they block for none now)."""
    query, days = _owed_by().where(Access.client_id == client), settings.blocks_after_overdue_days
    if not settings.blocks_on_reject and days is not None:
        query = query.where(Fact.rejected_on < today - timedelta(days=days))
    queries: list[sa.Select[Any, Any, Any, Any]] = [query]
    if days is not None or not settings.blocks_on_reject:
        queries.append(_unpaid_invoices(today, days or 0, blocked_on).where(Invoice.client_id == client))
    session.flush()
    return any(session.execute(each.limit(1)).first() is not None for each in queries)


def _unpaid_invoices(today: date, days: int, held_since: date | None = None) -> sa.Select[Any, Any, Any, Any]:
    """Invoices overdue for more than so many days; of those *en attente* only what was put so since that day."""
    counted: tuple[sa.ColumnElement[bool], ...] = UNPAID
    if held_since is not None:
        is_put_off = Invoice.on_hold_since >= held_since
        counted = (*OWED, sa.or_(Invoice.on_hold_since.is_(None), is_put_off))
    return sa.select(Invoice.client_id, Invoice.owed, Invoice.due, Invoice.number).where(
        *counted, Invoice.due < today - timedelta(days=days)
    )


def _overdue_debts(session: Session, today: date, days: int) -> list[_Debt]:
    """The oldest overdue debt of each client not blocked, unless a person released them since."""
    debits = (
        _owed_by()
        .join(Client, Client.id == Access.client_id)
        .where(Client.block_on.is_(None), Fact.rejected_on < today - timedelta(days=days))
        .order_by(Fact.rejected_on.desc(), Fact.rank.desc())
    )
    invoices = (
        _unpaid_invoices(today, days)
        .join(Client, Client.id == Invoice.client_id)
        .where(Client.block_on.is_(None))
        .order_by(Invoice.due.desc(), Invoice.id.desc())
    )
    debts = [_Debt(row.client_id, row.amount, row.due, row.rejected_on) for row in session.execute(debits)]
    debts += [
        _Debt(row.client_id, row.owed, row.due, row.due, row.number) for row in session.execute(invoices)
    ]
    released = _released_on(session, {debt.client_id for debt in debts})
    oldest: dict[int, _Debt] = {}
    for debt in debts:
        kept = oldest.get(debt.client_id)
        is_new = released.get(debt.client_id, date.min) <= debt.since + timedelta(days=days)
        if is_new and (kept is None or debt.since <= kept.since):
            oldest[debt.client_id] = debt
    return list(oldest.values())


def _released_on(session: Session, clients: set[int]) -> dict[int, date]:
    """When somebody last released each of these clients, knowing of what was overdue by then."""
    query = sa.select(History.client_id, sa.func.max(History.at)).where(History.what == "client_unblocked")
    rows = session.execute(query.where(History.client_id.in_(clients)).group_by(History.client_id))
    return {client: at.astimezone().date() for client, at in rows if client is not None}
