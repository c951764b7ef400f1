"""*Transformer en vente*: a quote becomes accesses and an invoice, all in one transaction (spec 3.2).

Whether the client is blocked or deactivated is looked at inside the transaction that sells, so that a
block set by another desk a second ago stops it (spec 3.1, 3.2.6).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from app.domain import sales as domain
from app.domain.ids import AccessId, ClientId, InvoiceId, QuoteId
from app.domain.invoicing import totals
from app.domain.periods import access_period
from app.domain.prospect_refusals import PlanChanged
from app.domain.prospects import CLOSED_STAGES, QuoteState, Stage, conversion_refusals, quote_state
from app.domain.quote_lines import Offer, QuoteLine, billed_lines, same_terms
from app.domain.refusals import FieldMissing, Refusal, Refused, refuse_if_any
from app.domain.rights import Right
from app.domain.sales import SaleKind
from app.i18n import Language, texts
from app.models import Client, Opportunity, Plan, Quote, QuoteInvoice
from app.services import mandates
from app.services.audit import Entry
from app.services.billing.issuing import issue_in
from app.services.billing.views import Issued
from app.services.desk import Desk, Outcome, Touched, TouchedKind, touched_access
from app.services.masking import visible_mandate
from app.services.prospects.offers import offer_of
from app.services.prospects.opportunities import move_in
from app.services.prospects.queries import view_of
from app.services.prospects.quotes import line_of, opened, rows_of, touched
from app.services.prospects.requests import ConvertQuote, LineSale
from app.services.prospects.views import Conversion, ProposedSale
from app.services.refusals import PlanNotSold
from app.services.requests import SellAccess
from app.services.sales import plan_terms, sell_in
from app.services.stale import found
from app.services.standing import refuse_if_stopped, what_stops
from app.services.unit_of_work import UnitOfWork, reading, writing


@dataclass(frozen=True, slots=True)
class QuoteConverted(Outcome):
    """A quote became a sale: its accesses, and the invoice of the rest, if there was any."""

    accesses: tuple[AccessId, ...] = ()
    invoice: InvoiceId | None = None
    number: str = ""


def propose_conversion(desk: Desk, quote: QuoteId) -> Conversion:
    """What turning this quote into a sale will do, with the dates its plans propose from today on.

    It refuses nothing of the sale itself: `stops` says what would. Refuses NotFound.
    """
    desk.require(Right.SELL)
    with reading(desk) as session:
        row = found(session, Quote, quote, "quote")
        view = view_of(session, row, desk.today())
        client = session.get_one(Client, row.client_id)
        stops = (
            *what_stops(client),
            *conversion_refusals(view.row.state, row.valid_until, desk.today()),
            *_why_not_sold(session, view.lines),
        )
        is_debited = any(line.offer is not None and line.offer.is_debited for line in view.lines)
        mandate = mandates.proposed_mandate(session, desk, client) if is_debited else None
        billed = billed_lines(view.lines, str)
        return Conversion(
            view=view,
            sales=tuple(
                _proposed(session, desk, at, line) for at, line in enumerate(view.lines, 1) if line.offer
            ),
            billed=totals(billed) if billed else None,
            mandate=visible_mandate(mandate, desk.operator) if mandate is not None else None,
            stops=stops,
        )


def convert_quote(desk: Desk, request: ConvertQuote) -> QuoteConverted:
    """Sell the accesses of the plan lines, bill the rest, and mark the quote and its opportunity, or nothing.

    Refuses: ClientBlocked with the reason, ClientDeactivated, QuoteExpired, QuoteMoveNotAllowed, PlanNotSold,
    PlanChanged, everything the sale of an access refuses, StaleEdit, NotFound.
    """
    desk.require(Right.SELL)
    with writing(desk, request.command, QuoteConverted) as work:
        if work.earlier is not None:
            return work.earlier
        session, today = work.session, work.desk.today()
        row = found(session, Quote, request.quote, "quote")
        client = refuse_if_stopped(session, ClientId(row.client_id))
        opened(session, request.quote, request.version)
        state = quote_state(QuoteState(row.state), row.valid_until, today)
        refuse_if_any(conversion_refusals(state, row.valid_until, today))
        accesses = _sell(work, row, request)
        issued = _bill(work, row, client)
        row.state, row.converted_on = QuoteState.CONVERTED.value, today
        row.answered_on = row.answered_on or today
        session.flush()
        _win(work, row)
        work.tell(_entry(row, accesses, issued))
        work.summarise(row.client_id)
        things = {touched_access(access) for access in accesses} | touched(row)
        if issued is not None:
            things.add(Touched(TouchedKind.INVOICE, issued.id))
        return work.commit(
            QuoteConverted(
                frozenset(things),
                accesses=accesses,
                invoice=issued.id if issued else None,
                number=issued.number if issued else "",
            )
        )


def _why_not_sold(session: Session, lines: Sequence[QuoteLine]) -> list[Refusal]:
    """The plans that are no longer sold, or on other terms than those that were offered."""
    refusals: list[Refusal] = []
    for line in lines:
        if line.offer is None:
            continue
        plan = found(session, Plan, line.offer.plan, "plan")
        if not plan.active:
            refusals.append(PlanNotSold())
        elif not same_terms(line.offer, offer_of(plan)):
            refusals.append(PlanChanged(plan.name))
    return refusals


def _proposed(session: Session, desk: Desk, position: int, line: QuoteLine) -> ProposedSale:
    assert line.offer is not None
    plan = found(session, Plan, line.offer.plan, "plan")
    proposed = domain.propose_sale(plan_terms(plan), desk.today())
    ends = proposed.kind is not SaleKind.UNLIMITED
    period = access_period(proposed.start, months=proposed.months, days=proposed.days) if ends else None
    return ProposedSale(
        position=position,
        description=line.description,
        offer=line.offer,
        amount=line.unit_price,
        start=proposed.start,
        last_day=period.last if period is not None else None,
        first_due=proposed.first_due,
        anchor_day=proposed.anchor_day,
        months=proposed.months,
        days=proposed.days,
    )


def _sell(work: UnitOfWork[Any], row: Quote, request: ConvertQuote) -> tuple[AccessId, ...]:
    """The access of each plan line, on the terms that were offered."""
    stored = rows_of(work.session, request.quote)
    refuse_if_any(_why_not_sold(work.session, [line_of(each) for each in stored]))
    wanted = {sale.position: sale for sale in request.sales}
    sold: list[AccessId] = []
    for each in stored:
        line = line_of(each)
        if line.offer is None:
            continue
        sale = wanted.get(each.position)
        if sale is None:
            raise Refused(FieldMissing("start"))
        access = sell_in(work, _request(request, row, line, line.offer, sale))
        each.access_id = access
        sold.append(access)
    return tuple(sold)


def _request(request: ConvertQuote, row: Quote, line: QuoteLine, offer: Offer, sale: LineSale) -> SellAccess:
    return SellAccess(
        command=request.command,
        client=ClientId(row.client_id),
        plan=offer.plan,
        start=sale.start,
        first_due=sale.first_due,
        anchor_day=sale.anchor_day,
        amount=line.unit_price,
        registration_fee=offer.registration_fee,
        mandate=request.mandate if offer.is_debited else None,
    )


def _bill(work: UnitOfWork[Any], row: Quote, client: Client) -> Issued | None:
    """The invoice of what no bank collects, in the client's language; None: there is nothing."""
    spoken = texts(Language(client.language))

    def fee_of(plan: str) -> str:
        return spoken.tr("Frais d'inscription, {plan}", plan=plan)

    lines = billed_lines([line_of(each) for each in rows_of(work.session, QuoteId(row.id))], fee_of)
    if not lines:
        return None
    note = spoken.tr("Selon le devis {number}", number=row.number)
    issued = issue_in(work, ClientId(client.id), lines, note=note)
    work.session.add(QuoteInvoice(quote_id=row.id, invoice_id=issued.id))
    return issued


def _win(work: UnitOfWork[Any], row: Quote) -> None:
    """The opportunity of a quote that was sold is won."""
    if row.opportunity_id is None:
        return
    opportunity = work.session.get_one(Opportunity, row.opportunity_id)
    if opportunity.stage not in CLOSED_STAGES or opportunity.stage == Stage.LOST:
        move_in(work, opportunity, Stage.WON)


def _entry(row: Quote, accesses: Sequence[AccessId], issued: Issued | None) -> Entry:
    return Entry(
        "quote_converted",
        client=ClientId(row.client_id),
        facts={"quote": row.id},
        after={"number": row.number, "accesses": len(accesses), "invoice": issued.number if issued else ""},
    )
