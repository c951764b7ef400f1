"""What is late of what a client owes: rejected debits and overdue invoices, none that is en attente (spec 1.3, 3.2.2)."""

from datetime import timedelta

from app.domain.ids import ClientId, InvoiceId
from app.services.automatic_blocks import review_overdue
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


def blocked_for(club: Club, books: Books, client: ClientId) -> tuple[InvoiceId, Books]:
    """The invoice, overdue for more than ten days, for which the club's settings blocked its client."""
    books.settings(blocks_after_overdue_days=10)
    invoice, late = books.billed(client, due=books.desk.today()), books.later(11)
    assert review_overdue(late.desk.store, late.desk.today(), late.desk.now()) == 1
    return invoice, late


def is_blocked(books: Books, client: ClientId) -> bool:
    return client_card(books.desk, client).block is not None


def test_3_1_what_is_put_en_attente_is_not_settled_and_keeps_its_block(club: Club) -> None:
    client, books = club.client(), Books(club.desk)
    not_due = books.billed(client, due=books.desk.today() + timedelta(days=60))
    overdue, late = blocked_for(club, books, client)
    late.held(overdue)
    late.paid(not_due)
    assert is_blocked(late, client)
    late.paid(overdue)
    assert not is_blocked(late, client)


def test_3_1_what_was_en_attente_before_a_block_has_no_part_in_it(club: Club) -> None:
    books = Books(club.desk)
    books.settings(blocks_after_overdue_days=10)
    client = club.client()
    waiting, owed = (books.billed(client, due=books.desk.today()) for _ in range(2))
    books.held(waiting)
    late = books.later(11)
    assert review_overdue(late.desk.store, late.desk.today(), late.desk.now()) == 1
    late.paid(owed)
    assert not is_blocked(late, client)


def test_3_1_a_part_that_is_left_keeps_the_block_and_the_last_cent_lifts_it(club: Club) -> None:
    client = club.client()
    invoice, late = blocked_for(club, Books(club.desk), client)
    late.paid(invoice, 3000)
    late.credited(invoice, (1, 3999))
    assert is_blocked(late, client)
    late.paid(invoice, 1)
    assert not is_blocked(late, client)
