"""Transferring, changing and deleting activities that stand in a dossier (spec 3.3.8)."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from app.domain.cents import Cents
from app.services.desk import Desk
from app.services.dossiers.activities import change_activity
from app.services.dossiers.invoicing import invoice_dossier
from app.services.dossiers.requests import ActivityFields, ChangeActivity, InvoiceDossier
from app.ui.kit.table import Table
from tests.services.club import new_command
from tests.ui.dossiers.conftest import (
    ASE,
    BASTIEN,
    FAMILY,
    MARGAUX,
    ZOE,
    AtDossiers,
    entered,
    made,
    turned,
)


def test_3_3_8_several_activities_are_transferred_at_once(at_dossiers: AtDossiers, desk: Desk) -> None:
    source, target = made(desk, "Famille", FAMILY), made(desk, "Société", (ASE, ZOE))
    entered(desk, source, 1000, MARGAUX)
    entered(desk, source, 500)
    clerk = at_dossiers()
    clerk.open(source)
    clerk.choose_activities(2)
    clerk.press("dossier_group")
    clerk.choose("dossier_group_menu", "activity_transfer")
    assert clerk.text("transfer_what") == "2 activités, 15,00 € en tout"
    assert [row[0] for row in clerk.table("transfer_targets")] == ["Société"]
    clerk.press("transfer_save", twice=True)
    assert clerk.view(source).activities == ()
    assert sum(row.amount for row in clerk.view(target).activities) == 1500


def test_3_3_8_a_dossier_whose_only_client_or_all_clients_are_inactive_cannot_receive(
    at_dossiers: AtDossiers, desk: Desk
) -> None:
    source = made(desk, "Famille", FAMILY)
    made(desk, "Seul", (ASE,), inactive=[ASE])
    made(desk, "Tous", (ZOE, BASTIEN), inactive=[ZOE, BASTIEN])
    entered(desk, source)
    clerk = at_dossiers()
    clerk.open(source)
    clerk.choose_activities(1)
    clerk.press("dossier_group")
    clerk.choose("dossier_group_menu", "activity_transfer")
    reasons = {row[0]: row[2] for row in clerk.table("transfer_targets")}
    assert "Le seul client" in reasons["Seul"]
    assert "Tous les clients" in reasons["Tous"]
    assert "Le seul client" in clerk.why_not("transfer_save")
    assert len(clerk.view(source).activities) == 1


def test_3_3_8_to_a_mixed_dossier_activities_go_to_the_active_clients_only(
    at_dossiers: AtDossiers, desk: Desk
) -> None:
    source, mixed = (
        made(desk, "Famille", FAMILY),
        made(desk, "Mixte", (MARGAUX, ASE, ZOE), inactive=[MARGAUX]),
    )
    entered(desk, source, 1000, MARGAUX)
    clerk = at_dossiers()
    clerk.open(source)
    clerk.choose_activities(1)
    clerk.press("dossier_group")
    clerk.choose("dossier_group_menu", "activity_transfer")
    clerk.press("transfer_save")
    after = clerk.view(mixed)
    assert [row.client for row in after.activities] == [None]
    assert [(part.number, part.total) for part in after.division.parts] == [(ASE, 500), (ZOE, 500)]


def test_3_3_8_a_target_made_inactive_a_second_ago_is_refused_and_nothing_moves(
    at_dossiers: AtDossiers, desk: Desk
) -> None:
    source, target = made(desk, "Famille", FAMILY), made(desk, "Société", (ASE,))
    entered(desk, source)
    clerk = at_dossiers()
    clerk.open(source)
    clerk.choose_activities(1)
    clerk.press("dossier_group")
    clerk.choose("dossier_group_menu", "activity_transfer")
    turned(desk, target, ASE, False)
    clerk.press("transfer_save")
    assert "Le seul client" in clerk.text("transfer_dialog_summary_text")
    assert len(clerk.view(source).activities) == 1
    assert clerk.view(target).activities == ()


def test_an_activity_is_changed_and_deleted(at_dossiers: AtDossiers, desk: Desk) -> None:
    family = made(desk, "Famille", FAMILY)
    entered(desk, family, 1000, MARGAUX, "Bar")
    clerk = at_dossiers()
    clerk.open(family)
    clerk.choose_activities(1)
    clerk.press("dossier_group")
    clerk.choose("dossier_group_menu", "activity_change")
    assert clerk.items("activity_client")[0] == "En commun"
    clerk.type("activity_price", "12,00")
    clerk.press("activity_save")
    assert [row.amount for row in clerk.view(family).activities] == [1200]
    clerk.tell_page(family)
    clerk.choose_activities(1)
    clerk.press("dossier_group")
    clerk.choose("dossier_group_menu", "activity_delete")
    clerk.press("ask_yes")
    assert clerk.view(family).activities == ()


def test_what_another_desk_changed_is_told_with_both_versions_and_the_next_save_goes_through(
    at_dossiers: AtDossiers, desk: Desk
) -> None:
    family = made(desk, "Famille", FAMILY)
    entered(desk, family, 1000, MARGAUX, "Bar")
    clerk = at_dossiers()
    clerk.open(family)
    clerk.choose_activities(1)
    clerk.press("dossier_group")
    clerk.choose("dossier_group_menu", "activity_change")
    (row,) = clerk.view(family).activities
    theirs = ActivityFields(row.client, row.day, "Bar, 2 cafés", row.quantity, Cents(450), row.vat_rate)
    change_activity(desk, ChangeActivity(new_command(), row.id, row.version, theirs))
    clerk.type("activity_price", "12,00")
    clerk.press("activity_save")
    assert "Modifié entre-temps par ADMIN" in clerk.text("message_text")
    assert "Bar, 2 cafés, LEFÈVRE Margaux, 4,50 €" in clerk.text("message_detail")
    clerk.press("message_close")
    assert [row.amount for row in clerk.view(family).activities] == [450]
    clerk.press("activity_save")
    assert [(row.description, row.amount) for row in clerk.view(family).activities] == [("Bar", 1200)]


def test_an_activity_billed_a_second_ago_is_neither_deleted_nor_changed(
    at_dossiers: AtDossiers, desk: Desk
) -> None:
    family = made(desk, "Famille", FAMILY)
    entered(desk, family)
    clerk = at_dossiers()
    clerk.open(family)
    clerk.choose_activities(1)
    clerk.press("dossier_group")
    clerk.choose("dossier_group_menu", "activity_delete")
    invoice_dossier(desk, InvoiceDossier(new_command(), family))
    clerk.press("ask_yes")
    assert "facturée" in clerk.text("message_text")
    assert len(clerk.view(family).activities) == 1


def test_3_3_8_several_activities_are_chosen_and_transferred_with_the_keyboard(
    at_dossiers: AtDossiers, desk: Desk
) -> None:
    source, target = made(desk, "Famille", FAMILY), made(desk, "Société", (ASE,))
    for what in ("Bar", "Court", "Sauna"):
        entered(desk, source, 500, what=what)
    clerk = at_dossiers()
    clerk.open(source)
    table = clerk.control(Table, "dossier_activity_table")
    assert table.hasFocus()
    clerk.key(Qt.Key.Key_Home, table)
    clerk.key(Qt.Key.Key_Down, table, Qt.KeyboardModifier.ShiftModifier)
    assert clerk.text("dossier_activity_chosen") == "2 choisies, 10,00 €"
    clerk.control(QAbstractButton, "dossier_group").setFocus()
    clerk.key(Qt.Key.Key_Space)
    clerk.choose("dossier_group_menu", "activity_transfer")
    clerk.key(Qt.Key.Key_Return, clerk.field("transfer_targets_search"))
    assert [len(clerk.view(each).activities) for each in (source, target)] == [1, 2]
