"""Any order of verbs leaves a database in which everything stored is what would be recomputed (spec 2.6)."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from app.domain.cents import Cents
from app.domain.ids import AccessId, Rank, SuspensionId, UserId
from app.domain.refusals import Refused
from app.domain.rights import Role
from app.services.bank_facts import record_collected, record_presented, record_rejected
from app.services.check import check_database
from app.services.clock import FixedClock
from app.services.desk import Desk, Operator
from app.services.horizon import begin_day
from app.services.instalments import (
    add_instalment,
    change_amount,
    change_date,
    delete_instalment,
    hold_instalment,
    release_instalment,
    restore_instalment,
)
from app.services.requests import (
    AddInstalment,
    CancelSuspension,
    ChangeInstalmentAmount,
    ChangeInstalmentDate,
    MarkInstalment,
    ModifySuspension,
)
from app.services.store import Store, open_store
from app.services.suspensions import cancel_suspension, modify_suspension, suspend
from tests.databases import ADDRESSES, TODAY
from tests.services.club import AT_ONCE, TWELVE_MONTHS, UNLIMITED, Club, new_command
from tests.shared_database import SharedDatabase

PLANS = (UNLIMITED, TWELVE_MONTHS, AT_ONCE)
MARKS = (delete_instalment, restore_instalment, hold_instalment, release_instalment)
BANK = (record_presented, record_collected, record_rejected)

few = st.integers(0, 40)
ranks = st.integers(-2, 16)
amounts = st.integers(-1, 9000).map(Cents)


class Front(RuleBasedStateMachine):
    """What desks do in a club, one thing after the other; a refusal must change nothing."""

    take_place: Callable[[Path], str]
    give_back: Callable[[], None]

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="gestion-machine-"))
        self.today = TODAY
        self.accesses: list[AccessId] = []
        self.suspensions: list[SuspensionId] = []
        self.store: Store = open_store(type(self).take_place(self.folder))
        self.club = Club(self.desk())

    def desk(self, role: Role = Role.ADMINISTRATOR) -> Desk:
        """A desk of today."""
        return Desk(self.store, FixedClock(self.today), Operator(UserId(1), "ADMIN", role, "A"))

    def attempt(self, act: Callable[[], object]) -> None:
        """Do it; a refusal is an answer."""
        self.club.desk = self.desk()
        try:
            act()
        except Refused:
            return

    def an_access(self, number: int) -> AccessId:
        """One of those that were sold."""
        return self.accesses[number % len(self.accesses)]

    @initialize(plan=st.sampled_from(PLANS))
    def first_sale(self, plan: object) -> None:
        self.sells(UNLIMITED, 0)

    @rule(plan=st.sampled_from(PLANS), ago=few)
    def sells(self, plan: object, ago: int) -> None:
        assert plan in PLANS
        kind = next(one for one in PLANS if one == plan)
        start = self.today - timedelta(days=ago)
        self.club.desk = self.desk()
        self.accesses.append(self.club.sold(start, start if kind != AT_ONCE else None, kind))

    @precondition(lambda self: self.accesses)
    @rule(
        which=few,
        start=st.integers(-20, 300),
        days=st.one_of(st.none(), st.integers(0, 50)),
        first=ranks,
        count=st.integers(0, 3),
        maintenance=st.sampled_from([Cents(1), Cents(200), Cents(3999), Cents(7000), Cents(0)]),
        postpones=st.booleans(),
        twice=st.booleans(),
    )
    def suspends(
        self,
        which: int,
        start: int,
        days: int | None,
        first: int,
        count: int,
        maintenance: Cents,
        postpones: bool,
        twice: bool,
    ) -> None:
        request = replace(
            self.club.request(
                self.an_access(which),
                first_day=self.today + timedelta(days=start),
                days=days,
                ranks=None if first == 0 else (first, first + count if days is not None else None),
                maintenance=maintenance,
            ),
            postpones=postpones,
        )

        def act() -> None:
            made = suspend(self.desk(), request)
            self.suspensions.append(made.suspension)
            if twice:
                assert suspend(self.desk(), request) == replace(made, repeated=True)

        self.attempt(act)

    @precondition(lambda self: self.suspensions)
    @rule(which=few, start=st.integers(-10, 40), days=st.one_of(st.none(), st.integers(1, 90)), first=ranks)
    def modifies(self, which: int, start: int, days: int | None, first: int) -> None:
        suspension = self.suspensions[which % len(self.suspensions)]
        row = self.club.suspension(suspension)
        wanted = self.club.request(
            AccessId(row.access_id),
            first_day=self.today + timedelta(days=start),
            days=days,
            ranks=(first, first + 1 if days else None),
        )
        request = ModifySuspension(
            command=new_command(),
            suspension=suspension,
            version=row.version,
            first_day=wanted.first_day,
            days=wanted.days,
            cause=wanted.cause,
            ranks=wanted.ranks,
            maintenance=wanted.maintenance,
        )
        self.attempt(lambda: modify_suspension(self.desk(), request))

    @precondition(lambda self: self.suspensions)
    @rule(which=few, later=st.integers(-1, 60), amount=st.one_of(st.none(), amounts))
    def stops(self, which: int, later: int, amount: Cents | None) -> None:
        suspension = self.suspensions[which % len(self.suspensions)]
        day = self.club.suspension(suspension).first_day + timedelta(days=later)
        self.attempt(lambda: self.club.stopped(suspension, day, amount, self.desk()))

    @precondition(lambda self: self.suspensions)
    @rule(which=few)
    def cancels(self, which: int) -> None:
        suspension = self.suspensions[which % len(self.suspensions)]
        version = self.club.suspension(suspension).version
        self.attempt(
            lambda: cancel_suspension(self.desk(), CancelSuspension(new_command(), suspension, version))
        )

    @precondition(lambda self: self.accesses)
    @rule(which=few, rank=ranks, verb=st.sampled_from(MARKS), role=st.sampled_from(Role))
    def marks(self, which: int, rank: int, verb: Callable[..., object], role: Role) -> None:
        access = self.an_access(which)
        request = MarkInstalment(new_command(), access, self.club.access(access).version, Rank(rank))
        self.attempt(lambda: verb(self.desk(role), request))

    @precondition(lambda self: self.accesses)
    @rule(which=few, rank=ranks, amount=amounts, later=st.integers(-5, 200))
    def changes_by_hand(self, which: int, rank: int, amount: Cents, later: int) -> None:
        access = self.an_access(which)
        due = self.today + timedelta(days=later)

        def version() -> int:
            return self.club.access(access).version

        self.attempt(
            lambda: change_amount(
                self.desk(), ChangeInstalmentAmount(new_command(), access, version(), Rank(rank), amount)
            )
        )
        self.attempt(
            lambda: change_date(
                self.desk(), ChangeInstalmentDate(new_command(), access, version(), Rank(rank + 1), due)
            )
        )
        if amount % 3 == 0:
            self.attempt(
                lambda: add_instalment(
                    self.desk(), AddInstalment(new_command(), access, version(), due, amount)
                )
            )

    @precondition(lambda self: self.accesses)
    @rule(which=few, rank=st.integers(1, 8), verb=st.sampled_from(BANK))
    def bank_answers(self, which: int, rank: int, verb: Callable[..., object]) -> None:
        access = self.an_access(which)
        self.attempt(lambda: verb(self.desk(), new_command(), access, Rank(rank), self.today))

    @rule(days=st.integers(1, 200))
    def days_pass(self, days: int) -> None:
        self.today = min(self.today + timedelta(days=days), date(2020, 1, 1))
        begin_day(self.store, self.today)

    @invariant()
    def everything_stored_is_what_would_be_recomputed(self) -> None:
        assert check_database(self.store, self.today).problems == ()

    def teardown(self) -> None:
        self.store.close()
        type(self).give_back()
        shutil.rmtree(self.folder, ignore_errors=True)


@pytest.fixture(params=ADDRESSES)
def front(request: pytest.FixtureRequest) -> type[Front]:
    """The machine on a database of either kind, a fresh one for each example."""
    if request.param == "postgresql":
        shared: SharedDatabase = request.getfixturevalue("shared_database")
        ways = {"take_place": staticmethod(lambda _: shared.place()), "give_back": staticmethod(shared.empty)}
        return type("FrontOnServer", (Front,), ways)
    empty: Path = request.getfixturevalue("empty_file")

    def copied(folder: Path) -> str:
        return str(shutil.copyfile(empty, folder / "club.db"))

    return type(
        "FrontOnFile", (Front,), {"take_place": staticmethod(copied), "give_back": staticmethod(lambda: None)}
    )


def _run(machine: type[Front], examples: int, steps: int) -> None:
    run_state_machine_as_test(
        machine, settings=settings(max_examples=examples, stateful_step_count=steps, deadline=None)
    )


def test_whatever_desks_do_the_database_stays_whole(front: type[Front]) -> None:
    _run(front, examples=10, steps=15)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_whatever_desks_do_for_long_the_database_stays_whole(front: type[Front]) -> None:
    _run(front, examples=400, steps=50)
