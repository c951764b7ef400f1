"""Users: who may sign in, with which code; the club never loses its last administrator (spec 1.1, 5.3)."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTabBar
from pytestqt.qtbot import QtBot

from app.domain.refusals import Refused
from app.domain.rights import Role
from app.services.clock import FixedClock
from app.services.desk import Desk, TouchedKind
from app.services.requests import SaveUser
from app.services.signing_in import sign_in
from app.services.users import save_user, users
from app.services.views import UserRow
from tests.services.club import new_command
from tests.ui.maintenance.conftest import HOSTILE, Maintainer, answer, contents, open_page
from tests.ui.noted_workplace import NotedWorkplace

CODE = "un toit, trois chats"
U = "maintenance_user"


def stored(noted: NotedWorkplace) -> dict[str, UserRow]:
    return {row.name: row for row in users(noted.desk)}


def add(noted: NotedWorkplace, name: str, role: Role = Role.RECEPTION) -> UserRow:
    save_user(noted.desk, SaveUser(new_command(), None, 0, name, role, True, CODE))
    return stored(noted)[name]


def type_new(desk: Maintainer, name: str = "Sarah", code: str = CODE, again: str = CODE) -> None:
    desk.press(f"{U}_new")
    desk.type(f"{U}_name", name)
    desk.choose(f"{U}_role", Role.MANAGER)
    desk.type(f"{U}_code", code)
    desk.type(f"{U}_again", again)


def test_a_new_user_signs_in_with_the_code_and_must_choose_another(
    desk: Maintainer, noted: NotedWorkplace
) -> None:
    type_new(desk)
    desk.press(f"{U}_save")
    sarah = stored(noted)["Sarah"]
    assert (sarah.role, sarah.active) == (Role.MANAGER, True)
    assert sign_in(noted.desk.store, noted.desk.clock, "A", "sarah", CODE).must_change_code
    assert desk.table(f"{U}_table").selected_row().name == "Sarah"
    assert desk.typed(f"{U}_code") == ""
    assert noted.ways[-1][2] == "Utilisateur Sarah enregistré."


def test_ctrl_s_saves_and_a_second_one_has_nothing_to_do(desk: Maintainer, noted: NotedWorkplace) -> None:
    desk.page.activateWindow()
    desk.qtbot.waitUntil(desk.page.isActiveWindow)
    type_new(desk)
    for _ in range(2):
        desk.qtbot.keyClick(desk.found(f"{U}_name"), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        desk.rest()
    assert len(stored(noted)) == 2
    assert [way[0] for way in noted.ways] == ["announced"]


BAD_USERS = {
    "no name": ({"name": ""}, "name", "Ce champ est obligatoire."),
    "taken": ({"name": "admin"}, "name", "Le nom « ADMIN » est déjà pris."),
    "too long": ({"name": "x" * 199}, "name", "Trop long : au plus 60 caractères."),
    "no letter": ({"name": "—"}, "name", "Un nom a au moins une lettre."),
    "right to left": ({"name": HOSTILE["right to left"]}, "name", "invisibles"),
    "no code": ({"code": "", "again": ""}, "code", "Ce champ est obligatoire."),
    "short code": ({"code": "chat", "again": "chat"}, "code", "Code trop court : au moins 12 caractères."),
    "common code": ({"code": "password1234", "again": "password1234"}, "code", "Ce code est trop connu"),
    "huge code": ({"code": "x" * 5000, "again": "x" * 5000}, "code", "Ce code est trop connu"),
    "two codes": ({"again": "autre chose encore"}, "again", "Les deux nouveaux codes diffèrent."),
}


@pytest.mark.parametrize("case", BAD_USERS)
def test_a_bad_user_is_refused_beside_its_field(desk: Maintainer, noted_file: Path, case: str) -> None:
    typed, field, sentence = BAD_USERS[case]
    before = contents(noted_file)
    type_new(desk, **typed)
    desk.press(f"{U}_save")
    assert sentence in desk.said(f"{U}_{field}")
    assert contents(noted_file) == before
    assert desk.typed(f"{U}_name") == typed.get("name", "Sarah")


@pytest.mark.parametrize("change", ["role", "active"])
def test_the_last_administrator_stays(desk: Maintainer, noted_file: Path, change: str) -> None:
    before = contents(noted_file)
    desk.select(f"{U}_table", "ADMIN")
    if change == "role":
        desk.choose(f"{U}_role", Role.RECEPTION)
    else:
        desk.tick(f"{U}_active", False)
    desk.press(f"{U}_save")
    assert desk.said(f"{U}_role") == "Il doit rester un administrateur actif."
    assert contents(noted_file) == before


def test_a_locked_user_is_unlocked_with_the_old_code(noted: NotedWorkplace, qtbot: QtBot) -> None:
    add(noted, "TOM")
    clock = FixedClock(noted.desk.today())
    for _ in range(5):
        with pytest.raises(Refused):
            sign_in(noted.desk.store, clock, "A", "TOM", "faux")
    desk = open_page(noted, qtbot)
    desk.select(f"{U}_table", "TOM")
    assert desk.found(f"{U}_locked").isVisible()
    desk.press(f"{U}_unlock")
    assert not desk.found(f"{U}_locked").isVisible()
    assert sign_in(noted.desk.store, clock, "A", "TOM", CODE).operator.name == "TOM"


def test_a_stale_edit_shows_both_versions_and_may_then_be_saved(
    desk: Maintainer, noted: NotedWorkplace
) -> None:
    tom = add(noted, "TOM")
    desk.refresh(TouchedKind.USER)
    desk.select(f"{U}_table", "TOM")
    desk.type(f"{U}_name", "TOMMY")
    save_user(noted.desk, SaveUser(new_command(), tom.id, tom.version, "TOM", Role.MANAGER, True, None))
    desk.press(f"{U}_save")
    told = noted.window.findChild(QLabel, "maintenance_stale_detail")
    assert told is not None
    assert "« Responsable » est enregistré, « Réception » est tapé ici" in told.text()
    answer(desk.page, "maintenance_stale_close")
    assert desk.typed(f"{U}_name") == "TOMMY"
    assert "TOM" in stored(noted)
    desk.press(f"{U}_save")
    assert "TOMMY" in stored(noted)


def test_choosing_another_line_asks_before_typing_is_lost(noted: NotedWorkplace, qtbot: QtBot) -> None:
    add(noted, "TOM")
    desk = open_page(noted, qtbot)
    desk.select(f"{U}_table", "ADMIN")
    desk.type(f"{U}_name", "CHEF")
    desk.select(f"{U}_table", "TOM")
    assert desk.typed(f"{U}_name") == "CHEF"
    answer(desk.page, "ask_cancel")
    assert desk.table(f"{U}_table").selected_row().name == "ADMIN"
    assert desk.typed(f"{U}_name") == "CHEF"
    desk.select(f"{U}_table", "TOM")
    answer(desk.page, "ask_yes")
    desk.rest()
    assert desk.typed(f"{U}_name") == "TOM"
    assert "ADMIN" in stored(noted)


def test_giving_up_shows_what_is_stored(desk: Maintainer) -> None:
    desk.type(f"{U}_name", "CHEF")
    assert desk.page.has_unsaved()
    desk.press(f"{U}_undo")
    assert desk.typed(f"{U}_name") == "ADMIN"
    assert not desk.page.has_unsaved()
    assert not desk.button(f"{U}_save").isEnabled()


CLIENTS = 4
"""The place of the tab that is everybody's."""


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.MANAGER])
def test_only_administrators_maintain_more_than_the_clients(
    role: Role, noted: NotedWorkplace, desk_at: Callable[..., Desk], qtbot: QtBot
) -> None:
    noted.desk = desk_at(role)
    desk = open_page(noted, qtbot)
    bar = desk.found("maintenance_tabs_bar")
    assert isinstance(bar, QTabBar)
    assert [at for at in range(bar.count()) if bar.isTabEnabled(at)] == [CLIENTS]
    assert {bar.tabToolTip(at) for at in (0, 1, 2, 3, 6, 7)} == {"Réservé aux administrateurs."}
    assert desk.found("maintenance_reserved").isVisible()


def test_last_sign_in_is_told(noted: NotedWorkplace, qtbot: QtBot) -> None:
    add(noted, "TOM")
    sign_in(noted.desk.store, FixedClock(noted.desk.today()), "A", "ADMIN", "ADMIN")
    desk = open_page(noted, qtbot)
    model = desk.table(f"{U}_table").rows_model()
    told = {model.cell(at, 0).plain: model.cell(at, 3).plain for at in range(model.rowCount())}
    assert told["ADMIN"].startswith("28/07/2010")
    assert told["TOM"] == "jamais"
