"""The windows of prospects once, for the pictures: lists, opportunity, quotes, conversion, follow-up."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.ui.kit.table import Table
from app.ui.kit.tabs import TabPages
from app.ui.shell.areas import PROSPECTS
from app.ui.tour.album import Album
from app.ui.tour.hands import click, find, press, settle, until, visible
from app.ui.tour.stage import Stage


def show_prospects(stage: Stage, album: Album) -> None:
    """Open and picture each."""
    stage.window.open_area(PROSPECTS)
    _open_first(album, "opportunities", "opportunity_dialog", "opportunite")
    find(TabPages, "prospects_tabs").show_page("quotes")
    table = find(Table, "quotes")
    until(lambda: table.rows_model().rowCount() > 3, "the quotes")
    album.picture(stage.window, "prospects-devis")
    for place in range(table.rows_model().rowCount()):
        _quote(album, table, place)
    find(TabPages, "prospects_tabs").show_page("follow_ups")
    album.picture(stage.window, "prospects-suivis")
    _open_first(album, "follow_ups", "follow_up_dialog", "suivi")


def _open_first(album: Album, name: str, dialog: str, picture: str) -> None:
    table = find(Table, name)
    until(lambda: table.rows_model().rowCount() > 0, name)
    table.select(0)
    press(name, Qt.Key.Key_Return)
    _picture(album, dialog, picture)


def _quote(album: Album, table: Table, place: int) -> None:
    """Each quote in its state; what a sale of it would do, where it can be sold."""
    table.select(place)
    press("quotes", Qt.Key.Key_Return)
    dialog = find(QWidget, "quote_dialog")
    settle(300)
    album.picture(dialog, f"devis-{place + 1}")
    if visible(QWidget, "quote_convert") is not None and place < 3:
        click("quote_convert")
        until(lambda: visible(QWidget, "convert_does") is not None, "what will be done")
        _picture(album, "convert_dialog", f"transformer-en-vente-{place + 1}")
    _leave(dialog)


def _picture(album: Album, name: str, picture: str) -> None:
    dialog = find(QWidget, name)
    settle(300)
    album.picture(dialog, picture)
    _leave(dialog)


def _leave(dialog: QWidget) -> None:
    name = dialog.objectName()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    until(lambda: visible(QWidget, name) is None, f"{name} closed")
