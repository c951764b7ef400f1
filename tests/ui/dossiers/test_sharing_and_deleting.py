"""The portal, deleting and intervenants on the page of a dossier, and the look of its dialogs (spec 3.3.9 to 3.3.11)."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from app.domain.rights import Role
from app.i18n import Language
from app.services.club import club_settings, save_club_settings
from app.services.desk import Desk
from app.services.dossiers.requests import ShareDossier
from app.services.dossiers.sharing import share_dossier
from app.services.requests import SaveClubSettings
from app.ui.dossiers.portal_card import PortalCard
from app.ui.kit.table import Table
from tests.services.club import new_command
from tests.ui.dossiers.conftest import (
    AISSATOU,
    ANNE_SOPHIE,
    FAMILY,
    JEAN_NOEL,
    MARGAUX,
    ZOE,
    AtDossiers,
    entered,
    made,
    turned,
)


class _Browser(QObject):
    """Stands where the browser would be, and notes what it is to show."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    @Slot(QUrl)
    def show_url(self, url: QUrl) -> None:
        self.shown.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))


@pytest.fixture
def browser() -> Iterator[list[str]]:
    """What was opened in the browser."""
    stand_in = _Browser()
    for scheme in ("file", "https"):
        QDesktopServices.setUrlHandler(scheme, stand_in, "show_url")  # type: ignore[arg-type]
    yield stand_in.shown
    for scheme in ("file", "https"):
        QDesktopServices.unsetUrlHandler(scheme)


def test_3_3_9_making_a_client_inactive_switches_the_sharing_off_and_a_hand_switches_it_on_again(
    at_dossiers: AtDossiers, desk: Desk
) -> None:
    family = made(desk, "Famille Lefèvre", FAMILY)
    clerk = at_dossiers()
    clerk.open(family)
    clerk.press("dossier_share")
    shared = clerk.view(family).sharing
    assert shared.shared
    assert clerk.text("dossier_address") == shared.file
    clerk.close_messages()
    clerk.press("dossier_copy_address")
    assert QGuiApplication.clipboard().text() == shared.file
    clerk.press(f"dossier_party_{MARGAUX}_switch")
    assert not clerk.view(family).sharing.shared
    assert not clerk.sees("dossier_address")
    assert "plus partagé" in clerk.announced()[-1]
    clerk.press("dossier_share")
    again = clerk.view(family).sharing
    assert again.shared
    assert again.address != shared.address


def test_3_3_9_where_the_club_says_its_address_the_whole_of_it_is_copied(
    at_dossiers: AtDossiers, desk: Desk
) -> None:
    family = made(desk, "Famille Lefèvre", FAMILY)
    settings, version = club_settings(desk)
    decided = replace(settings, name="Club Horizon", portal_address="https://www.club.be/portail")
    save_club_settings(desk, SaveClubSettings(new_command(), version, decided))
    address = share_dossier(desk, ShareDossier(new_command(), family, True)).address
    clerk = at_dossiers()
    clerk.open(family)
    clerk.press("dossier_copy_address")
    assert QGuiApplication.clipboard().text() == f"https://www.club.be/portail/{address}/"


@pytest.mark.parametrize("served", [False, True])
def test_3_3_9_the_page_opens_from_its_file_and_where_it_is_not_here_from_its_address(
    at_dossiers: AtDossiers, desk: Desk, browser: list[str], served: bool
) -> None:
    family = made(desk, "Famille Lefèvre", FAMILY)
    if served:
        settings, version = club_settings(desk)
        decided = replace(settings, name="Club Horizon", portal_address="https://www.club.be/portail")
        save_club_settings(desk, SaveClubSettings(new_command(), version, decided))
    share_dossier(desk, ShareDossier(new_command(), family, True))
    clerk = at_dossiers()
    clerk.open(family)
    sharing = clerk.view(family).sharing
    clerk.press("dossier_open_page")
    assert browser == [Path(sharing.file).as_uri()]
    shutil.rmtree(Path(sharing.file).parent)
    clerk.press("dossier_open_page")
    assert browser[1:] == ([sharing.url] if served else [])
    assert clerk.sees("message") is not served


def test_3_3_9_the_sharing_is_stopped_by_hand_after_one_question(at_dossiers: AtDossiers, desk: Desk) -> None:
    family = made(desk, "Famille Lefèvre", FAMILY)
    share_dossier(desk, ShareDossier(new_command(), family, True))
    clerk = at_dossiers()
    clerk.open(family)
    clerk.press("dossier_share")
    assert clerk.view(family).sharing.shared
    clerk.press("ask_yes")
    assert not clerk.view(family).sharing.shared
    assert clerk.control(PortalCard, "dossier_portal").isVisible()


def test_3_3_10_deleting_needs_a_right(at_dossiers: AtDossiers, desk: Desk) -> None:
    empty = made(desk, "Famille Lefèvre", FAMILY)
    clerk = at_dossiers(Role.RECEPTION)
    clerk.open(empty)
    clerk.press("dossier_more")
    assert "responsable" in clerk.menu_reason("dossier_menu", "dossier_delete")


def test_3_3_10_a_dossier_with_activities_says_which_and_stays(at_dossiers: AtDossiers, desk: Desk) -> None:
    family = made(desk, "Famille Lefèvre", FAMILY)
    entered(desk, family, what="Sauna")
    clerk = at_dossiers()
    clerk.open(family)
    clerk.press("dossier_more")
    assert "Activités : 1 (Sauna)" in clerk.menu_reason("dossier_menu", "dossier_delete")


def test_3_3_10_a_dossier_that_is_used_meanwhile_is_not_deleted(at_dossiers: AtDossiers, desk: Desk) -> None:
    family = made(desk, "Famille Lefèvre", FAMILY)
    clerk = at_dossiers()
    clerk.open(family)
    clerk.press("dossier_more")
    clerk.choose("dossier_menu", "dossier_delete")
    entered(desk, family)
    clerk.press("ask_yes")
    assert clerk.view(family).name == "Famille Lefèvre"
    assert clerk.sees("message")


def test_3_3_10_an_empty_dossier_is_deleted_after_one_question(at_dossiers: AtDossiers, desk: Desk) -> None:
    empty, other = made(desk, "Vide", (ZOE,)), made(desk, "Autre", (AISSATOU,))
    clerk = at_dossiers()
    clerk.open(empty)
    clerk.press("dossier_more")
    clerk.choose("dossier_menu", "dossier_delete")
    clerk.press("ask_yes")
    assert clerk.sees("dossiers_list")
    assert [row[0] for row in clerk.table("dossiers")] == ["Autre"]
    assert clerk.view(other).name == "Autre"


def test_3_3_5_who_is_no_intervenant_is_told_that_all_are_inactive_all_the_same(
    at_dossiers: AtDossiers, desk: Desk
) -> None:
    family = made(desk, "Famille Lefèvre", FAMILY, inactive=FAMILY)
    clerk = at_dossiers(Role.RECEPTION)
    clerk.name_somebody_else(family)
    clerk.open(family)
    assert "Tous les clients de ce dossier y sont inactifs" in clerk.text("dossier_stopped_text")
    assert "intervenants" in clerk.why_not("dossier_new_activity")


def test_3_3_11_intervenants_are_named_and_others_cannot_enter(at_dossiers: AtDossiers, desk: Desk) -> None:
    family = made(desk, "Famille Lefèvre", FAMILY)
    clerk = at_dossiers()
    clerk.open(family)
    clerk.press("dossier_more")
    clerk.choose("dossier_menu", "dossier_intervenants")
    names = clerk.intervenant_names()
    clerk.press(f"intervenant_{names[-1]}")
    clerk.press("intervenants_save")
    assert [each.name for each in clerk.view(family).intervenants] == [names[-1]]
    assert names[-1] in clerk.text("dossier_who")


def test_no_text_of_the_dialogs_is_cut(
    at_dossiers: AtDossiers,
    desk: Desk,
    each_look: object,
    spoken: Language,
    assert_no_cut_text: Callable[[QWidget], None],
    grab: Callable[[QWidget, str], object],
) -> None:
    family = made(desk, "Famille Lefèvre", FAMILY, inactive=[ANNE_SOPHIE])
    entered(desk, family)
    entered(desk, family, 3500, JEAN_NOEL, "Entraînement personnel")
    turned(desk, family, ANNE_SOPHIE, True)
    entered(desk, family, 1250, ANNE_SOPHIE, "Bar")
    turned(desk, family, ANNE_SOPHIE, False)
    share_dossier(desk, ShareDossier(new_command(), family, True))
    clerk = at_dossiers()
    clerk.open(family)
    assert_no_cut_text(clerk.page)
    grab(clerk.page, f"shared-{spoken}-{each_look}")
    for button, dialog, leave in (
        ("dossier_division", "division_dialog", "division_done"),
        ("dossier_bill", "dossier_invoice_dialog", "dossier_invoice_dialog_leave"),
    ):
        clerk.press(button)
        if button == "dossier_division":
            clerk.control(Table, "division").rows_model().toggle(0)  # type: ignore[attr-defined]
        shown = clerk.control(QWidget, dialog)
        assert_no_cut_text(shown)
        grab(shown, f"{dialog}-{spoken}-{each_look}")
        clerk.press(leave)
    clerk.press("dossier_more")
    clerk.choose("dossier_menu", "dossier_intervenants")
    shown = clerk.control(QWidget, "intervenants_dialog")
    assert_no_cut_text(shown)
    grab(shown, f"intervenants-{spoken}-{each_look}")
    clerk.press("intervenants_dialog_leave")
    for number in (JEAN_NOEL, MARGAUX):
        clerk.press(f"dossier_party_{number}_switch")
    assert_no_cut_text(clerk.page)
    grab(clerk.page, f"stopped-{spoken}-{each_look}")
