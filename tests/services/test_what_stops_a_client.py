"""The table at the head of spec 3: four things stop a client, each does its own, and lifting one lifts no other."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

import pytest

from app.domain.card_state import DoorBlocked, DoorDeactivated, DoorReason, DoorSuspended, door_decision
from app.domain.dossier_refusals import PartyInactive
from app.domain.ids import ClientId, Rank, SuspensionId
from app.domain.refusals import ClientBlocked, ClientDeactivated, NotAllowed, Refused
from app.domain.rights import Right, Role
from app.models import Client
from app.services.bank_facts import record_presented, record_rejected, record_settled
from app.services.check import check_database
from app.services.clients import block_client, unblock_client
from app.services.desk import Desk
from app.services.door.situation import standing_of
from app.services.dossiers.activities import enter_activity
from app.services.dossiers.keeping import save_dossier
from app.services.dossiers.parties import set_party_active
from app.services.dossiers.requests import PartyFields, SaveDossier, SetPartyActive
from app.services.dossiers.views import DossierView
from app.services.queries.access import access_view
from app.services.queries.card import client_card
from app.services.requests import BlockClient, UnblockClient
from app.services.sales import propose_sale, sell
from app.services.states import DeactivateClient, ReactivateClient, deactivate, reactivate
from app.services.unit_of_work import reading
from app.services.views import AccessState
from tests.databases import TODAY
from tests.services.billing_club import Books
from tests.services.club import TWELVE_MONTHS, Club, new_command
from tests.services.dossier_club import DossierClub
from tests.services.prospect_club import ProspectClub

LATE = "paiement en retard"


class Member:
    """One member with an access, in a dossier, to whom everything that stops a client can happen."""

    def __init__(self, club: Club) -> None:
        self.club, self.desk = club, club.desk
        self.access = club.sold()
        self.client = ClientId(club.access(self.access).client_id)
        self.dossiers = DossierClub(club)
        self.dossier = self.dossiers.dossier([self.client, club.client("Autre")])
        self.suspension: SuspensionId | None = None
        self.blocked = self.deactivated = self.inactive = False
        self.sold = club.rows(self.access, 99)
        self.replaced = self.sold

    # What happens

    def suspend(self) -> None:
        if self.suspension is None:
            made = self.club.suspended(self.access, first_day=TODAY, days=None, ranks=(2, None))
            self.suspension, self.replaced = made.suspension, self.club.rows(self.access, 99)

    def stop(self) -> None:
        if self.suspension is not None:
            self.club.stopped(self.suspension, TODAY)
            self.suspension = None

    def block(self) -> None:
        if not self.blocked:
            block_client(self.desk, BlockClient(new_command(), self.client, LATE))
            self.blocked = True

    def unblock(self) -> None:
        if self.blocked:
            unblock_client(self.desk, UnblockClient(new_command(), self.client, "payé"))
            self.blocked = False

    def deactivate(self, *, ends: bool = False) -> None:
        if not self.deactivated:
            version = client_card(self.desk, self.client).version
            deactivate(self.desk, DeactivateClient(new_command(), self.client, version, ends, ends))
            self.deactivated = True

    def reactivate(self) -> None:
        if self.deactivated:
            version = client_card(self.desk, self.client).version
            reactivate(self.desk, ReactivateClient(new_command(), self.client, version))
            self.deactivated = False

    def make_inactive(self) -> None:
        self.dossiers.click(self.dossier, self.client, False)
        self.inactive = True

    def make_active(self) -> None:
        self.dossiers.click(self.dossier, self.client, True)
        self.inactive = False

    # What is seen

    def door(self, day: date = TODAY) -> set[type[DoorReason]]:
        with reading(self.desk) as session:
            situation = standing_of(session, session.get_one(Client, self.client)).situation
            return {type(reason) for reason in door_decision(situation, day).reasons}

    def promised(self) -> set[type[DoorReason]]:
        """Three of the four close the door, each for itself; a dossier has no door."""
        stops = {
            DoorDeactivated: self.deactivated,
            DoorBlocked: self.blocked,
            DoorSuspended: self.suspension is not None,
        }
        return {reason for reason, applies in stops.items() if applies}

    def debits(self) -> list[tuple[int, str, int]]:
        return self.club.rows(self.access, 99)

    def may_buy(self) -> bool:
        return _is_allowed(lambda: propose_sale(self.desk, self.client, self.club.plan(), TODAY))

    def view(self) -> DossierView:
        return self.dossiers.view(self.dossier)

    def is_party(self) -> bool:
        return self.dossiers.party(self.dossier, self.client).active

    def why_no_activity(self) -> set[type[object]]:
        """The reasons for which nothing new is entered for this client in the dossier."""
        try:
            enter_activity(self.desk, self.dossiers.entry(self.dossier, self.client))
        except Refused as refused:
            return {type(each) for each in refused.refusals}
        return set()


def _is_allowed(act: Callable[[], object]) -> bool:
    try:
        act()
    except Refused:
        return False
    return True


@pytest.fixture
def member(club: Club) -> Member:
    return Member(club)


# suspension


def test_3_table_a_suspension_closes_the_door_for_its_access_alone(member: Member) -> None:
    member.suspend()
    assert member.door() == {DoorSuspended}
    member.club.sold(TODAY, date(2010, 8, 5), TWELVE_MONTHS, member.client)
    assert member.door() == set()


def test_3_table_a_suspension_replaces_the_amounts_and_stops_no_sale(member: Member) -> None:
    member.suspend()
    amounts = [amount for rank, _, amount in member.debits() if rank > 1]
    assert set(amounts) == {200}
    assert member.may_buy()
    assert member.why_no_activity() == set()


def test_3_table_a_suspension_ends_on_its_date(member: Member) -> None:
    member.club.suspended(member.access, first_day=TODAY, days=10, ranks=None)
    last = TODAY + timedelta(days=9)
    assert member.door(last) == {DoorSuspended}
    assert member.door(last + timedelta(days=1)) == set()


def test_3_table_arreter_ends_a_suspension_before_its_date(member: Member) -> None:
    member.suspend()
    member.stop()
    assert member.door() == set()
    assert member.debits() == member.sold


# blocage


def test_3_table_a_block_closes_the_door_for_all_accesses_and_stops_new_sales(member: Member) -> None:
    member.club.sold(TODAY, date(2010, 8, 5), TWELVE_MONTHS, member.client)
    member.block()
    assert member.door() == {DoorBlocked}
    assert not member.may_buy()
    assert member.why_no_activity() == {ClientBlocked}


def test_3_table_a_block_stops_no_debits(member: Member) -> None:
    member.block()
    assert member.debits() == member.sold


def test_3_table_a_block_is_lifted_by_a_responsable(member: Member, desk_of: Callable[..., Desk]) -> None:
    member.block()
    asked = UnblockClient(new_command(), member.client, "payé")
    with pytest.raises(Refused) as refused:
        unblock_client(desk_of(Role.RECEPTION), asked)
    assert refused.value.refusals == (NotAllowed(Right.UNBLOCK),)
    assert member.door() == {DoorBlocked}
    unblock_client(desk_of(Role.MANAGER), asked)
    assert member.door() == set()


def test_3_table_a_block_set_by_itself_goes_when_the_debt_is_settled(member: Member) -> None:
    Books(member.desk).settings(blocks_on_reject=True, releases_when_settled=True)
    record_presented(member.desk, new_command(), member.access, Rank(1), TODAY)
    record_rejected(member.desk, new_command(), member.access, Rank(1), TODAY)
    assert member.door() == {DoorBlocked}
    record_settled(member.desk, new_command(), member.access, Rank(1), TODAY)
    assert member.door() == set()


# désactivation


def test_3_table_a_deactivation_closes_the_door_for_all_accesses_and_stops_new_ones(member: Member) -> None:
    member.club.sold(TODAY, date(2010, 8, 5), TWELVE_MONTHS, member.client)
    request = member.club.sale(member.client, TODAY, TODAY)
    member.deactivate()
    assert member.door() == {DoorDeactivated}
    with pytest.raises(Refused) as refused:
        sell(member.desk, request)
    assert refused.value.refusals == (ClientDeactivated(TODAY),)


@pytest.mark.parametrize("ends", [False, True])
def test_3_table_a_deactivation_ends_the_accesses_or_leaves_them_as_chosen(
    member: Member, ends: bool
) -> None:
    member.deactivate(ends=ends)
    expected = [row for row in member.sold if row[0] == 1] if ends else member.sold
    assert member.debits() == expected
    member.reactivate()
    state = access_view(member.desk, member.access).item.state
    assert state is (AccessState.ENDED if ends else AccessState.RUNNING)
    assert bool(member.door()) is ends


def test_3_table_quotes_and_follow_ups_stay_possible_for_a_deactivated_client(member: Member) -> None:
    member.deactivate()
    prospects = ProspectClub(member.club)
    assert prospects.opportunity(member.client)
    quote = prospects.quote(client=member.client)
    assert prospects.follow_up(member.client)
    assert not _is_allowed(lambda: prospects.converted(quote))
    member.reactivate()
    assert _is_allowed(lambda: prospects.converted(quote))


# inactif dans un dossier


def test_3_table_inactive_in_a_dossier_concerns_neither_door_nor_debits_nor_sales(member: Member) -> None:
    member.make_inactive()
    assert member.door() == set()
    assert member.debits() == member.sold
    assert member.may_buy()


def test_3_table_inactive_in_a_dossier_stops_new_items_for_that_client_in_that_dossier(
    member: Member,
) -> None:
    parties = (PartyFields(member.client), PartyFields(member.club.client("Tiers")))
    second = save_dossier(member.desk, SaveDossier(new_command(), None, 0, "Second", parties)).dossier
    member.make_inactive()
    assert member.why_no_activity() == {PartyInactive}
    elsewhere = member.dossiers.entered(second, member.client)
    assert member.dossiers.activity(second, elsewhere).client == member.client
    other = next(each.client for each in member.view().parties if each.client != member.client)
    theirs = member.dossiers.entered(member.dossier, other)
    assert [row.id for row in member.view().activities] == [theirs]


def test_3_table_inactive_in_a_dossier_ends_by_one_click(member: Member) -> None:
    member.make_inactive()
    assert not member.is_party()
    set_party_active(member.desk, SetPartyActive(new_command(), member.dossier, member.client, True))
    assert member.is_party()
    assert member.why_no_activity() == set()


# all four


VERBS = (
    "suspend", "stop", "block", "unblock", "deactivate", "reactivate", "make_inactive", "make_active",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_3_lifting_one_of_the_four_that_stop_a_client_never_lifts_another(club: Club, seed: int) -> None:
    member, chance = Member(club), Random(seed)
    for _ in range(25):
        getattr(member, chance.choice(VERBS))()
        assert member.door() == member.promised()
        assert member.may_buy() is not (member.blocked or member.deactivated)
        assert member.debits() == (member.sold if member.suspension is None else member.replaced)
        assert member.is_party() is not member.inactive
        expected = {
            PartyInactive: member.inactive,
            ClientDeactivated: member.deactivated and not member.inactive,
            ClientBlocked: member.blocked and not member.inactive,
        }
        assert member.why_no_activity() == {reason for reason, applies in expected.items() if applies}
    assert check_database(club.desk.store, TODAY).problems == ()
