"""Take an issued invoice back, whole or in part, by a credit note: an invoice itself never changes (spec 3.2)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, cast

import sqlalchemy as sa

from app.domain.cents import Cents
from app.domain.ids import ClientId, InvoiceId
from app.domain.invoicing import InvoiceKind, InvoiceLine, Series, Totals, VatPart, totals, vat_within
from app.domain.refusals import Refused
from app.domain.rights import Right
from app.models import BilledItem, Invoice
from app.services.audit import Entry
from app.services.automatic_blocks import release_if_settled
from app.services.billing.issuing import (
    line_columns,
    number_columns,
    sum_columns,
    untouched_columns,
)
from app.services.billing.keeping import open_invoice, settle, touched_by, waive_fees_of
from app.services.billing.numbering import take_number
from app.services.billing.parties import seller_of
from app.services.billing.refusals import (
    CreditAboveBilled,
    CreditNotPositive,
    LineNotBilled,
    NoFeesToWaive,
)
from app.services.billing.requests import CreditInvoice, CreditLine, WaiveFees
from app.services.billing.rows import billed_lines, totals_of
from app.services.billing.views import BilledLine, InvoiceIssued
from app.services.clients import checked_reason
from app.services.club_rules import settings_of
from app.services.desk import Desk, Outcome
from app.services.row_ids import reserve_ids
from app.services.unit_of_work import UnitOfWork, writing

Credit = tuple[BilledLine, Cents]
"""A line of the invoice and what is taken back of it, in cents."""


def credit_invoice(desk: Desk, request: CreditInvoice) -> InvoiceIssued:
    """Issue a credit note over an invoice, in whole or by lines; never above what was billed.

    What was paid stays paid: the club then owes it (`refund_invoice`). With the last line the reminder
    fees go too, and a block that the settings made ends when nothing else is owed (spec 3.1). Refuses:
    FieldMissing("reason"), CreditAboveBilled, CreditNotPositive, LineNotBilled, NotAnInvoice,
    ClockBehindInvoices, NotFound.
    """
    desk.require(Right.CREDIT)
    reason = checked_reason(request.reason)
    with writing(desk, request.command, InvoiceIssued) as work:
        if work.earlier is not None:
            return work.earlier
        row = open_invoice(work.session, request.invoice)
        credits = _credits(row, billed_lines(work.session, row.id), request.lines)
        note, number, amount = _write_note(work, row, credits, reason)
        settle(row, credited=amount)
        if row.credited >= row.gross:
            waive_fees_of(work, row)
        work.tell(_entry(row, number, amount, reason))
        work.summarise(row.client_id)
        release_if_settled(work, ClientId(row.client_id))
        touched = touched_by(row.client_id, row.id, note)
        return work.commit(InvoiceIssued(touched, invoice=note, number=number))


def waive_fees(desk: Desk, request: WaiveFees) -> Outcome:
    """Renounce the reminder fees of an invoice. Refuses: FieldMissing("reason"), NoFeesToWaive, NotFound."""
    desk.require(Right.CREDIT)
    reason = checked_reason(request.reason)
    with writing(desk, request.command, Outcome) as work:
        if work.earlier is not None:
            return work.earlier
        row = open_invoice(work.session, request.invoice)
        if not row.fees:
            raise Refused(NoFeesToWaive(row.number))
        waived = waive_fees_of(work, row)
        facts = {"invoice": row.id, "number": row.number, "fee": waived}
        work.tell(Entry("reminder_fees_waived", client=ClientId(row.client_id), facts=facts, reason=reason))
        work.summarise(row.client_id)
        release_if_settled(work, ClientId(row.client_id))
        return work.commit(Outcome(touched_by(row.client_id, row.id)))


def _credits(row: Invoice, lines: Sequence[BilledLine], asked: Sequence[CreditLine] | None) -> list[Credit]:
    """What is taken back of which line; refuses more than is left of it."""
    left = {line.position: Cents(line.amount - line.credited) for line in lines}
    if asked is None:
        wanted = {position: amount for position, amount in left.items() if amount}
    else:
        wanted = _wanted(row, left, asked)
    if not wanted:
        raise Refused(CreditNotPositive())
    return [(line, wanted[line.position]) for line in lines if line.position in wanted]


def _wanted(row: Invoice, left: Mapping[int, Cents], asked: Sequence[CreditLine]) -> dict[int, Cents]:
    wanted: dict[int, Cents] = {}
    for each in asked:
        if each.position not in left or each.position in wanted:
            raise Refused(LineNotBilled(each.position))
        if each.amount <= 0:
            raise Refused(CreditNotPositive())
        if each.amount > left[each.position]:
            raise Refused(CreditAboveBilled(row.number, left[each.position]))
        wanted[each.position] = each.amount
    return wanted


def _write_note(
    work: UnitOfWork[Any], row: Invoice, credits: Sequence[Credit], reason: str
) -> tuple[InvoiceId, str, Cents]:
    """The credit note, in its own series; the customer is named as on the invoice."""
    session = work.session
    number = take_number(session, Series.CREDIT_NOTE, work.desk.today())
    (note,) = reserve_ids(session, Invoice, 1)
    lines = [_line(line, amount) for line, amount in credits]
    sums = _sums(work, row, lines)
    values = {
        "id": note,
        "kind": InvoiceKind.CREDIT_NOTE.value,
        "client_id": row.client_id,
        "credits_id": row.id,
        "due": work.desk.today(),
        "seller": seller_of(settings_of(session)),
        "customer": row.customer,
        "language": row.language,
        "communication": "",
        "note": reason,
        "owed": 0,
        **number_columns(number),
        **sum_columns(sums),
        **untouched_columns(work),
    }
    connection = session.connection()
    connection.execute(sa.insert(cast(sa.Table, Invoice.__table__)), [values])
    items = [
        line_columns(note, place, line, billed.position)
        for place, (line, (billed, _)) in enumerate(zip(lines, credits, strict=True), 1)
    ]
    connection.execute(sa.insert(cast(sa.Table, BilledItem.__table__)), items)
    return InvoiceId(note), number.number, sums.gross


def _line(billed: BilledLine, amount: Cents) -> InvoiceLine:
    """The line as it was billed where all of it is taken back, else one piece of that amount."""
    if amount == billed.amount:
        return billed.line
    return InvoiceLine(billed.line.description, Decimal(1), amount, billed.line.vat_rate)


def _sums(work: UnitOfWork[Any], row: Invoice, lines: Sequence[InvoiceLine]) -> Totals:
    """The VAT of the note, so that all notes of an invoice give back exactly its VAT, however many there are."""
    before = _credited_before(work, row)
    parts = [_part(part, *before.get(part.rate, (0, 0))) for part in totals(lines).parts]
    return Totals(
        Cents(sum(part.net for part in parts)),
        Cents(sum(part.vat for part in parts)),
        Cents(sum(part.gross for part in parts)),
        tuple(parts),
    )


def _part(part: VatPart, vat_before: int, gross_before: int) -> VatPart:
    """The VAT of all that was taken back so far at this rate, less what earlier notes gave back of it."""
    vat = vat_within(Cents(gross_before + part.gross), part.rate) - vat_before
    return VatPart(part.rate, Cents(part.gross - vat), Cents(vat), part.gross)


def _credited_before(work: UnitOfWork[Any], row: Invoice) -> dict[Decimal, tuple[int, int]]:
    """VAT and gross that earlier notes took back, by rate."""
    summed: dict[Decimal, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for note in work.session.scalars(sa.select(Invoice).where(Invoice.credits_id == row.id)):
        for part in totals_of(note).parts:
            vat, gross = summed[part.rate]
            summed[part.rate] = (vat + part.vat, gross + part.gross)
    return summed


def _entry(row: Invoice, number: str, amount: Cents, reason: str) -> Entry:
    facts = {"invoice": row.id, "number": row.number, "credit_note": number, "total": amount}
    return Entry("invoice_credited", client=ClientId(row.client_id), facts=facts, reason=reason)
