"""The pipeline, then a quote for the member of the main job: written, handed out, sold; and a call (spec 3.2)."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from app.i18n import money, tr
from app.services.queries.search import client_with_card
from app.ui.kit.chips import StateChip
from app.ui.kit.strip import AnswerStrip
from app.ui.kit.table import Table
from app.ui.kit.tabs import TabPages
from app.ui.prospects.stage_tiles import StageTile
from app.ui.shell.areas import PROSPECTS
from app.ui.tour.album import Album
from app.ui.tour.chapters.door import CARD
from app.ui.tour.hands import choose, click, find, press, type_into, until, visible
from app.ui.tour.stage import Stage

IN_COURSE = 1303400
"""What the invented club hopes for: twelve opportunities."""
PLAN, PRICE, CHECK_UP = "Illimité mensuel", 5900, 4500


def prospects(stage: Stage, album: Album) -> None:
    """After the bills: the member wants to come back. Leaves his tab Suivi in front."""
    _pipeline(stage, album)
    session = stage.program.session
    assert session is not None
    client = client_with_card(session.desk, CARD)
    stage.window.pages.open_client(client)
    find(TabPages, "card_tabs").show_page("follow_ups")
    _write(album)
    _hand_out(album)
    _sell(album)
    _call(stage, album)


def _pipeline(stage: Stage, album: Album) -> None:
    album.heading(tr("Prospects"))
    stage.window.open_area(PROSPECTS)
    tile = find(StageTile, "stage_open")
    table = find(Table, "opportunities")
    until(lambda: table.rows_model().rowCount() >= 12 and tile.accessibleName() != "", "the pipeline")
    album.figure(tr("En cours"), tile.accessibleName(), money(IN_COURSE))
    album.picture(stage.window, "prospects")


def _write(album: Album) -> None:
    album.heading(tr("Rédiger un devis"))
    click("card_new_quote")
    dialog = find(QWidget, "quote_dialog")
    until(lambda: visible(QWidget, "quote_valid_until") is not None, "the empty quote")
    click("quote_add_plan")
    find(QComboBox, "quote_plan_1").setCurrentText(PLAN)
    type_into("quote_plan_price_1", "59,00")
    type_into("quote_lines_description_2", tr("Bilan de forme"))
    type_into("quote_lines_unit_price_2", "45,00")
    album.figure(tr("À la vente"), _answers(), money(CHECK_UP))
    album.figure(tr("Sur un an"), _answers(), money(CHECK_UP + 12 * PRICE))
    album.picture(dialog, "devis")
    click("quote_save")
    until(lambda: visible(QWidget, "quote_convert_draft") is not None, "the quote that was saved")


def _answers() -> str:
    """What the strip below the lines says."""
    return find(AnswerStrip, "quote_answers").accessibleName()


def _hand_out(album: Album) -> None:
    choose("quote_answer", "quote_answers_menu", "quote_to_sent")
    until(lambda: visible(QWidget, "quote_told") is not None, "the quote in the hands of the client")
    album.figure(tr("État"), find(StateChip, "quote_dialog_state").accessibleName(), tr("Remis"))
    album.picture(find(QWidget, "quote_dialog"), "devis-remis")


def _sell(album: Album) -> None:
    album.heading(tr("Transformer un devis en vente"))
    click("quote_convert")
    dialog = find(QWidget, "convert_dialog")
    until(lambda: visible(QLabel, "convert_plan_1") is not None, "what will be sold")
    album.figure(tr("Accès"), find(QLabel, "convert_price_1").text(), money(PRICE))
    album.picture(dialog, "transformer-en-vente")
    click("convert_save")
    until(lambda: visible(QWidget, "convert_dialog") is None, "the sale")
    until(lambda: visible(QWidget, "quote_convert") is None, "the quote that was sold")
    album.figure(tr("État"), find(StateChip, "quote_dialog_state").accessibleName(), tr("Vendu"))
    album.picture(find(QWidget, "quote_dialog"), "devis-vendu")
    press("quote_dialog", Qt.Key.Key_Escape)
    until(lambda: visible(QWidget, "quote_dialog") is None, "the card")


def _call(stage: Stage, album: Album) -> None:
    album.heading(tr("Prévoir un appel"))
    click("card_new_follow_up")
    subject = tr("Demander si tout va bien")
    type_into("follow_up_subject", subject)
    album.picture(find(QWidget, "follow_up_dialog"), "suivi")
    click("follow_up_save")
    table = find(Table, "card_follow_ups")
    until(lambda: table.rows_model().rowCount() > 0, "the call")
    album.figure(tr("Suivi"), table.rows_model().row(0).subject, subject)
    album.picture(stage.window, "suivis-du-client")
