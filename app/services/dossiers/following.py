"""Keeps the shared pages up with what is done elsewhere: a payment, a credit note, a report (spec 3.3.9).

The verbs of dossiers mark their own pages inside their transactions. The other rooms know nothing of
dossiers; the desk that saved says what it touched, and the pages that show it are marked right after.
What is lost between the two, as when the machine stops, the daily upkeep writes.
"""

from collections.abc import Collection, Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.ids import DossierId
from app.models import Access, DossierInvoice, DossierParty, Invoice, PortalPage
from app.services.desk import Desk, Touched, TouchedKind
from app.services.unit_of_work import reading, upkeep

_AT_ONCE = 500
_SHOWN = (TouchedKind.INVOICE, TouchedKind.CLIENT, TouchedKind.ACCESS)


def mark_touched(desk: Desk, touched: Collection[Touched]) -> tuple[DossierId, ...]:
    """Mark the shared pages that show what a verb touched; their dossiers, to be written now.

    Nothing in particular (`touched` empty) and the club's settings concern every page. Where a dossier
    is among it, its own verb has marked and written what there was.
    """
    kinds = {each.kind for each in touched}
    if TouchedKind.DOSSIER in kinds or (kinds and not kinds & {*_SHOWN, TouchedKind.SETTINGS}):
        return ()
    with reading(desk) as session:
        shared = session.scalars(_SHARED).all()
        if not shared:
            return ()
        is_every = not kinds or TouchedKind.SETTINGS in kinds
        due = set(shared) if is_every else set(shared) & set(_showing(session, touched))
    found = sorted(DossierId(dossier) for dossier in due if dossier is not None)
    if found:
        _mark(desk, found)
    return tuple(found)


_SHARED = sa.select(PortalPage.dossier_id).where(PortalPage.wanted)


def _showing(session: Session, touched: Collection[Touched]) -> Iterator[int]:
    """The dossiers of these clients, of the clients of these accesses, and of these invoices."""
    of_party = sa.select(DossierParty.dossier_id).where(DossierParty.active)
    of_access = of_party.join(Access, Access.client_id == DossierParty.client_id)
    of_invoice = sa.select(DossierInvoice.dossier_id).join(
        Invoice,
        sa.or_(Invoice.id == DossierInvoice.invoice_id, Invoice.credits_id == DossierInvoice.invoice_id),
    )
    for kind, query, column in (
        (TouchedKind.CLIENT, of_party, DossierParty.client_id),
        (TouchedKind.ACCESS, of_access, Access.id),
        (TouchedKind.INVOICE, of_invoice, Invoice.id),
    ):
        ids = sorted({each.id for each in touched if each.kind is kind})
        for at in range(0, len(ids), _AT_ONCE):
            yield from session.scalars(query.where(column.in_(ids[at : at + _AT_ONCE])))


def _mark(desk: Desk, dossiers: list[DossierId]) -> None:
    again = sa.update(PortalPage).values(changes=PortalPage.changes + 1)
    with upkeep(desk.store) as session:
        for at in range(0, len(dossiers), _AT_ONCE):
            some = dossiers[at : at + _AT_ONCE]
            session.execute(again.where(PortalPage.wanted, PortalPage.dossier_id.in_(some)))
        session.commit()
