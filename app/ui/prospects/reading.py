"""What the windows of prospects ask of the services, each imported when it is first called."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.domain.ids import ClientId, FollowUpId, OpportunityId, QuoteId
from app.domain.prospects import QuoteState
from app.services.desk import Desk, Outcome
from app.services.documents.papers import PaperChoices, PrintedPaper
from app.services.prospects.requests import (
    CancelFollowUp,
    ConvertQuote,
    FinishFollowUp,
    MoveOpportunity,
    MoveQuote,
    SaveFollowUp,
    SaveOpportunity,
    SaveQuote,
)
from app.services.prospects.views import (
    ClientProspects,
    Colleague,
    Conversion,
    FollowUpList,
    FollowUpRow,
    OpportunityRow,
    PipelineFilter,
    PlanChoice,
    QuoteRow,
    QuoteView,
    Someone,
    StageSum,
)

Request = (
    SaveOpportunity
    | MoveOpportunity
    | SaveQuote
    | MoveQuote
    | ConvertQuote
    | SaveFollowUp
    | FinishFollowUp
    | CancelFollowUp
)


@dataclass(frozen=True, slots=True)
class OpportunityGround:
    """What the window of an opportunity needs: the row (None: new), the client, what can be chosen."""

    row: OpportunityRow | None
    client: Someone | None
    quotes: Sequence[QuoteRow]
    follow_ups: Sequence[FollowUpRow]
    sources: Sequence[str]
    colleagues: Sequence[Colleague]


@dataclass(frozen=True, slots=True)
class QuoteGround:
    """What the window of a quote needs: the quote (None: new), the client, plans and VAT rates."""

    view: QuoteView | None
    client: Someone | None
    plans: Sequence[PlanChoice]
    rates: Sequence[Decimal]


@dataclass(frozen=True, slots=True)
class FollowUpGround:
    """What the window of a follow-up needs: the row (None: new), the client, whom it can be assigned to."""

    row: FollowUpRow | None
    client: Someone | None
    colleagues: Sequence[Colleague]


def named(desk: Desk, client: ClientId | None) -> Someone | None:
    """The client, where one is given."""
    from app.services.prospects.queries import client_named

    return None if client is None else client_named(desk, client)


def opportunity_ground(
    desk: Desk, opportunity: OpportunityId | None, client: ClientId | None
) -> OpportunityGround:
    """Everything the window of an opportunity shows."""
    from app.services.prospects.follow_up_queries import colleagues, follow_ups_of_opportunity
    from app.services.prospects.queries import opportunity_view, quotes_of_opportunity, usual_sources

    row = None if opportunity is None else opportunity_view(desk, opportunity)
    about = named(desk, client) if row is None else row.client
    quotes = () if opportunity is None else quotes_of_opportunity(desk, opportunity)
    follow_ups = () if opportunity is None else follow_ups_of_opportunity(desk, opportunity)
    return OpportunityGround(row, about, quotes, follow_ups, usual_sources(desk), colleagues(desk))


def quote_ground(desk: Desk, quote: QuoteId | None, client: ClientId | None) -> QuoteGround:
    """Everything the window of a quote shows."""
    from app.services.prospects.offers import plan_choices, rates_for
    from app.services.prospects.queries import quote_view

    view = None if quote is None else quote_view(desk, quote)
    about = named(desk, client) if view is None else view.row.client
    rates = rates_for(desk, about.id if about is not None else None)
    return QuoteGround(view, about, plan_choices(desk), rates)


def follow_up_ground(desk: Desk, follow_up: FollowUpId | None, client: ClientId | None) -> FollowUpGround:
    """Everything the window of a follow-up shows."""
    from app.services.prospects.follow_up_queries import colleagues, follow_up_view

    row = None if follow_up is None else follow_up_view(desk, follow_up)
    return FollowUpGround(row, named(desk, client) if row is None else row.client, colleagues(desk))


def conversion(desk: Desk, quote: QuoteId) -> Conversion:
    """What turning the quote into a sale will do."""
    from app.services.prospects.converting import propose_conversion

    return propose_conversion(desk, quote)


def carry_out(desk: Desk, request: Request) -> Outcome:
    """Carry one request to its service."""
    from app.services.prospects import converting, follow_ups, opportunities, quotes

    acts: dict[type, Callable[..., Outcome]] = {
        SaveOpportunity: opportunities.save_opportunity,
        MoveOpportunity: opportunities.move_opportunity,
        SaveQuote: quotes.save_quote,
        MoveQuote: quotes.move_quote,
        ConvertQuote: converting.convert_quote,
        SaveFollowUp: follow_ups.save_follow_up,
        FinishFollowUp: follow_ups.finish_follow_up,
        CancelFollowUp: follow_ups.cancel_follow_up,
    }
    return acts[type(request)](desk, request)


# Lists


def sums(desk: Desk) -> Sequence[StageSum]:
    """What stands in each stage."""
    from app.services.prospects.queries import pipeline_sums

    return pipeline_sums(desk)


def opportunities_page(
    desk: Desk, wanted: PipelineFilter, after: OpportunityRow | None, limit: int
) -> Sequence[OpportunityRow]:
    """The next opportunities."""
    from app.services.prospects.queries import opportunity_page

    return opportunity_page(desk, wanted, after, limit)


def quotes_page(desk: Desk, state: str | None, after: QuoteRow | None, limit: int) -> Sequence[QuoteRow]:
    """The next quotes of this state, as its filter gives it."""
    from app.services.prospects.queries import quote_page

    return quote_page(desk, QuoteState(state) if state else None, after, limit)


def follow_ups_page(desk: Desk, wanted: str, after: FollowUpRow | None, limit: int) -> Sequence[FollowUpRow]:
    """The next follow-ups of this list, as its filter gives it."""
    from app.services.prospects.follow_up_queries import follow_up_page

    return follow_up_page(desk, FollowUpList(wanted), after, limit)


def of_client(desk: Desk, client: ClientId) -> ClientProspects:
    """Everything of one client."""
    from app.services.prospects.follow_up_queries import client_prospects

    return client_prospects(desk, client)


def quote_on_paper(desk: Desk, quote: QuoteId, choices: PaperChoices) -> PrintedPaper:
    """The quote as a PDF."""
    from app.services.documents.quote_paper import quote_pdf

    return quote_pdf(desk, quote, choices)
