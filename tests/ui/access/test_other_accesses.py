"""Spec 2.7 at the dialog: fixed-length accesses, facts, short suspensions, and accesses paid at once."""

from collections.abc import Callable
from datetime import date

import pytest

from app.domain.ids import AccessId, Rank
from app.services.bank_facts import record_presented
from app.services.desk import Desk
from app.ui.kit.workplace import AccessTab
from tests.services.club import AT_ONCE, TWELVE_MONTHS, new_command
from tests.ui.access.conftest import Clerk

OpenDialog = Callable[..., Clerk]
Sell = Callable[..., AccessId]
MARCH_1 = date(2011, 3, 1)


@pytest.fixture
def twelve(sold: Sell) -> AccessId:
    """40 €/month, 12 instalments from 05/01/2011, access 01/01/2011–31/12/2011."""
    return sold(TWELVE_MONTHS, date(2011, 1, 1), date(2011, 1, 5))


def note_lines(at: Clerk) -> list[str]:
    """The lines beneath the answers."""
    names = [f"report_note_{n}_text" for n in range(1, 9)]
    return [at.text(name).replace("\u00a0", " ") for name in names if at.sees(name)]


def test_60_days_are_postponed_to_the_end_of_the_contract(clerk: OpenDialog, twelve: AccessId) -> None:
    at = clerk(day=MARCH_1, access=twelve)
    at.add_report("10/03/2011", "60")
    assert (at.text("report_first_rank"), at.text("report_last_rank")) == ("4", "5")
    assert at.text("report_maintenance").replace("\u00a0", " ") == "5,00 €"
    assert at.after() == ["05/03/2011 ×1 40,00 €", "05/04/2011 ×2 5,00 €", "05/06/2011 ×9 40,00 €"]
    assert "Fin d'accès : 31/12/2011 → 29/02/2012" in note_lines(at)
    at.press("report_save")
    at.show_tab(0)
    assert (at.text("access_end_old"), at.text("access_end")) == ("31/12/2011", "29/02/2012")
    at.show_tab(2)
    assert at.table("schedule_table")[-1][6] == "05/02/2012"


def test_unticked_postponement_waives_80_euros_and_says_so_before_ok(
    clerk: OpenDialog, twelve: AccessId
) -> None:
    at = clerk(day=MARCH_1, access=twelve)
    at.add_report("10/03/2011", "60")
    at.tick("report_postpones", False)
    assert "80,00 € abandonnés : ces échéances ne sont pas reportées." in note_lines(at)
    at.press("report_save")
    at.show_tab(2)
    assert at.table("schedule_table")[-1][6] == "05/12/2011"
    at.show_tab(0)
    assert at.text("access_end") == "29/02/2012"


def test_an_unlimited_suspension_ends_at_the_return(clerk: OpenDialog, twelve: AccessId) -> None:
    at = clerk(day=MARCH_1, access=twelve)
    at.add_report("10/03/2011", "")
    assert "Fin d'accès : 31/12/2011 → à la reprise" in note_lines(at)
    at.press("report_save")
    at.show_tab(0)
    assert at.text("access_end") == "à la reprise"


def test_stopped_on_1_july_it_has_15_instalments_and_113_days(clerk: OpenDialog, twelve: AccessId) -> None:
    first = clerk(day=MARCH_1, access=twelve)
    first.add_report("10/03/2011", "")
    first.press("report_save")
    first.close()
    at = clerk(day=date(2011, 7, 1), access=twelve)
    at.press("report_stop")
    assert at.text("stop_sentence") == "La carte avait été bloquée 113 jours."
    at.press("stop_yes")
    at.press("stop_save")
    at.show_tab(0)
    assert at.text("access_end") == "22/04/2012"
    at.show_tab(2)
    at.tick("schedule_past")
    lines = at.upcoming()
    assert lines[1] == "4–6: 5,00 € 05/04/2011 ×3"
    assert lines[-1] == "7–15: 40,00 € 05/07/2011 ×9"


def test_a_presented_rank_is_left_and_said_so(
    clerk: OpenDialog, sold: Sell, desk_on: Callable[..., Desk]
) -> None:
    access = sold()
    record_presented(desk_on(), new_command(), access, Rank(2), date(2010, 7, 19))
    at = clerk(access=access)
    at.add_report()
    assert (at.text("report_first_rank"), at.text("report_last_rank")) == ("3", "3")
    assert "Rang 2 déjà présenté à la banque : laissé à 59,00 €." in note_lines(at)


def test_20_days_change_no_debit_and_announce_the_one_inside(clerk: OpenDialog) -> None:
    at = clerk()
    at.add_report(days="20")
    assert at.text("report_proposal") == "Proposition : aucun débit changé"
    assert "1 échéance tombe dans la période (05/08)" in at.text("report_proposal_why")
    assert (at.text("report_first_rank"), at.text("report_last_rank")) == ("", "")
    at.press("report_save")
    assert at.table("report_table")[0][5] == "aucun"
    at.show_tab(2)
    assert at.upcoming() == ["2 …: 59,00 € 05/08/2010 ×illimité"]


def test_ranks_can_be_entered_where_none_is_proposed(clerk: OpenDialog) -> None:
    at = clerk()
    at.add_report(days="20")
    at.type("report_first_rank", "2")
    at.type("report_last_rank", "2")
    assert at.after() == ["05/08/2010 ×1 2,00 €", "05/09/2010 ×illimité 59,00 €"]


def test_an_access_paid_at_once_skips_step_2_and_ends_later(clerk: OpenDialog, sold: Sell) -> None:
    at = clerk(access=sold(AT_ONCE, date(2010, 7, 15), None))
    at.press("report_add")
    at.type("report_first_day", "22/07/2010")
    at.type("report_days", "10")
    at.type("report_cause", "vacances")
    assert not at.sees("report_ok")
    at.press("report_save")
    assert at.table("report_table")[0][1:6] == ["22/07/2010", "31/07/2010", "10", "vacances", "aucun"]
    at.show_tab(0)
    assert (at.text("access_end_old"), at.text("access_end")) == ("13/08/2010", "23/08/2010")
    at.show_tab(2)
    assert not at.control_enabled("schedule_add")


def test_a_sold_access_is_listed_running_first(clerk: OpenDialog, sold: Sell) -> None:
    at = clerk(tab=AccessTab.ACCESS)
    assert at.text("access_dialog_title").startswith("Accès : LEFÈVRE")
    assert at.text("access_plan") == "Illimité mensuel"
