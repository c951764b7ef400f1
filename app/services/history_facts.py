"""How contract values are told in the history: plain JSON values under stable names."""

from app.domain import contract as d
from app.domain.instalments import Instalment
from app.domain.periods import days_of


def told_suspension(made: d.Suspension) -> dict[str, object]:
    """A suspension: days, cause, ranks, maintenance in cents."""
    return {
        "suspension": made.id,
        "first_day": made.days.first,
        "last_day": made.days.last,
        "days": days_of(made.days),
        "cause": made.cause,
        "first_rank": made.ranks.first if made.ranks else None,
        "last_rank": made.ranks.last if made.ranks else None,
        "open_ranks": made.ranks is not None and made.ranks.last is None,
        "maintenance": made.maintenance,
        "postpones": made.postpones,
    }


def told_instalment(made: Instalment) -> dict[str, object]:
    """An instalment: rank, due date, amount in cents, state."""
    return {"rank": made.rank, "due": made.due, "amount": made.amount, "state": made.state}
