"""When an invoice is due, in whatever way it is issued: by the term of the client's card, else of the club (spec 1.3)."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.domain.ids import ClientId
from app.services.billing.queries import account_of
from app.services.billing.selection import issue_bills, rehearse_bills
from app.services.billing.selection_views import BillMany
from app.services.criteria import Criteria
from app.services.queries.card import client_card
from app.services.sales import sell_and_bill
from tests.databases import TODAY
from tests.services.billing_club import COACHING, Books
from tests.services.club import AT_ONCE, Club, new_command
from tests.services.dossier_club import DossierClub
from tests.services.prospect_club import ProspectClub

Way = Callable[[Club, ClientId], object]


def _by_hand(club: Club, client: ClientId) -> object:
    return Books(club.desk).billed(client)


def _with_a_sale(club: Club, client: ClientId) -> object:
    return sell_and_bill(club.desk, club.sale(client, TODAY, None, AT_ONCE))


def _of_a_selection(club: Club, client: ClientId) -> object:
    request = BillMany(Criteria(number=account_number(club, client)), (COACHING,))
    rehearsal = rehearse_bills(club.desk, request, lambda done, of: None, lambda: False)
    return issue_bills(club.desk, new_command(), rehearsal, lambda done, of: None, lambda: False)


def _of_a_dossier(club: Club, client: ClientId) -> object:
    front = DossierClub(club)
    dossier = front.dossier([client])
    front.entered(dossier)
    return front.invoiced(dossier)


def _of_a_quote(club: Club, client: ClientId) -> object:
    prospects = ProspectClub(club)
    return prospects.converted(prospects.quote(client=client))


def account_number(club: Club, client: ClientId) -> str:
    return str(client_card(club.desk, client).number)


WAYS = (_by_hand, _with_a_sale, _of_a_selection, _of_a_dossier, _of_a_quote)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("said", "days"), [("30 jours", 30), ("", 14), ("à convenir", 14), ("comptant", 0)])
def test_an_invoice_is_due_as_the_card_says_or_else_the_club(
    club: Club, way: Way, said: str, days: int
) -> None:
    client = club.client(payment_term=said)
    way(club, client)
    (row,) = account_of(club.desk, client).invoices
    assert row.due == TODAY + timedelta(days=days)


def test_a_due_date_that_was_typed_comes_before_the_card(club: Club) -> None:
    client = club.client(payment_term="30 jours")
    Books(club.desk).billed(client, due=TODAY + timedelta(days=5))
    (row,) = account_of(club.desk, client).invoices
    assert row.due == TODAY + timedelta(days=5)
