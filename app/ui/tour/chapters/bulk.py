"""The club closes for works: all active members are suspended at once, and come back at once (issue: Bulk)."""

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from app.i18n import day, tr
from app.ui.bulk import BulkDialog
from app.ui.kit.choices import Choice
from app.ui.kit.table import Table
from app.ui.tour.album import Album
from app.ui.tour.chapters.main_job import save_the_paper, table_text
from app.ui.tour.hands import NotSeen, click, find, press, settle, type_into, until, visible
from app.ui.tour.stage import Stage

DAYS_CLOSED = 60


def bulk(stage: Stage, album: Album) -> None:
    """Somebody is signed in and no dialog is open; leaves the search page in front."""
    closes = stage.clock.today() + timedelta(days=14)
    album.heading(tr("Fermeture du club : toute une sélection suspendue"))
    find_everybody(stage)
    suspended = suspend_all(stage, album, closes)
    album.heading(tr("Réouverture : les reports de la sélection arrêtés"))
    bring_back_all(stage, album, closes + timedelta(days=30), suspended)


def find_everybody(stage: Stage) -> None:
    """An empty search finds every client."""
    stage.window.pages.open_area("search")
    type_into("search_anything", "")
    press("search_anything", Qt.Key.Key_Return)
    table = find(Table, "clients")
    until(lambda: table.rows_model().rowCount() > 10, "everybody in the result")
    settle()


def suspend_all(stage: Stage, album: Album, first: date) -> int:
    """Sixty days from a day on, at the maintenance amount of each plan; how many accesses it was."""
    dialog = choose(stage, "suspend_selection")
    type_into("bulk_first_day", day(first))
    type_into("bulk_days", str(DAYS_CLOSED))
    type_into("bulk_cause", tr("travaux"))
    last = day(first + timedelta(days=DAYS_CLOSED - 1))
    album.figure(tr("Ce qui est demandé"), said("bulk_blocked"), last)
    album.picture(dialog, "selection-demandee")
    click("bulk_rehearse")
    until(lambda: visible(Table, "bulk_changing") is not None, "the dry run")
    until(lambda: f"{day(first)} – {last}" in table_text("bulk_changing"), "the accesses that would change")
    album.lines.append(f"- {said('bulk_said_text')} : {said('bulk_said_detail')}")
    album.picture(dialog, "selection-essai")
    dialog.pane.tabs.show_page("refused")
    album.picture(dialog, "selection-refus")
    changing = len(dialog.pane.changing.rows_model().rows())
    click("bulk_apply")
    until(lambda: visible(QWidget, "bulk_print") is not None, "the result")
    album.figure(tr("Résultat"), said("bulk_said_text"), str(changing))
    album.picture(dialog, "selection-suspendue")
    click("bulk_print")
    save_the_paper(album, "selection-suspendue")
    leave()
    return changing


def bring_back_all(stage: Stage, album: Album, back: date, suspended: int) -> None:
    """Earlier than planned: only what the works suspended is stopped."""
    dialog = choose(stage, "stop_selection")
    type_into("bulk_return_day", day(back))
    find(Choice, "bulk_stop_cause").set_value(tr("travaux"))
    album.picture(dialog, "selection-retour")
    click("bulk_rehearse")
    eve = day(back - timedelta(days=1))
    until(lambda: eve in table_text("bulk_changing"), "the suspensions that would end")
    album.picture(dialog, "selection-retour-essai")
    click("bulk_apply")
    until(lambda: visible(QWidget, "bulk_print") is not None, "the result")
    album.figure(tr("Résultat"), said("bulk_said_text"), str(suspended))
    album.picture(dialog, "selection-arretee")
    leave()


def choose(stage: Stage, action: str) -> BulkDialog:
    """An entry of the menu Sélection, and the dialog it opens."""
    entry = stage.window.findChild(QAction, action)
    if entry is None:
        raise NotSeen(action)
    entry.trigger()
    dialog = find(BulkDialog, "bulk_dialog")
    until(_asks, "what is asked")
    settle()
    return dialog


def _asks() -> bool:
    """Whether the first step is on screen."""
    return any(visible(QWidget, name) is not None for name in ("bulk_first_day", "bulk_return_day"))


def leave() -> None:
    """Esc."""
    QTest.keyClick(find(BulkDialog, "bulk_dialog"), Qt.Key.Key_Escape)
    until(lambda: visible(BulkDialog, "bulk_dialog") is None, "the dialog has closed")


def said(name: str) -> str:
    """The text of a label."""
    return find(QLabel, name).text()
