"""The club blocks a member and releases her; the relation ends, for good for its access, and begins again (spec 3)."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from app.i18n import day, tr
from app.services.queries.search import client_with_card
from app.ui.kit.choices import Choice
from app.ui.tour.album import Album
from app.ui.tour.chapters.door import CARD
from app.ui.tour.hands import NotSeen, click, find, until, visible
from app.ui.tour.stage import Stage


def states(stage: Stage, album: Album) -> None:
    """The member of the main job; leaves her card in front, brought back without the old access."""
    session = stage.program.session
    assert session is not None
    client = client_with_card(session.desk, CARD)
    stage.window.pages.open_client(client)
    _block(stage, album)
    _end(stage, album)


def _block(stage: Stage, album: Album) -> None:
    album.heading(tr("Bloquer un client"))
    _choose("card_block")
    find(Choice, "block_reason").setEditText(tr("paiement en retard"))
    album.picture(find(QWidget, "reason_dialog"), "bloquer")
    click("reason_save")
    until(lambda: visible(QWidget, "card_banner_unblock") is not None, "the banner of the block")
    album.figure(tr("Bannière"), _said("card_banner_text"), day(stage.clock.today()))
    album.picture(stage.window, "client-bloque")
    click("card_banner_unblock")
    find(Choice, "block_reason").setEditText(tr("paiement reçu"))
    click("reason_save")
    until(lambda: visible(QWidget, "card_banner_unblock") is None, "the card without the block")


def _end(stage: Stage, album: Album) -> None:
    album.heading(tr("Désactiver un client"))
    _choose("card_relation")
    click("relation_ends")
    album.picture(find(QWidget, "relation_dialog"), "desactiver")
    click("relation_save")
    album.picture(find(QWidget, "ask"), "terminer-les-acces")
    click("ask_yes")
    until(lambda: visible(QWidget, "card_banner_relation") is not None, "the banner of the deactivation")
    album.figure(tr("Bannière"), _said("card_banner_text"), day(stage.clock.today()))
    album.picture(stage.window, "client-desactive")
    click("card_banner_relation")
    click("relation_save")
    until(lambda: visible(QWidget, "card_banner_relation") is None, "the client brought back")
    album.picture(stage.window, "client-reactive")


def _choose(name: str) -> None:
    """An entry of the card's menu, as a click on it."""
    click("card_more")
    menu = find(QWidget, "card_menu")
    action = next((each for each in menu.actions() if each.objectName() == name), None)
    if not isinstance(action, QAction):
        raise NotSeen(name)
    action.trigger()
    QTest.keyClick(menu, Qt.Key.Key_Escape)


def _said(name: str) -> str:
    return find(QLabel, name).text()
