"""What the invented club has before anybody buys anything: colleagues, plans, clients; and its segments."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from app.domain.ids import ClientId, CommandId, PlanId, UserId
from app.domain.rights import Role
from app.models import Client, User
from app.services import codes
from app.services.audit import Entry
from app.services.client_fields import checked_fields
from app.services.client_rows import columns_of, name_of
from app.services.clock import FixedClock, StoppedClock, SystemClock
from app.services.criteria import Condition, ConditionField, Criteria, StateFilter
from app.services.desk import Desk, Operator, Outcome
from app.services.fields import ClubSettings
from app.services.name_keys import name_key
from app.services.plans import save_plan
from app.services.requests import SavePlan, SaveSegment
from app.services.segments import save_segment
from app.services.store import Store
from app.services.training.lives import PLANS
from app.services.training.people import InventedClient
from app.services.unit_of_work import writing

CLUB = ClubSettings(
    name="Club Horizon",
    address="27, rue de l'Abbé-Lemire",
    postal_code="59000",
    town="Lille",
    country="FR",
    phone="03 53 01 00 27",
    email="accueil@example.org",
    website="www.example.org",
    iban="FR7630006000011234567890189",
    bic="AGRIFRPP",
    default_vat_rate="20 %",
    causes=("blessure", "maladie", "vacances", "grossesse", "déplacement professionnel", "déménagement"),
)
COLLEAGUES = {"SARAH": Role.MANAGER, "TOM": Role.RECEPTION}
"""Who works at the invented club besides ADMIN; each code is the name, as the login says."""
WORKSTATION = "ACCUEIL-1"
SEGMENTS = {
    "Désactivés (actif ≠ oui)": Criteria(conditions=(Condition(ConditionField.ACTIVE, "yes", negated=True),)),
    "Suspension illimitée depuis plus de 90 jours": Criteria(
        conditions=(Condition(ConditionField.SUSPENDED_OPEN_SINCE, "90"),)
    ),
    "Fin d'accès ce mois": Criteria(conditions=(Condition(ConditionField.ACCESS_ENDS, "this_month"),)),
    "Impayés sans adresse e-mail": Criteria(
        state=StateFilter.OVERDUE, conditions=(Condition(ConditionField.NO_EMAIL, ""),)
    ),
}


@dataclass(slots=True)
class Club:
    """The invented club while it is being made: its database, and the desks of its past days."""

    store: Store
    numbers: "itertools.count[int]"

    def desk(self, day: date, name: str = "ADMIN", role: Role = Role.ADMINISTRATOR) -> Desk:
        """A desk on that day, at noon; today before noon, now, so that nothing is told of what is to come."""
        moment = min(FixedClock(day).now(), SystemClock().now())
        return Desk(self.store, StoppedClock(moment, day), Operator(UserId(1), name, role, WORKSTATION))

    def command(self) -> CommandId:
        """The id of the next command."""
        return CommandId(f"formation-{next(self.numbers):06}")


def add_colleagues(club: Club, today: date) -> None:
    """Colleagues whose code is their name: weak on purpose, which only a training database may have."""
    desk = club.desk(today)
    with writing(desk, club.command(), Outcome) as work:
        for name, role in COLLEAGUES.items():
            row = User(
                name=name,
                name_key=name_key(name),
                role=role.value,
                active=True,
                code_hash=codes.hash_of(name),
                created_at=desk.now(),
            )
            work.session.add(row)
            work.session.flush()
            told = {"name": name, "role": role.value, "active": True}
            work.tell(Entry("user_created", facts={"user": row.id}, after=told))
        work.commit(Outcome())


def add_plans(club: Club, today: date) -> dict[str, PlanId]:
    """The plans, by the key lives are told with."""
    desk = club.desk(today)
    return {
        key: save_plan(desk, SavePlan(club.command(), None, 0, fields)).plan for key, fields in PLANS.items()
    }


def add_segments(club: Club, today: date) -> None:
    """The saved searches."""
    for name, criteria in SEGMENTS.items():
        save_segment(club.desk(today), SaveSegment(club.command(), None, name, criteria))


def add_clients(club: Club, day: date, people: Sequence[InventedClient], today: date) -> dict[int, ClientId]:
    """The cards made on this day, checked as those typed at the desk; ids by client number."""
    if not people:
        return {}
    desk = club.desk(day)
    rows: dict[int, Client] = {}
    with writing(desk, club.command(), Outcome) as work:
        for person in people:
            card = checked_fields(person.fields, today)
            rows[person.number] = Client(number=person.number, created_at=desk.now(), **columns_of(card))
        work.session.add_all(rows.values())
        work.session.flush()
        for person in people:
            client = ClientId(rows[person.number].id)
            facts = {"number": person.number, "name": name_of(person.fields)}
            work.tell(Entry("client_created", client=client, facts=facts))
        work.commit(Outcome())
    return {number: ClientId(row.id) for number, row in rows.items()}


def deactivate(club: Club, clients: Mapping[ClientId, date]) -> None:
    """Clients who left, each since a day (spec 3.2)."""
    for client, day in clients.items():
        desk = club.desk(day, "SARAH", Role.MANAGER)
        with writing(desk, club.command(), Outcome) as work:
            values = {"deactivated_on": day, "deactivated_by": desk.operator.name}
            work.session.execute(sa.update(Client).where(Client.id == client).values(values))
            work.tell(Entry("client_deactivated", client=client))
            work.summarise(client)
            work.commit(Outcome())
