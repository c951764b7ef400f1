"""Rappels: who would get which reminder and who not and why; sent at once, the letters as one PDF."""

from functools import partial
from uuid import uuid4

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.ids import ClientId, CommandId, ReminderId
from app.domain.refusals import Refused
from app.i18n import day, money, ntr, number, tr
from app.services.billing.requests import SendReminders
from app.services.billing.views import ReminderItem, ReminderRow, RemindersResult
from app.services.desk import Touched, TouchedKind
from app.ui.billing import reading
from app.ui.billing.mails import LettersOut
from app.ui.billing.reminder_columns import TICK, item_columns, other_columns, reminder_columns
from app.ui.kit.ask import tell
from app.ui.kit.banner import Banner
from app.ui.kit.busy import Busy
from app.ui.kit.buttons import discreet, plain, primary, set_allowed
from app.ui.kit.cards import Card
from app.ui.kit.empty import EmptyState
from app.ui.kit.fields import ErrorSummary
from app.ui.kit.news import concerns
from app.ui.kit.refused_words import in_words, why
from app.ui.kit.rows import RowsModel
from app.ui.kit.table import Table
from app.ui.kit.tabs import TabPages
from app.ui.kit.work_dialog import WorkDialog
from app.ui.kit.workplace import Workplace

SIZE = QSize(1280, 800)
_ROW = 38
_SIDE = 500
SENT, NOT_SENT = "send", "not"


class RemindersDialog(WorkDialog):
    """A rehearsal to choose from; nothing is sent before Ok, and what was not reached is sent by resuming."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, "reminders_dialog", SIZE, parent)
        self._command = CommandId(str(uuid4()))
        self._rows: tuple[ReminderRow, ...] = ()
        self._left_out: set[ClientId] = set()
        self._chosen_rows: tuple[ReminderRow, ...] = ()
        self._sent: RemindersResult | None = None
        self._busy = Busy(self)
        self._letters = LettersOut(workplace, self._busy, self)
        self._make()
        self._lay_out()
        self._connect()
        self._busy.start(tr("Lecture des factures en retard…"))
        self.reload()

    def _make(self) -> None:
        memory = self._workplace.memory
        self.banner = Banner("info", tr("Lecture des factures en retard…"), name="reminders_said")
        self._chosen: RowsModel[ReminderRow] = RowsModel(reminder_columns(self._is_ticked))
        self._others: RowsModel[ReminderRow] = RowsModel(other_columns())
        self._items: RowsModel[ReminderItem] = RowsModel(item_columns())
        self.table = Table(self._chosen, "reminders_send", tr("Rappels à envoyer"), memory, _ROW)
        self.others = Table(self._others, "reminders_not", tr("Sans rappel"), memory, _ROW)
        self.items = Table(self._items, "reminders_items", tr("Factures du client"), memory, _ROW)
        self.table.set_empty(
            EmptyState(
                "check-circle",
                tr("Aucun rappel à envoyer"),
                tr("Les factures en retard d'assez de jours s'affichent ici."),
                tone="active.icon",
            )
        )
        self.others.set_empty(
            EmptyState("check-circle", tr("Aucune facture en retard n'est laissée de côté."))
        )
        self.items.set_empty(EmptyState("document", tr("Choisissez un client.")))
        self.tabs = TabPages("reminders_tabs")
        self.tabs.add(SENT, tr("À envoyer"), self.table)
        self.tabs.add(NOT_SENT, tr("Sans rappel"), self.others)
        self._all = discreet(tr("&Tout cocher"), "reminders_all")
        self._none = discreet(tr("Tout &décocher"), "reminders_none")
        self.summary = ErrorSummary("reminders_summary")
        self._leave = plain(tr("Annuler"), "reminders_leave", main=True)
        self._apply = primary(tr("&Ok, envoyer"), "reminders_apply")
        self._close = primary(tr("&Fermer"), "reminders_done")
        self._close_so = plain(tr("&Fermer"), "reminders_done_so", main=True)
        self._resume = primary(tr("&Continuer l'envoi"), "reminders_resume")

    def _lay_out(self) -> None:
        self.set_head(tr("Rappels"), tr("Essai à blanc : rien n'est envoyé avant Ok."))
        items = Card("reminders_items_card", ground="surface")
        items.add_head(tr("Factures du client"), icon_name="document")
        items.body.addWidget(self.items, 1)
        items.setFixedWidth(_SIDE)
        left, row = QVBoxLayout(), QHBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.tabs, 1)
        ticks = QHBoxLayout()
        ticks.addWidget(self._all)
        ticks.addWidget(self._none)
        ticks.addStretch(1)
        left.addLayout(ticks)
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(items)
        self.body.addWidget(self.banner)
        self.body.addWidget(self._letters)
        self.body.addLayout(row, 1)
        self.body.addWidget(self.summary)
        self.set_foot(right=[self._leave, self._apply], default=self._apply)
        set_allowed(self._apply, False, tr("Lecture…"))

    def _connect(self) -> None:
        self._leave.clicked.connect(self.reject)
        self._close.clicked.connect(self.reject)
        self._close_so.clicked.connect(self.reject)
        self._resume.clicked.connect(self._go_on)
        self._apply.clicked.connect(self._send)
        self._letters.print_wanted.connect(self._open_letters)
        self._all.clicked.connect(partial(self._tick_all, True))
        self._none.clicked.connect(partial(self._tick_all, False))
        self.table.clicked.connect(self._on_click)
        self.table.activated_row.connect(self._toggle)
        self.table.installEventFilter(self)
        for table in (self.table, self.others):
            table.current_row.connect(self._show_items)
        self.tabs.page_changed.connect(self._on_tab)

    # Reading

    def reload(self) -> None:
        """Rehearse again beside the window."""
        job = partial(reading.rehearse_reminders, self._workplace.desk)
        self._workplace.runner.submit(job, self._show, self._on_unreadable, "reminders")

    def refresh(self, touched: frozenset[Touched]) -> None:
        """Invoices were changed somewhere (`View`): what is shown is rehearsed again."""
        is_open = self._sent is None and not self.work.is_under_way
        if is_open and concerns(touched, kinds={TouchedKind.INVOICE}):
            self.reload()

    def _on_unreadable(self, error: Exception) -> None:
        self._busy.stop()
        if not isinstance(error, Refused):
            raise error
        tell(self._workplace.window, tr("Rappels impossibles"), in_words(error))
        self.leave_now()

    def _show(self, rows: tuple[ReminderRow, ...]) -> None:
        self._busy.stop()
        if self._sent is not None or self.work.is_under_way:
            return  # what is sent stays listed as it was sent
        self._rows = rows
        at = max(0, self.table.currentIndex().row())
        self._chosen.set_rows([row for row in rows if row.level])
        self._others.set_rows([row for row in rows if not row.level])
        self.table.select(min(at, self._chosen.rowCount() - 1))
        self._title_tabs()
        self._tell()
        self.table.setFocus()

    def _title_tabs(self) -> None:
        first = tr("À envoyer") if self._sent is None else tr("Envoyés")
        for at, (text, model) in enumerate(((first, self._chosen), (tr("Sans rappel"), self._others))):
            count = number(model.rowCount())
            self.tabs.bar.setTabText(at, tr("{title} ({count})", title=text, count=count))

    # Ticks

    def _is_ticked(self, row: ReminderRow) -> bool:
        return row.client not in self._left_out

    @property
    def ticked(self) -> tuple[ReminderRow, ...]:
        """The reminders that Ok would send."""
        return tuple(row for row in self._rows if row.level and self._is_ticked(row))

    def _toggle(self, row: ReminderRow) -> None:
        if self._sent is None:
            self._left_out ^= {row.client}
            self._tell()

    def _tick_all(self, ticked: bool, *_: object) -> None:
        self._left_out = set() if ticked else {row.client for row in self._rows}
        self._tell()

    def _on_click(self, index: QModelIndex) -> None:
        if self._chosen.columns[index.column()].key == TICK:
            self._toggle(self._chosen.row(index.row()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space ticks the line with the focus."""
        if watched is self.table and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            row = self.table.selected_row()
            if event.key() == Qt.Key.Key_Space and row is not None:
                self._toggle(row)
                return True
        return super().eventFilter(watched, event)

    def _tell(self) -> None:
        """What Ok would do."""
        chosen = self.ticked
        count, fees = len(chosen), sum(row.fee for row in chosen)
        asked = sum(row.total for row in chosen)
        said = ntr("{n} rappel serait envoyé", "{n} rappels seraient envoyés", count)
        detail = tr("{asked} réclamés, dont {fees} de frais.", asked=money(asked), fees=money(fees))
        if not self._chosen.rowCount():
            said, detail = tr("Aucun rappel à envoyer"), ""
        elif not count:
            detail = tr("Cochez les clients à relancer.")
        self.banner.show_state("info", said, detail)
        verb = ntr("&Ok, envoyer {n} rappel", "&Ok, envoyer {n} rappels", count)
        self._apply.setText(verb)
        self._apply.setAccessibleName(verb.replace("&", ""))
        set_allowed(self._apply, count > 0, tr("Aucun rappel n'est coché."))
        for button in (self._all, self._none):
            button.setVisible(bool(self._chosen.rowCount()) and self._sent is None)
        self.table.viewport().update()

    def _on_tab(self, key: str) -> None:
        self._show_items((self.table if key == SENT else self.others).selected_row())

    def _show_items(self, row: ReminderRow | None) -> None:
        self._items.set_rows(row.items if row is not None else ())

    # Sending

    def _send(self) -> None:
        chosen = self.ticked
        if chosen and self._apply.isEnabled():
            self._chosen_rows = chosen
            self._go_on()

    def _go_on(self) -> None:
        """Send what was chosen; what was sent before an interruption is not sent again."""
        request = SendReminders(self._command, self._chosen_rows)
        job = partial(reading.send_reminders, self._workplace.desk, request)
        self.work.begin(tr("Envoi des rappels…"), job, self._on_sent, self._on_refused)

    def _on_sent(self, sent: RemindersResult) -> None:
        if sent.left == self._chosen_rows:
            if not self.leaves():
                self.summary.show_sentence(tr("Interrompu : aucun rappel n'a été envoyé."))
            return
        self._sent = sent
        said = ntr("{n} rappel envoyé", "{n} rappels envoyés", len(sent.letters))
        if sent.left:
            said = ntr("{done}, {n} reste", "{done}, {n} restent", len(sent.left), done=said)
        self._workplace.announce(sent, f"{said}.")
        if self.leaves():
            return
        self.summary.hide()
        is_whole = sent.letters and not sent.left
        self.banner.show_state("active" if is_whole else "attention", said, _what_now(sent))
        self._chosen.set_rows(sent.sent)
        self._show_as_sent()
        for button in (self._all, self._none):
            button.hide()
        self._letters.show_letters(sent.letters)
        ends = [self._close_so, self._resume] if sent.left else [self._close]
        self.set_foot(left=[self._letters.printer, self._letters.mailer], right=ends, default=ends[-1])

    def _show_as_sent(self) -> None:
        """What is listed has left; there is nothing to choose any more."""
        self.set_head(tr("Rappels"), tr("Envoyés le {day}", day=day(self._workplace.desk.today())))
        self.table.setColumnHidden(0, True)
        self.tabs.show_page(SENT)
        self._title_tabs()
        self.table.select(0)

    def _on_refused(self, refused: Refused) -> None:
        """Nothing more was sent; the same command goes on where it was."""
        if not self.leaves():
            self.summary.show_sentence(in_words(refused))

    def _open_letters(self, letters: tuple[ReminderId, ...]) -> None:
        produce = partial(reading.letters_paper, self._workplace.desk, letters)
        self._workplace.preview_paper(produce, tr("Rappels"))

    def reject(self) -> None:
        """Esc, Annuler and the cross: letters being sent and mails being written are stopped first."""
        if self._letters.is_under_way:
            self._letters.stop()
        else:
            super().reject()


def _what_now(sent: RemindersResult) -> str:
    """Why it ended before all were sent, who was left out, or else what to do with the letters."""
    if sent.left:
        why_ended = " ".join(why(each) for each in sent.ended_by) or tr("Interrompu.")
        return tr("{why} « Continuer l'envoi » reprend où il s'est arrêté.", why=why_ended)
    left_out = len(sent.left_out)
    if not left_out:
        return tr("Choisissez comment les lettres partent.")
    return ntr(
        "{n} client laissé de côté : ce qu'il doit a changé entre-temps.",
        "{n} clients laissés de côté : ce qu'ils doivent a changé entre-temps.",
        left_out,
    )
