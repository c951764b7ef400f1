"""Entering, changing and transferring activities by the windows, with what is refused and why (spec 3.3)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.ids import DossierId
from app.domain.rights import Role
from app.i18n import Language
from app.services.desk import Desk
from app.ui.dossiers import ActivityDialog
from tests.ui.desk_fixtures import DESK_DAY
from tests.ui.dossiers.conftest import (
    AISSATOU,
    ASE,
    BASTIEN,
    FAMILY,
    JEAN_NOEL,
    MARGAUX,
    ZOE,
    AtDossiers,
    DossierClerk,
    client_numbered,
    entered,
    made,
    turned,
)


def new_activity(
    clerk: DossierClerk, dossier: DossierId | None = None, number: int | None = None
) -> ActivityDialog:
    """The window of a new activity, as the page, a card or the + opens it."""
    client = client_numbered(clerk.desk, number) if number else None
    dialog = ActivityDialog(clerk.noted, dossier, client)
    dialog.open()
    dialog.activateWindow()
    clerk.settle()
    return dialog


def fill(clerk: DossierClerk, what: str = "Location du court", price: str = "10,00") -> None:
    """What and how much."""
    clerk.type("activity_description", what)
    clerk.type("activity_price", price)


def offered(clerk: DossierClerk) -> list[str]:
    """The dossiers to choose from."""
    return [row[0] for row in clerk.table("activity_dossiers")]


def test_an_activity_in_common_is_entered(at_dossiers: AtDossiers, desk: Desk) -> None:
    family = made(desk, "Famille Lefèvre", FAMILY)
    clerk = at_dossiers()
    new_activity(clerk, family)
    fill(clerk)
    clerk.type("activity_quantity", "1,5")
    assert clerk.text("activity_amount") == "15,00 €"
    assert [row[2] for row in clerk.table("activity_payers")] == ["5,00 €", "5,00 €", "5,00 €"]
    clerk.press("activity_save", twice=True)
    (row,) = clerk.view(family).activities
    assert (row.client, row.description, row.amount, row.day) == (None, "Location du court", 1500, DESK_DAY)


def test_an_activity_of_one_client_is_entered_with_the_keyboard(at_dossiers: AtDossiers, desk: Desk) -> None:
    family = made(desk, "Famille Lefèvre", FAMILY)
    clerk = at_dossiers()
    new_activity(clerk, family)
    fill(clerk, "Entraînement", "35")
    clerk.choose_item("activity_client", "LEFÈVRE Margaux")
    clerk.key(Qt.Key.Key_Return, clerk.field("activity_price"))
    (row,) = clerk.view(family).activities
    assert (row.client_name, row.amount) == ("LEFÈVRE Margaux", 3500)


def test_only_active_clients_are_offered(at_dossiers: AtDossiers, desk: Desk) -> None:
    family = made(desk, "Famille Lefèvre", FAMILY, inactive=[MARGAUX])
    clerk = at_dossiers()
    new_activity(clerk, family)
    assert clerk.items("activity_client") == ["En commun", "LEFÈVRE Jean-Noël", "LEGRAND Anne-Sophie"]


def test_what_was_entered_lately_is_offered_with_its_price(at_dossiers: AtDossiers, desk: Desk) -> None:
    family = made(desk, "Famille Lefèvre", FAMILY)
    entered(desk, family, 1250, what="Sauna")
    clerk = at_dossiers()
    new_activity(clerk, family)
    clerk.activate_item("activity_description", "Sauna")
    assert clerk.text("activity_price") == "12,50 €"


def test_3_3_4_the_plus_offers_no_dossier_whose_only_client_is_inactive(
    at_dossiers: AtDossiers, desk: Desk
) -> None:
    made(desk, "Une inactive", (ASE,), inactive=[ASE])
    made(desk, "Une active", (ZOE,))
    clerk = at_dossiers()
    new_activity(clerk)
    assert offered(clerk) == ["Une active"]


def test_3_3_5_the_plus_offers_no_dossier_whose_clients_are_all_inactive(
    at_dossiers: AtDossiers, desk: Desk
) -> None:
    made(desk, "Tous inactifs", (JEAN_NOEL, ZOE), inactive=[JEAN_NOEL, ZOE])
    mixed = made(desk, "Mixte", (BASTIEN, AISSATOU), inactive=[AISSATOU])
    clerk = at_dossiers()
    new_activity(clerk)
    assert offered(clerk) == ["Mixte"]
    clerk.press("activity_choose")
    fill(clerk)
    clerk.press("activity_save")
    assert len(clerk.view(mixed).activities) == 1


def test_the_plus_finds_a_dossier_by_a_client(at_dossiers: AtDossiers, desk: Desk) -> None:
    made(desk, "Famille", FAMILY)
    made(desk, "Société", (ASE,))
    clerk = at_dossiers()
    new_activity(clerk)
    assert offered(clerk) == ["Famille", "Société"]
    clerk.search("activity_dossiers_search", "overbye", "activity_dossiers", ["Société"])
    clerk.key(Qt.Key.Key_Return, clerk.field("activity_dossiers_search"))
    assert clerk.items("activity_client") == ["En commun", "ØVERBYE Åse"]


def test_3_3_4_a_client_made_inactive_a_second_ago_stops_the_save_and_nothing_typed_is_lost(
    at_dossiers: AtDossiers, desk: Desk
) -> None:
    alone = made(desk, "Société", (ASE,))
    clerk = at_dossiers()
    dialog = new_activity(clerk, alone)
    fill(clerk, "Bar")
    turned(desk, alone, ASE, False)
    clerk.press("activity_save")
    assert "Le seul client" in clerk.text("activity_dialog_summary_text")
    assert clerk.view(alone).activities == ()
    assert dialog.isVisible()
    assert clerk.text("activity_price") == "10,00 €"


def test_3_3_4_the_open_window_follows_another_desk(at_dossiers: AtDossiers, desk: Desk) -> None:
    alone = made(desk, "Société", (ASE,))
    clerk = at_dossiers()
    dialog = new_activity(clerk, alone)
    clerk.noted.accompany(dialog)
    fill(clerk, "Bar")
    turned(desk, alone, ASE, False)
    clerk.tell_open_dialogs(alone)
    assert "Le seul client" in clerk.why_not("activity_save")
    turned(desk, alone, ASE, True)
    clerk.tell_open_dialogs(alone)
    assert clerk.is_allowed("activity_save")
    assert clerk.field("activity_description").text() == "Bar"  # type: ignore[union-attr]


def test_3_3_7_from_the_card_of_an_inactive_client_nothing_is_entered(
    at_dossiers: AtDossiers, desk: Desk
) -> None:
    family = made(desk, "Famille Lefèvre", FAMILY, inactive=[MARGAUX])
    clerk = at_dossiers()
    new_activity(clerk, family, MARGAUX)
    assert "est inactif dans ce dossier" in clerk.why_not("activity_save")


def test_3_3_11_who_is_no_intervenant_is_told_whom_to_ask(at_dossiers: AtDossiers, desk: Desk) -> None:
    family = made(desk, "Famille", FAMILY)
    clerk = at_dossiers(Role.RECEPTION)
    clerk.name_somebody_else(family)
    clerk.open(family)
    assert "Seuls les intervenants de ce dossier" in clerk.why_not("dossier_new_activity")
    clerk.page.hide()
    manager = at_dossiers(Role.MANAGER)
    manager.open(family)
    assert manager.is_allowed("dossier_new_activity")


BAD = [
    ("activity_day", "", "activity_day"),
    ("activity_day", "31/02/2010", "activity_day"),
    ("activity_day", "01/01/1950", "activity_day"),
    ("activity_day", "01/01/2190", "activity_day"),
    ("activity_day", "hier", "activity_day"),
    ("activity_quantity", "", "activity_quantity"),
    ("activity_quantity", "0", "activity_quantity"),
    ("activity_quantity", "-1", "activity_quantity"),
    ("activity_quantity", "1,2345", "activity_quantity"),
    ("activity_quantity", "99999999", "activity_quantity"),
    ("activity_quantity", "beaucoup", "activity_quantity"),
    ("activity_price", "", "activity_price"),
    ("activity_price", "dix", "activity_price"),
    ("activity_price", "9999999999999", "activity_price"),
    ("activity_price", "1,234", "activity_price"),
    ("activity_description", "", "activity_description"),
    ("activity_description", "   ", "activity_description"),
    ("activity_description", "\u0007", "activity_description"),
    ("activity_description", "🏋 gym", "activity_description"),
]


@pytest.mark.parametrize(("field", "typed", "beside"), BAD)
def test_bad_input_is_told_beside_its_field_and_nothing_is_saved(
    at_dossiers: AtDossiers, desk: Desk, field: str, typed: str, beside: str
) -> None:
    family = made(desk, "Famille", FAMILY)
    clerk = at_dossiers()
    new_activity(clerk, family)
    fill(clerk)
    clerk.paste(field, typed)
    if not typed:
        clerk.type(field, "")
    clerk.press("activity_save")
    assert clerk.error(beside) != ""
    assert clerk.view(family).activities == ()


@pytest.mark.parametrize("hostile", ["<b>A & B</b>", "=1+1", "'; DROP TABLE activity; --"])
def test_hostile_descriptions_are_kept_as_they_are(at_dossiers: AtDossiers, desk: Desk, hostile: str) -> None:
    family = made(desk, "Famille", FAMILY)
    clerk = at_dossiers()
    new_activity(clerk, family)
    fill(clerk)
    clerk.paste("activity_description", hostile)
    clerk.press("activity_save")
    assert [row.description for row in clerk.view(family).activities] == [hostile]


def test_leaving_asks_once_where_something_was_typed(at_dossiers: AtDossiers, desk: Desk) -> None:
    family = made(desk, "Famille", FAMILY)
    clerk = at_dossiers()
    dialog = new_activity(clerk, family)
    clerk.key(Qt.Key.Key_Escape, dialog)
    assert not clerk.sees("activity_dialog")
    new_activity(clerk, family)
    fill(clerk)
    clerk.press("activity_dialog_leave")
    clerk.press("ask_cancel")
    assert clerk.text("activity_price") == "10,00 €"


def test_an_old_day_can_be_entered(at_dossiers: AtDossiers, desk: Desk) -> None:
    family = made(desk, "Famille", FAMILY)
    clerk = at_dossiers()
    new_activity(clerk, family)
    fill(clerk)
    clerk.type("activity_day", f"{DESK_DAY - timedelta(days=20):%d/%m/%Y}")
    clerk.press("activity_save")
    assert [row.day for row in clerk.view(family).activities] == [DESK_DAY - timedelta(days=20)]


def test_no_text_is_cut(
    at_dossiers: AtDossiers,
    desk: Desk,
    each_look: object,
    spoken: Language,
    assert_no_cut_text: Callable[[QWidget], None],
    grab: Callable[[QWidget, str], object],
) -> None:
    family = made(desk, "Famille Lefèvre", FAMILY)
    made(desk, "Seul", (ASE,), inactive=[ASE])
    entered(desk, family)
    clerk = at_dossiers()
    dialog = new_activity(clerk)
    assert_no_cut_text(dialog)
    grab(dialog, f"activity-choose-{spoken}-{each_look}")
    clerk.press("activity_choose")
    fill(clerk)
    assert_no_cut_text(dialog)
    grab(dialog, f"activity-form-{spoken}-{each_look}")
    clerk.press("activity_save")
    clerk.open(family)
    clerk.choose_activities(1)
    clerk.press("dossier_group")
    clerk.choose("dossier_group_menu", "activity_transfer")
    transfer = clerk.control(QWidget, "transfer_dialog")
    assert_no_cut_text(transfer)
    grab(transfer, f"transfer-{spoken}-{each_look}")
