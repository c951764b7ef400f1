"""A workplace whose desk and runner are real and whose ways to other areas are only noted."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.ids import (
    AccessId,
    ClientId,
    DossierId,
    FollowUpId,
    InvoiceId,
    OpportunityId,
    QuoteId,
    SuspensionId,
)
from app.services.criteria import Criteria
from app.services.desk import Desk, Outcome
from app.services.documents.papers import PaperChoices, PrintedPaper
from app.ui.kit.memory import SessionMemory
from app.ui.kit.runner import PoolRunner
from app.ui.kit.workplace import AccessTab, Neighbours


class NotedWorkplace:
    """Stands where the shell stands: `ways` lists what an area asked for."""

    def __init__(self, desk: Desk, runner: PoolRunner, window: QWidget) -> None:
        self.desk, self.runner, self.window = desk, runner, window
        self.memory = SessionMemory()
        self.ways: list[tuple[Any, ...]] = []
        self.accompanied: list[QWidget] = []
        self.result: dict[ClientId, Neighbours] = {}

    def open_client(self, client: ClientId) -> None:
        self.ways.append(("client", client))

    def new_client(self) -> None:
        self.ways.append(("new client",))

    def back_to_search(self) -> None:
        self.ways.append(("search",))

    def neighbours(self, client: ClientId) -> Neighbours | None:
        return self.result.get(client)

    def open_access(
        self, client: ClientId, access: AccessId | None = None, tab: AccessTab | None = None
    ) -> None:
        self.ways.append(("access", client, access, tab))

    def sell_access(self, client: ClientId) -> None:
        self.ways.append(("sale", client))

    def print_schedule(self, access: AccessId) -> None:
        self.ways.append(("schedule", access))

    def print_receipt(self, suspension: SuspensionId) -> None:
        self.ways.append(("receipt", suspension))

    def print_selection(self, criteria: Criteria) -> None:
        self.ways.append(("selection", criteria))

    def preview_paper(self, produce: Callable[[PaperChoices], PrintedPaper], heading: str) -> None:
        self.ways.append(("paper", produce, heading))

    def suspend_selection(self, criteria: Criteria) -> None:
        self.ways.append(("suspend selection", criteria))

    def stop_selection(self, criteria: Criteria) -> None:
        self.ways.append(("stop selection", criteria))

    def open_dossier(self, dossier: DossierId) -> None:
        self.ways.append(("dossier", dossier))

    def new_dossier(self, client: ClientId | None = None) -> None:
        self.ways.append(("new dossier", client))

    def new_activity(self, dossier: DossierId | None = None, client: ClientId | None = None) -> None:
        self.ways.append(("new activity", dossier, client))

    def open_invoice(self, invoice: InvoiceId) -> None:
        self.ways.append(("invoice", invoice))

    def new_invoice(self, client: ClientId | None = None) -> None:
        self.ways.append(("new invoice", client))

    def take_payment(self, client: ClientId) -> None:
        self.ways.append(("payment", client))

    def print_invoice(self, invoice: InvoiceId) -> None:
        self.ways.append(("print invoice", invoice))

    def send_reminders(self) -> None:
        self.ways.append(("reminders",))

    def bill_selection(self, criteria: Criteria) -> None:
        self.ways.append(("bill selection", criteria))

    def accompany(self, view: QWidget) -> None:
        self.accompanied.append(view)

    def new_opportunity(self, client: ClientId | None = None) -> None:
        self.ways.append(("new opportunity", client))

    def open_opportunity(self, opportunity: OpportunityId) -> None:
        self.ways.append(("opportunity", opportunity))

    def new_quote(self, client: ClientId | None = None, opportunity: OpportunityId | None = None) -> None:
        self.ways.append(("new quote", client, opportunity))

    def open_quote(self, quote: QuoteId) -> None:
        self.ways.append(("quote", quote))

    def new_follow_up(self, client: ClientId | None = None, opportunity: OpportunityId | None = None) -> None:
        self.ways.append(("new follow-up", client, opportunity))

    def open_follow_up(self, follow_up: FollowUpId) -> None:
        self.ways.append(("follow-up", follow_up))

    def announce(self, outcome: Outcome, message: str, undo: Callable[[], None] | None = None) -> None:
        self.ways.append(("announced", outcome, message))
