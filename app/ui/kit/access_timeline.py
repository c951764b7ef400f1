"""An access as the time line draws it: period, suspensions, debits; stored, or as a draft would make it."""

from datetime import date

from app.domain.contract import Contract, DayRange, InstalmentState, Origin, PeriodUnit, Terms
from app.domain.ending import days_held
from app.domain.ids import SuspensionId
from app.domain.instalments import Instalment
from app.domain.periods import days_of
from app.domain.schedule import Schedule
from app.i18n import money, ntr, tr
from app.ui.kit.access_words import end_text
from app.ui.kit.timeline_data import DebitMark, MarkKind, MarkState, SuspensionSpan, TimelineData

AHEAD_DAYS = 380
AHEAD_OF_DRAFT_DAYS = 130
"""How far beyond the last change debits are drawn: a year, or a few months where a change is looked at."""
_STATES: dict[InstalmentState, MarkState] = {
    InstalmentState.PLANNED: "planned",
    InstalmentState.ON_HOLD: "hold",
    InstalmentState.PRESENTED: "presented",
    InstalmentState.COLLECTED: "collected",
    InstalmentState.REJECTED: "rejected",
}


def stored(
    title: str, contract: Contract, plan: Schedule, today: date, closely: bool = False
) -> TimelineData:
    """The access as it is; `closely`: as far as a draft would be shown."""
    until = _horizon(plan, today, AHEAD_OF_DRAFT_DAYS if closely else AHEAD_DAYS)
    marks = [_mark(each, None) for each in plan.until(until) if each.state in _STATES]
    return _data(title, title, contract, plan, today, marks, None)


def drafted(
    title: str, before: Schedule, after: Contract, plan: Schedule, changed: SuspensionId | None, today: date
) -> TimelineData:
    """The access as a draft would make it: the draft dashed, the old amounts struck."""
    until = _horizon(plan, today, AHEAD_OF_DRAFT_DAYS)
    old = {each.rank: each.amount for each in before.until(until) if each.state in _STATES}
    shown = [each for each in plan.until(until) if each.state in _STATES]
    marks = [_mark(each, old.get(each.rank)) for each in shown]
    heading = tr("{plan}, aperçu non enregistré", plan=title)
    return _data(heading, title, after, plan, today, marks, changed)


def _data(
    heading: str,
    title: str,
    contract: Contract,
    plan: Schedule,
    today: date,
    marks: list[DebitMark],
    changed: SuspensionId | None,
) -> TimelineData:
    held = [(each.id, days_held(contract, each.days)) for each in contract.suspensions]
    spans = tuple(_span(days, each == changed) for each, days in held if days is not None)
    return TimelineData(
        heading,
        contract.access.first,
        plan.access_last,
        today,
        plan.original_last if plan.access_last is not None else None,
        spans,
        tuple(marks),
        endless=plan.access_last is None,
        bar_label=tr("{plan}, {end}", plan=title, end=end_text(plan.access_last, plan.end_open))
        if plan.access_last is None
        else title,
        endless_amount=_endless_amount(contract.terms, plan),
    )


def _horizon(plan: Schedule, today: date, ahead: int) -> date:
    """How far debits are drawn: all of them where they end."""
    if plan.tail is None:
        return date.max
    last = max(today, plan.tail.first_due).toordinal() + ahead
    return date.fromordinal(min(last, date.max.toordinal()))


def _span(days: DayRange, is_preview: bool) -> SuspensionSpan:
    count = days_of(days)
    if count is None:
        return SuspensionSpan(days.first, None, tr("suspendu, illimité"), is_preview, tr("illimité"))
    label = ntr("suspendu {n} jour", "suspendu {n} jours", count)
    return SuspensionSpan(days.first, days.last, label, is_preview, tr("{n} j", n=count))


def _mark(each: Instalment, old: int | None) -> DebitMark:
    kind: MarkKind = "maintenance" if each.origin is Origin.SUSPENSION else "normal"
    return DebitMark(
        each.rank,
        each.due,
        each.amount,
        old if old != each.amount else None,
        kind,
        _STATES[each.state],
    )


def _endless_amount(terms: Terms | None, plan: Schedule) -> str:
    if terms is None or plan.tail is None:
        return ""
    amount = money(plan.tail.amount)
    if terms.period.unit is PeriodUnit.MONTH:
        if terms.period.count == 1:
            return tr("{amount} par mois", amount=amount)
        return tr("{amount} tous les {count} mois", amount=amount, count=terms.period.count)
    if terms.period.count == 1:
        return tr("{amount} par semaine", amount=amount)
    return tr("{amount} toutes les {count} semaines", amount=amount, count=terms.period.count)
