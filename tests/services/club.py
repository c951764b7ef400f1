"""A small club for tests: plans, a member, and the access of the worked example (spec 1.6)."""

import itertools
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.domain.cents import Cents
from app.domain.contract import RankRange
from app.domain.ids import AccessId, ClientId, CommandId, PlanId, Rank, SuspensionId
from app.models import Access, Suspension
from app.services.clients import save_client
from app.services.desk import Desk
from app.services.fields import ClientFields, MandateFields, PaymentMode, PlanFields, PlanKind
from app.services.plans import save_plan
from app.services.requests import (
    SaveClient,
    SavePlan,
    SellAccess,
    StopSuspension,
    SuspendAccess,
)
from app.services.sales import sell
from app.services.suspensions import Stopped, Suspended, stop_suspension, suspend
from app.services.unit_of_work import reading

IBAN = "BE68539007547034"
BIC = "GKCCBEBB"
_numbers = itertools.count(1)


def new_command() -> CommandId:
    """The id of a command that was never sent before."""
    return CommandId(f"test-{next(_numbers)}")


UNLIMITED = PlanFields(
    name="Illimité mensuel",
    kind=PlanKind.UNLIMITED,
    length=None,
    payment=PaymentMode.DIRECT_DEBIT,
    amount=Cents(5900),
    registration_fee=Cents(0),
    maintenance=Cents(200),
    debit_day=5,
)
TWELVE_MONTHS = PlanFields(
    name="Douze mois",
    kind=PlanKind.MONTHS,
    length=12,
    payment=PaymentMode.DIRECT_DEBIT,
    amount=Cents(4000),
    registration_fee=Cents(0),
    maintenance=Cents(500),
    instalments=12,
    debit_day=5,
)
AT_ONCE = PlanFields(
    name="Trente jours",
    kind=PlanKind.DAYS,
    length=30,
    payment=PaymentMode.AT_ONCE,
    amount=Cents(6500),
    registration_fee=Cents(0),
    maintenance=Cents(0),
)


@dataclass
class Club:
    """A desk and what was sold there; each method is one thing a person does."""

    desk: Desk
    plans: dict[str, PlanId] = field(default_factory=dict)

    def plan(self, fields: PlanFields = UNLIMITED) -> PlanId:
        """The plan of these fields, created at first use."""
        if fields.name not in self.plans:
            saved = save_plan(self.desk, SavePlan(new_command(), None, 0, fields))
            self.plans[fields.name] = saved.plan
        return self.plans[fields.name]

    def client(self, surname: str = "Lefèvre", first_name: str = "Jean-Noël", **fields: Any) -> ClientId:
        """A new client."""
        card = ClientFields(surname=surname, first_name=first_name, iban=IBAN, bic=BIC, **fields)
        return save_client(self.desk, SaveClient(new_command(), None, 0, card)).client

    def sale(
        self, client: ClientId, start: date, first_due: date | None, plan: PlanFields = UNLIMITED
    ) -> SellAccess:
        """The request of a sale as the plan proposes it."""
        return SellAccess(
            command=new_command(),
            client=client,
            plan=self.plan(plan),
            start=start,
            first_due=first_due,
            anchor_day=first_due.day if first_due else None,
            amount=plan.amount,
            registration_fee=plan.registration_fee,
            mandate=MandateFields(IBAN, BIC, f"RUM-{client}", min(start, self.desk.today()))
            if first_due
            else None,
        )

    def sold(
        self,
        start: date = date(2010, 7, 5),
        first_due: date | None = date(2010, 7, 5),
        plan: PlanFields = UNLIMITED,
        client: ClientId | None = None,
    ) -> AccessId:
        """A sold access; by default the one of spec 1.6."""
        buyer = client if client is not None else self.client()
        return sell(self.desk, self.sale(buyer, start, first_due, plan)).access

    def request(
        self,
        access: AccessId,
        first_day: date = date(2010, 7, 22),
        days: int | None = 45,
        ranks: tuple[int, int | None] | None = (2, 2),
        maintenance: int = 200,
        cause: str = "blessure",
    ) -> SuspendAccess:
        """The request of a suspension; by default the first one of spec 1.6."""
        return SuspendAccess(
            command=new_command(),
            access=access,
            version=self.access(access).version,
            first_day=first_day,
            days=days,
            cause=cause,
            ranks=RankRange(Rank(ranks[0]), Rank(ranks[1]) if ranks[1] else None) if ranks else None,
            maintenance=Cents(maintenance) if ranks else None,
        )

    def suspended(self, access: AccessId, **changed: Any) -> Suspended:
        """A suspension that was added."""
        return suspend(self.desk, self.request(access, **changed))

    def stopped(
        self, suspension: SuspensionId, return_day: date, amount: int | None = 5900, desk: Desk | None = None
    ) -> Stopped:
        """A suspension that was stopped."""
        request = StopSuspension(
            new_command(),
            suspension,
            self.suspension(suspension).version,
            return_day,
            Cents(amount) if amount is not None else None,
        )
        return stop_suspension(desk or self.desk, request)

    def access(self, access: AccessId) -> Access:
        """The row of an access."""
        with reading(self.desk) as session:
            return session.get_one(Access, access)

    def suspension(self, suspension: SuspensionId) -> Suspension:
        """The row of a suspension."""
        with reading(self.desk) as session:
            return session.get_one(Suspension, suspension)

    def rows(self, access: AccessId, upto: int = 8) -> list[tuple[int, str, int]]:
        """The stored schedule: rank, due day as dd/MM/yyyy, cents."""
        from app.services.schedules import stored_rows_of

        with reading(self.desk) as session:
            stored = stored_rows_of(session, [access])[access]
        return [
            (rank, due.strftime("%d/%m/%Y"), amount)
            for rank, due, amount, *_ in sorted(stored.values())
            if rank <= upto
        ]
