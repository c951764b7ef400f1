"""Opportunities, quotes and follow-ups are kept, walked through their states, and told (spec 3.2)."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from app.domain.cents import LARGEST, Cents
from app.domain.ids import ClientId, OpportunityId, PlanId
from app.domain.invoicing_refusals import (
    LineDescriptionMissing,
    LinesMissing,
    PriceImplausible,
    QuantityImplausible,
)
from app.domain.prospect_refusals import (
    DayImplausible,
    LossReasonMissing,
    OpportunitySold,
    QuoteMoveNotAllowed,
    QuoteNotDraft,
    StageMoveNotAllowed,
    ValidUntilPast,
)
from app.domain.prospects import FollowUpKind, FollowUpState, QuoteState, Stage
from app.domain.quote_lines import QuoteLine
from app.domain.refusals import FieldMissing, FieldTooLong, FieldUnreadable, Refused
from app.services.client_refusals import AmountOutOfRange
from app.services.desk import Desk
from app.services.prospects.follow_up_queries import (
    client_prospects,
)
from app.services.prospects.opportunities import move_opportunity, save_opportunity
from app.services.prospects.queries import (
    opportunity_page,
    opportunity_view,
    pipeline_sums,
    quote_page,
    quote_view,
    usual_sources,
)
from app.services.prospects.quotes import save_quote
from app.services.prospects.requests import (
    FollowUpFields,
    MoveOpportunity,
    OpportunityFields,
    QuoteFields,
    SaveOpportunity,
    SaveQuote,
)
from app.services.prospects.views import PipelineFilter, PipelineSort
from app.services.queries.history import history_of_client
from app.services.refusals import NotFound, StaleEdit
from app.services.views import ClientState
from tests.databases import ON_ONE_DATABASE, TODAY
from tests.services.club import Club, new_command
from tests.services.prospect_club import TOWEL, ProspectClub
from tests.services.test_states import left, refused_with

TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def prospects(club: Club) -> ProspectClub:
    return ProspectClub(club)


# Opportunities


def test_an_opportunity_is_walked_through_its_stages_and_won(prospects: ProspectClub) -> None:
    opportunity = prospects.opportunity()
    for stage in (Stage.CONTACTED, Stage.VISIT, Stage.NEW, Stage.QUOTED, Stage.WON):
        prospects.moved(opportunity, stage)
        assert opportunity_view(prospects.desk, opportunity).stage is stage
    won = opportunity_view(prospects.desk, opportunity)
    assert (won.closed_on, won.is_sold) == (TODAY, False)


def test_a_lost_opportunity_says_why_and_can_be_taken_up_again(prospects: ProspectClub) -> None:
    opportunity = prospects.opportunity()
    assert refused_with(lambda: prospects.moved(opportunity, Stage.LOST, "  ")) == (LossReasonMissing(),)
    prospects.moved(opportunity, Stage.LOST, "trop cher")
    lost = opportunity_view(prospects.desk, opportunity)
    assert (lost.lost_reason, lost.closed_on) == ("trop cher", TODAY)
    assert refused_with(lambda: prospects.moved(opportunity, Stage.WON)) == (
        StageMoveNotAllowed(Stage.LOST, Stage.WON),
    )
    prospects.moved(opportunity, Stage.CONTACTED)
    again = opportunity_view(prospects.desk, opportunity)
    assert (again.lost_reason, again.closed_on) == ("", None)


def test_an_opportunity_that_a_sale_came_out_of_stays_won(prospects: ProspectClub) -> None:
    client = prospects.club.client()
    opportunity = prospects.opportunity(client)
    prospects.converted(prospects.quote(TOWEL, client=client, opportunity=opportunity))
    assert refused_with(lambda: prospects.moved(opportunity, Stage.NEW)) == (OpportunitySold(),)


def test_a_stale_opportunity_says_who_changed_it(prospects: ProspectClub) -> None:
    opportunity = prospects.opportunity()
    shown = opportunity_view(prospects.desk, opportunity)
    prospects.moved(opportunity, Stage.VISIT)
    request = MoveOpportunity(new_command(), opportunity, shown.version, Stage.WON)
    (reason,) = refused_with(lambda: move_opportunity(prospects.desk, request))
    assert isinstance(reason, StaleEdit)
    assert (reason.by, opportunity_view(prospects.desk, opportunity).stage) == ("ADMIN", Stage.VISIT)


@ON_ONE_DATABASE
@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"title": " "}, FieldMissing("title")),
        ({"title": "x" * 121}, FieldTooLong("title", 120)),
        ({"title": "Essai\nannuel"}, FieldUnreadable("title")),
        ({"expected_value": Cents(-1)}, AmountOutOfRange("expected_value", Cents(0), LARGEST)),
        (
            {"expected_on": date(2110, 7, 20)},
            DayImplausible("expected_on", TODAY - timedelta(days=366), TODAY + timedelta(days=1098)),
        ),
        ({"source": "\u202egauche"}, FieldUnreadable("source")),
        ({"note": "x" * 2001}, FieldTooLong("note", 2000)),
    ],
)
def test_bad_input_of_an_opportunity_is_refused_beside_its_field(
    prospects: ProspectClub, changed: dict[str, object], reason: object
) -> None:
    fields = replace(OpportunityFields("Abonnement"), **changed)  # type: ignore[arg-type]
    request = SaveOpportunity(new_command(), None, 0, prospects.club.client(), fields)
    assert refused_with(lambda: save_opportunity(prospects.desk, request)) == (reason,)
    assert sum(each.count for each in pipeline_sums(prospects.desk)) == 0


def test_the_pipeline_adds_up_each_stage(prospects: ProspectClub) -> None:
    client = prospects.club.client()
    for value in (10000, 2500):
        prospects.opportunity(client, expected_value=Cents(value))
    prospects.moved(prospects.opportunity(client), Stage.LOST, "trop cher")
    sums = {each.stage: (each.count, each.value) for each in pipeline_sums(prospects.desk)}
    assert list(sums) == list(Stage)
    assert (sums[Stage.NEW], sums[Stage.LOST], sums[Stage.WON]) == ((2, 12500), (1, 72000), (0, 0))


@pytest.mark.parametrize("sort", PipelineSort)
@pytest.mark.parametrize("descending", [False, True])
def test_the_pipeline_is_read_page_by_page_in_every_order(
    prospects: ProspectClub, sort: PipelineSort, descending: bool
) -> None:
    client = prospects.club.client()
    made = [
        prospects.opportunity(
            client,
            title=f"Offre {'ÉaB'[number % 3]}",
            expected_value=Cents(1000 * (number % 2)),
            expected_on=None if number == 2 else TODAY + timedelta(days=number % 2),
        )
        for number in range(5)
    ]
    prospects.moved(made[3], Stage.VISIT)
    wanted = PipelineFilter(sort=sort, descending=descending)
    whole = opportunity_page(prospects.desk, wanted, None, 10)
    read = [*opportunity_page(prospects.desk, wanted, None, 2)]
    while page := opportunity_page(prospects.desk, wanted, read[-1], 2):
        read += page
    assert [row.id for row in read] == [row.id for row in whole]
    assert {row.id for row in whole} == set(made)
    if sort is PipelineSort.EXPECTED:
        assert whole[0 if descending else -1].id == made[2]


def test_sources_that_were_noted_are_offered_again(prospects: ProspectClub) -> None:
    client = prospects.club.client()
    for source in ("Site", "Parrainage", "Site", ""):
        prospects.opportunity(client, source=source)
    assert usual_sources(prospects.desk) == ("Parrainage", "Site")


# Quotes


def test_a_quote_is_sent_and_answered(prospects: ProspectClub) -> None:
    client = prospects.club.client()
    opportunity = prospects.opportunity(client)
    quote = prospects.quote(TOWEL, client=client, opportunity=opportunity)
    prospects.answered(quote, QuoteState.SENT)
    assert opportunity_view(prospects.desk, opportunity).stage is Stage.QUOTED
    prospects.answered(quote, QuoteState.REFUSED, reason="trop cher")
    view = quote_view(prospects.desk, quote)
    assert (view.sent_on, view.answered_on, view.reason) == (TODAY, TODAY, "trop cher")
    assert refused_with(lambda: prospects.answered(quote, QuoteState.ACCEPTED)) == (
        QuoteMoveNotAllowed(QuoteState.REFUSED, QuoteState.ACCEPTED),
    )


def test_a_sent_quote_expires_on_the_day_after_its_last(
    prospects: ProspectClub, on: Callable[[date], Desk]
) -> None:
    quote = prospects.quote(TOWEL, valid_until=TODAY)
    prospects.answered(quote, QuoteState.SENT)
    assert quote_view(prospects.desk, quote).row.state is QuoteState.SENT
    assert quote_view(on(TOMORROW), quote).row.state is QuoteState.EXPIRED
    assert [row.id for row in quote_page(on(TOMORROW), QuoteState.EXPIRED, None, 5)] == [quote]
    assert quote_page(on(TOMORROW), QuoteState.SENT, None, 5) == ()
    assert [row.id for row in quote_page(on(TODAY), QuoteState.SENT, None, 5)] == [quote]


def test_only_a_draft_is_changed_and_keeps_its_number(prospects: ProspectClub) -> None:
    client = prospects.club.client()
    quote = prospects.quote(TOWEL, client=client)

    def saved(*lines: QuoteLine) -> None:
        version = quote_view(prospects.desk, quote).row.version
        fields = QuoteFields(lines, TOMORROW, "Offre\nspéciale")
        save_quote(prospects.desk, SaveQuote(new_command(), quote, version, client, fields))

    saved(prospects.plan_line(), TOWEL)
    changed = quote_view(prospects.desk, quote)
    assert (changed.row.number, len(changed.lines), changed.note) == ("D2010-0001", 2, "Offre\nspéciale")
    prospects.answered(quote, QuoteState.SENT)
    assert refused_with(lambda: saved(TOWEL)) == (QuoteNotDraft(QuoteState.SENT),)
    prospects.answered(quote, QuoteState.DRAFT)
    saved(TOWEL)
    assert quote_view(prospects.desk, quote).lines == (TOWEL,)


@ON_ONE_DATABASE
@pytest.mark.parametrize(
    ("lines", "until", "reasons"),
    [
        ((), TODAY, (LinesMissing(),)),
        ((TOWEL,), date(2010, 7, 19), (ValidUntilPast(TODAY),)),
        (
            (replace(TOWEL, description=" "), replace(TOWEL, quantity=Decimal(0))),
            TODAY,
            (LineDescriptionMissing(1), QuantityImplausible(2)),
        ),
        ((replace(TOWEL, unit_price=Cents(-5)),), TODAY, (PriceImplausible(1, LARGEST),)),
    ],
)
def test_bad_input_of_a_quote_is_refused_at_once_and_takes_no_number(
    prospects: ProspectClub, lines: tuple[QuoteLine, ...], until: date, reasons: tuple[object, ...]
) -> None:
    request = SaveQuote(new_command(), None, 0, prospects.club.client(), QuoteFields(lines, until))
    assert refused_with(lambda: save_quote(prospects.desk, request)) == reasons
    assert quote_page(prospects.desk, None, None, 5) == ()


def test_a_quote_of_a_plan_or_an_opportunity_that_is_not_there_is_refused(prospects: ProspectClub) -> None:
    line = prospects.plan_line()
    assert line.offer is not None
    gone = replace(line, offer=replace(line.offer, plan=PlanId(9999)))
    assert refused_with(lambda: prospects.quote(gone)) == (NotFound("plan"),)
    elsewhere = prospects.opportunity(prospects.club.client("Dupont"))
    with pytest.raises(Refused):
        prospects.quote(TOWEL, opportunity=elsewhere)
    with pytest.raises(Refused):
        prospects.quote(TOWEL, opportunity=OpportunityId(9999))


def test_quotes_are_read_page_by_page_the_latest_first(prospects: ProspectClub) -> None:
    client = prospects.club.client()
    made = [prospects.quote(TOWEL, client=client) for _ in range(5)]
    read = [*quote_page(prospects.desk, None, None, 2)]
    while page := quote_page(prospects.desk, None, read[-1], 2):
        read += page
    assert [row.id for row in read] == made[::-1]


# Deactivated clients


def test_3_2_6_a_deactivated_client_can_be_chosen_in_opportunities_quotes_and_follow_ups(
    prospects: ProspectClub,
) -> None:
    client = prospects.club.client()
    left(prospects.desk, client)
    opportunity = prospects.opportunity(client)
    quote = prospects.quote(prospects.plan_line(), client=client, opportunity=opportunity)
    prospects.answered(quote, QuoteState.SENT)
    follow_up = prospects.follow_up(client, opportunity=opportunity)
    prospects.done(follow_up, "", FollowUpFields(FollowUpKind.CALL, "Rappeler", TOMORROW))
    kept = client_prospects(prospects.desk, client)
    assert [row.stage for row in kept.opportunities] == [Stage.QUOTED]
    assert [row.state for row in kept.quotes] == [QuoteState.SENT]
    assert [row.state for row in kept.follow_ups] == [FollowUpState.OPEN, FollowUpState.DONE]
    assert kept.client.state is ClientState.DEACTIVATED


def test_everything_is_told_in_the_activity_of_the_client(prospects: ProspectClub) -> None:
    client = prospects.club.client()
    opportunity = prospects.opportunity(client)
    prospects.moved(opportunity, Stage.LOST, "trop cher")
    quote = prospects.quote(TOWEL, client=client)
    prospects.answered(quote, QuoteState.REFUSED, reason="trop cher")
    prospects.done(prospects.follow_up(client), "pas intéressé")
    told = [(row.what, row.reason) for row in history_of_client(prospects.desk, client)][::-1]
    assert told[1:] == [
        ("opportunity_created", ""),
        ("opportunity_lost", "trop cher"),
        ("quote_created", ""),
        ("quote_refused", "trop cher"),
        ("follow_up_created", ""),
        ("follow_up_done", "pas intéressé"),
    ]


def test_what_is_about_nobody_is_refused(prospects: ProspectClub) -> None:
    nobody = ClientId(9999)
    for act in (prospects.opportunity, prospects.follow_up):
        assert refused_with(lambda act=act: act(nobody)) == (NotFound("client"),)  # type: ignore[misc]
    assert refused_with(lambda: opportunity_view(prospects.desk, OpportunityId(99))) == (
        NotFound("opportunity"),
    )


@dataclass(frozen=True, slots=True)
class _Evening:
    """Half an hour before midnight in UTC: in Brussels the next day has begun."""

    def today(self) -> date:
        return self.now().astimezone().date()

    def now(self) -> datetime:
        return datetime.combine(TODAY, datetime.min.time(), UTC) - timedelta(minutes=30)


@pytest.fixture
def in_brussels(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The machine stands in Brussels."""
    monkeypatch.setenv("TZ", "Europe/Brussels")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the time zone of a process is set on POSIX only")
@pytest.mark.usefixtures("in_brussels")
def test_an_opportunity_is_of_the_day_at_the_club_and_not_of_greenwich(club: Club) -> None:
    desk = replace(club.desk, clock=_Evening())
    opportunity = ProspectClub(Club(desk)).opportunity(club.client())
    assert (desk.today(), opportunity_view(desk, opportunity).created_on) == (TODAY, TODAY)
