"""The Accès dialog: the client's accesses, the time line, and the tabs Accès, Report, Echéancier, Historique."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QHBoxLayout
from shiboken6 import isValid

from app.domain.ids import AccessId, ClientId
from app.domain.refusals import Refused
from app.domain.stops import StopDecision
from app.domain.suspensions import SuspensionDecision
from app.i18n import tr
from app.services.desk import Touched, TouchedKind
from app.services.views import SuspensionRow
from app.ui.access.access_list import AccessList
from app.ui.access.access_tab import AccessTab
from app.ui.access.commands import Commands, Owner
from app.ui.access.drawing_pane import DrawingPane
from app.ui.access.facts import head_state, person_name, person_numbers
from app.ui.access.history_tab import HistoryTab
from app.ui.access.loaded import Loaded, load
from app.ui.access.pages import follow_shown
from app.ui.access.proofs import Proofs
from app.ui.access.report_tab import ReportTab
from app.ui.access.schedule_tab import ScheduleTab
from app.ui.kit.ask import tell
from app.ui.kit.busy import Busy
from app.ui.kit.buttons import primary
from app.ui.kit.dialogs import BigDialog
from app.ui.kit.labels import hairline
from app.ui.kit.notice import Notice
from app.ui.kit.refused_words import in_words
from app.ui.kit.saving import Saving
from app.ui.kit.tabs import TabPages
from app.ui.kit.workplace import AccessTab as TabKey
from app.ui.kit.workplace import Workplace

SIZE = QSize(1344, 872)


class AccessDialog(BigDialog):
    """Opened with `open()`; reads and saves beside the window; closing waits for a save under way."""

    def __init__(
        self,
        workplace: Workplace,
        client: ClientId,
        access: AccessId | None = None,
        tab: TabKey | None = None,
    ) -> None:
        super().__init__(workplace.window, "access_dialog", SIZE)
        self._workplace = workplace
        self._client = client
        self._access = access
        self._loaded: Loaded | None = None
        self._close_wanted = False
        self._is_closed = False
        self._list = AccessList()
        self._timeline = DrawingPane()
        rights = workplace.desk.rights
        self._facts = AccessTab()
        self.report = ReportTab(workplace.memory, rights)
        self.schedule = ScheduleTab(workplace.memory, rights)
        self._history = HistoryTab(workplace.memory)
        self._tabs = TabPages("access_tabs", apart=True)
        self._notice = Notice("access_notice", beside_tabs=True)
        self._close = primary(tr("&Fermer"), "access_leave")
        self._busy = Busy(self)
        self._saving = Saving(workplace.runner, self)
        self._commands = Commands(workplace, self._saving, self._owner())
        self._proofs = Proofs(self, workplace, self._commands.send)
        self._lay_out()
        self._connect()
        self._tabs.show_page((tab or TabKey.ACCESS).value)
        self._update_foot()
        self.reload()

    def _owner(self) -> Owner:
        return Owner(
            self, self.report, self.schedule, self._notice, self.reload, lambda: self._loaded, self._is_gone
        )

    def _lay_out(self) -> None:
        self.use_side().addWidget(self._list)
        self.top.addWidget(self._timeline)
        self._tabs.add(TabKey.ACCESS.value, tr("Accès"), self._facts)
        self._tabs.add(TabKey.REPORT.value, tr("Report"), self.report)
        self._tabs.add(TabKey.SCHEDULE.value, tr("Echéancier"), self.schedule)
        self._tabs.add(TabKey.HISTORY.value, tr("Historique"), self._history)
        follow_shown(self._tabs.pages)
        self._tabs.bar.setAccessibleName(tr("Pages de l'accès"))
        row = QHBoxLayout()
        row.addWidget(self._tabs.bar, 0, Qt.AlignmentFlag.AlignLeft)
        row.addStretch(1)
        row.addWidget(self._notice)
        self.top.addLayout(row)
        self.top.addWidget(hairline())
        self.body.addWidget(self._tabs.pages, 1)
        self.set_head(tr("Accès"))

    def _connect(self) -> None:
        self._list.chosen.connect(self._on_chosen)
        self._list.sale_wanted.connect(self._sell)
        self._tabs.page_changed.connect(self._update_foot)
        self._timeline.mark_clicked.connect(self._on_mark)
        self._close.clicked.connect(self.reject)
        self.report.wanted.connect(self._commands.send)
        self.report.previewed.connect(self._show_preview)
        self.report.foot_changed.connect(self._update_foot)
        self.report.proofs_wanted.connect(self._proofs.open)
        self.report.receipt_wanted.connect(self._print_receipt)
        self.schedule.wanted.connect(self._commands.send)
        self.schedule.print_wanted.connect(self._print_schedule)
        QShortcut(QKeySequence("Ctrl+P"), self, self._print_page)
        self.schedule.history_wanted.connect(partial(self._tabs.show_page, TabKey.HISTORY.value))
        self._commands.proof_refused.connect(self._proofs.show_refused)
        self.finished.connect(self._on_closed)
        self._saving.began.connect(self._on_save_begins)
        self._saving.ended.connect(self._on_save_ends)

    # Reading

    def reload(self, then: Callable[[], None] | None = None) -> None:
        """Read everything again beside the window, then show it."""
        desk, client, access = self._workplace.desk, self._client, self._access

        def job() -> Loaded:
            return load(desk, client, access)

        def done(loaded: Loaded) -> None:
            if self._is_gone():
                return
            self._show_loaded(loaded)
            if then is not None:
                then()

        self._workplace.runner.submit(job, done, self._on_unreadable, "access_dialog")

    def _on_unreadable(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        if not self._is_gone():
            tell(self, tr("Accès illisible"), in_words(error))

    def _show_loaded(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self._access = loaded.shown.view.item.id if loaded.shown is not None else None
        self._show_head(loaded)
        self._list.show_items(loaded.items, self._access)
        for page in (self._facts, self.report, self.schedule, self._history):
            page.show_loaded(loaded)
        self._proofs.show_loaded(loaded)
        if not self.report.is_open:
            self._show_preview(None)
        self._update_foot()

    def _show_head(self, loaded: Loaded) -> None:
        kind, words = head_state(loaded.shown.view.item) if loaded.shown is not None else ("", "")
        title = tr("Accès : {name}", name=person_name(loaded.card))
        self.set_head(title, person_numbers(loaded.card), kind, words, portrait=True)
        photo = QPixmap()
        if loaded.card.photo is not None:
            photo.loadFromData(QByteArray(loaded.card.photo))
        self.show_photo(None if photo.isNull() else photo)

    def _show_preview(self, decision: SuspensionDecision | StopDecision | None) -> None:
        if self._loaded is not None:
            self._timeline.show_access(self._loaded, decision, self.report.is_open)

    def refresh(self, touched: frozenset[Touched]) -> None:
        """Somebody changed something: read again, if it is shown here (`View`)."""
        shown = {Touched(TouchedKind.CLIENT, self._client), *self._touched_accesses()}
        settings = any(each.kind in (TouchedKind.SETTINGS, TouchedKind.PLAN) for each in touched)
        if not self._commands.is_announcing and (settings or shown & touched):
            self.reload()

    def _touched_accesses(self) -> set[Touched]:
        items = self._loaded.items if self._loaded is not None else ()
        return {Touched(TouchedKind.ACCESS, item.id) for item in items}

    # Moving about

    def _on_chosen(self, access: int) -> None:
        self._access = AccessId(access)
        self.reload()

    def _on_mark(self, rank: int) -> None:
        if not self.report.is_open:
            self._tabs.show_page(TabKey.SCHEDULE.value)
            self.schedule.show_rank(rank)

    def _update_foot(self, *_: object) -> None:
        page = self._tabs.pages.currentWidget()
        for known in (self._facts, self.report, self.schedule, self._history):
            if known is page:
                foot = known.foot(self._close)
                self.set_foot(foot.left, foot.right, foot.default)
        self._list.lock(self.report.is_open)

    def _sell(self) -> None:
        self._workplace.sell_access(self._client)

    def _print_page(self) -> None:
        """Ctrl+P: the avenant of the chosen report where the reports are shown, else the schedule."""
        if self._tabs.pages.currentWidget() is not self.report:
            self._print_schedule()
        elif not self.report.is_open:
            self.report.list.print_receipt()

    def _print_schedule(self) -> None:
        if self._access is not None:
            self._workplace.print_schedule(self._access)

    def _print_receipt(self, row: SuspensionRow) -> None:
        self._workplace.print_receipt(row.id)

    # Saving

    def _on_save_begins(self) -> None:
        self._busy.start(tr("Enregistrement…"))

    def _on_save_ends(self) -> None:
        self._busy.stop()
        if self._close_wanted:
            self._close_wanted = False
            super().reject()

    def _is_gone(self) -> bool:
        """Whether the dialog was closed while a job was under way."""
        return self._is_closed or not isValid(self)

    def _on_closed(self, _result: int) -> None:
        self._is_closed = True

    # Leaving

    def has_unsaved(self) -> bool:
        """Whether something typed would be lost (`Draft`)."""
        return self.report.is_touched

    def reject(self) -> None:
        """Fermer and the window's own button: never in the middle of a save, nor over something typed unasked."""
        if self._saving.is_under_way:
            self._close_wanted = True
        elif self.has_unsaved():
            self.report.ask_to_abandon(super().reject)
        else:
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves a form first, then the dialog."""
        leaves_form = self.report.is_open and self._tabs.page == TabKey.REPORT.value
        if event.key() == Qt.Key.Key_Escape and leaves_form and not self._saving.is_under_way:
            self.report.leave()
            return
        super().keyPressEvent(event)
