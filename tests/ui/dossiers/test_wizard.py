"""Nouveau dossier in three steps, and Modifier les parties on one that exists (spec 3.3)."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.i18n import Language
from app.services.clients import block_client
from app.services.desk import Desk
from app.services.dossiers.queries import dossier_page
from app.services.dossiers.requests import DossierFilter
from app.services.requests import BlockClient
from app.ui.dossiers import DossierWizard
from app.ui.dossiers.wizard import PARTIES_STEP
from tests.services.club import new_command
from tests.ui.dossiers.conftest import (
    ANNE_SOPHIE,
    BASTIEN,
    FAMILY,
    INES,
    JEAN_NOEL,
    MARGAUX,
    AtDossiers,
    DossierClerk,
    client_numbered,
    entered,
    made,
    turned,
)


def wizard(clerk: DossierClerk, number: int | None = None) -> DossierWizard:
    """The wizard, opened as the + or a card opens it."""
    dialog = DossierWizard(clerk.noted, client_numbered(clerk.desk, number) if number else None)
    dialog.open()
    dialog.activateWindow()
    clerk.settle()
    return dialog


def edited(clerk: DossierClerk, name: str = "Famille Lefèvre") -> DossierWizard:
    """Modifier les parties of a family of three."""
    dossier = made(clerk.desk, name, FAMILY)
    clerk.open(dossier)
    clerk.press("dossier_edit_parties")
    return clerk.control(DossierWizard, "dossier_wizard")


def pick(clerk: DossierClerk, typed: str) -> None:
    """Type a client into the picker and take the first line with the keyboard."""
    clerk.type("dossier_picker", typed)
    clerk.settle()
    clerk.key(Qt.Key.Key_Down, clerk.field("dossier_picker"))
    clerk.key(Qt.Key.Key_Return, clerk.field("dossier_picker"))
    clerk.settle()


def stored(clerk: DossierClerk) -> list[tuple[str, tuple[str, ...]]]:
    """The dossiers of the club and their clients."""
    return [(row.name, row.clients) for row in dossier_page(clerk.desk, DossierFilter(), None, 50).rows]


def names_in_order(dialog: DossierWizard) -> list[str]:
    """The clients of the step Parties, from the top."""
    return [draft.name for draft, _asked in dialog.parties.drafts()]


def test_a_couple_is_made_in_three_steps(at_dossiers: AtDossiers) -> None:
    clerk = at_dossiers()
    wizard(clerk)
    clerk.type("dossier_name", "Couple Lefèvre")
    clerk.type("dossier_note", "Contrat du 1er juillet")
    clerk.press("dossier_next")
    assert clerk.text("dossier_step_title") == "2 – Parties"
    pick(clerk, "lefevre jean")
    pick(clerk, "margaux")
    clerk.press("dossier_next")
    assert [row[1:] for row in clerk.table("dossier_summary_parties")] == [
        ["LEFÈVRE Jean-Noël", "1", "Actif", "5,00 €"],
        ["LEFÈVRE Margaux", "1", "Actif", "5,00 €"],
    ]
    clerk.press("dossier_save", twice=True)
    assert stored(clerk) == [("Couple Lefèvre", ("LEFÈVRE Jean-Noël", "LEFÈVRE Margaux"))]
    assert clerk.noted.ways[-1][0] == "dossier"
    assert clerk.announced() == ["Dossier « Couple Lefèvre » créé."]


def test_the_wizard_is_done_with_the_keyboard_alone(at_dossiers: AtDossiers) -> None:
    clerk = at_dossiers()
    dialog = wizard(clerk)
    assert QApplication.focusWidget() is clerk.field("dossier_name")
    clerk.type("dossier_name", "Solo")
    clerk.key(Qt.Key.Key_Return)
    assert dialog.steps.step == 1
    pick(clerk, "lejeune")
    clerk.key(Qt.Key.Key_S, dialog, Qt.KeyboardModifier.AltModifier)
    clerk.qtbot.waitUntil(lambda: dialog.steps.step == 2)
    clerk.key(Qt.Key.Key_Return)
    assert stored(clerk) == [("Solo", ("LEJEUNE Bastien",))]


def test_from_a_card_the_client_is_the_first_party(at_dossiers: AtDossiers) -> None:
    clerk = at_dossiers()
    dialog = wizard(clerk, MARGAUX)
    assert names_in_order(dialog) == ["LEFÈVRE Margaux"]
    assert not dialog.is_touched()


def test_a_blocked_client_is_refused_with_the_reason_beside_the_picker(at_dossiers: AtDossiers) -> None:
    clerk = at_dossiers()
    dialog = wizard(clerk)
    clerk.type("dossier_name", "Famille")
    clerk.press("dossier_next")
    pick(clerk, "leclercq")
    assert "paiement en retard" in clerk.error("dossier_picker")
    assert names_in_order(dialog) == []


def test_a_client_blocked_a_second_ago_is_refused_at_the_save_and_nothing_is_lost(
    at_dossiers: AtDossiers, desk: Desk
) -> None:
    clerk = at_dossiers()
    dialog = wizard(clerk)
    clerk.type("dossier_name", "Famille")
    clerk.press("dossier_next")
    pick(clerk, "lejeune")
    clerk.press("dossier_next")
    block_client(desk, BlockClient(new_command(), client_numbered(desk, BASTIEN), "matériel non rendu"))
    clerk.press("dossier_save")
    assert dialog.steps.step == PARTIES_STEP
    assert "matériel non rendu" in clerk.error("dossier_picker")
    assert names_in_order(dialog) == ["LEJEUNE Bastien"]
    assert stored(clerk) == []


def test_from_the_card_of_a_blocked_client_the_reason_is_told(at_dossiers: AtDossiers) -> None:
    clerk = at_dossiers()
    dialog = wizard(clerk, INES)
    clerk.type("dossier_name", "Inès")
    clerk.press("dossier_next")
    assert names_in_order(dialog) == []
    assert "paiement en retard" in clerk.error("dossier_picker")


def test_a_client_stands_in_a_dossier_once(at_dossiers: AtDossiers) -> None:
    clerk = at_dossiers()
    dialog = wizard(clerk, MARGAUX)
    clerk.type("dossier_name", "Famille")
    clerk.press("dossier_next")
    pick(clerk, "margaux")
    assert names_in_order(dialog) == ["LEFÈVRE Margaux"]


def test_clients_are_put_in_order_weighted_made_inactive_and_removed(
    at_dossiers: AtDossiers,
) -> None:
    clerk = at_dossiers()
    dialog = edited(clerk)
    clerk.press(f"party_{ANNE_SOPHIE}_up")
    clerk.press(f"party_{ANNE_SOPHIE}_up")
    assert names_in_order(dialog)[0] == "LEGRAND Anne-Sophie"
    clerk.type(f"party_{ANNE_SOPHIE}_weight", "3")
    clerk.press(f"party_{JEAN_NOEL}_status")
    clerk.press(f"party_{MARGAUX}_remove")
    clerk.press("dossier_save")
    view = clerk.view(clerk.shown_dossier)
    assert [(each.number, each.active, each.weight) for each in view.parties] == [
        (ANNE_SOPHIE, True, 3),
        (JEAN_NOEL, False, 1),
    ]


def test_3_3_1_in_parties_each_client_has_one_button_and_one_click(at_dossiers: AtDossiers) -> None:
    clerk = at_dossiers()
    dialog = edited(clerk)
    clerk.press(f"party_{MARGAUX}_status")
    assert [asked.active for _draft, asked in dialog.parties.drafts()] == [True, False, True]
    assert clerk.text(f"party_{MARGAUX}_status") == "Inactif"


def test_a_client_with_activities_cannot_be_removed_and_the_button_says_why(
    at_dossiers: AtDossiers, desk: Desk
) -> None:
    dossier = made(desk, "Famille Lefèvre", FAMILY)
    entered(desk, dossier, number=MARGAUX)
    clerk = at_dossiers()
    clerk.open(dossier)
    clerk.press("dossier_edit_parties")
    assert "a des activités" in clerk.why_not(f"party_{MARGAUX}_remove")
    assert clerk.is_allowed(f"party_{JEAN_NOEL}_remove")


def test_what_another_desk_changed_is_told_with_both_versions_and_the_next_save_goes_through(
    at_dossiers: AtDossiers, desk: Desk
) -> None:
    clerk = at_dossiers()
    edited(clerk)
    dossier = clerk.shown_dossier
    turned(desk, dossier, MARGAUX, False)
    clerk.press(f"party_{ANNE_SOPHIE}_status")
    clerk.press("dossier_save")
    assert "Modifié entre-temps par ADMIN" in clerk.text("message_text")
    assert "LEFÈVRE Margaux (inactif)" in clerk.text("message_detail")
    clerk.press("message_close")
    assert clerk.statuses(dossier) == {JEAN_NOEL: True, MARGAUX: False, ANNE_SOPHIE: True}
    clerk.press("dossier_save")
    assert clerk.statuses(dossier) == {JEAN_NOEL: True, MARGAUX: True, ANNE_SOPHIE: False}


BAD_NAMES = ["", "   ", "...", "x" * 500, "\u202eabc"]


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_name_that_is_none_is_told_beside_it_and_nothing_is_saved(
    at_dossiers: AtDossiers, name: str
) -> None:
    clerk = at_dossiers()
    dialog = wizard(clerk, MARGAUX)
    clerk.control(QLineEdit, "dossier_name").setMaxLength(1000)
    clerk.paste("dossier_name", name)
    clerk.press("dossier_next")
    if dialog.steps.step:
        clerk.press("dossier_next")
        clerk.press("dossier_save")
    assert dialog.steps.step == 0
    assert clerk.error("dossier_name") != ""
    assert stored(clerk) == []


BAD_WEIGHTS = ["", "0", "-1", "1,5", "beaucoup", "99999", "9" * 400]


@pytest.mark.parametrize("weight", BAD_WEIGHTS)
def test_a_weight_that_is_none_is_told_beside_it(at_dossiers: AtDossiers, weight: str) -> None:
    clerk = at_dossiers()
    dialog = edited(clerk)
    clerk.paste(f"party_{MARGAUX}_weight", weight)
    clerk.press("dossier_save")
    assert clerk.error(f"party_{MARGAUX}_weight") != ""
    assert dialog.isVisible()


@pytest.mark.parametrize("typed", ["personne de ce nom", "'; DROP TABLE client; --", "👩‍🦽", "%"])
def test_a_text_that_is_no_client_is_told_beside_the_picker(at_dossiers: AtDossiers, typed: str) -> None:
    clerk = at_dossiers()
    dialog = edited(clerk)
    clerk.paste("dossier_picker", typed)
    clerk.press("dossier_save")
    assert clerk.error("dossier_picker") != ""
    assert dialog.isVisible()


def test_hostile_names_are_shown_as_they_are(at_dossiers: AtDossiers) -> None:
    clerk = at_dossiers()
    wizard(clerk, MARGAUX)
    clerk.paste("dossier_name", "<b>A & B</b> {name} %s")
    clerk.press("dossier_next")
    clerk.press("dossier_next")
    assert clerk.text("dossier_summary_name") == "<b>A & B</b> {name} %s"
    clerk.press("dossier_save")
    assert stored(clerk)[0][0] == "<b>A & B</b> {name} %s"


def test_leaving_asks_once_where_something_was_typed(at_dossiers: AtDossiers) -> None:
    clerk = at_dossiers()
    wizard(clerk)
    clerk.type("dossier_name", "Famille")
    clerk.press("dossier_wizard_leave")
    clerk.press("ask_cancel")
    assert clerk.text("dossier_name") == "Famille"
    clerk.press("dossier_wizard_leave")
    clerk.press("ask_yes")
    assert not clerk.sees("dossier_wizard")


def test_no_text_is_cut_in_any_step(
    at_dossiers: AtDossiers,
    each_look: object,
    spoken: Language,
    assert_no_cut_text: Callable[[QWidget], None],
    grab: Callable[[QWidget, str], object],
) -> None:
    clerk = at_dossiers()
    dialog = edited(clerk)
    assert_no_cut_text(dialog)
    grab(dialog, f"wizard-parties-{spoken}-{each_look}")
    clerk.press("dossier_back")
    assert_no_cut_text(dialog)
    grab(dialog, f"wizard-dossier-{spoken}-{each_look}")
    clerk.press("dossier_next")
    clerk.press(f"party_{MARGAUX}_status")
    clerk.press("dossier_next")
    assert_no_cut_text(dialog)
    grab(dialog, f"wizard-summary-{spoken}-{each_look}")
