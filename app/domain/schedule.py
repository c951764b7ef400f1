"""The schedule of one access: a pure function of its contract, exact also where it never ends (spec 2)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import takewhile
from operator import attrgetter

from app.domain.contract import FACT_STATES, Contract, DayRange, InstalmentState
from app.domain.dues import due_dates, first_rank_due_from, last_rank_in_calendar
from app.domain.ids import Rank
from app.domain.instalments import Instalment, Line, Tail, alike, planned
from app.domain.lines import fold
from app.domain.periods import day_after, distinct_days
from app.domain.prices import PriceTable
from app.domain.refusals import InstalmentUnknown, Refused
from app.domain.walk import Walk

_RANK: Callable[[Instalment], Rank] = attrgetter("rank")


@dataclass(frozen=True, slots=True)
class Schedule:
    """The instalments of one access, and its end.

    `head` holds everything up to the last instalment where anything special happens, by due date;
    `tail` repeats without end after it. `access_last` is the end with the suspended days added;
    None: without end, or not known until the return (`end_open`, shown as *à la reprise*).
    """

    head: tuple[Instalment, ...]
    tail: Tail | None
    access_last: date | None
    end_open: bool
    original_last: date | None

    @property
    def last_rank(self) -> Rank | None:
        """The highest rank; None: without end. 0 where there are no debits."""
        if self.tail is not None:
            return None
        return max(map(_RANK, self.head), default=Rank(0))

    def instalments(self, upto_rank: int | None = None) -> tuple[Instalment, ...]:
        """All instalments, or those of the ranks up to `upto_rank` (and all added ones before them).

        Without `upto_rank` an endless schedule gives its head only.
        """
        if upto_rank is None:
            return self.head
        within = tuple([each for each in self.head if each.rank <= upto_rank])
        if self.tail is None or upto_rank < self.tail.first_rank:
            return within
        last = Rank(min(upto_rank, last_rank_in_calendar(self.tail.terms)))
        return (*within, *self.tail.instalments(self.tail.first_rank, last))

    def until(self, day: date) -> tuple[Instalment, ...]:
        """All instalments due up to `day`, included."""
        within = tuple(takewhile(lambda each: each.due <= day, self.head))
        if self.tail is None or len(within) < len(self.head) or day < self.tail.first_due:
            return within
        rank = first_rank_due_from(self.tail.terms, day)
        beyond = min(rank, last_rank_in_calendar(self.tail.terms))
        rest = self.tail.instalments(self.tail.first_rank, Rank(beyond))
        return (*within, *takewhile(lambda each: each.due <= day, rest))

    def exists(self, rank: int) -> bool:
        """Whether the schedule has this rank."""
        return self._find(rank) is not None

    def instalment(self, rank: Rank) -> Instalment:
        """The instalment of this rank; refuses a rank that does not exist (`InstalmentUnknown`)."""
        found = self._find(rank)
        if found is None:
            raise Refused(InstalmentUnknown(rank))
        return found

    def _find(self, rank: int) -> Instalment | None:
        if self.tail is not None and self.tail.first_rank <= rank <= last_rank_in_calendar(self.tail.terms):
            return next(iter(self.tail.instalments(Rank(rank), Rank(rank))))
        if 0 < rank <= len(self.head) and self.head[rank - 1].rank == rank:
            return self.head[rank - 1]
        return next((each for each in self.head if each.rank == rank), None)

    def from_day(self, day: date) -> Iterator[Instalment]:
        """The instalments due on or after `day`, one after the other, up to the end of the calendar."""
        yield from (each for each in self.head if each.due >= day)
        if self.tail is None:
            return
        last = last_rank_in_calendar(self.tail.terms)
        first = Rank(max(self.tail.first_rank, first_rank_due_from(self.tail.terms, day)))
        while first <= last:
            after = Rank(min(first + 23, last))
            yield from self.tail.instalments(first, after)
            first = Rank(after + 1)

    def next_due(self, on: date) -> Instalment | None:
        """The first debit due on or after `on` that is planned or already in a bank file."""
        return next((each for each in self.from_day(on) if each.state in _TO_BE_DEBITED), None)

    def lines(self, since: date | None = None) -> tuple[Line, ...]:
        """The schedule as lines; `since` leaves out what is due before that day (spec 1.5)."""
        if since is None:
            return fold(self.head, self.tail)
        head = [each for each in self.head if each.due >= since]
        tail = self.tail
        if tail is not None:
            first = max(tail.first_rank, first_rank_due_from(tail.terms, since))
            within = first <= last_rank_in_calendar(tail.terms)
            tail = Tail(first, tail.terms, tail.pattern) if within else None
        return fold(head, tail)

    def unfold(self, line: Line, at_most: int) -> tuple[Instalment, ...]:
        """The single instalments of a line, no more than `at_most` of them."""
        own = line.instalments[:at_most]
        if line.count is not None or self.tail is None or len(own) == at_most:
            return own
        first = max(self.tail.first_rank, line.first_rank) if not own else self.tail.first_rank
        last = min(first + at_most - len(own) - 1, last_rank_in_calendar(self.tail.terms))
        return (*own, *self.tail.instalments(Rank(first), Rank(last)))


_TO_BE_DEBITED = frozenset({InstalmentState.PLANNED, InstalmentState.PRESENTED})


def schedule(contract: Contract) -> Schedule:
    """The schedule of a contract: no clock, no database (spec 2).

    Refuses a contract whose counted instalments or end would lie beyond the year 9999.
    """
    head, tail = _instalments(contract)
    last, end_open = access_end(contract)
    made = Schedule(head, tail, last, end_open, contract.access.last)
    return made if contract.ended_on is None else _cut(made, contract.ended_on)


def _cut(made: Schedule, ended_on: date) -> Schedule:
    """What stays of a schedule ended on a day: what was due before it, and what is at the bank (spec 3.2.2)."""
    before = made.until(ended_on - timedelta(days=1))
    facts = (each for each in made.head if each.due >= ended_on and each.state in FACT_STATES)
    return replace(made, head=(*before, *facts), tail=None)


def access_end(contract: Contract) -> tuple[date | None, bool]:
    """The end of the access, and whether it is open until the return (spec 2.2, 2.6.6).

    Original end + number of distinct suspended days: 31/12/2011 + 60 → 29/02/2012. An access that
    was ended early holds for the last time on the day before.
    """
    last, is_open = _contractual_end(contract)
    if contract.ended_on is None:
        return last, is_open
    eve = contract.ended_on - timedelta(days=1)
    return (eve if last is None else min(last, eve)), False


def _contractual_end(contract: Contract) -> tuple[date | None, bool]:
    original = contract.access.last
    if original is None or not contract.suspensions:
        return original, False
    suspended = distinct_days([each.days for each in contract.suspensions])
    return (None, True) if suspended is None else (day_after(original, suspended), False)


def access_days(contract: Contract) -> DayRange:
    """The access from its first day to its end with the suspended days added."""
    return DayRange(contract.access.first, access_end(contract)[0])


def _instalments(contract: Contract) -> tuple[tuple[Instalment, ...], Tail | None]:
    terms = contract.terms
    if terms is None:
        return (), None
    if contract.suspensions or contract.manual or contract.facts or contract.price_changes:
        head, tail = Walk(contract, terms).run()
        return tuple(head), tail
    if terms.first_amounts or terms.price_steps:
        head, tail = Walk(contract, terms).run()
        return tuple(head), tail
    price = PriceTable(terms, ()).normal(Rank(1))
    pattern = planned(price.amount, price.origin)
    if terms.count is None:
        return (), Tail(Rank(1), terms, pattern)
    return tuple(alike(1, due_dates(terms, Rank(1), Rank(terms.count)), pattern)), None
