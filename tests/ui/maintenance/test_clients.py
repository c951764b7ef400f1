"""Maintenance, Tiers : clients — edit, block with a reason, link, delete only what nothing refers to (spec 3.1)."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.ids import ClientId
from app.domain.rights import Role
from app.services.clients import save_client
from app.services.desk import Desk
from app.services.queries.card import client_card
from app.services.queries.history import history_of_client
from app.services.requests import SaveClient
from app.services.views import ClientCard, ClientState
from app.ui.kit.theme import Mode
from tests.services.club import new_command
from tests.ui.maintenance.conftest import HOSTILE, Maintainer, answer, open_page
from tests.ui.noted_workplace import NotedWorkplace

C = "maintenance_clients"
MARGAUX, INES, AISSATOU = ClientId(2), ClientId(3), ClientId(8)


class Keeper:
    """The person at the tab Tiers : clients."""

    def __init__(self, person: Maintainer, noted: NotedWorkplace) -> None:
        self.person, self.noted = person, noted
        person.page.show_section("clients")
        person.rest()

    def choose(self, client: ClientId) -> None:
        """Choose a client in the list by the number."""
        self.person.select(f"{C}_table", str(client_card(self.noted.desk, client).number))

    def stored(self, client: ClientId) -> ClientCard:
        return client_card(self.noted.desk, client)

    def shown(self, name: str) -> QWidget:
        """The newest visible control of this name, in whichever window."""
        found = [
            each
            for top in QApplication.topLevelWidgets()
            for each in [top, *top.findChildren(QWidget, name)]
            if each.objectName() == name and each.isVisible()
        ]
        assert found, f"{name} is not shown"
        return found[-1]

    def sees(self, name: str) -> bool:
        return any(
            each.isVisible()
            for top in QApplication.topLevelWidgets()
            for each in top.findChildren(QWidget, name)
        )

    def write(self, name: str, text: str) -> None:
        """Type into a field of the dialog that is open."""
        field = self.shown(name)
        line = field.lineEdit() if isinstance(field, QComboBox) else field
        assert isinstance(line, QLineEdit)
        line.selectAll()
        line.insert(text)

    def answer(self, name: str) -> None:
        """Press a button of the dialog that is open."""
        answer(self.noted.window, name)
        self.person.rest()

    def announced(self) -> list[str]:
        return [way[2] for way in self.noted.ways if way[0] == "announced"]


@pytest.fixture
def keeper(desk: Maintainer, noted: NotedWorkplace) -> Keeper:
    return Keeper(desk, noted)


def test_3_1_a_client_is_found_and_the_fields_are_saved(keeper: Keeper) -> None:
    keeper.person.type(f"{C}_search", "lefe marg")
    keeper.person.qtbot.waitUntil(lambda: keeper.person.table(f"{C}_table").rows_model().rowCount() == 1)
    keeper.choose(MARGAUX)
    keeper.person.type("field_town", "Dinant")
    assert keeper.person.page.has_unsaved()
    keeper.person.press("card_save")
    assert keeper.stored(MARGAUX).fields.town == "Dinant"
    assert keeper.announced() == ["Fiche enregistrée."]
    assert not keeper.person.page.has_unsaved()


def test_ctrl_s_saves_the_client(keeper: Keeper) -> None:
    keeper.choose(MARGAUX)
    keeper.person.type("field_town", "Dinant")
    keeper.person.qtbot.keyClick(keeper.person.page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    keeper.person.rest()
    assert keeper.stored(MARGAUX).fields.town == "Dinant"


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("surname", HOSTILE["emoji"], "Ce signe n'a pas sa place ici"),
        ("surname", HOSTILE["right to left"], "invisibles"),
        ("iban", "BE00 1234", "IBAN inconnu"),
        ("vat_number", "BE0123456789", "Numéro de TVA inconnu"),
        ("email", "margaux@", "Adresse e-mail inconnue"),
    ],
)
def test_3_1_a_wrong_field_is_refused_beside_it_and_nothing_is_lost(
    keeper: Keeper, field: str, typed: str, said: str
) -> None:
    keeper.choose(MARGAUX)
    before = keeper.stored(MARGAUX)
    keeper.person.type(f"field_{field}", typed)
    keeper.person.press("card_save")
    assert said in keeper.person.said(f"field_{field}")
    assert keeper.person.typed(f"field_{field}")
    assert keeper.stored(MARGAUX) == before


def test_3_1_ticking_blocked_asks_for_a_reason_and_blocks(keeper: Keeper) -> None:
    keeper.choose(MARGAUX)
    keeper.person.press(f"{C}_blocked")
    keeper.answer("reason_save")
    assert keeper.stored(MARGAUX).block is None
    keeper.write("block_reason", "paiement en retard")
    keeper.answer("reason_save")
    block = keeper.stored(MARGAUX).block
    assert block is not None
    assert block.reason == "paiement en retard"
    assert keeper.person.told(f"{C}_why") == "paiement en retard"
    assert history_of_client(keeper.noted.desk, MARGAUX)[0].what == "client_blocked"


def test_3_1_unticking_asks_for_confirmation_and_a_reason(keeper: Keeper) -> None:
    keeper.choose(INES)
    keeper.person.press(f"{C}_blocked")
    keeper.answer("reason_leave")
    assert keeper.stored(INES).block is not None
    assert keeper.person.found(f"{C}_blocked").property("checked")
    keeper.person.press(f"{C}_blocked")
    keeper.write("block_reason", "paiement reçu")
    keeper.answer("reason_save")
    assert keeper.stored(INES).block is None
    assert history_of_client(keeper.noted.desk, INES)[0].reason == "paiement reçu"


def test_3_1_what_refers_to_the_client_is_said_and_deactivating_offered(keeper: Keeper) -> None:
    keeper.choose(MARGAUX)
    keeper.person.press(f"{C}_delete")
    keeper.answer("ask_yes")
    assert "accès : 1" in str(keeper.shown("ask_text").property("text"))
    keeper.answer("ask_yes")
    keeper.answer("relation_save")
    assert keeper.stored(MARGAUX).state is ClientState.DEACTIVATED


def test_3_1_a_client_nothing_refers_to_is_deleted(keeper: Keeper) -> None:
    keeper.choose(AISSATOU)
    keeper.person.press(f"{C}_delete")
    keeper.answer("ask_cancel")
    assert keeper.stored(AISSATOU).number == 8
    keeper.person.press(f"{C}_delete")
    keeper.answer("ask_yes")
    assert keeper.announced() == ["Client supprimé."]
    assert keeper.sees(f"{C}_unchosen")
    assert keeper.person.table(f"{C}_table").rows_model().rowCount() == 7


def test_3_1_a_client_is_linked_with_the_accounting(keeper: Keeper) -> None:
    keeper.choose(MARGAUX)
    keeper.person.press(f"{C}_link")
    keeper.write("link_account", HOSTILE["right to left"])
    keeper.answer("link_save")
    assert keeper.stored(MARGAUX).fields.internal_account == ""
    keeper.write("link_account", "400120")
    keeper.write("link_reference", "EXT-7")
    keeper.answer("link_save")
    fields = keeper.stored(MARGAUX).fields
    assert (fields.internal_account, fields.external_reference) == ("400120", "EXT-7")
    assert keeper.announced() == ["Client lié à la comptabilité."]


def test_choosing_another_asks_once_where_something_was_typed(keeper: Keeper) -> None:
    keeper.choose(MARGAUX)
    keeper.person.type("field_town", "Dinant")
    keeper.choose(INES)
    keeper.answer("ask_cancel")
    assert keeper.person.typed("field_town") == "Dinant"
    keeper.choose(INES)
    keeper.answer("ask_yes")
    assert keeper.person.typed("field_surname") == "LECLERCQ"


def test_what_another_desk_saved_meanwhile_is_told_and_nothing_typed_is_lost(keeper: Keeper) -> None:
    keeper.choose(MARGAUX)
    keeper.person.type("field_town", "Dinant")
    card = keeper.stored(MARGAUX)
    theirs: Desk = keeper.noted.desk
    changed = replace(card.fields, mobile="+32475000000")
    save_client(theirs, SaveClient(new_command(), MARGAUX, card.version, changed))
    keeper.person.press("card_save")
    assert keeper.person.typed("field_town") == "Dinant"
    assert keeper.stored(MARGAUX).fields.town == "Namur"
    keeper.person.press("card_save")
    assert keeper.stored(MARGAUX).fields.town == "Dinant"


@pytest.mark.parametrize("width", [1200, 1440])
def test_no_text_is_cut_in_the_tab_of_clients(
    keeper: Keeper,
    each_look: Mode,
    width: int,
    grab: Callable[[QWidget, str], QImage],
    assert_no_cut_text: Callable[[QWidget], None],
) -> None:
    keeper.person.page.resize(width - 200, 800)
    keeper.choose(INES)
    keeper.person.rest()
    grab(keeper.person.page, f"maintenance-clients-{each_look.value}-{width}")
    assert_no_cut_text(keeper.person.page)
    keeper.person.press(f"{C}_link")
    grab(keeper.shown("link_dialog"), f"link-{each_look.value}")
    assert_no_cut_text(keeper.shown("link_dialog"))
    keeper.answer("link_leave")


@pytest.mark.parametrize("width", [1000, 1240])
def test_3_1_reception_edits_and_neither_blocks_nor_deletes(
    noted: NotedWorkplace,
    desk_at: Callable[..., Desk],
    qtbot: QtBot,
    width: int,
    grab: Callable[[QWidget, str], QImage],
    assert_no_cut_text: Callable[[QWidget], None],
) -> None:
    noted.desk = desk_at(Role.RECEPTION)
    keeper = Keeper(open_page(noted, qtbot), noted)
    keeper.person.page.resize(width, 800)
    keeper.choose(MARGAUX)
    assert not keeper.person.found(f"{C}_blocked").isEnabled()
    assert not keeper.person.found(f"{C}_delete").isEnabled()
    assert keeper.person.page.width() == width
    grab(keeper.person.page, f"maintenance-clients-reception-{width}")
    assert_no_cut_text(keeper.person.page)
    keeper.person.type("field_town", "Dinant")
    keeper.person.press("card_save")
    assert keeper.stored(MARGAUX).fields.town == "Dinant"
