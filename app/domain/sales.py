"""Proposes and decides the sale of an access: plan and wishes → contract (spec 1.4)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.cents import LARGEST, Cents
from app.domain.contract import MONTHLY, Contract, DayRange, Period, PriceStep, Terms
from app.domain.dues import due_dates, first_rank_due_from
from app.domain.ids import Rank
from app.domain.mandates import MandateTerms, mandate_refusals
from app.domain.periods import access_period, month_length
from app.domain.refusals import (
    AmountNotPositive,
    AmountTooLarge,
    ClientBlocked,
    ClientDeactivated,
    CountMissing,
    CountOutOfRange,
    DebitDayOutOfRange,
    FirstDebitImplausible,
    LengthMissing,
    LengthOutOfRange,
    MandateMissing,
    PeriodOutOfRange,
    Refusal,
    RegistrationFeeNegative,
    StartImplausible,
    refuse_if_any,
)

MOST_INSTALMENTS = 600
LONGEST_PERIOD = 120
LONGEST_MONTHS = 600
LONGEST_DAYS = 18_300
NO_FEE = Cents(0)
_YEAR = 366


class SaleKind(StrEnum):
    """The three kinds of access (spec 1.4)."""

    UNLIMITED = "unlimited"
    FIXED_BY_DEBIT = "fixed_by_debit"
    FIXED_AT_ONCE = "fixed_at_once"


@dataclass(frozen=True, slots=True)
class PlanTerms:
    """What a plan proposes. Amounts in cents; `debit_day` None: the day of the start."""

    kind: SaleKind
    amount: Cents
    registration_fee: Cents = NO_FEE
    months: int | None = None
    days: int | None = None
    count: int | None = None
    period: Period = MONTHLY
    debit_day: int | None = None
    maintenance: Cents | None = None


@dataclass(frozen=True, slots=True)
class SaleRequest:
    """What the desk decided, plan or not. `first_due`, `anchor_day` and `mandate`: by direct debit only."""

    kind: SaleKind
    start: date
    amount: Cents
    registration_fee: Cents = NO_FEE
    months: int | None = None
    days: int | None = None
    count: int | None = None
    period: Period = MONTHLY
    first_due: date | None = None
    anchor_day: int | None = None
    mandate: MandateTerms | None = None
    price_steps: tuple[PriceStep, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What of a client forbids a sale (spec 3)."""

    blocked: bool = False
    block_reason: str = ""
    deactivated: bool = False
    deactivated_on: date | None = None


def propose_sale(plan: PlanTerms, start: date, mandate: MandateTerms | None = None) -> SaleRequest:
    """What the plan proposes for an access from `start` on; everything can be changed (spec 1.4).

    The first debit is the first debit day on or after the start: day 5, start 01/07 → 05/07.
    """
    by_debit = plan.kind is not SaleKind.FIXED_AT_ONCE
    day = plan.debit_day if plan.debit_day is not None else start.day
    return SaleRequest(
        kind=plan.kind,
        start=start,
        amount=plan.amount,
        registration_fee=plan.registration_fee,
        months=plan.months,
        days=plan.days,
        count=plan.count if plan.kind is SaleKind.FIXED_BY_DEBIT else None,
        period=plan.period,
        first_due=first_debit_day(start, day) if by_debit else None,
        anchor_day=day if by_debit else None,
        mandate=mandate if by_debit else None,
    )


def first_debit_day(start: date, debit_day: int) -> date:
    """The first debit day on or after the start; a day that a month does not have is its last."""
    day = min(max(debit_day, 1), 31)
    terms = Terms(start.replace(day=min(day, month_length(start.year, start.month))), Cents(1), day)
    rank = first_rank_due_from(terms, start)
    return due_dates(terms, rank, rank)[0]


def decide_sale(request: SaleRequest, *, today: date, standing: Standing) -> Contract:
    """The contract that is sold (spec 1.4). Refuses with every reason at once.

    The registration fee is part of the first debit. An access paid at once has no instalments.
    """
    refuse_if_any((*_standing_refusals(standing), *_refusals(request, today)))
    terms = _terms(request)
    if terms is not None and terms.count is not None:
        due_dates(terms, Rank(terms.count), Rank(terms.count))
    return Contract(access=_access(request), terms=terms)


def _access(request: SaleRequest) -> DayRange:
    if request.kind is SaleKind.UNLIMITED:
        return DayRange(request.start, None)
    return access_period(request.start, months=request.months, days=request.days)


def _terms(request: SaleRequest) -> Terms | None:
    if request.kind is SaleKind.FIXED_AT_ONCE or request.first_due is None:
        return None
    fee = request.registration_fee
    return Terms(
        first_due=request.first_due,
        normal_amount=request.amount,
        anchor_day=request.anchor_day if request.anchor_day is not None else request.first_due.day,
        period=request.period,
        count=request.count if request.kind is SaleKind.FIXED_BY_DEBIT else None,
        first_amounts=(Cents(request.amount + fee),) if fee else (),
        price_steps=request.price_steps,
    )


def _standing_refusals(standing: Standing) -> Iterator[Refusal]:
    if standing.deactivated:
        yield ClientDeactivated(standing.deactivated_on)
    if standing.blocked:
        yield ClientBlocked(standing.block_reason)


def _refusals(request: SaleRequest, today: date) -> Iterator[Refusal]:
    yield from _amount_refusals(request)
    yield from _start_refusals(request.start, today)
    if request.kind is not SaleKind.UNLIMITED:
        yield from _length_refusals(request)
    if request.kind is not SaleKind.FIXED_AT_ONCE:
        yield from _debit_refusals(request)
        if request.mandate is None:
            yield MandateMissing()
        else:
            yield from mandate_refusals(request.mandate, today)


def _amount_refusals(request: SaleRequest) -> Iterator[Refusal]:
    for amount in (request.amount, *(step.amount for step in request.price_steps)):
        if amount <= 0:
            yield AmountNotPositive(amount)
        elif amount > LARGEST:
            yield AmountTooLarge(LARGEST)
    if request.registration_fee < 0:
        yield RegistrationFeeNegative(request.registration_fee)
    elif request.amount <= LARGEST < request.amount + request.registration_fee:
        yield AmountTooLarge(LARGEST)


def _start_refusals(start: date, today: date) -> Iterator[Refusal]:
    """A start more than 60 years ago, or more than 10 ahead, is a slip of the pen."""
    earliest = date(max(1, today.year - 60), 1, 1)
    latest = date(min(9999, today.year + 10), 12, 31)
    if not earliest <= start <= latest:
        yield StartImplausible(earliest, latest)


def _length_refusals(request: SaleRequest) -> Iterator[Refusal]:
    if (request.months is None) == (request.days is None):
        yield LengthMissing()
    elif request.months is not None and not 1 <= request.months <= LONGEST_MONTHS:
        yield LengthOutOfRange(request.months, LONGEST_MONTHS)
    elif request.days is not None and not 1 <= request.days <= LONGEST_DAYS:
        yield LengthOutOfRange(request.days, LONGEST_DAYS)
    if request.kind is SaleKind.FIXED_BY_DEBIT:
        if request.count is None:
            yield CountMissing()
        elif not 1 <= request.count <= MOST_INSTALMENTS:
            yield CountOutOfRange(request.count, MOST_INSTALMENTS)


def _debit_refusals(request: SaleRequest) -> Iterator[Refusal]:
    """The first debit lies within a year of the start; debit day and period are possible ones."""
    earliest = _shifted(request.start, -_YEAR)
    latest = _shifted(request.start, _YEAR)
    if request.first_due is None or not earliest <= request.first_due <= latest:
        yield FirstDebitImplausible(earliest, latest)
    if request.anchor_day is not None and not 1 <= request.anchor_day <= 31:
        yield DebitDayOutOfRange(request.anchor_day)
    if not 1 <= request.period.count <= LONGEST_PERIOD:
        yield PeriodOutOfRange(request.period.count, LONGEST_PERIOD)


def _shifted(day: date, days: int) -> date:
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))
