"""The tab Report: the list, the two steps of a suspension, and the stop, each with its foot."""

from collections.abc import Callable
from functools import cached_property
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.ids import CommandId
from app.domain.refusals import Refused
from app.domain.rights import Rights
from app.domain.stops import StopDecision
from app.i18n import tr
from app.services.requests import CancelSuspension
from app.services.views import SuspensionRow
from app.ui.access import suspension_rows as rows
from app.ui.access.draft import Answer, Ground, draft_of
from app.ui.access.loaded import Loaded
from app.ui.access.pages import Foot, follow_shown
from app.ui.access.report_form import ReportForm
from app.ui.access.report_list import ReportList
from app.ui.access.stop_form import StopForm
from app.ui.kit.access_words import days_text, row_text
from app.ui.kit.ask import ask
from app.ui.kit.buttons import plain, primary, quiet
from app.ui.kit.memory import Memory


class ReportTab(QWidget):
    """Leads from the list into a form and back.

    `wanted(request)` asks for a save, `proofs_wanted(row)` and `receipt_wanted(row)` for the papers,
    `previewed(decision or None)` for the time line, `foot_changed` when other buttons stand below.
    """

    wanted = Signal(object)
    proofs_wanted = Signal(object)
    receipt_wanted = Signal(object)
    previewed = Signal(object)
    foot_changed = Signal()

    def __init__(self, memory: Memory | None, rights: Rights) -> None:
        super().__init__()
        self._rights = rights
        self._loaded: Loaded | None = None
        self._row: SuspensionRow | None = None
        self.list = ReportList(memory)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        follow_shown(self._pages)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self._make_buttons()
        self._connect()

    def _make_buttons(self) -> None:
        self._ok = primary(tr("&Ok"), "report_ok")
        self._save = primary(tr("&Ok, enregistrer"), "report_save")
        self._back = quiet(tr("&Précédent"), "report_back", "chevron-left")
        self._leave = plain(tr("Annuler"), "report_leave", main=True)
        self._yes = primary(tr("&Oui"), "stop_yes")
        self._no = plain(tr("&Non"), "stop_no", main=True)
        self._stop_save = primary(tr("&Ok, enregistrer"), "stop_save")
        self._stop_back = quiet(tr("&Précédent"), "stop_back", "chevron-left")
        self._stop_leave = plain(tr("Annuler"), "stop_leave", main=True)

    def _connect(self) -> None:
        self.list.asked.connect(self._on_asked)
        for button in (self._leave, self._no, self._stop_leave):
            button.clicked.connect(self.leave)

    @cached_property
    def form(self) -> ReportForm:
        """The two steps, made when they are first needed: the dialog opens sooner."""
        form = ReportForm()
        self._pages.addWidget(form)
        form.answered.connect(self._on_answered)
        form.stepped.connect(self._on_stepped)
        form.finished.connect(self.wanted)
        for button in (self._ok, self._save):
            button.clicked.connect(form.confirm)
        self._back.clicked.connect(form.go_back)
        return form

    @cached_property
    def stop(self) -> StopForm:
        """Arrêter, made when it is first needed."""
        stop = StopForm()
        self._pages.addWidget(stop)
        stop.answered.connect(self._on_stop_answered)
        stop.stepped.connect(self._on_stepped)
        stop.finished.connect(self.wanted)
        for button in (self._yes, self._stop_save):
            button.clicked.connect(stop.confirm)
        self._stop_back.clicked.connect(stop.go_back)
        return stop

    # Showing

    def show_loaded(self, loaded: Loaded) -> None:
        """Show what is stored; a form that is open keeps what is typed and judges it anew."""
        self._loaded = loaded
        self.list.show_loaded(loaded)
        shown = loaded.shown
        if shown is None or self._pages.currentWidget() is self.list:
            return
        if self._row is not None:
            self._row = shown.suspension(self._row.id)
        if self._is_typing:
            self.form.take_ground(shown.view, self._ground(self._row), shown.schedule, loaded.causes)
            self.form.take_row(self._row)
        elif self._row is not None:
            self.stop.take_ground(self._row, self._ground(self._row))

    def _ground(self, row: SuspensionRow | None) -> Ground:
        loaded = self._loaded
        assert loaded is not None
        assert loaded.shown is not None
        suspension = row.id if row is not None else None
        return Ground(loaded.shown.contract, loaded.today, loaded.rules, self._rights, suspension)

    @property
    def is_open(self) -> bool:
        """Whether a form stands open."""
        return self._pages.currentWidget() is not self.list

    @property
    def is_touched(self) -> bool:
        """Whether a suspension is being typed."""
        return self._is_typing and self.form.is_touched

    @property
    def _is_typing(self) -> bool:
        """Whether the two steps are shown."""
        return isinstance(self._pages.currentWidget(), ReportForm)

    @property
    def _is_stopping(self) -> bool:
        """Whether Arrêter is shown."""
        return isinstance(self._pages.currentWidget(), StopForm)

    def foot(self, close: QWidget) -> Foot:
        """The buttons below, for the page shown."""
        if not self.is_open:
            return Foot(right=[close])
        if self._is_stopping:
            if self.stop.step == 0:
                return Foot(right=[self._no, self._yes], default=self._yes)
            return Foot([self._stop_back], [self._stop_leave, self._stop_save], self._stop_save)
        if self.form.step == 0:
            last = self._save if self.form.is_paid_at_once else self._ok
            return Foot(right=[self._leave, last], default=last)
        return Foot([self._back], [self._leave, self._save], self._save)

    # Ways in and out

    def _on_asked(self, what: str, row: SuspensionRow | None) -> None:
        if what == rows.ADD:
            self.add()
        elif row is not None:
            actions = {
                rows.MODIFY: self.modify,
                rows.STOP: self.stop_one,
                rows.CANCEL: self.cancel_one,
                rows.PROOF: self.proofs_wanted.emit,
                rows.RECEIPT: self.receipt_wanted.emit,
            }
            actions[what](row)

    def add(self) -> None:
        """Ajouter: step 1."""
        if self._loaded is None or self._loaded.shown is None:
            return
        self._row = None
        self._show_page(self.form)
        shown = self._loaded.shown
        self.form.open_new(shown.view, self._ground(None), shown.schedule, self._loaded.causes)
        self.form.dates.show_note(self._usage_text())
        self.form.dates.focus_start()

    def modify(self, row: SuspensionRow) -> None:
        """Modifier: the same form, filled."""
        if self._loaded is None or self._loaded.shown is None:
            return
        self._row = row
        self._show_page(self.form)
        shown = self._loaded.shown
        ground = self._ground(row)
        draft = draft_of(row, shown.view.proposed_maintenance)
        self.form.open_existing(shown.view, row, ground, shown.schedule, self._loaded.causes, draft)
        self.form.dates.show_note("")
        self.form.dates.focus_start()

    def stop_one(self, row: SuspensionRow) -> None:
        """Arrêter: the return day first."""
        self._row = row
        self._show_page(self.stop)
        self.stop.open(row, self._ground(row))

    def cancel_one(self, row: SuspensionRow) -> None:
        """Annuler: asks once, saying what will happen."""
        request = CancelSuspension(CommandId(str(uuid4())), row.id, row.version)

        def agree() -> None:
            self.wanted.emit(request)

        ask(
            self,
            tr("Annuler ce report ?"),
            tr("La carte ne sera pas bloquée, et chaque débit garde son montant d'avant."),
            tr("Annuler le report"),
            agree,
            destructive=True,
            detail=row_text(row),
        )

    def _usage_text(self) -> str:
        if self._loaded is None or self._loaded.shown is None:
            return ""
        used = self._loaded.shown.usage
        if used.days_left is None:
            return ""
        return tr(
            "Jours de report de cette année de contrat : {used} sur {limit}.",
            used=used.days_used,
            limit=days_text(used.days_used + used.days_left),
        )

    def leave(self) -> None:
        """Annuler, Non or Esc: back to the list; asks once where much was typed."""
        if self.is_touched:
            self.ask_to_abandon(self.show_list)
        else:
            self.show_list()

    def ask_to_abandon(self, then: Callable[[], None]) -> None:
        """Ask once before what is typed is lost."""
        ask(
            self,
            tr("Abandonner ce report ?"),
            tr("Ce qui est écrit ici n'est pas enregistré."),
            tr("Abandonner"),
            then,
            destructive=True,
        )

    def show_list(self) -> None:
        """Back to the list."""
        self._row = None
        self._show_page(self.list)
        self.previewed.emit(None)
        self.list.table.setFocus()

    def _show_page(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self.foot_changed.emit()

    def _on_stepped(self, _step: int) -> None:
        self.foot_changed.emit()

    # Following the forms

    def _on_answered(self, answer: Answer) -> None:
        self.previewed.emit(answer.decision)

    def _on_stop_answered(self, decision: StopDecision | None) -> None:
        self.previewed.emit(decision)

    def show_refused(self, refused: Refused) -> None:
        """The reasons of a refused save, in the form that asked for it."""
        reasons = tuple(refused.refusals)
        if self._is_stopping:
            self.stop.show_refusals(reasons)
        else:
            self.form.show_refusals(reasons)

    def show_stale(self, line: str, theirs: str) -> None:
        """What was saved meanwhile, beside what is typed here; a suspension that is gone leads to the list."""
        if self._is_stopping:
            if self._row is None:
                self.show_list()
            else:
                self.stop.show_theirs(line, theirs)
            return
        self.form.show_theirs(line, theirs)
