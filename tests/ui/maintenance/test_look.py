"""No text of the maintenance page is cut, in both looks, wide and narrow, also while something is wrong."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.services.fields import ProposalRule
from app.ui.kit.theme import Mode
from app.ui.shell.program import Program
from tests.ui.maintenance.conftest import Start, maintain

SECTIONS = ("users", "plans", "club", "billing", "workstation", "database", "backups")
WRONG = {
    "users": ("maintenance_user_name", "", "maintenance_user_save"),
    "plans": ("maintenance_plan_amount", "douze", "maintenance_plan_save"),
    "club": ("maintenance_club_phone", "appelez-moi", "maintenance_club_save"),
    "billing": ("maintenance_billing_iban", "BE00 1234", "maintenance_billing_save"),
    "database": ("maintenance_join_place", "club.db", "maintenance_join_save"),
    "backups": ("maintenance_folder_backup_folder", "copies", "maintenance_folder_save"),
}


@pytest.mark.parametrize("size", [(1440, 900), (1200, 760)], ids=["wide", "narrow"])
def test_no_text_is_cut(
    start: Start,
    qtbot: QtBot,
    wear: Callable[[Mode], None],
    size: tuple[int, int],
    assert_no_cut_text: Callable[[QWidget], None],
    grab: Callable[[QWidget, str], QImage],
) -> None:
    program: Program = start()
    for mode in (Mode.LIGHT, Mode.DARK):
        wear(mode)
        for section in SECTIONS:
            person = maintain(program, qtbot, section)
            window = person.page.window()
            window.resize(*size)
            grab(window, f"maintenance-{section}-{mode.value}-{size[0]}")
            assert_no_cut_text(window)
    for section in SECTIONS:
        person = maintain(program, qtbot, section)
        window = person.page.window()
        window.resize(*size)
        if section == "club" and size[0] >= 1440:
            person.choose("maintenance_club_proposal_rule", ProposalRule.BY_DUE_DATES)
            person.rest()
            assert_no_cut_text(window)
        if section in WRONG:
            field, text, save = WRONG[section]
            person.type(field, text)
            person.press(save)
            assert person.said(field) != ""
            grab(window, f"maintenance-{section}-wrong-{size[0]}")
            assert_no_cut_text(window)
