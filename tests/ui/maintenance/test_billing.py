"""The settings of the billing: seller, terms, VAT, reminders; beside the club's others, nothing of them is lost."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.cents import Cents
from app.services.club import club_settings, save_club_settings
from app.services.fields import REMINDER_LEVELS, ReminderLevel
from app.services.requests import SaveClubSettings
from tests.services.club import new_command
from tests.ui.maintenance.conftest import HOSTILE, Maintainer, answer, contents, open_page
from tests.ui.noted_workplace import NotedWorkplace

B = "maintenance_billing"
L = f"{B}_reminder_levels"


@pytest.fixture
def at_billing(noted: NotedWorkplace, qtbot: QtBot) -> Maintainer:
    """The person at the tab Facturation, where the club has a name."""
    settings, version = club_settings(noted.desk)
    named = SaveClubSettings(new_command(), version, replace(settings, name="Club Horizon"))
    save_club_settings(noted.desk, named)
    return open_page(noted, qtbot, "billing")


def test_every_setting_of_the_billing_is_kept_and_no_other_is_touched(
    at_billing: Maintainer, noted: NotedWorkplace, tmp_path: Path
) -> None:
    before, _ = club_settings(noted.desk)
    at_billing.type(f"{B}_iban", "BE68 5390 0754 7034")
    at_billing.type(f"{B}_bic", "GKCCBEBB")
    at_billing.type(f"{B}_invoice_term_days", "30")
    at_billing.choose(f"{B}_default_vat_rate", "6 %")
    at_billing.type(f"{B}_portal_folder", str(tmp_path))
    at_billing.type(f"{B}_portal_address", "https://www.club.be/portail/")
    at_billing.type(f"{L}_days_1", "10")
    at_billing.type(f"{L}_fee_2", "5,00")
    at_billing.type(f"{L}_text_fr_1", "Cher membre,\nun oubli ?")
    at_billing.press(f"{B}_save")
    after, _ = club_settings(noted.desk)
    first, second, third = REMINDER_LEVELS
    assert after == replace(
        before,
        iban="BE68539007547034",
        bic="GKCCBEBB",
        invoice_term_days=30,
        default_vat_rate=after.default_vat_rate,
        reminder_levels=(
            replace(first, days=10, text_fr="Cher membre,\nun oubli ?"),
            replace(second, fee=Cents(500)),
            third,
        ),
        portal_folder=str(tmp_path),
        portal_address="https://www.club.be/portail",
    )
    assert after.default_vat_rate.replace("\u00a0", " ") == "6 %"
    assert not at_billing.page.has_unsaved()


def test_a_level_is_added_and_taken_away(at_billing: Maintainer, noted: NotedWorkplace) -> None:
    at_billing.press(f"{L}_add")
    at_billing.press(f"{L}_remove_1")
    assert at_billing.told(f"{L}_heading_2") == "Rappel n° 1"
    at_billing.press(f"{B}_save")
    levels = club_settings(noted.desk)[0].reminder_levels
    assert levels == (*REMINDER_LEVELS[1:], ReminderLevel(49, Cents(0)))


def test_a_club_may_send_no_reminders_at_all(at_billing: Maintainer, noted: NotedWorkplace) -> None:
    for at in (1, 2, 3):
        at_billing.press(f"{L}_remove_{at}")
    assert at_billing.found(f"{L}_none").isVisible()
    at_billing.press(f"{B}_save")
    assert club_settings(noted.desk)[0].reminder_levels == ()


BAD = {
    "IBAN": (f"{B}_iban", "BE00 1234", f"{B}_iban"),
    "rtl IBAN": (f"{B}_iban", HOSTILE["right to left"], f"{B}_iban"),
    "BIC": (f"{B}_bic", "NON", f"{B}_bic"),
    "no term": (f"{B}_invoice_term_days", "", f"{B}_invoice_term_days"),
    "term": (f"{B}_invoice_term_days", "9999", f"{B}_invoice_term_days"),
    "term letters": (f"{B}_invoice_term_days", "dix", f"{B}_invoice_term_days"),
    "no days": (f"{L}_days_1", "", L),
    "days letters": (f"{L}_days_1", "une semaine", L),
    "days too many": (f"{L}_days_1", "400", L),
    "days out of order": (f"{L}_days_1", "30", L),
    "fee letters": (f"{L}_fee_2", "beaucoup", L),
    "fee below zero": (f"{L}_fee_2", "-1", L),
    "fee huge": (f"{L}_fee_2", "99999", L),
    "no full path": (f"{B}_portal_folder", "site/portail", f"{B}_portal_folder"),
    "rtl path": (f"{B}_portal_folder", HOSTILE["right to left"], f"{B}_portal_folder"),
    "no public address": (f"{B}_portal_address", "www.club.be", f"{B}_portal_address"),
    "no https": (f"{B}_portal_address", "http://www.club.be", f"{B}_portal_address"),
    "rtl text": (f"{L}_text_nl_2", HOSTILE["right to left"], L),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_setting_is_refused_beside_its_field(
    at_billing: Maintainer, noted_file: Path, case: str
) -> None:
    field, text, beside = BAD[case]
    before = contents(noted_file)
    at_billing.type(field, text or "x")
    at_billing.type(field, text)
    at_billing.press(f"{B}_save")
    assert at_billing.said(beside) != ""
    assert contents(noted_file) == before
    assert at_billing.page.has_unsaved()


def test_a_rate_that_is_none_is_refused_beside_it(at_billing: Maintainer, noted_file: Path) -> None:
    before = contents(noted_file)
    rate = at_billing.found(f"{B}_default_vat_rate")
    rate.setEditText("beaucoup")  # type: ignore[attr-defined]  # a combo box
    at_billing.press(f"{B}_save")
    assert at_billing.said(f"{B}_default_vat_rate") != ""
    assert contents(noted_file) == before


def test_a_stale_save_shows_both_and_loses_nothing(at_billing: Maintainer, noted: NotedWorkplace) -> None:
    at_billing.type(f"{L}_days_1", "8")
    settings, version = club_settings(noted.desk)
    theirs = replace(settings, reminder_levels=(ReminderLevel(9, Cents(100)),))
    save_club_settings(noted.desk, SaveClubSettings(new_command(), version, theirs))
    at_billing.press(f"{B}_save")
    detail = noted.window.findChild(QWidget, "maintenance_stale_detail")
    assert detail is not None
    said = str(detail.property("text")).replace("\u00a0", " ")
    assert "« 9 jours, frais 1,00 € » est enregistré" in said
    answer(at_billing.page, "maintenance_stale_close")
    assert at_billing.typed(f"{L}_days_1") == "8"
