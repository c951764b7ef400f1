"""The plans that quotes offer, with the terms that a line copies (spec 3.2)."""

from decimal import Decimal

import sqlalchemy as sa

from app.domain.cents import Cents
from app.domain.contract import Period, PeriodUnit
from app.domain.ids import ClientId, PlanId
from app.domain.quote_lines import Offer
from app.domain.rights import Right
from app.domain.sales import SaleKind
from app.domain.vat_rates import rates_offered
from app.models import Client, Plan
from app.services.club import stored_settings
from app.services.desk import Desk
from app.services.prospects.views import PlanChoice
from app.services.sales import plan_terms
from app.services.unit_of_work import reading


def offer_of(plan: Plan) -> Offer:
    """A stored plan as a quote offers it."""
    terms = plan_terms(plan)
    return Offer(
        plan=PlanId(plan.id),
        kind=terms.kind,
        registration_fee=terms.registration_fee,
        length=plan.length,
        instalments=plan.instalments if terms.kind is SaleKind.FIXED_BY_DEBIT else None,
        period=Period(plan.period_count, PeriodUnit(plan.period_unit)),
    )


def rates_for(desk: Desk, client: ClientId | None) -> tuple[Decimal, ...]:
    """The VAT rates a line can have: that of the client's card first, then the club's, then the country's."""
    desk.require(Right.FOLLOW_UP)
    with reading(desk) as session:
        club, _ = stored_settings(session)
        row = session.get(Client, client) if client is not None else None
        return rates_offered(club.country, (row.vat_rate if row is not None else "", club.default_vat_rate))


def plan_choices(desk: Desk) -> tuple[PlanChoice, ...]:
    """The plans that a quote can offer, by name."""
    desk.require(Right.FOLLOW_UP)
    with reading(desk) as session:
        plans = session.scalars(sa.select(Plan).where(Plan.active).order_by(Plan.name_key))
        return tuple(PlanChoice(PlanId(row.id), row.name, Cents(row.amount), offer_of(row)) for row in plans)
