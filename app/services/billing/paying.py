"""Take money at the desk, give it back, undo it by a counter entry; a payment itself never changes (spec 3.2).

A payment pays invoices, also partly, and rejected debits, each whole. Paying everything ends a block
that the settings made, and no other (spec 3.1).
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.domain.cents import LARGEST, Cents
from app.domain.contract import InstalmentState
from app.domain.ids import AccessId, ClientId, PaymentId, Rank
from app.domain.invoicing import PaymentMethod
from app.domain.refusals import Refusal, Refused, refuse_if_any
from app.domain.rights import Right
from app.models import Access, Client, Fact, Invoice, PaidPart, Payment
from app.services.audit import Entry
from app.services.bank_facts import settle_in, unsettle_in
from app.services.billing.keeping import open_invoice
from app.services.billing.ledger import Debt, Money, finish, write_payment
from app.services.billing.refusals import (
    ChangeOnlyInCash,
    CounterEntryStays,
    DebitMovedOn,
    DebitNotRejected,
    DebitPaidInPart,
    InvoiceNotOpen,
    OtherClientsDebt,
    PartNotPositive,
    PartUnclear,
    PaymentAboveLeft,
    PaymentAlreadyReversed,
    ReceivedTooLittle,
    ReceivedTooMuch,
    RefundAboveOwed,
)
from app.services.billing.requests import PaymentPart, RefundInvoice, ReversePayment, TakePayment
from app.services.billing.views import PaymentTaken
from app.services.client_fields import plain_text_verdict
from app.services.clients import checked_reason
from app.services.desk import Desk
from app.services.refusals import NotFound
from app.services.stale import found
from app.services.unit_of_work import UnitOfWork, writing

REFERENCE_LENGTH = 60
MOST_PARTS = 200


def take_payment(desk: Desk, request: TakePayment) -> PaymentTaken:
    """Take a payment; for cash the change to give back is in the outcome.

    Refuses: PartNotPositive, PartUnclear, InvoiceNotOpen (paid or credited meanwhile), PaymentAboveLeft
    (overpaying), OtherClientsDebt, DebitNotRejected, DebitPaidInPart, ReceivedTooLittle, ReceivedTooMuch, ChangeOnlyInCash, NotAnInvoice, NotFound.
    """
    desk.require(Right.TAKE_PAYMENT)
    verdict = plain_text_verdict("reference", request.reference, REFERENCE_LENGTH)
    refuse_if_any([verdict.refusal] if verdict.refusal else [])
    refuse_if_any(_why_not_clear(request.parts))
    amount = Cents(sum(part.amount for part in request.parts))
    received = _received(request, amount)
    with writing(desk, request.command, PaymentTaken) as work:
        if work.earlier is not None:
            return work.earlier
        found(work.session, Client, request.client, "client")
        debts = [_debt(work, request.client, part) for part in request.parts]
        refuse_if_any(refusal for debt in debts for refusal in _why_not_paid(debt))
        money = Money(request.client, request.method, amount, received, verdict.text)
        payment, number = write_payment(work, money, debts)
        _settle_debits(work, debts)
        work.tell(_taken(payment, number, money, debts))
        return finish(work, money, debts, payment, number)


def reverse_payment(desk: Desk, request: ReversePayment) -> PaymentTaken:
    """Undo a payment by a counter entry of the same day's series: what it paid is owed again.

    Refuses: FieldMissing("reason"), PaymentAlreadyReversed, CounterEntryStays, DebitMovedOn, NotFound.
    """
    desk.require(Right.CREDIT)
    reason = checked_reason(request.reason)
    with writing(desk, request.command, PaymentTaken) as work:
        if work.earlier is not None:
            return work.earlier
        row = found(work.session, Payment, request.payment, "payment")
        _refuse_undone(work, row)
        debts = _paid(work, row)
        refuse_if_any(_why_not_owed_again(debts))
        back, client = Cents(-row.amount), ClientId(row.client_id)
        money = Money(client, PaymentMethod(row.method), back, back, "", reason, row.id)
        payment, number = write_payment(work, money, debts)
        for debt in debts:
            if debt.debit is not None:
                unsettle_in(work, AccessId(debt.debit.access_id), Rank(debt.debit.rank))
        facts = {"payment": payment, "number": number, "reversed": row.number, "amount": row.amount}
        work.tell(Entry("payment_reversed", client=client, facts=facts, reason=reason))
        return finish(work, money, debts, payment, number)


def refund_invoice(desk: Desk, request: RefundInvoice) -> PaymentTaken:
    """Give back what the club owes for an invoice that was credited after it had been paid.

    Refuses: FieldMissing("reason"), PartNotPositive, RefundAboveOwed, NotAnInvoice, NotFound.
    """
    desk.require(Right.CREDIT)
    reason = checked_reason(request.reason)
    if request.amount <= 0:
        raise Refused(PartNotPositive())
    with writing(desk, request.command, PaymentTaken) as work:
        if work.earlier is not None:
            return work.earlier
        row = open_invoice(work.session, request.invoice)
        if request.amount > -row.owed:
            raise Refused(RefundAboveOwed(row.number, Cents(max(-row.owed, 0))))
        back = Cents(-request.amount)
        money = Money(ClientId(row.client_id), request.method, back, back, "", reason)
        debts = [Debt(back, row)]
        payment, number = write_payment(work, money, debts)
        facts = {
            "number": number,
            "amount": request.amount,
            "method": request.method,
            "invoices": [row.number],
        }
        work.tell(Entry("invoice_refunded", client=money.client, facts=facts, reason=reason))
        return finish(work, money, debts, payment, number)


def _why_not_clear(parts: Sequence[PaymentPart]) -> Iterator[Refusal]:
    """Each part names one debt, each debt once, with an amount."""
    named = [(part.invoice, part.access, part.rank) for part in parts]
    is_clear = all(
        (part.invoice is None) == (part.access is not None) == (part.rank is not None) for part in parts
    )
    if not is_clear or len(set(named)) < len(named) or len(parts) > MOST_PARTS:
        yield PartUnclear()
    if not parts or any(not 0 < part.amount <= LARGEST for part in parts):
        yield PartNotPositive()


def _received(request: TakePayment, amount: Cents) -> Cents:
    """What was handed over; change is given for cash only."""
    if request.received is None or request.received == amount:
        return amount
    if request.method is not PaymentMethod.CASH:
        raise Refused(ChangeOnlyInCash(amount))
    if request.received < amount:
        raise Refused(ReceivedTooLittle(amount))
    if request.received > LARGEST:
        raise Refused(ReceivedTooMuch(LARGEST))
    return request.received


def _debt(work: UnitOfWork[Any], client: ClientId, part: PaymentPart) -> Debt:
    """The debt that a part names. Refuses: NotFound, NotAnInvoice, OtherClientsDebt."""
    if part.invoice is not None:
        invoice = open_invoice(work.session, part.invoice)
        if invoice.client_id != client:
            raise Refused(OtherClientsDebt())
        return Debt(part.amount, invoice)
    access = found(work.session, Access, part.access, "access")
    debit = work.session.get(Fact, (part.access, part.rank))
    if access.client_id != client:
        raise Refused(OtherClientsDebt())
    if debit is None:
        raise Refused(NotFound("debit"))
    return Debt(part.amount, debit=debit)


def _why_not_paid(debt: Debt) -> Iterator[Refusal]:
    if debt.invoice is not None and debt.invoice.owed <= 0:
        yield InvoiceNotOpen(debt.invoice.number)
    elif debt.invoice is not None and debt.amount > debt.invoice.owed:
        yield PaymentAboveLeft(debt.invoice.number, Cents(debt.invoice.owed))
    if debt.debit is None:
        return
    if debt.debit.state != InstalmentState.REJECTED.value:
        yield DebitNotRejected(debt.debit.due)
    elif debt.amount != debt.debit.amount:
        yield DebitPaidInPart(debt.debit.due, Cents(debt.debit.amount))


def _refuse_undone(work: UnitOfWork[Any], row: Payment) -> None:
    """Refuse to undo what was undone, and what itself undoes or gives back."""
    if row.amount < 0:
        raise Refused(CounterEntryStays(row.number))
    undone = work.session.scalar(sa.select(Payment.number).where(Payment.reverses_id == row.id))
    if undone is not None:
        raise Refused(PaymentAlreadyReversed(undone))


def _paid(work: UnitOfWork[Any], row: Payment) -> list[Debt]:
    """What a payment paid, with its amounts turned round."""
    parts = work.session.scalars(
        sa.select(PaidPart).where(PaidPart.payment_id == row.id).order_by(PaidPart.position)
    ).all()
    return [
        Debt(
            Cents(-part.amount),
            work.session.get(Invoice, part.invoice_id) if part.invoice_id is not None else None,
            work.session.get(Fact, (part.access_id, part.rank)) if part.access_id is not None else None,
        )
        for part in parts
    ]


def _why_not_owed_again(debts: Sequence[Debt]) -> Iterator[Refusal]:
    for debt in debts:
        if debt.debit is not None and debt.debit.state != InstalmentState.COLLECTED.value:
            yield DebitMovedOn(debt.debit.due)


def _settle_debits(work: UnitOfWork[Any], debts: Sequence[Debt]) -> None:
    for debt in debts:
        if debt.debit is not None:
            settle_in(work, AccessId(debt.debit.access_id), Rank(debt.debit.rank), work.desk.today())


def _taken(payment: PaymentId, number: str, money: Money, debts: Sequence[Debt]) -> Entry:
    invoices = [debt.invoice.number for debt in debts if debt.invoice is not None]
    debits: list[date] = [debt.debit.due for debt in debts if debt.debit is not None]
    return Entry(
        "payment_taken",
        client=money.client,
        facts={
            "payment": payment,
            "number": number,
            "amount": money.amount,
            "method": money.method,
            "invoices": invoices,
            "debits": debits,
        },
    )
