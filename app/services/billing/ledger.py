"""Writes a payment with its parts in the ledger, and what it leaves of the debts (spec 3.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import sqlalchemy as sa

from app.domain.cents import Cents
from app.domain.ids import ClientId, InvoiceId, PaymentId
from app.domain.invoicing import PaymentMethod, Series
from app.models import Fact, Invoice, PaidPart, Payment
from app.services.automatic_blocks import release_if_settled
from app.services.billing.keeping import settle
from app.services.billing.numbering import take_number
from app.services.billing.views import PaymentTaken
from app.services.desk import Touched, touched_access, touched_client, touched_invoice
from app.services.row_ids import reserve_ids
from app.services.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Debt:
    """What a part pays, as it stands in the transaction; `amount` in cents, below zero when given back."""

    amount: Cents
    invoice: Invoice | None = None
    debit: Fact | None = None


@dataclass(frozen=True, slots=True)
class Money:
    """What came in or went out, and why."""

    client: ClientId
    method: PaymentMethod
    amount: Cents
    received: Cents
    reference: str = ""
    reason: str = ""
    reverses: int | None = None


def write_payment(work: UnitOfWork[Any], money: Money, debts: Sequence[Debt]) -> tuple[PaymentId, str]:
    """The payment and its parts, and what they leave of the invoices."""
    today = work.desk.today()
    number = take_number(work.session, Series.PAYMENT, today)
    (payment,) = reserve_ids(work.session, Payment, 1)
    connection = work.session.connection()
    row = {
        "id": payment,
        "year": number.year,
        "sequence": number.sequence,
        "number": number.number,
        "client_id": money.client,
        "method": money.method.value,
        "amount": money.amount,
        "received": money.received,
        "given_back": money.received - money.amount,
        "reference": money.reference,
        "reason": money.reason,
        "reverses_id": money.reverses,
        "taken_on": today,
        "taken_at": work.desk.now(),
        "taken_by": work.desk.operator.name,
    }
    connection.execute(sa.insert(cast(sa.Table, Payment.__table__)), [row])
    parts = [_part_row(payment, place, debt) for place, debt in enumerate(debts, 1)]
    connection.execute(sa.insert(cast(sa.Table, PaidPart.__table__)), parts)
    for debt in debts:
        if debt.invoice is not None:
            settle(debt.invoice, paid=debt.amount)
    return PaymentId(payment), number.number


def _part_row(payment: int, place: int, debt: Debt) -> dict[str, object]:
    return {
        "payment_id": payment,
        "position": place,
        "invoice_id": debt.invoice.id if debt.invoice is not None else None,
        "access_id": debt.debit.access_id if debt.debit is not None else None,
        "rank": debt.debit.rank if debt.debit is not None else None,
        "due": debt.debit.due if debt.debit is not None else None,
        "amount": debt.amount,
    }


def finish(
    work: UnitOfWork[PaymentTaken], money: Money, debts: Sequence[Debt], payment: PaymentId, number: str
) -> PaymentTaken:
    """Summary, the end of an automatic block, and what views refresh."""
    work.session.flush()
    work.summarise(money.client)
    release_if_settled(work, money.client)
    touched: set[Touched] = {touched_client(money.client)}
    touched |= {touched_invoice(InvoiceId(debt.invoice.id)) for debt in debts if debt.invoice is not None}
    touched |= {touched_access(debt.debit.access_id) for debt in debts if debt.debit is not None}
    change = Cents(money.received - money.amount)
    return work.commit(PaymentTaken(frozenset(touched), payment=payment, number=number, change=change))
