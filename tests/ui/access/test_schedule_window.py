"""Echéancier: lines, single instalments, changes by hand, and *Pourquoi ce montant ?*."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.ids import AccessId, Rank
from app.domain.rights import Role
from app.services.bank_facts import record_collected, record_presented
from app.services.desk import Desk
from app.ui.kit.table import Table
from app.ui.kit.workplace import AccessTab
from tests.services.club import Club, new_command
from tests.ui.access.conftest import Clerk

OpenDialog = Callable[..., Clerk]


@pytest.fixture
def schedule(clerk: OpenDialog) -> Clerk:
    """The tab Echéancier of the access of spec 1.6."""
    return clerk(tab=AccessTab.SCHEDULE)


def test_detail_unfolds_the_line_and_folds_it_again(schedule: Clerk) -> None:
    schedule.press("schedule_detail")
    assert schedule.table("schedule_table")[1][1:5] == ["2", "", "59,00 €", "05/08/2010"]
    schedule.press("schedule_detail")
    assert len(schedule.table("schedule_table")) == 1


def test_a_line_says_how_it_is_paid_where_there_is_room(schedule: Clerk) -> None:
    table = schedule.control(Table, "schedule_table")
    mode = [column.key for column in table.rows_model().columns].index("mode")
    assert schedule.table("schedule_table")[0][mode] == "Prélèvement"
    assert table.isColumnHidden(mode)
    schedule.press("why_close")
    assert not table.isColumnHidden(mode)


def test_the_past_is_shown_when_asked_for(schedule: Clerk) -> None:
    assert schedule.upcoming() == ["2 …: 59,00 € 05/08/2010 ×illimité"]
    schedule.tick("schedule_past")
    assert schedule.upcoming() == ["1 …: 59,00 € 05/07/2010 ×illimité"]


def test_another_amount_for_one_rank(schedule: Clerk) -> None:
    schedule.dialog.schedule.show_rank(3)
    schedule.press("schedule_amount")
    assert schedule.text("instalment_amount_what").replace("\u00a0", " ") == "Rang 3, 59,00 € le 05/09/2010."
    schedule.type("instalment_amount_value", "30")
    schedule.press("instalment_amount_ok")
    rows = schedule.table("schedule_table")
    assert ["3", "30,00 €"] in [[row[1], row[3]] for row in rows]
    assert schedule.text("why_amount").replace("\u00a0", " ") == "30,00 €"
    assert "Changée à la main : 30,00 €" in schedule.text("why_step_2_title").replace("\u00a0", " ")


def test_another_date_for_one_rank(schedule: Clerk) -> None:
    schedule.dialog.schedule.show_rank(2)
    schedule.press("schedule_date")
    schedule.type("instalment_date_value", "12/08/2010")
    schedule.press("instalment_date_ok")
    assert "Rang 2 : débit le 12/08/2010." in schedule.announced()
    schedule.dialog.schedule.show_rank(2)
    assert "12/08/2010" in schedule.text("why_which")


def test_hold_and_take_up_again(schedule: Clerk) -> None:
    schedule.dialog.schedule.show_rank(2)
    schedule.press("schedule_hold")
    assert schedule.table("schedule_table")[0][1:8] == [
        "2",
        "Prélèvement",
        "59,00 €",
        "05/08/2010",
        "1",
        "05/08/2010",
        "En attente",
    ]
    assert not schedule.sees("schedule_hold")
    schedule.press("schedule_release")
    assert schedule.upcoming()[0] == "2 …: 59,00 € 05/08/2010 ×illimité"


def test_a_deleted_rank_stays_visible_and_comes_back(schedule: Clerk) -> None:
    schedule.dialog.schedule.show_rank(4)
    schedule.press("schedule_delete")
    assert "Supprimer" in schedule.text("ask_yes")
    schedule.press("ask_yes")
    rows = schedule.table("schedule_table")
    assert ["4", "Supprimée"] in [[row[1], row[7]] for row in rows]
    schedule.press("schedule_restore")
    assert schedule.stored().contract.manual[-1].kind.value == "restore"


def test_a_deletion_is_undone_from_the_quiet_line(schedule: Clerk) -> None:
    schedule.dialog.schedule.show_rank(4)
    schedule.press("schedule_delete")
    schedule.press("ask_yes")
    schedule.press("access_notice_undo")
    assert schedule.stored().contract.manual[-1].kind.value == "restore"


def test_an_added_instalment_is_a1(schedule: Clerk) -> None:
    schedule.press("schedule_add")
    schedule.type("instalment_add_due", "20/08/2010")
    schedule.type("instalment_add_amount", "15")
    schedule.press("instalment_add_ok")
    assert "Échéance ajoutée : 15,00\u00a0€ le 20/08/2010." in schedule.announced()
    assert "A1" in [row[1] for row in schedule.table("schedule_table")]


def test_a_double_click_on_ok_adds_once(schedule: Clerk) -> None:
    schedule.press("schedule_add")
    schedule.type("instalment_add_due", "20/08/2010")
    schedule.type("instalment_add_amount", "15")
    schedule.press("instalment_add_ok", twice=True)
    assert len(schedule.stored().contract.manual) == 1


def test_a_collected_rank_says_why_it_stays(
    clerk: OpenDialog, sold: Callable[..., AccessId], desk_on: Callable[..., Desk]
) -> None:
    access = sold()
    record_presented(desk_on(), new_command(), access, Rank(1), date(2010, 7, 1))
    record_collected(desk_on(), new_command(), access, Rank(1), date(2010, 7, 5))
    at = clerk(access=access, tab=AccessTab.SCHEDULE)
    at.dialog.schedule.show_rank(1)
    assert at.text("schedule_reason") == "Rang 1 encaissé"
    for name in ("schedule_amount", "schedule_date", "schedule_hold", "schedule_delete"):
        assert not at.control_enabled(name)
    assert at.text("why_step_2_title") == "Encaissée : ne change plus"


def test_a_receptionist_does_not_delete(clerk: OpenDialog) -> None:
    at = clerk(role=Role.RECEPTION, tab=AccessTab.SCHEDULE)
    at.dialog.schedule.show_rank(2)
    assert not at.control_enabled("schedule_delete")
    assert at.text("schedule_reason") == "Supprimer est réservé au Responsable"
    assert at.control_enabled("schedule_amount")


def test_why_tells_the_contract_and_the_suspension(
    clerk: OpenDialog, sold: Callable[..., AccessId], desk_on: Callable[..., Desk]
) -> None:
    access = sold()
    Club(desk_on()).suspended(access)
    at = clerk(access=access, tab=AccessTab.SCHEDULE)
    at.dialog.schedule.show_rank(2)
    assert at.text("why_amount").replace("\u00a0", " ") == "2,00 €"
    assert at.text("why_step_1_title").replace("\u00a0", " ") == "Contrat : 59,00 €"
    assert at.text("why_step_2_title").replace("\u00a0", " ") == "Suspension : 2,00 €"
    assert "blessure" in at.text("why_step_2_detail")
    at.press("why_history")
    assert at.sees("history_table")


def test_the_right_click_offers_what_the_buttons_do(schedule: Clerk) -> None:
    schedule.dialog.schedule.show_rank(2)
    menu = QMenu()
    schedule.qtbot.addWidget(menu)
    table = schedule.control(Table, "schedule_table")
    assert table.fill_menu is not None
    table.fill_menu(menu, table.selected_row())
    said = [action.text().replace("&", "") for action in menu.actions()]
    assert said == ["Montant", "Date", "Mettre en attente", "Supprimer", "Pourquoi ce montant ?"]


def test_imprimer_asks_the_workplace(schedule: Clerk) -> None:
    schedule.press("schedule_print")
    assert ("schedule", schedule.access) in schedule.noted.ways


def test_a_mark_of_the_time_line_leads_to_its_instalment(clerk: OpenDialog) -> None:
    at = clerk(tab=AccessTab.ACCESS)
    at.control(QWidget, "access_timeline").mark_clicked.emit(3)  # type: ignore[attr-defined]
    at.settle()
    assert at.text("why_which") == "rang 3, débit du 05/09/2010"


def test_enter_opens_the_amount_of_a_single_instalment(schedule: Clerk) -> None:
    schedule.dialog.schedule.show_rank(2)
    schedule.key(Qt.Key.Key_Return, schedule.control(QWidget, "schedule_table"))
    assert schedule.sees("instalment_amount_value")
