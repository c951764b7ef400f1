"""The sentences of the history that tell of invoices, payments and reminders (spec 3.2, 3.4)."""

from collections.abc import Mapping
from datetime import date

from app.i18n import Texts, mark

SENTENCES: dict[str, str] = {
    "invoice_issued": mark("Facture {number} émise : {total}, échéance le {due}"),
    "invoice_credited": mark("Facture {number} créditée de {total} par {credit_note} : {reason}"),
    "invoice_held": mark("Facture {number} mise en attente : {total} à payer"),
    "invoice_held_because": mark("Facture {number} mise en attente, {total} à payer : {reason}"),
    "invoice_released": mark("Facture {number} reprise : {total} à payer"),
    "invoice_released_because": mark("Facture {number} reprise, {total} à payer : {reason}"),
    "payment_taken": mark("Paiement {number} : {amount} ({method}) pour {paid_for}"),
    "payment_reversed": mark("Paiement {reversed} de {amount} annulé par {number} : {reason}"),
    "invoice_refunded": mark("Remboursement {number} : {amount} ({method}) pour {paid_for} : {reason}"),
    "instalment_unsettled": mark("Rang {rank} de nouveau à payer : {amount} du {due}"),
    "reminder_sent": mark("Rappel {level} envoyé pour {paid_for} : {total} à payer, dont {fee} de frais"),
    "reminder_mailed": mark("E-mail du rappel {level} préparé pour {address} : {paid_for}"),
    "invoice_mailed": mark("E-mail préparé pour {address} : {number}"),
    "reminder_fees_waived": mark("Frais de rappel de {fee} abandonnés sur la facture {number} : {reason}"),
}


def paid_for(told: Mapping[str, object], texts: Texts) -> str:
    """The debts that a payment or a letter is about: 2026-000123, débit du 05/07/2026."""
    invoices, debits = told.get("invoices"), told.get("debits")
    named = [str(number) for number in invoices] if isinstance(invoices, list) else []
    if isinstance(debits, list):
        days = (texts.day(date.fromisoformat(str(day))) for day in debits)
        named += [texts.tr("débit du {day}", day=day) for day in days]
    return ", ".join(named) or "–"
