"""What is late of what a client owes: rejected debits and overdue invoices, none that is en attente (spec 1.3, 3.2.2)."""

from datetime import timedelta

from app.services.overdue import overdue_of
from app.services.queries.card import client_card
from app.services.unit_of_work import reading
from tests.services.billing_club import Books, rejected
from tests.services.club import Club


def late(books: Books, client: int) -> int:
    with reading(books.desk) as session:
        return overdue_of(session, client, books.desk.today())


def test_an_invoice_is_late_from_the_day_after_its_term_until_it_is_paid(club: Club) -> None:
    client, books = club.client(), Books(club.desk)
    due = club.desk.today() + timedelta(days=10)
    invoice = books.billed(client, due=due)
    assert [late(books.on(day), client) for day in (due, due + timedelta(days=1))] == [0, 7000]
    after = books.on(due + timedelta(days=1))
    after.paid(invoice, 2000)
    assert late(after, client) == 5000
    after.paid(invoice, 5000)
    assert late(after, client) == 0


def test_3_2_2_what_is_en_attente_is_owed_but_not_late(club: Club) -> None:
    client, books = club.client(), Books(club.desk)
    invoice = books.billed(client)
    after = books.later(30)
    after.held(invoice)
    assert late(after, client) == 0
    after.released(invoice)
    assert late(after, client) == 7000


def test_1_3_the_card_says_what_is_late_and_what_is_owed_in_all(club: Club) -> None:
    client, books = club.client(), Books(club.desk)
    books.billed(client)
    rejected(club, client)
    card = client_card(club.desk, client)
    assert (card.overdue, card.balance) == (5900, 12900)
