"""Walks the ranks of a contract: terms, suspensions, changes by hand and facts → instalments (spec 2)."""

from collections.abc import Iterable
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
        self._by_hand = changes_by_rank(contract.manual)
        self._facts: dict[Rank, Fact] = {fact.rank: fact for fact in contract.facts}
        self._owed: list[tuple[int, Rank, Cents]] = []
        self._special_breaks = self._find_special_breaks()

    def run(self) -> tuple[list[Instalment], Tail | None]:
        """All instalments up to the last where anything special happens, and the endless rest."""
        if self.terms.count is None:
            return self._in_order(*self._endless())
        head = self._contract_ranks(self.terms.count)
        return self._in_order(head, self._append(head, self.terms.count))

    def covering(self, rank: Rank) -> Suspension | None:
        """The suspension that replaces this rank, whatever else happens to it."""
        return covering(self._covers, rank)

    def _endless(self) -> tuple[list[Instalment], Tail]:
        last = last_rank_in_calendar(self.terms)
        breaks = [rank for rank in self._breaks() if rank <= last]
        first = Rank(breaks[-1])
        head = self._runs(breaks)
        return head, Tail(first, self.terms, self._pattern(first, self.prices.at(first)))

    def _contract_ranks(self, count: int) -> list[Instalment]:
        breaks = [rank for rank in self._breaks() if rank <= count]
        return self._runs([*breaks, count + 1])

    def _breaks(self) -> list[int]:
        return sorted({1, *self.prices.breaks(), *self._special_breaks})

    def _find_special_breaks(self) -> set[int]:
        breaks: set[int] = set()
        for suspension in self._covers:
            if suspension.ranks is not None:
                breaks.add(suspension.ranks.first)
                if suspension.ranks.last is not None:
                    breaks.add(suspension.ranks.last + 1)
            breaks.update(suspension.returned)
            breaks.update(rank + 1 for rank in suspension.returned)
        for special in (self._by_hand, self._facts):
            for rank in special:
                if rank > 0:
                    breaks.add(rank)
                    breaks.add(rank + 1)
        return breaks

    def _runs(self, breaks: list[int]) -> list[Instalment]:
        instalments: list[Instalment] = []
        for first, after in pairwise(breaks):
            instalments.extend(self._run(Rank(first), Rank(after - 1)))
        return instalments

    def _run(self, first: Rank, last: Rank) -> Iterable[Instalment]:
        """Ranks between two breaks: all alike, or one that stands alone."""
        price = self.prices.at(first)
        if first in self._facts or first in self._by_hand:
            instalment = self._single(first, price)
            if instalment.postpones:
                self._owe(instalment, price.amount)
            return (instalment,)
        pattern = self._pattern(first, price)
        instalments = alike(self.terms, first, last, pattern)
        if not pattern.postpones:
            return instalments
        instalments = list(instalments)
        for instalment in instalments:
            self._owe(instalment, price.amount)
        return instalments

    def _owe(self, instalment: Instalment, amount: Cents) -> None:
        suspension = instalment.suspension
        sequence = 0 if suspension is None else self._sequences.get(suspension, 0)
        heappush(self._owed, (sequence, instalment.rank, amount))

    def _pattern(self, rank: Rank, price: Price) -> Pattern:
        """What a rank that was not changed by hand and is no fact looks like."""
        suspension = self.covering(rank)
        return (
            planned(price.amount, price.origin) if suspension is None else self._replaced(suspension, price)
        )

    def _replaced(self, suspension: Suspension, price: Price) -> Pattern:
        amount = price.amount if suspension.maintenance is None else suspension.maintenance
        postpones = suspension.postpones and self.terms.count is not None
        return Pattern(amount, InstalmentState.PLANNED, Origin.SUSPENSION, suspension.id, postpones)

    def _single(self, rank: Rank, price: Price, postponed_from: Rank | None = None) -> Instalment:
        """One rank on its own: its fact, or the change by hand that wins over the suspension, or it."""
        contractual = due_date(self.terms, rank)
        fact = self._facts.get(rank)
        if fact is not None:
            return _of_fact(fact)._replace(contractual_due=contractual, postponed_from=postponed_from)
        hand = self._by_hand.get(rank, _UNTOUCHED)
        suspension = self.covering(rank)
        if suspension is not None and not _hand_wins(hand, suspension):
            pattern, postponed_from = self._replaced(suspension, price), None
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

    def _append(self, head: list[Instalment], count: int) -> Tail | None:
        """After the last contract rank: the full prices owed, and maintenance while it runs."""
        specials = max(self._special_breaks, default=0)
        last_fact = max(self._facts, default=0)
        rank = Rank(count)
        while True:
            rank = Rank(rank + 1)
            cover = self.covering(rank)
            endless = cover if cover is not None and _never_ends(cover) else None
            if endless is not None and rank >= specials:
                return Tail(rank, self.terms, self._replaced(endless, self.prices.at(rank)))
            if cover is None and rank >= specials:
                head.extend(self._settled(rank))
                return None
            if self._owed:
                head.append(self._appended(rank))
            elif rank in self._facts or endless is not None:
                head.append(self._single(rank, self.prices.at(rank)))
            elif rank >= last_fact:
                return None

    def _settled(self, first: Rank) -> Iterable[Instalment]:
        """All full prices owed, one after the other from a rank after which nothing special happens."""
        dues = due_dates(self.terms, first, Rank(first + len(self._owed) - 1))
        for rank, (due, (_, postponed_from, amount)) in enumerate(
            zip(dues, sorted(self._owed), strict=True), first
        ):
            yield Instalment(
                Rank(rank),
                due,
                self._price_by_now(Rank(rank), amount),
                origin=Origin.POSTPONED,
                contractual_due=due,
                postponed_from=postponed_from,
            )

    def _price_by_now(self, rank: Rank, amount: Cents) -> Cents:
        """A full price owed, or the price recorded at a stop since (spec 2.3)."""
        price = self.prices.normal(rank)
        return price.amount if price.origin is Origin.PRICE_CHANGE else amount

    def _appended(self, rank: Rank) -> Instalment:
        """The next full price owed, unless this rank is replaced in its turn and owes it on."""
        _, postponed_from, amount = heappop(self._owed)
        amount = self._price_by_now(rank, amount)
        instalment = self._single(rank, Price(rank, amount, Origin.POSTPONED), postponed_from)
        if instalment.postpones or self._is_deleted_maintenance(instalment):
            self._owe(instalment, amount)
        return instalment

    def _is_deleted_maintenance(self, instalment: Instalment) -> bool:
        """An appended maintenance debit that was deleted: the full price stays owed."""
        if instalment.origin is not Origin.SUSPENSION or instalment.state is not InstalmentState.DELETED:
            return False
        suspension = self.covering(instalment.rank)
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
            return _of_fact(fact)
        return Instalment(
            rank, hand.due or self.terms.first_due, hand.amount or Cents(0), hand.state(), Origin.ADDED
        )


_UNTOUCHED = RankByHand()


def _never_ends(suspension: Suspension) -> bool:
    """Whether its maintenance goes on without end: open, and what it replaces is postponed."""
    return suspension.postpones and suspension.ranks is not None and suspension.ranks.last is None


def _of_fact(fact: Fact) -> Instalment:
    return Instalment(
        fact.rank, fact.due, fact.amount, fact.state, fact.origin, fact.suspension, None, fact.postpones
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
