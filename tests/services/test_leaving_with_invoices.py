"""Open invoices of a client who leaves: on hold if ticked, as they are if not, released one by one (spec 3.2)."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.domain.cents import Cents
from app.domain.ids import ClientId, InvoiceId
from app.domain.invoicing import InvoiceLine, InvoiceState
from app.domain.refusals import ClientDeactivated, NotAllowed, Refused
from app.domain.rights import Right, Role
from app.i18n import Language, texts
from app.messages.history import told
from app.services.billing.holding import release_invoices
from app.services.billing.issuing import issue_invoice
from app.services.billing.queries import invoices_of
from app.services.billing.requests import IssueInvoice, ReleaseInvoices
from app.services.company_links import LinkClients, link
from app.services.desk import Desk, touched_client, touched_invoice
from app.services.fields import PersonKind
from app.services.queries.access import accesses
from app.services.queries.card import client_card
from app.services.queries.history import history_of_client
from app.services.state_refusals import LinkedMeanwhile
from app.services.states import (
    DeactivateClient,
    ReactivateClient,
    deactivate,
    deactivation_facts,
    reactivate,
)
from app.services.store import Store
from app.services.views import AccessState
from tests.databases import TODAY
from tests.services.billing_club import Books
from tests.services.club import Club, new_command

FRENCH = texts(Language.FR)


def billed(desk: Desk, client: ClientId, cents: int = 4500) -> InvoiceId:
    """An invoice of one line."""
    line = InvoiceLine("Coaching", Decimal(1), Cents(cents), Decimal(21))
    return issue_invoice(desk, IssueInvoice(new_command(), client, (line,))).invoice


def leaving(desk: Desk, client: ClientId, *, ends: bool = False, holds: bool = False) -> DeactivateClient:
    version = client_card(desk, client).version
    return DeactivateClient(new_command(), client, version, ends, ends, "déménagement", holds)


def back(desk: Desk, client: ClientId) -> None:
    reactivate(desk, ReactivateClient(new_command(), client, client_card(desk, client).version))


def states(desk: Desk, client: ClientId) -> dict[InvoiceId, InvoiceState]:
    return {row.id: row.state for row in invoices_of(desk, client)}


def refused_with(call: Callable[[], object]) -> Sequence[object]:
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.refusals


def test_3_2_2_open_and_overdue_invoices_are_listed_oldest_first(
    club: Club, on: Callable[[date], Desk]
) -> None:
    client, other = club.client(), club.client("Autre")
    first, second = billed(club.desk, client), billed(on(date(2010, 8, 1)), client, 1200)
    billed(on(date(2010, 8, 1)), other)
    facts = deactivation_facts(on(date(2010, 8, 10)), client)
    assert [(row.id, row.left) for row in facts.invoices] == [(first, 4500), (second, 1200)]
    assert facts.held == ()


def test_3_2_2_the_tick_puts_all_open_invoices_on_hold(club: Club) -> None:
    client, other = club.client(), club.client("Autre")
    mine, second, theirs = billed(club.desk, client), billed(club.desk, client), billed(club.desk, other)
    outcome = deactivate(club.desk, leaving(club.desk, client, holds=True))
    assert outcome.touched == {touched_client(client), touched_invoice(mine), touched_invoice(second)}
    assert set(states(club.desk, client).values()) == {InvoiceState.ON_HOLD}
    assert states(club.desk, other) == {theirs: InvoiceState.OPEN}
    said = [told(row, FRENCH) for row in history_of_client(club.desk, client)[:3]]
    assert said[0] == "Client désactivé : déménagement"
    assert all("en attente" in sentence for sentence in said[1:])


def test_3_2_2_an_unticked_box_leaves_the_invoices_as_they_are(club: Club) -> None:
    client = club.client()
    mine = billed(club.desk, client)
    deactivate(club.desk, leaving(club.desk, client, ends=True))
    assert states(club.desk, client) == {mine: InvoiceState.OPEN}


def test_3_2_2_each_tick_does_only_what_it_says(club: Club) -> None:
    access = club.sold()
    client = ClientId(club.access(access).client_id)
    billed(club.desk, client)
    deactivate(club.desk, leaving(club.desk, client, holds=True))
    facts = deactivation_facts(club.desk, client)
    assert [item.state for item in facts.accesses] == [AccessState.RUNNING]
    assert (len(facts.invoices), len(facts.held)) == (0, 1)


def test_3_2_2_what_is_refused_puts_nothing_on_hold(club: Club, desk_of: Callable[..., Desk]) -> None:
    access = club.sold()
    client = ClientId(club.access(access).client_id)
    mine = billed(club.desk, client)
    unconfirmed = replace(leaving(club.desk, client, ends=True, holds=True), confirmed_irreversible=False)
    assert refused_with(lambda: deactivate(club.desk, unconfirmed))
    reception = desk_of(Role.RECEPTION)
    asked = leaving(club.desk, client, holds=True)
    assert refused_with(lambda: deactivate(reception, asked)) == (NotAllowed(Right.DEACTIVATE),)
    assert states(club.desk, client) == {mine: InvoiceState.OPEN}
    assert client_card(club.desk, client).deactivated_on is None


Act = Callable[[Club, ClientId], object]
MEANWHILE: dict[str, Act] = {
    "an access is sold": lambda club, client: club.sold(client=client),
    "an invoice is issued": lambda club, client: billed(club.desk, client),
    "an invoice is paid in part": lambda club, client: Books(club.desk).paid(
        next(iter(states(club.desk, client))), 500
    ),
    "a company is linked": lambda club, client: link(
        club.desk,
        LinkClients(
            new_command(), client, club.client("", "", company="Horizon SPRL", kind=PersonKind.LEGAL)
        ),
    ),
}


@pytest.mark.parametrize("what", MEANWHILE)
def test_3_2_2_only_what_was_listed_is_done_whatever_another_desk_did_meanwhile(
    club: Club, open_at: Callable[[], Store], what: str
) -> None:
    desk, access = club.desk, club.sold()
    client = ClientId(club.access(access).client_id)
    billed(desk, client)
    asked = replace(leaving(desk, client, ends=True, holds=True), shown=deactivation_facts(desk, client))
    MEANWHILE[what](replace(club, desk=replace(desk, store=open_at())), client)
    assert refused_with(lambda: deactivate(desk, asked)) == (LinkedMeanwhile(),)
    assert client_card(desk, client).deactivated_on is None
    assert InvoiceState.ON_HOLD not in states(desk, client).values()
    now = deactivation_facts(desk, client)
    again = replace(asked, command=new_command(), version=now.version, shown=now)
    deactivate(desk, again)
    assert set(states(desk, client).values()) == {InvoiceState.ON_HOLD}
    assert {item.state for item in accesses(desk, client)} == {AccessState.ENDED}


def test_3_2_2_what_changes_nothing_of_the_list_stops_nobody(club: Club) -> None:
    desk, access = club.desk, club.sold()
    client = ClientId(club.access(access).client_id)
    billed(desk, client)
    asked = replace(leaving(desk, client), shown=deactivation_facts(desk, client))
    club.suspended(access)
    deactivate(desk, asked)
    assert client_card(desk, client).deactivated_on == TODAY


def test_3_2_2_a_command_sent_twice_puts_on_hold_once(club: Club) -> None:
    client = club.client()
    mine = billed(club.desk, client)
    request = leaving(club.desk, client, holds=True)
    assert not deactivate(club.desk, request).repeated
    release_invoices(club.desk, ReleaseInvoices(new_command(), (mine,), "payera"))
    assert deactivate(club.desk, request).repeated
    assert states(club.desk, client) == {mine: InvoiceState.OPEN}


def test_3_2_4_invoices_stay_on_hold_until_released_one_by_one_or_several_at_once(club: Club) -> None:
    client = club.client()
    first, second, third = (billed(club.desk, client) for _ in range(3))
    deactivate(club.desk, leaving(club.desk, client, holds=True))
    back(club.desk, client)
    assert set(states(club.desk, client).values()) == {InvoiceState.ON_HOLD}
    assert [row.id for row in deactivation_facts(club.desk, client).held] == [first, second, third]
    release_invoices(club.desk, ReleaseInvoices(new_command(), (second,), "accord"))
    assert states(club.desk, client)[second] is InvoiceState.OPEN
    assert states(club.desk, client)[first] is InvoiceState.ON_HOLD
    release_invoices(club.desk, ReleaseInvoices(new_command(), (first, third), "accord"))
    assert set(states(club.desk, client).values()) == {InvoiceState.OPEN}


def test_3_2_6_no_invoice_is_issued_to_a_deactivated_client(club: Club) -> None:
    client = club.client()
    deactivate(club.desk, leaving(club.desk, client))
    assert refused_with(lambda: billed(club.desk, client)) == (ClientDeactivated(TODAY),)


def test_3_2_7_the_dialog_names_those_that_stay_active(club: Club) -> None:
    desk = club.desk
    firm = club.client("", "", company="Horizon SPRL", kind=PersonKind.LEGAL)
    anne, bert = club.client("Adam", "Anne"), club.client("Bouvy", "Bert")
    for person in (anne, bert):
        link(desk, LinkClients(new_command(), person, firm))
    assert [row.name for row in deactivation_facts(desk, firm).links] == ["Adam Anne", "Bouvy Bert"]
    deactivate(desk, leaving(desk, bert))
    assert [row.name for row in deactivation_facts(desk, firm).links] == ["Adam Anne"]
    assert [row.name for row in deactivation_facts(desk, anne).links] == ["Horizon SPRL"]
    deactivate(desk, leaving(desk, firm))
    assert client_card(desk, anne).deactivated_on is None
