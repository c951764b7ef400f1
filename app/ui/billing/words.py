"""How invoices, payments and what is owed are said in the windows of the billing."""

from datetime import date

from app.domain.cents import Cents
from app.domain.invoicing import InvoiceKind, InvoiceState
from app.i18n import current, day, money, ntr, short_day, tr
from app.messages.words import word
from app.services.billing.views import InvoiceRow, PaymentRow, RejectedDebit
from app.services.views import ClientCard
from app.ui.billing.open_items import OpenItem
from app.ui.billing.reading import Opened
from app.ui.kit.columns import Cell, Chip

INVOICE_CHIPS: dict[InvoiceState, str] = {
    InvoiceState.OPEN: "info",
    InvoiceState.OVERDUE: "rejected",
    InvoiceState.ON_HOLD: "hold",
    InvoiceState.PAID: "collected",
    InvoiceState.CREDITED: "ended",
}
OWED = (InvoiceState.OPEN, InvoiceState.OVERDUE, InvoiceState.ON_HOLD)


def name_of(card: ClientCard) -> str:
    """LEFÈVRE Jean-Noël, or the company."""
    fields = card.fields
    return f"{fields.surname.upper()} {fields.first_name}".strip() or fields.company


def known_by(card: ClientCard) -> str:
    """Number, birth date or company, town: so that nobody is taken for somebody else."""
    fields = card.fields
    parts = [tr("n° {number}", number=card.number)]
    if fields.birth_date is not None:
        parts.append(tr("né(e) le {born}", born=day(fields.birth_date)))
    if fields.company and fields.surname:
        parts.append(fields.company)
    if fields.town:
        parts.append(fields.town)
    return " · ".join(parts)


# What is owed


def open_items(opened: Opened) -> list[OpenItem]:
    """Invoices and rejected debits that can be paid; those *en attente* are not proposed."""
    invoices = [_invoice_item(row) for row in opened.account.invoices if _is_payable(row)]
    return invoices + [_debit_item(debit) for debit in opened.account.debits]


def _is_payable(row: InvoiceRow) -> bool:
    return row.kind is InvoiceKind.INVOICE and row.left > 0


def _invoice_item(row: InvoiceRow) -> OpenItem:
    said = [tr("échéance {day}", day=day(row.due)), word(row.state, current()).lower()]
    if row.fees:
        said.append(tr("dont {fees} de frais de rappel", fees=money(row.fees)))
    if row.paid:
        said.append(tr("{paid} déjà payés", paid=money(row.paid)))
    return OpenItem(
        tr("Facture {number}", number=row.number),
        ", ".join(said),
        row.due,
        row.left,
        is_overdue=row.state is InvoiceState.OVERDUE,
        is_proposed=row.state is not InvoiceState.ON_HOLD,
        number=row.number,
        invoice=row.id,
    )


def _debit_item(debit: RejectedDebit) -> OpenItem:
    return OpenItem(
        tr("Débit rejeté du {day}", day=day(debit.due)),
        tr("{plan}, rejeté le {day}, se paie en entier", plan=debit.plan, day=day(debit.rejected_on)),
        debit.due,
        debit.amount,
        is_overdue=True,
        access=debit.access,
        rank=debit.rank,
    )


# Cells of invoices


def state_chip(row: InvoiceRow) -> Chip:
    """The state of an invoice; a credit note says what it is."""
    if row.kind is InvoiceKind.CREDIT_NOTE:
        return Chip("ended", tr("Crédit"))
    return Chip(INVOICE_CHIPS[row.state], word(row.state, current()))


def due_cell(row: InvoiceRow) -> Cell:
    """When it is due; what is overdue stands out."""
    if row.kind is InvoiceKind.CREDIT_NOTE:
        return Cell("–", "muted")
    return Cell(day(row.due), "blocked" if row.state is InvoiceState.OVERDUE else "text")


def left_cell(row: InvoiceRow) -> Cell:
    """What is left to pay; below zero the club owes it."""
    if row.kind is InvoiceKind.CREDIT_NOTE:
        return Cell("–", "muted")
    tone = "blocked" if row.state is InvoiceState.OVERDUE else "text"
    return Cell(money(row.left), tone if row.left else "muted", bold=row.left != 0)


def level_cell(row: InvoiceRow) -> Cell:
    """Which reminder was sent last; or that none is sent."""
    if row.on_hold_since is not None and row.state is InvoiceState.ON_HOLD:
        return Cell(tr("aucun"), "muted")
    return Cell(tr("n° {level}", level=row.reminder_level)) if row.reminder_level else Cell("–", "muted")


def row_tone(row: InvoiceRow) -> str:
    """The bar at the left of a line."""
    return {InvoiceState.OVERDUE: "blocked", InvoiceState.ON_HOLD: "suspended"}.get(row.state, "")


# Cells of payments


def method_cell(row: PaymentRow) -> Cell:
    """How it was paid, and the reference of a cheque or a transfer."""
    said = word(row.method, current())
    return Cell(tr("{method}, {reference}", method=said, reference=row.reference) if row.reference else said)


def settles_cell(row: PaymentRow) -> Cell:
    """What was paid by it: invoices, or rejected debits by their day; the first, and how many more."""
    paid = settled(row)
    if len(paid) < 2:
        return Cell(", ".join(paid))
    return Cell(tr("{first} +{n}", first=paid[0], n=len(paid) - 1))


def settled(row: PaymentRow) -> list[str]:
    """What was paid, each in words."""
    return [
        tr("débit du {day}", day=short_day(date.fromisoformat(each))) if _is_day(each) else each
        for each in row.settles
    ]


def _is_day(text: str) -> bool:
    """Whether what was paid is a debit, told by its due day."""
    return len(text) == len("2010-07-05") and text[4] == text[7] == "-"


def amount_cell(row: PaymentRow) -> Cell:
    """How much; what was undone is struck."""
    if row.reversed_by:
        return Cell(tr("annulé"), "muted", old=money(row.amount))
    return Cell(money(row.amount), bold=True)


def payment_tone(row: PaymentRow) -> str:
    """A payment that was undone, and what undid it, are quiet."""
    return "muted" if row.reversed_by or row.reverses else ""


def count_text(count: int, left: Cents) -> str:
    """12 documents, 340,00 € à encaisser: invoices and credit notes."""
    said = ntr("{n} document", "{n} documents", count)
    return tr("{count}, {left} à encaisser", count=said, left=money(left)) if left else said
