"""A person at the windows of dossiers: the known club, real services, real SQLite."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.domain.cents import Cents
from app.domain.ids import ClientId, DossierId
from app.domain.rights import Role
from app.i18n import Language, set_language
from app.services.criteria import Criteria, Sort
from app.services.desk import Desk, Touched, TouchedKind
from app.services.dossiers.activities import enter_activity
from app.services.dossiers.deleting import delete_dossier
from app.services.dossiers.intervening import name_intervenants
from app.services.dossiers.keeping import save_dossier
from app.services.dossiers.parties import set_party_active
from app.services.dossiers.queries import dossier_view
from app.services.dossiers.requests import (
    ActivityFields,
    DeleteDossier,
    EnterActivity,
    NameIntervenants,
    PartyFields,
    SaveDossier,
    SetPartyActive,
)
from app.services.dossiers.views import DossierView
from app.services.queries.search import search_clients
from app.services.requests import SaveUser
from app.services.users import save_user
from app.ui.dossiers import DossiersPage
from app.ui.dossiers.activities_card import ActivitiesCard
from app.ui.dossiers.status_switch import StatusSwitch
from app.ui.kit.choices import Choice, TickBox
from app.ui.kit.runner import PoolRunner
from app.ui.kit.workplace import View
from tests.services.club import new_command
from tests.ui.clerk import Clerk
from tests.ui.desk_fixtures import DESK_DAY
from tests.ui.noted_workplace import NotedWorkplace

JEAN_NOEL, MARGAUX, INES, ANNE_SOPHIE, BASTIEN, ASE, ZOE, AISSATOU = range(1, 9)
"""The numbers of the clients of the known club; Inès is blocked for a late payment."""
FAMILY = (JEAN_NOEL, MARGAUX, ANNE_SOPHIE)
WARNING = "Attention : le dossier contient des activités non facturées liées à ce client"


def client_numbered(desk: Desk, number: int) -> ClientId:
    """The client of this number."""
    found = search_clients(desk, Criteria(number=str(number)), Sort(), None, 2).rows
    return found[0].id


def made(desk: Desk, name: str, numbers: Sequence[int], inactive: Sequence[int] = ()) -> DossierId:
    """A dossier of these clients, some of them inactive."""
    parties = tuple(PartyFields(client_numbered(desk, number), number not in inactive) for number in numbers)
    return save_dossier(desk, SaveDossier(new_command(), None, 0, name, parties)).dossier


def entered(
    desk: Desk,
    dossier: DossierId,
    cents: int = 1000,
    number: int | None = None,
    what: str = "Location du court",
    day: date = DESK_DAY,
) -> None:
    """An activity, in common where no client is named."""
    client = client_numbered(desk, number) if number is not None else None
    fields = ActivityFields(client, day, what, Decimal(1), Cents(cents), Decimal(21))
    enter_activity(desk, EnterActivity(new_command(), dossier, fields))


def turned(desk: Desk, dossier: DossierId, number: int, active: bool) -> None:
    """The status of a client, changed at another desk."""
    set_party_active(desk, SetPartyActive(new_command(), dossier, client_numbered(desk, number), active))


class DossierClerk(Clerk):
    """A person at the area Dossiers."""

    def __init__(self, noted: NotedWorkplace, runner: PoolRunner, qtbot: QtBot) -> None:
        super().__init__(runner, qtbot)
        self.noted = noted
        self.page = DossiersPage(noted)

    @property
    def desk(self) -> Desk:
        """The desk the person works at."""
        return self.noted.desk

    def search(self, name: str, text: str, table: str, names: Sequence[str]) -> None:
        """Type into a search field and wait for exactly these lines."""
        self.type(name, text)
        self.qtbot.waitUntil(lambda: [row[0] for row in self.table(table)] == list(names))
        self.settle()

    def open(self, dossier: DossierId) -> None:
        """Show the page of a dossier."""
        self.page.open_dossier(dossier)
        self.settle()

    def view(self, dossier: DossierId) -> DossierView:
        """What the database says of a dossier."""
        return dossier_view(self.desk, dossier)

    @property
    def shown_dossier(self) -> DossierId:
        """The dossier whose page is open."""
        assert self.page.dossier is not None
        dossier = self.page.dossier.dossier
        assert dossier is not None
        return dossier

    def switch(self, number: int) -> StatusSwitch:
        """The one button of a client on the page."""
        return self.control(StatusSwitch, f"dossier_party_{number}_switch")

    def statuses(self, dossier: DossierId) -> dict[int, bool]:
        """Who is active in a dossier, by client number."""
        return {each.number: each.active for each in self.view(dossier).parties}

    def choose_activities(self, count: int) -> None:
        """Choose the first lines of the activities, as with Shift and the arrows."""
        card = self.control(ActivitiesCard, "dossier_activities")
        mode = card.table.selectionModel().SelectionFlag
        for at in range(count):
            card.table.selectionModel().select(card.model.index(at, 0), mode.Select | mode.Rows)
        self.settle()

    def is_allowed(self, name: str) -> bool:
        """Whether a button can be clicked."""
        return self.control(QAbstractButton, name).isEnabled()

    def tone(self, name: str) -> str:
        """In which tone a label is written."""
        return str(self.control(QLabel, name).property("tone"))

    def choose_item(self, name: str, text: str) -> None:
        """Choose an item of a box by its words."""
        box = self.control(Choice, name)
        at = box.findText(text)
        assert at >= 0, f"{text} is not offered"
        box.setCurrentIndex(at)
        self.settle()

    def items(self, name: str) -> list[str]:
        """What a box offers."""
        box = self.control(Choice, name)
        return [box.itemText(at) for at in range(box.count())]

    def menu_reason(self, menu: str, action: str) -> str:
        """Why an entry of the open menu cannot be chosen; nothing where it can."""
        shown = self.control(QMenu, menu)
        found = next(each for each in shown.actions() if each.objectName() == action)
        reason = "" if found.isEnabled() else found.toolTip()
        shown.close()
        return reason.replace("\u00a0", " ")

    def activate_item(self, name: str, text: str) -> None:
        """Take an item of an editable box, as a click in its list does."""
        self.choose_item(name, text)
        box = self.control(Choice, name)
        box.activated.emit(box.findText(text))
        self.settle()

    def name_somebody_else(self, dossier: DossierId) -> None:
        """A manager names a user who is not at this desk."""
        admin = replace(self.desk, operator=replace(self.desk.operator, role=Role.ADMINISTRATOR))
        code = "un code assez long 42"
        user = save_user(admin, SaveUser(new_command(), None, 0, "SARAH", Role.RECEPTION, True, code)).user
        version = self.view(dossier).version
        name_intervenants(admin, NameIntervenants(new_command(), dossier, version, (user,)))

    def tell_page(self, dossier: DossierId) -> None:
        """Another desk saved something of this dossier: the shell tells the page."""
        self.page.refresh(frozenset({Touched(TouchedKind.DOSSIER, dossier)}))
        self.settle()

    def tell_open_dialogs(self, dossier: DossierId) -> None:
        """Another desk saved something of this dossier: the shell tells the open dialogs."""
        for window in self.noted.accompanied:
            if isValid(window) and isinstance(window, View):
                window.refresh(frozenset({Touched(TouchedKind.DOSSIER, dossier)}))
        self.settle()

    def close_messages(self) -> None:
        """Read what was told, if something was."""
        while self.sees("message_close"):
            self.press("message_close")

    def intervenant_names(self) -> list[str]:
        """The users who can be ticked."""
        return [each.text() for each in self.control(QWidget, "intervenants_dialog").findChildren(TickBox)]

    def delete_elsewhere(self) -> None:
        """Another desk deletes the dossier that is shown."""
        dossier = self.shown_dossier
        version = self.view(dossier).version
        delete_dossier(self.desk, DeleteDossier(new_command(), dossier, version))
        self.tell_page(dossier)

    def announced(self) -> list[str]:
        """What was said quietly after saves."""
        return [way[2].replace("\u00a0", " ") for way in self.noted.ways if way[0] == "announced"]


AtDossiers = Callable[..., DossierClerk]


@pytest.fixture
def at_dossiers(
    noted: NotedWorkplace,
    desk_at: Callable[..., Desk],
    runner: PoolRunner,
    qtbot: QtBot,
    open_window: Callable[[QWidget], None],
) -> AtDossiers:
    """Opens the area for a role; `noted.window` is the page, so that dialogs open over it."""

    opened: list[DossierClerk] = []

    def open_one(role: Role = Role.ADMINISTRATOR, size: tuple[int, int] = (1240, 843)) -> DossierClerk:
        noted.desk = desk_at(role)
        clerk = DossierClerk(noted, runner, qtbot)
        opened.append(clerk)
        clerk.page.resize(*size)
        noted.window = clerk.page
        open_window(clerk.page)
        clerk.settle()
        return clerk

    return open_one


@pytest.fixture(params=list(Language), ids=[each.value for each in Language])
def spoken(request: pytest.FixtureRequest) -> Iterator[Language]:
    """Run the test in each language."""
    set_language(request.param)
    yield request.param
    set_language(Language.FR)


@pytest.fixture
def desk(desk_at: Callable[..., Desk]) -> Desk:
    """Another desk, where things are made before and meanwhile."""
    return desk_at()
