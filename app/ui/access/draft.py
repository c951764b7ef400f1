"""A suspension as it is being typed, and what the rules answer to it: the same decision that the save takes."""

from dataclasses import dataclass, replace
from datetime import date

from app.domain.cents import Cents
from app.domain.contract import Contract, DayRange, RankRange
from app.domain.ids import CommandId, SuspensionId
from app.domain.periods import days_of
from app.domain.proposal import Proposal, propose_ranks
from app.domain.refusals import DaysMissing, Refusal, Refused
from app.domain.rights import Rights
from app.domain.rules import ClubRules
from app.domain.suspensions import (
    SuspensionDecision,
    SuspensionTerms,
    decide_modification,
    decide_suspension,
    next_sequence,
)
from app.services.requests import ModifySuspension, SuspendAccess
from app.services.views import AccessView, SuspensionRow

UNSAVED = SuspensionId(0)


@dataclass(frozen=True, slots=True)
class Ground:
    """What a draft is judged on; `suspension` None: a new one is added."""

    contract: Contract
    today: date
    rules: ClubRules
    rights: Rights
    suspension: SuspensionId | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """Both steps as typed; `days` None: the dates cannot be read yet. `ranks` None: no debit changed."""

    days: DayRange | None = None
    cause: str = ""
    ranks: RankRange | None = None
    maintenance: Cents | None = None
    postpones: bool = True
    replaces_manual: bool = False
    confirms_above_normal: bool = False

    @property
    def day_count(self) -> int | None:
        """The number of days asked for; None: unlimited or unreadable."""
        return None if self.days is None else days_of(self.days)

    def only_days(self) -> "Draft":
        """The draft of step 1: no debit touched yet."""
        return replace(self, ranks=None, maintenance=None)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the rules say of a draft: a decision, or every reason against it."""

    decision: SuspensionDecision | None
    refusals: tuple[Refusal, ...]


def judge(ground: Ground, draft: Draft) -> Answer:
    """The decision that a save would take now (spec 1.5: the preview is what gets booked)."""
    if draft.days is None:
        return Answer(None, (DaysMissing(),))
    try:
        return Answer(_decide(ground, draft, draft.days), ())
    except Refused as refused:
        return Answer(None, tuple(refused.refusals))


def _decide(ground: Ground, draft: Draft, days: DayRange) -> SuspensionDecision:
    maintenance = draft.maintenance if draft.ranks is not None else None
    terms = SuspensionTerms(
        days, draft.ranks, maintenance, draft.cause, draft.postpones, draft.replaces_manual
    )
    if ground.suspension is not None:
        return decide_modification(
            ground.contract,
            ground.suspension,
            terms,
            sequence=next_sequence(ground.contract),
            today=ground.today,
            rules=ground.rules,
            rights=ground.rights,
        )
    return decide_suspension(
        ground.contract,
        terms,
        suspension=UNSAVED,
        sequence=next_sequence(ground.contract),
        today=ground.today,
        rules=ground.rules,
        rights=ground.rights,
    )


def propose(ground: Ground, days: DayRange) -> Proposal:
    """The ranks that the club's rule proposes for these days (spec 2.2)."""
    return propose_ranks(ground.contract, days, ground.rules.proposal, ignoring=ground.suspension)


def proposed_ranks(proposal: Proposal) -> RankRange | None:
    """The proposal as ranks of a draft; None: no debit changed."""
    return None if proposal.first is None else RankRange(proposal.first, proposal.last)


def draft_of(row: SuspensionRow, proposed: Cents) -> Draft:
    """A stored suspension as a draft, for Modifier; `proposed` fills the amount where it has none."""
    ranks = None
    if row.first_rank is not None:
        ranks = RankRange(row.first_rank, None if row.open_ranks else row.last_rank)
    maintenance = proposed if row.maintenance is None else row.maintenance
    return Draft(DayRange(row.first_day, row.last_day), row.cause, ranks, maintenance, row.postpones)


def request(
    draft: Draft, command: CommandId, view: AccessView, row: SuspensionRow | None
) -> SuspendAccess | ModifySuspension:
    """What leaves the window: a new suspension, or the change of `row`. The days of `draft` are readable."""
    assert draft.days is not None
    ranks = None if view.contract.terms is None else draft.ranks
    maintenance = draft.maintenance if ranks is not None else None
    if row is None:
        return SuspendAccess(
            command,
            view.item.id,
            view.version,
            draft.days.first,
            draft.day_count,
            draft.cause,
            ranks,
            maintenance,
            draft.postpones,
            draft.replaces_manual,
            draft.confirms_above_normal,
        )
    return ModifySuspension(
        command,
        row.id,
        row.version,
        draft.days.first,
        draft.day_count,
        draft.cause,
        ranks,
        maintenance,
        draft.postpones,
        draft.replaces_manual,
        draft.confirms_above_normal,
    )
