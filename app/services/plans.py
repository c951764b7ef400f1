"""The plans the club sells: list, create, change (spec 1.4). What was sold keeps its own terms."""

from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.cents import Cents
from app.domain.contract import PeriodUnit
from app.domain.ids import PlanId
from app.domain.refusals import Refused
from app.domain.rights import Right
from app.models import Access, Plan
from app.services.audit import Entry
from app.services.changes_told import differences
from app.services.desk import Desk, Outcome, Touched, TouchedKind
from app.services.fields import PaymentMode, PlanFields, PlanKind
from app.services.form_checks import FormChecks
from app.services.json_values import to_json
from app.services.name_keys import name_key
from app.services.refusals import BadChoice, NameTaken
from app.services.requests import SavePlan
from app.services.stale import found, refuse_stale
from app.services.unit_of_work import reading, writing
from app.services.views import PlanRow

LARGEST_AMOUNT = Cents(10_000_000)
"""100 000,00: no club sells a dearer plan."""
LONGEST = {PlanKind.MONTHS: 120, PlanKind.DAYS: 3660}
LONGEST_PERIOD = {PeriodUnit.MONTH: 24, PeriodUnit.WEEK: 52}
MOST_INSTALMENTS = 520
NO_PLAN = PlanId(0)


@dataclass(frozen=True, slots=True)
class PlanSaved(Outcome):
    """A plan was saved; `plan` names a new one."""

    plan: PlanId = NO_PLAN


def plans(desk: Desk, only_active: bool = False) -> tuple[PlanRow, ...]:
    """The plans by name, with how many accesses were sold of each."""
    desk.require(Right.SEARCH)
    sold = sa.select(sa.func.count()).where(Access.plan_id == Plan.id).correlate(Plan).scalar_subquery()
    wanted = sa.select(Plan, sold).order_by(Plan.name_key)
    if only_active:
        wanted = wanted.where(Plan.active)
    with reading(desk) as session:
        return tuple(
            PlanRow(PlanId(row.id), row.version, fields_of(row), count)
            for row, count in session.execute(wanted)
        )


def save_plan(desk: Desk, request: SavePlan) -> PlanSaved:
    """Create or change a plan.

    Refuses all wrong fields at once, NameTaken whatever the case, StaleEdit, NotFound.
    """
    desk.require(Right.MANAGE_PLANS)
    fields = checked_plan(request.fields)
    with writing(desk, request.command, PlanSaved) as work:
        if work.earlier is not None:
            return work.earlier
        session = work.session
        row = Plan() if request.plan is None else found(session, Plan, request.plan, "plan")
        before = None
        if request.plan is not None:
            before = fields_of(row)
            refuse_stale(session, row, request.version, facts={"plan": row.id}, theirs=before)
        _refuse_taken(session, fields.name, request.plan)
        for column, value in _columns(fields).items():
            setattr(row, column, value)
        session.add(row)
        session.flush()
        work.tell(_entry(PlanId(row.id), before, fields))
        touched = frozenset({Touched(TouchedKind.PLAN, row.id)})
        return work.commit(PlanSaved(touched, plan=PlanId(row.id)))


def checked_plan(fields: PlanFields) -> PlanFields:
    """The plan as it is kept; refuses everything that makes no sense together."""
    checks = FormChecks()
    fields = replace(fields, name=checks.name(fields.name))
    _check_length(checks, fields)
    _check_payment(checks, fields)
    checks.amount("amount", fields.amount, Cents(1), LARGEST_AMOUNT)
    checks.amount("registration_fee", fields.registration_fee, Cents(0), LARGEST_AMOUNT)
    if fields.payment is PaymentMode.DIRECT_DEBIT and fields.amount > 0:
        checks.amount("maintenance", fields.maintenance, Cents(1), fields.amount)
    elif fields.payment is PaymentMode.AT_ONCE:
        checks.amount("maintenance", fields.maintenance, Cents(0), LARGEST_AMOUNT)
    checks.finish()
    return fields


def _check_length(checks: FormChecks, fields: PlanFields) -> None:
    if fields.kind is PlanKind.UNLIMITED:
        checks.absent("length", fields.length)
        if fields.payment is PaymentMode.AT_ONCE:
            checks.refusals.append(BadChoice("payment"))
        return
    checks.needed("length", fields.length)
    checks.number("length", fields.length, 1, LONGEST[fields.kind])


def _check_payment(checks: FormChecks, fields: PlanFields) -> None:
    if fields.payment is PaymentMode.AT_ONCE:
        checks.absent("instalments", fields.instalments)
        checks.absent("debit_day", fields.debit_day)
        return
    if fields.kind is PlanKind.UNLIMITED:
        checks.absent("instalments", fields.instalments)
    else:
        checks.needed("instalments", fields.instalments)
        checks.number("instalments", fields.instalments, 1, MOST_INSTALMENTS)
    checks.number("period_count", fields.period_count, 1, LONGEST_PERIOD[fields.period_unit])
    if fields.period_unit is PeriodUnit.WEEK:
        checks.absent("debit_day", fields.debit_day)
    checks.number("debit_day", fields.debit_day, 1, 31)


def _refuse_taken(session: Session, name: str, plan: PlanId | None) -> None:
    with session.no_autoflush:
        taken = session.scalar(
            sa.select(Plan.name).where(Plan.name_key == name_key(name), Plan.id != (plan or 0))
        )
    if taken is not None:
        raise Refused(NameTaken(taken))


def _entry(plan: PlanId, before: PlanFields | None, fields: PlanFields) -> Entry:
    if before is None:
        return Entry("plan_created", facts={"plan": plan}, after=to_json(fields))
    was, became = differences(before, fields)
    return Entry("plan_saved", facts={"plan": plan}, before=was, after={**became, "name": fields.name})


def fields_of(row: Plan) -> PlanFields:
    """The plan as it is stored."""
    return PlanFields(
        name=row.name,
        kind=PlanKind(row.kind),
        length=row.length,
        payment=PaymentMode(row.payment),
        amount=Cents(row.amount),
        registration_fee=Cents(row.registration_fee),
        maintenance=Cents(row.maintenance),
        instalments=row.instalments,
        period_count=row.period_count,
        period_unit=PeriodUnit(row.period_unit),
        debit_day=row.debit_day,
        active=row.active,
    )


def _columns(fields: PlanFields) -> dict[str, object]:
    return {**to_json(fields), "name_key": name_key(fields.name)}
