"""Plans: what can be sold and what makes no sense; accesses that were sold keep their terms (spec 1.4)."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.cents import Cents
from app.domain.contract import PeriodUnit
from app.services.desk import TouchedKind
from app.services.fields import PaymentMode, PlanFields, PlanKind
from app.services.plans import plans, save_plan
from app.services.requests import SavePlan
from app.services.views import PlanRow
from tests.services.club import new_command
from tests.ui.maintenance.conftest import HOSTILE, Maintainer, answer, contents, open_page
from tests.ui.noted_workplace import NotedWorkplace

P = "maintenance_plan"


@pytest.fixture
def at_plans(noted: NotedWorkplace, qtbot: QtBot) -> Maintainer:
    """The person at the tab Formules."""
    return open_page(noted, qtbot, "plans")


def stored(noted: NotedWorkplace) -> dict[str, PlanRow]:
    return {row.fields.name: row for row in plans(noted.desk)}


def type_new(desk: Maintainer, **typed: str) -> None:
    """A sensible monthly plan, but for what is given."""
    desk.press(f"{P}_new")
    sensible = {"name": "Été", "amount": "49,90", "registration_fee": "25", "maintenance": "5"}
    for field, text in {**sensible, **typed}.items():
        desk.type(f"{P}_{field}", text)


def test_an_unlimited_plan_is_made(at_plans: Maintainer, noted: NotedWorkplace) -> None:
    type_new(at_plans, debit_day="31")
    at_plans.press(f"{P}_save")
    assert stored(noted)["Été"].fields == PlanFields(
        "Été",
        PlanKind.UNLIMITED,
        None,
        PaymentMode.DIRECT_DEBIT,
        Cents(4990),
        Cents(2500),
        Cents(500),
        None,
        1,
        PeriodUnit.MONTH,
        31,
    )
    assert at_plans.table(f"{P}_table").selected_row().fields.name == "Été"


def test_a_fixed_plan_in_weeks_is_made(at_plans: Maintainer, noted: NotedWorkplace) -> None:
    type_new(at_plans, period_count="4")
    at_plans.choose(f"{P}_kind", PlanKind.MONTHS)
    at_plans.choose(f"{P}_period_unit", PeriodUnit.WEEK)
    at_plans.type(f"{P}_length", "12")
    at_plans.type(f"{P}_instalments", "13")
    assert not at_plans.found(f"{P}_debit_day").isEnabled()
    at_plans.press(f"{P}_save")
    fields = stored(noted)["Été"].fields
    assert (fields.length, fields.instalments, fields.period_count) == (12, 13, 4)
    assert fields.period_unit is PeriodUnit.WEEK


def test_a_plan_paid_at_once_has_no_debits(at_plans: Maintainer, noted: NotedWorkplace) -> None:
    type_new(at_plans, debit_day="5")
    at_plans.choose(f"{P}_kind", PlanKind.DAYS)
    at_plans.choose(f"{P}_payment", PaymentMode.AT_ONCE)
    at_plans.type(f"{P}_length", "10")
    for field in ("instalments", "debit_day", "maintenance", "period_count", "period_unit"):
        assert not at_plans.found(f"{P}_{field}").isEnabled()
        assert at_plans.found(f"{P}_{field}").toolTip() != ""
    at_plans.press(f"{P}_save")
    fields = stored(noted)["Été"].fields
    assert (fields.length, fields.instalments, fields.debit_day) == (10, None, None)


def test_what_was_sold_is_said_to_keep_its_terms(at_plans: Maintainer, noted: NotedWorkplace) -> None:
    sold = next(row for row in stored(noted).values() if row.sold)
    at_plans.select(f"{P}_table", sold.fields.name)
    assert "garde" in at_plans.told(f"{P}_sold_text")
    at_plans.type(f"{P}_amount", "61")
    at_plans.press(f"{P}_save")
    assert stored(noted)[sold.fields.name].fields.amount == 6100
    assert stored(noted)[sold.fields.name].sold == sold.sold


BAD_PLANS = {
    "no name": ({"name": ""}, "name", "obligatoire"),
    "right to left": ({"name": HOSTILE["right to left"]}, "name", "invisibles"),
    "huge name": ({"name": "x" * 200}, "name", "au plus 60"),
    "no amount": ({"amount": ""}, "amount", "Montant à remplir"),
    "zero": ({"amount": "0"}, "amount", "Indiquez un montant de 0,01"),
    "negative": ({"amount": "-5"}, "amount", "Indiquez un montant de 0,01"),
    "letters": ({"amount": "douze"}, "amount", "Montant illisible"),
    "three decimals": ({"amount": "12,505"}, "amount", "Montant illisible"),
    "billions": ({"amount": "999999999999"}, "amount", "Ce montant est trop grand"),
    "dear": ({"amount": "100000,01"}, "amount", "Indiquez un montant de"),
    "sql": ({"amount": HOSTILE["sql"]}, "amount", "Montant illisible"),
    "negative fee": ({"registration_fee": "-1"}, "registration_fee", "Indiquez un montant de"),
    "emoji fee": ({"registration_fee": HOSTILE["emoji"]}, "registration_fee", "Montant illisible"),
    "no maintenance": ({"maintenance": ""}, "maintenance", "Montant à remplir"),
    "maintenance 0": ({"maintenance": "0,00"}, "maintenance", "Indiquez un montant de 0,01"),
    "maintenance above": ({"maintenance": "50"}, "maintenance", "à 49,90"),
    "day 32": ({"debit_day": "32"}, "debit_day", "Indiquez un nombre de 1 à 31"),
    "day 0": ({"debit_day": "0"}, "debit_day", "Écrivez un nombre de"),
    "day in letters": ({"debit_day": "cinq"}, "debit_day", "Écrivez un nombre entier"),
    "no period": ({"period_count": ""}, "period_count", "Nombre à remplir"),
    "long period": ({"period_count": "25"}, "period_count", "de 1 à 24"),
    "huge period": ({"period_count": "9" * 30}, "period_count", "Écrivez un nombre de"),
}


@pytest.mark.parametrize("case", BAD_PLANS)
def test_a_bad_plan_is_refused_beside_its_field(at_plans: Maintainer, noted_file: Path, case: str) -> None:
    typed, field, sentence = BAD_PLANS[case]
    before = contents(noted_file)
    type_new(at_plans, **typed)
    at_plans.press(f"{P}_save")
    assert sentence in at_plans.said(f"{P}_{field}").replace("\u00a0", " ")
    assert contents(noted_file) == before


BAD_FIXED = {
    "no length": ({"length": ""}, "length", "Nombre à remplir"),
    "long": ({"length": "121"}, "length", "de 1 à 120"),
    "no count": ({"instalments": ""}, "instalments", "Nombre à remplir"),
    "many": ({"instalments": "521"}, "instalments", "de 1 à 520"),
    "negative": ({"instalments": "-1"}, "instalments", "Écrivez un nombre de"),
}


@pytest.mark.parametrize("case", BAD_FIXED)
def test_a_bad_fixed_plan_is_refused_beside_its_field(
    at_plans: Maintainer, noted_file: Path, case: str
) -> None:
    typed, field, sentence = BAD_FIXED[case]
    before = contents(noted_file)
    type_new(at_plans)
    at_plans.choose(f"{P}_kind", PlanKind.MONTHS)
    for name, text in {"length": "12", "instalments": "12", **typed}.items():
        at_plans.type(f"{P}_{name}", text)
    at_plans.press(f"{P}_save")
    assert sentence in at_plans.said(f"{P}_{field}")
    assert contents(noted_file) == before


def test_an_unlimited_plan_cannot_be_paid_at_once(at_plans: Maintainer, noted_file: Path) -> None:
    before = contents(noted_file)
    type_new(at_plans)
    at_plans.choose(f"{P}_payment", PaymentMode.AT_ONCE)
    at_plans.press(f"{P}_save")
    assert at_plans.said(f"{P}_payment") == "Choisissez une valeur de la liste."
    assert contents(noted_file) == before


def test_a_name_is_taken_whatever_the_case(at_plans: Maintainer, noted: NotedWorkplace) -> None:
    name = next(iter(stored(noted)))
    type_new(at_plans, name=name.upper())
    at_plans.press(f"{P}_save")
    assert "déjà pris" in at_plans.said(f"{P}_name")


def test_mending_a_field_takes_its_error_away(at_plans: Maintainer, noted: NotedWorkplace) -> None:
    type_new(at_plans, amount="douze")
    at_plans.press(f"{P}_save")
    assert at_plans.found(f"{P}_summary").isVisible()
    at_plans.type(f"{P}_amount", "12,50")
    assert at_plans.said(f"{P}_amount") == ""
    assert not at_plans.found(f"{P}_summary").isVisible()
    at_plans.press(f"{P}_save")
    assert stored(noted)["Été"].fields.amount == 1250


def test_an_amount_that_another_desk_changes_is_not_taken_back_by_who_types_beside_it(
    at_plans: Maintainer, noted: NotedWorkplace
) -> None:
    name, row = next(iter(stored(noted).items()))
    at_plans.select(f"{P}_table", name)
    at_plans.type(f"{P}_registration_fee", "77")
    changed = {each: getattr(row.fields, each) for each in PlanFields.__slots__}
    changed["amount"] = Cents(6100)
    save_plan(noted.desk, SavePlan(new_command(), row.id, row.version, PlanFields(**changed)))
    at_plans.refresh(TouchedKind.PLAN)
    at_plans.press(f"{P}_save")
    kept = stored(noted)[name].fields
    assert (kept.registration_fee, kept.amount) == (7700, 6100)


def test_a_stale_plan_shows_amounts_as_amounts(at_plans: Maintainer, noted: NotedWorkplace) -> None:
    name, row = next(iter(stored(noted).items()))
    at_plans.select(f"{P}_table", name)
    at_plans.type(f"{P}_registration_fee", "77")
    changed = {each: getattr(row.fields, each) for each in PlanFields.__slots__}
    changed["registration_fee"] = Cents(8800)
    save_plan(noted.desk, SavePlan(new_command(), row.id, row.version, PlanFields(**changed)))
    at_plans.press(f"{P}_save")
    detail = noted.window.findChild(QWidget, "maintenance_stale_detail")
    assert detail is not None
    told = str(detail.property("text")).replace("\u00a0", " ")
    assert "« 88,00 € » est enregistré, « 77,00 € » est tapé ici" in told
    answer(at_plans.page, "maintenance_stale_close")
    assert stored(noted)[name].fields.registration_fee == 8800
