"""Wrong, empty, huge and hostile values in every field: a sentence beside it, and nothing is stored."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.ids import AccessId
from app.i18n import Language, set_language
from app.services.desk import Desk
from app.ui.kit.workplace import AccessTab
from tests.services.club import Club
from tests.ui.access.conftest import Clerk
from tests.ui.kit.covered import covered_by_errors

OpenDialog = Callable[..., Clerk]
RTL = "שלום עולם"
SQL = "'; DROP TABLE access; --"
EMOJI = "💪🏽"
HUGE = "1" + "0" * 12

BAD_DAYS = [
    ("29/02/2011", "Ce jour n’existe pas."),
    ("31/04/2010", "Ce jour n’existe pas."),
    ("01/01/0001", "n’est pas possible"),
    ("31/12/9999", "n’est pas possible"),
    ("demain", "Date illisible."),
    (HUGE, "Date illisible."),
    (EMOJI, "Date illisible."),
    (RTL, "Date illisible."),
    (SQL, "Date illisible."),
    ("0", "Date illisible."),
    ("-1", "Date illisible."),
]
BAD_NUMBERS = [
    ("0", "Écrivez un nombre de"),
    ("-3", "Écrivez un nombre de"),
    (HUGE, "Écrivez un nombre de"),
    ("quarante", "Écrivez un nombre entier."),
    ("1,5", "Écrivez un nombre entier."),
    (EMOJI, "Écrivez un nombre entier."),
    (RTL, "Écrivez un nombre entier."),
    (SQL, "Écrivez un nombre entier."),
]
BAD_AMOUNTS = [
    ("0", ""),
    ("0,00", ""),
    ("-2", ""),
    ("deux", "Montant illisible."),
    ("1,2,3", "Montant illisible."),
    (HUGE, ""),
    ("9" * 30, "illisible"),
    (EMOJI, "Montant illisible."),
    (RTL, "Montant illisible."),
    (SQL, "Montant illisible."),
]


def typed_step_1(at: Clerk, **changed: str) -> None:
    """Step 1 filled, one field wrongly; then Ok."""
    fields = {"report_first_day": "22/07/2010", "report_days": "45", "report_cause": "blessure"}
    if not at.sees("report_first_day"):
        at.press("report_add")
    for name, text in (fields | changed).items():
        at.paste(name, text)
    at.press("report_ok")


def refuses_all(at: Clerk, name: str, ok: str, table: list[tuple[str, str]]) -> None:
    """Each value of the table gets its sentence beside the field, and changes nothing."""
    before = at.stored()
    for text, said in table:
        at.paste(name, text)
        at.press(ok)
        assert at.sees(f"{name}_error"), f"{text!r} was not refused"
        assert said in at.error(name), text
        assert at.stored() == before, text


def test_a_bad_first_day_is_refused(clerk: OpenDialog) -> None:
    at = clerk()
    typed_step_1(at, report_first_day="")
    assert at.sees("report_dates_summary")
    refuses_all(at, "report_first_day", "report_ok", [*BAD_DAYS, ("", "Date à remplir.")])


def test_a_bad_number_of_days_is_refused(clerk: OpenDialog) -> None:
    at = clerk()
    typed_step_1(at, report_days="0")
    refuses_all(at, "report_days", "report_ok", BAD_NUMBERS)


def test_a_bad_end_is_refused(clerk: OpenDialog) -> None:
    at = clerk()
    typed_step_1(at, report_days="", report_last_day="x")
    refuses_all(at, "report_last_day", "report_ok", [*BAD_DAYS, ("21/07/2010", "")])


def test_no_duration_at_all_is_refused_with_the_three_ways(clerk: OpenDialog) -> None:
    at = clerk()
    typed_step_1(at, report_days="")
    assert at.error("report_days") == "Durée à remplir. Un nombre de jours, une fin, ou illimité."


@pytest.mark.parametrize("text", ["", "   ", "a\u202eb", "a\x07b"])
def test_a_missing_or_unreadable_cause_is_refused(clerk: OpenDialog, text: str) -> None:
    at = clerk()
    before = at.stored()
    typed_step_1(at, report_cause=text)
    refused = at.sees("report_cause_error")
    assert refused or at.field("report_cause").text().isprintable()
    assert at.stored() == before


@pytest.mark.parametrize("text", [EMOJI, RTL, SQL, "jambe\ncassée", "x" * 5000, "A & B <Cie>"])
def test_a_strange_cause_is_kept_as_it_is_and_harms_nothing(clerk: OpenDialog, text: str) -> None:
    at = clerk()
    typed_step_1(at, report_cause=text)
    if at.sees("report_cause_error"):
        assert at.stored().suspensions == ()
        return
    at.press("report_save")
    stored = at.stored().suspensions[0].cause
    assert stored == text.replace("\n", " ")[:200].strip()


def test_a_bad_rank_is_refused(clerk: OpenDialog) -> None:
    at = clerk()
    at.add_report()
    refuses_all(at, "report_first_rank", "report_save", BAD_NUMBERS)
    at.type("report_first_rank", "2")
    refuses_all(at, "report_last_rank", "report_save", BAD_NUMBERS)


def test_fin_before_debut_is_refused(clerk: OpenDialog) -> None:
    at = clerk()
    at.add_report()
    at.type("report_first_rank", "4")
    at.type("report_last_rank", "3")
    at.press("report_save")
    assert at.error("report_last_rank")
    assert at.stored().suspensions == ()


def test_fin_without_debut_is_refused(clerk: OpenDialog) -> None:
    at = clerk()
    at.add_report()
    at.type("report_first_rank", "")
    at.press("report_save")
    assert "Premier rang à remplir." in at.error("report_first_rank")


def test_an_unreadable_fin_is_not_taken_for_unlimited(clerk: OpenDialog) -> None:
    at = clerk()
    at.add_report(days="")
    at.paste("report_last_rank", "toujours")
    assert not at.sees("report_answers")
    at.press("report_save")
    assert at.error("report_last_rank")
    assert at.stored().suspensions == ()


def test_a_bad_maintenance_is_refused(clerk: OpenDialog) -> None:
    at = clerk()
    at.add_report()
    at.type("report_maintenance", "")
    assert not at.sees("report_answers")
    refuses_all(at, "report_maintenance", "report_save", [*BAD_AMOUNTS, ("", "")])
    assert at.sees("report_debits_summary")


def test_zero_euros_says_what_to_do_instead(clerk: OpenDialog) -> None:
    at = clerk()
    at.add_report()
    at.type("report_maintenance", "0")
    at.press("report_save")
    assert "supprime" in at.error("report_maintenance").lower()


def test_comma_and_point_mean_the_same(clerk: OpenDialog) -> None:
    at = clerk()
    at.add_report()
    for text in ("2,5", "2.5", " 2,50 € ", "2,50"):
        at.type("report_maintenance", "1")
        at.paste("report_maintenance", text)
        assert at.after()[0] == "05/08/2010 ×1 2,50 €", text


def test_an_error_goes_away_as_it_is_mended(clerk: OpenDialog) -> None:
    at = clerk()
    at.add_report()
    at.type("report_maintenance", "0")
    at.press("report_save")
    at.type("report_maintenance", "3")
    assert not at.sees("report_maintenance_error")
    assert not at.sees("report_debits_summary")
    assert at.after()[0] == "05/08/2010 ×1 3,00 €"


# The small dialogs of the Echéancier


def at_rank_2(clerk: OpenDialog) -> Clerk:
    at = clerk(tab=AccessTab.SCHEDULE)
    at.dialog.schedule.show_rank(2)
    return at


def test_a_bad_instalment_amount_is_refused(clerk: OpenDialog) -> None:
    at = at_rank_2(clerk)
    at.press("schedule_amount")
    table = [*BAD_AMOUNTS, ("", "Montant à remplir.")]
    refuses_all(at, "instalment_amount_value", "instalment_amount_ok", table)


def test_a_bad_instalment_date_is_refused(clerk: OpenDialog) -> None:
    at = at_rank_2(clerk)
    at.press("schedule_date")
    table = [*BAD_DAYS, ("", "Date à remplir."), ("01/01/2050", "")]
    refuses_all(at, "instalment_date_value", "instalment_date_ok", table)


def test_a_bad_added_instalment_is_refused(clerk: OpenDialog) -> None:
    at = clerk(tab=AccessTab.SCHEDULE)
    at.press("schedule_add")
    at.paste("instalment_add_amount", "15")
    refuses_all(at, "instalment_add_due", "instalment_add_ok", [*BAD_DAYS, ("", "")])
    at.paste("instalment_add_due", "20/08/2010")
    refuses_all(at, "instalment_add_amount", "instalment_add_ok", [*BAD_AMOUNTS, ("", "")])


def test_a_bad_amount_at_the_stop_is_refused(
    clerk: OpenDialog, sold: Callable[..., AccessId], desk_on: Callable[..., Desk]
) -> None:
    access = sold()
    Club(desk_on()).suspended(access)
    at = clerk(day=date(2010, 8, 1), access=access)
    at.press("report_stop")
    at.press("stop_yes")
    refuses_all(at, "stop_amount", "stop_save", [*BAD_AMOUNTS, ("", "")])


def test_a_bad_return_day_is_refused(
    clerk: OpenDialog, sold: Callable[..., AccessId], desk_on: Callable[..., Desk]
) -> None:
    access = sold()
    Club(desk_on()).suspended(access)
    at = clerk(day=date(2010, 8, 1), access=access)
    at.press("report_stop")
    table = [*BAD_DAYS, ("", "Date à remplir."), ("21/07/2010", "22/07/2010"), ("06/09/2010", "05/09/2010")]
    refuses_all(at, "stop_return_day", "stop_yes", table)


def test_every_button_can_be_pressed_on_an_empty_form(
    clerk: OpenDialog, sold: Callable[..., AccessId], desk_on: Callable[..., Desk]
) -> None:
    access = sold()
    Club(desk_on()).suspended(access)
    at = clerk(day=date(2010, 7, 28), access=access)
    before = at.stored()
    for opener, fields, ok in [
        ("report_add", ("report_first_day", "report_cause"), "report_ok"),
        ("report_stop", ("stop_return_day",), "stop_yes"),
    ]:
        at.press(opener)
        for name in fields:
            at.paste(name, "")
        at.press(ok)
        assert at.error(fields[0])
        at.dialog.report.show_list()
    assert at.stored() == before
    assert at.control(QWidget, "report_table").isVisible()


@pytest.mark.parametrize("language", Language)
def test_what_is_wrong_in_either_step_hides_nothing(
    clerk: OpenDialog, qtbot: QtBot, language: Language
) -> None:
    set_language(language)
    at = clerk()
    at.press("report_add")
    typed_step_1(at, report_first_day="31/02/2010", report_days="x", report_cause="")
    qtbot.waitUntil(lambda: covered_by_errors(at.dialog) == [])
    typed_step_1(at)
    for name in ("first_rank", "last_rank", "maintenance"):
        at.type(f"report_{name}", "x")
    at.press("report_save")
    assert at.dialog.report.form.debits.form.errors()
    qtbot.waitUntil(lambda: covered_by_errors(at.dialog) == [])
