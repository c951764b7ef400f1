"""What every area of the desk may ask of the place it works in; the shell answers it.

Areas do not import each other (spec 6.2): the search asks the workplace to open a client, the
card asks it to open the Accès dialog, and every saved change is announced to it, so that the
visible views that show the changed things refresh.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, runtime_checkable

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
from app.services.desk import Desk, Outcome, Touched
from app.services.documents.papers import PaperChoices, PrintedPaper
from app.ui.kit.runner import Runner
from app.ui.kit.table import Memory


class AccessTab(StrEnum):
    """The tabs of the Accès dialog."""

    ACCESS = "access"
    REPORT = "report"
    SCHEDULE = "schedule"
    HISTORY = "history"


class Workplace(Protocol):
    """The desk at work: who works, where jobs run, and the ways from one area to another."""

    @property
    def desk(self) -> Desk:
        """The operator who is signed in, with the store and the clock."""
        ...

    @property
    def runner(self) -> Runner:
        """Where jobs run off the GUI thread."""
        ...

    @property
    def memory(self) -> Memory:
        """Widths, orders and hidden columns of this user's tables."""
        ...

    @property
    def window(self) -> QWidget:
        """The window over which dialogs open."""
        ...

    def open_client(self, client: ClientId) -> None:
        """Show the client's card."""
        ...

    def new_client(self) -> None:
        """Show an empty card."""
        ...

    def back_to_search(self) -> None:
        """Leave the card for the result it was opened from."""
        ...

    def open_access(
        self, client: ClientId, access: AccessId | None = None, tab: AccessTab | None = None
    ) -> None:
        """Open the Accès dialog, on that access and tab if given."""
        ...

    def sell_access(self, client: ClientId) -> None:
        """Open Vendre un accès."""
        ...

    def print_schedule(self, access: AccessId) -> None:
        """Preview the schedule of an access."""
        ...

    def print_receipt(self, suspension: SuspensionId) -> None:
        """Preview the avenant de report of a suspension."""
        ...

    def print_selection(self, criteria: Criteria) -> None:
        """Open the dialog that prints the schedules of a whole selection."""
        ...

    def preview_paper(self, produce: Callable[[PaperChoices], PrintedPaper], heading: str) -> None:
        """Preview the paper that `produce` makes beside the window; `heading` until it is there."""
        ...

    def suspend_selection(self, criteria: Criteria) -> None:
        """Open the dialog that suspends all that a search finds."""
        ...

    def stop_selection(self, criteria: Criteria) -> None:
        """Open the dialog that stops the suspensions of all that a search finds."""
        ...

    def open_dossier(self, dossier: DossierId) -> None:
        """Show the page of a dossier."""
        ...

    def new_dossier(self, client: ClientId | None = None) -> None:
        """Open the wizard Nouveau dossier, with this client among the parties if given."""
        ...

    def new_activity(self, dossier: DossierId | None = None, client: ClientId | None = None) -> None:
        """Open Nouvelle activité for this dossier, or for one to be chosen; `client`: from whose card."""
        ...

    def open_invoice(self, invoice: InvoiceId) -> None:
        """Open the window of an invoice or a credit note."""
        ...

    def new_invoice(self, client: ClientId | None = None) -> None:
        """Open Nouvelle facture for this client, or for one to be chosen: that of the card in front is proposed."""
        ...

    def take_payment(self, client: ClientId) -> None:
        """Open Encaisser."""
        ...

    def print_invoice(self, invoice: InvoiceId) -> None:
        """Preview an invoice or a credit note."""
        ...

    def send_reminders(self) -> None:
        """Open the rehearsal of the reminders of today."""
        ...

    def bill_selection(self, criteria: Criteria) -> None:
        """Open the dialog that bills the same to all that a search finds."""
        ...

    def accompany(self, view: QWidget) -> None:
        """Tell a window that an area opened itself of changes too, while it is visible."""
        ...

    def new_opportunity(self, client: ClientId | None = None) -> None:
        """Open Nouvelle opportunité for this client, or for one to be chosen."""
        ...

    def open_opportunity(self, opportunity: OpportunityId) -> None:
        """Open the window of an opportunity."""
        ...

    def new_quote(self, client: ClientId | None = None, opportunity: OpportunityId | None = None) -> None:
        """Open Nouveau devis for this client and opportunity, or for a client to be chosen."""
        ...

    def open_quote(self, quote: QuoteId) -> None:
        """Open the window of a quote."""
        ...

    def new_follow_up(self, client: ClientId | None = None, opportunity: OpportunityId | None = None) -> None:
        """Open Nouveau suivi for this client and opportunity, or for a client to be chosen."""
        ...

    def open_follow_up(self, follow_up: FollowUpId) -> None:
        """Open the window of a follow-up."""
        ...

    def announce(self, outcome: Outcome, message: str, undo: Callable[[], None] | None = None) -> None:
        """After a save: refresh what shows the touched things, and say it quietly."""
        ...


@runtime_checkable
class Draft(Protocol):
    """A page on which something may be typed and not saved; it is asked before it is left."""

    def has_unsaved(self) -> bool:
        """Whether leaving now would lose something."""
        ...


@runtime_checkable
class View(Protocol):
    """A page or dialog that shows stored things and can be told that some changed."""

    def refresh(self, touched: frozenset[Touched]) -> None:
        """Read again what is shown, if it concerns this view."""
        ...


@runtime_checkable
class Overview(Protocol):
    """A page of an area that shows one thing over its list; asked for again, the area shows the list."""

    def show_list(self) -> None:
        """Back to the list, on the line that was left."""
        ...


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where a client stands in a result (from 1), of how many if that is known, and who is beside."""

    position: int
    total: int | None
    before: ClientId | None
    after: ClientId | None


@runtime_checkable
class Result(Protocol):
    """A result that a card was opened from; a workplace and a page that have one offer this way."""

    def neighbours(self, client: ClientId) -> Neighbours | None:
        """Where the client stands, and make the line of the client the chosen one; None: not in it."""
        ...


@dataclass(frozen=True, slots=True)
class CardTab:
    """A tab that another area adds to the client's card, made when it is first opened.

    `title` is a message to translate. What `make` returns may be a `View` and a `Draft`.
    """

    key: str
    title: str
    make: Callable[[Workplace, ClientId], QWidget]
