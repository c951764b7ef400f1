"""The pipeline and the window of an opportunity, driven as a person does (spec 3.2)."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from app.domain.ids import OpportunityId
from app.domain.prospects import Stage
from app.services.desk import Touched, TouchedKind
from app.services.prospects.queries import opportunity_view
from app.ui.kit.table import Table
from app.ui.prospects import OpportunityDialog, ProspectsPage
from tests.services.test_states import left
from tests.ui.prospects.conftest import (
    BASTIEN,
    COMPANY,
    DRAFT,
    FAMILY,
    LATE,
    LOST,
    TRIAL,
    ZOE,
    ProspectClerk,
)


def said(clerk: ProspectClerk, name: str) -> str:
    """What a tile is called when it is read aloud."""
    spoken = clerk.control(QWidget, name).accessibleName()
    return spoken.replace("\u00a0", " ").replace("\u202f", " ")


def listed(clerk: ProspectClerk) -> list[str]:
    return [row[1] for row in clerk.table("opportunities")]


def test_the_pipeline_adds_up_its_stages_and_lists_what_is_in_course(clerk: ProspectClerk) -> None:
    clerk.show(ProspectsPage(clerk.noted))
    assert said(clerk, "stage_open") == "En cours 6 379,00 € 3 opportunités"
    assert said(clerk, "stage_visit") == "Visite, essai 99,00 € 1 opportunité"
    assert clerk.table("opportunities")[0][:6] == [
        "LEJEUNE Bastien",
        "Abonnement famille",
        "Nouveau",
        "1\u202f560,00 €",
        "20/08/2010",
        "26/07/2010",
    ]
    assert clerk.text("glance_name") == "LEJEUNE Bastien"
    assert clerk.text("glance_value") == "1\u202f560,00 €"


def test_a_tile_shows_the_opportunities_of_its_stage_and_the_arrows_walk(clerk: ProspectClerk) -> None:
    clerk.show(ProspectsPage(clerk.noted))
    clerk.press("stage_lost")
    assert listed(clerk) == ["Cours du midi"]
    assert clerk.text("glance_note_text") == "trop cher"
    clerk.key(Qt.Key.Key_Left, clerk.control(QWidget, "stage_lost"))
    assert listed(clerk) == []
    assert clerk.sees("glance_empty")


def test_a_head_sorts_the_pipeline_in_the_database(clerk: ProspectClerk) -> None:
    clerk.show(ProspectsPage(clerk.noted))
    table = clerk.control(Table, "opportunities")
    table.horizontalHeader().sectionClicked.emit(3)
    clerk.settle()
    assert listed(clerk) == ["Essai", "Abonnement famille", "Entreprise"]
    table.horizontalHeader().sectionClicked.emit(3)
    clerk.settle()
    assert listed(clerk) == ["Entreprise", "Abonnement famille", "Essai"]


def test_enter_opens_an_opportunity_and_the_pane_leads_on(clerk: ProspectClerk) -> None:
    clerk.show(ProspectsPage(clerk.noted))
    table = clerk.control(Table, "opportunities")
    table.setFocus()
    clerk.key(Qt.Key.Key_Return, table)
    for name in ("glance_card", "glance_quote", "glance_follow_up"):
        clerk.press(name)
    assert clerk.ways() == [
        ("opportunity", FAMILY),
        ("client", BASTIEN),
        ("new quote", BASTIEN, FAMILY),
        ("new follow-up", BASTIEN, FAMILY),
    ]


def test_the_verbs_of_the_page_lead_to_something_new(clerk: ProspectClerk) -> None:
    clerk.show(ProspectsPage(clerk.noted))
    for name in ("new_opportunity", "new_quote", "new_follow_up"):
        clerk.press(name)
    assert clerk.ways() == [
        ("new opportunity", None),
        ("new quote", None, None),
        ("new follow-up", None, None),
    ]


def test_an_opportunity_is_noted_for_a_client_that_is_chosen(clerk: ProspectClerk) -> None:
    clerk.open(OpportunityDialog(clerk.noted))
    clerk.press("opportunity_save")
    assert clerk.error("opportunity_client") == "Client à choisir."
    assert clerk.error("opportunity_title") == "Intitulé à remplir."
    clerk.pick("opportunity_client", ZOE, "DUPONT-DURAND Zoé")
    clerk.type("opportunity_title", "Douze mois")
    clerk.type("opportunity_value", "480")
    clerk.type("opportunity_expected_on", "1/9/10")
    clerk.type("opportunity_source", "Salon")
    clerk.press("opportunity_save", twice=True)
    assert clerk.told() == ["Opportunité enregistrée."]
    row = opportunity_view(clerk.desk, OpportunityId(5))
    assert (row.client.id, row.title, row.expected_value, row.source, row.adviser) == (
        ZOE,
        "Douze mois",
        48000,
        "Salon",
        "ADMIN",
    )


def stage_of(clerk: ProspectClerk) -> Stage:
    return opportunity_view(clerk.desk, TRIAL).stage


def test_an_opportunity_is_walked_to_its_stages_and_lost_with_a_reason(clerk: ProspectClerk) -> None:
    clerk.open(OpportunityDialog(clerk.noted, opportunity=TRIAL))
    assert not clerk.sees("opportunity_to_visit")
    clerk.press("opportunity_to_quoted")
    assert (stage_of(clerk), clerk.text("opportunity_stage")) == (Stage.QUOTED, "Devis remis")
    clerk.press("opportunity_to_lost")
    clerk.press("why_save")
    assert clerk.error("why_reason") == "Motif à remplir."
    clerk.control(QComboBox, "why_reason").setEditText("trop cher")
    clerk.press("why_save")
    assert stage_of(clerk) is Stage.LOST
    assert "trop cher" in clerk.text("opportunity_lost")
    clerk.press("opportunity_to_contacted")
    assert stage_of(clerk) is Stage.CONTACTED
    assert clerk.told() == [
        "Opportunité passée à « Devis remis ».",
        "Opportunité passée à « Perdu ».",
        "Opportunité passée à « Contacté ».",
    ]


def test_what_was_typed_is_asked_for_before_it_is_lost_and_holds_the_moves_back(clerk: ProspectClerk) -> None:
    clerk.open(OpportunityDialog(clerk.noted, opportunity=COMPANY))
    assert clerk.why_not("opportunity_save") == "Rien n'a changé."
    clerk.type("opportunity_title", "Entreprise, 9 personnes")
    assert clerk.why_not("opportunity_to_won") == "Enregistrez d'abord ce qui a été tapé."
    clerk.key(Qt.Key.Key_Escape)
    assert clerk.text("ask_title") == "Quitter sans enregistrer ?"
    clerk.press("ask_cancel")
    clerk.press("opportunity_save")
    assert opportunity_view(clerk.desk, COMPANY).title == "Entreprise, 9 personnes"


def test_a_stale_opportunity_is_refused_in_words_and_keeps_what_was_typed(clerk: ProspectClerk) -> None:
    clerk.open(OpportunityDialog(clerk.noted, opportunity=COMPANY))
    clerk.type("opportunity_value", "5000")
    clerk.club.moved(COMPANY, Stage.VISIT)
    clerk.press("opportunity_save")
    assert clerk.text("message_text").startswith("Modifié entre-temps par ADMIN")
    assert clerk.text("opportunity_value").replace("\u202f", " ") == "5 000,00 €"
    assert opportunity_view(clerk.desk, COMPANY).expected_value == 472000


def test_another_desk_moves_it_and_the_window_shows_it(clerk: ProspectClerk) -> None:
    clerk.open(OpportunityDialog(clerk.noted, opportunity=COMPANY))
    clerk.club.moved(COMPANY, Stage.VISIT)
    clerk.dialog.refresh(frozenset({Touched(TouchedKind.OPPORTUNITY, COMPANY)}))
    clerk.settle()
    assert clerk.text("opportunity_stage") == "Visite, essai"


def test_a_lost_opportunity_says_why(clerk: ProspectClerk) -> None:
    clerk.open(OpportunityDialog(clerk.noted, opportunity=LOST))
    assert "Perdue le 22/07/2010 : trop cher" in clerk.text("opportunity_lost")
    assert not clerk.sees("opportunity_to_won")


def test_3_2_6_a_deactivated_client_is_chosen_and_named_as_such(clerk: ProspectClerk) -> None:
    left(clerk.club.desk, ZOE)
    clerk.open(OpportunityDialog(clerk.noted, client=ZOE))
    assert clerk.text("opportunity_dialog_state") == "Désactivé"
    clerk.type("opportunity_title", "Revenir en septembre")
    clerk.press("opportunity_save")
    assert clerk.told() == ["Opportunité enregistrée."]


def test_the_keyboard_alone_notes_an_opportunity(clerk: ProspectClerk) -> None:
    clerk.open(OpportunityDialog(clerk.noted, client=ZOE))
    clerk.type("opportunity_title", "Au clavier")
    clerk.key(Qt.Key.Key_Return)
    assert clerk.told() == ["Opportunité enregistrée."]


def test_the_quotes_and_follow_ups_of_an_opportunity_stand_below_it_and_lead_on(clerk: ProspectClerk) -> None:
    clerk.open(OpportunityDialog(clerk.noted, opportunity=FAMILY))
    assert [row[0] for row in clerk.table("opportunity_quotes")] == ["D2010-0001"]
    assert [row[1:] for row in clerk.table("opportunity_follow_ups")] == [["Fixer un essai", "En retard"]]
    for name in ("opportunity_quotes", "opportunity_follow_ups"):
        table = clerk.control(Table, name)
        table.setFocus()
        table.select(0)
        clerk.key(Qt.Key.Key_Return, table)
    clerk.press("opportunity_new_quote")
    clerk.press("opportunity_new_follow_up")
    assert clerk.ways() == [
        ("quote", DRAFT),
        ("follow-up", LATE),
        ("new quote", BASTIEN, FAMILY),
        ("new follow-up", BASTIEN, FAMILY),
    ]
    done = clerk.club.done(LATE)
    clerk.dialog.refresh(done.touched)
    clerk.settle()
    assert clerk.table("opportunity_follow_ups")[0][2] == "Fait"
