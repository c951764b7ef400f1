"""Walks the ranks of a contract: terms, suspensions, changes by hand and facts → instalments (spec 2)."""

from collections.abc import Iterable
from datetime import date
from heapq import heappop, heappush
from itertools import pairwise

from app.domain.cents import Cents
from app.domain.contract import Contract, Fact, InstalmentState, Origin, Suspension, Terms
from app.domain.cover import covering
from app.domain.dues import due_date, due_dates, first_rank_due_from, last_rank_in_calendar
from app.domain.ids import Rank
from app.domain.instalments import Instalment, Pattern, Tail, alike, planned
from app.domain.manual import RankByHand, changes_by_rank
from app.domain.prices import Price, PriceTable


class Walk:
    """Everything that is looked up by rank while the schedule of one contract is made.

    The full price of a replaced instalment waits in `_owed`, first those of the suspension made
    first, so that a later suspension leaves the ranks outside its own as they were (spec 2.6.3).
    """

    def __init__(self, contract: Contract, terms: Terms) -> None:
        self.terms = terms
        self.prices = PriceTable(terms, contract.price_changes)
        self._covers = [each for each in contract.suspensions if each.ranks is not None]
        self._sequences = {each.id: each.sequence for each in contract.suspensions}
        self._by_hand = changes_by_rank(contract.manual) if contract.manual else {}
        self._facts: dict[Rank, Fact] = {fact.rank: fact for fact in contract.facts}
        self._singles = sorted({rank for rank in (*self._by_hand, *self._facts) if rank > 0})
        self._cover_breaks = _cover_breaks(self._covers)
        self._owed: list[tuple[int, Rank, Cents]] = []

    def run(self) -> tuple[list[Instalment], Tail | None]:
        """All instalments up to the last where anything special happens, and the endless rest."""
        if self.terms.count is None:
            return self._in_order(*self._endless())
        head = self._contract_ranks(self.terms.count)
        return self._in_order(head, self._append(head, self.terms.count))

    def _endless(self) -> tuple[list[Instalment], Tail]:
        breaks = {*self.prices.breaks(), *self._cover_breaks, self._after_singles()}
        last = last_rank_in_calendar(self.terms)
        within = sorted([rank for rank in breaks if rank <= last])
        first = Rank(within[-1])
        head = self._alike_between(within)
        self._set_singles(head)
        return head, Tail(first, self.terms, self._pattern(first))

    def _contract_ranks(self, count: int) -> list[Instalment]:
        breaks = {*self.prices.breaks(), *self._cover_breaks}
        head = self._alike_between([*sorted([rank for rank in breaks if rank <= count]), count + 1])
        self._set_singles(head)
        for each in head:
            if each.postpones:
                self._owe(each, self.prices.at(each.rank).amount)
        return head

    def _after_singles(self) -> int:
        return self._singles[-1] + 1 if self._singles else 1

    def _alike_between(self, breaks: list[int]) -> list[Instalment]:
        """All ranks from 1 up to the last break, those between two breaks alike."""
        dues = due_dates(self.terms, Rank(1), Rank(breaks[-1] - 1))
        instalments: list[Instalment] = []
        for first, after in pairwise(breaks):
            instalments += alike(first, dues[first - 1 : after - 1], self._pattern(Rank(first)))
        return instalments

    def _set_singles(self, head: list[Instalment]) -> None:
        """The facts and the ranks changed by hand, in the place of those that were alike."""
        for rank in self._singles:
            if rank <= len(head):
                contractual = head[rank - 1].due
                fact = self._facts.get(rank)
                head[rank - 1] = (
                    self._by_rules(rank, contractual, self.prices.at(rank))
                    if fact is None
                    else _of_fact(fact, contractual)
                )

    def _pattern(self, rank: Rank) -> Pattern:
        """What a rank that was not changed by hand and is no fact looks like."""
        price = self.prices.at(rank)
        suspension = covering(self._covers, rank)
        if suspension is None:
            return planned(price.amount, price.origin)
        return self._replaced(suspension, price.amount)

    def _replaced(self, suspension: Suspension, amount: Cents) -> Pattern:
        maintenance = amount if suspension.maintenance is None else suspension.maintenance
        postpones = suspension.postpones and self.terms.count is not None
        return Pattern(maintenance, _PLANNED, _SUSPENSION, suspension.id, postpones)

    def _by_rules(
        self, rank: Rank, contractual: date, price: Price, postponed_from: Rank | None = None
    ) -> Instalment:
        """One rank on its own: the change by hand that wins over the suspension, or the suspension."""
        hand = self._by_hand.get(rank, _UNTOUCHED)
        suspension = covering(self._covers, rank)
        if suspension is not None and not _hand_wins(hand, suspension):
            pattern, postponed_from = self._replaced(suspension, price.amount), None
        elif hand.amount is not None:
            pattern = planned(hand.amount, Origin.MANUAL)
        else:
            pattern = planned(price.amount, price.origin)
        return Instalment(
            rank,
            hand.due or contractual,
            pattern.amount,
            hand.state(),
            pattern.origin,
            pattern.suspension,
            contractual,
            pattern.postpones and not hand.deleted,
            postponed_from,
        )

    def _owe(self, instalment: Instalment, amount: Cents) -> None:
        suspension = instalment.suspension
        sequence = 0 if suspension is None else self._sequences.get(suspension, 0)
        heappush(self._owed, (sequence, instalment.rank, amount))

    def _append(self, head: list[Instalment], count: int) -> Tail | None:
        """After the last contract rank: the full prices owed, and maintenance while it runs."""
        settled_from = max([self._after_singles(), *self._cover_breaks])
        last_fact = max(self._facts, default=0)
        rank = Rank(count)
        while True:
            rank = Rank(rank + 1)
            cover = covering(self._covers, rank)
            endless = cover is not None and _never_ends(cover)
            if rank >= settled_from and endless:
                return Tail(rank, self.terms, self._pattern(rank))
            if rank >= settled_from and cover is None:
                head.extend(self._settled(rank))
                return None
            if self._owed or endless or rank in self._facts:
                head.append(self._appended(rank, cover))
            elif rank >= last_fact:
                return None

    def _settled(self, first: Rank) -> list[Instalment]:
        """All full prices owed, one after the other from a rank after which nothing special happens."""
        dues = due_dates(self.terms, first, Rank(first + len(self._owed) - 1))
        settled = []
        rank = first
        for due, (_, replaced, amount) in zip(dues, sorted(self._owed), strict=True):
            amount = self._price_by_now(rank, amount)
            settled.append(Instalment(rank, due, amount, _PLANNED, _POSTPONED, None, due, False, replaced))
            rank = Rank(rank + 1)
        return settled

    def _price_by_now(self, rank: Rank, amount: Cents) -> Cents:
        """A full price owed, or the price recorded at a stop since (spec 2.3)."""
        price = self.prices.normal(rank)
        return price.amount if price.origin is _PRICE_CHANGE else amount

    def _appended(self, rank: Rank, cover: Suspension | None) -> Instalment:
        """The next full price owed, unless this rank is replaced in its turn and owes it on.

        Where nothing is owed the rank is there for the maintenance alone.
        """
        contractual = due_date(self.terms, rank)
        price, replaced = self.prices.at(rank), None
        if cover is not None and cover.maintenance is not None:
            price = Price(rank, cover.maintenance, Origin.SUSPENSION)
        if self._owed:
            _, replaced, amount = heappop(self._owed)
            price = Price(rank, self._price_by_now(rank, amount), Origin.POSTPONED)
        fact = self._facts.get(rank)
        if fact is not None:
            instalment = _of_fact(fact, contractual, replaced)
        else:
            instalment = self._by_rules(rank, contractual, price, replaced)
        if replaced is not None and (instalment.postpones or self._is_deleted_maintenance(instalment)):
            self._owe(instalment, price.amount)
        return instalment

    def _is_deleted_maintenance(self, instalment: Instalment) -> bool:
        """An appended maintenance debit that was deleted: the full price stays owed."""
        if instalment.origin is not Origin.SUSPENSION or instalment.state is not InstalmentState.DELETED:
            return False
        suspension = covering(self._covers, instalment.rank)
        return suspension is not None and suspension.postpones

    def _in_order(self, head: list[Instalment], tail: Tail | None) -> tuple[list[Instalment], Tail | None]:
        """By due date where dates were moved by hand or instalments added; ranks keep their numbers."""
        if not self._by_hand and not self._facts:
            return head, tail
        added = [self._added(rank, hand) for rank, hand in self._by_hand.items() if hand.added]
        moved = [each for each in head if each.due != each.contractual_due]
        if not added and not moved:
            return head, tail
        if tail is not None:
            latest = max(each.due for each in (*added, *moved))
            first = max(tail.first_rank, first_rank_due_from(self.terms, latest))
            first = min(first, last_rank_in_calendar(self.terms))
            head.extend(tail.instalments(tail.first_rank, Rank(first - 1)))
            tail = Tail(first, self.terms, tail.pattern)
        return sorted((*head, *added), key=_order), tail

    def _added(self, rank: Rank, hand: RankByHand) -> Instalment:
        fact = self._facts.get(rank)
        if fact is not None:
            return _of_fact(fact, None)
        return Instalment(
            rank, hand.due or self.terms.first_due, hand.amount or Cents(0), hand.state(), Origin.ADDED
        )


_UNTOUCHED = RankByHand()
_PLANNED = InstalmentState.PLANNED
_SUSPENSION, _POSTPONED, _PRICE_CHANGE = Origin.SUSPENSION, Origin.POSTPONED, Origin.PRICE_CHANGE
"""Named once: finding a member of an enumeration takes as long as making an instalment."""


def _never_ends(suspension: Suspension) -> bool:
    """Whether its maintenance goes on without end: open, and what it replaces is postponed."""
    return suspension.postpones and suspension.ranks is not None and suspension.ranks.last is None


def _cover_breaks(covers: Iterable[Suspension]) -> set[int]:
    """Ranks from which another suspension may cover, or none."""
    breaks: set[int] = set()
    for suspension in covers:
        if suspension.ranks is not None:
            breaks.add(suspension.ranks.first)
            if suspension.ranks.last is not None:
                breaks.add(suspension.ranks.last + 1)
        for rank in suspension.returned:
            breaks.update((rank, rank + 1))
    return breaks


def _of_fact(fact: Fact, contractual: date | None, postponed_from: Rank | None = None) -> Instalment:
    return Instalment(
        fact.rank,
        fact.due,
        fact.amount,
        fact.state,
        fact.origin,
        fact.suspension,
        contractual,
        fact.postpones,
        postponed_from,
    )


def _hand_wins(hand: RankByHand, suspension: Suspension) -> bool:
    """Whether the rank stays as it was set by hand although it is suspended (spec 2.4)."""
    if hand.deleted and hand.deleted_sequence < suspension.sequence:
        return True
    if hand.amount is None:
        return False
    return hand.amount_sequence > suspension.sequence or not suspension.replaces_manual


def _order(instalment: Instalment) -> tuple[object, ...]:
    return (instalment.due, instalment.rank < 0, abs(instalment.rank))
