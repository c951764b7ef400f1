"""What is written while a year ends has one day: a number is never of another year than its date (spec 3.2)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain, repeat

import pytest

from app.domain.cents import Cents
from app.domain.ids import ClientId
from app.domain.invoicing import PaymentMethod
from app.models import Quote
from app.services.billing.crediting import credit_invoice
from app.services.billing.issuing import issue_many
from app.services.billing.paying import take_payment
from app.services.billing.queries import invoice_view
from app.services.billing.requests import CreditInvoice, IssueInvoice, TakePayment
from app.services.check import check_database
from app.services.desk import Desk
from app.services.door.passing import decide_passage
from app.services.door.views import PassCard
from app.services.prospects.converting import convert_quote
from app.services.queries.card import client_card
from app.services.states import DeactivateClient, deactivate
from app.services.unit_of_work import reading
from tests.services.billing_club import COACHING, Books, for_invoice, payment_row
from tests.services.club import Club, new_command
from tests.services.prospect_club import TOWEL, ProspectClub

LAST, FIRST = date(2010, 12, 31), date(2011, 1, 1)
MOMENTS = range(1, 5)
"""How often the clock is asked before the year turns."""


@dataclass
class TurningClock:
    """A clock in the last moment of a year: asked so often, it is the first day of the next one."""

    asked: int
    _days: Iterator[date] = field(init=False)

    def __post_init__(self) -> None:
        self._days = chain(repeat(LAST, self.asked), repeat(FIRST))

    def today(self) -> date:
        """The day."""
        return next(self._days)

    def now(self) -> datetime:
        """The moment."""
        return datetime.combine(LAST, time(23, 59, 59), UTC) + timedelta(milliseconds=999)


@pytest.fixture
def turning(club: Club) -> Callable[[int], Desk]:
    """The desk while the year turns."""
    return lambda asked: replace(club.desk, clock=TurningClock(asked))


def _sound(club: Club) -> tuple[object, ...]:
    return check_database(club.desk.store, FIRST).problems


@pytest.mark.parametrize("asked", MOMENTS)
def test_a_batch_over_the_turn_of_the_year_is_of_one_year(
    club: Club, turning: Callable[[int], Desk], asked: int
) -> None:
    clients = [club.client() for _ in range(3)]
    wanted = [IssueInvoice(new_command(), client, (COACHING,)) for client in clients]
    made = issue_many(turning(asked), new_command(), wanted)
    rows = [invoice_view(club.desk, each).row for each in made.invoices]
    assert {f"{row.issued_on.year}-{place:06}" for place, row in enumerate(rows, 1)} == {
        row.number for row in rows
    }
    assert _sound(club) == ()


@pytest.mark.parametrize("asked", MOMENTS)
def test_a_credit_note_and_a_payment_over_the_turn_of_the_year_have_its_number_and_its_day(
    club: Club, turning: Callable[[int], Desk], asked: int
) -> None:
    books, client = Books(club.desk), club.client()
    credited, paid = books.billed(client), books.billed(client)
    note = credit_invoice(turning(asked), CreditInvoice(new_command(), credited, None, "erreur"))
    row = invoice_view(club.desk, note.invoice).row
    assert row.number == f"NC{row.issued_on.year}-000001"
    parts = (for_invoice(paid, 7000),)
    taken = take_payment(
        turning(asked), TakePayment(new_command(), client, PaymentMethod.CARD, parts, Cents(7000), "")
    )
    payment = payment_row(club.desk, taken.payment)
    assert payment.number == f"P{payment.taken_on.year}-000001"
    assert _sound(club) == ()


@pytest.mark.parametrize("asked", MOMENTS)
def test_who_leaves_in_the_last_moment_of_a_day_leaves_on_one_day(
    club: Club, turning: Callable[[int], Desk], asked: int
) -> None:
    access = club.sold()
    client = ClientId(club.access(access).client_id)
    version = client_card(club.desk, client).version
    deactivate(turning(asked), DeactivateClient(new_command(), client, version, True, True))
    assert club.access(access).ended_on == client_card(club.desk, client).deactivated_on
    assert _sound(club) == ()


@pytest.mark.parametrize("asked", MOMENTS)
def test_a_card_in_the_last_moment_of_a_day_is_judged_and_logged_on_one_day(
    club: Club, turning: Callable[[int], Desk], asked: int
) -> None:
    client = club.client(card_number="4711")
    club.sold(start=FIRST, first_due=FIRST, client=client)
    passage = decide_passage(turning(asked), PassCard(new_command(), "4711"))
    assert passage.is_open is (passage.opens_again_on is None)


@pytest.mark.parametrize("asked", MOMENTS)
def test_a_quote_sold_in_the_last_moment_of_a_day_is_sold_and_billed_on_one_day(
    club: Club, turning: Callable[[int], Desk], asked: int
) -> None:
    prospects = ProspectClub(club)
    quote = prospects.quote(prospects.plan_line(), TOWEL, valid_until=FIRST)
    done = convert_quote(turning(asked), prospects.conversion(quote))
    assert done.invoice is not None
    billed = invoice_view(club.desk, done.invoice).row
    with reading(club.desk) as session:
        assert session.get_one(Quote, quote).converted_on == billed.issued_on
    assert billed.number == f"{billed.issued_on.year}-000001"
    assert _sound(club) == ()
