"""What the sale reads beside the window: the buyer, the plans that are sold, a proposal, a preview."""

from dataclasses import dataclass
from datetime import date

from app.domain.ids import ClientId, PlanId
from app.domain.refusals import Refused
from app.domain.schedule import Schedule
from app.services.desk import Desk
from app.services.plans import plans
from app.services.queries.card import client_card
from app.services.requests import SellAccess
from app.services.sales import preview_sale, propose_sale
from app.services.views import ClientCard, PlanRow, SaleProposal


@dataclass(frozen=True, slots=True)
class Opened:
    """Who buys, and what can be bought."""

    today: date
    card: ClientCard
    plans: tuple[PlanRow, ...]


@dataclass(frozen=True, slots=True)
class Proposed:
    """The proposal of a plan for a start, or why nothing can be sold."""

    plan: PlanRow
    proposal: SaleProposal | None
    refused: Refused | None = None


@dataclass(frozen=True, slots=True)
class Previewed:
    """The schedule that the sale would make, or why it would be refused."""

    request: SellAccess
    schedule: Schedule | None
    refused: Refused | None = None


def read(desk: Desk, client: ClientId) -> Opened:
    """The buyer's card and the plans that are sold; refuses NotFound."""
    return Opened(desk.today(), client_card(desk, client), plans(desk, only_active=True))


def propose(desk: Desk, client: ClientId, plan: PlanRow, start: date) -> Proposed:
    """What the plan proposes from `start` on; a refusal is an answer here, not an accident."""
    try:
        return Proposed(plan, propose_sale(desk, client, PlanId(plan.id), start))
    except Refused as refused:
        return Proposed(plan, None, refused)


def preview(desk: Desk, request: SellAccess) -> Previewed:
    """What will stand in the Echéancier; a refusal is an answer here, not an accident."""
    try:
        return Previewed(request, preview_sale(desk, request))
    except Refused as refused:
        return Previewed(request, None, refused)
