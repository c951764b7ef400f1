"""A small club with prospects, for tests: each method is one thing a person does."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from app.domain.cents import Cents
from app.domain.ids import ClientId, FollowUpId, OpportunityId, QuoteId
from app.domain.prospects import FollowUpKind, QuoteState, Stage
from app.domain.quote_lines import QuoteLine
from app.services.desk import Desk
from app.services.fields import MandateFields, PlanFields
from app.services.prospects.converting import QuoteConverted, convert_quote, propose_conversion
from app.services.prospects.follow_up_queries import follow_up_view
from app.services.prospects.follow_ups import (
    FollowUpSaved,
    cancel_follow_up,
    finish_follow_up,
    save_follow_up,
)
from app.services.prospects.offers import plan_choices
from app.services.prospects.opportunities import move_opportunity, save_opportunity
from app.services.prospects.queries import opportunity_view, quote_view
from app.services.prospects.quotes import move_quote, save_quote
from app.services.prospects.requests import (
    CancelFollowUp,
    ConvertQuote,
    FinishFollowUp,
    FollowUpFields,
    LineSale,
    MoveOpportunity,
    MoveQuote,
    OpportunityFields,
    QuoteFields,
    SaveFollowUp,
    SaveOpportunity,
    SaveQuote,
)
from tests.services.club import BIC, IBAN, UNLIMITED, Club, new_command

TOWEL = QuoteLine("Serviette", Cents(1210), Decimal(21), Decimal(2))
LESSON = QuoteLine("Leçon d'essai", Cents(3500), Decimal(6))


@dataclass
class ProspectClub:
    """The desk of a club, and who may buy there."""

    club: Club

    @property
    def desk(self) -> Desk:
        """The administrator's desk."""
        return self.club.desk

    def opportunity(self, client: ClientId | None = None, **fields: Any) -> OpportunityId:
        """An opportunity of 720 €, noted today."""
        noted = {"title": "Abonnement annuel", "expected_value": Cents(72000), **fields}
        buyer = client if client is not None else self.club.client()
        request = SaveOpportunity(new_command(), None, 0, buyer, OpportunityFields(**noted))
        return save_opportunity(self.desk, request).opportunity

    def moved(self, opportunity: OpportunityId, stage: Stage, reason: str = "") -> None:
        """The opportunity goes to another stage."""
        version = opportunity_view(self.desk, opportunity).version
        move_opportunity(self.desk, MoveOpportunity(new_command(), opportunity, version, stage, reason))

    def changed(self, opportunity: OpportunityId, **fields: Any) -> None:
        """Something else is noted of the opportunity."""
        row = opportunity_view(self.desk, opportunity)
        noted = OpportunityFields(
            row.title, row.expected_value, row.expected_on, row.source, row.adviser, row.note
        )
        request = SaveOpportunity(
            new_command(), opportunity, row.version, row.client.id, replace(noted, **fields)
        )
        save_opportunity(self.desk, request)

    def plan_line(self, plan: PlanFields = UNLIMITED, **changed: Any) -> QuoteLine:
        """A line that offers a plan at its price."""
        chosen = self.club.plan(plan)
        choice = next(each for each in plan_choices(self.desk) if each.id == chosen)
        fields = {"description": choice.name, "unit_price": choice.amount, "vat_rate": Decimal(21)}
        return QuoteLine(**{**fields, "offer": choice.offer, **changed})

    def quote(
        self,
        *lines: QuoteLine,
        client: ClientId | None = None,
        opportunity: OpportunityId | None = None,
        valid_until: date | None = None,
    ) -> QuoteId:
        """A draft of these lines (two towels), valid for 30 days."""
        until = valid_until or self.desk.today() + timedelta(days=30)
        buyer = client if client is not None else self.club.client()
        fields = QuoteFields(lines or (TOWEL,), until)
        return save_quote(self.desk, SaveQuote(new_command(), None, 0, buyer, fields, opportunity)).quote

    def rewritten(self, quote: QuoteId, *lines: QuoteLine) -> None:
        """The draft offers these lines instead."""
        view = quote_view(self.desk, quote)
        fields = QuoteFields(lines, view.row.valid_until)
        save_quote(self.desk, SaveQuote(new_command(), quote, view.row.version, view.row.client.id, fields))

    def answered(self, quote: QuoteId, state: QuoteState, desk: Desk | None = None, reason: str = "") -> None:
        """What became of the quote."""
        version = quote_view(self.desk, quote).row.version
        move_quote(desk or self.desk, MoveQuote(new_command(), quote, version, state, reason))

    def conversion(self, quote: QuoteId, desk: Desk | None = None, **changed: Any) -> ConvertQuote:
        """The request as the plans propose it."""
        proposed = propose_conversion(desk or self.desk, quote)
        mandate = MandateFields(IBAN, BIC, f"RUM-Q{quote}", self.desk.today()) if proposed.mandate else None
        fields = {
            "command": new_command(),
            "quote": quote,
            "version": proposed.view.row.version,
            "sales": tuple(
                LineSale(each.position, each.start, each.first_due, each.anchor_day)
                for each in proposed.sales
            ),
            "mandate": mandate,
        }
        return ConvertQuote(**{**fields, **changed})

    def converted(self, quote: QuoteId, desk: Desk | None = None) -> QuoteConverted:
        """The quote became a sale."""
        return convert_quote(desk or self.desk, self.conversion(quote, desk))

    def follow_up(
        self,
        client: ClientId | None = None,
        due_on: date | None = None,
        opportunity: OpportunityId | None = None,
        **fields: Any,
    ) -> FollowUpId:
        """A call that is due today."""
        buyer = client if client is not None else self.club.client()
        return self.saved_follow_up(buyer, due_on or self.desk.today(), opportunity, **fields).follow_up

    def saved_follow_up(
        self, client: ClientId, due_on: date, opportunity: OpportunityId | None = None, **fields: Any
    ) -> FollowUpSaved:
        """What planning a call answers."""
        noted = {"kind": FollowUpKind.CALL, "subject": "Proposer un essai", "due_on": due_on, **fields}
        request = SaveFollowUp(new_command(), None, 0, client, FollowUpFields(**noted), opportunity)
        return save_follow_up(self.desk, request)

    def done(
        self, follow_up: FollowUpId, result: str = "", then: FollowUpFields | None = None
    ) -> FollowUpSaved:
        """The follow-up was done."""
        version = follow_up_view(self.desk, follow_up).version
        return finish_follow_up(self.desk, FinishFollowUp(new_command(), follow_up, version, result, then))

    def put_off(self, follow_up: FollowUpId, due_on: date) -> None:
        """The follow-up is for another day, and for whoever is signed in."""
        row = follow_up_view(self.desk, follow_up)
        fields = FollowUpFields(row.kind, row.subject, due_on, row.due_at, self.desk.operator.user, row.note)
        save_follow_up(self.desk, SaveFollowUp(new_command(), follow_up, row.version, row.client.id, fields))

    def called_off(self, follow_up: FollowUpId, reason: str = "") -> None:
        """The follow-up is called off."""
        version = follow_up_view(self.desk, follow_up).version
        cancel_follow_up(self.desk, CancelFollowUp(new_command(), follow_up, version, reason))
