"""Whatever desks do with invoices in whatever order, the books agree to the cent (spec 3.2, 5.2)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

import pytest

from app.domain.cents import Cents
from app.domain.ids import ClientId, InvoiceId, PaymentId
from app.domain.invoicing import InvoiceKind, InvoiceState, PaymentMethod
from app.domain.refusals import Refused
from app.models import Client
from app.services.billing.queries import account_of, invoice_page, invoices_of
from app.services.billing.views import InvoiceFilter
from app.services.check import check_database
from app.services.unit_of_work import reading
from tests.services.billing_club import COACHING, DRINK, Books, for_invoice
from tests.services.club import Club

pytestmark = pytest.mark.parametrize("place", ["sqlite"], indirect=True)
STEPS = 60


@dataclass
class Clerk:
    """Does one thing after another, sensible or not; what is refused changes nothing."""

    books: Books
    chance: Random
    clients: list[ClientId]
    invoices: list[InvoiceId] = field(default_factory=list)
    payments: list[PaymentId] = field(default_factory=list)
    done: int = 0

    def act(self) -> None:
        """The next thing."""
        deeds: list[Callable[[], None]] = [
            self.bill, self.bill, self.pay, self.pay, self.credit, self.hold, self.release, self.refund, self.undo,
            self.remind, self.waive, self.sleep,
        ]  # fmt: skip
        try:
            self.chance.choice(deeds)()
        except Refused:
            return
        self.done += 1

    def bill(self) -> None:
        lines = self.chance.choice([(COACHING,), (DRINK,), (COACHING, DRINK)])
        due = self.books.desk.today() + timedelta(days=self.chance.randrange(0, 20))
        self.invoices.append(self.books.billed(self.chance.choice(self.clients), *lines, due=due))

    def pay(self) -> None:
        row = self.books.row(self._invoice())
        amount = self.chance.choice([row.left, row.left // 2, 100, row.left + 1])
        received = self.chance.choice([None, amount + 500])
        taken = self.books.payment(
            row.client, for_invoice(row.id, amount), method=PaymentMethod.CASH, received=received
        )
        self.payments.append(taken.payment)

    def credit(self) -> None:
        lines = self.chance.choice([(), ((1, self.chance.randrange(1, 8000)),)])
        self.books.credited(self._invoice(), *lines)

    def hold(self) -> None:
        self.books.held(self._invoice())

    def release(self) -> None:
        self.books.released(self._invoice())

    def refund(self) -> None:
        row = self.books.row(self._invoice())
        self.books.refunded(row.id, self.chance.choice([-row.left, 1]))

    def undo(self) -> None:
        if self.payments:
            self.payments.append(self.books.undone(self.chance.choice(self.payments)).payment)

    def remind(self) -> None:
        self.books.reminded_or_none()

    def waive(self) -> None:
        self.books.fees_waived(self._invoice())

    def sleep(self) -> None:
        self.books = self.books.later(self.chance.randrange(1, 15))

    def _invoice(self) -> InvoiceId:
        return self.chance.choice(self.invoices) if self.invoices else InvoiceId(1)


@pytest.mark.parametrize("seed", range(6))
def test_the_books_agree_after_any_sequence_of_deeds(club: Club, seed: int) -> None:
    clients = [club.client(), club.client("Dupont", "Anne")]
    clerk = Clerk(Books(club.desk), Random(seed), clients)
    for _ in range(STEPS):
        clerk.act()
    assert clerk.done > STEPS / 3
    today = clerk.books.desk.today()
    assert check_database(club.desk.store, today).problems == ()
    for client in clients:
        agrees(clerk.books, client, today)


def others(books: Books, client: ClientId) -> set[InvoiceId]:
    """The invoices of everybody else."""
    return {
        row.id for row in invoice_page(books.desk, InvoiceFilter(), limit=500).rows if row.client != client
    }


def agrees(books: Books, client: ClientId, today: date) -> None:
    """Account, card and list say the same, and each invoice is the sum of what happened to it."""
    rows = invoices_of(books.desk, client)
    account = account_of(books.desk, client)
    billed = sum(row.gross + row.fees for row in rows)
    paid = sum(payment.amount for payment in account.payments)
    assert account.balance == billed - paid == sum(row.left for row in rows)
    with reading(books.desk) as session:
        assert session.get_one(Client, client).balance == account.balance
    for row in rows:
        if row.kind is InvoiceKind.INVOICE:
            assert row.left == row.gross + row.fees - row.credited - row.paid
            assert 0 <= row.credited <= row.gross
        is_settled = row.state in (InvoiceState.PAID, InvoiceState.CREDITED)
        assert is_settled is (row.left <= Cents(0))
        if row.state is InvoiceState.OVERDUE:
            assert row.due < today
    for state in InvoiceState:
        listed = invoice_page(books.desk, InvoiceFilter(state=state, client=client), limit=200).rows
        assert {row.id for row in listed} == {row.id for row in rows if row.state is state}
    reminded = {item.invoice for row in books.rehearsed() for item in row.items if item.level}
    assert reminded <= {row.id for row in rows if row.state is InvoiceState.OVERDUE} | others(books, client)
    assert all(payment.change == payment.received - payment.amount >= 0 for payment in account.payments)
