"""Sell many accesses in one transaction: an import, a promotion, the invented club.

The same decisions and rows as `sales.sell`, but read and written for all of them together; either
all are sold, or none.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain import sales as domain
from app.domain.contract import Contract
from app.domain.ids import AccessId, ClientId, CommandId
from app.domain.refusals import MandateReferenceTaken, Refusal, Refused, refuse_if_any
from app.domain.rights import Right
from app.domain.sales import SaleKind, SaleRequest
from app.domain.schedule import schedule
from app.models import Access, Client, Mandate, Plan
from app.services import mandates
from app.services.bulk.pace import collecting_rarely
from app.services.desk import MOST_TOUCHED, Desk, Outcome, Touched, touched_access, touched_client
from app.services.fields import MandateFields
from app.services.name_keys import name_key
from app.services.refusals import NotFound, PlanNotSold
from app.services.requests import SellAccess
from app.services.row_ids import reserve_ids
from app.services.sales import contract_columns, plan_terms, sale_entry, sale_request
from app.services.schedules import Row, insert_rows, reach, rows_of
from app.services.standing import standing_of, what_stops
from app.services.unit_of_work import UnitOfWork, writing

AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class SoldMany(Outcome):
    """The accesses that were sold, in the order of the requests."""

    accesses: tuple[AccessId, ...]


@dataclass(frozen=True, slots=True)
class _Sale:
    """One sale the domain agreed to, and the ids its rows get."""

    access: AccessId
    client: ClientId
    plan: Plan
    request: SaleRequest
    contract: Contract
    mandate: MandateFields | None


def sell_many(desk: Desk, command: CommandId, requests: Sequence[SellAccess]) -> SoldMany:
    """Sell all of these, or none. Refuses as `sell`, for the first request that is wrong."""
    desk.require(Right.SELL)
    with collecting_rarely(), writing(desk, command, SoldMany) as work:
        if work.earlier is not None:
            return work.earlier
        sold = _decide_all(work.session, work.desk, requests)
        held = _write_mandates(work, sold)
        _write_accesses(work, sold, held)
        for sale in sold:
            work.tell(sale_entry(sale.client, sale.access, sale.plan.name, sale.request, sale.contract))
            work.summarise(sale.client)
        return work.commit(SoldMany(_touched(sold), accesses=tuple(sale.access for sale in sold)))


def _touched(sold: Sequence[_Sale]) -> frozenset[Touched]:
    if len(sold) > MOST_TOUCHED:
        return frozenset()
    accesses = {touched_access(sale.access) for sale in sold}
    return frozenset(accesses | {touched_client(sale.client) for sale in sold})


def _decide_all(session: Session, desk: Desk, requests: Sequence[SellAccess]) -> list[_Sale]:
    plans = {plan.id: plan for plan in session.scalars(sa.select(Plan))}
    clients = _clients(session, {request.client for request in requests})
    checked: dict[tuple[str, str], tuple[str, str, tuple[Refusal, ...]]] = {}
    ids = iter(reserve_ids(session, Access, len(requests)))
    sold = []
    for request in requests:
        client, plan = clients.get(request.client), plans.get(request.plan)
        if client is None or plan is None:
            raise Refused(NotFound("plan" if client is not None else "client"))
        if not plan.active:
            raise Refused(PlanNotSold())
        refuse_if_any(what_stops(client))
        mandate = _account_checked(request.mandate, checked)
        wanted = sale_request(plan_terms(plan), request, mandate)
        contract = domain.decide_sale(wanted, today=desk.today(), standing=standing_of(client))
        by_debit = wanted.kind is not SaleKind.FIXED_AT_ONCE
        sold.append(
            _Sale(AccessId(next(ids)), request.client, plan, wanted, contract, mandate if by_debit else None)
        )
    return sold


def _account_checked(
    mandate: MandateFields | None,
    checked: dict[tuple[str, str], tuple[str, str, tuple[Refusal, ...]]],
) -> MandateFields | None:
    """The mandate as it is kept; an account that many share is checked once."""
    if mandate is None:
        return None
    account = (mandate.iban, mandate.bic)
    if account not in checked:
        kept, refusals = mandates.normalised(mandate)
        checked[account] = (kept.iban, kept.bic, refusals)
    iban, bic, refusals = checked[account]
    if refusals:
        raise Refused(*refusals)
    return MandateFields(iban, bic, mandate.reference.strip(), mandate.signed_on)


def _chunks(ids: Iterable[Any]) -> Iterator[list[Any]]:
    listed = list(ids)
    for start in range(0, len(listed), AT_ONCE):
        yield listed[start : start + AT_ONCE]


def _clients(session: Session, ids: set[ClientId]) -> dict[int, Any]:
    columns = (Client.id, Client.block_on, Client.block_reason, Client.deactivated_on)
    return {
        row.id: row
        for some in _chunks(ids)
        for row in session.execute(sa.select(*columns).where(Client.id.in_(some)))
    }


def _write_mandates(work: UnitOfWork[Any], sold: Sequence[_Sale]) -> dict[str, int]:
    """The mandates of these sales, kept or new; their ids by reference key."""
    session = work.session
    wanted = {name_key(sale.mandate.reference): sale for sale in sold if sale.mandate is not None}
    held: dict[str, Any] = {
        row.reference_key: row
        for some in _chunks(wanted)
        for row in session.execute(
            sa.select(Mandate.id, Mandate.client_id, Mandate.reference_key).where(
                Mandate.reference_key.in_(some)
            )
        )
    }
    for sale in sold:
        _refuse_taken(sale, wanted, held)
    new = [key for key in wanted if key not in held]
    ids = dict(zip(new, reserve_ids(session, Mandate, len(new)), strict=True))
    if new:
        session.execute(sa.insert(Mandate), [_mandate_row(work, ids[key], key, wanted[key]) for key in new])
    return ids | {key: row.id for key, row in held.items()}


def _refuse_taken(sale: _Sale, wanted: Mapping[str, _Sale], held: Mapping[str, Any]) -> None:
    if sale.mandate is None:
        return
    key = name_key(sale.mandate.reference)
    holder = held[key].client_id if key in held else wanted[key].client
    if holder != sale.client:
        raise Refused(MandateReferenceTaken(sale.mandate.reference))


def _mandate_row(work: UnitOfWork[Any], mandate: int, key: str, sale: _Sale) -> dict[str, object]:
    assert sale.mandate is not None
    return {
        "id": mandate,
        "client_id": sale.client,
        "iban": sale.mandate.iban,
        "bic": sale.mandate.bic,
        "reference": sale.mandate.reference,
        "reference_key": key,
        "signed_on": sale.mandate.signed_on,
        "created_at": work.desk.now(),
    }


def _write_accesses(work: UnitOfWork[Any], sold: Sequence[_Sale], held: Mapping[str, int]) -> None:
    """The accesses and their schedules, some at a time so that the memory stays small."""
    today = work.desk.today()
    connection = work.session.connection()
    for some in _chunks(sold):
        accesses: list[dict[str, object]] = []
        instalments: list[tuple[int, Row]] = []
        for sale in some:
            made = schedule(sale.contract)
            stored_to = reach(made, today, None)
            key = name_key(sale.mandate.reference) if sale.mandate is not None else None
            accesses.append(
                {
                    **_access_row(work, sale),
                    "mandate_id": held[key] if key is not None else None,
                    "current_last": made.access_last,
                    "end_open": made.end_open,
                    "stored_to": stored_to,
                }
            )
            instalments += [(sale.access, row) for row in rows_of(made, stored_to)]
        connection.execute(sa.insert(Access), accesses)
        insert_rows(work.session, instalments)


def _access_row(work: UnitOfWork[Any], sale: _Sale) -> dict[str, object]:
    return {
        "id": sale.access,
        "version": 1,
        "client_id": sale.client,
        "plan_id": sale.plan.id,
        "plan_name": sale.plan.name,
        "kind": sale.plan.kind,
        "payment": sale.plan.payment,
        "maintenance": sale.plan.maintenance,
        "next_sequence": 1,
        "sold_at": work.desk.now(),
        "sold_by": work.desk.operator.name,
        **contract_columns(sale.contract, sale.request),
    }
