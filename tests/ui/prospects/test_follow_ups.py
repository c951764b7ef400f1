"""Follow-ups are planned, done, put off and called off through their window; the card shows them (spec 3.2)."""

from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox

from app.domain.ids import FollowUpId
from app.domain.prospects import FollowUpKind, FollowUpState
from app.services.desk import Touched, TouchedKind
from app.services.prospects.follow_up_queries import follow_up_view
from app.ui.prospects import FollowUpDialog, FollowUpTab, ProspectsPage
from app.ui.prospects.time_entry import read_time
from tests.services.test_states import left
from tests.ui.prospects.conftest import BASTIEN, FAMILY, LATE, NOW, ZOE, ProspectClerk

NEW = FollowUpId(4)


def test_a_follow_up_is_planned(clerk: ProspectClerk) -> None:
    clerk.open(FollowUpDialog(clerk.noted))
    clerk.press("follow_up_save")
    assert clerk.error("follow_up_client") == "Client à choisir."
    clerk.pick("follow_up_client", ZOE, "DUPONT-DURAND Zoé")
    clerk.press("follow_up_save")
    assert clerk.error("follow_up_subject") == "Objet à remplir."
    clerk.control(QComboBox, "follow_up_kind").setCurrentText("Visite")
    clerk.type("follow_up_subject", "Essai avec Tom")
    clerk.type("follow_up_due_on", "30/7/10")
    clerk.type("follow_up_due_at", "18h")
    clerk.control(QComboBox, "follow_up_assigned_to").setCurrentText("ADMIN")
    clerk.press("follow_up_save", twice=True)
    assert clerk.told() == ["Suivi enregistré."]
    row = follow_up_view(clerk.desk, NEW)
    assert (row.kind, row.subject, row.due_on, row.due_at, row.assignee) == (
        FollowUpKind.VISIT,
        "Essai avec Tom",
        date(2010, 7, 30),
        time(18),
        "ADMIN",
    )


def test_a_follow_up_is_done_and_the_next_one_is_proposed(clerk: ProspectClerk) -> None:
    clerk.open(FollowUpDialog(clerk.noted, follow_up=LATE))
    assert clerk.text("follow_up_next_due_on") == "04/08/2010"
    clerk.type("follow_up_result", "Vient samedi")
    clerk.type("follow_up_next_subject", "Accueillir pour l'essai")
    clerk.press("follow_up_done", twice=True)
    assert clerk.told() == ["Suivi noté comme fait ; le suivant est prévu le 04/08/2010."]
    done, planned = follow_up_view(clerk.desk, LATE), follow_up_view(clerk.desk, NEW)
    assert (done.state, done.result) == (FollowUpState.DONE, "Vient samedi")
    assert (planned.subject, planned.opportunity) == ("Accueillir pour l'essai", FAMILY)


def test_nothing_follows_where_it_is_unticked(clerk: ProspectClerk) -> None:
    clerk.open(FollowUpDialog(clerk.noted, follow_up=LATE))
    clerk.control(QCheckBox, "follow_up_goes_on").click()
    clerk.press("follow_up_done")
    assert clerk.told() == ["Suivi noté comme fait."]


def test_a_follow_up_is_put_off(clerk: ProspectClerk) -> None:
    clerk.open(FollowUpDialog(clerk.noted, follow_up=NOW))
    assert clerk.why_not("follow_up_keep") == "Rien n'a changé."
    clerk.type("follow_up_due_on", "02/08/2010")
    clerk.press("follow_up_keep")
    row = follow_up_view(clerk.desk, NOW)
    assert (row.due_on, row.state) == (date(2010, 8, 2), FollowUpState.OPEN)


def test_a_follow_up_is_called_off_once_that_is_confirmed(clerk: ProspectClerk) -> None:
    clerk.open(FollowUpDialog(clerk.noted, follow_up=NOW))
    clerk.press("follow_up_cancel")
    clerk.press("ask_yes")
    assert follow_up_view(clerk.desk, NOW).state is FollowUpState.CANCELLED
    clerk.open(FollowUpDialog(clerk.noted, follow_up=NOW))
    assert clerk.text("follow_up_closed").startswith("Annulé le 28/07/2010 par ADMIN")
    assert not clerk.sees("follow_up_done")


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("follow_up_due_on", "demain", "Date illisible. Écrivez jour/mois/année, par exemple 05/08/2010."),
        ("follow_up_due_on", "", "Date à remplir."),
        (
            "follow_up_due_on",
            "01/01/2099",
            "Date invraisemblable : choisissez un jour du 27/07/2009 au 30/07/2013.",
        ),
        ("follow_up_due_at", "25:00", "Cette heure n'existe pas. De 00:00 à 23:59."),
        ("follow_up_due_at", "midi", "Heure illisible. Écrivez par exemple 14:30."),
        ("follow_up_subject", "", "Objet à remplir."),
    ],
)
def test_bad_input_is_said_beside_its_field_and_saves_nothing(
    clerk: ProspectClerk, field: str, typed: str, said: str
) -> None:
    clerk.open(FollowUpDialog(clerk.noted, client=ZOE))
    clerk.type("follow_up_subject", "Appeler")
    clerk.type(field, typed)
    clerk.press("follow_up_save")
    assert clerk.error(field).replace("Objet à remplir.", "Objet à remplir.") == said
    assert clerk.told() == []


@pytest.mark.parametrize(
    ("typed", "read"),
    [("9", time(9)), ("9h", time(9)), ("9h30", time(9, 30)), ("0930", time(9, 30)), ("14:05", time(14, 5)),
     ("", None), ("9:5", None), ("٩", None), ("24:00", None)],
)  # fmt: skip
def test_a_time_is_read_as_people_write_it(typed: str, read: time | None) -> None:
    assert read_time(typed).value == read


def test_a_follow_up_that_another_desk_finished_is_refused_in_words(clerk: ProspectClerk) -> None:
    clerk.open(FollowUpDialog(clerk.noted, follow_up=LATE))
    clerk.type("follow_up_result", "Vient samedi")
    clerk.club.done(LATE)
    clerk.press("follow_up_done")
    assert clerk.text("follow_up_dialog_summary") == "Ce suivi est déjà « fait »."


def test_the_follow_ups_of_the_club_are_listed_and_filtered(clerk: ProspectClerk) -> None:
    clerk.show(ProspectsPage(clerk.noted))
    clerk.page.tabs.show_page("follow_ups")
    clerk.settle()
    assert [row[:5] for row in clerk.table("follow_ups")] == [
        ["26/07/2010", "LEJEUNE Bastien", "Appel", "Fixer un essai", "En retard"],
        ["28/07/2010 14:30", "DUPONT-DURAND Zoé", "E-mail", "Envoyer les horaires", "À faire"],
    ]
    clerk.control(QComboBox, "follow_ups_filter").setCurrentText("Les miens")
    clerk.settle()
    assert [row[3] for row in clerk.table("follow_ups")] == ["Envoyer les horaires"]
    clerk.control(QComboBox, "follow_ups_filter").setCurrentText("Terminés")
    clerk.settle()
    assert [row[4] for row in clerk.table("follow_ups")] == ["Fait"]


def test_the_card_shows_everything_of_its_client_and_leads_on(clerk: ProspectClerk) -> None:
    clerk.show(FollowUpTab(clerk.noted, BASTIEN))
    assert [row[2] for row in clerk.table("card_follow_ups")] == ["Fixer un essai"]
    assert [row[0] for row in clerk.table("card_opportunities")] == ["Abonnement famille"]
    assert [row[0] for row in clerk.table("card_quotes")] == ["D2010-0001"]
    for name in ("card_new_follow_up", "card_new_opportunity", "card_new_quote"):
        clerk.press(name)
    table = clerk.page.follow_up_table
    table.setFocus()
    clerk.key(Qt.Key.Key_Return, table)
    assert clerk.ways() == [
        ("new follow-up", BASTIEN, None),
        ("new opportunity", BASTIEN),
        ("new quote", BASTIEN, None),
        ("follow-up", LATE),
    ]
    clerk.club.done(LATE)
    clerk.page.refresh(frozenset({Touched(TouchedKind.FOLLOW_UP, LATE)}))
    clerk.settle()
    assert clerk.table("card_follow_ups")[0][3] == "Fait"


def test_3_2_6_a_deactivated_client_is_followed_up_like_any_other(clerk: ProspectClerk) -> None:
    left(clerk.club.desk, ZOE)
    clerk.open(FollowUpDialog(clerk.noted, client=ZOE))
    assert clerk.text("follow_up_dialog_state") == "Désactivé"
    clerk.type("follow_up_subject", "Proposer de revenir")
    clerk.key(Qt.Key.Key_Return)
    assert clerk.told() == ["Suivi enregistré."]
