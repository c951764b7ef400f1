"""What the window of an invoice says of it: its lines, what is left, and what happened to it since."""

from dataclasses import dataclass
from datetime import date

from app.domain.cents import Cents
from app.domain.ids import InvoiceId
from app.domain.invoicing import InvoiceState
from app.i18n import current, instant, money, percent, tr
from app.messages.words import word
from app.services.billing.views import BilledLine, InvoiceView
from app.ui.kit.columns import Cell, Column
from app.ui.kit.typed import decimal_text


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to the invoice: when, what, for how much."""

    on: date
    what: str
    amount: Cents | None = None
    opens: InvoiceId | None = None


def left_fact(view: InvoiceView) -> str:
    """What stands below the sum that is left."""
    row = view.row
    if row.left < 0:
        return tr("le club doit cette somme au client")
    if row.state is InvoiceState.CREDITED:
        return tr("entièrement créditée")
    if row.left == 0:
        return tr("tout est payé")
    parts = [tr("sur {gross}", gross=money(row.gross))]
    if row.fees:
        parts.append(tr("frais de rappel {fees}", fees=money(row.fees)))
    if row.paid:
        parts.append(tr("{paid} déjà payés", paid=money(row.paid)))
    return ", ".join(parts)


def facts(view: InvoiceView) -> str:
    """Who issued it and when, and how a transfer names it."""
    said = [tr("Émise par {who} le {at}.", who=view.issued_by, at=instant(view.issued_at))]
    if view.communication:
        said.append(tr("Communication structurée {text}.", text=view.communication))
    return "\n".join(said)


def events(view: InvoiceView) -> list[Event]:
    """Payments, credit notes and reminders, the latest first."""
    texts = current()
    found = [
        Event(
            part.taken_on,
            tr("{method}, reçu {number}", method=word(part.method, texts), number=part.number),
            part.amount,
        )
        for part in view.payments
    ]
    found += [
        Event(note.issued_on, tr("Note de crédit {number}", number=note.number), note.gross, note.id)
        for note in view.credit_notes
    ]
    for sent in view.reminders:
        said = tr("Rappel n° {level}, par {who}", level=sent.level, who=sent.sent_by)
        if sent.waived:
            said = tr("Rappel n° {level}, frais remis", level=sent.level)
        found.append(Event(sent.sent_on, said, None if sent.waived or not sent.fee else sent.fee))
    return sorted(found, key=lambda event: event.on, reverse=True)


def line_columns() -> list[Column]:
    """The columns of its lines."""
    return [
        Column("what", tr("Description"), "text", 200, sortable=False, value=_what, stretch=True),
        Column("quantity", tr("Quantité"), "number", 84, sortable=False, value=_quantity),
        Column("price", tr("Prix TVA comprise"), "money", 136, sortable=False, value=_price),
        Column("rate", tr("TVA"), "number", 72, sortable=False, value=_rate),
        Column("amount", tr("Montant"), "money", 104, sortable=False, value=_amount),
    ]


def _what(row: BilledLine) -> str:
    return row.line.description


def _quantity(row: BilledLine) -> Cell:
    return Cell(decimal_text(row.line.quantity))


def _price(row: BilledLine) -> Cell:
    return Cell(money(row.line.unit_price))


def _rate(row: BilledLine) -> Cell:
    return Cell(percent(row.line.vat_rate))


def _amount(row: BilledLine) -> Cell:
    if not row.credited:
        return Cell(money(row.amount), bold=True)
    return Cell(money(row.amount - row.credited), bold=True, old=money(row.amount))


def event_columns() -> list[Column]:
    """The columns of what happened to it."""
    return [
        Column("on", tr("Date"), "date", 92, sortable=False),
        Column("what", tr("Quoi"), "text", 160, sortable=False, stretch=True),
        Column("amount", tr("Montant"), "money", 92, sortable=False),
    ]
