"""Blocks that the club's settings decide: a rejected debit, an amount overdue for too long (spec 3.1).

An overdue debt blocks once: after a Responsable released the client, it does not block again.
Settling it releases only a block that was set here.
"""

from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.ids import ClientId, CommandId
from app.i18n import Language, mark, texts
from app.models import Access, Client, Fact, History
from app.services import audit, client_summary
from app.services.audit import Entry
from app.services.club_rules import settings_of
from app.services.fields import ClubSettings
from app.services.store import Store
from app.services.unit_of_work import UnitOfWork, upkeep

PROGRAM = "—"
"""Who blocked, where nobody was at the desk."""
_REJECTED = mark("débit rejeté : {amount} du {due}")
_OVERDUE = mark("impayé depuis plus de {days} jours : {amount} du {due}")
_SETTLED = mark("tout est réglé")


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
    """Release a client whom the settings blocked, once nothing is owed that would block."""
    settings, row = settings_of(work.session), work.session.get_one(Client, client)
    if not settings.releases_when_settled or row.block_on is None or not row.block_automatic:
        return
    if _still_owed(work.session, client, settings, work.desk.today()):
        return
    before = {"block_on": row.block_on.isoformat(), "block_reason": row.block_reason}
    row.block_on, row.block_by, row.block_reason, row.block_automatic = None, "", "", False
    reason = texts(Language(settings.language)).tr(_SETTLED)
    work.tell(Entry("client_released_by_rule", client=client, before=before, reason=reason))
    work.summarise(client)


def review_overdue(store: Store, today: date, now: datetime) -> int:
    """Block those whose rejected debit is unpaid for more days than the club allows; how many.

    Part of the daily upkeep. A debt that was overdue when a Responsable released the client stays
    released.
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


def _overdue(settings: ClubSettings, days: int, owed: Any) -> str:
    return _reason(settings, _OVERDUE, owed.amount, owed.due, days=days)


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


def _still_owed(session: Session, client: ClientId, settings: ClubSettings, today: date) -> bool:
    """Whether a debit is unpaid that the settings block for (any, where they block for none now)."""
    query, days = _owed_by().where(Access.client_id == client), settings.blocks_after_overdue_days
    if not settings.blocks_on_reject and days is not None:
        query = query.where(Fact.rejected_on < today - timedelta(days=days))
    session.flush()
    return session.execute(query.limit(1)).first() is not None


def _overdue_debts(session: Session, today: date, days: int) -> list[Any]:
    """The oldest overdue debit of each client not blocked, unless a person released them since."""
    query = (
        _owed_by()
        .join(Client, Client.id == Access.client_id)
        .where(Client.block_on.is_(None), Fact.rejected_on < today - timedelta(days=days))
        .order_by(Fact.rejected_on.desc(), Fact.rank.desc())
    )
    debts = session.execute(query).all()
    released = _released_on(session, {row.client_id for row in debts})
    oldest = {
        row.client_id: row
        for row in debts
        if released.get(row.client_id, date.min) <= row.rejected_on + timedelta(days=days)
    }
    return list(oldest.values())


def _released_on(session: Session, clients: set[int]) -> dict[int, date]:
    """When somebody last released each of these clients, knowing of what was overdue by then."""
    query = sa.select(History.client_id, sa.func.max(History.at)).where(History.what == "client_unblocked")
    rows = session.execute(query.where(History.client_id.in_(clients)).group_by(History.client_id))
    return {client: at.astimezone().date() for client, at in rows if client is not None}
