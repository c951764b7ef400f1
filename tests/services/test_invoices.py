"""Invoices are numbered without a gap, frozen as issued, and refused to whom nothing is sold (spec 3.1, 3.2)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from app.domain.cents import LARGEST, Cents
from app.domain.ids import ClientId, InvoiceId
from app.domain.invoicing import InvoiceLine, InvoiceState
from app.domain.invoicing_refusals import (
    LineDescriptionMissing,
    LineDescriptionUnreadable,
    LineRateImplausible,
    LinesMissing,
    PriceImplausible,
    QuantityImplausible,
    TotalTooLarge,
)
from app.domain.refusals import ClientBlocked, ClientDeactivated, FieldTooLong
from app.models import Client, Invoice, NumberSeries
from app.services.billing.issuing import issue_invoice, issue_many
from app.services.billing.queries import invoice_view, invoices_of
from app.services.billing.refusals import ClockBehindInvoices, NothingChosen, TermImplausible
from app.services.billing.requests import IssueInvoice
from app.services.check import check_database
from app.services.clients import block_client, save_client, unblock_client
from app.services.club import club_settings, save_club_settings
from app.services.desk import Desk
from app.services.queries.card import client_card
from app.services.refusals import CommandAlreadyUsed, NotFound
from app.services.requests import BlockClient, SaveClient, SaveClubSettings, UnblockClient
from app.services.states import DeactivateClient, deactivate
from app.services.store import Store
from app.services.unit_of_work import reading, upkeep
from tests.databases import TODAY
from tests.services.billing_club import COACHING, DRINK, Books, refused_with
from tests.services.club import Club, new_command


def billed(desk: Desk, client: ClientId, *lines: InvoiceLine, due: date | None = None) -> InvoiceId:
    return issue_invoice(desk, IssueInvoice(new_command(), client, lines or (COACHING,), due)).invoice


def test_an_invoice_has_its_number_lines_vat_per_rate_term_and_communication(club: Club) -> None:
    client = club.client()
    view = invoice_view(club.desk, billed(club.desk, client, COACHING, DRINK))
    assert (view.row.number, view.row.gross, view.row.left) == ("2010-000001", 7750, 7750)
    assert [(part.rate, part.net, part.vat, part.gross) for part in view.totals.parts] == [
        (Decimal(21), 5785, 1215, 7000),
        (Decimal(6), 708, 42, 750),
    ]
    assert [(each.position, each.line, each.amount) for each in view.lines] == [
        (1, COACHING, 7000),
        (2, DRINK, 750),
    ]
    assert (view.row.issued_on, view.row.due) == (TODAY, TODAY + timedelta(days=14))
    assert view.communication == "+++201/0000/00148+++"
    assert view.row.state is InvoiceState.OPEN


def test_the_parties_stay_as_they_were_on_the_day_of_issue(club: Club) -> None:
    client = club.client(address="Rue du Lac 4", postal_code="5000", town="Namur")
    invoice = billed(club.desk, client)
    settings, version = club_settings(club.desk)
    save_club_settings(
        club.desk, SaveClubSettings(new_command(), version, replace(settings, name="Autre club"))
    )
    card = client_card(club.desk, client)
    moved = replace(card.fields, town="Liège", postal_code="4000")
    save_client(club.desk, SaveClient(new_command(), client, card.version, moved))
    view = invoice_view(club.desk, invoice)
    assert view.seller.name == settings.name
    assert view.customer.lines == ("Rue du Lac 4", "5000 Namur")
    later = invoice_view(club.desk, billed(club.desk, client))
    assert (later.seller.name, later.customer.lines) == ("Autre club", ("Rue du Lac 4", "4000 Liège"))


def test_numbers_follow_each_other_and_begin_again_with_the_year(
    club: Club, on: Callable[[date], Desk]
) -> None:
    client = club.client()
    numbers = [
        invoice_view(desk, billed(desk, client)).row.number
        for desk in (club.desk, club.desk, on(date(2010, 12, 31)), on(date(2011, 1, 1)), on(date(2011, 1, 2)))
    ]
    assert numbers == ["2010-000001", "2010-000002", "2010-000003", "2011-000001", "2011-000002"]


def test_a_number_never_goes_back_in_time(club: Club, on: Callable[[date], Desk]) -> None:
    client, late = club.client(), on(date(2010, 12, 31))
    billed(on(date(2011, 1, 1)), client)
    assert refused_with(lambda: billed(late, client)) == (
        ClockBehindInvoices(date(2011, 1, 1), date(2010, 12, 31)),
    )
    assert [row.number for row in invoices_of(late, client)] == ["2011-000001"]


def test_a_refused_invoice_leaves_no_gap(club: Club) -> None:
    client = club.client()
    billed(club.desk, client)
    requests = [
        IssueInvoice(new_command(), client, (COACHING,)),
        IssueInvoice(new_command(), ClientId(99), (DRINK,)),
    ]
    assert refused_with(lambda: issue_many(club.desk, new_command(), requests)) == (NotFound("client"),)
    assert invoice_view(club.desk, billed(club.desk, client)).row.number == "2010-000002"
    with reading(club.desk) as session:
        assert session.scalars(sa.select(NumberSeries.last)).all() == [2]


def test_the_same_command_issues_once(club: Club) -> None:
    client = club.client()
    request = IssueInvoice(new_command(), client, (COACHING,))
    first, again = issue_invoice(club.desk, request), issue_invoice(club.desk, request)
    assert (again.invoice, again.number, again.repeated) == (first.invoice, first.number, True)
    assert len(invoices_of(club.desk, client)) == 1
    assert refused_with(lambda: issue_many(club.desk, request.command, [request])) == (CommandAlreadyUsed(),)


def test_3_1_nothing_is_billed_to_a_blocked_or_deactivated_client(club: Club) -> None:
    blocked, left = club.client(), club.client("Dupont", "Anne")
    block_client(club.desk, BlockClient(new_command(), blocked, "impayés"))
    deactivate(club.desk, DeactivateClient(new_command(), left, client_card(club.desk, left).version))
    assert refused_with(lambda: billed(club.desk, blocked)) == (ClientBlocked("impayés"),)
    assert refused_with(lambda: billed(club.desk, left)) == (ClientDeactivated(TODAY),)
    many = [IssueInvoice(new_command(), blocked, (COACHING,))]
    assert refused_with(lambda: issue_many(club.desk, new_command(), many)) == (ClientBlocked("impayés"),)
    with reading(club.desk) as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Invoice)) == 0


def test_3_1_a_block_that_another_desk_set_a_second_ago_stops_the_invoice(
    club: Club, open_at: Callable[[], Store]
) -> None:
    client = club.client()
    prepared = IssueInvoice(new_command(), client, (COACHING,))
    other = replace(club.desk, store=open_at())
    block_client(other, BlockClient(new_command(), client, "impayés"))
    assert refused_with(lambda: issue_invoice(club.desk, prepared)) == (ClientBlocked("impayés"),)
    unblock_client(other, UnblockClient(new_command(), client, "payé"))
    assert issue_invoice(club.desk, prepared).number == "2010-000001"


def test_3_2_6_an_invoice_of_a_deactivated_client_is_still_paid_and_credited(club: Club) -> None:
    books, client = Books(club.desk), club.client()
    paid, credited = books.billed(client), books.billed(client)
    deactivate(club.desk, DeactivateClient(new_command(), client, client_card(club.desk, client).version))
    books.paid(paid)
    books.credited(credited)
    assert [books.row(each).state for each in (paid, credited)] == [InvoiceState.PAID, InvoiceState.CREDITED]


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        (replace(COACHING, description=" \u00a0 "), LineDescriptionMissing(1)),
        (replace(COACHING, description="Coach\u202eing"), LineDescriptionUnreadable(1)),
        (replace(COACHING, description="\x00"), LineDescriptionUnreadable(1)),
        (replace(COACHING, quantity=Decimal(0)), QuantityImplausible(1)),
        (replace(COACHING, quantity=Decimal(-1)), QuantityImplausible(1)),
        (replace(COACHING, quantity=Decimal("NaN")), QuantityImplausible(1)),
        (replace(COACHING, quantity=Decimal("Infinity")), QuantityImplausible(1)),
        (replace(COACHING, quantity=Decimal("1E+999999")), QuantityImplausible(1)),
        (replace(COACHING, quantity=Decimal("0.0005")), QuantityImplausible(1)),
        (replace(COACHING, unit_price=Cents(-1)), PriceImplausible(1, LARGEST)),
        (replace(COACHING, unit_price=Cents(LARGEST + 1)), PriceImplausible(1, LARGEST)),
        (replace(COACHING, unit_price=LARGEST), TotalTooLarge(LARGEST)),
        (replace(COACHING, vat_rate=Decimal("100.01")), LineRateImplausible(1)),
        (replace(COACHING, vat_rate=Decimal(-1)), LineRateImplausible(1)),
        (replace(COACHING, vat_rate=Decimal("sNaN")), LineRateImplausible(1)),
    ],
)
def test_what_cannot_be_billed_is_refused_beside_its_line(
    club: Club, line: InvoiceLine, refusal: object
) -> None:
    client = club.client()
    assert refused_with(lambda: billed(club.desk, client, line)) == (refusal,)
    assert invoices_of(club.desk, client) == ()


def test_terms_and_notes_that_cannot_be_meant_are_refused(club: Club) -> None:
    client, latest = club.client(), TODAY + timedelta(days=732)
    for due in (TODAY - timedelta(days=1), latest + timedelta(days=1), date.max, date.min):
        assert refused_with(lambda due=due: billed(club.desk, client, due=due)) == (  # type: ignore[misc]
            TermImplausible(TODAY, latest),
        )
    noted = IssueInvoice(new_command(), client, (COACHING,), note="x" * 301)
    assert refused_with(lambda: issue_invoice(club.desk, noted)) == (FieldTooLong("note", 300),)
    empty = IssueInvoice(new_command(), client, ())
    assert refused_with(lambda: issue_invoice(club.desk, empty)) == (LinesMissing(),)
    assert refused_with(lambda: issue_many(club.desk, new_command(), [])) == (NothingChosen(),)


def test_many_invoices_are_numbered_in_the_order_of_the_requests(club: Club) -> None:
    clients = [club.client(), club.client("Dupont", "Anne")]
    requests = [IssueInvoice(new_command(), clients[at % 2], (DRINK,)) for at in range(1100)]
    told: list[tuple[int, int]] = []
    issued = issue_many(club.desk, new_command(), requests, lambda done, total: told.append((done, total)))
    assert (issued.first, issued.last, len(issued.invoices)) == ("2010-000001", "2010-001100", 1100)
    assert told == [(0, 1100), (500, 1100), (1000, 1100), (1100, 1100)]
    with reading(club.desk) as session:
        assert session.scalars(sa.select(Client.balance).order_by(Client.id)).all() == [750 * 550] * 2
    assert check_database(club.desk.store, TODAY).problems == ()


def test_what_stops_a_batch_issues_nothing_of_it(club: Club) -> None:
    client = club.client()
    requests = [IssueInvoice(new_command(), client, (DRINK,)) for _ in range(600)]

    def stop(done: int, _total: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        issue_many(club.desk, new_command(), requests, stop)
    assert invoices_of(club.desk, client) == ()
    assert invoice_view(club.desk, billed(club.desk, client)).row.number == "2010-000001"


def test_an_invoice_of_nothing_is_paid_as_it_is_issued(club: Club) -> None:
    free = replace(COACHING, unit_price=Cents(0))
    view = invoice_view(club.desk, billed(club.desk, club.client(), free))
    assert (view.row.gross, view.row.left, view.row.state) == (0, 0, InvoiceState.PAID)


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE invoice SET paid = 100, owed = gross - 100 WHERE id = 1", {"invoice", "summary"}),
        ("UPDATE invoice SET fees = 500, owed = gross + 500 WHERE id = 1", {"invoice", "summary"}),
        ("UPDATE invoice SET reminder_level = 2 WHERE id = 1", {"invoice"}),
        ("UPDATE number_series SET last = 9", {"number"}),
        (
            "INSERT INTO invoice_line (invoice_id, position, description, quantity, unit_price, vat_rate, amount)"
            " VALUES (1, 2, 'x', 1000, 5, 0, 5)",
            {"invoice"},
        ),
    ],
)
def test_the_check_of_the_database_finds_what_does_not_add_up(
    club: Club, statement: str, found: set[str]
) -> None:
    billed(club.desk, club.client())
    assert check_database(club.desk.store, TODAY).problems == ()
    with upkeep(club.desk.store) as session:
        session.execute(sa.text(statement))
        session.commit()
    assert {problem.kind.value for problem in check_database(club.desk.store, TODAY).problems} == found


@pytest.mark.parametrize(
    ("statement", "guard"),
    [
        ("UPDATE invoice SET gross = 0, net = 0, vat = 0, owed = 0", "invoice_never_changes"),
        ("UPDATE invoice SET number = '2010-000009'", "invoice_never_changes"),
        ("UPDATE invoice SET customer = '{}'", "invoice_never_changes"),
        ("UPDATE invoice SET due = '2011-01-01'", "invoice_never_changes"),
        ("DELETE FROM invoice", "invoice_is_never_deleted"),
        ("UPDATE invoice_line SET amount = 1", "invoice_line_never_changes"),
        ("DELETE FROM invoice_line", "invoice_line_is_never_deleted"),
        ("UPDATE payment SET reference = 'x'", "payment_never_changes"),
        ("DELETE FROM payment", "payment_is_never_deleted"),
        ("UPDATE payment_part SET amount = 1", "payment_part_never_changes"),
        ("DELETE FROM payment_part", "payment_part_is_never_deleted"),
        ("UPDATE reminder SET fee = 1", "reminder_never_changes"),
        ("DELETE FROM reminder", "reminder_is_never_deleted"),
        ("DELETE FROM reminder_invoice", "reminder_invoice_is_never_deleted"),
        ("UPDATE number_series SET last = 1, year = 2009", "number_series_counts_up"),
        ("UPDATE number_series SET last = last - 1 WHERE last > 1", "number_series_counts_up"),
        ("DELETE FROM number_series", "number_series_is_never_deleted"),
    ],
)
def test_the_database_itself_keeps_what_was_issued_paid_and_reminded(
    club: Club, statement: str, guard: str
) -> None:
    books = Books(club.desk)
    client = club.client()
    first, _second = books.billed(client, due=TODAY), books.billed(client, due=TODAY)
    books.later(8).reminded()
    books.later(8).paid(first, 100)
    with upkeep(club.desk.store) as session, pytest.raises(IntegrityError, match=guard):
        session.execute(sa.text(statement))
