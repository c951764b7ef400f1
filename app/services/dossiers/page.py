"""Reads all that the page of a dossier shows, with why each of its buttons cannot be clicked (spec 3.3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.cents import Cents
from app.domain.dossier_refusals import ActivityBilled, NothingToBill, PartyInUse
from app.domain.dossiers import Party, why_no_activity
from app.domain.ids import ActivityId, ClientId, DossierId, InvoiceId
from app.domain.refusals import NotAllowed, Refusal
from app.domain.rights import Right
from app.models import Activity, ActivityShare, Client, Dossier, DossierInvoice, Invoice
from app.services.desk import Desk
from app.services.dossiers.billed import shares_of
from app.services.dossiers.deleting import why_not_deleted
from app.services.dossiers.dividing import divided, division_of
from app.services.dossiers.publishing import places_of, url_of
from app.services.dossiers.rows import (
    Named,
    called,
    dossier_row,
    intervenants_of,
    names_of,
    parties_of,
    quantity_of,
    rate_of,
    unbilled_rows,
)
from app.services.dossiers.rules import why_not_here
from app.services.dossiers.shared_pages import PAGE, page_of
from app.services.dossiers.views import (
    ActivityRow,
    BilledShare,
    Buttons,
    Division,
    DossierView,
    Intervenant,
    PartyRow,
    Sharing,
)
from app.services.dossiers.views import (
    DossierInvoice as InvoiceOfDossier,
)
from app.services.standing import what_stops
from app.services.unit_of_work import reading
from app.services.views import ClientState

MOST_BILLED = 300
"""So many billed activities are shown, the latest; the invoices have them all."""
_AT_ONCE = 900


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of a dossier, once."""

    row: Dossier
    parties: tuple[Party, ...]
    unbilled: Sequence[Activity]
    intervenants: tuple[Intervenant, ...]
    names: Mapping[ClientId, Named]


def dossier_view(desk: Desk, dossier: DossierId) -> DossierView:
    """The page of a dossier: all unbilled activities, and the latest billed ones. Refuses NotFound."""
    desk.require(Right.SEE_CARD)
    with reading(desk) as session:
        read = _read(session, dossier)
        division = division_of(read.unbilled, read.parties, read.names, divided(read.unbilled, read.parties))
        row = read.row
        return DossierView(
            id=dossier,
            version=row.version,
            name=row.name,
            note=row.note,
            created_on=row.created_at.astimezone().date(),
            created_by=row.created_by,
            parties=party_rows_of(session, read.parties, dossier),
            activities=_activities(desk, session, read),
            division=division,
            invoices=_invoices(session, dossier),
            intervenants=read.intervenants,
            sharing=_sharing(session, dossier),
            buttons=_buttons(desk, session, read, division),
        )


def _read(session: Session, dossier: DossierId) -> _Read:
    row = dossier_row(session, dossier)
    parties = parties_of(session, dossier)
    return _Read(
        row,
        parties,
        unbilled_rows(session, dossier),
        intervenants_of(session, dossier),
        names_of(session, [each.client for each in parties]),
    )


def party_rows_of(
    session: Session, parties: Sequence[Party], dossier: DossierId | None
) -> tuple[PartyRow, ...]:
    """The parties as the step Parties shows them, in their order; of a dossier, or of one to be made."""
    clients = {row.id: row for row in _clients(session, [each.client for each in parties])}
    counts = _counts(session, dossier) if dossier is not None else {}
    uses = _uses(session, dossier) if dossier is not None else {}
    rows = []
    for party in parties:
        client = clients.get(party.client)
        if client is None:
            continue
        count, amount = counts.get(party.client, (0, 0))
        used = uses.get(party.client, 0)
        rows.append(
            PartyRow(
                client=party.client,
                number=client.number,
                name=called(client),
                position=party.position,
                active=party.active,
                weight=party.weight,
                state=ClientState(client.state),
                unbilled=count,
                unbilled_amount=Cents(amount),
                why_not_removed=PartyInUse(called(client), used) if used else None,
                stopped=what_stops(client),
            )
        )
    return tuple(rows)


def _clients(session: Session, clients: Sequence[ClientId]) -> list[Client]:
    found: list[Client] = []
    for at in range(0, len(clients), _AT_ONCE):
        found += session.scalars(sa.select(Client).where(Client.id.in_(clients[at : at + _AT_ONCE])))
    return found


def _counts(session: Session, dossier: DossierId) -> dict[ClientId, tuple[int, int]]:
    """How many own activities of each client are not billed, and what they cost."""
    query = (
        sa.select(Activity.client_id, sa.func.count(), sa.func.sum(Activity.amount))
        .where(Activity.dossier_id == dossier, Activity.billed_on.is_(None), Activity.client_id.is_not(None))
        .group_by(Activity.client_id)
    )
    return {ClientId(client or 0): (count, int(amount)) for client, count, amount in session.execute(query)}


def _uses(session: Session, dossier: DossierId) -> dict[ClientId, int]:
    """How many activities of the dossier are each client's, or were billed to him."""
    his = sa.select(Activity.client_id.label("client"), Activity.id.label("activity")).where(
        Activity.dossier_id == dossier, Activity.client_id.is_not(None)
    )
    billed = (
        sa.select(ActivityShare.client_id, ActivityShare.activity_id)
        .join(Activity, Activity.id == ActivityShare.activity_id)
        .where(Activity.dossier_id == dossier)
    )
    both = sa.union(his, billed).subquery()
    query = sa.select(both.c.client, sa.func.count()).group_by(both.c.client)
    return {ClientId(client): count for client, count in session.execute(query)}


def _activities(desk: Desk, session: Session, read: _Read) -> tuple[ActivityRow, ...]:
    """The unbilled ones, then the billed ones, the latest first."""
    query = sa.select(Activity).where(Activity.dossier_id == read.row.id, Activity.billed_on.is_not(None))
    billed = session.scalars(
        query.order_by(Activity.billed_on.desc(), Activity.day.desc(), Activity.id.desc()).limit(MOST_BILLED)
    ).all()
    shares = shares_of(session, [row.id for row in billed])
    active = {each.client for each in read.parties if each.active}
    not_here = why_not_here(desk, read.intervenants)
    names = {**read.names, **names_of(session, [row.client_id for row in billed if row.client_id])}
    return tuple(
        _activity(row, names, active, shares.get(ActivityId(row.id), ()), not_here)
        for row in (*reversed(read.unbilled), *billed)
    )


def _activity(
    row: Activity,
    names: Mapping[ClientId, Named],
    active: set[ClientId],
    billed: tuple[BilledShare, ...],
    not_here: Refusal | None,
) -> ActivityRow:
    client = ClientId(row.client_id) if row.client_id is not None else None
    is_billed = row.billed_on is not None
    numbers = ", ".join(dict.fromkeys(share.number for share in billed))
    return ActivityRow(
        id=ActivityId(row.id),
        version=row.version,
        dossier=DossierId(row.dossier_id),
        client=client,
        client_name=names[client].name if client is not None else "",
        day=row.day,
        description=row.description,
        quantity=quantity_of(row),
        unit_price=Cents(row.unit_price),
        vat_rate=rate_of(row),
        amount=Cents(row.amount),
        entered_by=row.entered_by,
        entered_at=row.entered_at,
        billed_on=row.billed_on,
        billed=billed,
        is_waiting=not is_billed and (client not in active if client is not None else not active),
        why_not_changed=ActivityBilled(numbers) if is_billed else not_here,
    )


def _invoices(session: Session, dossier: DossierId) -> tuple[InvoiceOfDossier, ...]:
    query = (
        sa.select(Invoice)
        .join(DossierInvoice, DossierInvoice.invoice_id == Invoice.id)
        .where(DossierInvoice.dossier_id == dossier)
        .order_by(Invoice.id.desc())
    )
    return tuple(
        InvoiceOfDossier(
            InvoiceId(row.id),
            row.number,
            ClientId(row.client_id),
            str(row.customer.get("name", "")),
            row.issued_on,
            Cents(row.gross),
            row.credited > 0,
        )
        for row in session.scalars(query)
    )


def _sharing(session: Session, dossier: DossierId) -> Sharing:
    page = page_of(session, dossier)
    if page is None:
        return Sharing(shared=False)
    places = places_of(page.folders)
    folder = str(places[-1]) if places else ""
    return Sharing(
        True,
        page.token,
        page.since,
        page.published_at,
        page.written < page.changes,
        folder,
        url_of(session, page.token),
        str(places[-1] / page.token / PAGE) if places and page.published_at is not None else "",
    )


def _buttons(desk: Desk, session: Session, read: _Read, division: Division) -> Buttons:
    """Each button's reason; the verbs ask the same again inside their transactions."""
    nobody = why_no_activity(read.parties)
    nothing = nobody or (None if any(part.count for part in division.parts) else NothingToBill())
    not_here = why_not_here(desk, read.intervenants)
    return Buttons(
        activity=not_here or nobody,
        proforma=_lacks(desk, Right.PRINT) or nothing,
        division=nothing,
        invoice=_lacks(desk, Right.BILL) or nothing,
        parties=_lacks(desk, Right.KEEP_DOSSIER),
        transfer=_lacks(desk, Right.KEEP_DOSSIER) or not_here,
        share=_lacks(desk, Right.SHARE_DOSSIER),
        intervenants=_lacks(desk, Right.NAME_INTERVENANTS),
        delete=_lacks(desk, Right.DELETE_DOSSIER) or why_not_deleted(session, DossierId(read.row.id)),
    )


def _lacks(desk: Desk, right: Right) -> Refusal | None:
    """The refusal of a right that this person does not have."""
    return None if desk.operator.may(right) else NotAllowed(right)
