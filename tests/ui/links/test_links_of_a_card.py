"""The tab Liens: who belongs to which company, made, opened and taken away at the card (spec 3.2.7)."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.ids import ClientId
from app.domain.rights import Role
from app.services.company_links import LinkClients, link, links_of
from app.services.desk import Desk
from app.services.fields import PersonKind
from app.services.queries.card import client_card
from app.services.states import DeactivateClient, deactivate
from app.ui.kit.client_picker import ClientPicker
from app.ui.kit.client_popup import ClientPopup
from app.ui.kit.runner import PoolRunner
from app.ui.kit.table import Table
from app.ui.kit.theme import Mode
from app.ui.links import LinksPage
from tests.services.club import Club, new_command
from tests.ui.clerk import Clerk
from tests.ui.noted_workplace import NotedWorkplace

MARGAUX, BASTIEN, ZOE = ClientId(2), ClientId(5), ClientId(7)


class LinkClerk(Clerk):
    """A person at the tab."""

    def __init__(self, noted: NotedWorkplace, client: ClientId, runner: PoolRunner, qtbot: QtBot) -> None:
        super().__init__(runner, qtbot)
        self.desk, self.noted, self.client = noted.desk, noted, client
        self.page = LinksPage(noted, client)
        QVBoxLayout(noted.window).addWidget(self.page)
        noted.window.resize(1100, 560)
        with qtbot.waitActive(noted.window):
            noted.window.show()
            noted.window.activateWindow()
        self.settle()

    def pick(self, typed: str) -> None:
        """Type in the picker, wait for the list, take the first line."""
        self.key(Qt.Key.Key_Return, self.look_up("new_link_other", typed))

    def names(self) -> list[str]:
        return [row[0] for row in self.table("card_links")]

    def stored(self) -> list[tuple[str, str]]:
        return [(row.name, row.role) for row in links_of(self.desk, self.client)]


@pytest.fixture
def firm(desk_at: Callable[..., Desk]) -> ClientId:
    """A company of the known club."""
    return Club(desk_at()).client("", "", company="Delhez & Fils SA", kind=PersonKind.LEGAL, town="Liège")


@pytest.fixture
def at_links(
    desk_at: Callable[..., Desk], runner: PoolRunner, qtbot: QtBot, noted: NotedWorkplace
) -> Callable[..., LinkClerk]:
    def open_links(client: ClientId, role: Role = Role.RECEPTION) -> LinkClerk:
        noted.desk = desk_at(role)
        return LinkClerk(noted, client, runner, qtbot)

    return open_links


AtLinks = Callable[..., LinkClerk]


def linked(desk: Desk, one: ClientId, other: ClientId, role: str = "") -> None:
    link(desk, LinkClients(new_command(), one, other, role))


def test_3_2_7_a_person_is_linked_to_a_company_by_keyboard(at_links: AtLinks, firm: ClientId) -> None:
    clerk = at_links(BASTIEN)
    assert clerk.text("links_heading") == "Sociétés de cette personne"
    assert clerk.names() == []
    clerk.press("links_add")
    assert clerk.text("new_link_title") == "Lier LEJEUNE Bastien à une société"
    clerk.pick("delhez")
    clerk.type("new_link_role", "comptable")
    clerk.key(Qt.Key.Key_Return, clerk.field("new_link_role"))
    assert clerk.stored() == [("Delhez & Fils SA", "comptable")]
    assert clerk.names() == ["Delhez & Fils SA"]
    assert not clerk.sees("new_link_dialog")
    assert clerk.noted.ways[-1][2] == "Lien enregistré."


def test_3_2_7_a_company_takes_persons_only(at_links: AtLinks, firm: ClientId) -> None:
    clerk = at_links(firm)
    assert clerk.text("links_heading") == "Personnes de cette société"
    clerk.press("links_add")
    clerk.pick("delhez")
    assert clerk.control(ClientPicker, "new_link_other").value() is None
    clerk.key(Qt.Key.Key_Escape, clerk.control(ClientPicker, "new_link_other"))
    clerk.press("new_link_save")
    assert clerk.error("new_link_other").startswith("Ce n'est pas encore un client.")
    clerk.pick("lejeune")
    clerk.press("new_link_save", twice=True)
    assert clerk.stored() == [("LEJEUNE Bastien", "")]


def test_3_2_7_a_line_opens_the_other_card_by_double_click_and_by_enter(
    at_links: AtLinks, firm: ClientId, desk_at: Callable[..., Desk], qtbot: QtBot
) -> None:
    linked(desk_at(), BASTIEN, firm)
    clerk = at_links(firm)
    table = clerk.control(Table, "card_links")
    place = table.visualRect(table.rows_model().index(0, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    clerk.key(Qt.Key.Key_Return, table)
    assert clerk.noted.ways == [("client", BASTIEN)] * 2


def test_3_2_7_a_deactivated_one_stays_in_the_list_with_icon_and_word(
    at_links: AtLinks, firm: ClientId, desk_at: Callable[..., Desk]
) -> None:
    desk = desk_at()
    linked(desk, MARGAUX, firm, "gérante")
    deactivate(desk, DeactivateClient(new_command(), firm, client_card(desk, firm).version))
    clerk = at_links(MARGAUX)
    line = clerk.table("card_links")[0]
    assert (line[0], line[2], line[4]) == ("Delhez & Fils SA", "gérante", "Désactivé")
    assert clerk.control(Table, "card_links").rows_model().tone(0) == "muted"


def test_a_link_is_taken_away_after_a_question(
    at_links: AtLinks, firm: ClientId, desk_at: Callable[..., Desk]
) -> None:
    linked(desk_at(), BASTIEN, firm)
    clerk = at_links(BASTIEN)
    clerk.press("links_part")
    assert clerk.text("ask_text") == "LEJEUNE Bastien et Delhez & Fils SA ne seront plus liés."
    clerk.press("ask_cancel")
    assert clerk.stored() == [("Delhez & Fils SA", "")]
    clerk.press("links_part")
    clerk.press("ask_yes")
    assert clerk.stored() == []
    assert clerk.names() == []
    assert clerk.why_not("links_part") == "Choisissez d'abord une ligne."


def test_a_link_made_at_another_desk_a_second_ago_is_refused_beside_the_company(
    at_links: AtLinks, firm: ClientId, desk_at: Callable[..., Desk]
) -> None:
    clerk = at_links(BASTIEN)
    clerk.press("links_add")
    clerk.pick("delhez")
    linked(desk_at(Role.MANAGER), BASTIEN, firm)
    clerk.press("new_link_save")
    assert clerk.error("new_link_other") == "LEJEUNE Bastien est déjà lié à Delhez & Fils SA."
    clerk.key(Qt.Key.Key_Escape, clerk.field("new_link_role"))
    assert not clerk.sees("new_link_dialog")


def test_a_change_at_another_desk_is_seen_in_the_open_tab(
    at_links: AtLinks, firm: ClientId, desk_at: Callable[..., Desk]
) -> None:
    clerk, desk = at_links(BASTIEN), desk_at(Role.MANAGER)
    made = link(desk, LinkClients(new_command(), BASTIEN, firm))
    clerk.page.refresh(made.touched)
    clerk.settle()
    assert clerk.names() == ["Delhez & Fils SA"]
    left = deactivate(desk, DeactivateClient(new_command(), firm, client_card(desk, firm).version))
    clerk.page.refresh(left.touched)
    clerk.settle()
    assert clerk.table("card_links")[0][4] == "Désactivé"


@pytest.mark.parametrize("typed", ["\u202eabc", "x" * 61, "\U0001f600"])
def test_a_role_nobody_can_read_is_refused_beside_it(at_links: AtLinks, firm: ClientId, typed: str) -> None:
    clerk = at_links(BASTIEN)
    clerk.press("links_add")
    clerk.pick("delhez")
    clerk.paste("new_link_role", typed)
    clerk.press("new_link_save")
    assert clerk.error("new_link_role")
    assert clerk.stored() == []


def test_nothing_is_cut_in_either_look(
    at_links: AtLinks,
    firm: ClientId,
    desk_at: Callable[..., Desk],
    each_look: Mode,
    grab: Callable[[QWidget, str], QImage],
    assert_no_cut_text: Callable[[QWidget], None],
) -> None:
    desk = desk_at()
    for person in (BASTIEN, MARGAUX, ZOE):
        linked(desk, person, firm, "personnel")
    deactivate(desk, DeactivateClient(new_command(), ZOE, client_card(desk, ZOE).version))
    clerk = at_links(firm)
    assert clerk.names() == ["DUPONT-DURAND Zoé", "LEFÈVRE Margaux", "LEJEUNE Bastien"]
    assert_no_cut_text(clerk.page)
    grab(clerk.page, f"links-{each_look.value}")
    clerk.press("links_add")
    clerk.type("new_link_other", "le")
    clerk.settle()
    dialog = clerk.control(QWidget, "new_link_dialog")
    popup = dialog.findChild(ClientPopup)
    assert isinstance(popup, ClientPopup)
    clerk.qtbot.waitUntil(lambda: popup.current() is not None)
    assert_no_cut_text(dialog)
    picture = grab(dialog, f"links-dialog-{each_look.value}")
    assert picture.pixelColor(QPoint(5, 5)).isValid()
    grab(popup, f"links-popup-{each_look.value}")
