"""One invoice or credit note: its lines as issued, what is left to pay, and what happened to it since."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.domain.ids import InvoiceId
from app.domain.invoicing import InvoiceKind, InvoiceState
from app.domain.refusals import Refused
from app.domain.rights import Right
from app.i18n import current, day, money, tr
from app.messages.words import word
from app.services.billing.views import BilledLine, InvoiceView
from app.services.desk import Touched, TouchedKind
from app.ui.billing import allowed, reading, words
from app.ui.billing.invoice_facts import Event, event_columns, events, facts, left_fact, line_columns
from app.ui.billing.mails import InvoiceMail
from app.ui.billing.verbs import Verbs
from app.ui.kit.ask import tell
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import Button, plain, primary, set_allowed
from app.ui.kit.cards import Card, NoteBox
from app.ui.kit.dialogs import BigDialog
from app.ui.kit.empty import EmptyState
from app.ui.kit.icons import icon
from app.ui.kit.labels import fitting_title, hairline, label, muted
from app.ui.kit.news import concerns
from app.ui.kit.refused_words import in_words
from app.ui.kit.rows import RowsModel
from app.ui.kit.table import Table
from app.ui.kit.tiles import FactTile
from app.ui.kit.totals_box import TotalsBox
from app.ui.kit.workplace import Workplace

SIZE = QSize(1200, 760)
_SIDE = 448
_ROW = 38


class InvoiceDialog(BigDialog):
    """Shows the invoice as of now and carries its verbs."""

    def __init__(self, workplace: Workplace, invoice: InvoiceId, parent: QWidget | None = None) -> None:
        super().__init__(parent or workplace.window, "invoice_dialog", SIZE)
        self._workplace, self._invoice = workplace, invoice
        self._view: InvoiceView | None = None
        self._verbs = Verbs(workplace, self)
        self._mails = InvoiceMail(workplace, self)
        self._make()
        self._lay_out()
        self._connect()
        self.setModal(True)
        self.reload()

    def _make(self) -> None:
        memory = self._workplace.memory
        self._held = Banner("hold", "", name="invoice_held")
        self._held.hide()
        self._lines: RowsModel[BilledLine] = RowsModel(line_columns())
        self._events: RowsModel[Event] = RowsModel(event_columns())
        self.lines = Table(self._lines, "invoice_lines", tr("Lignes"), memory, _ROW)
        self.events = Table(self._events, "invoice_events", tr("Ce qui s'est passé"), memory, _ROW)
        self.events.set_empty(
            EmptyState(
                "clock", tr("Rien encore"), tr("Paiements, rappels et notes de crédit s'inscrivent ici.")
            )
        )
        self._totals = TotalsBox("invoice_totals")
        self._note = label("", "invoice_note", wrap=True)
        self._note_box = NoteBox("invoice_note_box")
        self._note_box.body.addWidget(self._note)
        self._left = FactTile("euro", tr("Reste à payer"), "invoice_left")
        self._facts = muted("", "invoice_facts", wrap=True)
        self._print = plain(tr("I&mprimer"), "invoice_print", "printer", main=True)
        self._print.tip(tr("Imprimer (Ctrl+P)"))
        self._mail = plain(tr("Préparer &l'e-mail"), "invoice_mail", "mail", main=True)
        self._credit = plain(tr("Note de cré&dit…"), "invoice_credit", "undo", main=True)
        self._hold = plain(tr("Mettre en &attente…"), "invoice_hold", "pause-circle", main=True)
        self._release = plain(tr("Re&prendre…"), "invoice_release", "check-circle", main=True)
        self._more = plain("", "invoice_more", "more-vertical", main=True)
        self._more.setAccessibleName(tr("Autres actions"))
        self._more.tip(tr("Autres actions"))
        self._more.setFixedWidth(40)
        self._close = plain(tr("&Fermer"), "invoice_close", main=True)
        self._collect = primary(tr("&Encaisser"), "invoice_collect", "euro")
        self._give_back = primary(tr("Rem&bourser…"), "invoice_give_back", "arrow-left")

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._paper(), 1)
        row.addWidget(self._side())
        self.body.addWidget(self._held)
        self.body.addLayout(row, 1)
        self.set_head(tr("Facture"))
        self._stand_in_foot(self._collect)
        self._give_back.hide()
        self._allow()

    def _stand_in_foot(self, main: Button) -> None:
        left = [self._print, self._mail, self._credit, self._hold, self._release, self._more]
        self.set_foot(left=left, right=[self._close, main], default=main)

    def _paper(self) -> QWidget:
        card = Card("invoice_paper", ground="surface")
        card.add_head(tr("Lignes"), icon_name="list")
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 10, 12, 12)
        foot.addWidget(self._totals, 0, Qt.AlignmentFlag.AlignRight)
        foot.addWidget(self._note_box)
        card.body.addWidget(self.lines, 1)
        card.body.addWidget(hairline())
        card.body.addLayout(foot)
        self._note_box.hide()
        return card

    def _side(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(_SIDE)
        events = Card("invoice_history", ground="surface")
        events.add_head(tr("Ce qui s'est passé"), icon_name="clock")
        events.body.addWidget(self.events, 1)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._left)
        column.addWidget(events, 1)
        column.addWidget(self._facts)
        return side

    def _connect(self) -> None:
        self._close.clicked.connect(self.reject)
        self._collect.clicked.connect(partial(self._do, "collect"))
        self._give_back.clicked.connect(partial(self._do, "refund"))
        for verb, button in (
            ("print", self._print),
            ("mail", self._mail),
            ("credit", self._credit),
            ("hold", self._hold),
            ("release", self._release),
        ):
            button.clicked.connect(partial(self._do, verb))
        QShortcut(QKeySequence("Ctrl+P"), self, self._print.click)
        self._more.clicked.connect(self._open_menu)
        self.events.activated_row.connect(self._open_event)

    # Reading

    def reload(self) -> None:
        """Read the invoice again beside the window."""
        job = partial(reading.read_invoice, self._workplace.desk, self._invoice)
        self._workplace.runner.submit(job, self._show, self._on_unreadable, "invoice/read")

    def refresh(self, touched: frozenset[Touched]) -> None:
        """Invoices or the client were changed somewhere (`View`)."""
        own = {Touched(TouchedKind.INVOICE, self._invoice)}
        if self._view is not None:
            own.add(Touched(TouchedKind.CLIENT, self._view.row.client))
        if concerns(touched, own):
            self.reload()

    def _on_unreadable(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        tell(self._workplace.window, tr("Facture illisible"), in_words(error))
        self.reject()

    def _show(self, view: InvoiceView) -> None:
        self._view = view
        row, chip = view.row, words.state_chip(view.row)
        kind = word(row.kind, current())
        title = tr("{kind} {number} : {name}", kind=kind, number=row.number, name=row.client_name)
        said = tr("émise le {day}, échéance le {due}", day=day(row.issued_on), due=day(row.due))
        if row.kind is InvoiceKind.CREDIT_NOTE:
            said = tr("émise le {day}, sur la facture {number}", day=day(row.issued_on), number=row.credits)
        self.set_head(fitting_title(title, 760), said, chip.kind, chip.text)
        self._lines.set_rows(view.lines)
        self._totals.show_totals(view.totals)
        self._note.setText(view.note)
        self._note_box.setVisible(bool(view.note))
        self._events.set_rows(events(view))
        self._show_left(view)
        self._show_held(view)
        self._facts.setText(facts(view))
        self._allow()

    def _show_left(self, view: InvoiceView) -> None:
        row = view.row
        late = row.state is InvoiceState.OVERDUE
        if row.kind is InvoiceKind.CREDIT_NOTE:
            self._left.retitle(tr("Montant crédité"))
            self._left.show_fact(money(-row.gross), tr("une note de crédit ne se paie pas"))
            return
        self._left.retitle(tr("À rembourser") if row.left < 0 else tr("Reste à payer"))
        self._left.show_fact(money(abs(row.left)), left_fact(view), act="blocked" if late else "")

    def _show_held(self, view: InvoiceView) -> None:
        row = view.row
        held = row.state is InvoiceState.ON_HOLD and row.on_hold_since is not None
        self._held.setVisible(held)
        if held and row.on_hold_since is not None:
            since, by = day(row.on_hold_since), view.on_hold_by
            reason = view.on_hold_reason.rstrip(".")
            detail = tr("Aucun rappel n'est envoyé.")
            if reason:
                detail = tr("{reason}. Aucun rappel n'est envoyé.", reason=reason[:1].upper() + reason[1:])
            self._held.show_state(
                "hold", tr("En attente depuis le {day} par {who}", day=since, who=by), detail
            )

    # Verbs

    def _allow(self) -> None:
        operator = self._workplace.desk.operator
        rows = [self._view.row] if self._view is not None else []
        held, owes = bool(allowed.held(rows)), any(row.left < 0 for row in rows)
        if owes != self._give_back.isVisibleTo(self):
            self._stand_in_foot(self._give_back if owes else self._collect)
        self._hold.setVisible(not held)
        self._release.setVisible(held)
        for button, reason in (
            (self._print, allowed.why_not_print(rows)),
            (self._mail, allowed.why_not_print(rows)),
            (self._credit, allowed.why_not_credit(operator, rows)),
            (self._hold, allowed.why_not_hold(operator, rows)),
            (self._release, allowed.why_not_release(operator, rows)),
            (self._collect, self._why_not_collect()),
            (self._give_back, allowed.why_not_refund(operator, rows)),
        ):
            set_allowed(button, not reason, reason)

    def _why_not_collect(self) -> str:
        if self._view is None:
            return tr("Lecture…")
        if not self._workplace.desk.operator.may(Right.TAKE_PAYMENT):
            return tr("Votre rôle ne le permet pas.")
        return "" if self._view.row.left > 0 else tr("Rien à encaisser.")

    def _open_menu(self) -> None:
        rows = [self._view.row] if self._view is not None else []
        operator = self._workplace.desk.operator
        menu = QMenu(self)
        menu.setObjectName("invoice_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        for verb, text, icon_name, reason in (
            ("card", tr("Ouvrir la fiche"), "user", ""),
            ("refund", tr("Rembourser…"), "arrow-left", allowed.why_not_refund(operator, rows)),
            ("waive", tr("Renoncer aux frais de rappel…"), "close", allowed.why_not_waive(operator, rows)),
        ):
            action = menu.addAction(icon(icon_name, "muted"), text, partial(self._do, verb))
            action.setObjectName(f"invoice_{verb}")
            action.setEnabled(not reason)
            action.setToolTip(reason)
        menu.popup(self._more.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 4)))

    def _do(self, verb: str, *_: object) -> None:
        if self._view is None:
            return
        row = self._view.row
        ways: dict[str, Callable[[], None]] = {
            "print": partial(self._workplace.print_invoice, row.id),
            "credit": partial(self._verbs.credit, row),
            "hold": partial(self._verbs.hold, [row]),
            "release": partial(self._verbs.release, [row]),
            "mail": partial(self._mails.prepare, row.id),
            "refund": partial(self._verbs.refund, row),
            "waive": partial(self._verbs.waive, row),
            "collect": partial(self._workplace.take_payment, row.client),
            "card": self._open_card,
        }
        ways[verb]()

    def _open_card(self) -> None:
        if self._view is not None:
            client = self._view.row.client
            self.accept()
            self._workplace.open_client(client)

    def _open_event(self, event: Event) -> None:
        if event.opens is not None:
            self._workplace.open_invoice(event.opens)
