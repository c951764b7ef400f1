"""A sale begun at one desk and finished after another desk's block is refused with the reason (spec 3.1, 3.2.6).

Each way that starts a sale, a contract or a dossier is prepared while all is well; then another desk, with a
connection of its own, blocks or deactivates the client; then the first desk finishes.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from functools import partial
from threading import Barrier

import pytest
import sqlalchemy as sa

from app.domain.cents import Cents
from app.domain.dossier_refusals import PartyBlocked, PartyDeactivated
from app.domain.ids import ClientId
from app.domain.invoicing import InvoiceLine
from app.domain.refusals import ClientBlocked, ClientDeactivated, Refusal, Refused
from app.models import Access, Activity, Dossier, History, Invoice
from app.services.billing.issuing import issue_invoice, issue_many
from app.services.billing.requests import IssueInvoice
from app.services.bulk_sales import sell_many
from app.services.check import check_database
from app.services.clients import block_client, unblock_client
from app.services.desk import Desk
from app.services.dossiers.activities import enter_activity
from app.services.dossiers.keeping import save_dossier
from app.services.dossiers.requests import PartyFields, SaveDossier
from app.services.prospects.converting import convert_quote
from app.services.queries.card import client_card
from app.services.requests import BlockClient, UnblockClient
from app.services.sales import sell
from app.services.states import DeactivateClient, ReactivateClient, deactivate, reactivate
from app.services.store import Store
from app.services.unit_of_work import reading
from tests.databases import TODAY
from tests.services.club import Club, new_command
from tests.services.dossier_club import DossierClub
from tests.services.prospect_club import TOWEL, ProspectClub

LATE = "paiement en retard"
COACHING = InvoiceLine("Coaching", Decimal(1), Cents(3500), Decimal(21))
ROUNDS = 12
Finish = Callable[[], object]


def _sale(club: Club, client: ClientId) -> Finish:
    return partial(sell, club.desk, club.sale(client, TODAY, TODAY))


def _sales(club: Club, client: ClientId) -> Finish:
    others = [club.sale(club.client("Autre"), TODAY, TODAY), club.sale(client, TODAY, TODAY)]
    return partial(sell_many, club.desk, new_command(), others)


def _quote_of_an_access(club: Club, client: ClientId) -> Finish:
    prospects = ProspectClub(club)
    quote = prospects.quote(prospects.plan_line(), client=client)
    return partial(convert_quote, club.desk, prospects.conversion(quote))


def _quote_of_things(club: Club, client: ClientId) -> Finish:
    prospects = ProspectClub(club)
    quote = prospects.quote(TOWEL, client=client)
    return partial(convert_quote, club.desk, prospects.conversion(quote))


def _invoice(club: Club, client: ClientId) -> Finish:
    return partial(issue_invoice, club.desk, IssueInvoice(new_command(), client, (COACHING,)))


def _invoices(club: Club, client: ClientId) -> Finish:
    many = [IssueInvoice(new_command(), each, (COACHING,)) for each in (club.client("Autre"), client)]
    return partial(issue_many, club.desk, new_command(), many)


def _dossier(club: Club, client: ClientId) -> Finish:
    parties = (PartyFields(club.client("Autre")), PartyFields(client))
    return partial(save_dossier, club.desk, SaveDossier(new_command(), None, 0, "Famille", parties))


def _joining_a_dossier(club: Club, client: ClientId) -> Finish:
    first = club.client("Autre")
    dossier = DossierClub(club).dossier([first])
    version = DossierClub(club).view(dossier).version
    parties = (PartyFields(first), PartyFields(client))
    return partial(save_dossier, club.desk, SaveDossier(new_command(), dossier, version, "Famille", parties))


def _activity(club: Club, client: ClientId) -> Finish:
    dossiers = DossierClub(club)
    return partial(enter_activity, club.desk, dossiers.entry(dossiers.dossier([client]), client))


WAYS: dict[str, Callable[[Club, ClientId], Finish]] = {
    "an access": _sale,
    "accesses in bulk": _sales,
    "a quote of an access": _quote_of_an_access,
    "a quote of things": _quote_of_things,
    "an invoice": _invoice,
    "invoices in bulk": _invoices,
    "a new dossier": _dossier,
    "joining a dossier": _joining_a_dossier,
    "an activity of a dossier": _activity,
}


@pytest.fixture
def other(club: Club, open_at: Callable[[], Store]) -> Desk:
    """The desk beside, with its own connection to the same database."""
    return replace(club.desk, store=open_at())


def sold(desk: Desk) -> tuple[int, ...]:
    """How many accesses, invoices, dossiers and activities there are."""
    with reading(desk) as session:
        kinds = (Access, Invoice, Dossier, Activity)
        return tuple(session.scalar(sa.select(sa.func.count()).select_from(kind)) or 0 for kind in kinds)


def _refused_once(desk: Desk, finish: Finish) -> tuple[Refusal, ...]:
    """Why the prepared sale is refused; nothing of it is left behind."""
    before = sold(desk)
    with pytest.raises(Refused) as refused:
        finish()
    assert sold(desk) == before
    return tuple(refused.value.refusals)


@pytest.mark.parametrize("way", WAYS)
def test_3_1_what_was_begun_before_another_desk_blocked_is_refused_with_the_reason(
    club: Club, other: Desk, way: str
) -> None:
    client = club.client()
    finish = WAYS[way](club, client)
    block_client(other, BlockClient(new_command(), client, LATE))
    (why,) = _refused_once(club.desk, finish)
    assert isinstance(why, ClientBlocked | PartyBlocked)
    assert why.reason == LATE
    unblock_client(other, UnblockClient(new_command(), client, "payé"))
    assert finish()


@pytest.mark.parametrize("way", WAYS)
def test_3_2_6_what_was_begun_before_another_desk_deactivated_is_refused(
    club: Club, other: Desk, way: str
) -> None:
    client = club.client()
    finish = WAYS[way](club, client)
    deactivate(other, DeactivateClient(new_command(), client, client_card(other, client).version))
    (why,) = _refused_once(club.desk, finish)
    assert isinstance(why, ClientDeactivated | PartyDeactivated)
    assert why.since == TODAY
    reactivate(other, ReactivateClient(new_command(), client, client_card(other, client).version))
    assert finish()


def test_3_1_a_block_and_a_sale_at_the_same_moment_are_in_one_order_or_the_other(
    club: Club, other: Desk
) -> None:
    """Never is anything sold after the block that the database knows of."""
    for _ in range(ROUNDS):
        client = club.client()
        start, finish = Barrier(2), _sale(club, client)
        block = partial(block_client, other, BlockClient(new_command(), client, LATE))
        with ThreadPoolExecutor(2) as desks:
            under_way = [desks.submit(_at, start, act) for act in (finish, block)]
            sale, _ = [each.result() for each in under_way]
        assert client_card(club.desk, client).block is not None
        told = _what_happened(club.desk, client)
        if isinstance(sale, Refused):
            assert sale.refusals == (ClientBlocked(LATE),)
            assert told == ["client_created", "client_blocked"]
        else:
            assert told == ["client_created", "sold", "client_blocked"]
    assert check_database(club.desk.store, TODAY).problems == ()


def _at(start: Barrier, act: Finish) -> object:
    """Act when both are ready; a refusal is an answer too."""
    start.wait(timeout=10)
    try:
        return act()
    except Refused as refused:
        return refused


def _what_happened(desk: Desk, client: ClientId) -> list[str]:
    with reading(desk) as session:
        return list(
            session.scalars(sa.select(History.what).where(History.client_id == client).order_by(History.id))
        )
