"""The windows of dossiers once, for the pictures: batch, page, wizard, activity, transfer, division,
invoice, intervenants."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from app.ui.dossiers.activities_card import ActivitiesCard
from app.ui.kit.table import Table
from app.ui.kit.tabs import TabPages
from app.ui.shell.areas import DOSSIERS
from app.ui.tour.album import Album
from app.ui.tour.hands import choose, click, find, press, settle, type_into, until, visible
from app.ui.tour.stage import Stage


def show_dossiers(stage: Stage, album: Album) -> None:
    """Open and picture each; the second dossier of the list has activities that are not billed."""
    stage.window.open_area(DOSSIERS)
    table = find(Table, "dossiers")
    until(lambda: table.rows_model().rowCount() > 1, "the dossiers")
    table.selectAll()
    click("dossiers_bill")
    until(lambda: find(QPushButton, "bill_dossiers_apply").isEnabled(), "the dry run")
    _picture(album, "bill_dossiers_dialog", "facturer-des-dossiers")
    table.select(1)
    press("dossiers", Qt.Key.Key_Return)
    _page(stage, album)
    _activity(album)
    for name, dialog, picture in (
        ("dossier_division", "division_dialog", "repartition"),
        ("dossier_bill", "dossier_invoice_dialog", "facturer-dossier"),
    ):
        click(name)
        _picture(album, dialog, picture)
    choose("dossier_more", "dossier_menu", "dossier_intervenants")
    until(lambda: find(QPushButton, "intervenants_save").isEnabled(), "the users")
    _picture(album, "intervenants_dialog", "intervenants")
    _wizard(album)


def _page(stage: Stage, album: Album) -> None:
    activities = find(ActivitiesCard, "dossier_activities")
    until(lambda: activities.model.rowCount() > 0, "the activities")
    tabs = find(TabPages, "dossier_tabs")
    for key in ("activities", "invoices", "history"):
        tabs.show_page(key)
        settle()
        album.picture(stage.window, f"dossier-{key}")
    tabs.show_page("activities")
    activities.table.select(activities.model.find(lambda row: not row.is_billed))
    choose("dossier_group", "dossier_group_menu", "activity_transfer")
    until(lambda: find(Table, "transfer_targets").rows_model().rowCount() > 0, "the other dossiers")
    _picture(album, "transfer_dialog", "transferer")


def _activity(album: Album) -> None:
    """With errors, and with who would pay."""
    click("dossier_new_activity")
    dialog = find(QWidget, "activity_dialog")
    type_into("activity_description", "Court")
    type_into("activity_price", "10")
    settle()
    album.picture(dialog, "activite")
    type_into("activity_day", "31/02/2010")
    type_into("activity_quantity", "0,0001")
    click("activity_save")
    _picture(album, "activity_dialog", "activite-erreurs")


def _wizard(album: Album) -> None:
    click("dossier_edit_parties")
    dialog = find(QWidget, "dossier_wizard")
    settle()
    album.picture(dialog, "modifier-les-parties")
    click("dossier_next")
    _picture(album, "dossier_wizard", "dossier-recapitulatif")


def _picture(album: Album, name: str, picture: str) -> None:
    """Picture a dialog and leave it by Esc; a question about unsaved typing is answered by leaving."""
    dialog = find(QWidget, name)
    settle(300)
    album.picture(dialog, picture)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settle(50)
    if visible(QWidget, "ask_yes") is not None:
        click("ask_yes")
    until(lambda: visible(QWidget, name) is None, f"{name} closed")
