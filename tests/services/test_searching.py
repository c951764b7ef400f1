"""Search finds the same clients whatever way it takes, and pages through them in any order (spec 1.2)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from app.domain.ids import ClientId
from app.domain.names import phone_digits, search_text
from app.domain.refusals import Refused
from app.models import Client
from app.services.client_refusals import BadCondition
from app.services.client_rows import columns_of
from app.services.criteria import Condition, ConditionField, Criteria, Sort, SortColumn, StateFilter
from app.services.desk import Desk
from app.services.fields import ClientFields, PersonKind
from app.services.queries import search, surname_order
from app.services.queries.search import client_with_card, count_clients, rows_of, search_clients
from app.services.training.people import invented_clients
from app.services.unit_of_work import upkeep
from app.services.views import ClientRow
from tests.databases import ON_ONE_DATABASE

TODAY = date(2010, 7, 20)
PEOPLE = (
    ClientFields(
        surname="LEFÈVRE",
        first_name="Jean-Noël",
        birth_date=date(1976, 3, 14),
        country="FR",
        postal_code="59000",
        town="Villeneuve-d'Ascq",
        mobile="06 12 34 56 78",
        phone="03 53 01 00 00",
        email="JN.Lefevre@exemple.fr",
        card_number="00 348 112",
    ),
    ClientFields(
        surname="LEFÈVRE", first_name="Margaux", mobile="+32 470 12 34 56", birth_date=date(1979, 9, 2)
    ),
    ClientFields(surname="Van den Broeck", first_name="Koen", language="nl", town="Kortrijk"),
    ClientFields(surname="Øster-Łukasik", first_name="Søren", birth_date=date(1999, 2, 28)),
    ClientFields(surname="D'Hondt", first_name="Maëlle", client_type="Étudiant"),
    ClientFields(surname="Weiß", first_name="Jürgen", adviser="Sarah"),
    ClientFields(surname="Lecœur", first_name="Marie-Thérèse"),
    ClientFields(surname="Martin", first_name="Marie"),
    ClientFields(kind=PersonKind.LEGAL, company="A & B <Cie>", email="contact@example.org"),
    ClientFields(surname="Noël", first_name="Jean", town="Lille", postal_code="59000"),
)


@pytest.fixture
def known(desk: Desk) -> Desk:
    """A desk that knows `PEOPLE`, as numbers 1, 2, 3 …"""
    fill(desk, PEOPLE)
    return desk


@pytest.fixture(params=["few are sorted", "always walk"])
def any_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The way of a small club, and that of a club where every word is frequent."""
    if request.param == "always walk":
        let_everything_be_frequent(monkeypatch)


def let_everything_be_frequent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "FEW", 0)
    monkeypatch.setattr(surname_order, "FEW_WORDS", 0)
    monkeypatch.setattr(surname_order, "FEW_TOGETHER", 0)
    monkeypatch.setattr(surname_order, "RARE", ())


def fill(desk: Desk, people: tuple[ClientFields, ...]) -> None:
    """Let the club know these people."""
    with upkeep(desk.store) as session:
        for number, card in enumerate(people, start=1):
            session.add(Client(number=number, created_at=desk.now(), **columns_of(card)))
        session.commit()


def numbers(desk: Desk, criteria: Criteria, sort: Sort | None = None) -> list[int]:
    """The client numbers found, all pages."""
    return [row.number for row in every_row(desk, criteria, sort or Sort(SortColumn.NUMBER))]


def every_row(desk: Desk, criteria: Criteria, sort: Sort, limit: int = 3) -> list[ClientRow]:
    rows: list[ClientRow] = []
    page = search_clients(desk, criteria, sort, None, limit)
    rows += page.rows
    while page.next_key is not None:
        page = search_clients(desk, criteria, sort, page.next_key, limit)
        assert page.rows
        rows += page.rows
    return rows


FOUND = [
    ("lefevre jean", [1]),
    ("Jean-Noël LEFÈVRE", [1]),
    ("noel", [1, 10]),
    ("jean noel", [1, 10]),
    ("LEFÈVRE", [1, 2]),
    ("lef", [1, 2]),
    ("l", [1, 2, 4, 7]),
    ("van broeck", [3]),
    ("broeck", [3]),
    ("bro koen", [3]),
    ("oster", [4]),
    ("łukasik søren", [4]),
    ("lukasik", [4]),
    ("d'hondt", [5]),
    ("hondt", [5]),
    ("d hondt maelle", [5]),
    ("weiss", [6]),
    ("WEISS jurgen", [6]),
    ("lecoeur", [7]),
    ("marie", [7, 8]),
    ("mar mart", [8]),
    ("mar", [2, 7, 8]),
    ("therese marie", [7]),
    ("cie", [9]),
    ("a & b", [9]),
    ("arie", []),
    ("zzz", []),
    ("'; DROP TABLE client; --", []),
    ('"*" OR', []),
    ("%", []),
    ("😀", []),
    ("0612", [1]),
    ("06 12 34", [1]),
    ("+33 6 12 34 56 78", [1]),
    ("0033612345678", [1]),
    ("03 53 01", [1]),
    ("0470", [2]),
    ("00 348", [1]),
    ("00348112", [1]),
    ("3", [3]),
    ("999999999999999999999", []),
    ("jn.lefevre@exemple.fr", [1]),
    ("JN.LEF@", []),
    ("jn.lefevre@", [1]),
    ("14/03/1976", [1]),
    ("31/02/1976", []),
    ("", list(range(1, 11))),
    ("   ", list(range(1, 11))),
]


ORDERS = (Sort(SortColumn.NUMBER), Sort(SortColumn.SURNAME), Sort(SortColumn.TOWN, descending=True))


def found_by(desk: Desk, criteria: Criteria) -> list[list[int]]:
    """The numbers found in several orders, which are all the same unless something is wrong."""
    found = [sorted(numbers(desk, criteria, order)) for order in ORDERS]
    assert count_clients(desk, criteria) == len(found[0])
    return [each for place, each in enumerate(found) if each not in found[:place]]


@pytest.mark.usefixtures("any_way")
def test_whatever_is_typed_finds_who_is_meant(known: Desk) -> None:
    said = {typed: found_by(known, Criteria(anything=typed)) for typed, _ in FOUND}
    assert said == {typed: [found] for typed, found in FOUND}


FIELDS = [
    (Criteria(surname="noel"), [10]),
    (Criteria(first_name="noel"), [1]),
    (Criteria(surname="lefevre", first_name="mar"), [2]),
    (Criteria(surname="lukasik"), [4]),
    (Criteria(first_name="jean", anything="lef"), [1]),
    (Criteria(number="8"), [8]),
    (Criteria(number="8a"), []),
    (Criteria(card="00348"), [1]),
    (Criteria(card="--"), []),
    (Criteria(phone="0470 12"), [2]),
    (Criteria(phone="353010"), []),
    (Criteria(email="contact@"), [9]),
    (Criteria(town="villeneuve d"), [1]),
    (Criteria(town="lille", surname="noel"), [10]),
    (Criteria(birth_date=date(1979, 9, 2)), [2]),
    (Criteria(surname="lefevre", birth_date=date(1979, 9, 2)), [2]),
    (Criteria(surname="...", first_name="jean"), []),
    (Criteria(state=StateFilter.PROSPECTS, anything="lef"), [1, 2]),
    (Criteria(state=StateFilter.CLIENTS), []),
    (Criteria(state=StateFilter.OVERDUE), []),
]


@pytest.mark.usefixtures("any_way")
def test_fields_narrow_the_search_together(known: Desk) -> None:
    said = {criteria: found_by(known, criteria) for criteria, _ in FIELDS}
    assert said == {criteria: [found] for criteria, found in FIELDS}


@pytest.mark.parametrize(
    "field", ["anything", "surname", "first_name", "number", "card", "phone", "email", "town"]
)
def test_what_no_keyboard_types_finds_nobody(desk: Desk, field: str) -> None:
    for strange in ("a\x00@b", "\ud83d@", "@\udfff", "\x00"):
        assert count_clients(desk, replace(Criteria(), **{field: strange})) == 0  # type: ignore[arg-type]  # a text field


CONDITIONS = [
    (ConditionField.ACTIVE, "yes", list(range(1, 11))),
    (ConditionField.ACTIVE, "no", []),
    (ConditionField.STATE, "prospects", list(range(1, 11))),
    (ConditionField.STATE, "all", list(range(1, 11))),
    (ConditionField.TOWN, "Kort", [3]),
    (ConditionField.POSTAL_CODE, "590", [1, 10]),
    (ConditionField.LANGUAGE, "nl", [3]),
    (ConditionField.CLIENT_TYPE, "Étudiant", [5]),
    (ConditionField.ADVISER, "Sarah", [6]),
    (ConditionField.BIRTH_MONTH, "3", [1]),
    (ConditionField.AGE_AT_LEAST, "34", [1]),
    (ConditionField.AGE_AT_LEAST, "35", []),
    (ConditionField.AGE_AT_MOST, "11", [4]),
    (ConditionField.AGE_AT_MOST, "10", []),
    (ConditionField.BALANCE_AT_LEAST, "1", []),
    (ConditionField.NO_EMAIL, "", [2, 3, 4, 5, 6, 7, 8, 10]),
    (ConditionField.CREATED_SINCE, "1", list(range(1, 11))),
    (ConditionField.ACCESS_ENDS, "this_month", []),
    (ConditionField.ACCESS_ENDS, "past", []),
    (ConditionField.SUSPENDED_OPEN_SINCE, "60", []),
    (ConditionField.PLAN, "1", []),
]


@pytest.mark.usefixtures("any_way")
def test_a_condition_and_its_contrary_share_the_clients_out(known: Desk) -> None:
    everybody = set(range(1, len(PEOPLE) + 1))
    for field, value, found in CONDITIONS:
        condition = Condition(field, value)
        contrary = replace(condition, negated=True)
        assert (field, found_by(known, Criteria(conditions=(condition,)))) == (field, [found])
        others = sorted(everybody - set(found))
        assert (field, found_by(known, Criteria(conditions=(contrary,)))) == (field, [others])


@ON_ONE_DATABASE
@pytest.mark.parametrize(
    ("field", "value"),
    [
        (ConditionField.ACTIVE, "perhaps"),
        (ConditionField.BIRTH_MONTH, "13"),
        (ConditionField.AGE_AT_LEAST, "-1"),
        (ConditionField.AGE_AT_LEAST, "١٢"),
        (ConditionField.PLAN, "1; DROP TABLE plan"),
        (ConditionField.TOWN, ""),
        (ConditionField.CREATED_SINCE, "10" * 12),
        (ConditionField.STATE, "gone"),
    ],
)
def test_a_condition_that_means_nothing_is_refused(known: Desk, field: ConditionField, value: str) -> None:
    criteria = Criteria(conditions=(Condition(field, value),))
    for ask in (lambda: search_clients(known, criteria, Sort()), lambda: count_clients(known, criteria)):
        with pytest.raises(Refused) as refused:
            ask()
        assert refused.value.refusals == (BadCondition(field.value, value),)


SORTED_BY: dict[SortColumn, Callable[[ClientRow], Any]] = {
    SortColumn.NUMBER: lambda row: row.number,
    SortColumn.BIRTH_DATE: lambda row: row.birth_date or date.min,
    SortColumn.BALANCE: lambda row: row.balance,
    SortColumn.SURNAME: lambda row: search_text(row.surname or row.company),
    SortColumn.FIRST_NAME: lambda row: search_text(row.first_name),
    SortColumn.TOWN: lambda row: search_text(row.town),
    SortColumn.PHONE: lambda row: phone_digits(row.phone),
}


@pytest.mark.parametrize(
    "criteria", [Criteria(), Criteria(anything="l"), Criteria(state=StateFilter.PROSPECTS)]
)
def test_pages_follow_each_other_in_any_order(desk: Desk, criteria: Criteria) -> None:
    fill(desk, tuple(replace(each.fields, card_number="") for each in invented_clients(TODAY, 60)))
    for column in SortColumn:
        rows = every_row(desk, criteria, Sort(column), limit=7)
        assert len({row.id for row in rows}) == len(rows) == count_clients(desk, criteria)
        if column in SORTED_BY:
            values = [SORTED_BY[column](row) for row in rows]
            assert values == sorted(values)
        assert rows == every_row(desk, criteria, Sort(column), limit=500)
        assert rows[::-1] == every_row(desk, criteria, Sort(column, descending=True), limit=11)


def test_a_row_says_how_the_client_is_reached(known: Desk) -> None:
    (jean,) = search_clients(known, Criteria(card="00348112"), Sort()).rows
    assert (jean.phone, jean.town, jean.birth_date) == (
        "06 12 34 56 78",
        "Villeneuve-d'Ascq",
        date(1976, 3, 14),
    )
    assert not jean.has_access


@pytest.mark.parametrize(
    ("typed", "is_his"),
    [
        ("00348112", True),
        ("00 348 112", True),
        ("00-348-112", True),
        ("00348", False),
        ("", False),
        ("LEFÈVRE", False),
    ],
)
def test_a_scanned_card_opens_its_holder(known: Desk, typed: str, is_his: bool) -> None:
    (jean,) = search_clients(known, Criteria(card="00348112"), Sort()).rows
    assert client_with_card(known, typed) == (jean.id if is_his else None)


def test_rows_of_known_clients_come_in_the_order_asked_for(known: Desk) -> None:
    rows = search_clients(known, Criteria(), Sort(SortColumn.NUMBER)).rows
    wanted = [rows[3].id, ClientId(999_999), rows[0].id]
    assert [row.number for row in rows_of(known, wanted)] == [4, 1]


PLANNED = [
    Criteria(),
    Criteria(anything="mar"),
    Criteria(anything="marie mar"),
    Criteria(anything="l"),
    Criteria(state=StateFilter.PROSPECTS),
    Criteria(anything="mar", state=StateFilter.PROSPECTS),
]


@pytest.mark.parametrize("criteria", PLANNED, ids=lambda value: str(value)[9:60])
@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_frequent_words_are_found_along_the_index_of_surnames(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, criteria: Criteria, descending: bool
) -> None:
    let_everything_be_frequent(monkeypatch)
    fill(desk, PEOPLE)
    plans = query_plans(desk, lambda: search_clients(desk, criteria, Sort(descending=descending), None, 1))
    assert plans
    assert not [step for step in plans if "TEMP B-TREE" in step or step == "SCAN client"]


@pytest.mark.parametrize("criteria", [Criteria(anything="j n"), Criteria(surname="van", first_name="k")])
@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_frequent_words_together_are_found_by_their_ranges_alone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, criteria: Criteria
) -> None:
    let_everything_be_frequent(monkeypatch)
    fill(desk, PEOPLE)
    plans = query_plans(desk, lambda: search_clients(desk, criteria, Sort(), None, 1))
    assert [step for step in plans if step.startswith("SEARCH client_word USING PRIMARY KEY (word>")]
    assert not [step for step in plans if step.startswith("SCAN")]


@pytest.mark.parametrize(
    "criteria",
    [
        Criteria(anything="348112"),
        Criteria(number="348"),
        Criteria(email="a@b"),
        Criteria(birth_date=TODAY),
        Criteria(town="l"),
    ],
    ids=lambda value: str(value)[9:60],
)
@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_rare_values_are_found_by_their_own_index(desk: Desk, criteria: Criteria) -> None:
    fill(desk, PEOPLE)
    plans = query_plans(desk, lambda: search_clients(desk, criteria, Sort()))
    assert [step for step in plans if step.startswith("SEARCH client USING")]
    assert not [step for step in plans if step.startswith("SCAN client")]


def query_plans(desk: Desk, ask: Callable[[], object]) -> list[str]:
    """How SQLite carries out what is asked, step by step."""
    asked: list[tuple[str, object]] = []

    def note(_connection: object, _cursor: object, statement: str, parameters: object, *_: object) -> None:
        if statement.startswith("SELECT"):
            asked.append((statement, parameters))

    sa.event.listen(desk.store.engine, "before_cursor_execute", note)
    ask()
    sa.event.remove(desk.store.engine, "before_cursor_execute", note)
    with desk.store.engine.connect() as connection:
        return [
            str(row[3])
            for statement, parameters in asked
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)  # type: ignore[arg-type]
        ]
