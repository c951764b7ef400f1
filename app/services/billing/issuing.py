"""Issue invoices: by hand, inside the sale of a quote or a dossier, or many at once (spec 3.2).

The number is taken in the transaction that writes the invoice, so that numbers have no gap. Whether
the client may buy is decided there too, for every way that starts a sale at the desk.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.ids import ClientId, CommandId, InvoiceId
from app.domain.invoicing import (
    InvoiceKind,
    InvoiceLine,
    Series,
    Totals,
    amount_of,
    structured_communication,
    tidied,
    totals,
    why_not_billed,
)
from app.domain.payment_terms import due_day
from app.domain.refusals import Refused, refuse_if_any
from app.domain.rights import Right
from app.models import BilledItem, Client, Invoice
from app.services.audit import Entry
from app.services.billing.numbering import Numbered, take_numbers
from app.services.billing.parties import customer_of, seller_of
from app.services.billing.refusals import NothingChosen, TermImplausible, TooManyAtOnce
from app.services.billing.requests import IssueInvoice
from app.services.billing.views import InvoiceIssued, InvoicesIssued, Issued
from app.services.client_fields import plain_text_verdict
from app.services.club_rules import settings_of
from app.services.desk import MOST_TOUCHED, Desk, Touched, touched_client, touched_invoice
from app.services.fields import ClubSettings
from app.services.refusals import NotFound
from app.services.row_ids import reserve_ids
from app.services.stale import found
from app.services.standing import refuse_if_stopped, what_stops
from app.services.unit_of_work import UnitOfWork, writing

Told = Callable[[int, int], None]
"""Is told how many of how many invoices are done; what it raises ends the batch, and none is issued."""
NOTE_LENGTH = 300
LONGEST_TERM_DAYS = 366 * 2
MOST_AT_ONCE = 50_000
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class _Bill:
    """What is to be issued to whom; checked, without its number."""

    client: Client
    lines: tuple[InvoiceLine, ...]
    sums: Totals
    due: date
    note: str


def issue_invoice(desk: Desk, request: IssueInvoice) -> InvoiceIssued:
    """Issue an invoice at the desk.

    Refuses: lines that cannot be billed (all at once), TermImplausible, ClientBlocked with the
    reason, ClientDeactivated, ClockBehindInvoices, NotFound.
    """
    desk.require(Right.BILL)
    with writing(desk, request.command, InvoiceIssued) as work:
        if work.earlier is not None:
            return work.earlier
        refuse_if_stopped(work.session, request.client)
        issued = issue_in(work, request.client, request.lines, due=request.due, note=request.note)
        touched = frozenset({touched_invoice(issued.id), touched_client(request.client)})
        return work.commit(InvoiceIssued(touched, invoice=issued.id, number=issued.number))


def issue_in(
    work: UnitOfWork[Any],
    client: ClientId,
    lines: Sequence[InvoiceLine],
    *,
    due: date | None = None,
    note: str = "",
) -> Issued:
    """Issue an invoice inside another verb's transaction; `due` None: the term of the client's card, or
    where it says none that can be read, the club's.

    The verb has asked for its own right, and where it is a sale for `refuse_if_stopped`. Refuses:
    lines that cannot be billed, TermImplausible, ClockBehindInvoices, NotFound("client").
    """
    club = settings_of(work.session)
    row = found(work.session, Client, client, "client")
    bill = _checked(row, lines, due, note, work.desk.today(), club)
    return _write(work, [bill], club)[0]


def issue_all_in(work: UnitOfWork[Any], requests: Sequence[IssueInvoice]) -> list[Issued]:
    """As `issue_in`, many at once, numbered in their order; their own commands do not count."""
    club, issued = settings_of(work.session), list[Issued]()
    for some in _chunks(requests):
        issued += _write(work, _checked_many(work, some, club, is_sale=False), club)
    return issued


def issue_many(
    desk: Desk,
    command: CommandId,
    requests: Sequence[IssueInvoice],
    told: Told = lambda done, total: None,
) -> InvoicesIssued:
    """Issue all of these invoices, or none; numbered in the order of the requests (their own commands
    do not count). Refuses as `issue_invoice`, for the first request that is wrong, and TooManyAtOnce."""
    desk.require(Right.BILL)
    with writing(desk, command, InvoicesIssued) as work:
        if work.earlier is not None:
            return work.earlier
        if not requests or len(requests) > MOST_AT_ONCE:
            raise Refused(TooManyAtOnce(MOST_AT_ONCE) if requests else NothingChosen())
        club, issued = settings_of(work.session), list[Issued]()
        told(0, len(requests))
        for some in _chunks(requests):
            issued += _write(work, _checked_many(work, some, club), club)
            told(len(issued), len(requests))
        touched = _touched(issued, requests)
        ids = tuple(each.id for each in issued)
        return work.commit(
            InvoicesIssued(touched, invoices=ids, first=issued[0].number, last=issued[-1].number)
        )


def _touched(issued: Sequence[Issued], requests: Sequence[IssueInvoice]) -> frozenset[Touched]:
    if len(issued) > MOST_TOUCHED:
        return frozenset()
    invoices = {touched_invoice(each.id) for each in issued}
    return frozenset(invoices | {touched_client(each.client) for each in requests})


def _chunks(requests: Sequence[IssueInvoice]) -> Iterator[Sequence[IssueInvoice]]:
    for begin in range(0, len(requests), _AT_ONCE):
        yield requests[begin : begin + _AT_ONCE]


def _checked_many(
    work: UnitOfWork[Any], requests: Sequence[IssueInvoice], club: ClubSettings, *, is_sale: bool = True
) -> list[_Bill]:
    wanted = {request.client for request in requests}
    clients = {row.id: row for row in work.session.scalars(sa.select(Client).where(Client.id.in_(wanted)))}
    bills, today = [], work.desk.today()
    for request in requests:
        client = clients.get(request.client)
        if client is None:
            raise Refused(NotFound("client"))
        if is_sale:
            refuse_if_any(what_stops(client))
        bills.append(_checked(client, request.lines, request.due, request.note, today, club))
    return bills


def _checked(
    client: Client,
    lines: Sequence[InvoiceLine],
    due: date | None,
    note: str,
    today: date,
    club: ClubSettings,
) -> _Bill:
    """The bill as it is kept; refuses everything that is wrong with it at once."""
    latest = today + timedelta(days=LONGEST_TERM_DAYS)
    day = due if due is not None else due_day(client.payment_term, today, club.invoice_term_days)
    verdict = plain_text_verdict("note", note, NOTE_LENGTH)
    wrong = list(why_not_billed(lines))
    if not today <= day <= latest:
        wrong.append(TermImplausible(today, latest))
    if verdict.refusal is not None:
        wrong.append(verdict.refusal)
    refuse_if_any(wrong)
    kept = tuple(tidied(line) for line in lines)
    return _Bill(client, kept, totals(kept), day, verdict.text)


def _write(work: UnitOfWork[Any], bills: Sequence[_Bill], club: ClubSettings) -> list[Issued]:
    """Write checked bills with the next numbers, their lines and their history."""
    session, today = work.session, work.desk.today()
    numbers = take_numbers(session, Series.INVOICE, today, len(bills))
    ids = reserve_ids(session, Invoice, len(bills))
    seller = seller_of(club)
    rows = [
        _row(work, bill, number, invoice, seller, club)
        for bill, number, invoice in zip(bills, numbers, ids, strict=True)
    ]
    session.connection().execute(sa.insert(_table(Invoice)), rows)
    write_lines(session, [(invoice, bill.lines) for invoice, bill in zip(ids, bills, strict=True)])
    for bill, number, invoice in zip(bills, numbers, ids, strict=True):
        work.tell(_entry(bill, number, invoice))
        work.summarise(bill.client.id)
    return [
        Issued(InvoiceId(invoice), number.number, bill.sums.gross)
        for bill, number, invoice in zip(bills, numbers, ids, strict=True)
    ]


def _row(
    work: UnitOfWork[Any],
    bill: _Bill,
    number: Numbered,
    invoice: int,
    seller: dict[str, Any],
    club: ClubSettings,
) -> dict[str, object]:
    customer, language = customer_of(bill.client, club)
    return {
        "id": invoice,
        "kind": InvoiceKind.INVOICE.value,
        "client_id": bill.client.id,
        "credits_id": None,
        "due": bill.due,
        "seller": seller,
        "customer": customer,
        "language": language.value,
        "communication": structured_communication(number.year, number.sequence),
        "note": bill.note,
        "owed": bill.sums.gross,
        **number_columns(number),
        **sum_columns(bill.sums),
        **untouched_columns(work),
    }


def number_columns(number: Numbered) -> dict[str, object]:
    """The columns of a number that was taken."""
    return {"year": number.year, "sequence": number.sequence, "number": number.number}


def sum_columns(sums: Totals) -> dict[str, object]:
    """The columns of what the lines add up to."""
    parts = [[int(part.rate * 100), part.net, part.vat, part.gross] for part in sums.parts]
    return {"net": sums.net, "vat": sums.vat, "gross": sums.gross, "vat_parts": parts}


def untouched_columns(work: UnitOfWork[Any]) -> dict[str, object]:
    """The columns of an invoice on which nothing was paid, credited, held or reminded yet."""
    return {
        "version": 1,
        "issued_on": work.desk.today(),
        "issued_at": work.desk.now(),
        "issued_by": work.desk.operator.name,
        "paid": 0,
        "credited": 0,
        "fees": 0,
        "on_hold_since": None,
        "on_hold_by": "",
        "on_hold_reason": "",
        "reminder_level": 0,
        "reminded_on": None,
    }


def write_lines(session: Session, billed: Sequence[tuple[int, Sequence[InvoiceLine]]]) -> None:
    """The lines of new invoices, their positions counted from 1."""
    rows = [
        line_columns(invoice, position, line)
        for invoice, lines in billed
        for position, line in enumerate(lines, 1)
    ]
    session.connection().execute(sa.insert(_table(BilledItem)), rows)


def line_columns(
    invoice: int, position: int, line: InvoiceLine, credits_position: int | None = None
) -> dict[str, object]:
    """The columns of one line."""
    return {
        "invoice_id": invoice,
        "position": position,
        "description": line.description,
        "quantity": int(line.quantity * 1000),
        "unit_price": line.unit_price,
        "vat_rate": int(line.vat_rate * 100),
        "amount": amount_of(line),
        "credits_position": credits_position,
    }


def _entry(bill: _Bill, number: Numbered, invoice: int) -> Entry:
    return Entry(
        "invoice_issued",
        client=ClientId(bill.client.id),
        facts={"invoice": invoice, "number": number.number, "total": bill.sums.gross, "due": bill.due},
    )


def _table(kind: type[Invoice] | type[BilledItem]) -> sa.Table:
    return cast(sa.Table, kind.__table__)
