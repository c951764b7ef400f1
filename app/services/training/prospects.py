"""Who may become a member of the invented club: opportunities in every stage, quotes and follow-ups (spec 1.9, 3.2)."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from decimal import Decimal
from functools import partial

from app.domain.cents import Cents
from app.domain.ids import ClientId, FollowUpId, OpportunityId
from app.domain.prospects import FollowUpKind, QuoteState, Stage
from app.domain.quote_lines import QuoteLine
from app.services.desk import Desk
from app.services.prospects.follow_up_queries import colleagues, follow_up_view
from app.services.prospects.follow_ups import finish_follow_up, save_follow_up
from app.services.prospects.offers import plan_choices, rates_for
from app.services.prospects.opportunities import move_opportunity, save_opportunity
from app.services.prospects.queries import opportunity_view, quote_view
from app.services.prospects.quotes import move_quote, save_quote
from app.services.prospects.requests import (
    FinishFollowUp,
    FollowUpFields,
    MoveOpportunity,
    MoveQuote,
    OpportunityFields,
    QuoteFields,
    SaveFollowUp,
    SaveOpportunity,
    SaveQuote,
)
from app.services.training.base import Club

C, T, V, M = FollowUpKind.CALL, FollowUpKind.TASK, FollowUpKind.VISIT, FollowUpKind.EMAIL
N, K, W, Q = Stage.NEW, Stage.CONTACTED, Stage.VISIT, Stage.QUOTED
VALID_DAYS = 30
SHORT_DAYS = 3
COACHING, ENTERPRISE = 10, 11
Event = Callable[[date], None]


@dataclass(frozen=True, slots=True)
class Story:
    """One opportunity: days since it was noted, days until it is hoped to be won (None: unknown)."""

    title: str
    euros: int
    stage: Stage
    ago: int
    ahead: int | None
    source: str
    adviser: str
    note: str = ""
    lost: str = ""


STORIES: tuple[Story, ...] = (
    Story("Abonnement illimité", 708, N, 1, 20, "Site web", "SARAH", "A rempli le formulaire du site."),
    Story("Douze mois", 590, N, 2, 25, "Parrainage", "TOM"),
    Story("Cours collectifs du midi", 420, N, 4, None, "Réseaux sociaux", "SARAH"),
    Story("Carte de dix séances", 110, N, 6, 12, "Passage au club", "TOM"),
    Story("Abonnement couple", 1180, K, 9, 18, "Parrainage", "SARAH", "Veut commencer à deux."),
    Story("Abonnement illimité", 708, K, 12, 14, "Téléphone", "TOM"),
    Story("Préparation marathon", 950, K, 15, 30, "Réseaux sociaux", "SARAH"),
    Story(
        "Abonnement illimité", 708, W, 18, 8, "Salon du sport", "SARAH", "Essai très positif, hésite encore."
    ),
    Story("Douze mois, étudiant", 480, W, 20, 10, "Site web", "TOM"),
    Story("Abonnement famille", 1560, Q, 24, 6, "Parrainage", "SARAH", "Compare avec un autre club."),
    Story("Coaching personnel", 900, Q, 27, 9, "Passage au club", "TOM"),
    Story("Convention d'entreprise, 8 personnes", 4720, Q, 35, 21, "Salon du sport", "SARAH"),
    Story("Douze mois", 590, Stage.WON, 60, -20, "Parrainage", "TOM"),
    Story("Abonnement illimité", 708, Stage.LOST, 55, -25, "Site web", "SARAH", lost="choisit un autre club"),
    Story("Cours d'aquagym", 360, Stage.LOST, 70, -30, "Téléphone", "TOM", lost="trop cher"),
)
DUE: tuple[tuple[int, FollowUpKind, str, int, str], ...] = (
    (4, C, "Rappeler pour fixer un essai", -3, ""),
    (5, M, "Envoyer les horaires des cours", -1, ""),
    (0, C, "Proposer un cours d'essai", 0, "10:00"),
    (6, C, "Demander ce qui a plu à la visite", 0, "14:30"),
    (9, T, "Préparer le devis famille", 0, ""),
    (7, V, "Essai avec Tom", 1, "18:00"),
    (11, C, "Relancer l'entreprise", 2, "09:30"),
    (10, C, "Relancer pour le devis", 5, ""),
)
"""Which story, what, its subject, in how many days, at what time."""
ANSWERS: dict[int, QuoteState | None] = {
    9: QuoteState.SENT,
    COACHING: QuoteState.ACCEPTED,
    ENTERPRISE: QuoteState.SENT,
    13: QuoteState.REFUSED,
    8: None,
}
"""Which stories have a quote, and what became of it; that of the enterprise has expired by now."""


@dataclass(slots=True)
class ProspectStory:
    """Lets the stories happen, each on its day and never before the card of its client was made."""

    club: Club
    today: date
    clients: Mapping[int, ClientId]
    opportunities: dict[int, OpportunityId] = field(default_factory=dict)
    follow_ups: dict[int, FollowUpId] = field(default_factory=dict)

    def events(self, created: Mapping[int, date]) -> dict[date, list[Event]]:
        """What happens on which day; `created` says when the cards of the prospects were made."""
        happened: dict[date, list[Event]] = defaultdict(list)
        numbers = sorted(created)[: len(STORIES)]
        if len(numbers) < len(STORIES):
            return happened
        begun = {at: max(created[number], self._ago(STORIES[at].ago)) for at, number in enumerate(numbers)}
        for at, number in enumerate(numbers):
            happened[begun[at]].append(partial(self._note, at, number))
        for at in (12, 14):
            happened[max(begun[at], self._ago(22))].append(partial(self._plan_past, at, numbers[at]))
            happened[max(begun[at], self._ago(20))].append(partial(self._finish, at))
        for at, answer in ANSWERS.items():
            day = max(begun[at], self._ago(16))
            happened[day].append(partial(self._quote, at, numbers[at], answer))
        for at, story in enumerate(STORIES):
            if story.stage is not N:
                day = max(begun[at], self._ago(min(story.ago, 14)))
                happened[day].append(partial(self._move, at))
        for at, kind, subject, days, clock in DUE:
            day = max(begun[at], self._ago(4))
            happened[day].append(partial(self._plan, at, numbers[at], kind, subject, days, clock))
        return happened

    def _ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def _note(self, at: int, number: int, day: date) -> None:
        story = STORIES[at]
        fields = OpportunityFields(
            title=story.title,
            expected_value=Cents(story.euros * 100),
            expected_on=None if story.ahead is None else self.today + timedelta(days=story.ahead),
            source=story.source,
            adviser=story.adviser,
            note=story.note,
        )
        request = SaveOpportunity(self.club.command(), None, 0, self.clients[number], fields)
        self.opportunities[at] = save_opportunity(self.club.desk(day, story.adviser), request).opportunity

    def _move(self, at: int, day: date) -> None:
        """The stage of today, unless the quote that was sent has put it there already."""
        story = STORIES[at]
        desk = self.club.desk(day, story.adviser)
        row = opportunity_view(desk, self.opportunities[at])
        if row.stage is not story.stage:
            request = MoveOpportunity(self.club.command(), row.id, row.version, story.stage, story.lost)
            move_opportunity(desk, request)

    def _quote(self, at: int, number: int, answer: QuoteState | None, day: date) -> None:
        """A quote of that day, and what the client answered to it; None: still a draft."""
        desk = self.club.desk(day, STORIES[at].adviser)
        days = SHORT_DAYS if at == ENTERPRISE else VALID_DAYS
        fields = QuoteFields(self._lines(desk, at), day + timedelta(days=days))
        request = SaveQuote(
            self.club.command(), None, 0, self.clients[number], fields, self.opportunities[at]
        )
        quote = save_quote(desk, request).quote
        for to in dict.fromkeys((QuoteState.SENT, answer)) if answer is not None else ():
            version = quote_view(desk, quote).row.version
            reason = "choisit un autre club" if to is QuoteState.REFUSED else ""
            move_quote(desk, MoveQuote(self.club.command(), quote, version, to, reason))

    def _lines(self, desk: Desk, at: int) -> tuple[QuoteLine, ...]:
        rate = rates_for(desk, None)[0]
        plans = [each for each in plan_choices(desk) if each.offer.is_debited]
        if at == COACHING or not plans:
            return (QuoteLine("Coaching personnel, une heure", Cents(4500), rate, Decimal(20)),)
        plan = plans[at % len(plans)]
        health = QuoteLine("Bilan de forme", Cents(4500), rate)
        return (QuoteLine(plan.name, plan.amount, rate, offer=plan.offer), health)

    def _plan(
        self, at: int, number: int, kind: FollowUpKind, subject: str, days: int, clock: str, day: date
    ) -> None:
        due_at = time.fromisoformat(clock) if clock else None
        self._save(at, number, FollowUpFields(kind, subject, self.today + timedelta(days=days), due_at), day)

    def _plan_past(self, at: int, number: int, day: date) -> None:
        fields = FollowUpFields(FollowUpKind.CALL, "Prendre des nouvelles", day)
        self.follow_ups[at] = self._save(at, number, fields, day)

    def _save(self, at: int, number: int, fields: FollowUpFields, day: date) -> FollowUpId:
        desk, adviser = self.club.desk(day, "SARAH"), STORIES[at].adviser
        named = {each.name: each.id for each in colleagues(desk)}
        assigned = replace(fields, assigned_to=named.get(adviser))
        request = SaveFollowUp(
            self.club.command(), None, 0, self.clients[number], assigned, self.opportunities[at]
        )
        return save_follow_up(desk, request).follow_up

    def _finish(self, at: int, day: date) -> None:
        desk, made = self.club.desk(day, STORIES[at].adviser), self.follow_ups[at]
        result = "Très contente de son essai." if at == 12 else "Ne souhaite pas être rappelé."
        version = follow_up_view(desk, made).version
        finish_follow_up(desk, FinishFollowUp(self.club.command(), made, version, result))
