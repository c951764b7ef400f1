"""The page of one dossier: read beside the window, shown, and what is asked carried to the services (spec 3.3)."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.ids import DossierId, InvoiceId
from app.domain.refusals import Refused
from app.i18n import tr
from app.services.desk import Touched, TouchedKind
from app.services.dossiers.views import ActivityRow, PartyRow
from app.ui.dossiers import jobs
from app.ui.dossiers.activities_card import ActivitiesCard
from app.ui.dossiers.activity_dialog import ActivityDialog
from app.ui.dossiers.division_dialog import DivisionDialog
from app.ui.dossiers.head import DossierHead
from app.ui.dossiers.intervenants_dialog import IntervenantsDialog
from app.ui.dossiers.invoice_dialog import InvoiceDialog
from app.ui.dossiers.jobs import Shown
from app.ui.dossiers.other_lists import HistoryCard, InvoicesCard
from app.ui.dossiers.parties_card import PartiesCard
from app.ui.dossiers.portal_card import PortalCard
from app.ui.dossiers.tiles import Tiles
from app.ui.dossiers.transfer_dialog import TransferDialog
from app.ui.dossiers.verbs import DossierVerbs
from app.ui.dossiers.wizard import DOSSIER, PARTIES_STEP, DossierWizard
from app.ui.kit.ask import tell
from app.ui.kit.banner import Banner
from app.ui.kit.busy import Busy
from app.ui.kit.dialogs import BigDialog
from app.ui.kit.news import concerns
from app.ui.kit.refused_words import in_words, why
from app.ui.kit.tabs import TabPages
from app.ui.kit.workplace import Workplace

HIGH_ENOUGH_FOR_FACTS = 778
"""Pixels of the window: the line that tells of a save takes room from the page, and nothing shall move for it."""
ACTIVITIES, INVOICES, HISTORY = "activities", "invoices", "history"


class DossierPage(QWidget):
    """Shows the dossier given to `open`; `left` for the way back to the list."""

    left = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.setObjectName("dossier_page")
        self._workplace = workplace
        self._dossier: DossierId | None = None
        self._shown: Shown | None = None
        self._verbs = DossierVerbs(workplace, self)
        self._make()
        self._lay_out()
        self._connect()

    # --- Widgets ----------------------------------------------------------------------------

    def _make(self) -> None:
        memory = self._workplace.memory
        self.head = DossierHead()
        self._stopped = Banner("inactive", "", name="dossier_stopped")
        self._tiles = Tiles()
        self.tabs = TabPages("dossier_tabs")
        self.activities = ActivitiesCard(memory)
        self._invoices = InvoicesCard(memory)
        self._history = HistoryCard(memory)
        self.parties = PartiesCard()
        self.portal = PortalCard()
        self._busy = Busy(self)

    def _lay_out(self) -> None:
        for key, text, card in (
            (ACTIVITIES, tr("Activités"), self.activities),
            (INVOICES, tr("Factures"), self._invoices),
            (HISTORY, tr("Historique"), self._history),
        ):
            holder = QWidget()
            inside = QVBoxLayout(holder)
            inside.setContentsMargins(0, 12, 0, 0)
            inside.addWidget(card)
            self.tabs.add(key, text, holder)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.parties, 1)
        right.addWidget(self.portal)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.tabs, 13)
        row.addLayout(right, 7)
        self._content = QWidget()
        inner = QVBoxLayout(self._content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(12)
        inner.addWidget(self.head)
        inner.addWidget(self._stopped)
        inner.addWidget(self._tiles)
        inner.addLayout(row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 16)
        column.addWidget(self._content)
        self._content.hide()
        self._stopped.hide()

    def _connect(self) -> None:
        self.head.left.connect(self.left)
        self.head.asked.connect(self._do)
        self.parties.turned.connect(self._turn)
        self._verbs.changed.connect(self.reload)
        self._verbs.deleted.connect(self._leave_deleted)
        self.parties.opened.connect(self._workplace.open_client)
        self.parties.edit_asked.connect(partial(self._do, "parties"))
        self.activities.asked.connect(self._with_activities)
        self.portal.asked.connect(self._share)
        self.portal.open_asked.connect(self._verbs.open_page)
        self._invoices.opened.connect(self._open_invoice)
        for keys, act in (("F5", self.reload), ("Ctrl+P", self.head.proforma.click)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window keeps its room for the activities and the clients."""
        super().resizeEvent(event)
        self._tiles.setVisible(self.window().height() >= HIGH_ENOUGH_FOR_FACTS)

    # --- Reading ----------------------------------------------------------------------------

    def open(self, dossier: DossierId) -> None:
        """Show another dossier."""
        if dossier != self._dossier:
            self._dossier, self._shown = dossier, None
            self._content.hide()
            self._busy.start(tr("Lecture du dossier…"))
            self.tabs.show_page(ACTIVITIES)
        self.reload()

    @property
    def dossier(self) -> DossierId | None:
        """The dossier shown."""
        return self._dossier

    def reload(self) -> None:
        """Read the dossier again beside the window."""
        if self._dossier is not None:
            job = partial(jobs.shown, self._workplace.desk, self._dossier)
            self._workplace.runner.submit(job, self._show, self._unreadable, "dossiers/page")

    def refresh(self, touched: frozenset[Touched]) -> None:
        """Read again, if it is shown here (`View`)."""
        if self._dossier is None:
            return
        own = {Touched(TouchedKind.DOSSIER, self._dossier)}
        if self._shown is not None:
            own |= {Touched(TouchedKind.CLIENT, each.client) for each in self._shown.view.parties}
            own |= {Touched(TouchedKind.INVOICE, each.id) for each in self._shown.view.invoices}
        if concerns(touched, own):
            self.reload()

    def _show(self, shown: Shown) -> None:
        if shown.view.id != self._dossier:
            return
        is_first = self._shown is None
        self._shown = shown
        self._busy.stop()
        view = shown.view
        self.head.show_dossier(view)
        self._tiles.show_dossier(view)
        self.activities.show_dossier(view)
        self._invoices.model.set_rows(view.invoices)
        self._history.show_history(shown.history)
        self.parties.show_dossier(view)
        self.portal.show_dossier(view)
        all_inactive = bool(view.parties) and not any(each.active for each in view.parties)
        self._stopped.setVisible(all_inactive)
        if all_inactive:
            detail = tr("Ni activité, ni transfert, ni facture ici ; un clic sur Actif rouvre le dossier.")
            self._stopped.show_state("inactive", why(view.buttons.division), detail)
        self._content.show()
        if is_first and self.isVisible():
            self.activities.table.setFocus()

    def _unreadable(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        self._busy.stop()
        self._dossier = self._shown = None
        self._content.hide()
        if self.isVisible():
            tell(self._workplace.window, tr("Dossier illisible"), in_words(error))
            self.left.emit()

    # --- What is asked ----------------------------------------------------------------------

    def _do(self, verb: str, *_: object) -> None:
        """An action of the head, by its name."""
        if self._shown is None or self._dossier is None:
            return
        view, place = self._shown.view, self._workplace
        if verb == "activity":
            place.new_activity(self._dossier)
        elif verb == "proforma":
            place.preview_paper(partial(jobs.proforma, place.desk, self._dossier), tr("Proforma dossier"))
        elif verb == "share":
            self._share(not view.sharing.shared)
        elif verb == "delete":
            self._verbs.ask_delete(view)
        else:
            self._open(self._dialog(verb))

    def _dialog(self, verb: str) -> BigDialog:
        assert self._shown is not None
        view, place = self._shown.view, self._workplace
        if verb == "division":
            return DivisionDialog(place, view)
        if verb == "invoice":
            return InvoiceDialog(place, view)
        if verb == "intervenants":
            return IntervenantsDialog(place, view)
        return DossierWizard(place, None, view, PARTIES_STEP if verb == "parties" else DOSSIER)

    def _open(self, dialog: BigDialog) -> None:
        self._workplace.accompany(dialog)
        dialog.open()

    def _open_invoice(self, invoice: InvoiceId) -> None:
        self._workplace.open_invoice(invoice)

    def _turn(self, party: PartyRow) -> None:
        if self._dossier is not None:
            self._verbs.turn(self._dossier, party)

    def _share(self, shared: bool) -> None:
        if self._dossier is not None:
            self._verbs.share(self._dossier, shared)

    def _with_activities(self, verb: str, rows: tuple[ActivityRow, ...]) -> None:
        if self._dossier is None:
            return
        if verb == "transfer":
            self._open(TransferDialog(self._workplace, self._dossier, rows))
        elif verb == "change":
            self._open(ActivityDialog(self._workplace, self._dossier, None, rows[0]))
        else:
            self._verbs.ask_delete_activity(rows[0])

    def _leave_deleted(self) -> None:
        self._dossier = self._shown = None
        self._content.hide()
        self.left.emit()
