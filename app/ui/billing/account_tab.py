"""The tab Factures & paiements of the card: what is owed, the invoices, the payments, and their verbs."""

from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.ids import ClientId
from app.domain.refusals import Refused
from app.domain.rights import Right
from app.i18n import money, ntr, tr
from app.services.billing.views import Account, InvoiceRow, PaymentRow
from app.services.desk import Touched, TouchedKind
from app.ui.billing import reading, words
from app.ui.billing.lists import DebitList, InvoiceList, PaymentList
from app.ui.billing.verbs import preview_receipt, verbs_of
from app.ui.kit.buttons import plain, set_allowed
from app.ui.kit.news import concerns
from app.ui.kit.refused_words import in_words
from app.ui.kit.tiles import FactTile
from app.ui.kit.workplace import Workplace


class AccountTab(QWidget):
    """Reads beside the window when it is shown and when something of the client was changed."""

    def __init__(self, workplace: Workplace, client: ClientId) -> None:
        super().__init__()
        self.setObjectName("account_tab")
        self._workplace, self._client = workplace, client
        self._account: Account | None = None
        self._is_stale = True
        self._verbs = verbs_of(workplace)
        self._make()
        self._lay_out()
        self._connect()
        self._allow()

    def _make(self) -> None:
        operator, memory = self._workplace.desk.operator, self._workplace.memory
        self._tiles = {
            "balance": FactTile("euro", tr("Solde"), "account_balance"),
            "overdue": FactTile("alert-triangle", tr("En retard"), "account_overdue"),
            "on_hold": FactTile("pause-circle", tr("En attente"), "account_on_hold"),
        }
        self._new = plain(tr("&Nouvelle facture"), "account_new", "plus")
        self._collect = plain(tr("En&caisser"), "account_collect", "euro")
        self.invoices = InvoiceList("account_invoices", operator, memory, [self._new, self._collect])
        self.payments = PaymentList("account_payments", operator, memory)
        self.debits = DebitList("account_debits", memory)

    def _lay_out(self) -> None:
        tiles = QHBoxLayout()
        tiles.setSpacing(12)
        for tile in self._tiles.values():
            tiles.addWidget(tile, 1)
        right, row = QVBoxLayout(), QHBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.debits)
        right.addWidget(self.payments, 1)
        row.setSpacing(16)
        row.addWidget(self.invoices, 5)
        row.addLayout(right, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(tiles)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        self._new.clicked.connect(partial(self._workplace.new_invoice, self._client))
        self._collect.clicked.connect(self._take)
        self.invoices.opened.connect(self._open)
        self.invoices.asked.connect(self._do)
        self.payments.receipt.connect(self._print_receipt)
        self.payments.undone.connect(self._verbs.reverse)
        self.debits.table.activated_row.connect(self._take)

    # Reading

    def showEvent(self, event: QShowEvent) -> None:
        """Coming to the front, the account is of now."""
        super().showEvent(event)
        if self._is_stale:
            self.read()

    def read(self) -> None:
        """Read the account again beside the window."""
        self._is_stale = False
        job = partial(reading.read_account, self._workplace.desk, self._client)
        self._workplace.runner.submit(job, self._show, self._unreadable, "account")

    def refresh(self, touched: frozenset[Touched]) -> None:
        """Something was changed here or at another desk (`View`); nothing named: a great deal was."""
        own = {Touched(TouchedKind.CLIENT, self._client)}
        if not concerns(touched, own, {TouchedKind.INVOICE}):
            return
        self._is_stale = True
        if self.isVisible():
            self.read()

    def _show(self, account: Account) -> None:
        self._account = account
        self._show_tiles(account)
        self.invoices.show_rows(account.invoices)
        self.payments.show_rows(account.payments)
        self.debits.show_rows(account.debits)
        self._allow()

    def _show_tiles(self, account: Account) -> None:
        owed = [row for row in account.invoices if row.state in words.OWED]
        count = ntr("{n} facture à payer", "{n} factures à payer", len(owed))
        rejected = ntr("{n} débit rejeté", "{n} débits rejetés", len(account.debits))
        said = tr("{invoices}, {debits}", invoices=count, debits=rejected) if account.debits else count
        if account.debits and not owed:
            said = rejected
        if account.balance < 0:
            said = tr("le club doit cette somme au client")
        elif not owed and not account.debits:
            said = tr("rien à payer")
        self._tiles["balance"].show_fact(money(account.balance), said)
        late = account.overdue > 0
        self._tiles["overdue"].show_fact(
            money(account.overdue),
            tr("échéance passée ou débit rejeté") if late else tr("rien en retard"),
            act="blocked" if late else "",
        )
        held = [row for row in account.invoices if row.on_hold_since is not None and row.left > 0]
        self._tiles["on_hold"].show_fact(
            money(account.on_hold),
            ntr("{n} facture sans rappels", "{n} factures sans rappels", len(held))
            if held
            else tr("aucune facture en attente"),
            tone="suspended" if held else "text",
        )

    def _unreadable(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        self._account = None
        self._tiles["balance"].show_fact("–", in_words(error))
        self._allow()

    # Verbs

    def _allow(self) -> None:
        operator, account = self._workplace.desk.operator, self._account
        role = tr("Votre rôle ne le permet pas.")
        set_allowed(self._new, operator.may(Right.BILL), role)
        reason = "" if operator.may(Right.TAKE_PAYMENT) else role
        if account is None:
            reason = tr("Lecture…")
        elif not reason and not any(row.left > 0 for row in account.invoices) and not account.debits:
            reason = tr("Rien à encaisser.")
        set_allowed(self._collect, not reason, reason)

    def _take(self, *_: object) -> None:
        if self._collect.isEnabled():
            self._workplace.take_payment(self._client)

    def _open(self, row: InvoiceRow) -> None:
        self._workplace.open_invoice(row.id)

    def _print_receipt(self, row: PaymentRow) -> None:
        preview_receipt(self._workplace, row.id)

    def _do(self, verb: str) -> None:
        rows = self.invoices.chosen
        if verb == "print" and rows:
            self._workplace.print_invoice(rows[0].id)
        elif verb == "credit" and rows:
            self._verbs.credit(rows[0])
        elif verb == "hold":
            self._verbs.hold(rows)
        elif verb == "release":
            self._verbs.release(rows)
