"""Users, plans, settings and saved searches are kept by who may, and never so that the club locks itself out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from app.domain.cents import Cents
from app.domain.contract import PeriodUnit
from app.domain.ids import PlanId, SegmentId, UserId
from app.domain.refusals import FieldMissing, FieldTooLong, NotAllowed, Refusal, Refused
from app.domain.rights import Right, Role
from app.models import History
from app.services.client_refusals import (
    AmountOutOfRange,
    BadCondition,
    BadPostalCode,
    NotAName,
    NotWithThisKind,
    NumberOutOfRange,
    StrangeSign,
    TooManyLines,
)
from app.services.club import club_settings, save_club_settings
from app.services.criteria import Condition, ConditionField, Criteria, StateFilter
from app.services.desk import Desk
from app.services.fields import ClubSettings, PaymentMode, PlanFields, PlanKind
from app.services.plans import plans, save_plan
from app.services.refusals import (
    BadChoice,
    BadEmail,
    CodeTooCommon,
    CodeTooShort,
    LastAdministrator,
    NameTaken,
    NotFound,
    StaleEdit,
)
from app.services.requests import DeleteSegment, SaveClubSettings, SavePlan, SaveSegment, SaveUser
from app.services.segments import delete_segment, save_segment, segments
from app.services.unit_of_work import reading
from app.services.users import save_user, users
from tests.services.club import AT_ONCE, TWELVE_MONTHS, UNLIMITED, Club, new_command

CODE = "un code de club"


def refusals(call: Callable[[], object]) -> list[Refusal]:
    with pytest.raises(Refused) as refused:
        call()
    return list(refused.value.refusals)


def new_user(name: str = "SARAH", role: Role = Role.MANAGER, code: str | None = CODE) -> SaveUser:
    return SaveUser(new_command(), None, 0, name, role, True, code)


def told(desk: Desk) -> list[str]:
    with reading(desk) as session:
        return list(session.scalars(sa.select(History.what).order_by(History.id)))


# users


def test_a_new_user_is_listed_and_must_change_the_code(desk: Desk) -> None:
    saved = save_user(desk, new_user())
    listed = {row.name: row for row in users(desk)}
    assert set(listed) == {"ADMIN", "SARAH"}
    sarah = listed["SARAH"]
    assert (sarah.id, sarah.role, sarah.active, sarah.locked_until) == (saved.user, Role.MANAGER, True, None)
    assert "user_created" in told(desk)


@pytest.mark.parametrize(
    ("request_", "reason"),
    [
        (new_user(code=None), FieldMissing("code")),
        (new_user(code="court"), CodeTooShort(12)),
        (new_user(code="motdepasse123"), CodeTooCommon()),
        (new_user(name=""), FieldMissing("name")),
        (new_user(name="---"), NotAName("name")),
        (new_user(name="x" * 61), FieldTooLong("name", 60)),
        (new_user(name="😀"), StrangeSign("name", "😀")),
        (new_user(name="admin"), NameTaken("ADMIN")),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_user_that_cannot_be_is_refused(desk: Desk, request_: SaveUser, reason: Refusal) -> None:
    assert refusals(lambda: save_user(desk, replace(request_, command=new_command()))) == [reason]
    assert [row.name for row in users(desk)] == ["ADMIN"]


@pytest.mark.parametrize("change", [{"role": Role.MANAGER}, {"active": False}])
def test_the_last_administrator_stays(desk: Desk, change: dict[str, Any]) -> None:
    (admin,) = users(desk)
    request = SaveUser(new_command(), admin.id, admin.version, "ADMIN", Role.ADMINISTRATOR, True, None)
    assert refusals(lambda: save_user(desk, replace(request, **change))) == [LastAdministrator()]
    assert users(desk) == (admin,)
    save_user(desk, new_user("CHEF", Role.ADMINISTRATOR))
    save_user(desk, replace(request, command=new_command(), **change))
    assert {row.name: (row.role, row.active) for row in users(desk)}["ADMIN"] != (Role.ADMINISTRATOR, True)


def test_a_stale_user_is_refused_and_says_by_whom(desk: Desk) -> None:
    sarah = save_user(desk, new_user()).user
    save_user(desk, SaveUser(new_command(), sarah, 1, "SARAH", Role.RECEPTION, True, None))
    stale = SaveUser(new_command(), sarah, 1, "SARAH", Role.ADMINISTRATOR, True, None)
    (reason,) = refusals(lambda: save_user(desk, stale))
    assert isinstance(reason, StaleEdit)
    assert reason.by == "ADMIN"
    missing = SaveUser(new_command(), UserId(99), 1, "X", Role.RECEPTION, True, None)
    assert refusals(lambda: save_user(desk, missing)) == [NotFound("user")]


# plans


def test_a_plan_is_sold_on_its_old_terms_after_a_change(club: Club, desk: Desk) -> None:
    access = club.sold()
    (row,) = plans(desk)
    assert (row.fields, row.sold) == (UNLIMITED, 1)
    dearer = replace(UNLIMITED, amount=Cents(6500), name="Illimité 2011")
    save_plan(desk, SavePlan(new_command(), row.id, row.version, dearer))
    assert plans(desk)[0].fields == dearer
    assert club.access(access).amount == 5900
    assert club.access(access).plan_name == "Illimité mensuel"


def test_a_plan_no_longer_sold_stays_listed(desk: Desk) -> None:
    for fields in (UNLIMITED, replace(TWELVE_MONTHS, active=False), AT_ONCE):
        save_plan(desk, SavePlan(new_command(), None, 0, fields))
    assert [row.fields.name for row in plans(desk)] == ["Douze mois", "Illimité mensuel", "Trente jours"]
    assert [row.fields.name for row in plans(desk, only_active=True)] == ["Illimité mensuel", "Trente jours"]


WRONG_PLANS: list[tuple[PlanFields, Refusal]] = [
    (replace(UNLIMITED, name=" "), FieldMissing("name")),
    (replace(UNLIMITED, length=3), NotWithThisKind("length")),
    (replace(UNLIMITED, instalments=3), NotWithThisKind("instalments")),
    (replace(UNLIMITED, amount=Cents(0)), AmountOutOfRange("amount", Cents(1), Cents(10_000_000))),
    (replace(UNLIMITED, amount=Cents(10_000_001)), AmountOutOfRange("amount", Cents(1), Cents(10_000_000))),
    (
        replace(UNLIMITED, registration_fee=Cents(-1)),
        AmountOutOfRange("registration_fee", Cents(0), Cents(10_000_000)),
    ),
    (replace(UNLIMITED, maintenance=Cents(0)), AmountOutOfRange("maintenance", Cents(1), Cents(5900))),
    (replace(UNLIMITED, maintenance=Cents(5901)), AmountOutOfRange("maintenance", Cents(1), Cents(5900))),
    (replace(UNLIMITED, debit_day=32), NumberOutOfRange("debit_day", 1, 31)),
    (replace(UNLIMITED, debit_day=0), NumberOutOfRange("debit_day", 1, 31)),
    (replace(UNLIMITED, period_count=0), NumberOutOfRange("period_count", 1, 24)),
    (
        replace(UNLIMITED, period_count=53, period_unit=PeriodUnit.WEEK, debit_day=None),
        NumberOutOfRange("period_count", 1, 52),
    ),
    (replace(UNLIMITED, period_unit=PeriodUnit.WEEK), NotWithThisKind("debit_day")),
    (replace(TWELVE_MONTHS, length=None), FieldMissing("length")),
    (replace(TWELVE_MONTHS, length=10**12), NumberOutOfRange("length", 1, 120)),
    (replace(TWELVE_MONTHS, instalments=None), FieldMissing("instalments")),
    (replace(TWELVE_MONTHS, instalments=0), NumberOutOfRange("instalments", 1, 520)),
    (replace(AT_ONCE, instalments=2), NotWithThisKind("instalments")),
    (replace(AT_ONCE, debit_day=5), NotWithThisKind("debit_day")),
]


@pytest.mark.parametrize(("fields", "reason"), WRONG_PLANS, ids=lambda value: str(value)[:60])
@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_a_plan_that_makes_no_sense_is_refused(desk: Desk, fields: PlanFields, reason: Refusal) -> None:
    assert refusals(lambda: save_plan(desk, SavePlan(new_command(), None, 0, fields))) == [reason]
    assert plans(desk) == ()


def test_an_access_without_end_is_not_paid_at_once(desk: Desk) -> None:
    fields = replace(UNLIMITED, payment=PaymentMode.AT_ONCE, debit_day=None)
    assert refusals(lambda: save_plan(desk, SavePlan(new_command(), None, 0, fields))) == [
        BadChoice("payment")
    ]


def test_plan_names_are_unique_whatever_the_case(desk: Desk) -> None:
    save_plan(desk, SavePlan(new_command(), None, 0, UNLIMITED))
    again = replace(UNLIMITED, name="ILLIMITÉ  Mensuel")
    assert refusals(lambda: save_plan(desk, SavePlan(new_command(), None, 0, again))) == [
        NameTaken("Illimité mensuel")
    ]
    gone = SavePlan(new_command(), PlanId(99), 1, TWELVE_MONTHS)
    assert refusals(lambda: save_plan(desk, gone)) == [NotFound("plan")]


# settings

CLUB = ClubSettings(name="Club Horizon", country="FR", causes=("blessure", "maladie"))


def test_settings_are_kept_and_told(desk: Desk) -> None:
    _, version = club_settings(desk)
    wanted = replace(CLUB, phone="+33353010027", causes=(" blessure ", "", "maladie", "blessure"))
    save_club_settings(desk, SaveClubSettings(new_command(), version, wanted))
    kept, newer = club_settings(desk)
    assert kept == replace(CLUB, phone="03 53 01 00 27")
    assert newer == version + 1
    assert told(desk)[-1] == "settings_saved"
    stale = SaveClubSettings(new_command(), version, replace(CLUB, name="Autre"))
    (reason,) = refusals(lambda: save_club_settings(desk, stale))
    assert isinstance(reason, StaleEdit)
    assert (reason.by, reason.theirs) == ("ADMIN", kept)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"name": ""}, FieldMissing("name")),
        ({"email": "x"}, BadEmail("email")),
        ({"postal_code": "75"}, BadPostalCode("postal_code", "FR", "59000")),
        ({"max_suspension_days": 0}, NumberOutOfRange("max_suspension_days", 1, 36_600)),
        ({"notice_days": -1}, NumberOutOfRange("notice_days", 0, 366)),
        ({"idle_lock_minutes": 10**9}, NumberOutOfRange("idle_lock_minutes", 0, 1440)),
        (
            {"default_maintenance": Cents(0)},
            AmountOutOfRange("default_maintenance", Cents(1), Cents(10_000_000)),
        ),
        ({"causes": ("x",) * 41}, TooManyLines("causes", 40)),
        ({"causes": ("x" * 61,)}, FieldTooLong("causes", 60)),
    ],
    ids=lambda value: str(value)[:40],
)
@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_settings_that_make_no_sense_are_refused(desk: Desk, change: dict[str, Any], reason: Refusal) -> None:
    before = club_settings(desk)
    request = SaveClubSettings(new_command(), before[1], replace(CLUB, **change))
    assert refusals(lambda: save_club_settings(desk, request)) == [reason]
    assert club_settings(desk) == before


# saved searches

OPEN_PAUSES = Criteria(
    state=StateFilter.SUSPENDED,
    birth_date=date(1976, 3, 14),
    conditions=(Condition(ConditionField.SUSPENDED_OPEN_SINCE, "90", negated=True),),
)


def test_a_search_is_saved_run_again_and_forgotten(desk: Desk) -> None:
    saved = save_segment(desk, SaveSegment(new_command(), None, "Reports ouverts", OPEN_PAUSES))
    (row,) = segments(desk)
    assert (row.id, row.name, row.criteria, row.saved_by) == (
        saved.segment,
        "Reports ouverts",
        OPEN_PAUSES,
        "ADMIN",
    )
    changed = SaveSegment(new_command(), row.id, "Reports", Criteria(town=" Lille "))
    save_segment(desk, changed)
    assert [(each.name, each.criteria.town) for each in segments(desk)] == [("Reports", "Lille")]
    delete_segment(desk, DeleteSegment(new_command(), row.id))
    assert segments(desk) == ()
    assert refusals(lambda: delete_segment(desk, DeleteSegment(new_command(), row.id))) == [
        NotFound("segment")
    ]


def test_two_searches_have_two_names_and_values_that_mean_something(desk: Desk) -> None:
    save_segment(desk, SaveSegment(new_command(), None, "Été", Criteria()))
    again = SaveSegment(new_command(), None, "ÉTÉ", Criteria())
    assert refusals(lambda: save_segment(desk, again)) == [NameTaken("Été")]
    wrong = Criteria(conditions=(Condition(ConditionField.BIRTH_MONTH, "13"),))
    assert refusals(lambda: save_segment(desk, SaveSegment(new_command(), None, "x", wrong))) == [
        BadCondition("birth_month", "13")
    ]
    many = Criteria(conditions=(Condition(ConditionField.NO_EMAIL, ""),) * 21)
    assert refusals(lambda: save_segment(desk, SaveSegment(new_command(), None, "x", many))) == [
        TooManyLines("conditions", 20)
    ]
    gone = SaveSegment(new_command(), SegmentId(99), "x", Criteria())
    assert refusals(lambda: save_segment(desk, gone)) == [NotFound("segment")]


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.MANAGER])
def test_maintenance_is_for_administrators(desk_of: Callable[..., Desk], role: Role) -> None:
    desk = desk_of(role)
    settings, version = club_settings(desk)
    for right, call in (
        (Right.MANAGE_USERS, lambda: users(desk)),
        (Right.MANAGE_USERS, lambda: save_user(desk, new_user())),
        (Right.MANAGE_PLANS, lambda: save_plan(desk, SavePlan(new_command(), None, 0, UNLIMITED))),
        (
            Right.MANAGE_SETTINGS,
            lambda: save_club_settings(desk, SaveClubSettings(new_command(), version, settings)),
        ),
    ):
        assert refusals(call) == [NotAllowed(right)]


def test_a_plan_of_days_is_kept_as_typed(desk: Desk) -> None:
    fields = replace(AT_ONCE, kind=PlanKind.DAYS, length=10)
    saved = save_plan(desk, SavePlan(new_command(), None, 0, fields))
    assert [(row.id, row.fields) for row in plans(desk)] == [(saved.plan, fields)]
