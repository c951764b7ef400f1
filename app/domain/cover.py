"""Which suspension replaces which rank, and whether two claim the same one (spec 2.2, 2.5)."""

from collections.abc import Iterable

from app.domain.contract import RankRange, Suspension
from app.domain.ids import Rank


def has_rank(ranks: RankRange, rank: int) -> bool:
    """Whether `rank` is one of them."""
    return ranks.first <= rank and (ranks.last is None or rank <= ranks.last)


def covering(suspensions: Iterable[Suspension], rank: Rank) -> Suspension | None:
    """The suspension whose ranks hold this one, whatever else happens to it."""
    for suspension in suspensions:
        ranks = suspension.ranks
        if ranks is not None and has_rank(ranks, rank) and rank not in suspension.returned:
            return suspension
    return None


def shares_rank(suspension: Suspension, ranks: RankRange) -> bool:
    """Whether the suspension replaces one of these ranks."""
    own = suspension.ranks
    if own is None:
        return False
    first = max(own.first, ranks.first)
    lasts = [last for last in (own.last, ranks.last) if last is not None]
    if not lasts:
        return True
    return any(rank not in suspension.returned for rank in range(first, min(lasts) + 1))
