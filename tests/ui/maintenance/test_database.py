"""The database: founding the club's own, joining one, going back to training, checking (spec 1.9, 5.2)."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.refusals import Refused
from app.services.check import check_database
from app.services.clock import FixedClock
from app.services.fields import ClubSettings
from app.services.setup import create_club
from app.services.signing_in import sign_in as service_sign_in
from app.services.store import open_store
from app.settings import load_settings
from tests.ui.desk_fixtures import DESK_DAY
from tests.ui.maintenance.conftest import HOSTILE, Maintainer, Start, answer, contents, maintain, sign_in

F, J, D = "maintenance_found", "maintenance_join", "maintenance_database"
CODE = "cheval agrafe pile correct"


@pytest.fixture
def at_database(start: Start, qtbot: QtBot) -> Maintainer:
    """The administrator at the tab Base de données of the running program."""
    return maintain(start(), qtbot, "database")


def type_club(desk: Maintainer, place: str, **typed: str) -> None:
    sensible = {"name": "Club Léo", "administrator": "MARIE", "code": CODE, "again": CODE}
    for field, text in {"place": place, **sensible, **typed}.items():
        desk.type(f"{F}_{field}", text)


def test_a_club_is_founded_and_its_administrator_signs_in(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    program = start()
    desk = maintain(program, qtbot, "database")
    place = tmp_path / "notre club" / "club.db"
    type_club(desk, str(place))
    desk.press(f"{F}_save")
    answer(desk.page, "ask_yes")
    qtbot.waitUntil(lambda: program.session is None and program.is_open)
    assert program.login is not None
    assert program.login.isVisible()
    assert program.login.name_entry.text() == "MARIE"
    assert load_settings(tmp_path / "config" / "settings.toml").settings.database_url == str(place)
    sign_in(program, qtbot, "MARIE", CODE)
    assert program.session is not None
    assert program.session.window.windowTitle() == "Gestion clientèle — Club Léo"
    assert not program.is_training
    with pytest.raises(Refused):
        service_sign_in(program.session.desk.store, FixedClock(DESK_DAY), "A", "ADMIN", "ADMIN")


def test_a_founded_club_may_wait(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    program = start()
    desk = maintain(program, qtbot, "database")
    type_club(desk, str(tmp_path / "club2.db"))
    desk.press(f"{F}_save")
    answer(desk.page, "ask_cancel")
    assert program.session is not None
    assert desk.typed(f"{F}_code") == ""
    store = open_store(tmp_path / "club2.db")
    assert not store.is_training
    assert check_database(store, DESK_DAY).is_whole
    store.close()


BAD_CLUBS = {
    "no place": ({"place": ""}, "place", "obligatoire"),
    "relative": ({"place": "club.db"}, "place", "Cet endroit ne convient pas"),
    "share": ({"place": "//nas/club/club.db"}, "place", "lecteur réseau"),
    "other server": ({"place": "mysql://club/base"}, "place", "Ce n'est pas une base de ce programme"),
    "nobody answers": ({"place": "postgresql://x@127.0.0.1:9/club"}, "place", "La base ne répond pas"),
    "half an address": ({"place": "postgresql://"}, "place", ""),
    "bad port": ({"place": "postgresql://h:port/x"}, "place", "Ce n'est pas une base"),
    "rtl": ({"place": f"/tmp/{HOSTILE['right to left']}"}, "place", "Cet endroit ne convient pas"),
    "huge": ({"place": "/" + "x" * 1900}, "place", "Cet endroit ne convient pas"),
    "under a file": ({"place": "/etc/hostname/club.db"}, "place", "Cet endroit ne convient pas"),
    "folder": ({"place": "/"}, "place", "Cet endroit ne convient pas"),
    "no club": ({"name": ""}, "name", "obligatoire"),
    "rtl club": ({"name": HOSTILE["right to left"]}, "name", "invisibles"),
    "no administrator": ({"administrator": ""}, "administrator", "obligatoire"),
    "long administrator": ({"administrator": "x" * 100}, "administrator", "Trop long"),
    "short code": ({"code": "court", "again": "court"}, "code", "au moins 12"),
    "common code": ({"code": "password1234", "again": "password1234"}, "code", "trop connu"),
    "two codes": ({"again": "autre"}, "again", "Les deux codes diffèrent"),
}


def test_bad_clubs_are_refused_beside_their_fields(at_database: Maintainer, tmp_path: Path) -> None:
    before = contents(tmp_path / "club.db")
    new = tmp_path / "neuve.db"
    for typed, field, sentence in BAD_CLUBS.values():
        type_club(at_database, **{"place": str(new), **typed})
        at_database.press(f"{F}_save")
        said = at_database.said(f"{F}_{field}")
        assert said != ""
        assert sentence in said
        assert not new.exists()
        assert at_database.typed(f"{F}_name") == typed.get("name", "Club Léo")
    assert contents(tmp_path / "club.db") == before


def test_a_club_is_not_founded_over_another_file(at_database: Maintainer, tmp_path: Path) -> None:
    text = tmp_path / "lettre.txt"
    text.write_text("Cher membre", encoding="utf-8")
    for place in (tmp_path / "club.db", text):
        type_club(at_database, str(place))
        at_database.press(f"{F}_save")
        assert "Il y a déjà une base à cet endroit" in at_database.said(f"{F}_place")
    assert text.read_text(encoding="utf-8") == "Cher membre"


def test_another_club_is_joined_and_training_comes_back(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    place = tmp_path / "autre.db"
    create_club(place, ClubSettings(name="Club Voisin"), DESK_DAY).close()
    program = start()
    desk = maintain(program, qtbot, "database")
    desk.type(f"{J}_place", str(place))
    desk.press(f"{J}_save")
    answer(desk.page, "ask_yes")
    qtbot.waitUntil(lambda: program.session is None and program.is_open)
    assert program.settings.database_url == str(place)
    assert not program.is_training


BAD_PLACES = {
    "nothing": ("", "obligatoire"),
    "absent": ("/nulle/part/club.db", "Aucune base à cet endroit"),
    "share": ("//nas/club/club.db", "lecteur réseau"),
    "no database": ("TEXT", "Ce n'est pas une base de ce programme"),
    "sql": (HOSTILE["sql"], "Cet endroit ne convient pas"),
    "emoji": (HOSTILE["emoji"], "Cet endroit ne convient pas"),
    "newlines": (HOSTILE["newlines"], "Cet endroit ne convient pas"),
    "html": (HOSTILE["html"], "Cet endroit ne convient pas"),
}


def test_what_cannot_be_joined_is_refused_and_the_session_goes_on(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    program = start()
    desk = maintain(program, qtbot, "database")
    text = tmp_path / "liste.txt"
    text.write_text("nom;prénom\n" * 100, encoding="utf-8")
    before = program.settings
    for place, sentence in BAD_PLACES.values():
        desk.type(f"{J}_place", str(text) if place == "TEXT" else place)
        desk.press(f"{J}_save")
        assert sentence in desk.said(f"{J}_place")
        assert program.settings == before
        assert program.session is not None


def test_the_way_back_to_training_signs_out(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    from app.services.setup import create_empty

    create_empty(tmp_path / "data" / "formation.db", training=True, today=DESK_DAY)
    program = start()
    desk = maintain(program, qtbot, "database")
    desk.press(f"{D}_training")
    answer(desk.page, "ask_yes")
    qtbot.waitUntil(lambda: program.session is None and program.is_open)
    assert program.is_training
    assert program.settings.database_url == ""
    sign_in(program, qtbot)
    desk = maintain(program, qtbot, "database")
    button = desk.found(f"{D}_training")
    assert isinstance(button, QPushButton)
    assert not button.isEnabled()
    assert button.toolTip() == "La formation est déjà ouverte."


def test_a_whole_database_is_found_whole(at_database: Maintainer) -> None:
    at_database.press(f"{D}_check")
    assert at_database.told(f"{D}_result_text") == "Base vérifiée : aucun problème"
    assert "8 fiches comparées" in at_database.told(f"{D}_result_detail")


def test_a_changed_schedule_is_found_and_told_in_words(start: Start, qtbot: QtBot) -> None:
    program = start()
    desk = maintain(program, qtbot, "database")
    assert program.session is not None
    with program.session.desk.store.session(writes=True) as session:
        session.execute(sa.text("UPDATE client SET state = 'blocked' WHERE id = 1"))
        session.commit()
    desk.press(f"{D}_check")
    assert "problème" in desk.told(f"{D}_result_text")
    assert "État de la fiche différent du calcul : 1 (1)" in desk.told(f"{D}_result_detail")


def test_the_place_is_told_without_the_password(at_database: Maintainer, tmp_path: Path) -> None:
    shown = at_database.told(f"{D}_place").replace("\u200b", "")
    assert shown == str(tmp_path / "club.db")
