"""Delete a dossier that holds neither activities nor invoices, such as one made twice (spec 3.3.10)."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.dossier_refusals import DossierInUse
from app.domain.ids import DossierId
from app.domain.refusals import Refused
from app.domain.rights import Right
from app.models import Activity, DossierIntervenant, DossierInvoice, DossierParty, Invoice
from app.services.audit import Entry
from app.services.desk import Desk, Outcome
from app.services.dossiers.publishing import catch_up
from app.services.dossiers.requests import DeleteDossier
from app.services.dossiers.rows import dossier_row, names_of, parties_of, touched_dossier
from app.services.dossiers.shared_pages import withdraw
from app.services.stale import refuse_stale
from app.services.unit_of_work import writing

MOST_NAMED = 5
"""So many invoices and activities are named in the refusal; the rest are counted."""
LONGEST_NAMED = 40


def delete_dossier(desk: Desk, request: DeleteDossier) -> Outcome:
    """Delete a dossier; its history stays, its page on the portal is removed (spec 3.3.10).

    Refuses: DossierInUse with which activities and invoices, StaleEdit, NotFound.
    """
    desk.require(Right.DELETE_DOSSIER)
    with writing(desk, request.command, Outcome) as work:
        if work.earlier is not None:
            return work.earlier
        session = work.session
        row = dossier_row(session, request.dossier)
        refuse_stale(session, row, request.version, dossier=request.dossier)
        uses = why_not_deleted(session, request.dossier)
        if uses is not None:
            raise Refused(uses)
        clients = [each.client for each in parties_of(session, request.dossier)]
        names = names_of(session, clients)
        facts = {"dossier": row.name, "clients": ", ".join(names[each].name for each in clients)}
        withdraw(session, request.dossier)
        session.flush()
        for kind in (DossierParty, DossierIntervenant):
            session.execute(sa.delete(kind).where(kind.dossier_id == request.dossier))
        session.delete(row)
        work.tell(Entry("dossier_deleted", dossier=request.dossier, facts=facts))
        done = work.commit(Outcome(touched_dossier(request.dossier, clients)))
    catch_up(desk)
    return done


def why_not_deleted(session: Session, dossier: DossierId) -> DossierInUse | None:
    """Which activities and invoices keep a dossier from being deleted."""
    activities = session.scalar(
        sa.select(sa.func.count()).select_from(Activity).where(Activity.dossier_id == dossier)
    )
    numbers = session.scalars(
        sa.select(Invoice.number)
        .join(DossierInvoice, DossierInvoice.invoice_id == Invoice.id)
        .where(DossierInvoice.dossier_id == dossier)
        .order_by(Invoice.id)
    ).all()
    if not activities and not numbers:
        return None
    latest = (
        sa.select(Activity.description)
        .where(Activity.dossier_id == dossier)
        .order_by(Activity.day.desc(), Activity.id.desc())
        .limit(MOST_NAMED + 1)
    )
    named = [_short(each) for each in session.scalars(latest)]
    return DossierInUse(activities or 0, len(numbers), _listed(numbers), _listed(named))


def _short(description: str) -> str:
    """Enough of a description to know which it is."""
    return description if len(description) <= LONGEST_NAMED else f"{description[: LONGEST_NAMED - 1]}…"


def _listed(names: Sequence[str]) -> str:
    """The first of them, in a row."""
    return ", ".join(names[:MOST_NAMED]) + (" …" if len(names) > MOST_NAMED else "")
