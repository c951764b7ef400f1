"""What is saved at a desk is on the pages of the portal soon after, wherever it was saved (spec 3.3.9)."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.domain.ids import ClientId, DossierId, InvoiceId
from app.domain.rights import Role
from app.services.clock import FixedClock
from app.services.club import club_settings, save_club_settings
from app.services.desk import Desk, Outcome, Touched
from app.services.requests import SaveClubSettings
from app.ui.dossiers import DossiersPage
from app.ui.kit.runner import ImmediateRunner, PoolRunner
from app.ui.shell.areas import BILLING, DOSSIERS
from app.ui.shell.main_window import MainWindow
from app.ui.shell.portal import PortalFollower
from app.ui.shell.upkeep import DailyUpkeep
from tests.services.billing_club import Books, for_invoice
from tests.services.club import Club, new_command
from tests.services.dossier_club import DossierClub
from tests.ui.clerk import Clerk
from tests.ui.desk_fixtures import DESK_DAY
from tests.ui.shell.conftest import Open

BASTIEN = ClientId(5)


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    """The folder that a web server would serve."""
    return tmp_path / "portail"


@pytest.fixture
def front(desk_at: Callable[..., Desk], portal: Path) -> DossierClub:
    """A desk with dossiers, its portal standing in that folder."""
    front = DossierClub(Club(desk_at(Role.ADMINISTRATOR)))
    settings, version = club_settings(front.desk)
    decided = replace(settings, name="Club Horizon", portal_folder=str(portal))
    save_club_settings(front.desk, SaveClubSettings(new_command(), version, decided))
    return front


def billed(front: DossierClub) -> tuple[DossierId, InvoiceId]:
    """A shared dossier with an invoice of 10,00 €."""
    dossier = front.dossier([BASTIEN])
    front.entered(dossier, None, 1000)
    invoice = front.invoiced(dossier).invoices[0]
    front.shared(dossier)
    return dossier, invoice


def page(front: DossierClub, dossier: DossierId) -> str:
    return Path(front.view(dossier).sharing.file).read_text(encoding="utf-8").replace("\u00a0", " ")


def test_a_payment_is_on_the_page_of_a_shared_dossier_as_soon_as_it_was_announced(
    open_window: Open, front: DossierClub, runner: PoolRunner, qtbot: QtBot
) -> None:
    dossier, invoice = billed(front)
    window, clerk = open_window(), Clerk(runner, qtbot)
    paid = Books(front.desk).payment(BASTIEN, for_invoice(invoice, 400))
    assert "6,00 €" not in page(front, dossier)
    window.workplace.announce(paid, "")
    clerk.settle()
    assert "6,00 €" in page(front, dossier)
    assert not front.view(dossier).sharing.is_due


def test_the_follower_says_which_dossiers_it_wrote(front: DossierClub) -> None:
    dossier, invoice = billed(front)
    owner, told = QObject(), list[frozenset[Touched]]()
    follower = PortalFollower(front.desk, ImmediateRunner(), owner)
    follower.written.connect(told.append)
    follower.follow(Books(front.desk).payment(BASTIEN, for_invoice(invoice, 400)).touched)
    assert [each.id for some in told for each in some] == [dossier]
    follower.follow(Outcome().touched)
    assert len(told) == 2


def test_a_portal_that_cannot_be_written_stops_nobody_and_is_made_up_for(
    front: DossierClub, portal: Path
) -> None:
    dossier, invoice = billed(front)
    away = portal.with_name("ailleurs")
    portal.rename(away)
    portal.write_text("occupé", encoding="utf-8")
    owner = QObject()
    paid = Books(front.desk).payment(BASTIEN, for_invoice(invoice, 400))
    PortalFollower(front.desk, ImmediateRunner(), owner).follow(paid.touched)
    assert front.view(dossier).sharing.is_due
    upkeep = DailyUpkeep(owner, front.desk.store, FixedClock(DESK_DAY), ImmediateRunner(), portal.parent)
    upkeep.look()
    portal.unlink()
    away.rename(portal)
    for _ in range(9):
        upkeep.look()
    assert not front.view(dossier).sharing.is_due
    assert "6,00 €" in page(front, dossier)


def in_front(window: MainWindow) -> str:
    """Which of its two the area shows."""
    page = window.pages.page(DOSSIERS)
    assert isinstance(page, DossiersPage)
    shown = page.currentWidget()
    assert shown is not None
    return shown.objectName()


def test_dossiers_in_the_side_bar_leads_from_a_dossier_to_the_list_and_from_elsewhere_back_to_the_dossier(
    open_window: Open, front: DossierClub, runner: PoolRunner, qtbot: QtBot
) -> None:
    dossier, _ = billed(front)
    window, clerk = open_window(), Clerk(runner, qtbot)
    window.workplace.open_dossier(dossier)
    clerk.settle()
    assert in_front(window) == "dossier_page"
    window.open_area(BILLING)
    window.open_area(DOSSIERS)
    clerk.settle()
    assert in_front(window) == "dossier_page"
    window.side.asked.emit(DOSSIERS)
    clerk.settle()
    assert in_front(window) == "dossiers_list"
    window.side.asked.emit(DOSSIERS)
    assert in_front(window) == "dossiers_list"
    window.workplace.open_client(BASTIEN)
    window.workplace.open_dossier(dossier)
    clerk.settle()
    assert in_front(window) == "dossier_page"
