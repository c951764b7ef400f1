"""A schedule before and after a change, side by side: all that the live preview shows (spec 1.5)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from app.domain.cautions import ShortNotice
from app.domain.cents import Cents
from app.domain.contract import FACT_STATES, InstalmentState, Origin
from app.domain.dues import first_rank_due_from, last_rank_in_calendar
from app.domain.ids import Rank
from app.domain.instalments import Instalment, Line
from app.domain.schedule import Schedule

NEXT_DEBITS = 12
_DEBITED = frozenset({InstalmentState.PLANNED, InstalmentState.PRESENTED})
_LAST_ORDINAL = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A line of one side. `changed`: an instalment of it is not the same on the other side.

    `other_amount` is the amount its instalments have on the other side, if they have one, and
    another one than here: the old amount on the right, the new one on the left.
    """

    line: Line
    changed: bool
    other_amount: Cents | None


@dataclass(frozen=True, slots=True)
class ChangedDebit:
    """One instalment that differs; None: it does not exist on that side."""

    rank: Rank
    before: Instalment | None
    after: Instalment | None
    short_notice: bool

    @property
    def due(self) -> date:
        """Its date after the change, or before it where it is gone."""
        shown = self.after or self.before
        assert shown is not None
        return shown.due


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changes, in cents and days.

    `total_*`: the next 12 debits from today on, each side. `less`: what the member pays less in
    all; None: unknown as long as the change has no end, then `less_each` a debit. `more`: what is
    paid more in all. `later`: what is debited later than before; None: unknown until the return.
    `waived`: full prices given up because they are not postponed. `without_end`: the debits
    change without end; `changed` then holds the first of them.
    """

    before: tuple[ComparedLine, ...]
    after: tuple[ComparedLine, ...]
    changed: tuple[ChangedDebit, ...]
    without_end: bool
    total_before: Cents
    total_after: Cents
    less: Cents | None
    less_each: Cents
    more: Cents
    later: Cents | None
    waived: Cents
    end_before: date | None
    end_after: date | None
    end_open_before: bool
    end_open_after: bool

    @property
    def short_notices(self) -> tuple[ChangedDebit, ...]:
        """The changed debits inside the pre-notification delay."""
        return tuple(each for each in self.changed if each.short_notice)

    def cautions(self, notice_days: int) -> tuple[ShortNotice, ...]:
        """The same as cautions for the preview."""
        return tuple(
            ShortNotice(
                each.rank,
                each.due,
                each.before.amount if each.before else None,
                each.after.amount if each.after else None,
                notice_days,
            )
            for each in self.short_notices
        )


@dataclass(frozen=True, slots=True)
class Balance:
    """The figures of a comparison without its lines, in cents; see `Comparison` for each.

    `changed`: how many debits differ; `without_end`: they do so for ever, and it counts the first.
    """

    changed: int
    without_end: bool
    less: Cents | None
    less_each: Cents
    more: Cents


def balance(before: Schedule, after: Schedule) -> Balance:
    """The figures that `compare` gives, for thousands of accesses at once (spec 5.1)."""
    upto = max(_horizon(before, date.min), _horizon(after, date.min))
    old, new = _by_rank(before, upto), _by_rank(after, upto)
    changed = _changed_ranks(old, new)
    without_end = _tail_amount(before) != _tail_amount(after)
    less_each = _tail_difference(before, after)
    owed = 0 if without_end else sum(_owed(old.get(rank)) - _owed(new.get(rank)) for rank in changed)
    return Balance(
        changed=len(changed),
        without_end=without_end,
        less=None if less_each > 0 else Cents(max(0, owed)),
        less_each=Cents(max(0, less_each)),
        more=Cents(max(0, -owed)),
    )


def compare(before: Schedule, after: Schedule, today: date, prenotification_days: int = 14) -> Comparison:
    """Both sides with their changed lines marked (spec 1.5, step 2).

    A changed debit is on short notice when it is due less than `prenotification_days` after today
    (spec 4.1.4). Lines begin today, or at the earliest changed debit where that is earlier.
    """
    notice_ends = date.fromordinal(min(today.toordinal() + prenotification_days, _LAST_ORDINAL))
    upto = max(_horizon(before, notice_ends), _horizon(after, notice_ends))
    old, new = _by_rank(before, upto), _by_rank(after, upto)
    changed = tuple(_changed(old, new, notice_ends))
    since = min([today, *(each.due for each in changed)])
    without_end = _tail_amount(before) != _tail_amount(after)
    less_each = _tail_difference(before, after)
    difference = 0 if without_end else _difference(changed)
    return Comparison(
        before=tuple(_compared(before.lines(since), old, new)),
        after=tuple(_compared(after.lines(since), new, old)),
        changed=changed,
        without_end=without_end,
        total_before=_next_total(before, today),
        total_after=_next_total(after, today),
        less=None if less_each > 0 else Cents(max(0, difference)),
        less_each=Cents(max(0, less_each)),
        more=Cents(max(0, -difference)),
        later=None if after.tail is not None and after.tail.pattern.postpones else _later(changed),
        waived=_waived(before, after, old),
        end_before=before.access_last,
        end_after=after.access_last,
        end_open_before=before.end_open,
        end_open_after=after.end_open,
    )


def _horizon(side: Schedule, notice_ends: date) -> int:
    """The rank up to which both sides are compared one by one."""
    tail = side.tail
    if tail is None:
        return side.last_rank or 0
    rank = max(tail.first_rank + NEXT_DEBITS - 1, first_rank_due_from(tail.terms, notice_ends))
    return min(rank, last_rank_in_calendar(tail.terms))


def _by_rank(side: Schedule, upto: int) -> dict[Rank, Instalment]:
    return {each.rank: each for each in side.instalments(upto)}


def _face(instalment: Instalment | None) -> tuple[object, ...]:
    """What makes two instalments look different to the member."""
    return () if instalment is None else (instalment.due, instalment.amount, instalment.state)


def _changed_ranks(old: dict[Rank, Instalment], new: dict[Rank, Instalment]) -> list[Rank]:
    """The ranks that look different; most are the same in everything, which is told at once."""
    others = [rank for rank in old.keys() | new.keys() if old.get(rank) != new.get(rank)]
    return [rank for rank in others if _face(old.get(rank)) != _face(new.get(rank))]


def _changed(
    old: dict[Rank, Instalment], new: dict[Rank, Instalment], notice_ends: date
) -> Iterator[ChangedDebit]:
    found = [
        ChangedDebit(
            rank, old.get(rank), new.get(rank), _on_short_notice(old.get(rank), new.get(rank), notice_ends)
        )
        for rank in _changed_ranks(old, new)
    ]
    return iter(sorted(found, key=lambda each: (each.due, each.rank)))


def _on_short_notice(before: Instalment | None, after: Instalment | None, notice_ends: date) -> bool:
    if after is None or after.state is not InstalmentState.PLANNED:
        return False
    return min(after.due, before.due if before else after.due) < notice_ends


def _compared(
    lines: Iterable[Line], own: dict[Rank, Instalment], other: dict[Rank, Instalment]
) -> Iterator[ComparedLine]:
    for line in lines:
        ranks = [each.rank for each in line.instalments]
        if line.count is None:
            tail_from = max([line.first_rank, *(rank + 1 for rank in ranks)])
            ranks += [rank for rank in own if rank >= tail_from]
        differing = [rank for rank in ranks if _face(own[rank]) != _face(other.get(rank))]
        amounts = {each.amount for rank in ranks if (each := other.get(rank)) is not None}
        whole = len(differing) == len(ranks) and len(amounts) == 1 and amounts != {line.amount}
        yield ComparedLine(line, bool(differing), amounts.pop() if whole else None)


def _tail_amount(side: Schedule) -> Cents | None:
    return None if side.tail is None else side.tail.amount


def _tail_difference(before: Schedule, after: Schedule) -> int:
    if before.tail is None or after.tail is None:
        return 0
    return before.tail.amount - after.tail.amount


def _owed(instalment: Instalment | None) -> int:
    if instalment is None or instalment.state is InstalmentState.DELETED:
        return 0
    return instalment.amount


def _difference(changed: Iterable[ChangedDebit]) -> int:
    return sum(_owed(each.before) - _owed(each.after) for each in changed)


def _later(changed: Iterable[ChangedDebit]) -> Cents:
    """Full prices added after the last rank, and debits moved to a later date."""
    total = 0
    for each in changed:
        if each.after is None:
            continue
        if each.before is None:
            total += _owed(each.after) if each.after.origin is Origin.POSTPONED else 0
        elif each.after.due > each.before.due:
            total += _owed(each.after)
    return Cents(total)


def _waived(before: Schedule, after: Schedule, old: dict[Rank, Instalment]) -> Cents:
    """Full prices of a fixed-length access that are replaced and not postponed: 2 × 40 € → 8000."""
    if after.tail is not None:
        return Cents(0)
    postponed = {each.postponed_from: each.amount for each in before.head if each.postponed_from}
    total = 0
    for each in after.head:
        replaced = each.origin is Origin.SUSPENSION and each.state not in FACT_STATES
        was = old.get(each.rank)
        if not replaced or each.postpones or each.state is InstalmentState.DELETED or was is None:
            continue
        total += was.amount if was.origin is not Origin.SUSPENSION else postponed.get(each.rank, 0)
    return Cents(total)


def _next_total(side: Schedule, today: date) -> Cents:
    debits = (each.amount for each in side.from_day(today) if each.state in _DEBITED)
    return Cents(sum(islice(debits, NEXT_DEBITS)))
