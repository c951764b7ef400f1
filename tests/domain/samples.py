"""The contracts of the specification's tables, and the decisions that tests make on them."""

from dataclasses import replace
from datetime import date

from app.domain.cents import Cents
from app.domain.changes import Circumstances
from app.domain.contract import Contract, DayRange, Period, RankRange, Terms
from app.domain.ids import Rank, SuspensionId
from app.domain.instalments import Line
from app.domain.rights import Rights
from app.domain.rules import ClubRules
from app.domain.schedule import Schedule, schedule
from app.domain.stops import StopDecision, decide_stop
from app.domain.suspensions import SuspensionDecision, SuspensionTerms, decide_suspension, next_sequence

ALL_RIGHTS = Rights(may_backdate=True, may_exceed_normal_amount=True, may_delete_instalment=True)
NO_RIGHTS = Rights()
NO_LIMITS = ClubRules()
LONG_AGO = date(2000, 1, 1)


def day(text: str) -> date:
    """`05/07/2010` as the specification writes dates."""
    parts = [int(part) for part in text.split("/")]
    return date(parts[2], parts[1], parts[0])


def days(first: str, last: str | None) -> DayRange:
    """A period of days; `last` None: without end."""
    return DayRange(day(first), None if last is None else day(last))


def ranks(first: int, last: int | None) -> RankRange:
    """A range of ranks; `last` None: without end."""
    return RankRange(Rank(first), None if last is None else Rank(last))


def unlimited(amount: int = 5900, first_due: str = "05/07/2010", start: str = "01/07/2010") -> Contract:
    """The member of 1.6: 59 € a month from 05/07/2010, without end."""
    first = day(first_due)
    return Contract(DayRange(day(start), None), Terms(first, Cents(amount), first.day))


def twelve_months() -> Contract:
    """The access of 2.7: 40 € a month from 05/01/2011, 12 instalments, 01/01/2011–31/12/2011."""
    terms = Terms(day("05/01/2011"), Cents(4000), 5, count=12)
    return Contract(days("01/01/2011", "31/12/2011"), terms)


def with_terms(contract: Contract, **changes: object) -> Contract:
    """The contract with other terms."""
    assert contract.terms is not None
    return replace(contract, terms=replace(contract.terms, **changes))  # type: ignore[arg-type]


def every(count: int, unit: str) -> Period:
    """A period of N months or weeks."""
    from app.domain.contract import PeriodUnit

    return Period(count, PeriodUnit(unit))


def suspend(
    contract: Contract,
    period: DayRange,
    replaced: RankRange | None,
    maintenance: int | None = 200,
    *,
    postpones: bool = True,
    replaces_manual: bool = False,
    today: date = LONG_AGO,
    rules: ClubRules = NO_LIMITS,
    rights: Rights = ALL_RIGHTS,
    number: int | None = None,
) -> SuspensionDecision:
    """A suspension decided as the desk would, with cause "blessure"."""
    cents = None if maintenance is None else Cents(maintenance)
    terms = SuspensionTerms(
        period, replaced, cents, "blessure", postpones=postpones, replaces_manual=replaces_manual
    )
    taken = [each.id for each in contract.suspensions]
    taken += [fact.suspension for fact in contract.facts if fact.suspension is not None]
    return decide_suspension(
        contract,
        terms,
        suspension=SuspensionId(number if number is not None else max(taken, default=0) + 1),
        sequence=next_sequence(contract),
        today=today,
        rules=rules,
        rights=rights,
    )


def stop(
    contract: Contract,
    suspension: int,
    return_day: date,
    amount: int | None = None,
    today: date | None = None,
) -> StopDecision:
    """A stop on the return day, the contract's amount proposed."""
    return decide_stop(
        contract,
        SuspensionId(suspension),
        return_day=return_day,
        amount=None if amount is None else Cents(amount),
        sequence=next_sequence(contract),
        today=return_day if today is None else today,
        rules=NO_LIMITS,
    )


def at(contract: Contract, today: date = LONG_AGO, rights: Rights = ALL_RIGHTS) -> Circumstances:
    """The next change by hand of this contract."""
    return Circumstances(next_sequence(contract), today, NO_LIMITS, rights)


def told(line: Line) -> str:
    """A line as the specification tells it: `2,00 € 05/08/2010 (1)`."""
    amount = f"{line.amount // 100},{line.amount % 100:02d} €"
    count = "illimité" if line.count is None else str(line.count)
    return f"{amount} {line.first_due:%d/%m/%Y} ({count})"


def told_lines(plan: Schedule, since: date | None = None) -> list[str]:
    """All lines, told."""
    return [told(line) for line in plan.lines(since)]


def amounts(contract: Contract, upto: int) -> list[int]:
    """Amounts of the ranks up to `upto`, in cents."""
    return [each.amount for each in schedule(contract).instalments(upto)]
