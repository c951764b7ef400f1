"""Any order of clicks, activities, transfers and invoices: nothing is billed twice, lost, or moved once billed (spec 3.3)."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from app.domain.dossiers import why_no_activity
from app.domain.ids import ActivityId, ClientId, DossierId, UserId
from app.domain.refusals import Refused
from app.domain.rights import Role
from app.services.check import check_database
from app.services.clients import unblock_client
from app.services.clock import FixedClock
from app.services.desk import Desk, Operator
from app.services.dossiers.activities import delete_activity, enter_activity
from app.services.dossiers.requests import DeleteActivity, PartyFields, TransferActivities
from app.services.dossiers.rows import parties_of
from app.services.dossiers.transferring import transfer_activities
from app.services.dossiers.views import DossierView
from app.services.requests import UnblockClient
from app.services.store import Store, open_store
from app.services.unit_of_work import reading
from tests.databases import ADDRESSES, TODAY
from tests.services.club import Club, new_command
from tests.services.dossier_club import DossierClub
from tests.shared_database import SharedDatabase

which = st.integers(0, 11)
amounts = st.sampled_from([0, 1, 2, 999, 1000, 1001, 12_345])


class Dossiers(RuleBasedStateMachine):
    """Three dossiers of four clients; what was entered and not deleted must be found again, to the cent."""

    take_place: Callable[[Path], str]
    give_back: Callable[[], None]

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="gestion-dossiers-"))
        self.store: Store = open_store(type(self).take_place(self.folder))
        operator = Operator(UserId(1), "ADMIN", Role.ADMINISTRATOR, "A")
        self.front = DossierClub(Club(Desk(self.store, FixedClock(TODAY), operator)))
        self.amounts: dict[ActivityId, int] = {}
        self.frozen: dict[ActivityId, tuple[tuple[ClientId, int], ...]] = {}

    @initialize()
    def opens(self) -> None:
        self.front.put_portal_at(str(self.folder / "portail"))
        self.clients = self.front.clients(4)
        members = ([0, 1], [1, 2, 3], [0])
        self.dossiers = [
            self.front.dossier([self.clients[each] for each in some], f"Dossier {at}")
            for at, some in enumerate(members)
        ]

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do it; a refusal is an answer."""
        try:
            act()
        except Refused:
            return False
        return True

    def dossier(self, number: int) -> DossierId:
        return self.dossiers[number % len(self.dossiers)]

    def client(self, number: int) -> ClientId:
        return self.clients[number % len(self.clients)]

    def views(self) -> list[DossierView]:
        return [self.front.view(each) for each in self.dossiers]

    @rule(at=which, who=which, active=st.booleans())
    def clicks(self, at: int, who: int, active: bool) -> None:
        self.attempt(lambda: self.front.click(self.dossier(at), self.client(who), active))

    @rule(at=which, who=st.one_of(st.none(), which), amount=amounts, card=st.one_of(st.none(), which))
    def enters(self, at: int, who: int | None, amount: int, card: int | None) -> None:
        client = self.client(who) if who is not None else None
        source = self.client(card) if card is not None else None
        request = self.front.entry(self.dossier(at), client, amount, source)

        def act() -> None:
            made = enter_activity(self.front.desk, request)
            self.amounts[made.activity] = amount
            assert enter_activity(self.front.desk, request).repeated

        entered = self.attempt(act)
        with reading(self.front.desk) as session:
            parties = parties_of(session, self.dossier(at))
        active = {each.client for each in parties if each.active}
        allowed = why_no_activity(parties) is None and {client, source} - {None} <= active
        assert not entered or allowed

    @rule(number=which, at=which)
    def deletes(self, number: int, at: int) -> None:
        rows = self.front.view(self.dossier(at)).activities
        if rows:
            row = rows[number % len(rows)]
            request = DeleteActivity(new_command(), row.id, row.version)
            if self.attempt(lambda: delete_activity(self.front.desk, request)):
                del self.amounts[row.id]

    @rule(source=which, towards=which, count=st.integers(1, 3))
    def transfers(self, source: int, towards: int, count: int) -> None:
        rows = self.front.view(self.dossier(source)).activities[:count]
        request = TransferActivities(new_command(), tuple(row.id for row in rows), self.dossier(towards))
        if self.attempt(lambda: transfer_activities(self.front.desk, request)):
            view = self.front.view(self.dossier(towards))
            active = {row.client for row in view.parties if row.active}
            moved = {row.id: row.client for row in view.activities}
            assert all(moved[row.id] in {None, *active} for row in rows)

    @rule(at=which, payer=st.one_of(st.none(), which))
    def bills(self, at: int, payer: int | None) -> None:
        dossier = self.dossier(at)
        shown = self.front.view(dossier).division
        who = self.client(payer) if payer is not None else None

        def act() -> None:
            done = self.front.invoiced(dossier, who)
            billed = self.front.billed(done.invoices)
            assert done.total == shown.total == sum(amount for _, amount in billed)
            if who is None:
                each = {part.client: part.total for part in shown.parts if part.total}
                assert {client: amount for client, amount in billed if amount} == each

        self.attempt(act)

    @rule(at=which, order=st.permutations(range(4)), heavy=which)
    def modifies_the_parties(self, at: int, order: list[int], heavy: int) -> None:
        view = self.front.view(self.dossier(at))
        ranked = sorted(view.parties, key=lambda row: order[self.clients.index(row.client)])
        parties = tuple(
            PartyFields(row.client, row.active, 3 if row.client == self.client(heavy) else 1)
            for row in ranked
        )
        self.attempt(lambda: self.front.save(view.id, parties=parties))

    @rule(who=which, blocked=st.booleans())
    def blocks(self, who: int, blocked: bool) -> None:
        client = self.client(who)
        if blocked:
            self.attempt(lambda: self.front.block(client))
        else:
            released = UnblockClient(new_command(), client, "réglé")
            self.attempt(lambda: unblock_client(self.front.desk, released))

    @rule(at=which, shared=st.booleans())
    def shares(self, at: int, shared: bool) -> None:
        self.attempt(lambda: self.front.shared(self.dossier(at), shared))

    @invariant()
    def every_activity_is_billed_to_be_billed_or_waits(self) -> None:
        if not hasattr(self, "dossiers"):
            return
        found: dict[ActivityId, int] = {}
        for view in self.views():
            unbilled = sum(row.amount for row in view.activities if not row.is_billed)
            assert view.division.total + view.division.waiting == unbilled
            assert sum(part.common for part in view.division.parts) == view.division.common
            for row in view.activities:
                found[row.id] = row.amount
                shares = tuple((share.client, share.amount) for share in row.billed)
                assert not row.is_billed or sum(amount for _, amount in shares) == row.amount
                if row.is_billed:
                    assert self.frozen.setdefault(row.id, shares) == shares
                assert row.is_billed or row.id not in self.frozen
        assert found == self.amounts

    @invariant()
    def a_page_stands_for_each_shared_dossier_and_for_no_other(self) -> None:
        if not hasattr(self, "dossiers"):
            return
        portal = self.folder / "portail"
        standing = {path.name for path in portal.iterdir() if path.is_dir()} if portal.exists() else set()
        assert standing == {view.sharing.address for view in self.views() if view.sharing.shared}

    @invariant()
    def the_database_is_whole(self) -> None:
        assert check_database(self.store, TODAY).problems == ()

    def teardown(self) -> None:
        self.store.close()
        type(self).give_back()
        shutil.rmtree(self.folder, ignore_errors=True)


@pytest.fixture(params=ADDRESSES)
def machine(request: pytest.FixtureRequest) -> type[Dossiers]:
    """The machine on a database of either kind, a fresh one for each example."""
    if request.param == "postgresql":
        shared: SharedDatabase = request.getfixturevalue("shared_database")
        ways = {"take_place": staticmethod(lambda _: shared.place()), "give_back": staticmethod(shared.empty)}
        return type("DossiersOnServer", (Dossiers,), ways)
    empty: Path = request.getfixturevalue("empty_file")

    def copied(folder: Path) -> str:
        return str(shutil.copyfile(empty, folder / "club.db"))

    return type(
        "DossiersOnFile",
        (Dossiers,),
        {"take_place": staticmethod(copied), "give_back": staticmethod(lambda: None)},
    )


def _run(machine: type[Dossiers], examples: int, steps: int) -> None:
    run_state_machine_as_test(
        machine, settings=settings(max_examples=examples, stateful_step_count=steps, deadline=None)
    )


def test_whatever_happens_in_dossiers_every_cent_is_accounted_for(machine: type[Dossiers]) -> None:
    _run(machine, examples=8, steps=15)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_whatever_happens_for_long_every_cent_is_accounted_for(machine: type[Dossiers]) -> None:
    _run(machine, examples=300, steps=40)
