"""Rappels: who gets which and who not and why; chosen by tick, sent once, the letters previewed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app.domain.rights import Role
from app.i18n import Language, set_language
from app.services.billing import reminding, reminding_many
from app.services.billing.holding import hold_invoices
from app.services.billing.requests import HoldInvoices
from app.services.club import club_settings, save_club_settings
from app.services.documents.papers import PaperChoices
from app.services.requests import SaveClubSettings
from app.ui.billing.reminders_dialog import RemindersDialog
from tests.services.club import new_command
from tests.ui.billing.bills import BASTIEN, MARGAUX
from tests.ui.billing.conftest import BillingClerk

Clerks = Callable[..., BillingClerk]
LATER = date(2010, 8, 10)


def at_reminders(clerk_of: Clerks, today: date = LATER) -> BillingClerk:
    clerk = clerk_of(Role.MANAGER, today)
    clerk.open(RemindersDialog(clerk.noted))
    return clerk


def levels(clerk: BillingClerk) -> dict[str, int]:
    rows = [*clerk.account(MARGAUX).invoices, *clerk.account(BASTIEN).invoices]
    return {row.number: row.reminder_level for row in rows}


def test_it_lists_who_would_be_reminded_and_of_what(clerk_of: Clerks) -> None:
    clerk = at_reminders(clerk_of)
    assert clerk.table("reminders_send") == [
        ["oui", "2", "LEFÈVRE Margaux", "n° 1", "0,00 €", "90,00 €"],
        ["oui", "5", "LEJEUNE Bastien", "n° 1", "0,00 €", "30,00 €"],
    ]
    assert clerk.text("reminders_said_text") == "2 rappels seraient envoyés"
    assert [row[0] for row in clerk.table("reminders_items")] == ["2010-000001", "2010-000003"]


def test_3_2_2_none_for_invoices_en_attente_and_it_says_so(clerk_of: Clerks) -> None:
    clerk = at_reminders(clerk_of)
    items = {row[0]: row[3] for row in clerk.table("reminders_items")}
    assert "en attente" in items["2010-000003"].lower()
    assert items["2010-000001"] == "n° 1"


def test_who_gets_none_is_listed_with_the_reason(clerk_of: Clerks) -> None:
    clerk = clerk_of(Role.MANAGER, LATER)
    bastiens = clerk.account(BASTIEN).invoices[0]
    hold_invoices(clerk.desk, HoldInvoices(new_command(), (bastiens.id,)))
    clerk.open(RemindersDialog(clerk.noted))
    clerk.dialog.tabs.show_page("not")
    ((number, name, reason),) = clerk.table("reminders_not")
    assert (number, name) == ("5", "LEJEUNE Bastien")
    assert "en attente" in reason.lower()


def test_what_is_ticked_is_sent_once_and_the_rest_is_not(clerk_of: Clerks) -> None:
    clerk = at_reminders(clerk_of)
    clerk.dialog.table.setFocus()
    clerk.dialog.table.select(1)
    clerk.key(Qt.Key.Key_Space, clerk.dialog.table)
    assert clerk.text("reminders_said_text") == "1 rappel serait envoyé"
    clerk.press("reminders_apply", twice=True)
    assert clerk.told() == ["1 rappel envoyé."]
    assert levels(clerk) == {"2010-000003": 0, "2010-000002": 0, "2010-000001": 1, "2010-000005": 0}


def test_stopped_on_the_way_it_says_what_was_sent_and_resuming_sends_the_others_once(
    clerk_of: Clerks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reminding_many, "AT_ONCE", 1)
    clerk = at_reminders(clerk_of)
    real = reminding.send_reminders

    def send_then_stop(*given: object) -> object:
        clerk.dialog.work.stop()
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(reminding_many, "send_reminders", send_then_stop)
    clerk.press("reminders_apply")
    assert clerk.text("reminders_said_text") == "1 rappel envoyé, 1 reste"
    assert "Interrompu. « Continuer" in clerk.text("reminders_said_detail")
    assert len(clerk.table("reminders_send")) == 1
    monkeypatch.setattr(reminding_many, "send_reminders", real)
    clerk.press("reminders_resume")
    assert clerk.text("reminders_said_text") == "2 rappels envoyés"
    assert sum(levels(clerk).values()) == 2
    clerk.press("reminders_done")
    assert not clerk.sees("reminders_dialog")


def test_all_and_none_are_one_press_away(clerk_of: Clerks) -> None:
    clerk = at_reminders(clerk_of)
    clerk.press("reminders_none")
    assert "Aucun rappel n'est coché" in clerk.why_not("reminders_apply")
    clerk.press("reminders_all")
    assert clerk.text("reminders_apply") == "&Ok, envoyer 2 rappels"


def test_the_letters_are_previewed_as_one_paper(clerk_of: Clerks) -> None:
    clerk = at_reminders(clerk_of)
    clerk.press("reminders_apply")
    clerk.press("reminders_print")
    (way,) = [way for way in clerk.noted.ways if way[0] == "paper"]
    assert way[1](PaperChoices()).content.startswith(b"%PDF-")


def test_the_second_level_bears_its_fee(clerk_of: Clerks) -> None:
    clerk = at_reminders(clerk_of)
    clerk.press("reminders_apply")
    clerk.press("reminders_done")
    again = at_reminders(clerk_of, date(2010, 9, 1))
    margaux = again.table("reminders_send")[0]
    assert margaux[3:5] == ["n° 2", "7,50 €"]
    again.press("reminders_apply")
    assert again.account(MARGAUX).invoices[-1].fees == 750


def test_who_paid_since_the_rehearsal_is_left_out(clerk_of: Clerks) -> None:
    clerk = at_reminders(clerk_of)
    bastiens = clerk.account(BASTIEN).invoices[0]
    hold_invoices(clerk.desk, HoldInvoices(new_command(), (bastiens.id,)))
    clerk.press("reminders_apply")
    assert clerk.text("reminders_said_text") == "1 rappel envoyé"
    assert "1 client laissé de côté" in clerk.text("reminders_said_detail")
    assert levels(clerk)["2010-000005"] == 0


def test_nobody_late_says_so(clerk_of: Clerks) -> None:
    clerk = at_reminders(clerk_of, date(2010, 7, 20))
    clerk.press("reminders_apply")
    clerk.press("reminders_done")
    again = at_reminders(clerk_of, date(2010, 7, 20))
    assert again.table("reminders_send") == []
    assert again.why_not("reminders_apply") != ""
    assert clerk.text("reminders_said_text") == "Aucun rappel à envoyer"


def test_a_club_without_levels_is_told_where_to_set_them(clerk_of: Clerks) -> None:
    clerk = clerk_of(Role.ADMINISTRATOR)
    settings, version = club_settings(clerk.desk)
    none = replace(settings, name="Club Horizon", reminder_levels=())
    save_club_settings(clerk.desk, SaveClubSettings(new_command(), version, none))
    clerk.open(RemindersDialog(clerk.noted))
    assert clerk.sees("message")
    assert not clerk.sees("reminders_dialog")


@pytest.mark.parametrize("spoken", [Language.FR, Language.NL])
def test_no_text_is_cut(
    clerk_of: Clerks,
    assert_no_cut_text: Callable[[QWidget], None],
    grab: Callable[[QWidget, str], QImage],
    each_look: object,
    spoken: Language,
) -> None:
    set_language(spoken)
    try:
        clerk = at_reminders(clerk_of)
        grab(clerk.dialog, f"reminders-{spoken}-{each_look}")
        assert_no_cut_text(clerk.dialog)
        clerk.press("reminders_apply")
        grab(clerk.dialog, f"reminders-sent-{spoken}-{each_look}")
        assert_no_cut_text(clerk.dialog)
    finally:
        set_language(Language.FR)
