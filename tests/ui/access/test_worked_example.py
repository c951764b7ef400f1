"""Spec 1.6 at the dialog: every row of the table, read from what the clerk sees."""

from collections.abc import Callable
from datetime import date

from app.domain.ids import AccessId
from app.domain.rights import Role
from app.ui.kit.workplace import AccessTab
from tests.services.club import Club
from tests.ui.access.conftest import Clerk

OpenDialog = Callable[..., Clerk]


def test_as_sold_the_member_pays_59_euros_without_end(clerk: OpenDialog) -> None:
    at = clerk(day=date(2010, 7, 5), tab=AccessTab.SCHEDULE)
    assert at.upcoming() == ["1 …: 59,00 € 05/07/2010 ×illimité"]


def test_45_days_block_the_card_and_lower_one_debit(clerk: OpenDialog) -> None:
    at = clerk()
    at.press("report_add")
    at.type("report_first_day", "22/07/2010")
    at.type("report_days", "45")
    assert at.text("report_last_day") == "04/09/2010"
    assert at.text("report_blocked") == "Carte bloquée du 22/07/2010 au 04/09/2010 inclus."
    at.type("report_cause", "blessure")
    at.press("report_ok")
    assert (at.text("report_first_rank"), at.text("report_last_rank")) == ("2", "2")
    assert at.text("report_maintenance").replace("\u00a0", " ") == "2,00 €"
    assert "45 jours ÷ 30 → 1 prélèvement · 1 échéance tombe dans la période" in at.text(
        "report_proposal_why"
    )
    assert at.after() == ["05/08/2010 ×1 2,00 €", "05/09/2010 ×illimité 59,00 €"]
    at.press("report_save")
    assert at.table("report_table")[0][1:7] == ["22/07/2010", "04/09/2010", "45", "blessure", "2", "2,00 €"]
    assert at.announced() == ["Suspension enregistrée, carte bloquée dès le 22/07/2010."]
    at.show_tab(2)
    assert at.upcoming() == ["2: 2,00 € 05/08/2010 ×1", "3 …: 59,00 € 05/09/2010 ×illimité"]


def test_the_same_with_fin_changed_to_3(clerk: OpenDialog) -> None:
    at = clerk()
    at.add_report()
    at.type("report_last_rank", "3")
    assert at.after() == ["05/08/2010 ×2 2,00 €", "05/10/2010 ×illimité 59,00 €"]
    at.press("report_save")
    at.show_tab(2)
    assert at.upcoming() == ["2–3: 2,00 € 05/08/2010 ×2", "4 …: 59,00 € 05/10/2010 ×illimité"]


def test_unlimited_replaces_every_debit_until_the_return(clerk: OpenDialog) -> None:
    at = clerk()
    at.add_report(days="", cause="jambe cassée")
    assert (at.text("report_first_rank"), at.text("report_last_rank")) == ("2", "Prélèvement illimité")
    assert at.after() == ["05/08/2010 ×illimité 2,00 €"]
    assert "Carte bloquée dès le 22/07/2010, sans date de fin." in at.text("report_answers")
    at.press("report_save")
    assert at.table("report_table")[0][1:6] == ["22/07/2010", "illimité", "illimité", "jambe cassée", "2 …"]
    at.show_tab(2)
    assert at.upcoming() == ["2 …: 2,00 € 05/08/2010 ×illimité"]


def unlimited(sold: Callable[..., AccessId], desk_on: Callable[..., object]) -> AccessId:
    access = sold()
    club = Club(desk_on(date(2010, 7, 20)))  # type: ignore[arg-type]  # a desk
    club.suspended(access, days=None, ranks=(2, None), cause="jambe cassée")
    return access


def test_stopped_on_28_december_after_159_days(
    clerk: OpenDialog, sold: Callable[..., AccessId], desk_on: Callable[..., object]
) -> None:
    at = clerk(day=date(2010, 12, 28), access=unlimited(sold, desk_on), role=Role.RECEPTION)
    at.press("report_stop")
    assert at.text("stop_return_day") == "28/12/2010"
    assert at.text("stop_sentence") == "La carte avait été bloquée 159 jours."
    at.press("stop_yes")
    assert at.text("stop_amount").replace("\u00a0", " ") == "59,00 €"
    assert at.after("stop_preview") == ["05/01/2011 ×illimité 59,00 €"]
    assert "suspension de 159 jours" in at.text("stop_answers")
    at.press("stop_save")
    assert at.announced() == ["Report arrêté. La carte avait été bloquée 159 jours."]
    at.show_tab(2)
    assert at.upcoming() == ["7 …: 59,00 € 05/01/2011 ×illimité"]
    at.tick("schedule_past")
    assert at.upcoming() == [
        "1: 59,00 € 05/07/2010 ×1",
        "2–6: 2,00 € 05/08/2010 ×5",
        "7 …: 59,00 € 05/01/2011 ×illimité",
    ]


def test_non_leaves_everything_as_it_is(
    clerk: OpenDialog, sold: Callable[..., AccessId], desk_on: Callable[..., object]
) -> None:
    at = clerk(day=date(2010, 12, 28), access=unlimited(sold, desk_on))
    before = at.stored()
    at.press("report_stop")
    at.press("stop_no")
    assert at.sees("report_table")
    assert at.stored() == before
