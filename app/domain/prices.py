"""What the contract itself asks at a rank: first amounts, price steps, price changes (spec 2.1, 2.3)."""

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from app.domain.cents import Cents
from app.domain.contract import Origin, PriceChange, Terms
from app.domain.dues import first_rank_due_from
from app.domain.ids import Rank

_FIRST, _CONTRACT = Rank(1), Origin.CONTRACT


class Price(NamedTuple):
    """An amount that holds from a rank on, and what made it."""

    from_rank: Rank
    amount: Cents
    origin: Origin


class PriceTable:
    """The amounts of a contract as a step function of the rank.

    A price step holds from its date on, a price change from the due date of its rank on; the
    later in date wins, and on the same date the price change.
    """

    __slots__ = ("_first_amounts", "_from_ranks", "prices")

    def __init__(self, terms: Terms, changes: Iterable[PriceChange]) -> None:
        self._first_amounts = terms.first_amounts
        prices = [Price(_FIRST, terms.normal_amount, _CONTRACT)]
        if terms.price_steps or changes:
            prices += [
                Price(first_rank_due_from(terms, step.from_due), step.amount, Origin.PRICE_STEP)
                for step in sorted(terms.price_steps, key=lambda step: step.from_due)
            ]
            prices += [
                Price(change.from_rank, change.amount, Origin.PRICE_CHANGE)
                for change in sorted(changes, key=lambda change: change.sequence)
            ]
            prices.sort(key=lambda price: price.from_rank)
        self.prices = prices
        self._from_ranks = [price.from_rank for price in prices]

    def normal(self, rank: Rank) -> Price:
        """The normal amount at this rank, leaving first amounts aside."""
        return self.prices[bisect_right(self._from_ranks, rank) - 1]

    def at(self, rank: Rank) -> Price:
        """What the contract asks at this rank; first amounts win for their ranks."""
        if rank <= len(self._first_amounts):
            return Price(rank, self._first_amounts[rank - 1], Origin.FIRST_AMOUNT)
        return self.normal(rank)

    def lowest_normal(self, first: Rank, last: Rank | None) -> Cents:
        """The lowest normal amount of the ranks `first`…`last`."""
        later = [
            p.amount for p in self.prices if p.from_rank > first and (last is None or p.from_rank <= last)
        ]
        return min([self.normal(first).amount, *later])

    def breaks(self) -> list[int]:
        """Ranks from which another price may hold."""
        count = len(self._first_amounts)
        return [*self._from_ranks, *range(1, count + 2)] if count else [*self._from_ranks]
