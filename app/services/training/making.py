"""Makes the invented club: everything is done by the real verbs, on the days it would have been done (spec 1.9)."""

import itertools
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from app.domain.contract import DayRange, RankRange
from app.domain.ids import AccessId, ClientId, PlanId, Rank, SuspensionId
from app.domain.proposal import propose_ranks
from app.domain.rights import Role
from app.domain.rules import ProposalRule
from app.models import Access, Fact, Suspension
from app.services import setup
from app.services.bank_facts import record_rejected
from app.services.bulk_sales import sell_many
from app.services.clients import block_client
from app.services.fields import MandateFields, PaymentMode
from app.services.horizon import begin_day
from app.services.requests import BlockClient, SellAccess, StopSuspension, SuspendAccess
from app.services.schedules import contract_of
from app.services.store import Store, open_store
from app.services.suspensions import stop_suspension, suspend
from app.services.training.base import (
    CLUB,
    Club,
    add_clients,
    add_colleagues,
    add_plans,
    add_segments,
    deactivate,
)
from app.services.training.billing import BillingStory
from app.services.training.debits import collect_past
from app.services.training.door import pass_cards
from app.services.training.dossiers import add_dossiers
from app.services.training.links import add_links
from app.services.training.lives import PLANS, Ending, Life, Pause, invented_lives
from app.services.training.people import InventedClient, invented_clients, words
from app.services.training.prospects import ProspectStory
from app.services.unit_of_work import reading

Told = Callable[[int, int], None]
"""Is told how many of how many clients are done."""
TRIAL_DAYS = 10
BLOCKED_DAYS = 5
"""How long ago some were blocked, so that the door has refused them since."""


def create_training(
    place: Path, today: date, clients: int = 300, told: Told = lambda done, total: None
) -> None:
    """Make the training database, whole or not at all; the same for one day on every machine.

    Refuses: NetworkPath, DatabaseExists, DiskFull.
    """
    if place.exists():
        setup.create_empty(place, training=True, today=today)
    made = place.with_name(f"{place.name}.new")
    _remove(made)
    setup.create_empty(made, training=True, today=today, settings=CLUB)
    with closing(open_store(made)) as store:
        _hurry(store)
        _Story(Club(store, itertools.count(1)), today, told).tell(invented_clients(today, clients))
        begin_day(store, today)
        with store.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    made.replace(place)
    _remove(made)


def _remove(path: Path) -> None:
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)


def _hurry(store: Store) -> None:
    """No flush at each commit: nothing of this file counts before it is whole and has its name."""

    def relax(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA synchronous=OFF")

    store.engine.dispose()
    sa.event.listen(store.engine, "connect", relax)


@dataclass(frozen=True, slots=True)
class _Sale:
    """A plan that a client bought; `is_earlier`: the trial before the access the story is about."""

    number: int
    plan: str
    start: date
    is_earlier: bool = False


@dataclass(slots=True)
class _Story:
    """Lets the lives happen, day after day."""

    club: Club
    today: date
    told: Told
    people: dict[int, InventedClient] = field(default_factory=dict)
    lives: dict[int, Life] = field(default_factory=dict)
    clients: dict[int, ClientId] = field(default_factory=dict)
    plans: dict[str, PlanId] = field(default_factory=dict)
    accesses: dict[int, AccessId] = field(default_factory=dict)

    def tell(self, people: Sequence[InventedClient]) -> None:
        """Everything, in the order in which it happened."""
        self.people = {person.number: person for person in people}
        self.lives = invented_lives(people, self.today)
        created = self._creations()
        opening = min(created, default=self.today)
        add_colleagues(self.club, opening)
        self.plans = add_plans(self.club, opening)
        sales, events = self._sales(), self._pauses()
        billing = BillingStory(self.club, self.today, self.lives, self.clients)
        for day, happened in billing.events().items():
            events[day] += happened
        prospects = ProspectStory(self.club, self.today, self.clients)
        for day, happened in prospects.events(self._prospects()).items():
            events[day] += happened
        days = sorted({*created, *sales, *events})
        for done, day in enumerate(days, start=1):
            self.clients.update(add_clients(self.club, day, created.get(day, ()), self.today))
            self._sell(day, sales.get(day, ()))
            for event in events.get(day, ()):
                event(day)
            self.told(len(people) * done // (len(days) + 1), len(people))
        collect_past(self.club.desk(self.today), self.club.command(), list(self.accesses.values()))
        self._end()
        billing.hold_of_those_who_left()
        add_links(self.club, self.today, people, self.clients)
        add_segments(self.club, self.today)
        pass_cards(self.club, self.today)
        add_dossiers(self.club, self.today, people, self.clients)
        self.told(len(people), len(people))

    def _creations(self) -> dict[date, list[InventedClient]]:
        """Whose card is made on which day."""
        created: dict[date, list[InventedClient]] = defaultdict(list)
        for person in self.people.values():
            created[self._created(person)].append(person)
        return created

    def _prospects(self) -> dict[int, date]:
        """The persons who have bought nothing, and when their cards were made."""
        free = (person for person in self.people.values() if not self.lives[person.number].plan)
        return {person.number: self._created(person) for person in free}

    def _created(self, person: InventedClient) -> date:
        life = self.lives[person.number]
        if not life.plan:
            return self.today - timedelta(days=person.number * 7 % 150)
        first = life.start - timedelta(days=TRIAL_DAYS + 2) if life.earlier_plan else life.start
        return min(first, self.today)

    def _sales(self) -> dict[date, list[_Sale]]:
        """The sales of each day."""
        sales: dict[date, list[_Sale]] = defaultdict(list)
        for number, life in self.lives.items():
            if life.earlier_plan:
                start = life.start - timedelta(days=TRIAL_DAYS + 2)
                sales[start].append(_Sale(number, life.earlier_plan, start, is_earlier=True))
            if life.plan:
                sales[min(life.start, self.today)].append(_Sale(number, life.plan, life.start))
        return sales

    def _request(self, sale: _Sale) -> SellAccess:
        """What the desk would have typed: the plan's own terms, and the mandate of the household's account."""
        number, key, start = sale.number, sale.plan, sale.start
        plan, card = PLANS[key], self.people[number].fields
        by_debit = plan.payment is PaymentMode.DIRECT_DEBIT
        anchor = plan.debit_day or start.day
        first = (
            start.replace(day=anchor)
            if anchor >= start.day
            else (start + timedelta(days=31)).replace(day=anchor)
        )
        mandate = MandateFields(card.iban, card.bic, f"HORIZON-{number:06}", min(start, self.today))
        return SellAccess(
            self.club.command(),
            self.clients[number],
            self.plans[key],
            start,
            first if by_debit else None,
            anchor if by_debit else None,
            plan.amount,
            plan.registration_fee,
            mandate if by_debit else None,
        )

    def _sell(self, day: date, sales: Sequence[_Sale]) -> None:
        if not sales:
            return
        name, role = ("SARAH", Role.MANAGER) if day.month % 2 else ("TOM", Role.RECEPTION)
        desk = self.club.desk(day, name, role)
        sold = sell_many(desk, self.club.command(), [self._request(sale) for sale in sales])
        for sale, access in zip(sales, sold.accesses, strict=True):
            if not sale.is_earlier:
                self.accesses[sale.number] = access

    def _pauses(self) -> dict[date, list[Callable[[date], None]]]:
        """The suspensions entered and stopped on each day, and who was blocked some days ago."""
        events: dict[date, list[Callable[[date], None]]] = defaultdict(list)
        for number, life in self.lives.items():
            for pause in life.pauses:
                events[pause.entered].append(partial(self._suspend, number, life, pause))
                if pause.returned is not None:
                    events[pause.returned].append(partial(self._return, number))
            if life.ending is Ending.BLOCKED:
                events[self.today - timedelta(days=BLOCKED_DAYS)].append(partial(self._block, number))
        return events

    def _suspend(self, number: int, life: Life, pause: Pause, day: date) -> None:
        """Both steps of Ajouter, with what they propose."""
        desk, access = self.club.desk(day, "SARAH", Role.MANAGER), self.accesses[number]
        collect_past(desk, self.club.command(), [access])
        with reading(desk) as session:
            row = session.get_one(Access, access)
            last = None if pause.days is None else pause.first + timedelta(days=pause.days - 1)
            proposed = propose_ranks(
                contract_of(session, row), DayRange(pause.first, last), ProposalRule.BY_30_DAYS
            )
            version = row.version
        ranks = None if proposed.first is None else RankRange(proposed.first, proposed.last)
        maintenance = PLANS[life.plan].maintenance if ranks is not None else None
        suspend(
            desk,
            SuspendAccess(
                self.club.command(), access, version, pause.first, pause.days, pause.cause, ranks, maintenance
            ),
        )

    def _return(self, number: int, day: date) -> None:
        """Arrêter, on the day the member is back."""
        desk, access = self.club.desk(day, "TOM", Role.RECEPTION), self.accesses[number]
        collect_past(self.club.desk(day, "SARAH", Role.MANAGER), self.club.command(), [access])
        with reading(desk) as session:
            row = session.scalars(
                sa.select(Suspension).where(Suspension.access_id == access, Suspension.first_day <= day)
            ).one()
            suspension, version = SuspensionId(row.id), row.version
        stop_suspension(desk, StopSuspension(self.club.command(), suspension, version, day, None))

    def _end(self) -> None:
        """Unpaid debits, blocks and departures, as they stand today."""
        ended = {number: life.ending for number, life in self.lives.items() if life.ending is not Ending.NONE}
        for number, ending in ended.items():
            if ending in (Ending.UNPAID, Ending.UNPAID_BLOCKED):
                self._reject(number)
            if ending is Ending.UNPAID_BLOCKED:
                self._block(number, self.today)
        left = [number for number, ending in ended.items() if ending is Ending.DEACTIVATED]
        deactivate(self.club, {self.clients[number]: self.today for number in left})

    def _block(self, number: int, day: date) -> None:
        """Bloqué, for one reason after the other."""
        desk, reasons = self.club.desk(day, "SARAH", Role.MANAGER), words()["block_reasons"]
        reason = reasons[number % len(reasons)]
        block_client(desk, BlockClient(self.club.command(), self.clients[number], reason))

    def _reject(self, number: int) -> None:
        """The bank returned the last debit that was collected, for one in three the one before as well."""
        desk, access = self.club.desk(self.today, "SARAH", Role.MANAGER), self.accesses[number]
        with reading(desk) as session:
            query = sa.select(Fact.rank).where(Fact.access_id == access).order_by(Fact.rank.desc())
            ranks = session.scalars(query.limit(2 if number % 3 == 0 else 1)).all()
        for rank in ranks:
            record_rejected(desk, self.club.command(), access, Rank(rank), self.today)
