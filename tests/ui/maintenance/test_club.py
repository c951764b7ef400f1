"""The club's settings: kept whole, limits that are off, and everything that is no setting (spec 2.2, 2.5)."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.cents import Cents
from app.services.club import club_settings, save_club_settings
from app.services.desk import TouchedKind
from app.services.fields import ProposalRule
from app.services.requests import SaveClubSettings
from tests.services.club import new_command
from tests.ui.maintenance.conftest import HOSTILE, Maintainer, answer, contents, open_page
from tests.ui.noted_workplace import NotedWorkplace

C = "maintenance_club"
LIMITS = (
    "max_suspension_days",
    "shortest_suspension_days",
    "max_days_per_year",
    "max_suspensions_per_year",
    "notice_days",
)


@pytest.fixture
def at_club(noted: NotedWorkplace, qtbot: QtBot) -> Maintainer:
    """The person at the tab Réglages du club, where the club has a name."""
    settings, version = club_settings(noted.desk)
    named = SaveClubSettings(new_command(), version, replace(settings, name="Club Horizon"))
    save_club_settings(noted.desk, named)
    return open_page(noted, qtbot, "club")


def test_every_setting_is_kept(at_club: Maintainer, noted: NotedWorkplace) -> None:
    before, _ = club_settings(noted.desk)
    typed = {
        "name": "Club Léo",
        "address": "Rue Haute 1",
        "postal_code": "1000",
        "town": "Bruxelles",
        "phone": "02 512 34 56",
        "email": "accueil@example.org",
        "website": "www.example.org",
        "default_maintenance": "3,50",
        "prenotification_days": "5",
        "idle_lock_minutes": "0",
        "review_open_suspensions_after_days": "90",
    }
    for field, text in typed.items():
        at_club.type(f"{C}_{field}", text)
    at_club.type(f"{C}_causes", "blessure\n\n  maladie  \nblessure")
    at_club.choose(f"{C}_proposal_rule", ProposalRule.BY_DUE_DATES)
    at_club.choose(f"{C}_language", "nl")
    for at, name in enumerate(LIMITS):
        at_club.tick(f"{C}_{name}_none", False)
        at_club.type(f"{C}_{name}_number", str(10 + at))
    at_club.press(f"{C}_save")
    after, _ = club_settings(noted.desk)
    assert after == replace(
        before,
        name="Club Léo",
        address="Rue Haute 1",
        postal_code="1000",
        town="Bruxelles",
        phone=after.phone,
        email="accueil@example.org",
        website="www.example.org",
        language="nl",
        proposal_rule=ProposalRule.BY_DUE_DATES,
        default_maintenance=Cents(350),
        causes=("blessure", "maladie"),
        max_suspension_days=10,
        shortest_suspension_days=11,
        max_days_per_year=12,
        max_suspensions_per_year=13,
        notice_days=14,
        prenotification_days=5,
        idle_lock_minutes=0,
        review_open_suspensions_after_days=90,
    )
    assert after.phone.endswith("512 34 56")
    assert not at_club.page.has_unsaved()


def test_a_limit_is_taken_away_by_its_tick(at_club: Maintainer, noted: NotedWorkplace) -> None:
    at_club.tick(f"{C}_max_suspension_days_none", False)
    at_club.type(f"{C}_max_suspension_days_number", "60")
    at_club.press(f"{C}_save")
    assert club_settings(noted.desk)[0].max_suspension_days == 60
    at_club.tick(f"{C}_max_suspension_days_none", True)
    at_club.press(f"{C}_save")
    assert club_settings(noted.desk)[0].max_suspension_days is None


BAD_SETTINGS = {
    "no name": ("name", "", "obligatoire"),
    "rtl name": ("name", HOSTILE["right to left"], "invisibles"),
    "huge address": ("address", "x" * 390, "Trop long"),
    "postal code": ("postal_code", "99999999", "Code postal inconnu"),
    "country": ("country", "ZZ", "Choisissez une valeur"),
    "phone": ("phone", "appelez-moi", "Numéro de téléphone inconnu"),
    "e-mail": ("email", "accueil@", "Adresse e-mail inconnue"),
    "VAT": ("vat_number", "BE0123456789", "Numéro de TVA inconnu"),
    "huge website": ("website", "w" * 300, "Trop long"),
    "maintenance 0": ("default_maintenance", "0", "Indiquez un montant de 0,01"),
    "maintenance letters": ("default_maintenance", "deux", "Montant illisible"),
    "no maintenance": ("default_maintenance", "", "Montant à remplir"),
    "maintenance huge": ("default_maintenance", "999999", "Indiquez un montant de"),
    "prenotification": ("prenotification_days", "61", "de 0 à 60"),
    "prenotification negative": ("prenotification_days", "-1", "Écrivez un nombre de"),
    "idle": ("idle_lock_minutes", "1441", "de 0 à"),
    "idle letters": ("idle_lock_minutes", "dix", "Écrivez un nombre entier"),
    "review 0": ("review_open_suspensions_after_days", "0", "Indiquez un nombre de 1"),
    "no review": ("review_open_suspensions_after_days", "", "Nombre à remplir"),
    "many causes": ("causes", "\n".join(f"cause {n}" for n in range(41)), "Trop de lignes"),
    "long cause": ("causes", "x" * 61, "Trop long"),
    "rtl cause": ("causes", HOSTILE["right to left"], "invisibles"),
}


@pytest.mark.parametrize("case", BAD_SETTINGS)
def test_a_bad_setting_is_refused_beside_its_field(at_club: Maintainer, noted_file: Path, case: str) -> None:
    field, text, sentence = BAD_SETTINGS[case]
    before = contents(noted_file)
    at_club.type(f"{C}_{field}", text or "x")
    at_club.type(f"{C}_{field}", text)
    at_club.press(f"{C}_save")
    assert sentence in at_club.said(f"{C}_{field}").replace("\u00a0", " ")
    assert contents(noted_file) == before
    assert at_club.page.has_unsaved()


@pytest.mark.parametrize("limit", LIMITS)
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("", "Nombre à remplir"), ("mille", "Écrivez un nombre entier"), ("99999", "Indiquez un nombre de")],
)
def test_a_limit_without_a_sensible_number_is_refused(
    at_club: Maintainer, noted_file: Path, limit: str, typed: str, sentence: str
) -> None:
    before = contents(noted_file)
    at_club.tick(f"{C}_{limit}_none", False)
    at_club.type(f"{C}_{limit}_number", typed)
    at_club.press(f"{C}_save")
    assert sentence in at_club.said(f"{C}_{limit}")
    assert contents(noted_file) == before


def test_a_stale_save_shows_both_and_loses_nothing(at_club: Maintainer, noted: NotedWorkplace) -> None:
    at_club.type(f"{C}_town", "Namur")
    settings, version = club_settings(noted.desk)
    theirs = replace(settings, town="Liège", causes=("voyage",))
    save_club_settings(noted.desk, SaveClubSettings(new_command(), version, theirs))
    at_club.press(f"{C}_save")
    detail = noted.window.findChild(QWidget, "maintenance_stale_detail")
    assert detail is not None
    assert "Ville : « Liège » est enregistré, « Namur » est tapé ici." in str(detail.property("text"))
    answer(at_club.page, "maintenance_stale_close")
    assert at_club.typed(f"{C}_town") == "Namur"
    assert club_settings(noted.desk)[0].town == "Liège"
    at_club.press(f"{C}_save")
    after = club_settings(noted.desk)[0]
    assert (after.town, after.causes) == ("Namur", ("voyage",))


def test_what_another_desk_changes_while_one_types_is_shown_and_kept(
    at_club: Maintainer, noted: NotedWorkplace
) -> None:
    at_club.type(f"{C}_town", "Namur")
    settings, version = club_settings(noted.desk)
    theirs = replace(settings, phone="+3242234567")
    save_club_settings(noted.desk, SaveClubSettings(new_command(), version, theirs))
    at_club.refresh(TouchedKind.SETTINGS)
    at_club.press(f"{C}_save")
    after = club_settings(noted.desk)[0]
    assert (after.town, after.phone) == ("Namur", "04 223 45 67")


def test_what_both_desks_change_is_never_taken_over_in_silence(
    at_club: Maintainer, noted: NotedWorkplace
) -> None:
    at_club.type(f"{C}_town", "Namur")
    for town in ("Liège", "Huy"):
        settings, version = club_settings(noted.desk)
        theirs = replace(settings, town=town)
        save_club_settings(noted.desk, SaveClubSettings(new_command(), version, theirs))
        at_club.refresh(TouchedKind.SETTINGS)
    at_club.refresh(TouchedKind.SETTINGS)
    at_club.press(f"{C}_save")
    detail = noted.window.findChild(QWidget, "maintenance_stale_detail")
    assert detail is not None
    assert "Ville : « Huy » est enregistré, « Namur » est tapé ici." in str(detail.property("text"))
    answer(at_club.page, "maintenance_stale_close")
    assert club_settings(noted.desk)[0].town == "Huy"
    at_club.press(f"{C}_save")
    assert club_settings(noted.desk)[0].town == "Namur"


def test_giving_up_shows_the_stored_settings(at_club: Maintainer) -> None:
    causes = at_club.found(f"{C}_causes")
    assert isinstance(causes, QPlainTextEdit)
    before = causes.toPlainText()
    at_club.type(f"{C}_causes", "autre chose")
    at_club.type(f"{C}_name", "Autre club")
    at_club.press(f"{C}_undo")
    assert causes.toPlainText() == before
    assert at_club.typed(f"{C}_name") == "Club Horizon"


def test_the_keyboard_goes_from_field_to_field(at_club: Maintainer) -> None:
    at_club.page.activateWindow()
    at_club.qtbot.waitUntil(at_club.page.isActiveWindow)
    at_club.found(f"{C}_name").setFocus()
    seen = []
    for _ in range(6):
        at_club.qtbot.keyClick(at_club.page.focusWidget(), Qt.Key.Key_Tab)
        seen.append(at_club.page.focusWidget().objectName())
    expected = ["address", "postal_code", "town", "country", "phone", "vat_number"]
    assert seen == [f"{C}_{name}" for name in expected]
