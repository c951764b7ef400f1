"""Reads what papers are gathered from: clients with their accesses, many at once with few queries."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.cents import Cents
from app.domain.contract import Contract
from app.domain.ids import AccessId, ClientId, SuspensionId
from app.domain.refusals import Refused
from app.models import Access, Client, Mandate, Suspension
from app.services.client_rows import fields_of
from app.services.documents.gathering import AccessSource, ClientSource
from app.services.fields import MandateFields, PaymentMode
from app.services.refusals import NotFound
from app.services.schedules import contracts_of


def source_of_access(session: Session, access: AccessId) -> ClientSource:
    """The client of one access, with that access alone. Refuses: NotFound("access")."""
    row = session.get(Access, access)
    if row is None:
        raise Refused(NotFound("access"))
    return _sources(session, [row.client_id], [row])[0]


def source_of_suspension(session: Session, suspension: SuspensionId) -> tuple[ClientSource, date]:
    """The client of one suspension with its access alone, and the day on which it was entered.

    Refuses: NotFound("suspension").
    """
    row = session.get(Suspension, suspension)
    if row is None:
        raise Refused(NotFound("suspension"))
    return source_of_access(session, AccessId(row.access_id)), _local_day(row.entered_at)


def sources_of_clients(session: Session, clients: Sequence[ClientId]) -> list[ClientSource]:
    """These clients with all their accesses, in the order asked for; who is gone is left out."""
    query = (
        sa.select(Access).where(Access.client_id.in_(clients)).order_by(Access.first_day.desc(), Access.id)
    )
    return _sources(session, clients, session.scalars(query).all())


def _sources(session: Session, clients: Sequence[int], rows: Sequence[Access]) -> list[ClientSource]:
    contracts = contracts_of(session, rows)
    mandates = _mandates(session, [row.mandate_id for row in rows if row.mandate_id is not None])
    accesses: dict[int, list[AccessSource]] = defaultdict(list)
    for row in rows:
        contract = contracts[AccessId(row.id)]
        accesses[row.client_id].append(_access_source(row, contract, mandates.get(row.mandate_id or 0)))
    found = {row.id: row for row in session.scalars(sa.select(Client).where(Client.id.in_(clients)))}
    return [
        ClientSource(found[client].number, fields_of(found[client]), tuple(accesses[client]))
        for client in clients
        if client in found
    ]


def _access_source(row: Access, contract: Contract, mandate: MandateFields | None) -> AccessSource:
    return AccessSource(
        plan_name=row.plan_name,
        payment=PaymentMode(row.payment),
        sold_on=_local_day(row.sold_at),
        amount=Cents(row.amount),
        contract=contract,
        mandate=mandate,
    )


def _local_day(moment: datetime) -> date:
    return moment.astimezone().date()


def _mandates(session: Session, ids: Sequence[int]) -> dict[int, MandateFields]:
    rows = session.scalars(sa.select(Mandate).where(Mandate.id.in_(ids))) if ids else ()
    return {row.id: MandateFields(row.iban, row.bic, row.reference, row.signed_on) for row in rows}
