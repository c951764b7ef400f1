"""What happened to the invented clients: what they bought when, their suspensions, their unpaid debits.

Values only, in the order in which `training` lets the real verbs do them.
"""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from app.domain.cents import Cents
from app.domain.contract import PeriodUnit
from app.domain.periods import add_months
from app.services.fields import ClientType, PaymentMode, PersonKind, PlanFields, PlanKind
from app.services.training.people import LEFEVRE, InventedClient, words

DEBIT, ONCE = PaymentMode.DIRECT_DEBIT, PaymentMode.AT_ONCE
FREE = Cents(0)
SOLD_2010 = date(2010, 7, 1)
"""When the member of spec 1.6 bought the access."""
OPEN_FOR = (8, 66, 94, 31, 130, 72, 185)
"""How long suspensions without end have been running, in days."""


def _by_debit(
    name: str, kind: PlanKind, length: int | None, amount: int, fee: int, count: int | None
) -> PlanFields:
    maintenance = Cents(200 if length is None else 500)
    return PlanFields(name, kind, length, DEBIT, Cents(amount), Cents(fee), maintenance, count, debit_day=5)


def _at_once(name: str, kind: PlanKind, length: int, amount: int) -> PlanFields:
    return PlanFields(name, kind, length, ONCE, Cents(amount), FREE, FREE)


PLANS = {
    "monthly": _by_debit("Illimité mensuel", PlanKind.UNLIMITED, None, 5900, 0, None),
    "student": _by_debit("Illimité étudiant", PlanKind.UNLIMITED, None, 3900, 1500, None),
    "weeks": PlanFields(
        "Illimité 4 semaines", PlanKind.UNLIMITED, None, DEBIT, Cents(5400), FREE, Cents(200), None, 4, PeriodUnit.WEEK
    ),
    "year": _by_debit("12 mois, 12 prélèvements", PlanKind.MONTHS, 12, 4000, 2500, 12),
    "half": _by_debit("6 mois, 6 prélèvements", PlanKind.MONTHS, 6, 4700, 2500, 6),
    "year_once": _at_once("12 mois au comptant", PlanKind.MONTHS, 12, 42000),
    "summer": _at_once("Pass été 60 jours", PlanKind.DAYS, 60, 9900),
    "trial": _at_once("Découverte 10 jours", PlanKind.DAYS, 10, 1900),
    "old": PlanFields("Ancien tarif matinal", PlanKind.UNLIMITED, None, DEBIT, Cents(2900), FREE, Cents(200), active=False),
}  # fmt: skip
"""The plans of the invented club, by the key lives are told with."""


class Ending(StrEnum):
    """What became of a client besides accesses and suspensions."""

    NONE = "none"
    UNPAID = "unpaid"
    UNPAID_BLOCKED = "unpaid_blocked"
    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"


@dataclass(frozen=True, slots=True)
class Pause:
    """A suspension: entered on a day, for some days or without end (None), perhaps stopped."""

    entered: date
    first: date
    days: int | None
    cause: str
    returned: date | None = None


@dataclass(frozen=True, slots=True)
class Life:
    """What one client bought, with its suspensions, and how it ended; `plan` empty: a prospect."""

    plan: str = ""
    start: date = date.min
    pauses: tuple[Pause, ...] = field(default=())
    ending: Ending = Ending.NONE
    earlier_plan: str = ""


Teller = Callable[[random.Random, InventedClient, date], Life]


def invented_lives(people: Iterable[InventedClient], today: date) -> dict[int, Life]:
    """A life for each client, by client number."""
    chance = random.Random(1976)
    return {person.number: _life(chance, person, place, today) for place, person in enumerate(people)}


def _life(chance: random.Random, person: InventedClient, place: int, today: date) -> Life:
    if person.number == LEFEVRE:
        return Life("monthly", min(SOLD_2010, today))
    if person.number == LEFEVRE + 1:
        return Life("monthly", min(SOLD_2010, today.replace(day=1)))
    if person.fields.kind is PersonKind.LEGAL:
        return Life() if place % 3 == 0 else Life("year", _first_of_month(today, chance.randint(1, 9)))
    kind = _KINDS[place % len(_KINDS)]
    return _TELLERS[kind](chance, person, today)


def _first_of_month(today: date, months: int) -> date:
    return add_months(today.replace(day=1), -months)


def _running_plan(chance: random.Random, person: InventedClient) -> str:
    if person.fields.client_type == ClientType.STUDENT:
        return "student"
    return chance.choices(("monthly", "weeks", "year", "half", "year_once"), (55, 8, 25, 6, 6))[0]


def _start(chance: random.Random, plan: str, today: date) -> date:
    longest = {"year": 11, "year_once": 11, "half": 5}.get(plan, 30)
    return _first_of_month(today, chance.randint(0 if today.day > 1 else 1, longest))


def _runs(chance: random.Random, person: InventedClient, today: date) -> Life:
    plan = _running_plan(chance, person)
    earlier = "trial" if chance.random() < 0.15 else ""
    return Life(plan, _start(chance, plan, today), earlier_plan=earlier)


def _prospect(chance: random.Random, person: InventedClient, today: date) -> Life:
    return Life()


def _former(chance: random.Random, person: InventedClient, today: date) -> Life:
    plan = chance.choice(("year", "year_once", "half", "trial", "summer"))
    return Life(plan, _first_of_month(today, chance.randint(14, 26)))


def _coming(chance: random.Random, person: InventedClient, today: date) -> Life:
    return Life(chance.choice(("monthly", "year")), today + timedelta(days=chance.randint(3, 25)))


def _suspendable(chance: random.Random, today: date, months: int) -> tuple[str, date]:
    plan = chance.choice(("monthly", "monthly", "year", "weeks"))
    most = 9 if plan == "year" else 24
    return plan, _first_of_month(today, chance.randint(min(months, most), most))


def _cause(chance: random.Random) -> str:
    return chance.choice(words()["causes"])


def _rather_soon(days: int, least: int) -> int:
    """Of as many days, fewer: what happens today and this week is what the desk sees."""
    return max(least, days * days // 40)


def _suspended(chance: random.Random, person: InventedClient, today: date) -> Life:
    plan, start = _suspendable(chance, today, 4)
    first = today - timedelta(days=chance.randint(1, 28))
    days = (today - first).days + _rather_soon(chance.randint(1, 40), 1)
    entered = first - timedelta(days=chance.randint(0, 6))
    return Life(plan, start, (Pause(entered, first, days, _cause(chance)),))


def _open_pause(chance: random.Random, person: InventedClient, today: date) -> Life:
    plan, start = _suspendable(chance, today, 9)
    first = today - timedelta(days=OPEN_FOR[person.number % len(OPEN_FOR)])
    return Life(plan, start, (Pause(first, first, None, _cause(chance)),))


def _to_be_suspended(chance: random.Random, person: InventedClient, today: date) -> Life:
    plan, start = _suspendable(chance, today, 3)
    first = today + timedelta(days=_rather_soon(chance.randint(2, 24), 0))
    entered = today - timedelta(days=chance.randint(0, 5))
    return Life(plan, start, (Pause(entered, first, chance.choice((15, 30, 45, 60)), _cause(chance)),))


def _was_suspended(chance: random.Random, person: InventedClient, today: date) -> Life:
    plan, start = _suspendable(chance, today, 8)
    first = today - timedelta(days=chance.randint(95, 200))
    early = chance.random() < 0.4
    days = None if early and chance.random() < 0.5 else chance.choice((20, 30, 45, 60, 75))
    returned = first + timedelta(days=chance.randint(10, 18)) if early else None
    return Life(plan, start, (Pause(first, first, days, _cause(chance), returned),))


def _ends(ending: Ending) -> Teller:
    def tell(chance: random.Random, person: InventedClient, today: date) -> Life:
        plan = chance.choice(("monthly", "monthly", "year"))
        return Life(plan, _first_of_month(today, chance.randint(2, 9)), ending=ending)

    return tell


def _ends_now(chance: random.Random, person: InventedClient, today: date) -> Life:
    """Half a year that ends with this month."""
    return Life("half", _first_of_month(today, 5))


def _left(chance: random.Random, person: InventedClient, today: date) -> Life:
    return Life("half", _first_of_month(today, chance.randint(8, 16)), ending=Ending.DEACTIVATED)


_TELLERS: dict[str, Teller] = {
    "runs": _runs,
    "prospect": _prospect,
    "former": _former,
    "coming": _coming,
    "suspended": _suspended,
    "open": _open_pause,
    "to be": _to_be_suspended,
    "was": _was_suspended,
    "unpaid": _ends(Ending.UNPAID),
    "unpaid blocked": _ends(Ending.UNPAID_BLOCKED),
    "blocked": _ends(Ending.BLOCKED),
    "left": _left,
    "ends": _ends_now,
}
_KINDS = (
    "runs", "runs", "was", "prospect", "runs", "former", "runs", "suspended", "runs", "was", "runs", "left",
    "runs", "former", "runs", "prospect", "unpaid blocked", "open", "open", "was", "runs", "former", "runs", "runs",
    "prospect", "ends", "to be", "runs", "unpaid", "runs", "was", "former", "runs", "blocked", "runs", "prospect",
    "runs", "runs", "coming", "former", "runs", "was", "runs", "suspended", "runs",
)  # fmt: skip
"""How lives are dealt out, again and again: most run, some of everything else."""
