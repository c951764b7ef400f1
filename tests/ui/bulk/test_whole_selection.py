"""The club closes for works: the whole selection is suspended, and stopped again, from one window."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.i18n import Language, set_language
from app.services.bulk import applying
from app.services.criteria import Criteria
from app.services.documents.papers import PaperChoices
from app.ui.bulk import Task
from app.ui.kit.choices import Choice
from app.ui.kit.work import Work
from tests.documents.reading import read_pages
from tests.services.club import Club
from tests.ui.bulk.conftest import BulkClerk, Open

SUSPENDABLE = ["LECLERCQ Inès", "LEFÈVRE Margaux", "LEGRAND Anne-Sophie"]


def rehearsed(clerk: BulkClerk) -> None:
    clerk.ask_sixty_days()
    clerk.press("bulk_rehearse")


def test_days_and_end_follow_each_other(at_selection: Open) -> None:
    clerk = at_selection()
    assert clerk.text("bulk_dialog_subtitle") == "8 clients dans la sélection"
    clerk.ask_sixty_days()
    assert clerk.text("bulk_last_day") == "29/09/2010"
    clerk.type("bulk_last_day", "10/08/2010")
    assert clerk.text("bulk_days") == "10"
    assert clerk.text("bulk_blocked") == "Carte bloquée du 01/08/2010 au 10/08/2010 inclus."
    clerk.press("bulk_unlimited")
    assert (clerk.text("bulk_days"), clerk.text("bulk_last_day")) == ("", "")
    assert clerk.text("bulk_blocked") == "Carte bloquée dès le 01/08/2010, sans date de fin."


def test_the_dry_run_lists_what_would_change_and_what_is_refused_and_saves_nothing(
    at_selection: Open,
) -> None:
    clerk = at_selection()
    rehearsed(clerk)
    assert clerk.text("bulk_said_text") == "3 accès seraient suspendus"
    assert clerk.names("bulk_changing") == SUSPENDABLE
    margaux = clerk.table("bulk_changing")[1]
    assert margaux[2:8] == [
        "Illimité mensuel", "01/08/2010 – 29/09/2010", "2–3", "2,00 €", "sans fin", "-114,00 €",
    ]  # fmt: skip
    clerk.dialog.pane.tabs.show_page("refused")
    (jean_noel, *_others) = clerk.table("bulk_refused")
    assert jean_noel[0] == "LEFÈVRE Jean-Noël"
    assert "du 22/07/2010 au 04/09/2010" in jean_noel[3]
    assert clerk.suspensions() == 1


def test_ok_suspends_them_says_so_and_keeps_the_result_on_screen(at_selection: Open) -> None:
    clerk = at_selection()
    rehearsed(clerk)
    assert clerk.text("bulk_apply") == "&Ok, suspendre 3 accès"
    clerk.press("bulk_apply", twice=True)
    assert clerk.text("bulk_said_text") == "3 accès suspendus"
    assert clerk.text("bulk_said_detail").startswith("Dès le 01/08/2010, 60 jours, travaux. 1 accès refusé")
    assert clerk.names("bulk_changing") == SUSPENDABLE
    assert clerk.suspensions() == 4
    assert [way[2] for way in clerk.noted.ways if way[0] == "announced"] == ["3 accès suspendus."]


def test_the_keyboard_alone_is_enough(at_selection: Open) -> None:
    clerk = at_selection()
    assert clerk.control(QWidget, "bulk_first_day").hasFocus()
    clerk.ask_sixty_days()
    clerk.key(Qt.Key.Key_Return, clerk.control(QWidget, "bulk_days"))
    assert clerk.control(QWidget, "bulk_changing").hasFocus()
    clerk.key(Qt.Key.Key_O, clerk.dialog, Qt.KeyboardModifier.AltModifier)
    clerk.qtbot.waitUntil(lambda: clerk.sees("bulk_done"))
    assert clerk.suspensions() == 4
    clerk.key(Qt.Key.Key_Escape, clerk.dialog)
    assert not isValid(clerk.dialog) or not clerk.dialog.isVisible()


def test_the_result_is_printed_with_its_reasons(at_selection: Open) -> None:
    clerk = at_selection()
    rehearsed(clerk)
    clerk.press("bulk_apply")
    clerk.press("bulk_print")
    (_, produce, heading) = next(way for way in clerk.noted.ways if way[0] == "paper")
    assert heading == "Suspendre la sélection"
    paper = produce(PaperChoices())
    said = " ".join(page.words for page in read_pages(paper.content))
    assert "Accès changés 3" in said
    assert "LEFÈVRE Margaux 2 Illimité mensuel" in said
    assert "Un autre report couvre déjà ces jours" in said
    dutch = produce(PaperChoices(language=Language.NL))
    assert dutch.language is Language.NL


def test_what_is_going_on_can_be_asked_again_with_other_days(at_selection: Open) -> None:
    clerk = at_selection()
    rehearsed(clerk)
    clerk.press("bulk_back")
    clerk.type("bulk_days", "20")
    clerk.press("bulk_untouched")
    clerk.press("bulk_rehearse")
    assert clerk.table("bulk_changing")[1][3:7] == ["01/08/2010 – 20/08/2010", "aucun", "–", "sans fin"]


def test_one_amount_for_all_above_the_normal_one_is_refused_there_only(at_selection: Open) -> None:
    clerk = at_selection()
    clerk.ask_sixty_days()
    clerk.press("bulk_given")
    clerk.type("bulk_amount", "45,00")
    clerk.press("bulk_rehearse")
    assert clerk.names("bulk_changing") == ["LECLERCQ Inès", "LEFÈVRE Margaux"]
    clerk.dialog.pane.tabs.show_page("refused")
    assert "LEGRAND Anne-Sophie" in clerk.names("bulk_refused")


BAD = [
    ("bulk_days", "0", "bulk_days"),
    ("bulk_days", "-4", "bulk_days"),
    ("bulk_days", "beaucoup", "bulk_days"),
    ("bulk_days", "99999", "bulk_last_day"),
    ("bulk_first_day", "31/02/2010", "bulk_first_day"),
    ("bulk_first_day", "", "bulk_first_day"),
    ("bulk_last_day", "01/07/2010", "bulk_last_day"),
    ("bulk_cause", "   ", "bulk_cause"),
    ("bulk_cause", "tra\u0007vaux", "bulk_cause"),
    ("bulk_amount", "0", "bulk_amount"),
    ("bulk_amount", "-2", "bulk_amount"),
    ("bulk_amount", "deux", "bulk_amount"),
    ("bulk_amount", "99999999999", "bulk_amount"),
]


@pytest.mark.parametrize(("field", "typed", "beside"), BAD)
def test_bad_input_is_told_beside_its_field_and_nothing_is_looked_at(
    at_selection: Open, field: str, typed: str, beside: str
) -> None:
    clerk = at_selection()
    clerk.ask_sixty_days()
    if field == "bulk_amount":
        clerk.press("bulk_given")
    clerk.paste(field, typed)
    clerk.press("bulk_rehearse")
    assert clerk.error(beside) != ""
    assert clerk.sees("bulk_rehearse")
    clerk.type(field, "10")
    assert clerk.error(field) == ""


def test_a_selection_of_nobody_cannot_go_on(at_selection: Open) -> None:
    clerk = at_selection(criteria=Criteria(surname="personne"))
    assert "sélection est vide" in clerk.why_not("bulk_rehearse")


def test_where_nothing_would_change_ok_is_not_offered(at_selection: Open) -> None:
    clerk = at_selection(criteria=Criteria(first_name="jean-noel"))
    rehearsed(clerk)
    assert "Aucun accès ne changerait" in clerk.why_not("bulk_apply")
    assert clerk.names("bulk_refused") != []


def test_stopped_in_the_middle_the_rest_is_shown_and_can_go_on(
    at_selection: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(applying, "AT_ONCE", 1)
    clerk = at_selection()
    rehearsed(clerk)
    stop_after_one(clerk.dialog.work, monkeypatch)
    clerk.press("bulk_apply")
    assert clerk.text("bulk_said_text") == "Interrompu : 1 accès suspendu"
    assert clerk.suspensions() == 2
    clerk.dialog.pane.tabs.show_page("left")
    assert clerk.names("bulk_left") == SUSPENDABLE[1:]
    monkeypatch.undo()
    monkeypatch.setattr(applying, "AT_ONCE", 1)
    clerk.press("bulk_go_on")
    assert clerk.text("bulk_said_text") == "3 accès suspendus"
    assert clerk.suspensions() == 4


def stop_after_one(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    """The person presses Interrompre when the first access is done."""
    once = applying._sort_in

    def sort_then_stop(*given: object) -> None:
        once(*given)  # type: ignore[arg-type]
        work.stop()

    monkeypatch.setattr(applying, "_sort_in", sort_then_stop)


def test_the_cross_in_the_middle_of_the_work_leaves_when_it_has_stopped(at_selection: Open) -> None:
    clerk = at_selection()
    rehearsed(clerk)
    dialog = clerk.dialog
    dialog._apply.click()
    event = QCloseEvent()
    dialog.closeEvent(event)
    assert not event.isAccepted()
    clerk.settle()
    assert not isValid(dialog) or not dialog.isVisible()
    assert clerk.suspensions() in (1, 4)


def test_what_another_desk_changed_meanwhile_is_refused_alone(at_selection: Open) -> None:
    clerk = at_selection()
    rehearsed(clerk)
    line = clerk.dialog.pane.changing.rows_model().row(1)
    Club(replace(clerk.desk)).suspended(line.access, first_day=clerk.desk.today())
    clerk.press("bulk_apply")
    assert clerk.text("bulk_said_text") == "2 accès suspendus"
    clerk.dialog.pane.tabs.show_page("refused")
    reasons = {row[0]: row[3] for row in clerk.table("bulk_refused")}
    assert reasons["LEFÈVRE Margaux"].startswith("Modifié entre-temps par ADMIN")


def test_the_suspensions_of_one_cause_are_stopped(at_selection: Open) -> None:
    clerk = at_selection()
    rehearsed(clerk)
    clerk.press("bulk_apply")
    clerk.press("bulk_done")
    stopper = at_selection(Task.STOP)
    stopper.type("bulk_return_day", "20/08/2010")
    cause = stopper.control(Choice, "bulk_stop_cause")
    assert [cause.itemText(at) for at in range(cause.count())] == ["Toutes les causes", "blessure", "travaux"]
    cause.set_value("travaux")
    stopper.press("bulk_rehearse")
    assert stopper.text("bulk_said_text") == "3 reports seraient arrêtés"
    assert stopper.table("bulk_changing")[1][3] == "01/08/2010 – 19/08/2010"
    stopper.press("bulk_apply")
    assert stopper.text("bulk_said_text") == "3 reports arrêtés"
    assert stopper.suspended_now() == 1


@pytest.mark.parametrize("typed", ["", "hier", "30/02/2010"])
def test_a_return_day_that_is_none_is_told_beside_it(at_selection: Open, typed: str) -> None:
    clerk = at_selection(Task.STOP)
    clerk.paste("bulk_return_day", typed)
    clerk.press("bulk_rehearse")
    assert clerk.error("bulk_return_day") != ""


@pytest.mark.parametrize("language", [Language.FR, Language.NL])
def test_no_text_is_cut(
    at_selection: Open,
    assert_no_cut_text: Callable[[QWidget], None],
    grab: Callable[[QWidget, str], object],
    each_look: object,
    language: Language,
) -> None:
    set_language(language)
    try:
        clerk = at_selection()
        clerk.press("bulk_given")
        clerk.press("bulk_rehearse")
        assert_no_cut_text(clerk.dialog)
        grab(clerk.dialog, f"bulk-form-{language}")
        clerk.press("bulk_of_plan")
        rehearsed(clerk)
        for tab in ("changing", "refused"):
            clerk.dialog.pane.tabs.show_page(tab)
            assert_no_cut_text(clerk.dialog)
        grab(clerk.dialog, f"bulk-rehearsal-{language}")
        clerk.press("bulk_apply")
        assert_no_cut_text(clerk.dialog)
        assert_no_cut_text(at_selection(Task.STOP).dialog)
    finally:
        set_language(Language.FR)
