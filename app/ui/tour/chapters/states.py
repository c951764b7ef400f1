"""The club blocks a member and releases him, links him to a company; the relation ends and begins again (spec 3)."""

from decimal import Decimal
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTabBar, QWidget

from app.domain.cents import Cents
from app.domain.ids import CommandId
from app.domain.invoicing import InvoiceLine
from app.i18n import day, money, tr
from app.services.billing.issuing import issue_invoice
from app.services.billing.requests import IssueInvoice
from app.services.queries.search import client_with_card
from app.ui.kit.choices import Choice
from app.ui.kit.client_picker import ClientPicker
from app.ui.kit.client_popup import ClientPopup
from app.ui.kit.table import Table
from app.ui.tour.album import Album
from app.ui.tour.chapters.door import CARD
from app.ui.tour.hands import choose, click, find, press, type_into, until, visible
from app.ui.tour.stage import Stage

COMPANY = "Menuiserie Delattre & Fils SARL"


def states(stage: Stage, album: Album) -> None:
    """The member of the main job; leaves his card in front, brought back without the old access."""
    session = stage.program.session
    assert session is not None
    client = client_with_card(session.desk, CARD)
    assert client is not None
    stage.window.pages.open_client(client)
    _block(stage, album)
    _link(stage, album)
    line = InvoiceLine(tr("Coaching"), Decimal(1), Cents(4500), Decimal(21))
    issue_invoice(session.desk, IssueInvoice(CommandId(str(uuid4())), client, (line,)))
    _end(stage, album)


def _block(stage: Stage, album: Album) -> None:
    album.heading(tr("Bloquer un client"))
    choose("card_more", "card_menu", "card_block")
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


def _link(stage: Stage, album: Album) -> None:
    album.heading(tr("Lier une personne à une société"))
    bar = find(QTabBar, "card_tabs_bar")
    bar.setCurrentIndex(next(at for at in range(bar.count()) if bar.tabText(at) == tr("Liens")))
    click("links_add")
    type_into("new_link_other", COMPANY[:9])
    picker = find(ClientPicker, "new_link_other")
    until(lambda: visible(ClientPopup, "client_popup") is not None and not picker.is_searching, "the company")
    album.picture(find(QWidget, "client_popup"), "choisir-un-client")
    press("new_link_other", Qt.Key.Key_Return)
    album.picture(find(QWidget, "new_link_dialog"), "lier")
    click("new_link_save")
    until(lambda: COMPANY in _links(), "the link")
    album.picture(stage.window, "liens")


def _links() -> list[str]:
    table = visible(Table, "card_links")
    return [] if table is None else [row.name for row in table.rows_model().rows()]


def _end(stage: Stage, album: Album) -> None:
    album.heading(tr("Désactiver un client"))
    choose("card_more", "card_menu", "card_relation")
    album.figure(tr("Reste actif"), _said("relation_staying"), COMPANY)
    album.figure(tr("Factures ouvertes"), _said("relation_invoices"), money(4500))
    click("relation_ends")
    click("relation_holds")
    album.picture(find(QWidget, "relation_dialog"), "desactiver")
    click("relation_save")
    album.picture(find(QWidget, "ask"), "terminer-les-acces")
    click("ask_yes")
    until(lambda: visible(QWidget, "card_banner_relation") is not None, "the banner of the deactivation")
    album.figure(tr("Bannière"), _said("card_banner_text"), day(stage.clock.today()))
    album.picture(stage.window, "client-desactive")
    click("card_banner_relation")
    album.figure(tr("Reste en attente"), _said("relation_held"), money(4500))
    album.picture(find(QWidget, "relation_dialog"), "reactiver")
    click("relation_save")
    until(lambda: visible(QWidget, "card_banner_relation") is None, "the client brought back")
    album.picture(stage.window, "client-reactive")


def _said(name: str) -> str:
    return find(QLabel, name).text()
