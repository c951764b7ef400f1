"""The desk at work: the ways from one area to another, and what happens after a change was saved."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

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
from app.ui.kit.memory import Memory
from app.ui.kit.news import ANYTHING
from app.ui.kit.notice import Notice
from app.ui.kit.runner import Runner
from app.ui.kit.station import Station
from app.ui.kit.workplace import AccessTab, Neighbours, Result, View
from app.ui.shell.apart import ApartWindow
from app.ui.shell.areas import DOSSIERS, SEARCH
from app.ui.shell.pages import Pages
from app.ui.shell.portal import PortalFollower


class DeskWorkplace(QObject):
    """Answers `kit.workplace.Workplace` for the areas; imports each when it is first gone to."""

    def __init__(
        self,
        desk: Desk,
        runner: Runner,
        memory: Memory,
        window: QWidget,
        pages: Pages,
        notice: Notice,
        station: Station | None = None,
    ) -> None:
        super().__init__(window)
        self._station = station
        self._desk, self._runner, self._memory = desk, runner, memory
        self._window, self._pages, self._notice = window, pages, notice
        self._dialogs: list[QWidget] = []
        self._portal = PortalFollower(desk, runner, self)
        self._portal.written.connect(self.refresh)

    @property
    def desk(self) -> Desk:
        """See `Workplace.desk`."""
        return self._desk

    @property
    def runner(self) -> Runner:
        """See `Workplace.runner`."""
        return self._runner

    @property
    def memory(self) -> Memory:
        """See `Workplace.memory`."""
        return self._memory

    @property
    def window(self) -> QWidget:
        """See `Workplace.window`."""
        return self._window

    @property
    def station(self) -> Station | None:
        """See `WithStation.station`."""
        return self._station

    def open_client(self, client: ClientId) -> None:
        """See `Workplace.open_client`."""
        self._come_forward()
        self._pages.open_client(client)

    def new_client(self) -> None:
        """See `Workplace.new_client`."""
        self._pages.open_client(None)

    def back_to_search(self) -> None:
        """See `Workplace.back_to_search`."""
        self._come_forward()
        self._pages.open_area(self._pages.origin if self._pages.current_client is not None else SEARCH)

    def neighbours(self, client: ClientId) -> Neighbours | None:
        """See `Result.neighbours`: the result is that of the search, where the card was opened from it."""
        if self._pages.origin != SEARCH:
            return None
        page: object = self._pages.page(SEARCH)
        return page.neighbours(client) if isinstance(page, Result) else None

    def open_access(
        self, client: ClientId, access: AccessId | None = None, tab: AccessTab | None = None
    ) -> None:
        """See `Workplace.open_access`."""
        from app.ui.access import AccessDialog

        self._open(AccessDialog(self, client, access, tab))

    def sell_access(self, client: ClientId) -> None:
        """See `Workplace.sell_access`."""
        from app.ui.sale import SaleDialog

        self._open(SaleDialog(self, client))

    def print_schedule(self, access: AccessId) -> None:
        """See `Workplace.print_schedule`."""
        from app.ui.printing import print_schedule

        self._open(print_schedule(self, access))

    def print_receipt(self, suspension: SuspensionId) -> None:
        """See `Workplace.print_receipt`."""
        from app.ui.printing import print_receipt

        self._open(print_receipt(self, suspension))

    def print_selection(self, criteria: Criteria) -> None:
        """See `Workplace.print_selection`."""
        from app.ui.printing import print_selection

        self._open(print_selection(self, criteria))

    def preview_paper(self, produce: Callable[[PaperChoices], PrintedPaper], heading: str) -> None:
        """See `Workplace.preview_paper`."""
        from app.ui.printing import preview_paper

        self._open(preview_paper(self, produce, heading))

    def suspend_selection(self, criteria: Criteria) -> None:
        """See `Workplace.suspend_selection`."""
        from app.ui.bulk import BulkDialog, Task

        self._open(BulkDialog(self, criteria, Task.SUSPEND))

    def stop_selection(self, criteria: Criteria) -> None:
        """See `Workplace.stop_selection`."""
        from app.ui.bulk import BulkDialog, Task

        self._open(BulkDialog(self, criteria, Task.STOP))

    def open_dossier(self, dossier: DossierId) -> None:
        """See `Workplace.open_dossier`."""
        self._come_forward()
        self._pages.open_in(DOSSIERS, partial(_show_dossier, dossier))

    def new_dossier(self, client: ClientId | None = None) -> None:
        """See `Workplace.new_dossier`."""
        from app.ui.dossiers import DossierWizard

        self._open(DossierWizard(self, client))

    def new_activity(self, dossier: DossierId | None = None, client: ClientId | None = None) -> None:
        """See `Workplace.new_activity`."""
        from app.ui.dossiers import ActivityDialog

        self._open(ActivityDialog(self, dossier, client))

    def open_invoice(self, invoice: InvoiceId) -> None:
        """See `Workplace.open_invoice`."""
        from app.ui.billing import InvoiceDialog

        self._open(InvoiceDialog(self, invoice))

    def new_invoice(self, client: ClientId | None = None) -> None:
        """See `Workplace.new_invoice`."""
        from app.ui.billing import IssueDialog

        self._open(IssueDialog(self, client, proposed=self._pages.current_client))

    def take_payment(self, client: ClientId) -> None:
        """See `Workplace.take_payment`."""
        from app.ui.billing import PaymentDialog

        self._open(PaymentDialog(self, client))

    def print_invoice(self, invoice: InvoiceId) -> None:
        """See `Workplace.print_invoice`."""
        from app.ui.billing import preview_invoice

        preview_invoice(self, invoice)

    def send_reminders(self) -> None:
        """See `Workplace.send_reminders`."""
        from app.ui.billing import RemindersDialog

        self._open(RemindersDialog(self))

    def bill_selection(self, criteria: Criteria) -> None:
        """See `Workplace.bill_selection`."""
        from app.ui.billing import BillManyDialog

        self._open(BillManyDialog(self, criteria))

    def new_opportunity(self, client: ClientId | None = None) -> None:
        """See `Workplace.new_opportunity`."""
        from app.ui.prospects import OpportunityDialog

        self._open(OpportunityDialog(self, client=client))

    def open_opportunity(self, opportunity: OpportunityId) -> None:
        """See `Workplace.open_opportunity`."""
        from app.ui.prospects import OpportunityDialog

        self._open(OpportunityDialog(self, opportunity=opportunity))

    def new_quote(self, client: ClientId | None = None, opportunity: OpportunityId | None = None) -> None:
        """See `Workplace.new_quote`."""
        from app.ui.prospects import QuoteDialog

        self._open(QuoteDialog(self, client=client, opportunity=opportunity))

    def open_quote(self, quote: QuoteId) -> None:
        """See `Workplace.open_quote`."""
        from app.ui.prospects import QuoteDialog

        self._open(QuoteDialog(self, quote=quote))

    def new_follow_up(self, client: ClientId | None = None, opportunity: OpportunityId | None = None) -> None:
        """See `Workplace.new_follow_up`."""
        from app.ui.prospects import FollowUpDialog

        self._open(FollowUpDialog(self, client=client, opportunity=opportunity))

    def open_follow_up(self, follow_up: FollowUpId) -> None:
        """See `Workplace.open_follow_up`."""
        from app.ui.prospects import FollowUpDialog

        self._open(FollowUpDialog(self, follow_up=follow_up))

    def announce(self, outcome: Outcome, message: str, undo: Callable[[], None] | None = None) -> None:
        """See `Workplace.announce`."""
        self.refresh(outcome.touched or ANYTHING)
        if message:
            self._notice.say(message, undo=undo)
        self._portal.follow(outcome.touched)

    def refresh(self, touched: frozenset[Touched]) -> None:
        """Let what shows these things read them again."""
        self._pages.refresh(touched)
        self._dialogs = [dialog for dialog in self._dialogs if isValid(dialog)]
        for dialog in self._dialogs:
            if dialog.isVisible() and isinstance(dialog, View):
                dialog.refresh(touched)

    def accompany(self, view: QWidget) -> None:
        """Tell this view of changes too while it is visible, until it is closed."""
        self._dialogs = [each for each in self._dialogs if isValid(each)]
        self._dialogs.append(view)

    def _come_forward(self) -> None:
        """Asked from a window apart, the way leads to the main window."""
        if isinstance(QApplication.activeWindow(), ApartWindow):
            self._window.show()
            self._window.raise_()
            self._window.activateWindow()

    def _open(self, dialog: QDialog) -> None:
        self._come_forward()
        self.accompany(dialog)
        dialog.open()


def _show_dossier(dossier: DossierId, page: QWidget) -> None:
    from app.ui.dossiers import DossiersPage

    if isinstance(page, DossiersPage):
        page.open_dossier(dossier)
