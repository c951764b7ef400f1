"""Compares what is kept about quotes with what makes it: numbers, sums, and what a sale left behind (spec 3.2)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.ids import QuoteId
from app.domain.prospects import QuoteState, quote_number
from app.domain.quote_lines import quote_totals
from app.models import Quote, QuoteInvoice, QuoteSeries
from app.models import QuoteLine as LineRow
from app.services.prospects.quotes import line_of, rows_of

Wrong = tuple[int, str]
"""A quote (or a year) and what is wrong with it."""
AT_ONCE = 400


def wrong_quotes(session: Session) -> Iterator[Wrong]:
    """Every gap in the series, and every quote whose sums or sale do not agree with its lines."""
    yield from _wrong_numbers(session)
    last = 0
    while some := session.scalars(
        sa.select(Quote).where(Quote.id > last).order_by(Quote.id).limit(AT_ONCE)
    ).all():
        last = some[-1].id
        yield from _wrong(session, some)
        session.expunge_all()


def _wrong_numbers(session: Session) -> Iterator[Wrong]:
    places: dict[int, int] = defaultdict(int)
    numbered = sa.select(Quote.id, Quote.year, Quote.sequence, Quote.number)
    for row in session.execute(numbered.order_by(Quote.year, Quote.sequence)):
        places[row.year] += 1
        if row.sequence != places[row.year] or row.number != quote_number(row.year, row.sequence):
            yield row.id, f"{row.number} at {places[row.year]}"
            places[row.year] = row.sequence
    for series in session.scalars(sa.select(QuoteSeries)):
        if places[series.year] != series.last:
            yield series.year, f"last {series.last} != {places[series.year]}"


def _wrong(session: Session, quotes: Sequence[Quote]) -> Iterator[Wrong]:
    billed = set(
        session.scalars(
            sa.select(QuoteInvoice.quote_id).where(QuoteInvoice.quote_id.in_([each.id for each in quotes]))
        )
    )
    for quote in quotes:
        rows = rows_of(session, QuoteId(quote.id))
        found = quote_totals([line_of(row) for row in rows])
        if (quote.invoiced, quote.first_year) != (found.billed.gross, found.first_year):
            kept = f"{quote.invoiced} {quote.first_year}"
            yield quote.id, f"{kept} != {found.billed.gross} {found.first_year}"
        if said := _wrong_sale(quote, rows, is_billed=quote.id in billed):
            yield quote.id, said


def _wrong_sale(quote: Quote, rows: Sequence[LineRow], *, is_billed: bool) -> str:
    """A quote that was sold has an access for each plan, and an invoice for the rest; any other has none."""
    is_sold = quote.state == QuoteState.CONVERTED.value
    plans = [row for row in rows if row.plan_id is not None]
    if any((row.access_id is not None) != is_sold for row in plans):
        return "accesses"
    needs = is_sold and any(line.offer is None or not line.offer.is_debited for line in map(line_of, rows))
    return "" if needs == is_billed else "invoice"
