"""The tab Echéancier: the lines, what can be changed by hand, and *Pourquoi ce montant ?*."""

from collections.abc import Callable
from functools import partial
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.domain.contract import InstalmentState
from app.domain.explain import why
from app.domain.ids import CommandId, Rank
from app.domain.instalments import Instalment
from app.domain.rights import Right, Rights
from app.i18n import day, money, tr
from app.ui.access import schedule_rows as rows
from app.ui.access.draft import Ground
from app.ui.access.instalment_dialogs import InstalmentDialog, add_dialog, amount_dialog, date_dialog
from app.ui.access.loaded import Loaded, Shown
from app.ui.access.pages import Foot, framed
from app.ui.access.schedule_rows import ScheduleRow
from app.ui.access.schedule_table import ScheduleTable
from app.ui.access.verbs import Mark, Request, mark
from app.ui.access.why_panel import WhyPanel
from app.ui.access.why_words import reasons_told
from app.ui.kit.access_words import rank_name
from app.ui.kit.ask import ask
from app.ui.kit.buttons import Button, destructive, plain, quiet, set_allowed
from app.ui.kit.choices import TickBox
from app.ui.kit.icons import icon
from app.ui.kit.labels import Glyph, muted
from app.ui.kit.memory import Memory

ROOM_FOR_WHY = 960


class ScheduleTab(QWidget):
    """`wanted(request)` asks for a save, `print_wanted` and `history_wanted` for other places."""

    wanted = Signal(object)
    print_wanted = Signal()
    history_wanted = Signal()

    def __init__(self, memory: Memory | None, rights: Rights) -> None:
        super().__init__()
        self._rights = rights
        self._loaded: Loaded | None = None
        self._reasons: dict[str, str] = {}
        self._why_wanted = True
        self._dialog: InstalmentDialog | None = None
        self._past = TickBox(tr("&Afficher le passé"), "schedule_past")
        self._detail = quiet(tr("Dé&tail"), "schedule_detail", "chevron-down")
        self._ask_why = quiet(tr("Pour&quoi ?"), "schedule_why", "help")
        self._lock = Glyph("lock", "muted", 18)
        self._reason = muted("", "schedule_reason")
        self._buttons = self._make_buttons()
        self._print = plain(tr("&Imprimer"), "schedule_print", "printer", main=True)
        self._print.tip(tr("Imprimer (Ctrl+P)"))
        self._add = plain(tr("A&jouter une échéance"), "schedule_add", "plus", main=True)
        self.table = ScheduleTable(memory)
        self._panel = WhyPanel()
        self._bar = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._note = muted(
            tr("Une ligne réunit les échéances qui se suivent avec le même montant et le même état."),
            "schedule_note",
        )
        self._lay_out()
        self._connect()

    def _make_buttons(self) -> dict[str, Button]:
        return {
            rows.AMOUNT: plain(tr("&Montant"), "schedule_amount", "pencil"),
            rows.DATE: plain(tr("&Date"), "schedule_date", "calendar"),
            rows.HOLD: plain(tr("Mettre en atte&nte"), "schedule_hold", "pause-circle"),
            rows.RELEASE: plain(tr("&Reprendre"), "schedule_release", "undo"),
            rows.DELETE: destructive(tr("&Supprimer"), "schedule_delete", "trash"),
            rows.RESTORE: plain(tr("&Rétablir"), "schedule_restore", "undo"),
        }

    def _lay_out(self) -> None:
        looks, acts = QHBoxLayout(), QHBoxLayout()
        for row in (looks, acts, self._bar):
            row.setSpacing(8)
        for widget in (self._past, self._detail, self._ask_why):
            looks.addWidget(widget)
        looks.addStretch(1)
        looks.addWidget(self._lock)
        looks.addWidget(self._reason)
        for what in (rows.AMOUNT, rows.DATE, rows.HOLD, rows.RELEASE):
            acts.addWidget(self._buttons[what])
        acts.addSpacing(8)
        acts.addWidget(self._buttons[rows.DELETE])
        acts.addWidget(self._buttons[rows.RESTORE])
        acts.addStretch(0)
        self._bar.addLayout(looks, 1)
        self._bar.addLayout(acts)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(framed(self.table, "schedule_card"), 1)
        left.addWidget(self._note)
        self._middle.setSpacing(16)
        self._middle.addLayout(left, 1)
        self._middle.addWidget(self._panel)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addLayout(self._bar)
        whole.addLayout(self._middle, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the buttons and the panel stand below."""
        super().resizeEvent(event)
        is_wide = event.size().width() >= ROOM_FOR_WHY
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        for part in (self._bar, self._middle):
            part.setDirection(beside if is_wide else below)
        self._panel.stand_beside(is_wide)

    def _connect(self) -> None:
        self._past.toggled.connect(self._show)
        self._detail.clicked.connect(self.table.unfold_chosen)
        self._ask_why.clicked.connect(self._show_why)
        self._panel.closed.connect(self._hide_why)
        self._panel.history_wanted.connect(self.history_wanted)
        self._print.clicked.connect(self.print_wanted)
        self._add.clicked.connect(self.add)
        for what, button in self._buttons.items():
            button.clicked.connect(partial(self._act, what))
        self.table.current_row.connect(self._on_row)
        self.table.activated_row.connect(self._on_activated)
        self.table.fill_menu = self._fill_menu

    # Showing

    def show_loaded(self, loaded: Loaded) -> None:
        """Show the schedule; the row chosen stays chosen."""
        self._loaded = loaded
        self._show()

    def _show(self, *_: object) -> None:
        shown = self._shown()
        if shown is None or self._loaded is None:
            return
        since = None if self._past.isChecked() else self._loaded.today
        self.table.show_schedule(shown.schedule, since)
        self._update(self.table.chosen())

    def _shown(self) -> Shown | None:
        return self._loaded.shown if self._loaded is not None else None

    def foot(self, close: QWidget) -> Foot:
        """Imprimer and Ajouter une échéance below."""
        return Foot([self._print, self._add], [close])

    def show_rank(self, rank: int) -> None:
        """Stand on one instalment, showing the past where it lies there."""
        if not self.table.choose_rank(Rank(rank)):
            self._past.setChecked(True)
            self.table.choose_rank(Rank(rank))
        self.table.setFocus()

    def _on_row(self, row: ScheduleRow | None) -> None:
        self._update(row)

    def _update(self, row: ScheduleRow | None) -> None:
        if self._loaded is None:
            return
        self._reasons = rows.reasons(row, self._loaded.operator)
        for what, button in self._buttons.items():
            set_allowed(button, not self._reasons[what], self._reasons[what])
        state = row.instalment.state if row is not None and row.instalment is not None else None
        held, deleted = state is InstalmentState.ON_HOLD, state is InstalmentState.DELETED
        self._buttons[rows.HOLD].setVisible(not held)
        self._buttons[rows.RELEASE].setVisible(held)
        self._buttons[rows.DELETE].setVisible(not deleted)
        self._buttons[rows.RESTORE].setVisible(deleted)
        shown = [what for what, button in self._buttons.items() if not button.isHidden()]
        reason = next((self._reasons[what] for what in shown if self._reasons[what]), "")
        self._reason.setText(reason)
        self._lock.setVisible(bool(reason))
        self._update_adding()
        self._update_why(row)

    def _update_adding(self) -> None:
        shown, loaded = self._shown(), self._loaded
        if shown is None or loaded is None:
            return
        reason = "" if shown.contract.terms is not None else tr("Accès payé au comptant : aucun débit")
        if not loaded.operator.may(Right.CHANGE_INSTALMENT):
            reason = tr("Votre rôle ne le permet pas")
        set_allowed(self._add, not reason, reason)

    def _update_why(self, row: ScheduleRow | None) -> None:
        shown = self._shown()
        self._panel.setVisible(self._why_wanted)
        self._ask_why.setVisible(not self._why_wanted)
        if shown is None or row is None or row.instalment is None:
            self._panel.show_nothing()
            return
        reasons = why(shown.contract, row.instalment.rank)
        self._panel.show_reasons(row.instalment, reasons_told(reasons, shown.view))

    def _show_why(self) -> None:
        self._why_wanted = True
        self._update_why(self.table.chosen())

    def _hide_why(self) -> None:
        self._why_wanted = False
        self._update_why(self.table.chosen())
        self.table.setFocus()

    # Acting

    def _fill_menu(self, menu: QMenu, row: ScheduleRow) -> None:
        icons = {
            rows.AMOUNT: "pencil",
            rows.DATE: "calendar",
            rows.HOLD: "pause-circle",
            rows.RELEASE: "undo",
            rows.DELETE: "trash",
            rows.RESTORE: "undo",
        }
        if row.instalment is None or row.line is not None:
            unfold = menu.addAction(icon("chevron-down", "muted"), self._detail.text())
            unfold.triggered.connect(self.table.unfold_chosen)
        for what, shown in icons.items():
            if self._buttons[what].isHidden():
                continue
            action = menu.addAction(icon(shown, "muted"), self._buttons[what].text())
            action.setEnabled(not self._reasons.get(what))
            action.triggered.connect(partial(self._act, what))
        asked = menu.addAction(icon("help", "muted"), tr("Pourquoi ce montant ?"))
        asked.triggered.connect(self._show_why)

    def _on_activated(self, row: ScheduleRow) -> None:
        if row.instalment is None:
            self.table.unfold_chosen()
        else:
            self._act(rows.AMOUNT)

    def _act(self, what: str, _checked: bool = False) -> None:
        row = self.table.chosen()
        if self._reasons.get(what) or row is None or row.instalment is None:
            return
        instalment = row.instalment
        actions: dict[str, Callable[[Instalment], None]] = {
            rows.AMOUNT: self._change_amount,
            rows.DATE: self._change_date,
            rows.HOLD: partial(self._mark, Mark.HOLD),
            rows.RELEASE: partial(self._mark, Mark.RELEASE),
            rows.DELETE: self._delete,
            rows.RESTORE: partial(self._mark, Mark.RESTORE),
        }
        actions[what](instalment)

    def _ground(self) -> Ground:
        loaded, shown = self._loaded, self._shown()
        assert loaded is not None
        assert shown is not None
        return Ground(shown.contract, loaded.today, loaded.rules, self._rights)

    def _change_amount(self, instalment: Instalment) -> None:
        shown = self._shown()
        if shown is not None:
            self._open(amount_dialog(self, shown.view, self._ground(), instalment))

    def _change_date(self, instalment: Instalment) -> None:
        shown = self._shown()
        if shown is not None:
            self._open(date_dialog(self, shown.view, self._ground(), instalment))

    def add(self) -> None:
        """Ajouter une échéance."""
        shown = self._shown()
        if shown is not None:
            self._open(add_dialog(self, shown.view, self._ground()))

    def _open(self, dialog: InstalmentDialog) -> None:
        self._dialog = dialog
        dialog.confirmed.connect(self.wanted)
        dialog.finished.connect(self._forget_dialog)
        dialog.open()

    def _forget_dialog(self, _result: int = 0) -> None:
        self._dialog = None

    @property
    def dialog(self) -> InstalmentDialog | None:
        """The small dialog that is open, if one is."""
        return self._dialog

    def _delete(self, instalment: Instalment) -> None:
        rank = rank_name(instalment.rank)
        ask(
            self,
            tr("Supprimer l'échéance {rank} ?", rank=rank),
            tr(
                "Les {amount} du {day} ne seront pas débités. Le rang reste visible et peut être rétabli.",
                amount=money(instalment.amount),
                day=day(instalment.due),
            ),
            tr("Supprimer le rang {rank}", rank=rank),
            partial(self._mark, Mark.DELETE, instalment),
            destructive=True,
        )

    def _mark(self, verb: Mark, instalment: Instalment) -> None:
        shown = self._shown()
        if shown is None:
            return
        command = CommandId(str(uuid4()))
        request: Request = mark(verb, command, shown.view.item.id, shown.view.version, instalment.rank)
        self.wanted.emit(request)
