"""Recherche: criteria, result and preview on one page; finds a member and opens the card (spec 1.2)."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.domain.ids import ClientId
from app.domain.rights import Right
from app.i18n import tr
from app.services.criteria import Criteria
from app.services.desk import Touched, TouchedKind
from app.services.views import ClientCard, ClientRow
from app.ui.kit.buttons import quiet, set_allowed
from app.ui.kit.icons import icon
from app.ui.kit.labels import PAGE, title
from app.ui.kit.station import station_of
from app.ui.kit.typing_pace import TypingPace
from app.ui.kit.workplace import Neighbours, Workplace
from app.ui.search.criteria_bar import CriteriaBar
from app.ui.search.glance import glance_of
from app.ui.search.preview import Preview
from app.ui.search.result_card import ResultCard
from app.ui.search.results import Results
from app.ui.search.segments_menu import SegmentsMenu
from app.ui.search.selection_menu import SelectionMenu

NARROWEST_WITH_PREVIEW = 1200
_GLANCE_MS = 60


def _client_with_card(workplace: Workplace, typed: str) -> ClientId | None:
    from app.services.queries.search import client_with_card

    return client_with_card(workplace.desk, typed)


def _glance(workplace: Workplace, client: ClientId) -> ClientCard:
    from app.services.queries.card import client_glance

    return client_glance(workplace.desk, client)


class SearchPage(QWidget):
    """The page *Clients*. Its searches run beside the window; only the newest answer is shown."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.setObjectName("search_page")
        self._workplace = workplace
        self._results = Results(workplace.desk, workplace.runner, self)
        self._glance_timer = QTimer(self)
        self._glance_timer.setSingleShot(True)
        self._glance_timer.setInterval(_GLANCE_MS)
        self._typing = TypingPace(self)
        self._typed = ""
        self._begun = False
        self._make()
        self._lay_out()
        self._connect()

    # --- Widgets ----------------------------------------------------------------------------

    def _make(self) -> None:
        workplace = self._workplace
        self._segments = quiet(tr("&Segments"), "segments", "bookmark")
        self._segments_menu = SegmentsMenu(workplace, self)
        self._segments.setMenu(self._segments_menu)
        self._columns = quiet(tr("C&olonnes"), "columns", "columns")
        self._print = quiet(tr("&Imprimer les échéanciers…"), "print_selection", "printer")
        self._print.tip(tr("Les échéanciers de tous les clients trouvés (Ctrl+P)"))
        may_print = workplace.desk.operator.may(Right.PRINT_SELECTION)
        set_allowed(self._print, may_print, tr("Votre rôle ne permet pas d'imprimer une sélection entière."))
        self._whole = quiet(tr("Sélec&tion"), "whole_selection", "list")
        self._whole_menu = SelectionMenu(workplace.desk.operator, self)
        self._whole.setMenu(self._whole_menu)
        self.bar = CriteriaBar()
        self.result = ResultCard(self._results, workplace.memory)
        self.result.table.fill_menu = self._fill_menu
        self.preview = Preview()

    def _lay_out(self) -> None:
        head, middle = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(title(tr("Clients"), "page_title", PAGE), 1)
        for button in (self._print, self._whole, self._segments, self._columns):
            head.addWidget(button)
        middle.setSpacing(16)
        middle.addWidget(self.result, 1)
        middle.addWidget(self.preview)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addLayout(middle, 1)

    def _connect(self) -> None:
        self.bar.run.connect(self._run)
        self.bar.entered.connect(self._after_enter)
        self.bar.conditions_asked.connect(self._edit_conditions)
        self._segments_menu.run_asked.connect(self.search)
        self._segments_menu.edit_asked.connect(self._edit_conditions)
        self._segments_menu.plans_known.connect(self.bar.name_plans)
        self._columns.clicked.connect(self.result.table.open_column_menu)
        self._print.clicked.connect(self._print_selection)
        self._whole_menu.suspend_asked.connect(self._suspend_selection)
        self._whole_menu.stop_asked.connect(self._stop_selection)
        self._whole_menu.bill_asked.connect(self._bill_selection)
        self._results.loaded.connect(self._glance_timer.start)
        self.result.table.activated_row.connect(self._open)
        self.result.table.current_row.connect(self._look_soon)
        self._typing.due.connect(self._search_typed)
        self._glance_timer.timeout.connect(self._show_current)
        self.preview.card_asked.connect(self._open_current)
        self.preview.access_asked.connect(self._open_current_access)
        self._shortcut("F5", self.read_again)
        self._shortcut("Ctrl+P", self._print.click)

    def _shortcut(self, keys: str, act: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    # --- Searching --------------------------------------------------------------------------

    def search(self, criteria: Criteria) -> None:
        """Show these criteria and what they find."""
        self.bar.show_criteria(criteria)
        self._run(criteria)

    def search_anything(self, text: str, focus: bool = False) -> None:
        """What the field of the top bar asks for; `focus`: then the result takes the focus."""
        self._typing.stop()
        if focus:
            self.result.focus_when_loaded()
        self.search(Criteria(anything=text))

    def anything_typed(self, text: str) -> None:
        """The field of the top bar while one types."""
        self._typed = text
        self._typing.key()

    def _search_typed(self) -> None:
        if self._typed != self._results.criteria.anything:
            self.search(Criteria(anything=self._typed))

    def read_again(self) -> None:
        """F5: the same search, the same line."""
        self.result.keep_line()
        self._results.run(self._results.criteria)

    def _run(self, criteria: Criteria) -> None:
        self._results.run(criteria)

    def _after_enter(self, text: str) -> None:
        """Enter in a field: a scanned card opens at once, otherwise the result takes the focus."""
        self.result.focus_when_loaded()
        if text:
            look = partial(_client_with_card, self._workplace, text)
            self._workplace.runner.submit(look, self._open_scanned, group="search/card")

    def _open_scanned(self, client: ClientId | None) -> None:
        if client is not None:
            self._workplace.open_client(client)

    def refresh(self, touched: frozenset[Touched]) -> None:
        """See `View.refresh`."""
        kinds = {each.kind for each in touched}
        if kinds & {TouchedKind.SEGMENT, TouchedKind.PLAN}:
            self._segments_menu.read_again()
        if self._begun and kinds & {TouchedKind.CLIENT, TouchedKind.ACCESS, TouchedKind.SETTINGS}:
            self.read_again()

    def showEvent(self, event: QShowEvent) -> None:
        """The first time, show everybody."""
        super().showEvent(event)
        if not self._begun:
            self._begun = True
            self._segments_menu.read_again()
            self._run(self._results.criteria)
        self._fit_preview()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window leaves the preview out, and so may the settings of the workstation."""
        super().resizeEvent(event)
        self._fit_preview()

    def _fit_preview(self) -> None:
        station = station_of(self._workplace)
        wanted = station is None or station.settings.show_preview
        self.preview.setVisible(wanted and self.window().width() >= NARROWEST_WITH_PREVIEW)

    # --- The line with the focus ------------------------------------------------------------

    def _look_soon(self, _row: object) -> None:
        self._glance_timer.start()

    def _show_current(self) -> None:
        row = self.result.table.selected_row()
        if not isinstance(row, ClientRow):
            self.preview.show_nobody()
        elif self.preview.isVisibleTo(self):
            look = partial(_glance, self._workplace, row.id)
            self._workplace.runner.submit(look, self._show_glance, self._no_glance, "search/glance")

    def _show_glance(self, card: ClientCard) -> None:
        self.preview.show_glance(glance_of(card, self._workplace.desk.today()), card.photo)

    def _no_glance(self, error: Exception) -> None:
        """Whoever was erased meanwhile has no glance; the next search will not find them."""
        from app.domain.refusals import Refused

        if not isinstance(error, Refused):
            raise error
        self.preview.show_nobody()

    def neighbours(self, client: ClientId) -> Neighbours | None:
        """See `Result.neighbours`; a further page is read where the client stands at the end of one."""
        model = self._results.model
        at = next((at for at in range(model.rowCount()) if model.row(at).id == client), -1)
        if at < 0:
            return None
        self.result.table.select(at)
        last = model.rowCount() - 1
        if at == last:
            model.fetchMore()
        before = model.row(at - 1).id if at > 0 else None
        after = model.row(at + 1).id if at < last else None
        return Neighbours(at + 1, self._results.found, before, after)

    def _open(self, row: ClientRow) -> None:
        self._workplace.open_client(row.id)

    def _open_current(self) -> None:
        row = self.result.table.selected_row()
        if isinstance(row, ClientRow):
            self._workplace.open_client(row.id)

    def _open_current_access(self) -> None:
        row = self.result.table.selected_row()
        if isinstance(row, ClientRow):
            self._workplace.open_access(row.id)

    def _sell(self) -> None:
        row = self.result.table.selected_row()
        if isinstance(row, ClientRow):
            self._workplace.sell_access(row.id)

    def _fill_menu(self, menu: QMenu, _row: ClientRow) -> None:
        """A right click offers what the buttons do."""
        may = self._workplace.desk.operator.may
        menu.addAction(icon("user", "muted"), tr("Ouvrir la fiche"), self._open_current)
        menu.addAction(icon("card", "muted"), tr("Accès…"), self._open_current_access)
        sell = menu.addAction(icon("plus", "muted"), tr("Vendre un accès…"), self._sell)
        sell.setEnabled(may(Right.SELL))
        menu.addSeparator()
        whole = menu.addAction(
            icon("printer", "muted"), tr("Imprimer les échéanciers de la sélection…"), self._print_selection
        )
        whole.setEnabled(may(Right.PRINT_SELECTION))
        menu.addActions(self._whole_menu.actions())

    def _print_selection(self) -> None:
        self._workplace.print_selection(self._results.criteria)

    def _suspend_selection(self) -> None:
        self._workplace.suspend_selection(self._results.criteria)

    def _stop_selection(self) -> None:
        self._workplace.stop_selection(self._results.criteria)

    def _bill_selection(self) -> None:
        self._workplace.bill_selection(self._results.criteria)

    def _edit_conditions(self) -> None:
        self._segments_menu.open_dialog(self.bar.criteria)
