"""Who was deactivated can still be chosen in opportunities, quotes and follow-ups, and is billed nothing (spec 3.2.6)."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.ids import ClientId
from app.services.desk import Desk
from app.services.prospects.follow_up_queries import client_prospects
from app.services.states import DeactivateClient, deactivate, deactivation_facts
from app.services.views import ClientState
from app.ui.billing import IssueDialog
from app.ui.kit.client_picker import ClientPicker
from app.ui.kit.runner import PoolRunner
from app.ui.prospects import FollowUpDialog, OpportunityDialog, QuoteDialog
from tests.services.club import new_command
from tests.ui.clerk import Clerk
from tests.ui.noted_workplace import NotedWorkplace

BASTIEN = ClientId(5)


class Asker(Clerk):
    """A person at a form that asks for a client."""

    def __init__(self, noted: NotedWorkplace, runner: PoolRunner, qtbot: QtBot) -> None:
        super().__init__(runner, qtbot)
        self.noted = noted
        noted.window.show()

    def open(self, dialog: QDialog) -> None:
        dialog.open()
        dialog.activateWindow()
        self.settle()

    def pick(self, name: str, typed: str) -> ClientPicker:
        """Type in the picker and take the first line, by keyboard."""
        picker = self.look_up(name, typed)
        self.key(Qt.Key.Key_Return, picker)
        return picker

    def in_first_line(self, part: str) -> str:
        """The name of this field in the line that a new quote begins with."""
        fields = self.control(QuoteDialog, "quote_dialog").findChildren(QLineEdit)
        names = (each.objectName() for each in fields if each.isVisible())
        return next(name for name in names if name.startswith(f"quote_lines_{part}_"))


@pytest.fixture
def asker(noted: NotedWorkplace, runner: PoolRunner, qtbot: QtBot, desk_at: Callable[..., Desk]) -> Asker:
    desk = desk_at()
    version = deactivation_facts(desk, BASTIEN).version
    deactivate(desk, DeactivateClient(new_command(), BASTIEN, version))
    return Asker(noted, runner, qtbot)


def is_named_so(picker: ClientPicker) -> bool:
    """The field says of the chosen client that he is deactivated."""
    row = picker.chosen()
    return row is not None and (row.id, row.state) == (BASTIEN, ClientState.DEACTIVATED)


def test_3_2_6_an_opportunity_is_noted_for_a_deactivated_client(asker: Asker, noted: NotedWorkplace) -> None:
    asker.open(OpportunityDialog(noted))
    assert is_named_so(asker.pick("opportunity_client", "lejeune"))
    asker.type("opportunity_title", "Retour en septembre")
    asker.press("opportunity_save")
    assert [row.title for row in client_prospects(noted.desk, BASTIEN).opportunities] == [
        "Retour en septembre"
    ]


def test_3_2_6_a_follow_up_is_planned_for_a_deactivated_client(asker: Asker, noted: NotedWorkplace) -> None:
    asker.open(FollowUpDialog(noted))
    assert is_named_so(asker.pick("follow_up_client", "lejeune"))
    asker.type("follow_up_subject", "Demander s'il revient")
    asker.press("follow_up_save")
    assert [row.subject for row in client_prospects(noted.desk, BASTIEN).follow_ups] == [
        "Demander s'il revient"
    ]


def test_3_2_6_a_quote_is_made_for_a_deactivated_client(asker: Asker, noted: NotedWorkplace) -> None:
    asker.open(QuoteDialog(noted))
    assert is_named_so(asker.pick("quote_client", "lejeune"))
    asker.type(asker.in_first_line("description"), "Serviette")
    asker.type(asker.in_first_line("unit_price"), "12,10")
    asker.press("quote_save")
    assert [row.billed for row in client_prospects(noted.desk, BASTIEN).quotes] == [1210]


def test_3_2_6_a_deactivated_client_is_billed_nothing(asker: Asker, noted: NotedWorkplace) -> None:
    asker.open(IssueDialog(noted, None))
    assert is_named_so(asker.pick("issue_client", "lejeune"))
    assert "désactivé" in asker.text("issue_barred_detail")
    assert "désactivé" in asker.why_not("issue_save")
