"""What is done with invoices and payments wherever they are shown: asked, sent once, told."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.domain.ids import CommandId, InvoiceId, PaymentId
from app.domain.refusals import Refused
from app.i18n import money, ntr, tr
from app.services.billing.requests import HoldInvoices, ReleaseInvoices, ReversePayment, WaiveFees
from app.services.billing.views import InvoiceIssued, InvoiceRow, InvoiceView, PaymentRow, PaymentTaken
from app.services.desk import Outcome
from app.ui.billing import reading, words
from app.ui.billing.allowed import held, holdable
from app.ui.billing.change_dialog import ChangeDialog, Question
from app.ui.billing.credit_dialog import CreditDialog
from app.ui.billing.refund_dialog import RefundDialog
from app.ui.kit.ask import tell
from app.ui.kit.refused_words import in_words
from app.ui.kit.saving import Saving
from app.ui.kit.workplace import Workplace

Make = Callable[[CommandId, str], reading.Change]
Say = Callable[[Outcome], str]


def preview_invoice(workplace: Workplace, invoice: InvoiceId) -> None:
    """Show the PDF of an invoice or a credit note."""
    produce = partial(reading.invoice_paper, workplace.desk, invoice)
    workplace.preview_paper(produce, tr("Facture"))


def preview_receipt(workplace: Workplace, payment: PaymentId) -> None:
    """Show the receipt of a payment."""
    produce = partial(reading.receipt_paper, workplace.desk, payment)
    workplace.preview_paper(produce, tr("Reçu"))


def verbs_of(workplace: Workplace) -> "Verbs":
    """The verbs of the main window, made once: tabs and pages that come and go use the same."""
    window = workplace.window
    known = [each for each in window.children() if isinstance(each, Verbs) and each.workplace is workplace]
    return known[0] if known else Verbs(workplace, window)


class Verbs(QObject):
    """Opens the question over `over`, carries the answer to the services, and announces what was done."""

    def __init__(self, workplace: Workplace, over: QWidget) -> None:
        super().__init__(over)
        self._workplace, self._over = workplace, over
        self._saving = Saving(workplace.runner, self)
        self._dialog: ChangeDialog | CreditDialog | RefundDialog | None = None

    @property
    def workplace(self) -> Workplace:
        """The desk at which they work."""
        return self._workplace

    # Waiting and taking up again (spec 3.2.2, 3.2.4)

    def hold(self, rows: Sequence[InvoiceRow]) -> None:
        """Mettre en attente."""
        chosen = holdable(rows)
        if not chosen:
            return
        ids, count = tuple(row.id for row in chosen), len(chosen)
        question = Question(
            ntr("Mettre {n} facture en attente ?", "Mettre {n} factures en attente ?", count),
            tr("Les rappels s'arrêtent jusqu'à la reprise. Ce qui est dû reste dû."),
            tr("Mettre en &attente"),
            [_told(row) for row in chosen],
            (tr("client désactivé"), tr("facture contestée"), tr("plan de paiement")),
            needs_reason=False,
        )
        said = ntr("{n} facture mise en attente.", "{n} factures mises en attente.", count)
        self._ask(question, lambda command, reason: HoldInvoices(command, ids, reason), said)

    def release(self, rows: Sequence[InvoiceRow]) -> None:
        """Reprendre, one or several at once."""
        chosen = held(rows)
        if not chosen:
            return
        ids, count = tuple(row.id for row in chosen), len(chosen)
        question = Question(
            ntr("Reprendre {n} facture ?", "Reprendre {n} factures ?", count),
            tr("À payer de nouveau ; les rappels reprennent selon l'échéance."),
            tr("&Reprendre"),
            [_told(row) for row in chosen],
            (tr("client réactivé"), tr("contestation réglée")),
            needs_reason=False,
        )
        said = ntr("{n} facture reprise.", "{n} factures reprises.", count)
        self._ask(question, lambda command, reason: ReleaseInvoices(command, ids, reason), said)

    # What undoes

    def reverse(self, payment: PaymentRow) -> None:
        """Annuler un paiement."""
        question = Question(
            tr("Annuler le paiement {number} ?", number=payment.number),
            tr("Une écriture contraire est inscrite. Ce qui était payé est de nouveau dû."),
            tr("&Annuler le paiement"),
            [_payment_told(payment)],
            (tr("erreur de saisie"), tr("chèque sans provision"), tr("carte contestée")),
            is_grave=True,
        )
        said = tr("Paiement {number} annulé.", number=payment.number)
        self._ask(question, lambda command, reason: ReversePayment(command, payment.id, reason), said)

    def waive(self, row: InvoiceRow) -> None:
        """Renoncer aux frais de rappel."""
        question = Question(
            tr("Renoncer aux frais de rappel de la facture {number} ?", number=row.number),
            tr("Les {fees} de frais ne sont plus dus ; la facture elle-même le reste.", fees=money(row.fees)),
            tr("&Renoncer aux frais"),
            usual=(tr("geste commercial"), tr("rappel envoyé par erreur")),
        )
        said = tr("Frais de la facture {number} remis.", number=row.number)
        self._ask(question, lambda command, reason: WaiveFees(command, row.id, reason), said)

    def credit(self, row: InvoiceRow) -> None:
        """Note de crédit: reads the lines first."""
        job = partial(reading.read_invoice, self._workplace.desk, row.id)
        self._workplace.runner.submit(job, self._open_credit, self._unreadable, "credit")

    def _open_credit(self, view: InvoiceView) -> None:
        dialog = CreditDialog(self._over, view)
        self._dialog = dialog
        dialog.wanted.connect(partial(self._send, _credited))
        dialog.open()

    def refund(self, row: InvoiceRow) -> None:
        """Rembourser what was paid of an invoice that was credited afterwards."""
        dialog = RefundDialog(self._over, row)
        self._dialog = dialog
        dialog.wanted.connect(partial(self._send, _refunded))
        dialog.open()

    # Asking and sending

    def _ask(self, question: Question, make: Make, said: str) -> None:
        dialog = ChangeDialog(self._over, question)
        self._dialog = dialog
        dialog.wanted.connect(partial(self._answer, make, said))
        dialog.open()

    def _answer(self, make: Make, said: str, command: str, reason: str) -> None:
        self._send(partial(_said, said), make(CommandId(command), reason))

    def _send(self, say: Say, request: reading.Change) -> None:
        job = partial(reading.carry_out, self._workplace.desk, request)
        self._saving.run(job, partial(self._done, say), self._refused)

    def _done(self, say: Say, outcome: Outcome) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None and isValid(dialog):
            dialog.accept()
        self._workplace.announce(outcome, say(outcome))

    def _refused(self, refused: Refused) -> None:
        if self._dialog is not None and isValid(self._dialog):
            self._dialog.show_refused(refused)
        else:
            tell(self._over, tr("Refusé"), in_words(refused))

    def _unreadable(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        tell(self._over, tr("Refusé"), in_words(error))


def _said(said: str, _outcome: Outcome) -> str:
    return said


def _credited(outcome: Outcome) -> str:
    number = outcome.number if isinstance(outcome, InvoiceIssued) else ""
    return tr("Note de crédit {number} émise.", number=number)


def _refunded(outcome: Outcome) -> str:
    number = outcome.number if isinstance(outcome, PaymentTaken) else ""
    return tr("Remboursement {number} inscrit.", number=number)


def _told(row: InvoiceRow) -> str:
    """Facture 2026-000012, LEFÈVRE Jean-Noël, 59,00 € à payer."""
    return tr(
        "Facture {number}, {name}, {left} à payer",
        number=row.number,
        name=row.client_name,
        left=money(row.left),
    )


def _payment_told(payment: PaymentRow) -> str:
    """59,00 € : 2026-000012."""
    paid = ", ".join(words.settled(payment))
    return (
        tr("{amount} pour {paid}", amount=money(payment.amount), paid=paid) if paid else money(payment.amount)
    )
