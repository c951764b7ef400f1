"""In any order of blocks, departures, returns, clicks in dossiers and invoices on hold, each lifts only itself (spec 3)."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule, run_state_machine_as_test

from app.domain.card_state import DoorBlocked, DoorDeactivated, DoorReason, door_decision
from app.domain.cents import Cents
from app.domain.ids import ClientId, DossierId, InvoiceId
from app.domain.invoicing import InvoiceLine
from app.domain.refusals import Refused
from app.models import Client
from app.services.billing.holding import hold_invoices, release_invoices
from app.services.billing.issuing import issue_invoice
from app.services.billing.queries import invoices_of
from app.services.billing.requests import HoldInvoices, IssueInvoice, ReleaseInvoices
from app.services.clients import block_client, unblock_client
from app.services.company_links import LinkClients, link, links_of
from app.services.door.situation import standing_of
from app.services.dossiers.page import dossier_view
from app.services.dossiers.parties import set_party_active
from app.services.dossiers.requests import SetPartyActive
from app.services.fields import PersonKind
from app.services.queries.card import client_card
from app.services.requests import BlockClient, UnblockClient
from app.services.states import DeactivateClient, ReactivateClient, deactivate, reactivate
from app.services.unit_of_work import reading
from tests.services.club import UNLIMITED, new_command
from tests.services.dossier_club import DossierClub
from tests.services.test_state_machine import Front, few, front

__all__ = ["front"]
COACHING = InvoiceLine("Coaching", Decimal(1), Cents(3500), Decimal(21))
MEMBERS = 3


class Relations(Front):
    """Three members in one dossier and one company; what stops each is remembered beside the database."""

    def __init__(self) -> None:
        super().__init__()
        self.members: list[ClientId] = []
        self.blocked: set[ClientId] = set()
        self.gone: set[ClientId] = set()
        self.inactive: set[ClientId] = set()
        self.held: set[InvoiceId] = set()
        self.dossier = DossierId(0)
        self.firm = ClientId(0)

    @initialize()
    def first_sale(self) -> None:
        for at in range(MEMBERS):
            access = self.club.sold(plan=UNLIMITED, client=self.club.client("Membre", f"N{'abc'[at]}"))
            self.accesses.append(access)
            self.members.append(ClientId(self.club.access(access).client_id))
        self.dossier = DossierClub(self.club).dossier(self.members)
        self.firm = self.club.client("", "", company="Horizon SPRL", kind=PersonKind.LEGAL)
        for member in self.members:
            link(self.desk(), LinkClients(new_command(), member, self.firm))

    def a_member(self, number: int) -> ClientId:
        return self.members[number % MEMBERS]

    def done(self, act: Callable[[], object]) -> bool:
        """Do it, and say whether it was not refused."""
        try:
            act()
        except Refused:
            return False
        return True

    def version(self, client: ClientId) -> int:
        return client_card(self.desk(), client).version

    def open_invoices(self, client: ClientId) -> set[InvoiceId]:
        return {row.id for row in invoices_of(self.desk(), client) if row.on_hold_since is None}

    @precondition(lambda self: self.members)
    @rule(which=few, blocks=st.booleans())
    def blocks_or_releases(self, which: int, blocks: bool) -> None:
        client = self.a_member(which)
        if blocks:
            asked = BlockClient(new_command(), client, "retard")
            assert self.done(lambda: block_client(self.desk(), asked)) is (client not in self.blocked)
            self.blocked.add(client)
        else:
            released = UnblockClient(new_command(), client, "payé")
            assert self.done(lambda: unblock_client(self.desk(), released)) is (client in self.blocked)
            self.blocked.discard(client)

    @precondition(lambda self: self.members)
    @rule(which=few, ends=st.booleans(), holds=st.booleans())
    def leaves(self, which: int, ends: bool, holds: bool) -> None:
        client = self.a_member(which)
        was_open = self.open_invoices(client)
        asked = DeactivateClient(new_command(), client, self.version(client), ends, ends, "", holds)
        left = self.done(lambda: deactivate(self.desk(), asked))
        assert left is (client not in self.gone)
        self.gone.add(client)
        if left and holds:
            self.held |= was_open

    @precondition(lambda self: self.gone)
    @rule(which=few)
    def comes_back(self, which: int) -> None:
        client = self.a_member(which)
        asked = ReactivateClient(new_command(), client, self.version(client))
        assert self.done(lambda: reactivate(self.desk(), asked)) is (client in self.gone)
        self.gone.discard(client)

    @precondition(lambda self: self.members)
    @rule(which=few, active=st.booleans())
    def clicks_in_the_dossier(self, which: int, active: bool) -> None:
        client = self.a_member(which)
        set_party_active(self.desk(), SetPartyActive(new_command(), self.dossier, client, active))
        (self.inactive.discard if active else self.inactive.add)(client)

    @precondition(lambda self: self.members)
    @rule(which=few)
    def is_billed(self, which: int) -> None:
        client = self.a_member(which)
        asked = IssueInvoice(new_command(), client, (COACHING,))
        stopped = client in self.blocked | self.gone
        assert self.done(lambda: issue_invoice(self.desk(), asked)) is not stopped

    @precondition(lambda self: self.members)
    @rule(which=few, holds=st.booleans())
    def holds_or_releases_by_hand(self, which: int, holds: bool) -> None:
        client = self.a_member(which)
        chosen = sorted(self.open_invoices(client) if holds else self.held_of(client))[:1]
        if not chosen:
            return
        if holds:
            hold_invoices(self.desk(), HoldInvoices(new_command(), tuple(chosen), ""))
            self.held |= set(chosen)
        else:
            release_invoices(self.desk(), ReleaseInvoices(new_command(), tuple(chosen), ""))
            self.held -= set(chosen)

    def held_of(self, client: ClientId) -> set[InvoiceId]:
        return {row.id for row in invoices_of(self.desk(), client) if row.on_hold_since is not None}

    def closed_by(self, client: ClientId) -> set[type[DoorReason]]:
        """What of the client, apart from the accesses, keeps the door closed (head table of spec 3)."""
        desk = self.desk()
        with reading(desk) as session:
            situation = standing_of(session, session.get_one(Client, client)).situation
        reasons = {type(each) for each in door_decision(situation, desk.today()).reasons}
        return reasons & {DoorDeactivated, DoorBlocked}

    @invariant()
    def each_stop_is_as_it_was_left(self) -> None:
        desk = self.desk()
        for client in self.members:
            card = client_card(desk, client)
            assert (card.block is not None) is (client in self.blocked)
            assert (card.deactivated_on is not None) is (client in self.gone)
            assert self.held_of(client) <= self.held
            assert self.closed_by(client) == {
                reason
                for reason, applies in (
                    (DoorDeactivated, client in self.gone),
                    (DoorBlocked, client in self.blocked),
                )
                if applies
            }
        if self.members:
            parties = dossier_view(desk, self.dossier).parties
            assert {each.client for each in parties if not each.active} == self.inactive
            assert client_card(desk, self.firm).deactivated_on is None
            assert len(links_of(desk, self.firm)) == MEMBERS
            assert set().union(*map(self.held_of, self.members)) == self.held


def _machine(front_of: type[Front]) -> type[Relations]:
    """The machine on the same kind of database."""
    ways: dict[str, object] = {
        name: front_of.__dict__[name] for name in ("take_place", "give_back") if name in front_of.__dict__
    }
    return type("RelationsOnDatabase", (Relations,), ways)


def test_3_in_any_order_each_of_the_four_lifts_only_itself(front: type[Front]) -> None:
    run_state_machine_as_test(
        _machine(front), settings=settings(max_examples=5, stateful_step_count=20, deadline=None)
    )


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_3_in_any_order_and_for_long_each_of_the_four_lifts_only_itself(front: type[Front]) -> None:
    run_state_machine_as_test(
        _machine(front), settings=settings(max_examples=300, stateful_step_count=50, deadline=None)
    )
