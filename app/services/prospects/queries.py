"""Reads opportunities and quotes: the pipeline by stage, the quotes by number, what one client has (spec 3.2)."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.cents import Cents
from app.domain.ids import ClientId, InvoiceId, OpportunityId, QuoteId
from app.domain.prospects import QuoteState, Stage, quote_state
from app.domain.quote_lines import quote_totals
from app.domain.rights import Right
from app.models import Client, FollowUp, Invoice, Opportunity, Quote, QuoteInvoice
from app.services.desk import Desk
from app.services.prospects.people import SOMEONE, someone, someone_of
from app.services.prospects.quotes import line_of, rows_of
from app.services.prospects.views import (
    MOST,
    OpportunityRow,
    PipelineFilter,
    PipelineSort,
    QuoteRow,
    QuoteView,
    Someone,
    StageSum,
)
from app.services.stale import found
from app.services.unit_of_work import reading

SOURCES = 50
"""So many different sources are offered at most."""
_SOLD = (
    sa.exists()
    .where(Quote.opportunity_id == Opportunity.id, Quote.state == QuoteState.CONVERTED.value)
    .label("is_sold")
)
_NEXT_DUE = (
    sa.select(sa.func.min(FollowUp.due_on))
    .where(FollowUp.opportunity_id == Opportunity.id, FollowUp.state == "open")
    .correlate(Opportunity)
    .scalar_subquery()
    .label("next_due")
)
_SORTS: dict[PipelineSort, Any] = {
    PipelineSort.EXPECTED: Opportunity.expected_key,
    PipelineSort.VALUE: Opportunity.expected_value,
    PipelineSort.TITLE: Opportunity.title_key,
    PipelineSort.STAGE: Opportunity.stage_order,
}


# Opportunities


def pipeline_sums(desk: Desk) -> tuple[StageSum, ...]:
    """How many opportunities stand in each stage and what they are worth, every stage named."""
    desk.require(Right.FOLLOW_UP)
    count, value = sa.func.count(), sa.func.coalesce(sa.func.sum(Opportunity.expected_value), 0)
    with reading(desk) as session:
        query = sa.select(Opportunity.stage, count, value).group_by(Opportunity.stage)
        sums = {stage: (n, Cents(int(total))) for stage, n, total in session.execute(query)}
    return tuple(StageSum(stage, *sums.get(stage.value, (0, Cents(0)))) for stage in Stage)


def opportunity_page(
    desk: Desk, wanted: PipelineFilter, after: OpportunityRow | None, limit: int
) -> tuple[OpportunityRow, ...]:
    """The next opportunities in the order asked for, after the last one that was read."""
    desk.require(Right.FOLLOW_UP)
    column = _SORTS[wanted.sort]
    query = _opportunities().limit(limit)
    if wanted.client is not None:
        query = query.where(Opportunity.client_id == wanted.client)
    if wanted.stage is None:
        query = query.where(Opportunity.closed_on.is_(None))
    else:
        query = query.where(Opportunity.stage == wanted.stage.value)
    with reading(desk) as session:
        if after is not None:
            last = session.execute(sa.select(column).where(Opportunity.id == after.id)).scalar_one_or_none()
            if last is None:
                return ()
            place, here = sa.tuple_(column, Opportunity.id), sa.tuple_(sa.literal(last), sa.literal(after.id))
            query = query.where(place < here if wanted.descending else place > here)
        order = (column.desc(), Opportunity.id.desc()) if wanted.descending else (column, Opportunity.id)
        return tuple(_opportunity(row) for row in session.execute(query.order_by(*order)))


def opportunity_view(desk: Desk, opportunity: OpportunityId) -> OpportunityRow:
    """One opportunity. Refuses NotFound."""
    desk.require(Right.FOLLOW_UP)
    with reading(desk) as session:
        found(session, Opportunity, opportunity, "opportunity")
        query = _opportunities().where(Opportunity.id == opportunity)
        return _opportunity(session.execute(query).one())


def usual_sources(desk: Desk) -> tuple[str, ...]:
    """The sources that were noted before, for a drop-down."""
    desk.require(Right.FOLLOW_UP)
    query = sa.select(Opportunity.source).where(Opportunity.source != "").distinct()
    with reading(desk) as session:
        return tuple(session.scalars(query.order_by(Opportunity.source).limit(SOURCES)))


def client_named(desk: Desk, client: ClientId) -> Someone:
    """A client as rows name them. Refuses NotFound."""
    desk.require(Right.FOLLOW_UP)
    with reading(desk) as session:
        return someone_of(session, client)


def opportunities_of(session: Session, client: ClientId) -> tuple[OpportunityRow, ...]:
    """The opportunities of a client, the open ones first."""
    query = _opportunities().where(Opportunity.client_id == client)
    query = query.order_by(Opportunity.closed_on.is_not(None), Opportunity.expected_key, Opportunity.id)
    return tuple(_opportunity(row) for row in session.execute(query.limit(MOST)))


def _opportunities() -> sa.Select[Any]:
    columns = [column for column in Opportunity.__table__.columns if column.name != "client_id"]
    return (
        sa.select(*SOMEONE, *columns, _SOLD, _NEXT_DUE)
        .select_from(Opportunity)
        .join(Client, Client.id == Opportunity.client_id)
    )


def _opportunity(row: Any) -> OpportunityRow:
    return OpportunityRow(
        id=OpportunityId(row.id),
        version=row.version,
        client=someone(row),
        title=row.title,
        stage=Stage(row.stage),
        expected_value=Cents(row.expected_value),
        expected_on=row.expected_on,
        source=row.source,
        adviser=row.adviser,
        note=row.note,
        lost_reason=row.lost_reason,
        closed_on=row.closed_on,
        created_on=row.created_at.astimezone().date(),
        created_by=row.created_by,
        is_sold=row.is_sold,
        next_due=row.next_due,
    )


# Quotes


def quote_page(
    desk: Desk, state: QuoteState | None, after: QuoteRow | None, limit: int
) -> tuple[QuoteRow, ...]:
    """The next quotes of this state (None: all), the latest number first."""
    desk.require(Right.FOLLOW_UP)
    today = desk.today()
    query = _quotes().limit(limit)
    if state in (QuoteState.SENT, QuoteState.EXPIRED):
        late = Quote.valid_until < today
        query = query.where(Quote.state == "sent", late if state is QuoteState.EXPIRED else sa.not_(late))
    elif state is not None:
        query = query.where(Quote.state == state.value)
    with reading(desk) as session:
        if after is not None:
            last = session.execute(sa.select(Quote.year, Quote.sequence).where(Quote.id == after.id)).one()
            query = query.where(
                sa.tuple_(Quote.year, Quote.sequence) < sa.tuple_(sa.literal(last[0]), sa.literal(last[1]))
            )
        rows = session.execute(query.order_by(Quote.year.desc(), Quote.sequence.desc()))
        return tuple(_quote(row, today) for row in rows)


def quote_view(desk: Desk, quote: QuoteId) -> QuoteView:
    """A quote whole. Refuses NotFound."""
    desk.require(Right.FOLLOW_UP)
    with reading(desk) as session:
        return view_of(session, found(session, Quote, quote, "quote"), desk.today())


def quotes_where(session: Session, desk: Desk, *claims: sa.ColumnElement[bool]) -> tuple[QuoteRow, ...]:
    """The quotes of which this holds, the latest number first."""
    query = _quotes().where(*claims).order_by(Quote.year.desc(), Quote.sequence.desc()).limit(MOST)
    return tuple(_quote(row, desk.today()) for row in session.execute(query))


def quotes_of_opportunity(desk: Desk, opportunity: OpportunityId) -> tuple[QuoteRow, ...]:
    """The quotes written for an opportunity, the latest first."""
    desk.require(Right.FOLLOW_UP)
    with reading(desk) as session:
        return quotes_where(session, desk, Quote.opportunity_id == opportunity)


def view_of(session: Session, row: Quote, today: Any) -> QuoteView:
    """A quote whole, inside a transaction that is open."""
    listed = session.execute(_quotes().where(Quote.id == row.id)).one()
    lines = tuple(line_of(each) for each in rows_of(session, QuoteId(row.id)))
    billed = session.execute(
        sa.select(Invoice.id, Invoice.number)
        .join(QuoteInvoice, QuoteInvoice.invoice_id == Invoice.id)
        .where(QuoteInvoice.quote_id == row.id)
    ).one_or_none()
    return QuoteView(
        row=_quote(listed, today),
        lines=lines,
        totals=quote_totals(lines),
        note=row.note,
        reason=row.reason,
        sent_on=row.sent_on,
        answered_on=row.answered_on,
        converted_on=row.converted_on,
        invoice=InvoiceId(billed.id) if billed else None,
        invoice_number=billed.number if billed else "",
    )


def _quotes() -> sa.Select[Any]:
    columns: Iterable[Any] = (column for column in Quote.__table__.columns if column.name != "client_id")
    return sa.select(*SOMEONE, *columns).select_from(Quote).join(Client, Client.id == Quote.client_id)


def _quote(row: Any, today: Any) -> QuoteRow:
    return QuoteRow(
        id=QuoteId(row.id),
        version=row.version,
        number=row.number,
        client=someone(row),
        opportunity=OpportunityId(row.opportunity_id) if row.opportunity_id is not None else None,
        state=quote_state(QuoteState(row.state), row.valid_until, today),
        issued_on=row.issued_on,
        valid_until=row.valid_until,
        billed=Cents(row.invoiced),
        first_year=Cents(row.first_year),
        created_by=row.created_by,
    )
