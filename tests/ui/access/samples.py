"""Hand-made accesses for tests that need no database: the contracts of spec 1.6 and 2.7 and their views."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from app.domain import facts
from app.domain.cents import Cents
from app.domain.contract import Contract, DayRange, RankRange, Suspension, Terms
from app.domain.ids import AccessId, ClientId, Rank, SuspensionId, UserId
from app.domain.limits import usage
from app.domain.periods import days_of
from app.domain.rights import Role, schedule_rights
from app.domain.rules import ClubRules
from app.domain.schedule import schedule
from app.services.desk import Operator
from app.services.fields import ClientFields, MandateFields, PaymentMode, PlanKind
from app.services.views import (
    AccessItem,
    AccessState,
    AccessView,
    ClientCard,
    ClientState,
    HistoryRow,
    SuspensionRow,
)
from app.ui.access.draft import Draft, Ground
from app.ui.access.loaded import Loaded, Shown

TODAY = date(2010, 7, 20)
ENTERED = datetime(2010, 7, 20, 12, 5, tzinfo=UTC)
UNLIMITED = Contract(DayRange(date(2010, 7, 5), None), Terms(date(2010, 7, 5), Cents(5900), 5))
TWELVE = Contract(
    DayRange(date(2011, 1, 1), date(2011, 12, 31)), Terms(date(2011, 1, 5), Cents(4000), 5, count=12)
)
AT_ONCE = Contract(DayRange(date(2010, 7, 1), date(2010, 7, 30)), None)


def settled(contract: Contract, *ranks: int) -> Contract:
    """These ranks were collected."""
    for rank in ranks:
        contract = facts.collect(facts.present(contract, Rank(rank)), Rank(rank))
    return contract


def suspended(
    contract: Contract,
    first: date,
    last: date | None,
    ranks: tuple[int, int | None] | None,
    maintenance: int = 200,
    cause: str = "blessure",
) -> Contract:
    """The contract with one more suspension."""
    made = Suspension(
        SuspensionId(len(contract.suspensions) + 1),
        DayRange(first, last),
        RankRange(Rank(ranks[0]), None if ranks[1] is None else Rank(ranks[1])) if ranks else None,
        Cents(maintenance) if ranks else None,
        len(contract.suspensions) + 1,
        cause=cause,
    )
    return replace(contract, suspensions=(*contract.suspensions, made))


def ground(
    contract: Contract = UNLIMITED,
    today: date = TODAY,
    role: Role = Role.ADMINISTRATOR,
    rules: ClubRules = ClubRules(),  # noqa: B008 - a frozen value
    suspension: int | None = None,
) -> Ground:
    """What a draft is judged on."""
    known = None if suspension is None else SuspensionId(suspension)
    return Ground(contract, today, rules, schedule_rights(role), known)


def draft(
    first: date,
    last: date | None,
    ranks: tuple[int, int | None] | None,
    maintenance: int = 200,
    cause: str = "blessure",
    postpones: bool = True,
) -> Draft:
    """A suspension as typed in both steps."""
    chosen = RankRange(Rank(ranks[0]), None if ranks[1] is None else Rank(ranks[1])) if ranks else None
    return Draft(DayRange(first, last), cause, chosen, Cents(maintenance), postpones)


def rows_of(contract: Contract) -> tuple[SuspensionRow, ...]:
    """The suspensions as the database would give them."""
    return tuple(_row(each) for each in contract.suspensions)


def _row(each: Suspension) -> SuspensionRow:
    ranks = each.ranks
    return SuspensionRow(
        each.id,
        AccessId(1),
        1,
        each.days.first,
        each.days.last,
        days_of(each.days),
        each.cause,
        ranks.first if ranks else None,
        ranks.last if ranks else None,
        ranks is not None and ranks.last is None,
        each.maintenance,
        each.postpones,
        "SARAH",
        ENTERED,
        None,
        False,
        (),
    )


def loaded(
    contract: Contract = UNLIMITED,
    today: date = TODAY,
    role: Role = Role.ADMINISTRATOR,
    rules: ClubRules = ClubRules(),  # noqa: B008 - a frozen value
    rows: Sequence[SuspensionRow] | None = None,
) -> Loaded:
    """Everything the dialog shows of one access."""
    plan = schedule(contract)
    suspensions = tuple(rows) if rows is not None else rows_of(contract)
    running = next((row for row in suspensions if _runs(row, today)), None)
    payment = PaymentMode.DIRECT_DEBIT if contract.terms is not None else PaymentMode.AT_ONCE
    state = AccessState.SUSPENDED if running is not None else AccessState.RUNNING
    if plan.access_last is not None and plan.access_last < today:
        state = AccessState.ENDED
    item = AccessItem(
        AccessId(1),
        ClientId(348),
        "Illimité mensuel" if plan.original_last is None else "Douze mois",
        PlanKind.UNLIMITED if plan.original_last is None else PlanKind.MONTHS,
        payment,
        contract.access.first,
        plan.access_last,
        plan.end_open,
        state,
        running,
        None,
    )
    normal = contract.terms.normal_amount if contract.terms is not None else None
    sold = date(2010, 7, 1)
    view = AccessView(
        item,
        1,
        "LEFÈVRE Jean-Noël",
        348,
        sold,
        "ADMIN",
        contract,
        suspensions,
        MandateFields("BE68539007547034", "GKCCBEBB", "RUM-348-1", sold) if normal is not None else None,
        "BE68 •••• •••• 7034",
        normal,
        Cents(200),
        None if normal is not None else Cents(6500),
        Cents(2500),
    )
    told = (HistoryRow(1, ENTERED, "ADMIN", "ACCUEIL-1", "sold", {"plan": "Illimité"}, {}, {}, ""),)
    card = _card(item, running)
    operator = Operator(UserId(1), "ADMIN", role, "ACCUEIL-1")
    shown = Shown(view, plan, usage(contract, today, rules), told)
    return Loaded(today, operator, card, (item,), shown, rules, ("Blessure", "Maladie"))


def _runs(row: SuspensionRow, today: date) -> bool:
    return row.first_day <= today and (row.last_day is None or today <= row.last_day)


def _card(item: AccessItem, running: SuspensionRow | None) -> ClientCard:
    fields = ClientFields(surname="LEFÈVRE", first_name="Jean-Noël", card_number="00348112")
    return ClientCard(
        ClientId(348),
        348,
        1,
        fields,
        None,
        ClientState.ACTIVE,
        34,
        False,
        None,
        None,
        "",
        (item,),
        running,
        None,
        Cents(0),
        None,
        False,
        0,
        None,
        True,
        True,
    )
