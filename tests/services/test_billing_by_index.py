"""What a desk asks of the billing never reads all invoices, however many years of them there are (spec 5.1)."""

import pytest

from app.domain.invoicing import InvoiceState
from app.services.automatic_blocks import review_overdue
from app.services.billing.holding import open_invoices
from app.services.billing.issuing import issue_invoice
from app.services.billing.queries import account_of, invoice_page, invoice_view
from app.services.billing.requests import IssueInvoice
from app.services.billing.views import InvoiceFilter
from app.services.criteria import Criteria, Sort, StateFilter
from app.services.queries.card import client_card
from app.services.queries.search import search_clients
from app.services.unit_of_work import reading
from tests.databases import TODAY
from tests.services.billing_club import COACHING, Books
from tests.services.club import Club, new_command
from tests.services.test_door_and_day_by_index import scans

pytestmark = pytest.mark.parametrize("place", ["sqlite"], indirect=True)


def test_the_desk_reads_the_billing_by_indexes(club: Club) -> None:
    books = Books(club.desk)
    books.settings(blocks_after_overdue_days=30)
    client = club.client()
    invoice = books.billed(client, due=TODAY)
    desk, store = books.later(3).desk, club.desk.store

    def work() -> None:
        account_of(desk, client)
        client_card(desk, client)
        invoice_view(desk, invoice)
        invoice_page(desk, InvoiceFilter(client=client, state=InvoiceState.OVERDUE))
        search_clients(desk, Criteria(state=StateFilter.OVERDUE), Sort(), None, 50)
        issue_invoice(desk, IssueInvoice(new_command(), client, (COACHING,)))
        books.later(3).rehearsed()
        books.later(3).paid(invoice)
        with reading(desk) as session:
            open_invoices(session, client, desk.today())
        review_overdue(store, desk.today(), desk.now())

    assert scans(desk, work) == []
