"""Compares what is kept about invoices with what makes it: lines, VAT, payments, credits, fees, numbers."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from app.domain.invoicing import InvoiceKind, Series, amount_of, number_of, totals
from app.models import BilledItem, Invoice, NumberSeries, PaidPart, Payment, RemindedInvoice, Reminder
from app.services.billing.issuing import sum_columns
from app.services.billing.rows import line_of

Wrong = tuple[int, str]
"""An invoice (or a payment, or a year's last number) and what is wrong with it."""
AT_ONCE = 400


def wrong_invoices(session: Session) -> Iterator[Wrong]:
    """Every invoice of which lines, sums, paid, credited or fees do not agree; changes nothing."""
    last = 0
    while some := session.scalars(
        sa.select(Invoice).where(Invoice.id > last).order_by(Invoice.id).limit(AT_ONCE)
    ).all():
        last = some[-1].id
        yield from _wrong(session, some)
        session.expunge_all()


def wrong_payments(session: Session) -> Iterator[Wrong]:
    """Every payment whose parts do not add up to its amount, or that is undone by another amount."""
    parts = sa.func.coalesce(sa.func.sum(PaidPart.amount), 0)
    summed = (
        sa.select(Payment.id, Payment.amount, parts)
        .outerjoin(PaidPart, PaidPart.payment_id == Payment.id)
        .group_by(Payment.id, Payment.amount)
        .having(parts != Payment.amount)
    )
    for payment, amount, in_parts in session.execute(summed):
        yield payment, f"parts {in_parts} != {amount}"
    undone = aliased(Payment)
    counter = sa.select(Payment.id, Payment.amount, undone.amount).join(
        undone, undone.id == Payment.reverses_id
    )
    for payment, amount, paid in session.execute(counter.where(Payment.amount != -undone.amount)):
        yield payment, f"undoes {paid} with {amount}"


def wrong_numbers(session: Session) -> Iterator[Wrong]:
    """Every gap in a series, every number that is not that of its place, and a day that goes back."""
    last = {(row.kind, row.year): row for row in session.scalars(sa.select(NumberSeries))}
    for series in Series:
        places: dict[int, int] = defaultdict(int)
        day_before = None
        for row in _numbered(session, series):
            places[row.year] += 1
            if row.sequence != places[row.year] or row.number != number_of(series, row.year, row.sequence):
                yield row.id, f"{row.number} at {places[row.year]}"
                places[row.year] = row.sequence
            if row.day.year != row.year or (day_before is not None and row.day < day_before):
                yield row.id, f"{row.number} on {row.day}"
            day_before = row.day
        counted = {year for kind, year in last if kind == series.value}
        for year in sorted(counted | set(places)):
            kept = last.get((series.value, year))
            if kept is None or kept.last != places[year]:
                yield year, f"{series.value} {kept.last if kept else 0} != {places[year]}"


def _numbered(session: Session, series: Series) -> Iterator[Any]:
    if series is Series.PAYMENT:
        query = sa.select(
            Payment.id, Payment.year, Payment.sequence, Payment.number, Payment.taken_on.label("day")
        ).order_by(Payment.year, Payment.sequence)
    else:
        query = (
            sa.select(
                Invoice.id, Invoice.year, Invoice.sequence, Invoice.number, Invoice.issued_on.label("day")
            )
            .where(Invoice.kind == series.value)
            .order_by(Invoice.year, Invoice.sequence)
        )
    yield from session.execute(query.execution_options(yield_per=1000))


def _wrong(session: Session, invoices: Sequence[Invoice]) -> Iterator[Wrong]:
    ids = [row.id for row in invoices]
    lines = _lines(session, ids)
    paid = _sums(session, PaidPart.invoice_id, PaidPart.amount, PaidPart.invoice_id.in_(ids))
    credited = _sums(session, Invoice.credits_id, Invoice.gross, Invoice.credits_id.in_(ids))
    fees = _sums(
        session,
        Reminder.fee_invoice_id,
        Reminder.fee,
        Reminder.fee_invoice_id.in_(ids),
        Reminder.waived_on.is_(None),
    )
    levels = _levels(session, ids)
    for row in invoices:
        kept = (row.paid, row.credited, row.fees, row.reminder_level)
        made = tuple(each.get(row.id, 0) for each in (paid, credited, fees, levels))
        if kept != made:
            yield row.id, f"{row.number}: {kept} != {made}"
        yield from _wrong_sums(row, lines[row.id])


def _wrong_sums(row: Invoice, items: Sequence[BilledItem]) -> Iterator[Wrong]:
    """The amounts of the lines and the VAT per rate. Of a credit note the VAT may be a cent beside what
    its own lines give, since all notes of an invoice together give back exactly its VAT."""
    if [item.position for item in items] != list(range(1, len(items) + 1)):
        yield row.id, f"{row.number}: positions"
    if any(item.amount != amount_of(line_of(item)) for item in items):
        yield row.id, f"{row.number}: amounts"
    made = sum_columns(totals([line_of(item) for item in items]))
    gross_parts = [(rate, gross) for rate, _, _, gross in row.vat_parts]
    made_parts = made["vat_parts"]
    assert isinstance(made_parts, list)
    if row.gross != made["gross"] or gross_parts != [(rate, gross) for rate, _, _, gross in made_parts]:
        yield row.id, f"{row.number}: gross {row.gross} != {made['gross']}"
    if row.kind == InvoiceKind.INVOICE.value and (row.net, row.vat) != (made["net"], made["vat"]):
        yield row.id, f"{row.number}: VAT {row.vat} != {made['vat']}"
    if row.vat != sum(vat for _, _, vat, _ in row.vat_parts):
        yield row.id, f"{row.number}: VAT per rate"


def _lines(session: Session, ids: Sequence[int]) -> dict[int, list[BilledItem]]:
    found: dict[int, list[BilledItem]] = defaultdict(list)
    items = sa.select(BilledItem).where(BilledItem.invoice_id.in_(ids))
    for item in session.scalars(items.order_by(BilledItem.invoice_id, BilledItem.position)):
        found[item.invoice_id].append(item)
    return found


def _sums(session: Session, key: Any, amount: Any, *where: sa.ColumnElement[bool]) -> dict[int, int]:
    rows = session.execute(sa.select(key, sa.func.sum(amount)).where(*where).group_by(key))
    return {of: int(total) for of, total in rows}


def _levels(session: Session, ids: Sequence[int]) -> dict[int, int]:
    highest = sa.select(RemindedInvoice.invoice_id, sa.func.max(RemindedInvoice.level))
    rows = session.execute(
        highest.where(RemindedInvoice.invoice_id.in_(ids)).group_by(RemindedInvoice.invoice_id)
    )
    return {invoice: int(level) for invoice, level in rows}
