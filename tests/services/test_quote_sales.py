"""A quote becomes a sale in one transaction, or nothing happens (spec 3.2)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
import sqlalchemy as sa

from app.domain.cents import Cents
from app.domain.ids import ClientId, CommandId, QuoteId
from app.domain.prospect_refusals import PlanChanged, QuoteExpired, QuoteMoveNotAllowed
from app.domain.prospects import QuoteState, Stage
from app.domain.quote_lines import QuoteLine
from app.domain.refusals import ClientBlocked, ClientDeactivated, FieldMissing, MandateMissing, Refused
from app.models import Access, Invoice, Quote, QuoteInvoice
from app.models import QuoteLine as LineRow
from app.services.check import ProblemKind, check_database
from app.services.clients import block_client
from app.services.desk import Desk
from app.services.plans import plans, save_plan
from app.services.prospects.converting import convert_quote, propose_conversion
from app.services.prospects.queries import opportunity_view, quote_view
from app.services.prospects.quotes import save_quote
from app.services.prospects.requests import QuoteFields, SaveQuote
from app.services.queries.history import history_of_client
from app.services.refusals import PlanNotSold, StaleEdit
from app.services.requests import BlockClient, SavePlan
from app.services.store import Store
from app.services.unit_of_work import reading
from tests.databases import ON_ONE_DATABASE
from tests.services.club import AT_ONCE, TWELVE_MONTHS, UNLIMITED, Club, new_command
from tests.services.prospect_club import LESSON, TOWEL, ProspectClub
from tests.services.test_states import left, refused_with


@pytest.fixture
def prospects(club: Club) -> ProspectClub:
    return ProspectClub(club)


def counted(desk: Desk) -> tuple[int, int, int]:
    """How many accesses, invoices and links to invoices there are."""
    with reading(desk) as session:
        tables = (Access, Invoice, QuoteInvoice)
        return tuple(session.scalar(sa.select(sa.func.count()).select_from(table)) or 0 for table in tables)  # type: ignore[return-value]


def test_a_quote_sells_its_plans_and_bills_the_rest(prospects: ProspectClub) -> None:
    opportunity = prospects.opportunity(client := prospects.club.client())
    quote = prospects.quote(prospects.plan_line(), TOWEL, LESSON, client=client, opportunity=opportunity)
    sold = prospects.converted(quote)
    assert len(sold.accesses) == 1
    assert prospects.club.rows(sold.accesses[0], upto=2) == [(1, "05/08/2010", 5900), (2, "05/09/2010", 5900)]
    view = quote_view(prospects.desk, quote)
    assert (view.row.state, view.invoice, view.invoice_number) == (
        QuoteState.CONVERTED,
        sold.invoice,
        sold.number,
    )
    with reading(prospects.desk) as session:
        assert session.get_one(Invoice, sold.invoice).gross == 2 * 1210 + 3500
        line = session.get_one(LineRow, (quote, 1))
        assert line.access_id == sold.accesses[0]
    assert opportunity_view(prospects.desk, opportunity).stage is Stage.WON
    assert opportunity_view(prospects.desk, opportunity).is_sold
    told = [row.what for row in history_of_client(prospects.desk, client)]
    assert {"quote_converted", "opportunity_moved", "sold", "invoice_issued"} <= set(told)
    assert check_database(prospects.desk.store, prospects.desk.today()).problems == ()


def test_a_plan_paid_at_once_is_billed_with_its_fee_since_no_bank_collects_it(
    prospects: ProspectClub,
) -> None:
    fee = replace(AT_ONCE, name="Avec frais", registration_fee=Cents(1500))
    sold = prospects.converted(prospects.quote(prospects.plan_line(fee)))
    with reading(prospects.desk) as session:
        assert session.get_one(Invoice, sold.invoice).gross == 6500 + 1500
        assert session.get_one(Access, sold.accesses[0]).amount == 6500


def test_a_quote_of_plans_by_debit_alone_issues_no_invoice(prospects: ProspectClub) -> None:
    sold = prospects.converted(prospects.quote(prospects.plan_line(), prospects.plan_line(TWELVE_MONTHS)))
    assert (len(sold.accesses), sold.invoice, sold.number) == (2, None, "")
    assert counted(prospects.desk) == (2, 0, 0)


def test_the_price_that_was_offered_is_the_price_that_is_sold(prospects: ProspectClub) -> None:
    sold = prospects.converted(prospects.quote(prospects.plan_line(unit_price=Cents(4900))))
    assert prospects.club.rows(sold.accesses[0], upto=1) == [(1, "05/08/2010", 4900)]


def test_what_will_be_done_is_said_before_it_is_done(prospects: ProspectClub) -> None:
    quote = prospects.quote(prospects.plan_line(TWELVE_MONTHS), TOWEL)
    said = propose_conversion(prospects.desk, quote)
    assert [(each.start, each.last_day, each.first_due, each.amount) for each in said.sales] == [
        (date(2010, 7, 20), date(2011, 7, 19), date(2010, 8, 5), 4000)
    ]
    assert said.billed is not None
    assert said.billed.gross == 2420
    assert said.mandate is not None
    assert said.stops == ()
    assert counted(prospects.desk) == (0, 0, 0)


def test_the_same_command_sells_once(prospects: ProspectClub) -> None:
    request = prospects.conversion(prospects.quote(prospects.plan_line(), TOWEL))
    first, again = convert_quote(prospects.desk, request), convert_quote(prospects.desk, request)
    assert again == replace(first, repeated=True)
    assert counted(prospects.desk) == (1, 1, 1)


def test_a_sale_that_fails_halfway_leaves_nothing(prospects: ProspectClub) -> None:
    quote = prospects.quote(prospects.plan_line(), prospects.plan_line(TWELVE_MONTHS), TOWEL)
    request = prospects.conversion(quote)
    half = replace(request, sales=request.sales[:1])
    assert refused_with(lambda: convert_quote(prospects.desk, half)) == (FieldMissing("start"),)
    assert counted(prospects.desk) == (0, 0, 0)
    assert quote_view(prospects.desk, quote).row.state is QuoteState.DRAFT
    assert len(convert_quote(prospects.desk, request).accesses) == 2


def test_a_plan_by_debit_needs_its_mandate(prospects: ProspectClub) -> None:
    request = prospects.conversion(prospects.quote(prospects.plan_line()), mandate=None)
    reasons = refused_with(lambda: convert_quote(prospects.desk, request))
    assert MandateMissing() in reasons


def test_3_2_6_a_quote_of_a_deactivated_client_is_not_turned_into_a_sale(prospects: ProspectClub) -> None:
    client = prospects.club.client()
    left(prospects.desk, client)
    quote = prospects.quote(prospects.plan_line(), TOWEL, client=client)
    prospects.answered(quote, QuoteState.SENT)
    prospects.answered(quote, QuoteState.ACCEPTED)
    assert ClientDeactivated(prospects.desk.today()) in propose_conversion(prospects.desk, quote).stops
    request = prospects.conversion(quote)
    assert refused_with(lambda: convert_quote(prospects.desk, request)) == (
        ClientDeactivated(prospects.desk.today()),
    )
    assert counted(prospects.desk) == (0, 0, 0)


def test_3_1_a_block_set_a_second_ago_by_another_desk_stops_the_sale_of_a_quote(
    prospects: ProspectClub, desk_of: Callable[..., Desk]
) -> None:
    client = prospects.club.client()
    request = prospects.conversion(prospects.quote(prospects.plan_line(), TOWEL, client=client))
    block_client(desk_of(), BlockClient(new_command(), client, "paiement en retard"))
    assert refused_with(lambda: convert_quote(prospects.desk, request)) == (
        ClientBlocked("paiement en retard"),
    )
    assert counted(prospects.desk) == (0, 0, 0)


@pytest.mark.parametrize("state", [QuoteState.REFUSED, QuoteState.CONVERTED])
def test_a_quote_that_was_refused_or_sold_is_not_sold(prospects: ProspectClub, state: QuoteState) -> None:
    quote = prospects.quote(TOWEL)
    if state is QuoteState.CONVERTED:
        prospects.converted(quote)
    else:
        prospects.answered(quote, state)
    assert propose_conversion(prospects.desk, quote).stops == (
        QuoteMoveNotAllowed(state, QuoteState.CONVERTED),
    )
    request = prospects.conversion(quote)
    assert refused_with(lambda: convert_quote(prospects.desk, request)) == (
        QuoteMoveNotAllowed(state, QuoteState.CONVERTED),
    )


def test_a_quote_is_sold_until_its_last_day_and_an_accepted_one_after_it(
    prospects: ProspectClub, on: Callable[[date], Desk]
) -> None:
    last = prospects.desk.today() + timedelta(days=30)
    late, accepted = prospects.quote(TOWEL), prospects.quote(TOWEL)
    for quote in (late, accepted):
        prospects.answered(quote, QuoteState.SENT)
    prospects.answered(accepted, QuoteState.ACCEPTED)
    after = on(last + timedelta(days=1))
    request = prospects.conversion(late)
    assert refused_with(lambda: convert_quote(after, request)) == (QuoteExpired(last),)
    assert convert_quote(on(last), prospects.conversion(prospects.quote(TOWEL), on(last))).invoice
    assert prospects.converted(accepted, after).number


def test_a_plan_that_is_no_longer_sold_or_was_changed_stops_the_sale(prospects: ProspectClub) -> None:
    def saved(**changed: object) -> None:
        row = next(each for each in plans(prospects.desk) if each.fields.name == TWELVE_MONTHS.name)
        fields = replace(row.fields, **changed)  # type: ignore[arg-type]
        save_plan(prospects.desk, SavePlan(new_command(), row.id, row.version, fields))

    quote = prospects.quote(prospects.plan_line(TWELVE_MONTHS))
    request = prospects.conversion(quote)
    saved(length=10, instalments=10)
    assert refused_with(lambda: convert_quote(prospects.desk, request)) == (PlanChanged("Douze mois"),)
    saved(length=12, instalments=12, active=False)
    assert refused_with(lambda: convert_quote(prospects.desk, request)) == (PlanNotSold(),)
    saved(active=True, amount=Cents(4500))
    assert convert_quote(prospects.desk, request).accesses


def test_a_quote_that_another_desk_changed_is_read_again_before_it_is_sold(prospects: ProspectClub) -> None:
    quote = prospects.quote(TOWEL)
    request = prospects.conversion(quote)
    prospects.answered(quote, QuoteState.SENT)
    (reason,) = refused_with(lambda: convert_quote(prospects.desk, request))
    assert isinstance(reason, StaleEdit)
    assert reason.by == "ADMIN"


@ON_ONE_DATABASE
def test_the_totals_of_a_quote_say_what_is_billed_and_what_the_first_year_costs(
    prospects: ProspectClub,
) -> None:
    view = quote_view(prospects.desk, prospects.quote(prospects.plan_line(UNLIMITED), TOWEL))
    assert (view.row.billed, view.row.first_year) == (2420, 2420 + 12 * 5900)
    assert view.lines[1] == QuoteLine("Serviette", Cents(1210), Decimal(21), Decimal(2))


def quoted(prospects: ProspectClub, client: ClientId) -> QuoteId:
    return prospects.quote(TOWEL, client=client)


def test_the_numbers_of_quotes_have_no_gap_also_where_one_was_refused(prospects: ProspectClub) -> None:
    client = prospects.club.client()
    quoted(prospects, client)
    with pytest.raises(Refused):
        prospects.quote(TOWEL, client=ClientId(99999))
    quoted(prospects, client)
    with reading(prospects.desk) as session:
        numbers = session.scalars(sa.select(Quote.number).order_by(Quote.id)).all()
    assert numbers == ["D2010-0001", "D2010-0002"]


def test_eight_writers_at_once_number_their_quotes_without_gap_or_double(
    club: Club, open_at: Callable[[], Store]
) -> None:
    client, line = club.client(), TOWEL

    def write(store: Store) -> list[str]:
        desk = replace(club.desk, store=store)
        fields = QuoteFields((line,), desk.today())
        commands = [CommandId(f"{id(store)}-{n}") for n in range(5)]
        return [save_quote(desk, SaveQuote(each, None, 0, client, fields)).number for each in commands]

    with ThreadPoolExecutor(8) as pool:
        numbers = [each for some in pool.map(write, [open_at() for _ in range(8)]) for each in some]
    assert sorted(numbers) == [f"D2010-{n:04d}" for n in range(1, 41)]


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE quote SET invoiced = 1", "1 "),
        ("UPDATE quote_series SET last = 7", "last 7 != 1"),
        ("UPDATE quote_line SET access_id = NULL", "accesses"),
        ("DELETE FROM quote_invoice", "invoice"),
    ],
)
def test_the_check_of_a_database_finds_a_quote_that_does_not_agree_with_its_sale(
    prospects: ProspectClub, statement: str, said: str
) -> None:
    prospects.converted(prospects.quote(prospects.plan_line(), TOWEL))
    store, today = prospects.desk.store, prospects.desk.today()
    assert check_database(store, today).problems == ()
    with store.session(writes=True) as session:
        session.execute(sa.text(statement))
        session.commit()
    (problem,) = check_database(store, today).problems
    assert problem.kind is ProblemKind.QUOTE
    assert said in problem.detail
