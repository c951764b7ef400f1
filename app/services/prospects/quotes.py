"""The verbs of a quote: write it under the next number of its series, send it, note the answer (spec 3.2).

A client who is deactivated or blocked can be chosen: only the sale that may follow is refused (spec 3.2.6).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.cents import Cents
from app.domain.contract import Period, PeriodUnit
from app.domain.ids import ClientId, PlanId, QuoteId
from app.domain.prospect_refusals import ValidUntilPast
from app.domain.prospects import (
    OPEN_STAGES,
    QuoteState,
    Stage,
    change_refusals,
    day_refusals,
    quote_move_refusals,
    quote_number,
    quote_state,
)
from app.domain.quote_lines import Offer, QuoteLine, quote_totals, why_not_offered
from app.domain.refusals import Refused, refuse_if_any
from app.domain.rights import Right
from app.domain.sales import SaleKind
from app.models import Client, Opportunity, Plan, Quote, QuoteSeries
from app.models import QuoteLine as LineRow
from app.services.audit import Entry
from app.services.desk import Desk, Outcome, Touched, TouchedKind, touched_client
from app.services.form_checks import FormChecks
from app.services.prospects.opportunities import move_in
from app.services.prospects.requests import (
    NOTE_LENGTH,
    REASON_LENGTH,
    MoveQuote,
    QuoteFields,
    SaveQuote,
)
from app.services.refusals import NotFound
from app.services.stale import found, refuse_stale
from app.services.unit_of_work import UnitOfWork, writing

NO_QUOTE = QuoteId(0)
_THOUSAND, _HUNDRED = Decimal(1000), Decimal(100)


@dataclass(frozen=True, slots=True)
class QuoteSaved(Outcome):
    """A quote was saved; `quote` and `number` name a new one."""

    quote: QuoteId = NO_QUOTE
    number: str = ""


def save_quote(desk: Desk, request: SaveQuote) -> QuoteSaved:
    """Write a draft, under the next number of the year where it is new, or change one.

    Refuses all wrong lines at once, ValidUntilPast, QuoteNotDraft, StaleEdit, NotFound.
    """
    desk.require(Right.FOLLOW_UP)
    fields = checked_quote(request.fields, desk.today())
    with writing(desk, request.command, QuoteSaved) as work:
        if work.earlier is not None:
            return work.earlier
        is_new = request.quote is None
        row = _new(work, request) if request.quote is None else _draft(work, request.quote, request.version)
        _refuse_unknown_plans(work.session, fields)
        totals = quote_totals(fields.lines)
        row.valid_until, row.note = fields.valid_until, fields.note
        row.invoiced, row.first_year = totals.billed.gross, totals.first_year
        work.session.add(row)
        work.session.flush()
        _write_lines(work.session, row, fields)
        after = {"number": row.number, "valid_until": row.valid_until, "lines": len(fields.lines)}
        what = "quote_created" if is_new else "quote_saved"
        work.tell(_entry(row, what, after=after))
        return work.commit(QuoteSaved(touched(row), quote=QuoteId(row.id), number=row.number))


def move_quote(desk: Desk, request: MoveQuote) -> QuoteSaved:
    """Note what became of a quote; one that is sent puts its opportunity where quotes wait for an answer.

    Refuses: QuoteMoveNotAllowed, QuoteExpired, ValidUntilPast, StaleEdit, NotFound.
    """
    desk.require(Right.FOLLOW_UP)
    checks = FormChecks()
    reason = checks.line("reason", request.reason, REASON_LENGTH)
    checks.finish()
    with writing(desk, request.command, QuoteSaved) as work:
        if work.earlier is not None:
            return work.earlier
        row, today = opened(work.session, request.quote, request.version), work.desk.today()
        state = quote_state(QuoteState(row.state), row.valid_until, today)
        refuse_if_any(quote_move_refusals(state, request.state, row.valid_until, today))
        _stand(row, request.state, reason, today)
        if request.state is QuoteState.SENT:
            _opportunity_waits(work, row)
        work.tell(_moved_entry(row, request.state, reason))
        return work.commit(QuoteSaved(touched(row), quote=request.quote, number=row.number))


def _stand(row: Quote, state: QuoteState, reason: str, today: date) -> None:
    row.state = state.value
    row.reason = reason if state is QuoteState.REFUSED else ""
    if state is QuoteState.SENT:
        row.sent_on = today
    row.answered_on = today if state in (QuoteState.ACCEPTED, QuoteState.REFUSED) else None


def _opportunity_waits(work: UnitOfWork[Any], row: Quote) -> None:
    if row.opportunity_id is None:
        return
    opportunity = work.session.get_one(Opportunity, row.opportunity_id)
    if opportunity.stage in OPEN_STAGES and opportunity.stage != Stage.QUOTED:
        move_in(work, opportunity, Stage.QUOTED)


def opened(session: Session, quote: QuoteId, version: int) -> Quote:
    """The row of a quote as it was shown. Refuses StaleEdit, NotFound."""
    row = found(session, Quote, quote, "quote")
    refuse_stale(session, row, version, facts={"quote": row.id})
    return row


def touched(row: Quote) -> frozenset[Touched]:
    """What a change of this row touches."""
    things = {Touched(TouchedKind.QUOTE, row.id), touched_client(row.client_id)}
    if row.opportunity_id is not None:
        things.add(Touched(TouchedKind.OPPORTUNITY, row.opportunity_id))
    return frozenset(things)


def _new(work: UnitOfWork[Any], request: SaveQuote) -> Quote:
    """A draft with the next number; the writing transaction has the database to itself, so none is left out."""
    session, today = work.session, work.desk.today()
    found(session, Client, request.client, "client")
    if request.opportunity is not None:
        of = found(session, Opportunity, request.opportunity, "opportunity")
        if of.client_id != request.client:
            raise Refused(NotFound("opportunity"))
    series = session.get(QuoteSeries, today.year)
    if series is None:
        series = QuoteSeries(year=today.year, last=0)
        session.add(series)
    series.last += 1
    return Quote(
        year=today.year,
        sequence=series.last,
        number=quote_number(today.year, series.last),
        client_id=request.client,
        opportunity_id=request.opportunity,
        state=QuoteState.DRAFT.value,
        issued_on=today,
        created_at=work.desk.now(),
        created_by=work.desk.operator.name,
    )


def _draft(work: UnitOfWork[Any], quote: QuoteId, version: int) -> Quote:
    row = opened(work.session, quote, version)
    refuse_if_any(change_refusals(quote_state(QuoteState(row.state), row.valid_until, work.desk.today())))
    row.issued_on = work.desk.today()
    return row


def checked_quote(fields: QuoteFields, today: date) -> QuoteFields:
    """The fields in the form they are kept in; refuses everything that is wrong with them at once."""
    checks = FormChecks()
    note = checks.text("note", fields.note, NOTE_LENGTH)
    if fields.valid_until < today:
        checks.refusals.append(ValidUntilPast(today))
    checks.refusals.extend(day_refusals("valid_until", fields.valid_until, today))
    checks.refusals.extend(why_not_offered(fields.lines))
    checks.finish()
    return QuoteFields(fields.lines, fields.valid_until, note)


def _refuse_unknown_plans(session: Session, fields: QuoteFields) -> None:
    for line in fields.lines:
        if line.offer is not None:
            found(session, Plan, line.offer.plan, "plan")


def _write_lines(session: Session, row: Quote, fields: QuoteFields) -> None:
    session.execute(sa.delete(LineRow).where(LineRow.quote_id == row.id))
    for position, line in enumerate(fields.lines, start=1):
        session.add(LineRow(quote_id=row.id, position=position, **_columns(line)))
    session.flush()


def _columns(line: QuoteLine) -> dict[str, Any]:
    columns: dict[str, Any] = {
        "kind": line.kind.value,
        "description": " ".join(line.description.split()),
        "quantity": int(line.quantity * _THOUSAND),
        "unit_price": line.unit_price,
        "vat_rate": int(line.vat_rate * _HUNDRED),
    }
    if line.offer is None:
        return columns
    return columns | {
        "plan_id": line.offer.plan,
        "sale_kind": line.offer.kind.value,
        "registration_fee": line.offer.registration_fee,
        "length": line.offer.length,
        "instalments": line.offer.instalments,
        "period_count": line.offer.period.count,
        "period_unit": line.offer.period.unit.value,
    }


def line_of(row: LineRow) -> QuoteLine:
    """A stored line as it was offered."""
    offer = None
    if row.plan_id is not None:
        offer = Offer(
            plan=PlanId(row.plan_id),
            kind=SaleKind(row.sale_kind),
            registration_fee=Cents(row.registration_fee),
            length=row.length,
            instalments=row.instalments,
            period=Period(row.period_count, PeriodUnit(row.period_unit)),
        )
    return QuoteLine(
        description=row.description,
        unit_price=Cents(row.unit_price),
        vat_rate=(row.vat_rate / _HUNDRED).normalize() + 0,
        quantity=(row.quantity / _THOUSAND).normalize() + 0,
        offer=offer,
    )


def rows_of(session: Session, quote: QuoteId) -> list[LineRow]:
    """The stored lines of a quote, in their order."""
    wanted = sa.select(LineRow).where(LineRow.quote_id == quote).order_by(LineRow.position)
    return list(session.scalars(wanted))


def _moved_entry(row: Quote, to: QuoteState, reason: str) -> Entry:
    what = (
        "quote_sent"
        if to is QuoteState.SENT
        else "quote_accepted"
        if to is QuoteState.ACCEPTED
        else "quote_refused"
        if to is QuoteState.REFUSED
        else "quote_taken_back"
    )
    return _entry(row, what, after={"number": row.number}, why=reason)


def _entry(row: Quote, what: str, *, after: dict[str, object], why: str = "") -> Entry:
    return Entry(what, client=ClientId(row.client_id), facts={"quote": row.id}, after=after, reason=why)
