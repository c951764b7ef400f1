"""What a club decides for all its suspensions (spec 2.2, 2.5, 4.1)."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.cents import Cents


class ProposalRule(StrEnum):
    """*Règle de proposition*: how many instalments a suspension proposes to replace."""

    BY_30_DAYS = "by_30_days"
    BY_DUE_DATES = "by_due_dates"


@dataclass(frozen=True, slots=True)
class ClubRules:
    """The club's settings; None: no such limit, which is how a club starts.

    `max_suspension_days` holds for one suspension, the `year_` limits for one contract year. An
    unlimited suspension is longer than any maximum. `maintenance` is proposed where the plan
    proposes none.
    """

    proposal: ProposalRule = ProposalRule.BY_30_DAYS
    max_suspension_days: int | None = None
    year_max_days: int | None = None
    year_max_suspensions: int | None = None
    shortest_days: int | None = None
    notice_days: int = 0
    prenotification_days: int = 14
    maintenance: Cents | None = None
