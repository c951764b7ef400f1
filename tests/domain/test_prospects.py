"""Stages, states of quotes, what comes next, and what a quote comes to (spec 3.2)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cents import LARGEST, Cents
from app.domain.contract import MONTHLY, Period, PeriodUnit
from app.domain.ids import PlanId
from app.domain.invoicing_refusals import LinesMissing
from app.domain.prospect_refusals import (
    DayImplausible,
    FeeImplausible,
    FollowUpClosed,
    LossReasonMissing,
    OpportunitySold,
    QuoteExpired,
    QuoteMoveNotAllowed,
    QuoteNotDraft,
    StageMoveNotAllowed,
    ValidUntilPast,
)
from app.domain.prospects import (
    OPEN_STAGES,
    STORED_QUOTE_STATES,
    FollowUpKind,
    FollowUpState,
    QuoteState,
    Stage,
    change_refusals,
    closing_refusals,
    conversion_refusals,
    day_refusals,
    move_refusals,
    next_step,
    quote_move_refusals,
    quote_moves,
    quote_number,
    quote_state,
    stage_moves,
)
from app.domain.quote_lines import (
    LineKind,
    Offer,
    QuoteLine,
    amount_shown,
    billed_lines,
    debits_of_first_year,
    quote_totals,
    same_terms,
    why_not_offered,
)
from app.domain.sales import SaleKind

TODAY = date(2010, 7, 22)
YESTERDAY = TODAY - timedelta(days=1)
N, C, V, Q, W, L = Stage


@pytest.mark.parametrize(
    ("stage", "sold", "to"),
    [
        (N, False, (C, V, Q, W, L)),
        (C, False, (N, V, Q, W, L)),
        (V, False, (N, C, Q, W, L)),
        (Q, False, (N, C, V, W, L)),
        (W, False, (N, C, V, Q)),
        (W, True, ()),
        (L, False, (N, C, V, Q)),
    ],
)
def test_where_an_opportunity_may_go(stage: Stage, sold: bool, to: tuple[Stage, ...]) -> None:
    assert stage_moves(stage, is_sold=sold) == to


@given(st.sampled_from(Stage), st.sampled_from(Stage), st.text(max_size=3), st.booleans())
def test_an_opportunity_moves_exactly_where_it_may_and_a_loss_needs_a_reason(
    stage: Stage, to: Stage, reason: str, sold: bool
) -> None:
    refused = move_refusals(stage, to, reason, is_sold=sold)
    if to not in stage_moves(stage, is_sold=sold):
        assert refused in ((StageMoveNotAllowed(stage, to),), (OpportunitySold(),))
    elif to is Stage.LOST and not reason.strip():
        assert refused == (LossReasonMissing(),)
    else:
        assert refused == ()


@given(st.lists(st.sampled_from(Stage), max_size=20))
def test_an_opportunity_that_is_not_sold_can_always_be_taken_up_again(walk: list[Stage]) -> None:
    stage = Stage.NEW
    for to in walk:
        if not move_refusals(stage, to, "trop cher"):
            stage = to
    assert stage in OPEN_STAGES or set(stage_moves(stage)) == set(OPEN_STAGES)


@pytest.mark.parametrize(
    ("stored", "until", "state"),
    [
        (QuoteState.SENT, TODAY, QuoteState.SENT),
        (QuoteState.SENT, YESTERDAY, QuoteState.EXPIRED),
        (QuoteState.DRAFT, YESTERDAY, QuoteState.DRAFT),
        (QuoteState.ACCEPTED, YESTERDAY, QuoteState.ACCEPTED),
        (QuoteState.REFUSED, YESTERDAY, QuoteState.REFUSED),
        (QuoteState.CONVERTED, YESTERDAY, QuoteState.CONVERTED),
    ],
)
def test_only_a_quote_that_waits_for_its_answer_expires(
    stored: QuoteState, until: date, state: QuoteState
) -> None:
    assert quote_state(stored, until, TODAY) is state


MOVES = {
    (QuoteState.DRAFT, QuoteState.SENT), (QuoteState.DRAFT, QuoteState.ACCEPTED),
    (QuoteState.DRAFT, QuoteState.REFUSED), (QuoteState.SENT, QuoteState.ACCEPTED),
    (QuoteState.SENT, QuoteState.REFUSED), (QuoteState.SENT, QuoteState.DRAFT),
    (QuoteState.ACCEPTED, QuoteState.REFUSED), (QuoteState.ACCEPTED, QuoteState.DRAFT),
    (QuoteState.REFUSED, QuoteState.DRAFT), (QuoteState.EXPIRED, QuoteState.REFUSED),
    (QuoteState.EXPIRED, QuoteState.DRAFT),
}  # fmt: skip


@pytest.mark.parametrize("state", QuoteState)
@pytest.mark.parametrize("to", QuoteState)
def test_what_a_quote_may_become(state: QuoteState, to: QuoteState) -> None:
    assert (to in quote_moves(state)) == ((state, to) in MOVES)
    until = YESTERDAY if state is QuoteState.EXPIRED else TODAY
    refused = quote_move_refusals(state, to, until, TODAY)
    if (state, to) in MOVES:
        assert refused == ()
    elif (state, to) == (QuoteState.EXPIRED, QuoteState.ACCEPTED):
        assert refused == (QuoteExpired(YESTERDAY),)
    else:
        assert refused == (QuoteMoveNotAllowed(state, to),)


def test_a_draft_whose_last_day_has_passed_is_not_handed_out() -> None:
    assert quote_move_refusals(QuoteState.DRAFT, QuoteState.SENT, YESTERDAY, TODAY) == (
        ValidUntilPast(TODAY),
    )


@pytest.mark.parametrize(
    ("state", "until", "refused"),
    [
        (QuoteState.DRAFT, TODAY, ()),
        (QuoteState.DRAFT, YESTERDAY, (QuoteExpired(YESTERDAY),)),
        (QuoteState.SENT, TODAY, ()),
        (QuoteState.EXPIRED, YESTERDAY, (QuoteExpired(YESTERDAY),)),
        (QuoteState.ACCEPTED, YESTERDAY, ()),
        (QuoteState.REFUSED, TODAY, (QuoteMoveNotAllowed(QuoteState.REFUSED, QuoteState.CONVERTED),)),
        (QuoteState.CONVERTED, TODAY, (QuoteMoveNotAllowed(QuoteState.CONVERTED, QuoteState.CONVERTED),)),
    ],
)
def test_which_quotes_become_a_sale(state: QuoteState, until: date, refused: tuple[object, ...]) -> None:
    assert conversion_refusals(state, until, TODAY) == refused


def test_only_a_draft_is_changed() -> None:
    free = [state for state in STORED_QUOTE_STATES if not change_refusals(state)]
    assert free == [QuoteState.DRAFT]
    assert change_refusals(QuoteState.SENT) == (QuoteNotDraft(QuoteState.SENT),)


@pytest.mark.parametrize(
    ("sequence", "number"), [(1, "D2026-0001"), (9999, "D2026-9999"), (10000, "D2026-10000")]
)
def test_the_number_of_a_quote(sequence: int, number: str) -> None:
    assert quote_number(2026, sequence) == number


@pytest.mark.parametrize(
    ("done", "on", "kind", "due"),
    [
        (FollowUpKind.CALL, date(2010, 7, 22), FollowUpKind.CALL, date(2010, 7, 29)),
        (FollowUpKind.EMAIL, date(2010, 7, 22), FollowUpKind.CALL, date(2010, 7, 26)),
        (FollowUpKind.VISIT, date(2010, 7, 22), FollowUpKind.CALL, date(2010, 7, 24)),
        (FollowUpKind.TASK, date(2010, 7, 22), FollowUpKind.TASK, date(2010, 7, 29)),
    ],
)
def test_what_is_proposed_next(done: FollowUpKind, on: date, kind: FollowUpKind, due: date) -> None:
    step = next_step(done, on)
    assert (step.kind, step.due) == (kind, due)


@given(st.sampled_from(FollowUpKind), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_what_is_proposed_next_lies_ahead_and_on_no_sunday(done: FollowUpKind, on: date) -> None:
    assert on < next_step(done, on).due <= on + timedelta(days=8)
    assert next_step(done, on).due.isoweekday() != 7


def test_what_is_closed_stays_closed() -> None:
    assert closing_refusals(FollowUpState.OPEN) == ()
    for state in (FollowUpState.DONE, FollowUpState.CANCELLED):
        assert closing_refusals(state) == (FollowUpClosed(state),)


@pytest.mark.parametrize(
    ("day", "plausible"),
    [
        (None, True), (TODAY, True), (date(2009, 7, 21), True), (date(2009, 7, 20), False),
        (date(2013, 7, 24), True), (date(2013, 7, 25), False),
    ],
)  # fmt: skip
def test_a_day_years_away_is_a_slip_of_the_keyboard(day: date | None, plausible: bool) -> None:
    refused = day_refusals("due_on", day, TODAY)
    assert refused == (() if plausible else (DayImplausible("due_on", date(2009, 7, 21), date(2013, 7, 24)),))


# What a quote comes to


def offered(
    kind: SaleKind, price: int, fee: int = 0, count: int | None = None, period: Period = MONTHLY
) -> QuoteLine:
    """A line that offers a plan."""
    offer = Offer(PlanId(1), kind, Cents(fee), instalments=count, period=period)
    return QuoteLine("Formule", Cents(price), Decimal(21), offer=offer)


TOWEL = QuoteLine("Serviette", Cents(2000), Decimal(21))
WEEKLY, QUARTERLY = Period(1, PeriodUnit.WEEK), Period(3)


@pytest.mark.parametrize(
    ("line", "billed", "debited"),
    [
        (TOWEL, 2000, 0),
        (offered(SaleKind.UNLIMITED, 5900), 0, 70800),
        (offered(SaleKind.UNLIMITED, 5900, fee=1000), 0, 71800),
        (offered(SaleKind.UNLIMITED, 15000, period=QUARTERLY), 0, 60000),
        (offered(SaleKind.UNLIMITED, 1000, period=WEEKLY), 0, 52000),
        (offered(SaleKind.FIXED_BY_DEBIT, 4000, fee=500, count=10), 0, 40500),
        (offered(SaleKind.FIXED_BY_DEBIT, 4000, count=24), 0, 48000),
        (offered(SaleKind.FIXED_AT_ONCE, 6500, fee=1500), 8000, 0),
    ],
)
def test_what_is_billed_at_the_sale_and_what_the_bank_collects_in_a_year(
    line: QuoteLine, billed: int, debited: int
) -> None:
    found = quote_totals([line])
    assert (found.billed.gross, found.first_year) == (billed, billed + debited)
    assert (debits_of_first_year(line), found.debits) == (debited, bool(debited))


def test_the_fee_of_a_plan_paid_at_once_is_a_line_of_its_own() -> None:
    lines = billed_lines(
        [offered(SaleKind.FIXED_AT_ONCE, 6500, fee=1500), TOWEL], lambda plan: f"Frais {plan}"
    )
    assert [(line.description, line.unit_price) for line in lines] == [
        ("Formule", 6500),
        ("Frais Formule", 1500),
        ("Serviette", 2000),
    ]


def test_a_line_is_worth_its_quantity() -> None:
    assert amount_shown(QuoteLine("Leçon", Cents(333), Decimal(6), Decimal("1.5"))) == 500
    assert [line.kind for line in (TOWEL, offered(SaleKind.UNLIMITED, 1))] == [LineKind.FREE, LineKind.PLAN]


def test_the_worked_example_of_a_quote() -> None:
    found = quote_totals([offered(SaleKind.UNLIMITED, 5900), TOWEL])
    assert (found.billed.gross, found.first_year) == (2000, 72800)


money_lines = st.builds(
    QuoteLine,
    st.text(st.characters(categories=["L"]), min_size=1, max_size=9),
    st.integers(0, 10_000_00).map(Cents),
    st.sampled_from([Decimal(0), Decimal(6), Decimal("5.5"), Decimal(21)]),
    st.integers(1, 5000).map(lambda n: Decimal(n) / 1000),
)


@given(st.lists(money_lines, min_size=1, max_size=9))
def test_net_and_vat_add_up_to_what_is_billed_and_no_debit_is_invented(lines: list[QuoteLine]) -> None:
    found = quote_totals(lines)
    assert found.billed.net + found.billed.vat == found.billed.gross == found.first_year
    assert found.billed.gross == sum(amount_shown(line) for line in lines)
    assert not found.debits


@given(st.lists(money_lines, min_size=1, max_size=9))
def test_lines_that_can_be_offered_can_be_billed(lines: list[QuoteLine]) -> None:
    assert why_not_offered(lines) == ()


def test_lines_that_cannot_be_offered() -> None:
    assert why_not_offered([]) == (LinesMissing(),)
    assert why_not_offered([TOWEL, offered(SaleKind.UNLIMITED, 5900, fee=-1)]) == (
        FeeImplausible(2, LARGEST),
    )


def test_a_plan_keeps_its_terms_whatever_its_price() -> None:
    offer = Offer(PlanId(1), SaleKind.FIXED_BY_DEBIT, Cents(0), 12, 12)
    assert same_terms(offer, Offer(PlanId(1), SaleKind.FIXED_BY_DEBIT, Cents(900), 12, 12))
    assert not same_terms(offer, Offer(PlanId(1), SaleKind.FIXED_BY_DEBIT, Cents(0), 10, 12))
    assert not same_terms(offer, Offer(PlanId(1), SaleKind.FIXED_BY_DEBIT, Cents(0), 12, 12, WEEKLY))
