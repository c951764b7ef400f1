"""An invoice is taken back by credit notes, in whole or by lines, never above what was billed (spec 3.2)."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from app.domain.cents import Cents
from app.domain.ids import InvoiceId
from app.domain.invoicing import InvoiceKind, InvoiceLine, InvoiceState
from app.domain.refusals import FieldMissing, NotAllowed
from app.domain.rights import Right, Role
from app.services.automatic_blocks import review_overdue
from app.services.billing.crediting import credit_invoice, waive_fees
from app.services.billing.queries import account_of, invoice_page, invoice_sums, invoice_view, invoices_of
from app.services.billing.refusals import (
    ClockBehindInvoices,
    CreditAboveBilled,
    CreditNotPositive,
    LineNotBilled,
    NoFeesToWaive,
    NotAnInvoice,
)
from app.services.billing.requests import CreditInvoice, WaiveFees
from app.services.billing.views import InvoiceFilter
from app.services.check import check_database
from app.services.desk import Desk
from app.services.queries.card import client_card
from app.services.refusals import NotFound
from tests.databases import TODAY
from tests.services.billing_club import COACHING, DRINK, Books, refused_with
from tests.services.club import Club, new_command

THIRDS = InvoiceLine("Cours", Decimal(1), Cents(10_000), Decimal(21))


@pytest.fixture
def books(club: Club) -> Books:
    return Books(club.desk)


def test_a_whole_credit_note_leaves_nothing_to_pay(club: Club, books: Books) -> None:
    client = club.client()
    invoice = books.billed(client, COACHING, DRINK)
    note = invoice_view(books.desk, books.credited(invoice, reason="facturé deux fois"))
    assert (note.row.number, note.row.kind, note.row.gross, note.row.credits) == (
        "NC2010-000001",
        InvoiceKind.CREDIT_NOTE,
        -7750,
        "2010-000001",
    )
    assert [each.line for each in note.lines] == [COACHING, DRINK]
    view = invoice_view(books.desk, invoice)
    assert (view.row.state, view.row.left, view.row.credited) == (InvoiceState.CREDITED, 0, 7750)
    assert [each.number for each in view.credit_notes] == ["NC2010-000001"]
    assert note.totals == view.totals
    assert account_of(books.desk, client).balance == 0
    assert sum(row.gross for row in invoices_of(books.desk, client)) == 0


def test_lines_are_credited_in_part_and_never_above_what_was_billed(club: Club, books: Books) -> None:
    invoice = books.billed(club.client(), COACHING, DRINK)
    books.credited(invoice, (2, 250))
    assert books.row(invoice).left == 7500
    assert refused_with(lambda: books.credited(invoice, (2, 501))) == (
        CreditAboveBilled("2010-000001", Cents(500)),
    )
    rest = invoice_view(books.desk, books.credited(invoice))
    assert [(each.line.description, each.amount) for each in rest.lines] == [
        ("Coaching", 7000),
        ("Boisson", 500),
    ]
    assert refused_with(lambda: books.credited(invoice)) == (CreditNotPositive(),)
    assert refused_with(lambda: books.credited(invoice, (1, 1))) == (
        CreditAboveBilled("2010-000001", Cents(0)),
    )
    assert check_database(books.desk.store, TODAY).problems == ()


def test_the_notes_of_an_invoice_give_back_exactly_its_vat(club: Club, books: Books) -> None:
    invoice = books.billed(club.client(), THIRDS)
    notes = [books.credited(invoice, (1, amount)) for amount in (3333, 3333, 3334)]
    views = [invoice_view(books.desk, note) for note in notes]
    billed = invoice_view(books.desk, invoice).totals
    assert sum(view.totals.vat for view in views) == billed.vat == 1736
    assert all(view.totals.net + view.totals.vat == view.totals.gross for view in views)
    assert check_database(books.desk.store, TODAY).problems == ()


def test_many_small_notes_each_give_back_the_vat_of_their_part(club: Club, books: Books) -> None:
    """Two cents at 21 % hold a third of a cent: taken alone they gave back none, and the last note had it all."""
    sweets = InvoiceLine("Bonbons", Decimal(10), Cents(2), Decimal(21))
    invoice = books.billed(club.client(), sweets)
    notes = [invoice_view(books.desk, books.credited(invoice, (1, 2))).totals for _ in range(10)]
    assert sum(note.vat for note in notes) == invoice_view(books.desk, invoice).totals.vat == 3
    assert {note.vat for note in notes} == {0, 1}
    assert all(note.net >= 0 for note in notes)
    assert check_database(books.desk.store, TODAY).problems == ()


def test_what_cannot_be_credited_is_refused(club: Club, books: Books) -> None:
    invoice = books.billed(club.client())
    for lines in (((2, 5),), ((1, 5), (1, 5)), ((0, 5),)):
        assert isinstance(refused_with(lambda asked=lines: books.credited(invoice, *asked))[0], LineNotBilled)  # type: ignore[misc]
    assert refused_with(lambda: books.credited(invoice, (1, 0))) == (CreditNotPositive(),)
    assert refused_with(lambda: books.credited(invoice, (1, -5))) == (CreditNotPositive(),)
    assert refused_with(lambda: books.credited(invoice, reason=" ")) == (FieldMissing("reason"),)
    assert refused_with(lambda: books.credited(InvoiceId(99))) == (NotFound("invoice"),)
    empty = CreditInvoice(new_command(), invoice, (), "rien")
    assert refused_with(lambda: credit_invoice(books.desk, empty)) == (CreditNotPositive(),)
    note = books.credited(invoice)
    assert refused_with(lambda: books.credited(note)) == (NotAnInvoice("NC2010-000001"),)


def test_credit_notes_have_their_own_series_that_never_goes_back_in_time(club: Club, books: Books) -> None:
    client = club.client()
    first, second = books.billed(client), books.billed(client)
    next_year = books.on(date(2011, 1, 3))
    assert next_year.row(next_year.credited(first)).number == "NC2011-000001"
    assert refused_with(lambda: books.credited(second)) == (ClockBehindInvoices(date(2011, 1, 3), TODAY),)
    assert next_year.row(next_year.credited(second)).number == "NC2011-000002"


def test_the_same_command_credits_once(club: Club, books: Books) -> None:
    invoice = books.billed(club.client())
    request = CreditInvoice(new_command(), invoice, None, "erreur")
    first, again = credit_invoice(books.desk, request), credit_invoice(books.desk, request)
    assert (again.invoice, again.repeated) == (first.invoice, True)
    assert books.row(invoice).credited == 7000


def test_only_a_manager_credits(club: Club, books: Books, desk_of: Callable[..., Desk]) -> None:
    invoice = books.billed(club.client())
    reception = Books(desk_of(Role.RECEPTION))
    assert refused_with(lambda: reception.credited(invoice)) == (NotAllowed(Right.CREDIT),)
    Books(desk_of(Role.MANAGER)).credited(invoice)


def test_3_1_crediting_the_last_debt_releases_an_automatic_block(club: Club, books: Books) -> None:
    books.settings(blocks_after_overdue_days=10)
    client = club.client()
    invoice = books.billed(client, due=TODAY)
    late = books.later(11)
    assert review_overdue(late.desk.store, late.desk.today(), late.desk.now()) == 1
    block = client_card(late.desk, client).block
    assert block is not None
    assert "2010-000001" in block.reason
    late.credited(invoice)
    assert client_card(late.desk, client).block is None


def test_a_wholly_credited_invoice_owes_no_reminder_fee(club: Club, books: Books) -> None:
    client = club.client()
    invoice = books.billed(client, due=TODAY)
    books.later(8).reminded()
    late = books.later(30)
    late.reminded()
    assert (late.row(invoice).fees, late.row(invoice).left) == (750, 7750)
    late.credited(invoice)
    row = late.row(invoice)
    assert (row.fees, row.left, row.state) == (0, 0, InvoiceState.CREDITED)
    assert check_database(late.desk.store, late.desk.today()).problems == ()


def test_fees_are_waived_with_a_reason(club: Club, books: Books) -> None:
    invoice = books.billed(club.client(), due=TODAY)

    def waive(desk: Books, reason: str = "geste commercial") -> object:
        return waive_fees(desk.desk, WaiveFees(new_command(), invoice, reason))

    assert refused_with(lambda: waive(books)) == (NoFeesToWaive("2010-000001"),)
    books.later(8).reminded()
    late = books.later(30)
    late.reminded()
    assert refused_with(lambda: waive(late, "")) == (FieldMissing("reason"),)
    waive(late)
    assert (late.row(invoice).fees, late.row(invoice).left) == (0, 7000)
    assert [(each.level, each.fee, each.waived) for each in invoice_view(late.desk, invoice).reminders] == [
        (1, 0, True),
        (2, 750, True),
    ]
    assert check_database(late.desk.store, late.desk.today()).problems == ()


def test_lists_find_invoices_by_state_number_and_communication(club: Club, books: Books) -> None:
    client = club.client()
    opened, paid, credited, held, late = (books.billed(client) for _ in range(5))
    overdue = books.billed(client, due=TODAY)
    books.paid(paid)
    note = books.credited(credited)
    books.held(held)
    tomorrow = books.later(1).desk

    def found(**asked: object) -> list[InvoiceId]:
        return [row.id for row in invoice_page(tomorrow, InvoiceFilter(**asked)).rows]  # type: ignore[arg-type]

    assert found(state=InvoiceState.OPEN) == [late, opened]
    assert found(state=InvoiceState.OVERDUE) == [overdue]
    assert found(state=InvoiceState.PAID) == [paid]
    assert found(state=InvoiceState.CREDITED) == [note, credited]
    assert found(state=InvoiceState.ON_HOLD) == [held]
    assert found(text="2010-000003") == [credited]
    assert found(text="nc2010") == [note]
    assert found(text="3") == [credited]
    assert found(text=invoice_view(tomorrow, paid).communication) == [paid]
    assert found(text="%") == []
    assert found(kind=InvoiceKind.CREDIT_NOTE) == [note]
    assert found(first=date(2011, 1, 1)) == []
    for state in InvoiceState:
        rows = invoice_page(tomorrow, InvoiceFilter(state=state)).rows
        assert {row.state for row in rows} == {state}
    assert invoice_sums(tomorrow, InvoiceFilter(state=InvoiceState.OPEN)).left == 14_000
    first = invoice_page(tomorrow, InvoiceFilter(), limit=3)
    second = invoice_page(tomorrow, InvoiceFilter(), first.after, limit=10)
    assert [row.id for row in (*first.rows, *second.rows)] == found()
    assert second.after is None
