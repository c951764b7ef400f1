"""Note de crédit: the whole of what was not yet credited, or so much of each line; a reason is required."""

from uuid import uuid4

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.domain.cents import Cents
from app.domain.ids import CommandId
from app.domain.refusals import FieldMissing, Refused
from app.i18n import current, money, tr
from app.messages.refusals import sentence
from app.services.billing.requests import CreditInvoice, CreditLine
from app.services.billing.views import BilledLine, InvoiceView
from app.ui.kit.buttons import plain, primary
from app.ui.kit.cards import Card
from app.ui.kit.choices import Choice, RoundChoice
from app.ui.kit.dialogs import BigDialog
from app.ui.kit.entries import MoneyEntry
from app.ui.kit.fields import BareField, ErrorSummary, Field, Form
from app.ui.kit.labels import FACT, hairline, label, muted
from app.ui.kit.refused_words import beside
from app.ui.kit.saving import next_command

SIZE = QSize(860, 600)
_AMOUNT = 132


class CreditDialog(BigDialog):
    """`wanted(CreditInvoice)`; stays open with what was typed until it was accepted."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget, view: InvoiceView) -> None:
        super().__init__(parent, "credit_dialog", SIZE)
        self._view = view
        self._command = CommandId(str(uuid4()))
        self._lines = [line for line in view.lines if line.amount > line.credited]
        self._left = Cents(sum(line.amount - line.credited for line in self._lines))
        self._make()
        self._lay_out()
        self._connect()
        self.setModal(True)

    def _make(self) -> None:
        self._summary = ErrorSummary("credit_summary")
        self.form = Form(self, self._summary)
        self._whole = RoundChoice(
            tr("&Tout ce qui n'est pas encore crédité : {amount}", amount=money(self._left)),
            "credit_whole",
            checked=True,
        )
        self._part = RoundChoice(tr("Une &partie, ligne par ligne"), "credit_part")
        self._amounts = {line.position: MoneyEntry(f"credit_amount_{line.position}") for line in self._lines}
        self._total = label(money(self._left), "credit_total", FACT, bold=True)
        usual = (tr("erreur de facturation"), tr("prestation non rendue"), tr("geste commercial"))
        self._reason = Choice("credit_reason", [(text, text) for text in usual], editable=True)
        self._reason.set_value("")
        self._leave = plain(tr("Annuler"), "credit_leave", main=True)
        self._save = primary(tr("&Ok, émettre la note de crédit"), "credit_save")

    def _lay_out(self) -> None:
        row = self._view.row
        self.set_head(tr("Note de crédit sur la facture {number}", number=row.number), row.client_name)
        card = Card("credit_lines", ground="surface")
        inside = QVBoxLayout()
        inside.setContentsMargins(16, 10, 16, 12)
        inside.addLayout(self._grid())
        inside.addStretch(1)
        card.body.addLayout(inside, 1)
        self.body.addWidget(self._whole)
        self.body.addWidget(self._part)
        self.body.addWidget(card, 1)
        self.body.addWidget(self.form.add("reason", Field(tr("&Motif"), self._reason)))
        self.body.addWidget(self._summary)
        self.set_foot(right=[self._leave, self._save], default=self._save)
        self._allow_parts()
        self._reason.setFocus()

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        right = Qt.AlignmentFlag.AlignRight
        for column, text in enumerate((tr("Ligne"), tr("Reste facturé"), tr("Crédité maintenant"))):
            grid.addWidget(muted(text), 0, column, right if column else Qt.AlignmentFlag.AlignLeft)
        for at, line in enumerate(self._lines):
            self._add_line(grid, 2 * at + 1, line)
        last = grid.rowCount()
        grid.addWidget(hairline(), last, 0, 1, 3)
        grid.addWidget(label(tr("Total crédité"), bold=True), last + 1, 0, 1, 2, right)
        grid.addWidget(self._total, last + 1, 2, right)
        return grid

    def _add_line(self, grid: QGridLayout, at: int, line: BilledLine) -> None:
        entry = self._amounts[line.position]
        left = Cents(line.amount - line.credited)
        entry.set_value(left)
        field = BareField(tr("Crédité de la ligne {n}", n=line.position), entry)
        field.setFixedWidth(_AMOUNT)
        self.form.add(_key(line), field)
        amount = label(money(left), f"credit_left_{line.position}")
        grid.addWidget(hairline(), at, 0, 1, 3)
        grid.addWidget(label(line.line.description, f"credit_line_{line.position}", wrap=True), at + 1, 0)
        grid.addWidget(amount, at + 1, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(field, at + 1, 2)

    def _connect(self) -> None:
        self._leave.clicked.connect(self.reject)
        self._save.clicked.connect(self._confirm)
        self._part.toggled.connect(self._allow_parts)
        for entry in self._amounts.values():
            entry.valueChanged.connect(self._tell_total)

    def _allow_parts(self, *_: object) -> None:
        for line in self._lines:
            entry = self._amounts[line.position]
            entry.setEnabled(self._part.isChecked())
            if self._whole.isChecked():
                entry.set_value(line.amount - line.credited)
        self._tell_total()

    def _tell_total(self) -> None:
        amounts = [entry.value() or 0 for entry in self._amounts.values()]
        self._total.setText(money(sum(amounts)))

    # Sending

    def _misread(self) -> dict[str, str]:
        found = {}
        for line in self._lines:
            entry, left = self._amounts[line.position], line.amount - line.credited
            value = entry.value() or 0
            if said := entry.error():
                found[_key(line)] = said
            elif not 0 <= value <= left:
                found[_key(line)] = tr("De 0 à {amount}.", amount=money(left))
        if not found and not any(entry.value() for entry in self._amounts.values()):
            found[_key(self._lines[0])] = tr("Rien n'est crédité.\nÉcrivez un montant.")
        return found

    def _confirm(self) -> None:
        found = self._misread() if self._part.isChecked() else {}
        reason = str(self._reason.value() or "").strip()
        if not reason:
            found["reason"] = sentence(FieldMissing("reason"), current())
        self.form.show_errors(found)
        if not found:
            self.wanted.emit(CreditInvoice(self._command, self._view.row.id, self._parts(), reason))

    def _parts(self) -> tuple[CreditLine, ...] | None:
        if self._whole.isChecked():
            return None
        amounts = ((line.position, self._amounts[line.position].value()) for line in self._lines)
        return tuple(CreditLine(at, Cents(amount)) for at, amount in amounts if amount)

    def show_refused(self, refused: Refused) -> None:
        """Say each reason; what was typed stays."""
        self._command = next_command(self._command, refused)
        self.form.show_errors(beside(refused, "whole"))


def _key(line: BilledLine) -> str:
    return f"line_{line.position}"
