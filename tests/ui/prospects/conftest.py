"""A clerk at the windows of prospects: a club with an opportunity in most stages, on real services and SQLite."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.domain.cents import Cents
from app.domain.ids import ClientId, FollowUpId, OpportunityId, QuoteId, UserId
from app.domain.prospects import FollowUpKind, QuoteState, Stage
from app.domain.rights import Role
from app.services.desk import Desk
from app.services.plans import plans
from app.ui.kit.client_picker import ClientPicker
from app.ui.kit.runner import PoolRunner
from tests.services.club import Club
from tests.services.prospect_club import LESSON, TOWEL, ProspectClub
from tests.ui.desk_fixtures import DESK_DAY, filled
from tests.ui.noted_workplace import NotedWorkplace
from tests.ui.window_clerk import WindowClerk

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
def begun_club_file(known_club_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The known club with its prospects."""
    return filled(known_club_file, tmp_path_factory.mktemp("prospects"), date(2010, 7, 22), fill)


class ProspectClerk(WindowClerk):
    """A person at a window of prospects."""

    @property
    def club(self) -> ProspectClub:
        """The club as an administrator sees it, to change it behind the window's back."""
        operator = replace(self.desk.operator, role=Role.ADMINISTRATOR)
        return prospects_at(replace(self.desk, operator=operator))

    def pick(self, name: str, client: ClientId, text: str) -> None:
        """Choose a client in a picker."""
        self.control(ClientPicker, name).set_client(client, text)
        self.settle()

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
