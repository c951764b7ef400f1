"""Who enters activities in a dossier (spec 3.3.11)."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.refusals import Refused
from app.domain.rights import Right
from app.models import DossierIntervenant, User
from app.services.audit import Entry
from app.services.desk import Desk, Outcome
from app.services.dossiers.requests import NameIntervenants
from app.services.dossiers.rows import count_change, dossier_row, intervenants_of, touched_dossier
from app.services.refusals import NotFound
from app.services.stale import refuse_stale
from app.services.unit_of_work import writing


def name_intervenants(desk: Desk, request: NameIntervenants) -> Outcome:
    """Name who enters activities in a dossier, beside the managers; nobody named: everybody may again.

    Refuses: NotFound (also a user who has left), StaleEdit.
    """
    desk.require(Right.NAME_INTERVENANTS)
    with writing(desk, request.command, Outcome) as work:
        if work.earlier is not None:
            return work.earlier
        session = work.session
        row = dossier_row(session, request.dossier)
        refuse_stale(session, row, request.version, dossier=request.dossier)
        before = intervenants_of(session, request.dossier)
        _refuse_unknown(session, request, {each.user for each in before})
        session.execute(sa.delete(DossierIntervenant).where(DossierIntervenant.dossier_id == request.dossier))
        session.add_all(
            DossierIntervenant(dossier_id=request.dossier, user_id=user)
            for user in dict.fromkeys(request.users)
        )
        count_change(row)
        session.flush()
        after = intervenants_of(session, request.dossier)
        if after != before:
            told = ({"intervenants": ", ".join(each.name for each in some)} for some in (before, after))
            was, became = told
            facts = {"dossier": row.name}
            work.tell(
                Entry("intervenants_named", dossier=request.dossier, facts=facts, before=was, after=became)
            )
        return work.commit(Outcome(touched_dossier(request.dossier)))


def _refuse_unknown(session: Session, request: NameIntervenants, known: set[int]) -> None:
    """A user who has left is named no more, but stays where he was named before."""
    working = set(session.scalars(sa.select(User.id).where(User.id.in_(request.users), User.active)))
    if not set(request.users) <= working | known:
        raise Refused(NotFound("user"))
