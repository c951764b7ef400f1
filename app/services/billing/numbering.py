"""The next number of a series, without gap or double: a counter row inside the writing transaction (spec 3.2).

One desk writes at a time on either database, and what is not committed gives its number back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.invoicing import Series, number_of
from app.domain.refusals import Refused
from app.models import NumberSeries
from app.services.billing.refusals import ClockBehindInvoices


@dataclass(frozen=True, slots=True)
class Numbered:
    """One number that was taken: its year, its place in the year, and how it is printed."""

    year: int
    sequence: int
    number: str


def take_number(session: Session, series: Series, day: date) -> Numbered:
    """The next number of the series on this day. Refuses: ClockBehindInvoices."""
    return take_numbers(session, series, day, 1)[0]


def take_numbers(session: Session, series: Series, day: date, count: int) -> Sequence[Numbered]:
    """The next numbers of the series, counted from 1 in each year, in a writing transaction.

    Refuses a day before that of the last number (ClockBehindInvoices): a number of last year is not
    given once this year has begun, and within a year the days of issue rise with the numbers.
    """
    last = _last(session, series)
    if last is not None and last.last_on > day:
        raise Refused(ClockBehindInvoices(last.last_on, day))
    begun = last.last if last is not None and last.year == day.year else 0
    _keep(session, series, day, begun, begun + count)
    return [
        Numbered(day.year, place, number_of(series, day.year, place))
        for place in range(begun + 1, begun + count + 1)
    ]


def _last(session: Session, series: Series) -> NumberSeries | None:
    newest = sa.select(NumberSeries).where(NumberSeries.kind == series.value)
    return session.scalars(
        newest.order_by(NumberSeries.year.desc()).limit(1), execution_options={"populate_existing": True}
    ).one_or_none()


def _keep(session: Session, series: Series, day: date, begun: int, last: int) -> None:
    values = {"last": last, "last_on": day}
    if begun:
        row = (NumberSeries.kind == series.value, NumberSeries.year == day.year)
        session.execute(sa.update(NumberSeries).where(*row).values(values))
    else:
        session.execute(sa.insert(NumberSeries).values(kind=series.value, year=day.year, **values))
