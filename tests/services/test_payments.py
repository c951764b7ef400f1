"""Payments settle invoices and rejected debits, are undone by counter entries, and never change (spec 3.1, 3.2)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from app.domain.cents import LARGEST, Cents
from app.domain.contract import InstalmentState
from app.domain.ids import AccessId, InvoiceId, PaymentId, Rank
from app.domain.invoicing import InvoiceState, PaymentMethod
from app.domain.refusals import FieldMissing, FieldTooLong, NotAllowed, Refused
from app.domain.rights import Right, Role
from app.models import Client, Fact, Payment
from app.services.bank_facts import record_rejected, record_represented
from app.services.billing.paying import refund_invoice, take_payment
from app.services.billing.queries import account_of, invoice_page, invoice_view
from app.services.billing.refusals import (
    ChangeOnlyInCash,
    CounterEntryStays,
    DebitMovedOn,
    DebitNotRejected,
    DebitPaidInPart,
    InvoiceNotOpen,
    NotAnInvoice,
    OtherClientsDebt,
    PartNotPositive,
    PartUnclear,
    PaymentAboveLeft,
    PaymentAlreadyReversed,
    ReceivedTooLittle,
    ReceivedTooMuch,
    RefundAboveOwed,
)
from app.services.billing.requests import PaymentPart, RefundInvoice, TakePayment
from app.services.billing.views import InvoiceFilter
from app.services.check import check_database
from app.services.clients import block_client
from app.services.desk import Desk
from app.services.queries.card import client_card
from app.services.refusals import NotFound
from app.services.requests import BlockClient
from app.services.unit_of_work import reading
from tests.databases import TODAY
from tests.services.billing_club import (
    DRINK,
    Books,
    for_debit,
    for_invoice,
    payment_row,
    refused_with,
    rejected,
)
from tests.services.club import Club, new_command


@pytest.fixture
def books(club: Club) -> Books:
    return Books(club.desk)


def state_of_debit(desk: Desk, access: AccessId) -> str:
    with reading(desk) as session:
        return session.get_one(Fact, (access, 1)).state


def payments(desk: Desk) -> int:
    with reading(desk) as session:
        return session.scalar(sa.select(sa.func.count()).select_from(Payment)) or 0


def test_an_invoice_is_paid_in_parts_until_nothing_is_left(club: Club, books: Books) -> None:
    client = club.client()
    invoice = books.billed(client)
    books.paid(invoice, 2500)
    row = books.row(invoice)
    assert (row.paid, row.left, row.state) == (2500, 4500, InvoiceState.OPEN)
    books.paid(invoice)
    row = books.row(invoice)
    assert (row.paid, row.left, row.state) == (7000, 0, InvoiceState.PAID)
    assert [(part.number, part.amount) for part in invoice_view(books.desk, invoice).payments] == [
        ("P2010-000001", 2500),
        ("P2010-000002", 4500),
    ]
    assert account_of(books.desk, client).balance == 0


def test_cash_gives_change_and_other_ways_bring_exactly_the_amount(club: Club, books: Books) -> None:
    client = club.client()
    invoice = books.billed(client)
    part = for_invoice(invoice, 7000)
    cash, card = PaymentMethod.CASH, PaymentMethod.CARD
    assert refused_with(lambda: books.payment(client, part, method=cash, received=6999)) == (
        ReceivedTooLittle(Cents(7000)),
    )
    assert refused_with(lambda: books.payment(client, part, method=cash, received=LARGEST + 1)) == (
        ReceivedTooMuch(LARGEST),
    )
    for received in (6999, 7001):
        assert refused_with(lambda got=received: books.payment(client, part, method=card, received=got)) == (  # type: ignore[misc]
            ChangeOnlyInCash(Cents(7000)),
        )
    taken = books.payment(client, part, method=cash, received=10_000)
    assert taken.change == 3000
    row = payment_row(books.desk, taken.payment)
    assert (row.amount, row.received, row.change, row.settles) == (7000, 10_000, 3000, ("2010-000001",))


def test_more_than_is_left_is_refused_with_what_is_left(club: Club, books: Books) -> None:
    client = club.client()
    invoice = books.billed(client)
    books.paid(invoice, 6000)
    assert refused_with(lambda: books.paid(invoice, 1001)) == (PaymentAboveLeft("2010-000001", Cents(1000)),)
    assert books.row(invoice).paid == 6000
    books.paid(invoice)
    assert refused_with(lambda: books.paid(invoice, 1)) == (InvoiceNotOpen("2010-000001"),)


def test_parts_that_name_no_debt_or_one_twice_are_refused(club: Club, books: Books) -> None:
    client, other = club.client(), club.client("Dupont", "Anne")
    invoice, theirs = books.billed(client), books.billed(other)
    access = rejected(club, client)
    both = PaymentPart(invoice, access, Rank(1), Cents(100))
    half = PaymentPart(None, access, None, Cents(100))
    for parts in (
        (PaymentPart(None, None, None, Cents(5)),),
        (both,),
        (half,),
        (for_invoice(invoice, 5),) * 2,
    ):
        assert refused_with(lambda asked=parts: books.payment(client, *asked)) == (PartUnclear(),)  # type: ignore[misc]
    for amount in (0, -5, LARGEST + 1):
        assert refused_with(lambda asked=amount: books.payment(client, for_invoice(invoice, asked))) == (  # type: ignore[misc]
            PartNotPositive(),
        )
    assert refused_with(lambda: books.payment(client)) == (PartNotPositive(),)
    assert refused_with(lambda: books.payment(client, for_invoice(theirs, 5))) == (OtherClientsDebt(),)
    assert refused_with(lambda: books.payment(other, for_debit(access, 1, 5900))) == (OtherClientsDebt(),)
    assert refused_with(lambda: books.payment(client, for_invoice(InvoiceId(99), 5))) == (
        NotFound("invoice"),
    )
    assert refused_with(lambda: books.payment(client, for_debit(access, 9, 5900))) == (NotFound("debit"),)
    note = books.credited(invoice)
    assert refused_with(lambda: books.payment(client, for_invoice(note, 5))) == (
        NotAnInvoice("NC2010-000001"),
    )
    assert payments(books.desk) == 0


def test_a_rejected_debit_is_paid_whole_at_the_desk(club: Club, books: Books) -> None:
    client = club.client()
    access, invoice = rejected(club, client), books.billed(client)
    due = date(2010, 7, 5)
    assert account_of(books.desk, client).balance == 12_900
    assert refused_with(lambda: books.payment(client, for_debit(access, 1, 100))) == (
        DebitPaidInPart(due, Cents(5900)),
    )
    taken = books.payment(client, for_debit(access, 1, 5900), for_invoice(invoice, 1000))
    assert payment_row(books.desk, taken.payment).settles == ("2010-07-05", "2010-000001")
    assert state_of_debit(books.desk, access) == InstalmentState.COLLECTED
    account = account_of(books.desk, client)
    assert (account.balance, account.debits) == (6000, ())
    assert refused_with(lambda: books.payment(client, for_debit(access, 1, 5900))) == (DebitNotRejected(due),)
    assert check_database(books.desk.store, TODAY).problems == ()


def test_a_counter_entry_undoes_a_payment_and_what_it_paid_is_owed_again(club: Club, books: Books) -> None:
    client = club.client()
    access, invoice = rejected(club, client), books.billed(client)
    taken = books.payment(client, for_debit(access, 1, 5900), for_invoice(invoice, 7000))
    back = books.undone(taken.payment)
    rows = account_of(books.desk, client).payments
    assert [(row.number, row.amount, row.reverses, row.reversed_by) for row in rows] == [
        ("P2010-000002", -12_900, "P2010-000001", ""),
        ("P2010-000001", 12_900, "", "P2010-000002"),
    ]
    assert account_of(books.desk, client).balance == 12_900
    assert state_of_debit(books.desk, access) == InstalmentState.REJECTED
    assert refused_with(lambda: books.undone(taken.payment)) == (PaymentAlreadyReversed("P2010-000002"),)
    assert refused_with(lambda: books.undone(back.payment)) == (CounterEntryStays("P2010-000002"),)
    assert refused_with(lambda: books.undone(PaymentId(99))) == (NotFound("payment"),)
    assert check_database(books.desk.store, TODAY).problems == ()


def test_a_payment_of_a_debit_that_the_bank_took_further_stays(club: Club, books: Books) -> None:
    client = club.client()
    access = rejected(club, client)
    paid = books.payment(client, for_debit(access, 1, 5900)).payment
    record_rejected(club.desk, new_command(), access, Rank(1), TODAY)
    record_represented(club.desk, new_command(), access, Rank(1), TODAY)
    assert refused_with(lambda: books.undone(paid)) == (DebitMovedOn(date(2010, 7, 5)),)


def test_what_was_credited_after_it_was_paid_is_given_back(club: Club, books: Books) -> None:
    client = club.client()
    invoice = books.billed(client)
    books.paid(invoice)
    books.credited(invoice, (1, 3000))
    assert (books.row(invoice).left, account_of(books.desk, client).balance) == (-3000, -3000)

    def give(amount: int) -> object:
        asked = RefundInvoice(new_command(), invoice, PaymentMethod.TRANSFER, Cents(amount), "crédit")
        return refund_invoice(books.desk, asked)

    assert refused_with(lambda: give(3001)) == (RefundAboveOwed("2010-000001", Cents(3000)),)
    assert refused_with(lambda: give(0)) == (PartNotPositive(),)
    give(3000)
    assert (books.row(invoice).left, account_of(books.desk, client).balance) == (0, 0)
    assert refused_with(lambda: give(1)) == (RefundAboveOwed("2010-000001", Cents(0)),)
    assert check_database(books.desk.store, TODAY).problems == ()


def test_a_cheque_that_bounces_after_it_was_given_back_is_owed_and_shown_so(club: Club, books: Books) -> None:
    client = club.client()
    invoice = books.billed(client)
    cheque = books.paid(invoice)
    books.credited(invoice)
    books.refunded(invoice, 7000)
    assert (books.row(invoice).state, books.row(invoice).left) == (InvoiceState.CREDITED, 0)
    books.undone(cheque)
    assert (books.row(invoice).state, books.row(invoice).left) == (InvoiceState.OPEN, 7000)
    listed = {state: invoice_page(books.desk, InvoiceFilter(state=state)).rows for state in InvoiceState}
    assert [row.id for row in listed[InvoiceState.OPEN]] == [invoice]
    assert invoice not in {row.id for row in listed[InvoiceState.CREDITED]}
    books.paid(invoice)
    assert books.row(invoice).state is InvoiceState.CREDITED
    assert check_database(books.desk.store, TODAY).problems == ()


def test_the_same_command_takes_one_payment(club: Club, books: Books) -> None:
    client = club.client()
    parts = (for_invoice(books.billed(client), 7000),)
    request = TakePayment(new_command(), client, PaymentMethod.CASH, parts, Cents(8000))
    first, again = take_payment(books.desk, request), take_payment(books.desk, request)
    assert (again.payment, again.change, again.repeated) == (first.payment, 1000, True)
    assert payments(books.desk) == 1


def test_hostile_references_and_missing_reasons_are_refused(club: Club, books: Books) -> None:
    client = club.client()
    part = for_invoice(books.billed(client), 7000)
    assert refused_with(lambda: books.payment(client, part, reference="x" * 61)) == (
        FieldTooLong("reference", 60),
    )
    assert len(refused_with(lambda: books.payment(client, part, reference="a\u202eb"))) == 1
    payment = books.payment(client, part, reference="  Chèque   12 ").payment
    assert payment_row(books.desk, payment).reference == "Chèque 12"
    assert refused_with(lambda: books.undone(payment, "  ")) == (FieldMissing("reason"),)


def test_reception_takes_payments_and_a_manager_undoes_them(
    club: Club, books: Books, desk_of: Callable[..., Desk]
) -> None:
    reception, manager = Books(desk_of(Role.RECEPTION)), Books(desk_of(Role.MANAGER))
    payment = reception.paid(books.billed(club.client()))
    assert refused_with(lambda: reception.undone(payment)) == (NotAllowed(Right.CREDIT),)
    assert manager.undone(payment).number == "P2010-000002"


def test_3_1_settling_everything_releases_an_automatic_block(club: Club, books: Books) -> None:
    books.settings(blocks_on_reject=True, blocks_after_overdue_days=10)
    client = club.client()
    invoice = books.billed(client, due=TODAY)
    access = rejected(club, client)
    late = books.later(20)
    assert client_card(books.desk, client).block is not None
    late.payment(client, for_debit(access, 1, 5900))
    assert client_card(late.desk, client).block is not None  # the invoice is overdue for more than 10 days
    late.paid(invoice)
    assert client_card(late.desk, client).block is None


def test_3_1_settling_releases_no_block_that_a_person_set(club: Club, books: Books) -> None:
    books.settings(blocks_on_reject=True, blocks_after_overdue_days=10)
    client = club.client()
    invoice = books.billed(client)
    block_client(books.desk, BlockClient(new_command(), client, "bagarre"))
    books.paid(invoice)
    block = client_card(books.desk, client).block
    assert block is not None
    assert block.reason == "bagarre"


def test_the_balance_of_every_list_is_that_of_the_account(club: Club, books: Books) -> None:
    client = club.client()
    rejected(club, client)
    invoice = books.billed(client, due=TODAY)
    books.paid(books.billed(client, DRINK), 250)
    held = books.billed(client)
    books.held(held)
    account = account_of(books.later(1).desk, client)
    assert (account.balance, account.overdue, account.on_hold) == (
        5900 + 7000 + 500 + 7000,
        5900 + 7000,
        7000,
    )
    with reading(books.desk) as session:
        assert session.get_one(Client, client).balance == account.balance
    assert books.row(invoice).state is InvoiceState.OPEN
    assert replace(books.later(1).row(invoice)).state is InvoiceState.OVERDUE


def test_refusing_changes_nothing(club: Club, books: Books) -> None:
    client = club.client()
    invoice = books.billed(client)
    with pytest.raises(Refused):
        books.payment(client, for_invoice(invoice, 100), for_debit(AccessId(1), 1, 100))
    assert (books.row(invoice).paid, payments(books.desk)) == (0, 0)
    assert books.payment(client, for_invoice(invoice, 100)).number == "P2010-000001"
