"""The invented club is believable, whole, and the same on every machine for one day (spec 1.9)."""

import itertools
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from app.domain.dossier_refusals import AllPartiesInactive
from app.domain.ids import UserId
from app.domain.invoicing import InvoiceKind, InvoiceState, PaymentMethod
from app.domain.refusals import Refused
from app.domain.rights import Role
from app.i18n import Language, texts
from app.messages.history import told
from app.services.billing.queries import account_of, invoice_page
from app.services.billing.views import InvoiceFilter
from app.services.check import check_database
from app.services.clock import FixedClock, SystemClock
from app.services.company_links import links_of
from app.services.criteria import Condition, ConditionField, Criteria, Sort, SortColumn, StateFilter
from app.services.desk import Desk, Operator
from app.services.dossiers.page import dossier_view
from app.services.dossiers.queries import dossier_page
from app.services.dossiers.requests import DossierFilter
from app.services.fields import PersonKind
from app.services.queries.access import access_view
from app.services.queries.card import client_card
from app.services.queries.history import history_of_client
from app.services.queries.search import client_with_card, count_clients, search_clients
from app.services.refusals import DatabaseExists
from app.services.segments import segments
from app.services.signing_in import sign_in
from app.services.store import Store, open_store
from app.services.training.base import Club
from app.services.training.making import create_training
from app.services.training.people import invented_clients
from app.services.views import AccessState, ClientCard, ClientState

TOUR_DAY = date(2010, 7, 20)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented club of the guided tour, made once."""
    place = tmp_path_factory.mktemp("training") / "formation.db"
    steps: list[tuple[int, int]] = []
    create_training(place, TOUR_DAY, told=lambda done, total: steps.append((done, total)))
    assert steps == sorted(steps)
    assert steps[-1] == (300, 300)
    return place


def desk_at(store: Store) -> Desk:
    return Desk(store, FixedClock(TOUR_DAY), Operator(UserId(1), "ADMIN", Role.ADMINISTRATOR, "ACCUEIL-1"))


@pytest.fixture
def club(made: Path) -> Iterator[Desk]:
    """A desk at the invented club."""
    with closing(open_store(made)) as store:
        yield desk_at(store)


@pytest.fixture(scope="module")
def everybody(made: Path) -> list[ClientCard]:
    """The cards of all clients, read once."""
    with closing(open_store(made)) as store:
        rows = search_clients(desk_at(store), Criteria(), Sort(SortColumn.NUMBER), None, 500).rows
        return [client_card(desk_at(store), row.id) for row in rows]


def test_nothing_that_was_made_today_happens_later_today(made: Path) -> None:
    clock = SystemClock()
    with closing(open_store(made)) as store:
        invented = Club(store, itertools.count(1))
        assert invented.desk(clock.today()).now() <= clock.now()
        assert invented.desk(clock.today()).today() == clock.today()
        assert invented.desk(TOUR_DAY).now() == FixedClock(TOUR_DAY).now()


def test_the_member_of_the_worked_example_is_there(club: Desk) -> None:
    found = client_with_card(club, "00348112")
    assert found is not None
    card = client_card(club, found)
    assert (card.number, card.fields.surname, card.fields.first_name) == (348, "LEFÈVRE", "Jean-Noël")
    assert (card.fields.birth_date, card.age) == (date(1976, 3, 14), 34)
    assert (card.fields.mobile, card.fields.email) == ("06 12 34 56 78", "jn.lefevre@exemple.fr")
    (item,) = card.accesses
    assert (item.plan_name, item.first_day, item.state) == (
        "Illimité mensuel",
        date(2010, 7, 1),
        AccessState.RUNNING,
    )
    view = access_view(club, item.id)
    assert view.suspensions == ()
    assert view.contract.terms is not None
    assert (view.contract.terms.first_due, view.contract.terms.normal_amount) == (date(2010, 7, 5), 5900)
    assert [(fact.rank, fact.due) for fact in view.contract.facts] == [(1, date(2010, 7, 5))]
    assert item.next_debit is not None
    assert (item.next_debit.due, item.next_debit.amount) == (date(2010, 8, 5), 5900)


def test_there_is_something_of_everything(club: Desk, everybody: list[ClientCard]) -> None:
    cards = everybody
    states = Counter(card.state for card in cards)
    assert len(cards) == 300
    assert states[ClientState.ACTIVE] > 150
    for state in ClientState:
        assert states[state] >= 5
    suspensions = [
        view for card in cards for item in card.accesses for view in access_view(club, item.id).suspensions
    ]
    assert len([each for each in suspensions if each.first_day > TOUR_DAY]) >= 3
    assert len([each for each in suspensions if each.last_day and each.last_day < TOUR_DAY]) >= 15
    open_ended = [each for each in suspensions if each.last_day is None]
    assert len([each for each in open_ended if (TOUR_DAY - each.first_day).days > 60]) >= 3
    assert len({item.plan_name for card in cards for item in card.accesses}) >= 8
    assert len([card for card in cards if card.age is not None and card.age < 18]) >= 20
    assert 2 <= len([card for card in cards if card.is_minor_alone]) <= 12
    assert len([card for card in cards if card.fields.company]) >= 8
    assert len([card for card in cards if card.overdue]) >= 8
    households = Counter((card.fields.address, card.fields.town) for card in cards)
    assert len([address for address, members in households.items() if members >= 3]) >= 10


def test_companies_have_persons_and_one_person_has_two_companies(
    club: Desk, everybody: list[ClientCard]
) -> None:
    kinds = {card.id: card.fields.kind for card in everybody}
    links = {client: links_of(club, client) for client in kinds}
    companies = [client for client, kind in kinds.items() if kind is PersonKind.LEGAL]
    assert len(companies) >= 8
    assert all(len(links[company]) >= 2 for company in companies)
    assert [client for client in kinds if client not in companies and len(links[client]) == 2]
    assert {row.role for company in companies for row in links[company]} >= {"gérante", "comptable"}


def test_only_one_client_looks_reachable(everybody: list[ClientCard]) -> None:
    for card in everybody:
        if card.fields.surname == "LEFÈVRE":
            continue
        assert card.fields.email == "" or card.fields.email.split("@")[1] in ("example.org", "example.com")
        for number in (card.fields.mobile, card.fields.phone):
            assert number == "" or number.startswith(("06 39 98 ", "03 53 01 ", "0470 00 ", "056 00 "))


def test_everything_that_happened_can_be_told(club: Desk, everybody: list[ClientCard]) -> None:
    french = texts(Language.FR)
    for card in everybody[:60]:
        entries = history_of_client(club, card.id)
        assert entries
        assert [row.at for row in entries] == sorted((row.at for row in entries), reverse=True)
        assert all(told(row, french) and "{" not in told(row, french) for row in entries)


def test_the_saved_searches_find_somebody(club: Desk) -> None:
    found = {row.name: count_clients(club, row.criteria) for row in segments(club)}
    assert len(found) == 4
    assert found["Désactivés (actif ≠ oui)"] >= 5
    assert found["Suspension illimitée depuis plus de 90 jours"] >= 2
    assert found["Fin d'accès ce mois"] >= 1


def test_states_of_the_list_are_those_of_the_cards(club: Desk, everybody: list[ClientCard]) -> None:
    cards = {card.id: card for card in everybody}
    for state in (StateFilter.SUSPENDED, StateFilter.BLOCKED, StateFilter.DEACTIVATED, StateFilter.OVERDUE):
        rows = search_clients(club, Criteria(state=state), Sort(), None, 500).rows
        assert {row.id for row in rows} == {
            client
            for client, card in cards.items()
            if card.state.value == state.value or (state is StateFilter.OVERDUE and card.overdue)
        }
    ended = Criteria(conditions=(Condition(ConditionField.ACCESS_ENDS, "past"),))
    for row in search_clients(club, ended, Sort(), None, 500).rows:
        assert row.access_last is not None
        assert row.access_last < TOUR_DAY


def test_the_schedules_stored_are_those_computed(club: Desk) -> None:
    assert check_database(club.store, TOUR_DAY).problems == ()


@pytest.mark.parametrize(("name", "code"), [("ADMIN", "ADMIN"), ("SARAH", "SARAH"), ("TOM", "TOM")])
def test_everybody_of_the_invented_club_can_sign_in(club: Desk, name: str, code: str) -> None:
    signed = sign_in(club.store, club.clock, "ACCUEIL-1", name, code)
    assert (signed.operator.name, signed.must_change_code) == (name, False)


def test_dossiers_show_every_state_that_a_dossier_can_be_in(club: Desk) -> None:
    rows = dossier_page(club, DossierFilter()).rows
    kinds = [row.name.split(" ")[0] for row in rows]
    assert kinds == ["Ancien", "Couple", "Entreprise", "Famille"]
    former, couple, company, family = (dossier_view(club, row.id) for row in rows)
    assert former.buttons.activity == AllPartiesInactive()
    assert couple.sharing.shared
    assert {row.is_billed for row in couple.activities} == {True, False}
    assert [part.name for part in couple.division.parts] == ["LEFÈVRE Jean-Noël", "LEFÈVRE Margaux"]
    assert company.division.is_weighted
    assert len(company.intervenants) == 2
    assert [row.active for row in family.parties] == [True] * (len(family.parties) - 1) + [False]
    assert family.division.waiting > 0


def test_invoices_are_in_every_state_and_reminded_up_to_the_last_level(club: Desk) -> None:
    rows = invoice_page(club, InvoiceFilter(kind=InvoiceKind.INVOICE), limit=500).rows
    assert {row.state for row in rows} == set(InvoiceState)
    assert {row.reminder_level for row in rows} == {0, 1, 2, 3}
    accounts = [account_of(club, client) for client in {row.client for row in rows}]
    payments = [payment for account in accounts for payment in account.payments]
    assert {payment.method for payment in payments} == set(PaymentMethod)
    assert [payment for payment in payments if payment.reversed_by]
    assert [payment for payment in payments if payment.amount < 0 and not payment.reverses]
    left = Criteria(state=StateFilter.DEACTIVATED)
    gone = {row.id for row in search_clients(club, left, Sort(), None, 500).rows}
    assert {row.state for row in rows if row.client in gone} <= {InvoiceState.ON_HOLD, InvoiceState.PAID}
    assert [row for row in rows if row.client in gone and row.state is InvoiceState.ON_HOLD]


def test_the_same_day_makes_the_same_club_and_another_day_another(tmp_path: Path, made: Path) -> None:
    again, later = tmp_path / "again.db", tmp_path / "later.db"
    create_training(again, TOUR_DAY, clients=40)
    create_training(later, date(2026, 2, 28), clients=40)
    shown = "SELECT number, surname, first_name, birth_date, state FROM client ORDER BY number LIMIT 40"
    facts = "SELECT max(due) < '2026-02-28' FROM fact"
    with closing(sqlite3.connect(made)) as first, closing(sqlite3.connect(again)) as second:
        few = {row[:4] for row in first.execute(shown)} & {row[:4] for row in second.execute(shown)}
    assert len(few) == 40
    with closing(sqlite3.connect(later)) as other:
        assert other.execute(facts).fetchone() == (1,)
    assert [entry.name for entry in tmp_path.iterdir() if ".new" in entry.name] == []


def test_an_existing_database_is_never_replaced(tmp_path: Path) -> None:
    place = tmp_path / "formation.db"
    create_training(place, TOUR_DAY, clients=5)
    before = place.read_bytes()
    with pytest.raises(Refused) as refused:
        create_training(place, TOUR_DAY, clients=5)
    assert refused.value.refusals == (DatabaseExists(str(place)),)
    assert place.read_bytes() == before


def test_people_are_invented_alike_every_time() -> None:
    assert invented_clients(TOUR_DAY) == invented_clients(TOUR_DAY)
    assert len({person.number for person in invented_clients(TOUR_DAY)}) == 300
