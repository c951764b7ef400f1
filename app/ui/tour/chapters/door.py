"""The door and the page of the day: the member of the main job is refused, then let in again (spec 1.7, 1.8)."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.ui.door.fitted import FittedLine
from app.ui.shell.areas import DOOR, TODAY
from app.ui.today import TodayPage
from app.ui.tour.album import Album
from app.ui.tour.hands import find, press, type_into, until
from app.ui.tour.stage import Stage

LAST_SUSPENDED = date(2010, 12, 27)
BACK = date(2010, 12, 28)
CARD = "00348112"
UNKNOWN = "00999999"


def door(stage: Stage, album: Album) -> None:
    """After the main job: the card on the last suspended day, an unknown one, the return, and the day."""
    album.heading(tr("Contrôle d'accès"))
    stage.clock.day = LAST_SUSPENDED
    stage.window.open_area(DOOR)
    stage.window.activateWindow()
    page = find(QWidget, "door_page")
    _pass(CARD, "22/07/2010")
    album.figure(tr("Carte passée"), said("door_word"), tr("Accès refusé"))
    album.figure(tr("Motif"), said("door_reason_line"), "27/12/2010")
    album.figure(tr("Suite"), said("door_reason_detail"), "28/12/2010")
    album.picture(page.window(), "acces-refuse")
    stage.clock.day = BACK
    _pass(UNKNOWN, tr("Carte inconnue"))
    album.picture(page.window(), "carte-inconnue")
    _pass(CARD, tr("sans fin"))
    album.figure(tr("Carte passée"), said("door_word"), tr("Accès autorisé"))
    album.picture(page.window(), "acces-autorise")
    _show_the_day(stage, album)


def _show_the_day(stage: Stage, album: Album) -> None:
    """The start page of the desk."""
    album.heading(tr("Aujourd'hui"))
    stage.window.open_area(TODAY)
    page = find(TodayPage, "today_page")
    until(lambda: page.shown_day == BACK, "the page of the day")
    album.picture(stage.window, "aujourd-hui")


def _pass(card: str, seen: str) -> None:
    """What a reader does: digits, then Enter; the verdict comes."""
    type_into("door_card", card)
    press("door_card", Qt.Key.Key_Return)
    until(lambda: seen in said("door_reason_line"), f"the verdict on {card}")


def said(name: str) -> str:
    """What a line of the verdict says."""
    return find(FittedLine, name).text
