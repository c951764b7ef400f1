"""Actions groupées → Transférer vers un autre dossier (spec 3.3.8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.dossier_refusals import NothingChosen, SameDossier
from app.domain.dossiers import active_parties, transferred_to
from app.domain.ids import ActivityId, ClientId, DossierId
from app.domain.refusals import Refused
from app.domain.rights import Right
from app.models import Activity, Dossier
from app.services.audit import Entry
from app.services.desk import Desk, Outcome
from app.services.dossiers.activities import refuse_billed
from app.services.dossiers.requests import TransferActivities
from app.services.dossiers.rows import (
    activity_row,
    dossier_row,
    intervenants_of,
    parties_of,
    touched_dossier,
)
from app.services.dossiers.rules import refuse, refuse_stopped, why_not_here
from app.services.unit_of_work import UnitOfWork, writing


@dataclass(frozen=True, slots=True)
class Transferred(Outcome):
    """How many activities were transferred, and how many of them became common there."""

    moved: int = 0
    became_common: int = 0


def transfer_activities(desk: Desk, request: TransferActivities) -> Transferred:
    """Transfer unbilled activities to another dossier, all of them or none (spec 3.3.8).

    There they are its active clients': an activity of one of them stays his, any other becomes common.
    Refuses: a dossier whose only client, or all of whose clients, are inactive; ActivityBilled; who
    would newly pay and is blocked or deactivated; NotAnIntervenant of either dossier; SameDossier,
    NothingChosen, NotFound.
    """
    desk.require(Right.KEEP_DOSSIER)
    if not request.activities:
        raise Refused(NothingChosen())
    with writing(desk, request.command, Transferred) as work:
        if work.earlier is not None:
            return work.earlier
        session = work.session
        target = dossier_row(session, request.target)
        rows = [activity_row(session, each) for each in dict.fromkeys(request.activities)]
        _refuse_unmovable(desk, session, rows, request.target)
        parties = parties_of(session, request.target)
        clients = {ActivityId(row.id): _client(row) for row in rows}
        after = transferred_to(clients, parties)
        common = any(client is None for client in after.values())
        payers = {each.client for each in active_parties(parties)} if common else set(after.values())
        refuse_stopped(session, sorted(client for client in payers if client is not None))
        became_common = sum(
            1 for each, client in after.items() if client is None and clients[each] is not None
        )
        sources = _move(work, rows, after, target)
        touched = touched_dossier(request.target, (each for each in clients.values() if each is not None))
        touched |= frozenset().union(*(touched_dossier(each) for each in sources))
        return work.commit(Transferred(touched, moved=len(rows), became_common=became_common))


def _client(row: Activity) -> ClientId | None:
    return ClientId(row.client_id) if row.client_id is not None else None


def _refuse_unmovable(desk: Desk, session: Session, rows: Sequence[Activity], target: DossierId) -> None:
    """Refuse what is billed or there already, and dossiers where this person enters nothing."""
    for row in rows:
        refuse_billed(session, row)
    sources = {DossierId(row.dossier_id) for row in rows}
    if target in sources:
        raise Refused(SameDossier())
    for dossier in (target, *sorted(sources)):
        refuse(why_not_here(desk, intervenants_of(session, dossier)))


def _move(
    work: UnitOfWork[Any],
    rows: Sequence[Activity],
    after: dict[ActivityId, ClientId | None],
    target: Dossier,
) -> list[DossierId]:
    """Move the rows, and tell both dossiers of it; the dossiers they came from."""
    sources = {DossierId(row.dossier_id): 0 for row in rows}
    totals = dict.fromkeys(sources, 0)
    for row in rows:
        sources[DossierId(row.dossier_id)] += 1
        totals[DossierId(row.dossier_id)] += row.amount
        row.dossier_id, row.client_id = target.id, after[ActivityId(row.id)]
    names = _names(work.session, list(sources))
    for source, count in sources.items():
        facts = {"count": count, "total": totals[source], "source": names[source], "target": target.name}
        work.tell(Entry("activities_transferred_away", dossier=source, facts=facts))
        work.tell(Entry("activities_transferred_here", dossier=DossierId(target.id), facts=facts))
    return list(sources)


def _names(session: Session, dossiers: Sequence[DossierId]) -> dict[DossierId, str]:
    query = sa.select(Dossier.id, Dossier.name).where(Dossier.id.in_(dossiers))
    return {DossierId(row.id): row.name for row in session.execute(query)}
