"""Modifier, Arrêter early and in the future, Annuler, undoing: what the clerk sees and what is stored."""

from collections.abc import Callable
from datetime import date

import pytest

from app.domain.ids import AccessId
from app.domain.rights import Role
from app.services.desk import Desk
from tests.services.club import Club
from tests.ui.access.conftest import Clerk

OpenDialog = Callable[..., Clerk]


@pytest.fixture
def suspended(sold: Callable[..., AccessId], desk_on: Callable[..., Desk]) -> AccessId:
    """The access of spec 1.6 with its 45 days from 22/07/2010."""
    access = sold()
    Club(desk_on()).suspended(access)
    return access


def test_modifier_opens_the_same_form_filled(clerk: OpenDialog, suspended: AccessId) -> None:
    at = clerk(access=suspended)
    at.press("report_modify")
    assert at.text("report_first_day") == "22/07/2010"
    assert (at.text("report_days"), at.text("report_last_day")) == ("45", "04/09/2010")
    at.type("report_days", "60")
    at.press("report_ok")
    assert (at.text("report_first_rank"), at.text("report_last_rank")) == ("2", "3")
    at.press("report_save")
    assert at.table("report_table")[0][1:6] == ["22/07/2010", "19/09/2010", "60", "blessure", "2–3"]


def test_modifier_keeps_the_ranks_while_the_days_stay(clerk: OpenDialog, suspended: AccessId) -> None:
    at = clerk(access=suspended)
    at.press("report_modify")
    at.press("report_ok")
    at.type("report_last_rank", "4")
    at.press("report_back")
    at.type("report_cause", "opération")
    at.press("report_ok")
    assert at.text("report_last_rank") == "4"
    at.press("report_save")
    assert at.table("report_table")[0][4:6] == ["opération", "2–4"]


def test_an_early_stop_brings_the_next_debits_back(clerk: OpenDialog, suspended: AccessId) -> None:
    at = clerk(day=date(2010, 8, 1), access=suspended)
    at.press("report_stop")
    assert at.text("stop_sentence") == "La carte avait été bloquée 10 jours."
    at.press("stop_yes")
    assert at.after("stop_preview") == ["05/08/2010 ×illimité 59,00 €"]
    at.press("stop_save")
    assert at.table("report_table")[0][1:4] == ["22/07/2010", "31/07/2010", "10"]
    at.show_tab(2)
    assert at.upcoming() == ["2 …: 59,00 € 05/08/2010 ×illimité"]


def test_a_stop_on_a_future_day_gives_the_suspension_its_end(
    clerk: OpenDialog, sold: Callable[..., AccessId], desk_on: Callable[..., Desk]
) -> None:
    access = sold()
    Club(desk_on()).suspended(access, days=None, ranks=(2, None))
    at = clerk(day=date(2010, 8, 1), access=access)
    at.press("report_stop")
    at.type("stop_return_day", "15/09/2010")
    assert at.text("stop_sentence") == "La carte aura été bloquée 55 jours."
    at.press("stop_yes")
    assert at.after("stop_preview") == ["05/08/2010 ×2 2,00 €", "05/10/2010 ×illimité 59,00 €"]
    at.press("stop_save")
    assert at.announced() == ["Arrêt enregistré. La carte aura été bloquée 55 jours."]
    assert at.table("report_table")[0][0:4] == ["En cours", "22/07/2010", "14/09/2010", "55"]


def test_another_amount_at_the_stop_is_a_new_price(
    clerk: OpenDialog, sold: Callable[..., AccessId], desk_on: Callable[..., Desk]
) -> None:
    access = sold()
    Club(desk_on()).suspended(access, days=None, ranks=(2, None))
    at = clerk(day=date(2010, 8, 10), access=access)
    at.press("report_stop")
    at.press("stop_yes")
    at.type("stop_amount", "49.50")
    assert at.after("stop_preview") == ["05/09/2010 ×illimité 49,50 €"]
    at.press("stop_save")
    at.show_tab(2)
    assert at.upcoming() == ["3 …: 49,50 € 05/09/2010 ×illimité"]


def test_annuler_asks_once_and_takes_the_suspension_away(clerk: OpenDialog, suspended: AccessId) -> None:
    at = clerk(access=suspended)
    at.press("report_cancel")
    at.press("ask_cancel")
    assert at.table("report_table")[0][0] == "À venir"
    at.press("report_cancel")
    at.press("ask_yes")
    assert at.table("report_table")[0][0] == "Annulée"
    at.show_tab(2)
    assert at.upcoming() == ["2 …: 59,00 € 05/08/2010 ×illimité"]


def test_a_begun_suspension_cannot_be_cancelled_and_says_why(clerk: OpenDialog, suspended: AccessId) -> None:
    at = clerk(day=date(2010, 7, 28), access=suspended)
    assert not at.control_enabled("report_cancel")
    assert "22/07/2010" in at.text("report_why")


def test_a_save_can_be_undone_from_the_quiet_line(clerk: OpenDialog) -> None:
    at = clerk()
    before = at.stored()
    at.add_report()
    at.press("report_save")
    assert at.stored().contract.suspensions != ()
    at.press("access_notice_undo")
    assert at.stored().contract == before.contract


def test_a_receptionist_may_not_start_in_the_past(clerk: OpenDialog) -> None:
    at = clerk(role=Role.RECEPTION)
    at.add_report("19/07/2010")
    assert at.sees("report_first_day")
    assert at.error("report_first_day")


def test_a_manager_confirms_a_maintenance_above_the_normal_amount(clerk: OpenDialog) -> None:
    at = clerk(role=Role.MANAGER)
    at.add_report()
    at.type("report_maintenance", "60")
    at.press("report_save")
    assert "Cochez la confirmation" in at.error("report_maintenance")
    at.tick("report_confirms_above")
    at.press("report_save")
    assert at.table("report_table")[0][6] == "60,00 €"


def test_a_receptionist_may_not(clerk: OpenDialog) -> None:
    at = clerk(role=Role.RECEPTION)
    before = at.stored()
    at.add_report()
    at.type("report_maintenance", "60")
    at.press("report_save")
    assert at.error("report_maintenance")
    assert at.stored() == before


def test_leaving_a_form_with_something_typed_asks_once(clerk: OpenDialog) -> None:
    at = clerk()
    at.press("report_add")
    at.type("report_cause", "blessure")
    at.press("report_leave")
    at.press("ask_cancel")
    assert at.field("report_cause").text() == "blessure"
    at.press("report_leave")
    at.press("ask_yes")
    assert at.sees("report_table")
