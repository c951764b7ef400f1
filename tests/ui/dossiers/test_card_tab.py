"""The tab Dossiers of a client's card: status there, one click, and no activity from an inactive card (spec 3.3.7)."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.ids import DossierId
from app.domain.rights import Role
from app.i18n import Language
from app.services.desk import Desk
from app.ui.dossiers import ClientDossiersPage
from app.ui.dossiers.status_switch import StatusSwitch
from app.ui.kit.buttons import Button
from tests.ui.dossiers.conftest import (
    ANNE_SOPHIE,
    BASTIEN,
    FAMILY,
    INES,
    JEAN_NOEL,
    MARGAUX,
    WARNING,
    AtDossiers,
    DossierClerk,
    client_numbered,
    entered,
    made,
)

OnCard = Callable[..., DossierClerk]


@pytest.fixture
def on_card(at_dossiers: AtDossiers, open_window: Callable[[QWidget], None]) -> OnCard:
    """Opens the tab of a client."""

    shown: list[QWidget] = []

    def open_one(number: int, role: Role = Role.ADMINISTRATOR) -> DossierClerk:
        for each in shown:
            each.hide()
        clerk = at_dossiers(role)
        clerk.page.hide()
        tab = ClientDossiersPage(clerk.noted, client_numbered(clerk.desk, number))
        shown.append(tab)
        tab.resize(1192, 420)
        open_window(tab)
        clerk.settle()
        return clerk

    return open_one


def switch(clerk: DossierClerk, dossier: DossierId) -> StatusSwitch:
    """The one button of the client in a dossier."""
    return clerk.control(StatusSwitch, f"card_dossier_{dossier}_switch")


def test_3_3_1_the_card_shows_the_status_in_each_dossier_and_changes_one(on_card: OnCard, desk: Desk) -> None:
    family = made(desk, "Famille Lefèvre", FAMILY, inactive=[MARGAUX])
    couple = made(desk, "Couple", (JEAN_NOEL, MARGAUX))
    clerk = on_card(MARGAUX)
    assert not switch(clerk, family).is_active
    assert switch(clerk, couple).is_active
    clerk.press(f"card_dossier_{couple}_switch")
    assert clerk.statuses(couple) == {JEAN_NOEL: True, MARGAUX: False}
    assert clerk.statuses(family) == {JEAN_NOEL: True, MARGAUX: False, ANNE_SOPHIE: True}
    assert not switch(clerk, couple).is_active


def test_3_3_2_on_the_card_too_the_label_says_inactif(on_card: OnCard, desk: Desk) -> None:
    made(desk, "Famille Lefèvre", FAMILY, inactive=[MARGAUX])
    clerk = on_card(MARGAUX)
    assert clerk.text("card_dossier_inactive") == "Inactif"


def test_3_3_3_on_the_card_too_the_button_warns_of_unbilled_activities(on_card: OnCard, desk: Desk) -> None:
    family = made(desk, "Famille Lefèvre", FAMILY)
    entered(desk, family, number=MARGAUX)
    clerk = on_card(MARGAUX)
    assert switch(clerk, family).toolTip() == WARNING
    clerk = on_card(JEAN_NOEL)
    assert switch(clerk, family).toolTip() != WARNING


def test_3_3_7_from_an_inactive_clients_card_no_activity_can_be_added_there(
    on_card: OnCard, desk: Desk
) -> None:
    family = made(desk, "Famille Lefèvre", FAMILY, inactive=[MARGAUX])
    couple = made(desk, "Couple", (JEAN_NOEL, MARGAUX))
    clerk = on_card(MARGAUX)
    assert "LEFÈVRE Margaux est inactif dans ce dossier" in clerk.why_not(f"card_dossier_{family}_activity")
    clerk.press(f"card_dossier_{couple}_activity")
    assert clerk.noted.ways[-1] == ("new activity", couple, client_numbered(desk, MARGAUX))
    clerk.press(f"card_dossier_{family}_switch")
    assert clerk.is_allowed(f"card_dossier_{family}_activity")


def test_3_3_4_where_nobody_is_active_no_activity_can_be_added_from_the_card(
    on_card: OnCard, desk: Desk
) -> None:
    alone = made(desk, "Solo", (BASTIEN,))
    clerk = on_card(BASTIEN)
    clerk.press(f"card_dossier_{alone}_switch")
    assert clerk.why_not(f"card_dossier_{alone}_activity") != ""


def test_a_dossier_is_opened_and_a_new_one_begun_from_the_card(on_card: OnCard, desk: Desk) -> None:
    couple = made(desk, "Couple", (JEAN_NOEL, MARGAUX))
    clerk = on_card(MARGAUX)
    clerk.press(f"card_dossier_{couple}_open")
    assert ("dossier", couple) in clerk.noted.ways
    clerk.press("card_new_dossier")
    asked: tuple[object, ...] = clerk.noted.ways[-1]
    assert asked == ("new dossier", client_numbered(desk, MARGAUX))


def test_7_1_no_button_of_the_tab_is_filled_since_the_head_of_the_card_has_the_one_that_is(
    on_card: OnCard, desk: Desk
) -> None:
    made(desk, "Famille Lefèvre", FAMILY)
    clerk = on_card(MARGAUX)
    tab = clerk.control(QWidget, "card_dossiers")
    kinds = {each.objectName(): each.property("kind") for each in tab.findChildren(Button)}
    assert kinds["card_new_dossier"] == "plain"
    assert "primary" not in kinds.values()


def test_a_blocked_client_begins_no_dossier_and_the_button_says_why(on_card: OnCard) -> None:
    clerk = on_card(INES)
    assert "paiement en retard" in clerk.why_not("card_new_dossier")
    assert clerk.text("card_no_dossier_sentence") == "Dans aucun dossier"


def test_the_status_is_changed_with_the_keyboard_and_the_focus_stays(on_card: OnCard, desk: Desk) -> None:
    couple = made(desk, "Couple", (JEAN_NOEL, MARGAUX))
    clerk = on_card(MARGAUX)
    switch(clerk, couple).setFocus(Qt.FocusReason.TabFocusReason)
    clerk.key(Qt.Key.Key_Space)
    assert not clerk.statuses(couple)[MARGAUX]
    assert switch(clerk, couple).hasFocus()


def test_a_card_left_while_a_status_is_saved_disturbs_nobody(at_dossiers: AtDossiers, desk: Desk) -> None:
    couple = made(desk, "Couple", (JEAN_NOEL, MARGAUX))
    clerk = at_dossiers()
    tab = ClientDossiersPage(clerk.noted, client_numbered(desk, MARGAUX))
    tab.setParent(clerk.page)
    tab.show()
    clerk.settle()
    switch(clerk, couple).click()
    tab.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    clerk.settle()
    assert not clerk.statuses(couple)[MARGAUX]


def test_no_text_of_the_tab_is_cut(
    on_card: OnCard,
    desk: Desk,
    each_look: object,
    spoken: Language,
    assert_no_cut_text: Callable[[QWidget], None],
    grab: Callable[[QWidget, str], object],
) -> None:
    family = made(desk, "Famille Lefèvre", FAMILY, inactive=[MARGAUX])
    couple = made(desk, "Couple Lefèvre, court de tennis du mardi", (JEAN_NOEL, MARGAUX))
    entered(desk, couple, 123456, MARGAUX)
    entered(desk, family, 4200)
    clerk = on_card(MARGAUX)
    tab = clerk.control(ClientDossiersPage, "card_dossiers")
    assert_no_cut_text(tab)
    grab(tab, f"card-tab-{spoken}-{each_look}")
