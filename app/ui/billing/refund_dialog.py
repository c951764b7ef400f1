"""Rembourser: what the club owes for an invoice that was credited after it had been paid."""

from uuid import uuid4

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from app.domain.cents import Cents
from app.domain.ids import CommandId
from app.domain.invoicing import PaymentMethod
from app.domain.refusals import FieldMissing, Refused
from app.i18n import current, money, tr
from app.messages.refusals import sentence
from app.messages.words import words
from app.services.billing.requests import RefundInvoice
from app.services.billing.views import InvoiceRow
from app.ui.kit.buttons import plain, primary
from app.ui.kit.choices import Choice
from app.ui.kit.dialogs import BigDialog
from app.ui.kit.entries import MoneyEntry
from app.ui.kit.fields import ErrorSummary, Field, Form
from app.ui.kit.labels import muted
from app.ui.kit.refused_words import beside
from app.ui.kit.saving import next_command

SIZE = QSize(620, 460)
_WIDTH = 200


class RefundDialog(BigDialog):
    """`wanted(RefundInvoice)`; stays open with what was typed until it was accepted."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget, row: InvoiceRow) -> None:
        super().__init__(parent, "refund_dialog", SIZE)
        self._row, self._owed = row, Cents(-row.left)
        self._command = CommandId(str(uuid4()))
        self._summary = ErrorSummary("refund_summary")
        self.form = Form(self, self._summary)
        self._amount = MoneyEntry("refund_amount", required=True)
        self._amount.set_value(self._owed)
        methods = [(text, value) for value, text in words(PaymentMethod, current()).items()]
        self._method = Choice("refund_method", methods)
        usual = (tr("facture créditée"), tr("paiement en double"))
        self._reason = Choice("refund_reason", [(text, text) for text in usual], editable=True)
        self._reason.set_value("")
        self._leave = plain(tr("Annuler"), "refund_leave", main=True)
        self._save = primary(tr("&Ok, rembourser"), "refund_save")
        self._lay_out()
        self._leave.clicked.connect(self.reject)
        self._save.clicked.connect(self._confirm)
        self.setModal(True)

    def _lay_out(self) -> None:
        row = self._row
        self.set_head(tr("Rembourser la facture {number}", number=row.number), row.client_name)
        said = tr(
            "Le club doit {amount} : la facture a été créditée après son paiement.", amount=money(self._owed)
        )
        self.body.addWidget(muted(said, "refund_owed", wrap=True))
        amount = Field(tr("Mon&tant rendu"), self._amount, width=_WIDTH)
        self.body.addWidget(self.form.add("amount", amount))
        self.body.addWidget(self.form.add("method", Field(tr("Mo&yen"), self._method, width=_WIDTH)))
        self.body.addWidget(self.form.add("reason", Field(tr("&Motif"), self._reason)))
        self.body.addStretch(1)
        self.body.addWidget(self._summary)
        self.set_foot(right=[self._leave, self._save], default=self._save)

    def _confirm(self) -> None:
        found: dict[str, str] = {}
        amount, reason = self._amount.value(), str(self._reason.value() or "").strip()
        if said := self._amount.error():
            found["amount"] = said
        elif amount is None or not 0 < amount <= self._owed:
            found["amount"] = tr("Écrivez un montant jusqu'à {amount}.", amount=money(self._owed))
        if not reason:
            found["reason"] = sentence(FieldMissing("reason"), current())
        self.form.show_errors(found)
        if not found and amount is not None:
            method = PaymentMethod(str(self._method.value()))
            self.wanted.emit(RefundInvoice(self._command, self._row.id, method, Cents(amount), reason))

    def show_refused(self, refused: Refused) -> None:
        """Say each reason; what was typed stays."""
        self._command = next_command(self._command, refused)
        self.form.show_errors(beside(refused, "whole"))
