"""Where anything may have changed (a new day, a server that came back, a very large save) every view reads again."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.domain.ids import ClientId
from app.domain.rights import Role
from app.services.company_links import LinkClients, link
from app.services.desk import Desk, Outcome
from app.services.fields import PersonKind
from app.ui.kit.news import ANYTHING
from app.ui.kit.runner import PoolRunner
from app.ui.kit.table import Table
from app.ui.kit.tabs import TabPages
from app.ui.shell.areas import BILLING, DOSSIERS, PROSPECTS
from app.ui.shell.main_window import MainWindow
from tests.services.billing_club import Books
from tests.services.club import Club, new_command
from tests.services.dossier_club import DossierClub
from tests.services.prospect_club import ProspectClub
from tests.ui.clerk import Clerk

Open = Callable[..., MainWindow]
Show = Callable[[MainWindow], None]
Save = Callable[[Desk], str]
BASTIEN = ClientId(5)


def _area(key: str) -> Show:
    return lambda window: window.open_area(key)


def _tab(key: str) -> Show:
    def show(window: MainWindow) -> None:
        window.workplace.open_client(BASTIEN)
        tabs = window.findChild(TabPages, "card_tabs")
        assert tabs is not None
        tabs.show_page(key)

    return show


def _invoice(desk: Desk) -> str:
    return Books(desk).row(Books(desk).billed(BASTIEN)).number


def _dossier(desk: Desk) -> str:
    DossierClub(Club(desk)).dossier([BASTIEN], "Famille Neuve")
    return "Famille Neuve"


def _opportunity(desk: Desk) -> str:
    ProspectClub(Club(desk)).opportunity(BASTIEN, title="Piscine pour deux")
    return "Piscine pour deux"


def _link(desk: Desk) -> str:
    company = Club(desk).client("", "", company="Neuve SPRL", kind=PersonKind.LEGAL)
    link(desk, LinkClients(new_command(), BASTIEN, company))
    return "Neuve SPRL"


VIEWS: dict[str, tuple[Show, Save]] = {
    "the invoices": (_area(BILLING), _invoice),
    "the dossiers": (_area(DOSSIERS), _dossier),
    "the prospects": (_area(PROSPECTS), _opportunity),
    "the account of a card": (_tab("account"), _invoice),
    "the dossiers of a card": (_tab("dossiers"), _dossier),
    "the follow-up of a card": (_tab("follow_ups"), _opportunity),
    "the links of a card": (_tab("links"), _link),
}


@pytest.mark.parametrize("view", VIEWS)
def test_what_another_desk_saved_is_seen_where_anything_may_have_changed(
    open_window: Open, desk_at: Callable[..., Desk], runner: PoolRunner, qtbot: QtBot, view: str
) -> None:
    show, save = VIEWS[view]
    window, clerk = open_window(), Clerk(runner, qtbot)
    show(window)
    clerk.settle()
    saved = save(desk_at(Role.MANAGER))
    assert saved not in _shown()
    window.workplace.refresh(ANYTHING)
    clerk.settle()
    assert saved in _shown()


def test_a_save_that_touched_too_much_to_name_is_seen_where_one_comes_back_to(
    open_window: Open, desk_at: Callable[..., Desk], runner: PoolRunner, qtbot: QtBot
) -> None:
    window, clerk = open_window(), Clerk(runner, qtbot)
    window.open_area(BILLING)
    clerk.settle()
    window.open_area(DOSSIERS)
    clerk.settle()
    number = _invoice(desk_at(Role.MANAGER))
    window.workplace.announce(Outcome(), "")
    window.open_area(BILLING)
    clerk.settle()
    assert number in _shown()


def _shown() -> str:
    """Every word in the windows."""
    said: list[str] = []
    for window in QApplication.topLevelWidgets():
        said += [each.text() for each in window.findChildren(QLabel) if each.isVisible()]
        for table in window.findChildren(Table):
            model = table.rows_model()
            if table.isVisible():
                cells = [(row, at) for row in range(model.rowCount()) for at in range(model.columnCount())]
                said += [model.cell(row, at).plain for row, at in cells]
    return "\n".join(said)
