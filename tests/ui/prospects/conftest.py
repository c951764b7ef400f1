"""A clerk at the windows of prospects: a club with an opportunity in most stages, on real services and SQLite."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.cents import Cents
from app.domain.ids import ClientId, FollowUpId, OpportunityId, QuoteId, UserId
from app.domain.prospects import FollowUpKind, QuoteState, Stage
from app.domain.rights import Role
from app.services.clock import FixedClock
from app.services.desk import Desk, Operator
from app.services.plans import plans
from app.services.store import Store, open_store
from app.ui.kit.client_picker import ClientPicker
from app.ui.kit.runner import PoolRunner
from tests.services.club import Club
from tests.services.prospect_club import LESSON, TOWEL, ProspectClub
from tests.ui.clerk import Clerk
from tests.ui.desk_fixtures import DESK_DAY
from tests.ui.noted_workplace import NotedWorkplace

JEAN_NOEL, MARGAUX, INES, ANNE, BASTIEN, ASE, ZOE, AISSATOU = map(ClientId, range(1, 9))
FAMILY, TRIAL, COMPANY, LOST = map(OpportunityId, range(1, 5))
DRAFT, SENT = QuoteId(1), QuoteId(2)
LATE, NOW = FollowUpId(1), FollowUpId(2)


def prospects_at(desk: Desk) -> ProspectClub:
    """The club with the plans it has already."""
    return ProspectClub(Club(desk, {row.fields.name: row.id for row in plans(desk)}))


def fill(desk: Desk) -> None:
    """Four opportunities, two quotes, three follow-ups."""
    club = prospects_at(desk)
    soon = date(2010, 8, 20)
    club.opportunity(BASTIEN, title="Abonnement famille", expected_value=Cents(156000), expected_on=soon,
                     source="Parrainage", adviser="ADMIN", note="Compare avec un autre club.")  # fmt: skip
    club.opportunity(ZOE, title="Essai", expected_value=Cents(9900))
    club.opportunity(AISSATOU, title="Entreprise", expected_value=Cents(472000), expected_on=date(2010, 9, 1))
    club.opportunity(ASE, title="Cours du midi", expected_value=Cents(36000))
    club.moved(TRIAL, Stage.VISIT)
    club.moved(COMPANY, Stage.CONTACTED)
    club.moved(LOST, Stage.LOST, "trop cher")
    club.quote(club.plan_line(), TOWEL, client=BASTIEN, opportunity=FAMILY)
    club.quote(LESSON, client=ZOE)
    club.answered(SENT, QuoteState.SENT)
    club.follow_up(BASTIEN, date(2010, 7, 26), FAMILY, subject="Fixer un essai")
    club.follow_up(
        ZOE, DESK_DAY, subject="Envoyer les horaires", kind=FollowUpKind.EMAIL, due_at=time(14, 30),
        assigned_to=UserId(1),
    )  # fmt: skip
    club.done(club.follow_up(ASE), "Pas intéressée.")


@pytest.fixture(scope="session")
def prospects_file(known_club_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The known club with its prospects."""
    path = tmp_path_factory.mktemp("prospects") / "club.db"
    shutil.copyfile(known_club_file, path)
    store = open_store(path)
    operator = Operator(UserId(1), "ADMIN", Role.ADMINISTRATOR, "ACCUEIL-1")
    fill(Desk(store, FixedClock(date(2010, 7, 22)), operator))
    store.close()
    return path


@pytest.fixture
def known_club(prospects_file: Path, tmp_path: Path) -> Iterator[Store]:
    """The club of these tests, open, to be changed at will."""
    path = tmp_path / "club.db"
    shutil.copyfile(prospects_file, path)
    store = open_store(path)
    yield store
    store.close()


@dataclass
class Shown:
    """What is in front."""

    page: Any = None
    dialog: Any = None


class ProspectClerk(Clerk):
    """A person at a window of prospects."""

    def __init__(self, noted: NotedWorkplace, runner: PoolRunner, qtbot: QtBot) -> None:
        super().__init__(runner, qtbot)
        self.desk, self.noted, self.shown = noted.desk, noted, Shown()
        noted.window.show()

    @property
    def club(self) -> ProspectClub:
        """The club as an administrator sees it, to change it behind the window's back."""
        operator = replace(self.desk.operator, role=Role.ADMINISTRATOR)
        return prospects_at(replace(self.desk, operator=operator))

    def open(self, dialog: QDialog) -> None:
        """A dialog, opened as the shell does it."""
        self.shown.dialog = dialog
        dialog.open()
        dialog.activateWindow()
        self.settle()

    def show(self, page: QWidget, size: tuple[int, int] = (1248, 843)) -> None:
        """A page in the window."""
        self.shown.page = page
        QVBoxLayout(self.noted.window).addWidget(page)
        self.noted.window.resize(*size)
        with self.qtbot.waitActive(self.noted.window):
            self.noted.window.activateWindow()
        self.settle()
        QApplication.processEvents()

    def pick(self, name: str, client: ClientId, text: str) -> None:
        """Choose a client in a picker."""
        self.control(ClientPicker, name).set_client(client, text)
        self.settle()

    def told(self) -> list[str]:
        """What was announced."""
        return [way[2].replace("\u00a0", " ") for way in self.noted.ways if way[0] == "announced"]

    def ways(self) -> list[tuple[Any, ...]]:
        """The ways that were taken, announcements aside."""
        return [way for way in self.noted.ways if way[0] != "announced"]


@pytest.fixture
def clerk_of(
    desk_at: Callable[..., Desk], runner: PoolRunner, qtbot: QtBot, noted: NotedWorkplace
) -> Callable[..., ProspectClerk]:
    """A clerk of a role on a day."""

    def make(role: Role = Role.RECEPTION, today: date = DESK_DAY) -> ProspectClerk:
        noted.desk = desk_at(role, today)
        return ProspectClerk(noted, runner, qtbot)

    return make


@pytest.fixture
def clerk(clerk_of: Callable[..., ProspectClerk]) -> ProspectClerk:
    """Somebody at the reception."""
    return clerk_of()
