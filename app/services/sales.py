"""The verbs of *Vendre un accès*: propose, preview, sell (spec 1.4).

Whether the client is blocked or deactivated is looked at inside the transaction, so that a block
set by another desk a second ago stops the sale (spec 3.1).
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.domain import sales as domain
from app.domain.cents import Cents
from app.domain.contract import Contract, Period, PeriodUnit
from app.domain.ids import AccessId, ClientId, InvoiceId, PlanId
from app.domain.periods import access_period
from app.domain.refusals import Refusal, Refused
from app.domain.rights import Right
from app.domain.sales import PlanTerms, SaleKind, SaleRequest
from app.domain.schedule import Schedule, schedule
from app.models import Access, Client, Plan
from app.services import mandates
from app.services.audit import Entry
from app.services.billing.of_access import bill_access_in
from app.services.billing.refusals import PaidByDebit
from app.services.desk import Desk, Outcome, touched_access, touched_client, touched_invoice
from app.services.fields import MandateFields, PaymentMode, PlanKind
from app.services.masking import visible_mandate
from app.services.refusals import PlanNotSold
from app.services.requests import SellAccess
from app.services.schedules import store_schedule
from app.services.stale import found
from app.services.standing import refuse_if_stopped, standing_of
from app.services.unit_of_work import UnitOfWork, reading, writing
from app.services.views import SaleProposal


@dataclass(frozen=True, slots=True, kw_only=True)
class Sold(Outcome):
    """An access was sold."""

    access: AccessId


@dataclass(frozen=True, slots=True, kw_only=True)
class SoldAndBilled(Sold):
    """An access was sold, and the invoice of what is paid at once issued."""

    invoice: InvoiceId
    number: str


@dataclass(frozen=True, slots=True)
class _Decided:
    """A sale the domain agreed to."""

    contract: Contract
    request: SaleRequest
    mandate: MandateFields | None


def propose_sale(desk: Desk, client: ClientId, plan: PlanId, start: date) -> SaleProposal:
    """What the plan proposes for an access of this client from `start` on; all can be changed.

    Refuses: ClientBlocked (with the reason), ClientDeactivated, PlanNotSold, NotFound.
    """
    desk.require(Right.SELL)
    with reading(desk) as session:
        buyer = refuse_if_stopped(session, client)
        sold = _plan(session, plan)
        proposed = domain.propose_sale(plan_terms(sold), start)
        by_debit = proposed.kind is not SaleKind.FIXED_AT_ONCE
        mandate = mandates.proposed_mandate(session, desk, buyer) if by_debit else None
        return SaleProposal(
            plan=plan,
            start=start,
            last_day=_last_day(proposed),
            first_due=proposed.first_due,
            anchor_day=proposed.anchor_day,
            amount=proposed.amount,
            registration_fee=proposed.registration_fee,
            instalments=proposed.count,
            mandate=visible_mandate(mandate, desk.operator) if mandate is not None else None,
        )


def preview_sale(desk: Desk, request: SellAccess) -> Schedule:
    """The schedule that `sell` would make; refuses what it would refuse, and changes nothing."""
    desk.require(Right.SELL)
    with reading(desk) as session:
        client = refuse_if_stopped(session, request.client)
        return schedule(_decide(session, desk, client, _plan(session, request.plan), request).contract)


def sell(desk: Desk, request: SellAccess) -> Sold:
    """Sell an access; what is sold appears in the schedule at once.

    Refuses everything of the domain's sale at once, BadIban, BadBic, MandateReferenceTaken,
    ClientBlocked, ClientDeactivated, PlanNotSold, NotFound.
    """
    desk.require(Right.SELL)
    with writing(desk, request.command, Sold) as work:
        if work.earlier is not None:
            return work.earlier
        access = sell_in(work, request)
        touched = frozenset({touched_access(access), touched_client(request.client)})
        return work.commit(Sold(touched, access=access))


def sell_and_bill(desk: Desk, request: SellAccess) -> SoldAndBilled:
    """Sell an access that is paid at once and issue its invoice, both or neither.

    Refuses as `sell` and `billing.issuing.issue_in`, and PaidByDebit: the bank collects such an access.
    """
    desk.require(Right.SELL)
    desk.require(Right.BILL)
    with writing(desk, request.command, SoldAndBilled) as work:
        if work.earlier is not None:
            return work.earlier
        access = work.session.get_one(Access, sell_in(work, request))
        if access.payment != PaymentMode.AT_ONCE:
            raise Refused(PaidByDebit())
        issued = bill_access_in(work, access)
        touched = {touched_access(access.id), touched_client(request.client), touched_invoice(issued.id)}
        return work.commit(
            SoldAndBilled(
                frozenset(touched), access=AccessId(access.id), invoice=issued.id, number=issued.number
            )
        )


def sell_in(work: UnitOfWork[Any], request: SellAccess) -> AccessId:
    """The sale inside another verb's transaction: that verb asks for the right, and commits.

    Refuses as `sell`; what was written before is undone with the transaction.
    """
    client = refuse_if_stopped(work.session, request.client)
    plan = _plan(work.session, request.plan)
    decided = _decide(work.session, work.desk, client, plan, request)
    access = _add_access(work, client, plan, decided)
    store_schedule(work.session, access, decided.contract, work.desk.today())
    work.tell(sale_entry(request.client, AccessId(access.id), plan.name, decided.request, decided.contract))
    work.summarise(client.id)
    return AccessId(access.id)


def plan_terms(plan: Plan) -> PlanTerms:
    """A stored plan as the domain's sale takes it."""
    return PlanTerms(
        kind=_sale_kind(plan),
        amount=Cents(plan.amount),
        registration_fee=Cents(plan.registration_fee),
        months=plan.length if plan.kind == PlanKind.MONTHS else None,
        days=plan.length if plan.kind == PlanKind.DAYS else None,
        count=plan.instalments,
        period=Period(plan.period_count, PeriodUnit(plan.period_unit)),
        debit_day=plan.debit_day,
        maintenance=Cents(plan.maintenance),
    )


def _sale_kind(plan: Plan) -> SaleKind:
    if plan.kind == PlanKind.UNLIMITED:
        return SaleKind.UNLIMITED
    at_once = plan.payment == PaymentMode.AT_ONCE
    return SaleKind.FIXED_AT_ONCE if at_once else SaleKind.FIXED_BY_DEBIT


def _plan(session: Session, plan: PlanId) -> Plan:
    row = found(session, Plan, plan, "plan")
    if not row.active:
        raise Refused(PlanNotSold())
    return row


def _last_day(proposed: SaleRequest) -> date | None:
    if proposed.kind is SaleKind.UNLIMITED:
        return None
    return access_period(proposed.start, months=proposed.months, days=proposed.days).last


def _decide(session: Session, desk: Desk, client: Client, plan: Plan, request: SellAccess) -> _Decided:
    """What is asked, judged by the domain and by what is stored; every reason at once."""
    terms = plan_terms(plan)
    by_debit = terms.kind is not SaleKind.FIXED_AT_ONCE
    mandate, refusals = _mandate(session, client, request.mandate if by_debit else None)
    wanted = sale_request(terms, request, mandate)
    try:
        contract = domain.decide_sale(wanted, today=desk.today(), standing=standing_of(client))
    except Refused as refused:
        raise Refused(*refused.refusals, *refusals) from None
    if refusals:
        raise Refused(*refusals)
    return _Decided(contract, wanted, mandate)


def sale_request(terms: PlanTerms, request: SellAccess, mandate: MandateFields | None) -> SaleRequest:
    """What the desk asks, on the terms of the plan, as the domain judges it."""
    by_debit = terms.kind is not SaleKind.FIXED_AT_ONCE
    return SaleRequest(
        kind=terms.kind,
        start=request.start,
        amount=request.amount,
        registration_fee=request.registration_fee,
        months=terms.months,
        days=terms.days,
        count=terms.count if terms.kind is SaleKind.FIXED_BY_DEBIT else None,
        period=terms.period,
        first_due=request.first_due if by_debit else None,
        anchor_day=request.anchor_day if by_debit else None,
        mandate=mandates.terms_of(mandate) if by_debit and mandate is not None else None,
    )


def _mandate(
    session: Session, client: Client, typed: MandateFields | None
) -> tuple[MandateFields | None, tuple[Refusal, ...]]:
    asked = mandates.unmasked(session, typed, client)
    if asked is None:
        return None, ()
    mandate, refusals = mandates.normalised(asked)
    return mandate, (*refusals, *mandates.taken(session, mandate, client))


def _add_access(work: UnitOfWork[Any], client: Client, plan: Plan, decided: _Decided) -> Access:
    """The row of the access, with its own copy of what the plan says today."""
    mandate = decided.mandate
    kept = mandates.kept(work.session, work.desk, mandate, client) if mandate is not None else None
    access = Access(
        client_id=client.id,
        plan_id=plan.id,
        mandate_id=kept.id if kept is not None else None,
        plan_name=plan.name,
        kind=plan.kind,
        payment=plan.payment,
        maintenance=plan.maintenance,
        sold_at=work.desk.now(),
        sold_by=work.desk.operator.name,
        **contract_columns(decided.contract, decided.request),
    )
    work.session.add(access)
    work.session.flush()
    return access


def contract_columns(contract: Contract, request: SaleRequest) -> dict[str, Any]:
    """What the domain agreed to, as columns of the access."""
    terms = contract.terms
    return {
        "first_day": contract.access.first,
        "last_day": contract.access.last,
        "amount": request.amount,
        "registration_fee": request.registration_fee,
        "first_due": terms.first_due if terms else None,
        "anchor_day": terms.anchor_day if terms else None,
        "period_count": request.period.count,
        "period_unit": request.period.unit.value,
        "instalments": terms.count if terms else None,
        "first_amounts": list(terms.first_amounts) if terms else [],
        "price_steps": [[step.from_due.isoformat(), step.amount] for step in terms.price_steps]
        if terms
        else [],
    }


def sale_entry(
    client: ClientId, access: AccessId, plan: str, request: SaleRequest, contract: Contract
) -> Entry:
    """How a sale is told in the history."""
    return Entry(
        "sold",
        client=client,
        access=access,
        facts={"plan": plan},
        after={
            "first_day": contract.access.first,
            "last_day": contract.access.last,
            "amount": request.amount,
            "registration_fee": request.registration_fee,
            "first_due": request.first_due,
            "instalments": request.count,
            "reference": request.mandate.reference if request.mandate else None,
        },
    )
