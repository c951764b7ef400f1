"""What each role may do (spec 1.1)."""

import pytest

from app.domain.rights import Right, Rights, Role, rights_of, schedule_rights


def test_each_role_may_all_that_the_one_before_it_may() -> None:
    assert rights_of(Role.RECEPTION) < rights_of(Role.MANAGER) < rights_of(Role.ADMINISTRATOR)


@pytest.mark.parametrize("right", [Right.SEARCH, Right.SELL, Right.SUSPEND, Right.STOP, Right.PRINT])
def test_the_reception_does_the_daily_work(right: Right) -> None:
    assert right in rights_of(Role.RECEPTION)


@pytest.mark.parametrize(
    "right",
    [
        Right.BLOCK,
        Right.UNBLOCK,
        Right.DEACTIVATE,
        Right.DELETE_INSTALMENT,
        Right.BACKDATE,
        Right.PREPARE_DEBITS,
    ],
)
def test_a_responsable_decides_what_the_reception_may_not(right: Right) -> None:
    assert right in rights_of(Role.MANAGER)
    assert right not in rights_of(Role.RECEPTION)


@pytest.mark.parametrize(
    "right",
    [Right.MANAGE_USERS, Right.MANAGE_PLANS, Right.MANAGE_SETTINGS, Right.BACKUP, Right.RESTORE],
)
def test_users_plans_settings_and_backups_are_the_administrators(right: Right) -> None:
    assert right in rights_of(Role.ADMINISTRATOR)
    assert right not in rights_of(Role.MANAGER)


def test_an_administrator_may_everything() -> None:
    assert rights_of(Role.ADMINISTRATOR) == frozenset(Right)


def test_the_rights_over_a_schedule_follow_the_role() -> None:
    assert schedule_rights(Role.RECEPTION) == Rights()
    assert schedule_rights(Role.MANAGER) == Rights(True, True, True)
